internal import Foundation
public import OAIPMH
public import Store

/// What the ledger and the store tell of a provider's past: what ``AlarmRules`` judge by.
public struct ProviderHistory: Sendable {
  /// Records held after a run.
  public struct Holding: Sendable, Codable, Equatable {
    /// When the run began.
    public var run: Timestamp
    /// Records that were not deleted.
    public var records: Int

    /// Records held after a run.
    public init(run: Timestamp, records: Int) {
      self.run = run
      self.records = records
    }
  }

  /// The provider.
  public var provider: ProviderID
  /// Its rows of the ledger, newest first: `run` and `harvest`.
  public var runs: [RunEntry]
  /// True where the newest run is still under way.
  public var isRunning: Bool
  /// Sweeps that wait for a person.
  public var heldSweeps: [Sweep]
  /// Records held after its runs, oldest first.
  public var holdings: [Holding]

  /// A history, from its parts.
  public init(
    provider: ProviderID, runs: [RunEntry], isRunning: Bool = false, heldSweeps: [Sweep] = [],
    holdings: [Holding] = []
  ) {
    self.provider = provider
    self.runs = runs.filter { $0.kind == "run" || $0.kind == "harvest" }
    self.isRunning = isRunning
    self.heldSweeps = heldSweeps
    self.holdings = holdings
  }

  /// Rows of the ledger that are looked at: half a year of daily runs, each of which has two.
  private static let rows = 400
  /// Holdings that are kept.
  private static let keptHoldings = 20

  /// Reads the history of a provider.
  public init(of provider: ProviderID, in store: any Store) async throws {
    let runs = try await store.runs(provider: provider, limit: Self.rows)
    let kept = try await store.setting(Self.holdingsName(provider))
    self.init(
      provider: provider, runs: runs,
      isRunning: try await RunClaim.isRunning(provider, runs: runs, in: store),
      heldSweeps: try await store.sweeps(provider: provider, states: [.held], limit: 10),
      holdings: kept.flatMap { try? JSONDecoder().decode([Holding].self, from: Data($0)) } ?? [])
  }

  /// Notes how many records are held after the newest run, once a run.
  mutating func note(held records: Int, in store: any Store) async throws {
    guard let newest = runs.first?.startedAt, holdings.last?.run != newest else { return }
    holdings = (holdings + [Holding(run: newest, records: records)]).suffix(Self.keptHoldings)
    try await store.assign(Self.holdingsName(provider), Array(try holdings.json().utf8))
  }

  private static func holdingsName(_ provider: ProviderID) -> String { "holdings:\(provider)" }

  // MARK: What the runs say

  /// The run that ended last, and the reason for an alarm where it did not end well.
  var newestEnded: RunEntry? {
    runs.filter { $0.endedAt != nil }.max { left, right in
      let (leftEnd, rightEnd) = (left.endedAt ?? left.startedAt, right.endedAt ?? right.startedAt)
      return leftEnd == rightEnd ? left.kind == "harvest" && right.kind == "run" : leftEnd < rightEnd
    }
  }

  /// A run that never ended and is not under way: it was killed.
  var killed: RunEntry? {
    guard !isRunning else { return nil }
    return Self.unfinished(in: runs)
  }

  /// The newest run, where it has no end. A harvest is part of the `run` whose row stands before it.
  static func unfinished(in runs: [RunEntry]) -> RunEntry? {
    guard let newest = runs.first else { return nil }
    if newest.endedAt == nil { return newest }
    if newest.kind == "harvest", runs.count > 1, runs[1].kind == "run", runs[1].endedAt == nil {
      return runs[1]
    }
    return nil
  }

  /// What a harvest brought.
  struct Harvest: Equatable {
    var startedAt: Timestamp
    var complete: Bool
    var received: Int
    /// New, changed and deleted records.
    var news: Int
    var quarantined: Int
  }

  /// The harvests that ended, newest first.
  var harvests: [Harvest] {
    runs.filter { $0.kind == "harvest" && $0.endedAt != nil }.compactMap { row in
      guard let figures = try? JSONDecoder().decode(Figures.self, from: Data(row.report.utf8)) else {
        return nil
      }
      return Harvest(
        startedAt: row.startedAt, complete: row.complete, received: figures.received,
        news: figures.new + figures.changed + figures.deleted, quarantined: figures.quarantined)
    }
  }

  /// The figures of a ``HarvestReport`` that are looked at here: rows of other versions have other keys beside them.
  private struct Figures: Decodable {
    var received: Int
    var new: Int
    var changed: Int
    var deleted: Int
    var quarantined: Int
  }
}
