import Foundation

/// Runs Winnow and lxml over the same records in turns, several rounds, every other round in reverse: what the machine
/// does beside touches all of them alike.
struct DescribeBenchmark {
  /// The executable that is measured, and others to compare it with.
  let executables: [WinnowExecutable]
  let python: String
  /// The peer.
  let script: String
  /// The folder with the schema for the peer.
  let schema: String?
  let records: URL
  let seconds: Double
  let rounds: Int
  let workspace: URL
  /// Told what is run next.
  let progress: (String) -> Void

  /// Measures all programs.
  /// - Parameter set: what the records are, for the report.
  func measure(set: String) throws -> DescribeReport {
    var report = DescribeReport(set: set, validates: schema != nil)
    report.winnow = executables.map { DescribeReport.Program(name: $0.name) }
    let hasPeer = (try? MeasuredProcess.run([python, "-c", "import lxml.etree"], in: workspace)) != nil
    if hasPeer { report.lxml = DescribeReport.Peer() }
    let turns = Array(executables.indices) + (hasPeer ? [executables.count] : [])
    for round in 0..<rounds {
      for turn in round.isMultiple(of: 2) ? turns : turns.reversed() {
        let name = turn < executables.count ? executables[turn].name : "lxml"
        progress("round \(round + 1) of \(rounds): \(name)")
        if turn < executables.count {
          let outcome = try MeasuredProcess.run(
            [executables[turn].path, "describe-records", records.path, "--seconds", String(seconds)],
            in: workspace)
          let run = try JSONDecoder().decode(DescribingRun.self, from: Data(outcome.output.utf8))
          report.winnow[turn].runs.append(run)
          report.winnow[turn].expenses.append(outcome.expense)
        } else {
          let outcome = try MeasuredProcess.run(
            [python, script, records.path, String(seconds)] + (schema.map { [$0] } ?? []), in: workspace)
          let run = try JSONDecoder().decode(PeerRun.self, from: Data(outcome.output.utf8))
          report.lxml?.runs.append(run)
          report.lxml?.expenses.append(outcome.expense)
        }
      }
    }
    report.loadAfter = SystemLoad.averages
    return report
  }
}

/// What the peer's script prints.
struct PeerRun: Codable {
  /// Records worked on.
  var records: Int
  /// Processor time: seconds.
  var processorSeconds: Double
  /// Records of the folder that the schema takes; `nil` without a schema.
  var valid: Int?
  /// Records of the folder that could be parsed.
  var parsed: Int

  /// Records a second of processor time.
  var rate: Double { Double(records) / processorSeconds }
}
