import ArgumentParser
import Foundation
import OAIPMH
import SQLiteStore

/// `winnow-bench store`
struct StoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store",
    abstract: "Build a store of made-up published records, with a winnow.yaml that names it.",
    discussion: """
      Records of eight providers go in as from a harvest and take every stage up to what is published: source, edm \
      and oai_dc of each, oa of a third, a fiftieth deleted again. One million take some 6 GB.
      """)

  @Argument(help: "The folder, which must not hold a store yet.")
  var folder: String

  @Option(help: "How many records; at most a million.")
  var records = 100_000

  @Option(help: "What the records are drawn from.")
  var seed: UInt64 = 7

  @Flag(help: "Print JSON for machines.")
  var json = false

  func validate() throws {
    guard (1...NumberedText.bound).contains(records) else {
      throw ValidationError("--records has to be from 1 to \(NumberedText.bound)")
    }
  }

  func run() async throws {
    let folder = URL(fileURLWithPath: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent(BenchmarkStore.fileName)
    guard !FileManager.default.fileExists(atPath: file.path) else {
      throw BenchmarkFailure(description: "\(file.path) exists already; remove it or name another folder")
    }
    try BenchmarkStore.configuration.write(
      to: folder.appendingPathComponent("winnow.yaml"), atomically: true, encoding: .utf8)
    let collection = try SampleCollection(
      seed: seed, providers: 8, idPrefix: BenchmarkStore.idPrefix, now: .now)
    let store = try SQLiteStore(path: file.path)
    var builder = StoreBuilder(store: store, collection: collection) {
      FileHandle.standardError.write(Data("\($0)\n".utf8))
    }
    let report = try await builder.build(records: records)
    try store.close()
    let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int ?? 0
    var output =
      "\(report.records) records, \(report.deleted) of them deleted again, in \(Int(report.seconds)) s; "
      + "\(size / 1_000_000) MB\n"
    for (step, seconds) in report.steps.sorted(by: { $0.value > $1.value }) {
      output += String(format: "  %-9@ %7.1f s\n", step as NSString, seconds)
    }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      output = String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
    }
    FileHandle.standardOutput.write(Data(output.utf8))
  }
}

/// What the benchmark's stores have in common.
enum BenchmarkStore {
  static let fileName = "winnow.sqlite"
  static let idPrefix = "oai:bench.example.org"
  static let configuration = """
    store: sqlite:\(fileName)
    blobs: folder:media
    contact: mailto:bench@example.org
    repository: {name: Benchmark, base_url: "http://127.0.0.1/oai", admin_email: bench@example.org, id_prefix: "\(idPrefix)"}
    providers: []
    """
}
