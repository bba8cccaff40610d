import Foundation

/// Runs harvesters, each in a fresh folder of the workspace.
struct HarvestRunner {
  let workspace: URL
  let python: String
  /// Where the scripts of the peers are.
  let peers: URL

  /// A harvest into an empty store, and one of the same records again.
  func harvestTwice(winnow: String, url: String, prefix: String) throws -> (first: Harvest, again: Harvest) {
    try inFolder { folder in
      let configuration = folder.appendingPathComponent("winnow.yaml")
      try """
      store: sqlite:winnow.sqlite
      contact: mailto:bench@example.org
      repository: {name: Benchmark, base_url: "http://127.0.0.1/oai", admin_email: bench@example.org, id_prefix: "oai:bench.example.org"}
      providers:
        - id: bench
          harvest: {kind: oai-pmh, url: "\(url)", prefix: \(prefix)}
          policy: {delay_ms: 0}
      """.write(to: configuration, atomically: true, encoding: .utf8)
      let command = [winnow, "harvest", "bench", "--json", "--config", configuration.path]
      let first = try harvest(command, in: folder)
      let again = try harvest(command + ["--full"], in: folder)
      guard again.report.unchanged == first.report.received else {
        throw BenchmarkFailure(
          description:
            "\(winnow) found \(again.report.unchanged) of \(first.report.received) records unchanged")
      }
      return (first.harvest, again.harvest)
    }
  }

  /// A harvest by a peer.
  /// - Parameter records: as many as the endpoint has, for a peer that does not count.
  func harvest(_ peer: Peer, url: String, prefix: String, records: Int) throws -> Harvest {
    try inFolder { folder in
      switch peer {
      case .python(_, _, let script):
        let path = peers.appendingPathComponent(script).path
        let outcome = try MeasuredProcess.run([python, path, url, prefix], in: folder)
        return Harvest(records: try Self.number(in: outcome.output, of: script), expense: outcome.expense)
      case .metha(let path):
        let store = folder.appendingPathComponent("store")
        let outcome = try MeasuredProcess.run(
          [path, "-no-intervals", "-format", prefix, url], environment: ["METHA_DIR": store.path], in: folder)
        return Harvest(records: records, expense: outcome.expense, stored: try Self.size(of: store))
      }
    }
  }

  /// Whether a Python module can be imported.
  func hasModule(_ name: String) -> Bool {
    (try? inFolder { try MeasuredProcess.run([python, "-c", "import \(name)"], in: $0) }) != nil
  }

  /// What `winnow harvest --json` says of a provider.
  private struct Report: Decodable {
    var complete: Bool
    var reason: String
    var received: Int
    var unchanged: Int
    var bytes: Int
  }

  private func harvest(_ command: [String], in folder: URL) throws -> (report: Report, harvest: Harvest) {
    let outcome = try MeasuredProcess.run(command, in: folder)
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    guard report.complete else {
      throw BenchmarkFailure(description: "\(command[0]) did not harvest all: \(report.reason)")
    }
    let store = try Self.size(of: folder, filesNamed: "winnow.sqlite")
    return (
      report,
      Harvest(records: report.received, expense: outcome.expense, received: report.bytes, stored: store)
    )
  }

  private func inFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = workspace.appendingPathComponent("run")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  private static func number(in output: String, of program: String) throws -> Int {
    guard let number = Int(output.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw BenchmarkFailure(description: "\(program) printed '\(output)' instead of the number of records")
    }
    return number
  }

  /// Bytes of all files below a folder whose path within it begins with a name.
  private static func size(of folder: URL, filesNamed name: String = "") throws -> Int {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasPrefix(name) }
      .reduce(0) { total, path in
        let file = try FileManager.default.attributesOfItem(atPath: folder.appendingPathComponent(path).path)
        return total + (file[.type] as? FileAttributeType == .typeRegular ? file[.size] as? Int ?? 0 : 0)
      }
  }
}
