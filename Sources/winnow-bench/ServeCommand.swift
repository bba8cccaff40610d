import ArgumentParser
import Foundation

/// `winnow-bench serve`
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Answers a second, their times and memory of `winnow serve` on a large store, beside pyoai.",
    discussion: """
      The store is one that `winnow-bench store` built. Clients run in this process, on the same processors: their \
      processor time is told apart. pyoai answers in process, from memory, with --python, where it can be imported.
      """)

  @Argument(help: "The folder of the store.")
  var folder: String

  @Option(help: "The release executable of Winnow; by default the one beside this benchmark.")
  var winnow: String?

  @Option(help: "Seconds of each measurement under load.")
  var seconds = 10.0

  @Option(help: "The Python that has pyoai.")
  var python = "python3"

  @Option(help: "The folder with the peers' scripts; by default that of the sources.")
  var peers: String?

  @Flag(help: "Print JSON for machines.")
  var json = false

  func validate() throws {
    guard seconds > 0 else { throw ValidationError("--seconds has to be above 0") }
  }

  func run() throws {
    let configuration = URL(fileURLWithPath: folder).appendingPathComponent("winnow.yaml").path
    guard FileManager.default.fileExists(atPath: configuration) else {
      throw BenchmarkFailure(
        description: "\(folder) holds no store: run `winnow-bench store \(folder)` first")
    }
    let own = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let beside = own.deletingLastPathComponent().appendingPathComponent("winnow").path
    let server = try ServedRepository(winnow: winnow ?? beside, configuration: configuration)
    defer { server.stop() }
    let benchmark = ServeBenchmark(server: server, seconds: seconds) {
      FileHandle.standardError.write(Data("\($0)\n".utf8))
    }
    var report = try benchmark.measure()
    report.peer = try peer()
    try report.write(json: json)
  }

  /// pyoai, where it is there.
  private func peer() throws -> ServeReport.Peer? {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("winnow-bench-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    guard (try? MeasuredProcess.run([python, "-c", "import oaipmh.server"], in: folder)) != nil else {
      return nil
    }
    let scripts = peers ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Peers"
    let outcome = try MeasuredProcess.run(
      [python, scripts + "/pyoai_server.py", "5000", "100", String(seconds)], in: folder)
    return try JSONDecoder().decode(ServeReport.Peer.self, from: Data(outcome.output.utf8))
  }
}
