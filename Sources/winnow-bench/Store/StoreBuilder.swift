import Foundation
import OAIPMH
import SQLiteStore
import Store

/// Fills a store as a run does: pages are ingested, and every job is claimed and completed stage by stage. Only the
/// bytes are prepared beforehand, so that what is measured is the store.
struct StoreBuilder {
  /// What was built, and the seconds that each step took.
  struct Report: Encodable {
    var records = 0
    var deleted = 0
    var seconds = 0.0
    var steps: [String: Double] = [:]
  }

  let store: SQLiteStore
  let collection: SampleCollection
  let progress: (String) -> Void
  private var report = Report()

  private static let pageSize = 250
  /// Jobs completed in one transaction.
  private static let batchSize = 500
  /// Of so many records one is deleted.
  private static let deletedOf = 50

  init(store: SQLiteStore, collection: SampleCollection, progress: @escaping (String) -> Void) {
    self.store = store
    self.collection = collection
    self.progress = progress
  }

  /// A record with the key that the store gave it.
  private struct Item {
    var record: Int
    var sample: StoredSample
  }

  /// Fills the empty store.
  mutating func build(records: Int) async throws -> Report {
    let began = ContinuousClock.now
    var lists: [ListNumber] = []
    var runs: [RunKey] = []
    for provider in collection.providers {
      runs.append(try await store.beginRun(provider: provider.id, kind: "harvest", at: .now))
      lists.append(try await store.beginList(of: HarvestScope(provider: provider.id, prefix: "edm")))
    }
    var last: RecordKey?
    var record = 0
    while record < records {
      var items: [Item] = []
      for (index, provider) in collection.providers.enumerated() where record < records {
        let page = (record..<min(records, record + Self.pageSize)).map { number in
          Item(record: number, sample: provider.samples[number % provider.samples.count])
        }
        try await ingest(
          page.map { $0.sample.incoming($0.record) }, of: provider.id, run: runs[index], list: lists[index])
        items += page
        record += page.count
      }
      let keys = try await store.records(provider: nil, after: last, limit: items.count)
      guard keys.count == items.count else {
        throw BenchmarkFailure(description: "the store took \(keys.count) of \(items.count) new records")
      }
      last = keys.last
      let byKey = Dictionary(uniqueKeysWithValues: zip(keys, items))
      try await work(byKey)
      try await delete(byKey, run: runs[0], list: lists[0])
      report.records = record
      if record % 20_000 < items.count {
        let rate = Double(record) / ((ContinuousClock.now - began) / .seconds(1))
        progress("\(record) of \(records) records, \(Int(rate)) a second")
      }
    }
    for run in runs { try await store.endRun(run, complete: true, reason: "", report: "", at: .now) }
    report.seconds = (ContinuousClock.now - began) / .seconds(1)
    return report
  }

  private mutating func ingest(
    _ records: [IncomingRecord], of provider: ProviderID, run: RunKey, list: ListNumber
  ) async throws {
    let store = store
    try await timed("ingest") {
      _ = try await store.ingest(
        IncomingPage(
          run: run, scope: HarvestScope(provider: provider, prefix: "edm"), list: list,
          request: "http://\(provider).example.org/oai?verb=ListRecords", receivedAt: .now, records: records,
          checkpoint: nil))
    }
  }

  private mutating func work(_ items: [RecordKey: Item]) async throws {
    try await complete(.describe, items) { .described($0, $2.sample.description($2.record)) }
    try await complete(.conclude, items) { .concluded($0, $2.sample.statements($2.record)) }
    try await complete(.publish, items) { .published($0, $2.sample.published($2.record, as: $1)) }
  }

  private mutating func delete(_ items: [RecordKey: Item], run: RunKey, list: ListNumber) async throws {
    let gone = items.filter { $0.value.record % Self.deletedOf == Self.deletedOf - 1 }
    for (index, provider) in collection.providers.enumerated() {
      let page = gone.values.filter { $0.record / Self.pageSize % collection.providers.count == index }
      try await ingest(
        page.map { $0.sample.tombstone($0.record) }.sorted { $0.identifier < $1.identifier }, of: provider.id,
        run: run, list: list)
    }
    try await complete(.describe, gone) { job, _, _ in .describedAsDeleted(job) }
    try await complete(.publish, gone) { .published($0, $2.sample.withdrawn($2.record, as: $1)) }
    report.deleted += gone.count
  }

  /// Completes the jobs of a stage, batch by batch.
  private mutating func complete(
    _ stage: Stage, _ items: [RecordKey: Item], _ result: (Job, RecordKey, Item) -> StageResult
  ) async throws {
    let store = store
    var left = items.count
    while left > 0 {
      let jobs = try await timed("claim") {
        try await store.claim(
          stage, providers: nil, limit: Self.batchSize, leaseSeconds: 600, worker: "builder")
      }
      let results = jobs.compactMap { job -> StageResult? in
        guard case .record(let key) = job.subject, let item = items[key] else { return nil }
        return result(job, key, item)
      }
      guard !results.isEmpty else {
        throw BenchmarkFailure(description: "the store has no job of \(stage.rawValue) for \(left) records")
      }
      try await timed(stage.rawValue) { try await store.complete(results) }
      left -= results.count
    }
  }

  private mutating func timed<Value>(_ step: String, _ body: () async throws -> Value) async throws -> Value {
    let began = ContinuousClock.now
    let value = try await body()
    report.steps[step, default: 0] += (ContinuousClock.now - began) / .seconds(1)
    return value
  }
}
