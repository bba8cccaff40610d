import Logging
import OAIPMH
import Store
import Synchronization
import Testing

@testable import Pipeline

/// A stage whose answers are written down beforehand.
private final class ScriptedStage: StageWork {
  let stage: Stage
  let batchSize: Int
  let unit = "records"
  private let script: @Sendable (_ batch: Int, _ jobs: [Job]) async throws -> StageOutcome
  private let batches = Mutex<[[Job]]>([])

  init(
    _ stage: Stage, batchSize: Int = 10,
    _ script: @escaping @Sendable (_ batch: Int, _ jobs: [Job]) async throws -> StageOutcome
  ) {
    self.stage = stage
    self.batchSize = batchSize
    self.script = script
  }

  /// The batches so far.
  var taken: [[Job]] { batches.withLock { $0 } }

  func perform(_ jobs: [Job]) async throws -> StageOutcome {
    let batch = batches.withLock {
      $0.append(jobs)
      return $0.count
    }
    return try await script(batch, jobs)
  }
}

@Suite("The stages after the harvest", .timeLimit(.minutes(5)))
struct EnrichmentTests {
  private let temporary: TemporaryStore
  private let interruption = Interruption()

  init() throws { temporary = try TemporaryStore() }

  private func run(_ stages: [any StageWork]) async throws -> Enrichment.Ending {
    var log = Logger(label: "test")
    log.logLevel = .critical
    return try await Enrichment(
      store: temporary.store, blobs: temporary.blobs, stages: stages, worker: "test", log: log,
      interruption: interruption, progress: { _ in }
    ).run(providers: [museum])
  }

  /// Describes every record without web resources and counts it as published.
  private func describing(batchSize: Int = 10) -> ScriptedStage {
    ScriptedStage(.describe, batchSize: batchSize) { _, jobs in
      var outcome = StageOutcome(results: jobs.map { .described($0, description()) })
      outcome.count(museum) { $0.reused += jobs.count }
      return outcome
    }
  }

  private func concluding() -> ScriptedStage {
    ScriptedStage(.conclude) { _, jobs in
      var outcome = StageOutcome(results: jobs.map { .concluded($0, []) })
      outcome.count(museum) { $0.tags += jobs.count }
      return outcome
    }
  }

  private func ingest(_ count: Int) async throws {
    try await temporary.ingest((0..<count).map { incoming("oai:m:\($0)") })
  }

  @Test("an empty queue is complete at once")
  func nothing() async throws {
    let stage = describing()
    let ending = try await run([stage])
    #expect(ending.complete)
    #expect(ending.reason == "every queue is empty")
    #expect(ending.counts.isEmpty)
    #expect(stage.taken.isEmpty)
  }

  @Test(
    "each stage takes its batches until all queues are empty, and what follows from one is done by the next")
  func complete() async throws {
    try await ingest(7)
    let (describe, conclude) = (describing(batchSize: 3), concluding())
    let ending = try await run([describe, conclude])
    #expect(ending.complete)
    #expect(describe.taken.map(\.count) == [3, 3, 1])
    #expect(conclude.taken.map(\.count) == [7])
    #expect(ending.counts[museum]?.reused == 7)
    #expect(ending.counts[museum]?.tags == 7)
  }

  @Test("jobs of other providers are left alone")
  func otherProviders() async throws {
    try await ingest(1)
    try await temporary.ingest([incoming("oai:l:1")], provider: library)
    let stage = describing()
    let ending = try await run([stage])
    #expect(stage.taken.map(\.count) == [1])
    #expect(ending.complete)
    #expect(try await temporary.store.queue(providers: [library])[.describe]?.ready == 1)
  }

  @Test("a run that is asked to stop finishes its batch and says what is left")
  func interrupted() async throws {
    try await ingest(5)
    let stage = ScriptedStage(.describe, batchSize: 2) { [interruption] _, jobs in
      interruption.request()
      return StageOutcome(results: jobs.map { .described($0, description()) })
    }
    let ending = try await run([stage])
    #expect(!ending.complete)
    #expect(ending.reason == "interrupted with 3 jobs left: run again to go on")
    #expect(stage.taken.map(\.count) == [2])
    #expect(try await temporary.claim(.describe).count == 3)
  }

  @Test("a retry that is due soon is waited for")
  func retrySoon() async throws {
    try await ingest(1)
    let stage = ScriptedStage(.describe) { batch, jobs in
      guard batch > 1 else {
        return StageOutcome(
          failures: jobs.map { JobFailure(job: $0, reason: "busy", retryAt: .now.advanced(by: 2)) })
      }
      return StageOutcome(results: jobs.map { .described($0, description()) })
    }
    let ending = try await run([stage, concluding()])
    #expect(ending.complete)
    #expect(stage.taken.map(\.count) == [1, 1])
    #expect(stage.taken.last?.first?.attempt == 2)
  }

  @Test("a retry that is due much later is left to the next run; all that is ready is done before")
  func retryLate() async throws {
    try await ingest(4)
    let stage = ScriptedStage(.describe, batchSize: 1) { batch, jobs in
      guard batch > 1 else {
        return StageOutcome(
          failures: jobs.map { JobFailure(job: $0, reason: "busy", retryAt: .now.advanced(by: 3600)) })
      }
      return StageOutcome(results: jobs.map { .described($0, description()) })
    }
    let conclude = concluding()
    let ending = try await run([stage, conclude])
    #expect(!ending.complete)
    #expect(ending.reason == "1 jobs wait for another attempt: run again later")
    #expect(stage.taken.count == 4)
    #expect(conclude.taken.flatMap(\.self).count == 3)
  }

  @Test("a job that is given up makes the run incomplete, and its reason is kept for the report")
  func dead() async throws {
    try await ingest(2)
    let stage = ScriptedStage(.describe) { _, jobs in
      StageOutcome(
        results: jobs.dropFirst().map { .described($0, description()) },
        failures: jobs.prefix(1).map { JobFailure(job: $0, reason: "no such thing", retryAt: nil) })
    }
    let ending = try await run([stage, concluding()])
    #expect(!ending.complete)
    #expect(ending.reason == "1 jobs were given up: `winnow report` lists them with their reasons")
    #expect(try await temporary.store.deadJobs(limit: 10).map(\.reason) == ["no such thing"])
  }

  @Test("a stage that throws ends the run with its error; its jobs come back when their lease runs out")
  func throwing() async throws {
    try await ingest(1)
    let stage = ScriptedStage(.describe) { _, _ in throw StoreError("the disk is full") }
    let error = await #expect(throws: StoreError.self) { try await run([stage]) }
    #expect(error?.description == "the disk is full")
    #expect(try await temporary.store.queue(providers: nil)[.describe]?.running == 1)
  }

  @Test("blobs that nobody needs any more go, once the results are written")
  func obsoleteBlobs() async throws {
    try await ingest(1)
    let name = BlobName.original(hash("one"))
    try await temporary.blobs.put([1], name: name)
    let stage = ScriptedStage(.describe) { _, jobs in
      StageOutcome(results: jobs.map { .described($0, description()) }, obsoleteBlobs: [name])
    }
    _ = try await run([stage, concluding()])
    #expect(try await temporary.blobs.contains(name) == false)
  }

  @Test("a sleeping job wakes early when it is asked to stop")
  func wakes() async throws {
    let begin = ContinuousClock.now
    async let sleep: Void = interruption.sleep(seconds: 90)
    interruption.request()
    try await sleep
    #expect(ContinuousClock.now - begin < .seconds(45))
    #expect(interruption.isRequested)
  }
}
