import ArgumentParser
import Foundation

/// `winnow-bench harvest`
struct HarvestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "harvest",
    abstract:
      "Records a second, memory and bytes of a harvest, beside lxml, sickle, oaipmh-scythe and metha.",
    discussion: """
      Winnow stores, hashes and queues every record; the peers in Python only read them. They run with --python, \
      as far as their modules can be imported (Peers/requirements.txt), and all but lxml get a fifth of the records.
      """)

  @Option(help: "The release executable of Winnow; by default the one beside this benchmark.")
  var winnow: String?

  @Option(help: "Another executable of Winnow to run beside it, such as an earlier build.")
  var compare: String?

  @Option(help: "The Python that has the peers' modules.")
  var python = "python3"

  @Option(help: "The folder with the peers' scripts; by default that of the sources.")
  var peers: String?

  @Option(help: "metha-sync, where it is installed.")
  var metha: String?

  @Option(
    help:
      "Ask this endpoint instead of the provider that comes with the benchmark; every harvester reads all of it."
  )
  var url: String?

  @Option(help: "The formats to measure.")
  var formats: [RecordFormat] = RecordFormat.allCases

  @Option(help: "EDM records in a list.")
  var edmRecords = 50_000

  @Option(help: "oai_dc records in a list.")
  var dublinCoreRecords = 100_000

  @Option(help: "How often each harvester runs.")
  var rounds = 3

  @Option(help: "EDM records of one large harvest that shows how flat memory is; 0 for none.")
  var largeRecords = 500_000

  @Option(
    help: "Where stores are made and removed again; by default the system's folder for temporary files.")
  var workspace: String?

  @Flag(help: "Print JSON for machines.")
  var json = false

  func validate() throws {
    guard edmRecords >= 1000, dublinCoreRecords >= 1000, largeRecords >= 0, rounds >= 1 else {
      throw ValidationError("at least 1000 records and one round are needed")
    }
  }

  func run() throws {
    let own = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let beside = own.deletingLastPathComponent().appendingPathComponent("winnow").path
    let executable = WinnowExecutable(name: "winnow", path: winnow ?? beside)
    let others = compare.map { [WinnowExecutable(name: "winnow to compare", path: $0)] } ?? []
    let folder = URL(fileURLWithPath: workspace ?? NSTemporaryDirectory())
      .appendingPathComponent("winnow-bench-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let scripts = peers ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Peers"
    let benchmark = HarvestBenchmark(
      runner: HarvestRunner(workspace: folder, python: python, peers: URL(fileURLWithPath: scripts)),
      executables: [executable] + others, peers: Peer.scripts + (metha.map { [.metha(path: $0)] } ?? []),
      rounds: rounds
    ) { FileHandle.standardError.write(Data("\($0)\n".utf8)) }

    let provider = url == nil ? try BenchmarkProvider(executable: own.path) : nil
    defer { provider?.stop() }
    let address = { records in url ?? provider?.url(records: records) ?? "" }

    var report = HarvestReport()
    for format in formats {
      report.formats.append(
        try benchmark.measure(
          format, records: format == .edm ? edmRecords : dublinCoreRecords, url: address))
    }
    if largeRecords > 0, url == nil {
      benchmark.progress("\(largeRecords) edm records")
      let harvests = try benchmark.runner.harvestTwice(
        winnow: executable.path, url: address(largeRecords), prefix: RecordFormat.edm.rawValue)
      let name = "winnow, \(largeRecords) records"
      report.large = [
        Measurements(harvester: name, harvests: [harvests.first]),
        Measurements(harvester: "\(name) unchanged", harvests: [harvests.again]),
      ]
    }
    report.loadAfter = SystemLoad.averages
    try report.write(json: json)
  }
}

extension RecordFormat: ExpressibleByArgument {}
