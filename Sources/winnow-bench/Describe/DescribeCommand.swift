import ArgumentParser
import Foundation

/// `winnow-bench describe`
struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Records a second on one core from bytes to canonical form, beside lxml with a schema.",
    discussion: """
      Winnow reads, mends, normalises, dates, judges, tiers and writes every record; lxml parses it, validates it \
      with --schema and serialises it. Both run on one thread, in turns, and are compared by processor time.
      """)

  @Option(help: "A folder of record files to work on; by default records are made up.")
  var records: String?

  @Option(help: "Of --records, the smallest file to take, in bytes.")
  var smallest = 1

  @Option(help: "Of --records, the largest file to take, in bytes.")
  var largest = 1 << 20

  @Option(help: "How many records to make up.")
  var count = 2000

  @Option(help: "What the made-up records are drawn from.")
  var seed: UInt64 = 4

  @Option(help: "Processor seconds of each run.")
  var seconds = 3.0

  @Option(help: "How often each program runs.")
  var rounds = 3

  @Option(help: "Another executable of this benchmark to run beside it, such as an earlier build.")
  var compare: String?

  @Option(
    help: "The folder that holds EDM.xsd of Europeana's metis-schema; without it lxml validates nothing.")
  var schema: String?

  @Option(help: "The Python that has lxml.")
  var python = "python3"

  @Option(help: "The folder with the peers' scripts; by default that of the sources.")
  var peers: String?

  @Flag(help: "Print JSON for machines.")
  var json = false

  func validate() throws {
    guard count >= 1, rounds >= 1, seconds > 0, smallest >= 1, smallest <= largest else {
      throw ValidationError("at least one record, one round and some time are needed")
    }
  }

  func run() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("winnow-bench-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = folder.appendingPathComponent("records")
    let taken = try takenRecords()
    try RecordFolder.write(taken, to: files)

    let own = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().path
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let benchmark = DescribeBenchmark(
      executables: [WinnowExecutable(name: "winnow", path: own)]
        + (compare.map { [WinnowExecutable(name: "winnow to compare", path: $0)] } ?? []),
      python: python, script: (peers ?? sources.path + "/Peers") + "/lxml_validate.py", schema: schema,
      records: files, seconds: seconds, rounds: rounds, workspace: folder
    ) { FileHandle.standardError.write(Data("\($0)\n".utf8)) }
    let report = try benchmark.measure(
      set: records == nil ? "\(count) made-up records" : "\(taken.count) given records")
    try report.write(json: json)
  }

  private func takenRecords() throws -> [[UInt8]] {
    if let records {
      return try RecordFolder.records(in: URL(fileURLWithPath: records), sizes: smallest...largest)
    }
    var source = SampleRecords(seed: seed)
    return (0..<count).map { _ in Array(source.next().utf8) }
  }
}
