import Foundation

/// A record at which something went wrong.
struct FuzzFinding {
  /// What went wrong.
  enum Kind: String {
    case crash, hang, property
  }

  var kind: Kind
  var number: Int
  /// The signal, or the promise that was not kept and what was found.
  var detail: String

  /// What makes two findings the same one.
  var cause: String { "\(kind.rawValue) \(detail.split(separator: ":").first ?? "")" }
}

/// What a run came to.
struct FuzzSummary {
  private(set) var mutants = 0
  private(set) var records = 0
  private(set) var read = 0
  private(set) var published = 0
  private(set) var bytes = 0
  private(set) var refusals: [String: Int] = [:]
  private(set) var findings: [FuzzFinding] = []
  private(set) var peakKilobytes = 0
  private(set) var slowest = (number: 0, microseconds: 0)

  /// - Parameter limit: the processor time of a record that does not hang: seconds.
  mutating func add(_ report: TrialReport, limit: Double) {
    mutants += 1
    records += report.records
    read += report.read
    published += report.published
    bytes += report.bytes
    refusals.merge(report.refusals, uniquingKeysWith: +)
    peakKilobytes = max(peakKilobytes, report.peakKilobytes)
    if report.microseconds > slowest.microseconds { slowest = (report.number, report.microseconds) }
    if Double(report.microseconds) > limit * 1e6 {
      findings.append(
        FuzzFinding(kind: .hang, number: report.number, detail: "\(report.microseconds / 1000) ms"))
    }
    if let broken = report.broken {
      findings.append(FuzzFinding(kind: .property, number: report.number, detail: broken))
    }
  }

  mutating func add(_ finding: FuzzFinding) {
    mutants += 1
    findings.append(finding)
  }

  func count(_ kind: FuzzFinding.Kind) -> Int { findings.count { $0.kind == kind } }

  /// The summary for people.
  /// - Parameter seconds: the run took, of wall clock.
  func lines(seconds: Double) -> [String] {
    var lines = [
      "mutated records    \(mutants), of \(bytes / 1_000_000) MB, holding \(records) records",
      "read               \(read), of which \(published) publishable",
    ]
    for (reason, count) in refusals.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      lines.append("  refused \(String(count).leftPadded(to: 9))  \(reason)")
    }
    lines += [
      "crashes            \(count(.crash))",
      "hangs              \(count(.hang))",
      "broken promises    \(count(.property))",
      "slowest            record \(slowest.number): \(slowest.microseconds / 1000) ms of processor time",
      "peak memory        \(peakKilobytes / 1024) MB",
      "speed              \(Int(Double(mutants) / max(seconds, 0.001))) records/s, \(Int(seconds)) s",
    ]
    return lines
  }
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
