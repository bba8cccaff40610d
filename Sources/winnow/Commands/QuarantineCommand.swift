import ArgumentParser
internal import Fetching
import Foundation
internal import OAIPMH
import Pipeline
import Store
internal import WinnowConfiguration

/// `winnow quarantine`
struct QuarantineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quarantine",
    abstract: "Records set aside because they could not be read, and deletions that wait for a person.",
    subcommands: [List.self, Show.self, Release.self, Confirm.self])

  /// `winnow quarantine list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List what stands in quarantine, newest first.")

    @Argument(help: "Providers; all where none is named.")
    var providers: [String] = []

    @Option(name: .long, help: "At most this many sweeps and this many records.")
    var limit = 50

    @OptionGroup var common: CommonOptions

    func validate() throws {
      guard (1...100_000).contains(limit) else {
        throw ValidationError("--limit has to be from 1 to 100000")
      }
    }

    func run() async throws {
      let bench = try Workbench(common)
      let stored = try await bench.store.providers()
      for name in providers where !stored.contains(ProviderID(name)) { _ = try bench.providers([name]) }
      let listing = try await QuarantineListing(
        store: bench.store, providers: providers.isEmpty ? nil : providers.map { ProviderID($0) },
        limit: limit)
      if common.json {
        for sweep in listing.sweeps { try Output.json(sweep) }
        for record in listing.records { try Output.json(record) }
      } else {
        listing.table.forEach(Output.line)
      }
      if listing.isCut { standardError("winnow: there is more than --limit \(limit) allows to show") }
    }
  }

  /// `winnow quarantine show`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show bytes that were set aside, or the records that a sweep misses.")

    @Argument(help: "What `winnow quarantine list` names: record-12 or sweep-3.")
    var id: String

    @Flag(name: .long, help: "Of bytes: nothing but these, exactly as they came.")
    var raw = false

    @Option(name: .long, help: "Of a sweep: at most this many missing records.")
    var limit = 20

    @Option(name: .long, help: "Of a sweep: begin after this identifier.")
    var after: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
      guard (1...10_000).contains(limit) else { throw ValidationError("--limit has to be from 1 to 10000") }
      if raw, common.json { throw ValidationError("--raw and --json exclude each other") }
    }

    func run() async throws {
      let name = try QuarantineName(argument: id)
      let bench = try Workbench(common)
      let quarantine = Quarantine(store: bench.store)
      try await reportingRefusals {
        switch name {
        case .record(let key): try await show(quarantine.entry(key), prospect: quarantine.prospect)
        case .sweep(let key): try await show(quarantine.sweep(key), store: bench.store)
        }
      }
    }

    private func show(_ entry: QuarantineEntry, prospect: (QuarantineEntry) -> String) async throws {
      if raw {
        FileHandle.standardOutput.write(Data(entry.record.bytes))
        return
      }
      let record = SetAsideRecord(entry)
      let content = VisibleBytes(entry.record.bytes)
      if common.json {
        try Output.json(
          ShownRecord(
            record: record, prospect: prospect(entry),
            context: String(decoding: entry.record.context, as: UTF8.self),
            content: content.text, escapedBytes: content.escaped))
        return
      }
      record.lines.forEach(Output.line)
      Output.line("  now         \(prospect(entry))")
      if content.escaped > 0 {
        Output.line("  escapes     bytes that are no readable text stand as \\xNN: \(content.escaped)")
      }
      Output.line("")
      Output.line(content.text)
    }

    private func show(_ sweep: Sweep, store: any Store) async throws {
      if raw {
        throw CommandFailure(message: "--raw shows bytes, and \(id) is a sweep: leave it out", exitCode: 2)
      }
      let missing = try await MissingRecords(of: sweep, store: store, after: after, limit: limit)
      let held = HeldSweep(sweep)
      if common.json {
        try Output.json(ShownSweep(sweep: held, records: missing))
        return
      }
      held.lines.forEach(Output.line)
      for item in missing.items { Output.line("  missing     \(item.identifier)  \(item.title ?? "")") }
      if let next = missing.next { Output.line("more: winnow quarantine show \(id) --after '\(next)'") }
    }
  }

  /// `winnow quarantine confirm`
  struct Confirm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "confirm", abstract: "Carry out the deletions of a held sweep.",
      discussion: "Tombstones replace the records that the sweep misses; `winnow enrich` publishes them.")

    @Argument(help: "A sweep that `winnow quarantine list` names: sweep-3.")
    var id: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
      guard case .sweep(let key) = try QuarantineName(argument: id) else {
        throw CommandFailure(
          message: "\(id) is no sweep: `winnow quarantine release \(id)` takes a record in", exitCode: 2)
      }
      let bench = try Workbench(common)
      let quarantine = Quarantine(store: bench.store)
      let control = JobControl(json: common.json)
      let outcome = try await reportingRefusals {
        let sweep = try await quarantine.sweep(key)
        let provider = bench.configuration.provider(sweep.provider.rawValue)
        return try await quarantine.confirm(
          key, request: provider.map(Self.request) ?? id, interruption: control.interruption,
          progress: { control.progress.show($0) })
      }
      control.progress.finish()
      try [outcome].tell(json: common.json, hint: "`winnow enrich` publishes the deletions")
    }

    /// What showed that records are gone.
    private static func request(_ provider: ProviderConfiguration) -> String {
      guard provider.harvest.kind == .oaiPMH else { return provider.harvest.url }
      return OAIPMHRequest.list(.listIdentifiers, prefix: provider.harvest.prefix)
        .address(base: provider.harvest.url)
    }
  }
}

/// Bytes as `winnow quarantine show --json` prints them.
private struct ShownRecord: Encodable {
  var record: SetAsideRecord
  /// What reading them again would give.
  var prospect: String
  var context: String
  var content: String
  var escapedBytes: Int

  private enum CodingKeys: String, CodingKey {
    case prospect, context, content
    case escapedBytes = "escaped_bytes"
  }

  func encode(to encoder: any Encoder) throws {
    try record.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(prospect, forKey: .prospect)
    try container.encode(context, forKey: .context)
    try container.encode(content, forKey: .content)
    try container.encode(escapedBytes, forKey: .escapedBytes)
  }
}

/// A sweep as `winnow quarantine show --json` prints it.
private struct ShownSweep: Encodable {
  var sweep: HeldSweep
  var records: MissingRecords

  private enum CodingKeys: String, CodingKey {
    case records, next
  }

  func encode(to encoder: any Encoder) throws {
    try sweep.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(records.items, forKey: .records)
    try container.encode(records.next, forKey: .next)
  }
}

extension QuarantineListing {
  /// The listing as tables for people.
  fileprivate var table: [String] {
    if sweeps.isEmpty, records.isEmpty { return ["nothing stands in quarantine"] }
    var lines: [String] = []
    if !sweeps.isEmpty {
      var table = TextTable(["sweep", "provider", "missing", "of", "since", "reason"], rightAligned: [2, 3])
      for sweep in sweeps {
        table.append([
          sweep.id, sweep.provider, String(sweep.missing), String(sweep.held), sweep.ended ?? "",
          sweep.reason,
        ])
      }
      lines += table.lines
    }
    if !sweeps.isEmpty, !records.isEmpty { lines.append("") }
    if !records.isEmpty {
      var table = TextTable(
        ["record", "provider", "identifier", "bytes", "received", "reason", "request"], rightAligned: [3])
      for record in records {
        table.append([
          record.id, record.provider, record.identifier ?? "-", String(record.bytes), record.received,
          record.reason, record.request,
        ])
      }
      lines += table.lines
    }
    return lines
  }
}

extension QuarantineName {
  /// Reads what was typed.
  init(argument: String) throws {
    guard let name = QuarantineName(argument) else {
      throw CommandFailure(
        message: "'\(argument)' is no name of the quarantine: write record-12 or sweep-3, "
          + "as `winnow quarantine list` does", exitCode: 2)
    }
    self = name
  }
}

/// Turns what cannot be done as asked into the failure of the command.
func reportingRefusals<Value>(_ work: () async throws -> Value) async throws -> Value {
  do { return try await work() } catch let refusal as QuarantineError {
    throw CommandFailure(message: refusal.description)
  }
}

extension [QuarantineOutcome] {
  /// Prints outcomes; fails where anything was not done.
  /// - Parameter hint: what to do next, for people.
  func tell(json: Bool, hint: String) throws {
    for outcome in self {
      if json { try Output.json(outcome) } else { Output.line(outcome.line) }
      if json, !outcome.isDone { standardError("winnow: \(outcome.line)") }
    }
    if !json, contains(where: { $0.action == .released || $0.deleted > 0 }) { Output.line(hint) }
    if !allSatisfy(\.isDone) { throw ExitCode(1) }
  }
}
