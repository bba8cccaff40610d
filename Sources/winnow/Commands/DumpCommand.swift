import ArgumentParser
import OAIPMH
import Pipeline
import Publishing
import Store
internal import WinnowConfiguration

/// `winnow dump DIR`
struct DumpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dump", abstract: "Write what is published as files.")

  /// The formats that this version writes.
  enum Format: String, ExpressibleByArgument, CaseIterable { case edm }

  @Argument(help: "The folder; made where it does not exist, brought up to date where it does.")
  var directory: String

  @Option(name: .long, help: "The format: edm (one RDF/XML file a record).")
  var format = Format.edm

  @Option(name: .long, help: "Only this provider.")
  var provider: String?

  @Option(name: .long, help: "Only records whose published form changed at or after this date.")
  var since: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let start = try since.map { text in
      guard let stamp = Timestamp(text) else {
        throw CommandFailure(
          message: "--since '\(text)' is no date: write YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ", exitCode: 2)
      }
      return stamp
    }
    let bench = try Workbench(common)
    if let provider, try await !bench.store.providers().contains(ProviderID(provider)) {
      _ = try bench.providers([provider])
    }
    let control = JobControl(json: common.json)
    let dump = EDMDump(
      records: bench.store, folder: directory,
      licence:
        "Each record's edm:rights govern the object; statements of \(bench.configuration.repository.name) are CC0."
    )
    // Lists hold what was stamped before the current second: wait it out, so that a dump right after a run is whole.
    let opened = Timestamp.now
    while Timestamp.now == opened { try await Task.sleep(for: .milliseconds(20)) }
    let total = try await bench.store.count(
      PublishedQuery(prefix: PublishedFormat.edm, until: Timestamp.now.advanced(by: -1), limit: 1))
    let summary = try await dump.write(set: provider.map { "provider:\($0)" }, since: start, now: .now) {
      done in
      control.progress.show(
        ProgressEvent(stage: "dump", provider: provider, done: done, total: total, unit: "records"))
    }
    control.progress.finish()
    if common.json {
      try Output.json(summary)
    } else {
      Output.line(
        "\(directory): \(summary.records) records (\(summary.written) written, \(summary.unchanged) unchanged), "
          + "\(summary.deleted) deleted, \(summary.bytes) bytes")
    }
  }
}
