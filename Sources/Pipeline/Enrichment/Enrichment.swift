public import Logging
internal import OAIPMH
public import Store

/// Runs the stages after the harvest until their queues are empty.
///
/// The stages that bring material in (describe, fetch, look) run side by side, each with its own batches. The
/// stages that sum up (conclude, publish) run between: at once when nothing is coming in any more, and every few
/// seconds while something is, so that a harvest of weeks publishes as it goes and a short one concludes each
/// record once.
public struct Enrichment: Sendable {
  private let store: any Store
  private let blobs: any BlobStore
  private let stages: [any StageWork]
  private let worker: String
  private let log: Logger
  private let progress: ProgressHandler
  private let interruption: Interruption

  /// How long a batch is leased before another worker may take it; renewed while it is worked at. Seconds.
  private let leaseSeconds = 20
  /// How often records are concluded and published while material is coming in. Seconds.
  private let summingUpInterval = 10.0
  /// A retry that is due later than this is left to the next run. Seconds.
  private let longestWait: Int64 = 60
  /// Looks at the queues, one after another, that have to find no stage at work before a stage gives up waiting.
  private static let quietLooksLimit = 3

  /// The loop over some stages, which take their work from the store's queue.
  public init(
    store: any Store, blobs: any BlobStore, stages: [any StageWork], worker: String, log: Logger,
    interruption: Interruption, progress: @escaping ProgressHandler
  ) {
    self.store = store
    self.blobs = blobs
    self.stages = stages
    self.worker = worker
    self.log = log
    self.interruption = interruption
    self.progress = progress
  }

  /// How a run of the stages ended.
  public struct Ending: Sendable {
    /// True where every queue was emptied and no job was given up.
    public var complete: Bool
    /// Why the run is complete or not, in words.
    public var reason: String
    /// What the stages counted, by provider.
    public var counts: [ProviderID: EnrichmentCounts]

    /// Takes in the ending of what was done after it.
    mutating func merge(_ next: Ending) {
      complete = complete && next.complete
      reason = complete ? next.reason : [reason, next.reason].filter { !$0.isEmpty }.joined(separator: "; ")
      for (provider, more) in next.counts { counts[provider, default: EnrichmentCounts()].add(more) }
    }
  }

  /// Works until every queue is empty, or until interrupted.
  /// - Parameter providers: the providers whose jobs are taken; `nil` for all.
  public func run(providers: [ProviderID]?) async throws -> Ending {
    let tally = EnrichmentTally()
    let summing = stages.filter { $0.stage == .conclude || $0.stage == .publish }
    let feeding = stages.filter { $0.stage != .conclude && $0.stage != .publish }
    for holder in try await store.leaseHolders() where WorkerName(holder)?.isGone == true {
      try await store.releaseLeases(of: holder)
    }
    try await store.retryDeadJobs(stages.map(\.stage), providers: providers)
    while !interruption.isRequested {
      let before = tally.batches
      try await feed(feeding, summingUpWith: summing, providers: providers, tally: tally)
      for work in summing { try await exhaust(work, providers: providers, tally: tally) }
      let queues = try await store.queue(providers: providers)
      if stages.allSatisfy({ (queues[$0.stage] ?? QueueDepth()).isIdle }) { break }
      // What was done may have made other jobs ready: only an idle round tells that all that is left waits.
      if tally.batches > before { continue }
      guard let retry = try await store.nextRetry(providers: providers) else {
        try await interruption.sleep(seconds: 0.1)
        continue
      }
      let wait = retry.seconds - Timestamp.now.seconds
      if wait > longestWait { break }
      try await interruption.sleep(seconds: Double(max(wait, 1)))
    }
    return try await ending(providers: providers, counts: tally.counts)
  }

  /// Runs the feeding stages side by side until all of them are idle, summing up now and then.
  private func feed(
    _ feeding: [any StageWork], summingUpWith summing: [any StageWork], providers: [ProviderID]?,
    tally: EnrichmentTally
  ) async throws {
    let feedingEnded = Interruption()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        while !feedingEnded.isRequested {
          try await feedingEnded.sleep(seconds: summingUpInterval)
          if feedingEnded.isRequested { return }
          for work in summing { try await exhaust(work, providers: providers, tally: tally) }
        }
      }
      defer { feedingEnded.request() }
      try await withThrowingTaskGroup(of: Void.self) { feeders in
        for work in feeding {
          feeders.addTask {
            try await drain(work, amid: feeding.map(\.stage), providers: providers, tally: tally)
          }
        }
        try await feeders.waitForAll()
      }
      feedingEnded.request()
      try await group.waitForAll()
    }
  }

  /// Takes batches of a feeding stage until all feeding stages are idle.
  private func drain(
    _ work: any StageWork, amid feeding: [Stage], providers: [ProviderID]?, tally: EnrichmentTally
  ) async throws {
    var quietLooks = 0
    while !interruption.isRequested {
      if try await performBatch(work, providers: providers, tally: tally) {
        quietLooks = 0
        continue
      }
      let queues = try await store.queue(providers: providers)
      let depths = feeding.map { queues[$0] ?? QueueDepth() }
      let idle = depths.allSatisfy(\.isIdle)
      if idle { return }
      // Between two batches of another stage nothing runs for a moment: one look tells nothing.
      quietLooks = depths.allSatisfy { $0.running == 0 } ? quietLooks + 1 : 0
      if quietLooks >= Self.quietLooksLimit, try await store.nextRetry(providers: providers) != nil {
        return
      }
      try await interruption.sleep(seconds: 0.05)
    }
  }

  /// Takes batches of a stage until none is ready.
  private func exhaust(_ work: any StageWork, providers: [ProviderID]?, tally: EnrichmentTally) async throws {
    while !interruption.isRequested, try await performBatch(work, providers: providers, tally: tally) {}
  }

  /// One batch: claim, work, one transaction. Returns false where nothing was ready.
  private func performBatch(
    _ work: any StageWork, providers: [ProviderID]?, tally: EnrichmentTally
  ) async throws -> Bool {
    let jobs = try await store.claim(
      work.stage, providers: providers, limit: work.batchSize, leaseSeconds: leaseSeconds, worker: worker)
    guard !jobs.isEmpty else { return false }
    let renewal = Task { [store, leaseSeconds] in
      while !Task.isCancelled {
        try await Task.sleep(for: .seconds(leaseSeconds / 3))
        try await store.renew(jobs, leaseSeconds: leaseSeconds)
      }
    }
    defer { renewal.cancel() }
    let outcome = try await work.perform(jobs)
    try await store.complete(outcome.results)
    for failure in outcome.failures {
      log.warning(
        "a job failed", metadata: ["stage": "\(work.stage.rawValue)", "reason": "\(failure.reason)"])
    }
    if !outcome.failures.isEmpty { try await store.fail(outcome.failures) }
    for name in outcome.obsoleteBlobs { try await blobs.remove(name) }
    let done = tally.add(outcome, stage: work.stage)
    progress(
      ProgressEvent(stage: work.stage.rawValue, provider: nil, done: done, total: nil, unit: work.unit))
    return true
  }

  private func ending(
    providers: [ProviderID]?, counts: [ProviderID: EnrichmentCounts]
  ) async throws -> Ending {
    let queues = try await store.queue(providers: providers)
    let depths = stages.map { queues[$0.stage] ?? QueueDepth() }
    let waiting = depths.map { $0.ready + $0.running }.reduce(0, +)
    let dead = depths.map(\.dead).reduce(0, +)
    let (complete, reason): (Bool, String) =
      if interruption.isRequested {
        (false, "interrupted with \(waiting) jobs left: run again to go on")
      } else if waiting > 0 {
        (false, "\(waiting) jobs wait for another attempt: run again later")
      } else if dead > 0 {
        (false, "\(dead) jobs were given up: `winnow report` lists them with their reasons")
      } else {
        (true, "every queue is empty")
      }
    return Ending(complete: complete, reason: reason, counts: counts)
  }
}
