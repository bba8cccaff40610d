import ArgumentParser
import EDM
import OAIPMH
import Pipeline
import Publishing
import Store
internal import WinnowConfiguration

/// `winnow dump DIR`
struct DumpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dump", abstract: "Write what is published as files.",
    discussion: """
      A dump that was broken off goes on; one in a folder that holds an older dump of the same selection brings it \
      up to date. `manifest.json` tells what is there, `deleted.csv` what is gone.
      """)

  @Argument(help: "The folder; made where it does not exist, brought up to date where it does.")
  var directory: String

  @Option(
    name: .long, help: "The format: \(formats.map(\.rawValue).joined(separator: ", ")).",
    transform: { try value($0, of: formats, "format") })
  var format = DumpFormat.edm

  @Option(
    name: .long,
    help:
      "How edm is cut: zip (archives of many records), files (one file a record), provider (one document each).",
    transform: { try value($0, of: DumpLayout.allCases, "layout") })
  var layout: DumpLayout?

  @Option(name: .long, help: "Only this provider.")
  var provider: String?

  @Option(name: .long, help: "Only records whose published form changed at or after this date.")
  var since: String?

  @OptionGroup var common: CommonOptions

  private static var formats: [DumpFormat] { DumpFormat.offered(prefixes: PublishedFormat.prefixes) }

  /// The value that a word names.
  private static func value<Value: RawRepresentable<String>>(
    _ word: String, of values: [Value], _ option: String
  ) throws -> Value {
    guard let value = values.first(where: { $0.rawValue == word }) else {
      let known = values.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--\(option) '\(word)' is none of \(known)")
    }
    return value
  }

  func validate() throws {
    guard layout == nil || format == .edm else {
      throw ValidationError("--layout is for --format edm; \(format.rawValue) is cut into parts")
    }
  }

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
    let selection = DumpSelection(
      format: format, layout: layout, provider: provider.map { ProviderID($0) }, since: start)
    let dump = Dump(of: bench.store, into: directory, selection, settings: bench.dumpSettings())
    // What was stamped in the current second comes into the next dump: wait it out, so that a dump right after a run
    // is whole.
    let opened = Timestamp.now
    while Timestamp.now == opened { try await Task.sleep(for: .milliseconds(20)) }
    let total = try await bench.store.count(
      PublishedQuery(
        prefix: format.prefix, from: start, until: Timestamp.now.advanced(by: -1),
        set: provider.map { "provider:" + SetSpec.segment($0) }, limit: 1))
    let summary = try await dump.write(now: .now, shouldStop: { control.interruption.isRequested }) { done in
      control.progress.show(
        ProgressEvent(stage: "dump", provider: provider, done: done, total: total, unit: "records"))
    }
    control.progress.finish()
    if common.json {
      try Output.json(summary)
    } else {
      Output.line(
        "\(directory): \(summary.records) records (\(summary.written) written, \(summary.unchanged) unchanged), "
          + "\(summary.deleted) deleted, \(summary.files) files, \(summary.bytes) bytes; complete until \(summary.until)"
      )
    }
  }
}

extension Workbench {
  /// What a dump of this configuration says of itself.
  func dumpSettings() -> Dump.Settings {
    var metadata: [String: String] = [:]
    for provider in configuration.providers { metadata[provider.id] = provider.metadataRights }
    return Dump.Settings(
      generator: "Winnow \(Release.version)",
      licence: DumpLicence(
        text:
          "Each record's edm:rights govern the object; its metadata are under the rights that came with it (about "
          + "files, metadata_rights), else those of its provider; statements of \(configuration.repository.name) are "
          + "CC0 1.0.",
        metadata: metadata),
      addresses: PresentationAddresses(repository: configuration.repository.baseURL))
  }
}
