internal import Store
internal import Synchronization

/// What the stages of one run did so far, counted from several tasks.
final class EnrichmentTally: Sendable {
  private struct Totals {
    var counts: [ProviderID: EnrichmentCounts] = [:]
    var done: [Stage: Int] = [:]
    var batches = 0
  }

  private let totals = Mutex(Totals())

  /// What was counted, by provider.
  var counts: [ProviderID: EnrichmentCounts] { totals.withLock { $0.counts } }

  /// Batches worked at so far.
  var batches: Int { totals.withLock { $0.batches } }

  /// Adds a batch; returns how many jobs of the stage are done by now.
  func add(_ outcome: StageOutcome, stage: Stage) -> Int {
    totals.withLock { totals in
      for (provider, counts) in outcome.counts {
        totals.counts[provider, default: EnrichmentCounts()].add(counts)
      }
      totals.batches += 1
      totals.done[stage, default: 0] += outcome.results.count
      return totals.done[stage] ?? 0
    }
  }
}
