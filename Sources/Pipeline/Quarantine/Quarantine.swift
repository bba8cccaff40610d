internal import OAIPMH
public import Store

/// What people do with records set aside and with sweeps that wait for them. Each action leaves a row in the run
/// ledger.
public struct Quarantine: Sendable {
  /// The kind of the rows in the run ledger.
  public static let runKind = "quarantine"

  let store: any Store
  private let reader = QuarantineReader()

  /// The quarantine of a store.
  public init(store: any Store) { self.store = store }

  // MARK: Bytes

  /// Quarantined bytes by their key.
  /// - Throws: where there are none.
  public func entry(_ key: QuarantineKey) async throws -> QuarantineEntry {
    guard let entry = try await store.quarantineEntry(key) else {
      throw QuarantineError(
        "there is no \(QuarantineName.record(key)) in quarantine: `winnow quarantine list` names what there is"
      )
    }
    return entry
  }

  /// Reads bytes again: where they can be read now, the record goes into the store.
  public func release(_ key: QuarantineKey) async throws -> QuarantineOutcome {
    try await release(entry(key)) { entry in (try reader.record(of: entry), entry.request) }
  }

  /// Takes in the record that a person mended.
  public func release(_ key: QuarantineKey, with file: MendedFile) async throws -> QuarantineOutcome {
    try await release(entry(key)) { entry in
      (try file.record(for: entry, reader: reader), entry.request)
    }
  }

  /// Asks the endpoint for the record again, by GetRecord.
  public func release(
    _ key: QuarantineKey, asking endpoint: RecordEndpoint
  ) async throws -> QuarantineOutcome {
    try await release(entry(key)) { entry in try await endpoint.record(for: entry) }
  }

  /// Forgets bytes.
  /// - Parameter reason: why, kept in the ledger.
  public func drop(_ key: QuarantineKey, reason: String) async throws -> QuarantineOutcome {
    let entry = try await entry(key)
    return try await recorded(entry.provider) { _ in
      guard try await store.dropQuarantined(key) else {
        return outcome(entry, .kept, isDone: false, "it left the quarantine meanwhile")
      }
      return outcome(entry, .dropped, isDone: true, "dropped: \(reason)")
    }
  }

  /// What reading the bytes again would give now, in words.
  public func prospect(of entry: QuarantineEntry) -> String {
    do {
      let record = try reader.record(of: entry)
      return "can be read now\(Self.words(for: record.repairs.count)): release it"
    } catch { return "cannot be read: \(error)" }
  }

  private func release(
    _ entry: QuarantineEntry,
    reading: (QuarantineEntry) async throws -> (record: IncomingRecord, request: String)
  ) async throws -> QuarantineOutcome {
    try await recorded(entry.provider) { run in
      let record: IncomingRecord
      let request: String
      do {
        (record, request) = try await reading(entry)
      } catch {
        // What the store says does not come this way: reading asks files and endpoints alone.
        return outcome(entry, .kept, isDone: false, "stays in quarantine: \(error)")
      }
      let scope = HarvestScope(provider: entry.provider, prefix: entry.prefix)
      let counts = try await store.ingest(
        IncomingPage(
          run: run, scope: scope, list: try await store.beginList(of: scope), request: request,
          receivedAt: .now, records: [record], unchanged: [], quarantined: [], checkpoint: nil,
          released: [entry.key]))
      let state = Self.state(counts)
      var outcome = outcome(
        entry, .released, isDone: true,
        "released \(record.identifier), which is \(state)\(Self.words(for: record.repairs.count))")
      outcome.identifier = record.identifier
      outcome.record = state
      outcome.repairs = record.repairs
      return outcome
    }
  }

  private func outcome(
    _ entry: QuarantineEntry, _ action: QuarantineOutcome.Action, isDone: Bool, _ reason: String
  ) -> QuarantineOutcome {
    QuarantineOutcome(
      id: "\(QuarantineName.record(entry.key))", provider: entry.provider.rawValue,
      identifier: entry.record.identifier, action: action, isDone: isDone, reason: reason)
  }

  /// What one record was to the store.
  private static func state(_ counts: IngestCounts) -> String {
    if counts.new > 0 { return "new" }
    if counts.changed > 0 { return "changed" }
    return counts.deleted > 0 ? "deleted" : "unchanged"
  }

  private static func words(for repairs: Int) -> String {
    switch repairs {
    case 0: ""
    case 1: " after 1 repair"
    default: " after \(repairs) repairs"
    }
  }

  // MARK: Ledger

  /// Does something and enters it in the run ledger.
  func recorded(
    _ provider: ProviderID, _ work: (RunKey) async throws -> QuarantineOutcome
  ) async throws -> QuarantineOutcome {
    let run = try await store.beginRun(provider: provider, kind: Self.runKind, at: .now)
    do {
      let outcome = try await work(run)
      try await store.endRun(
        run, complete: outcome.isDone, reason: "\(outcome.id): \(outcome.reason)", report: try outcome.json(),
        at: .now)
      return outcome
    } catch {
      // The first failure is the one to tell, even where the ledger cannot take it.
      try? await store.endRun(run, complete: false, reason: "\(error)", report: "{}", at: .now)
      throw error
    }
  }
}
