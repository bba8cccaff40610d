public import OAIPMH
public import Store

/// Carries history and decisions of a provider's records over to other identifiers.
public struct Remapping: Sendable {
  /// The kind of its rows in the run ledger.
  public static let runKind = "remap"

  /// What became, or would become, of changed identifiers: printed by `winnow remap --json`.
  public struct Report: Sendable, Encodable, Equatable {
    /// The provider's id.
    public var provider: String
    /// True where nothing was changed.
    public var isDryRun: Bool
    /// Records that took the new identifier.
    public var renamed = 0
    /// Records that had come under the new identifier already, and were joined.
    public var merged = 0
    /// Decisions carried over; `nil` for a dry run.
    public var decisions: Int?
    /// Former identifiers that the store does not know.
    public var unknown = 0
    /// The first of them.
    public var unknownIdentifiers: [String] = []

    enum CodingKeys: String, CodingKey {
      case provider, renamed, merged, decisions, unknown
      case isDryRun = "dry_run"
      case unknownIdentifiers = "unknown_identifiers"
    }

    /// Writes every key, `decisions` as null where unknown.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(provider, forKey: .provider)
      try container.encode(isDryRun, forKey: .isDryRun)
      try container.encode(renamed, forKey: .renamed)
      try container.encode(merged, forKey: .merged)
      try container.encode(decisions, forKey: .decisions)
      try container.encode(unknown, forKey: .unknown)
      try container.encode(unknownIdentifiers, forKey: .unknownIdentifiers)
    }

    /// True where any identifier of the table was that of a record.
    public var meansAnything: Bool { renamed + merged > 0 }

    /// The report for people.
    public var lines: [String] {
      let carried = decisions.map { "; \($0) decisions carried over" } ?? ""
      var lines = [
        "\(provider): \(renamed) records \(isDryRun ? "would be " : "")renamed, \(merged) joined to records that came "
          + "under the new identifier\(carried)"
      ]
      if unknown > 0 {
        lines.append("\(unknown) former identifiers are not those of a record in the store")
        lines += unknownIdentifiers.map { "  \($0)" }
        let rest = unknown - unknownIdentifiers.count
        if rest > 0 { lines.append("  and \(rest) more") }
      }
      return lines
    }
  }

  private let store: any Store
  private let provider: ProviderID

  /// Unknown identifiers that are named.
  private static let namedLimit = 20
  /// Identifiers looked up at once.
  private static let batch = 1000

  /// For the records of one provider.
  public init(store: any Store, provider: ProviderID) {
    self.store = store
    self.provider = provider
  }

  /// Tells what a change would do. Identifiers that stand in quarantine alone count as known.
  public func rehearse(_ changes: [IdentifierChange]) async throws -> Report {
    let unknownFormer = try await unknown(changes.map(\.former))
    let known = changes.filter { !unknownFormer.contains($0.former) }
    let unknownPresent = try await unknown(known.map(\.present))
    var report = report(changes, unknown: unknownFormer, isDryRun: true)
    report.renamed = known.count { unknownPresent.contains($0.present) }
    report.merged = known.count - report.renamed
    report.unknown = unknownFormer.count
    return report
  }

  /// Changes identifiers, in one transaction, and leaves a row in the run ledger.
  public func carryOut(_ changes: [IdentifierChange], at: Timestamp) async throws -> Report {
    let run = try await store.beginRun(provider: provider, kind: Self.runKind, at: at)
    do {
      var report = report(changes, unknown: try await unknown(changes.map(\.former)), isDryRun: false)
      let counts = try await store.remap(provider, changes, at: at)
      report.renamed = counts.renamed
      report.merged = counts.merged
      report.decisions = counts.decisions
      report.unknown = counts.unknown
      try await store.endRun(
        run, complete: report.meansAnything, reason: report.lines[0], report: try report.json(), at: .now)
      return report
    } catch {
      // The first failure is the one to tell, even where the ledger cannot take it.
      try? await store.endRun(run, complete: false, reason: "\(error)", report: "{}", at: .now)
      throw error
    }
  }

  private func report(_ changes: [IdentifierChange], unknown: Set<String>, isDryRun: Bool) -> Report {
    var report = Report(provider: provider.rawValue, isDryRun: isDryRun)
    report.unknownIdentifiers = Array(
      changes.lazy.map(\.former).filter(unknown.contains).prefix(Self.namedLimit))
    return report
  }

  /// Which of some identifiers the store has not.
  private func unknown(_ identifiers: [String]) async throws -> Set<String> {
    var unknown: Set<String> = []
    var rest = identifiers[...]
    while !rest.isEmpty {
      let headers = rest.prefix(Self.batch).map { RecordHeader(identifier: $0, datestamp: "") }
      rest = rest.dropFirst(Self.batch)
      let comparison = try await store.compare(
        headers, provider: provider, since: ListNumber(rawValue: 0), comparesSets: false)
      unknown.formUnion(comparison.unknown)
    }
    return unknown
  }
}
