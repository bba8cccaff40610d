import EDM
import Foundation
import GRDB
import Hashing
import OAIPMH
import Store
import Synchronization
import Testing

@testable import SQLiteStore

@Suite("How SQLite keeps records")
struct StorageTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("store.sqlite")
  }

  @Test("a page of 2,000 records goes through every stage")
  func largePage() async throws {
    let store = try SQLiteStore(path: path)
    let records = (0..<2000).map {
      record("oai:m:\($0)", Array("<record>\($0) <dc:title>A map</dc:title></record>".utf8))
    }
    #expect(try await store.ingest(records).new == 2000)
    var published = 0
    for stage in [Stage.describe, .conclude, .publish] {
      while true {
        let jobs = try await store.claim(
          stage, providers: [museum], limit: 300, leaseSeconds: 60, worker: "one")
        if jobs.isEmpty { break }
        try await store.complete(
          jobs.map { job in
            switch stage {
            case .describe: return .described(job, Self.description)
            case .conclude: return .concluded(job, [])
            default:
              published += 1
              return .published(job, Self.published(job))
            }
          })
      }
    }
    #expect(published == 2000)
    #expect(try await store.queue(providers: nil).values.allSatisfy { $0 == QueueDepth() })
    let query = PublishedQuery(prefix: "edm", until: .now, limit: 2000)
    #expect(try await store.count(query) == 2000)
    #expect(try await store.list(query).count == 2000)
    #expect(try await store.ingest(records).unchanged == 2000)
  }

  @Test("similar records take less than a fifth of their size")
  func compact() async throws {
    let store = try SQLiteStore(path: path)
    let text = String(repeating: "<dc:subject xml:lang=\"de\">Kirche am Markt</dc:subject>", count: 60)
    let records = (0..<1000).map {
      record("oai:m:\($0)", Array("<record>\($0)\(text)\($0 &* 7919)</record>".utf8))
    }
    try await store.ingest(records)
    try store.close()
    let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    #expect(size * 5 < records.reduce(0) { $0 + $1.bytes.count })
  }

  @Test("a purge leaves no byte of the record in the file or its log")
  func purged() async throws {
    let store = try SQLiteStore(path: path)
    var generator = SystemRandomNumberGenerator()
    // Noise does not compress, so that it stands in the file as it is.
    let secret = (0..<150_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let neighbours = (0..<3).map { record("oai:m:\($0)", Array("<record>\($0)</record>".utf8)) }
    try await store.ingest(neighbours + [record("oai:m:secret", secret)])
    try await store.ingest([record("oai:m:secret", secret.reversed())])
    let traces = [secret, secret.reversed()].map { Data($0[70_000..<70_032]) }
    #expect(try traces.map { try found($0) } == [true, true])
    _ = try await store.withdraw(
      [store.key("oai:m:secret")], reason: "asked to", purge: true, at: .now)
    #expect(try traces.map { try found($0) } == [false, false])
    let keys = try await store.records(provider: museum, after: nil, limit: 10)
    #expect(try await store.sources(keys).map(\.bytes) == neighbours.map(\.bytes) + [[]])
  }

  @Test("a form that took longer than its second is stamped with the second in which it became visible")
  func lateCommit() async throws {
    let ticks = Mutex(Int64(1_767_225_600))
    let ticking = Mutex(false)
    let store = try SQLiteStore(path: path) {
      let step = ticking.withLock { $0 } ? Int64(1) : 0
      return Timestamp(
        seconds: ticks.withLock { seconds in
          // The clock moves while forms are written, and then stands.
          if step > 0, seconds < 1_767_225_603 { seconds += step }
          return seconds
        })
    }
    try await store.ingest([record("oai:m:1", [1])])
    let job = try #require(
      try await store.claim(.describe, providers: nil, limit: 1, leaseSeconds: 60, worker: "one").first)
    try await store.complete([.described(job, Self.description)])
    _ = try await store.requeue(.publish, provider: nil)
    let publish = try #require(
      try await store.claim(.publish, providers: nil, limit: 1, leaseSeconds: 60, worker: "one").first)
    ticking.withLock { $0 = true }
    try await store.complete([.published(publish, Self.published(publish))])
    ticking.withLock { $0 = false }
    let end = Timestamp(seconds: 1_767_225_603)
    for set in [nil, "museum"] {
      let query = PublishedQuery(prefix: "edm", from: end, until: end, set: set, limit: 10)
      #expect(try await store.list(query).map(\.stamp) == [end])
      let before = PublishedQuery(prefix: "edm", until: end.advanced(by: -1), set: set, limit: 10)
      #expect(try await store.count(before) == 0)
    }
  }

  @Test(
    "statements that run for every job or page find an index",
    arguments: [
      "SELECT id FROM job WHERE state = 0 AND stage = 1 AND provider = 2 AND not_before <= 3 ORDER BY not_before, id LIMIT 9",
      "SELECT not_before FROM job WHERE state = 0 AND stage = 1 AND provider = 2 AND not_before > 3 ORDER BY not_before",
      "UPDATE job SET state = 0 WHERE state = 1 AND lease_until <= 5",
      "SELECT id FROM record WHERE provider IN (SELECT id FROM provider) AND identifier = 'x'",
      "SELECT id FROM record WHERE provider = 1 AND id > 5 ORDER BY id LIMIT 3",
      "SELECT id FROM record WHERE provider IN (SELECT id FROM provider) AND published_as = 'x'",
      "SELECT EXISTS (SELECT 1 FROM record WHERE provider = 1 AND published_as IS NOT NULL)",
      """
      SELECT identifier FROM record
      WHERE provider = 1 AND identifier > 'x' AND deleted = 0 AND purged = 0 AND last_list < 9
      ORDER BY identifier LIMIT 7
      """,
      "SELECT count(*), sum(last_list < 9) FROM record WHERE provider = 1 AND deleted = 0 AND purged = 0",
      """
      SELECT o.record FROM published_form o
      WHERE o.prefix = 1 AND (o.stamp, o.record) > (3, 4) AND o.stamp <= 9 ORDER BY o.stamp, o.record LIMIT 7
      """,
      """
      SELECT o.record FROM published_membership o
      WHERE o.published_set = 1 AND o.prefix = 1 AND (o.stamp, o.record) > (3, 4) AND o.stamp <= 9
      ORDER BY o.stamp, o.record LIMIT 7
      """,
    ])
  func queryPlan(sql: String) async throws {
    let store = try SQLiteStore(path: path)
    let plan = try await store.read { database in
      try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
    }
    #expect(!plan.isEmpty)
    for step in plan where !step.contains("provider USING") {
      #expect(
        !step.hasPrefix("SCAN job") && !step.hasPrefix("SCAN record") && !step.hasPrefix("SCAN o"), "\(step)")
      #expect(!step.contains("TEMP B-TREE"), "\(step)")
    }
  }

  private func found(_ trace: Data) throws -> Bool {
    try ["", "-wal"].contains { suffix in
      guard FileManager.default.fileExists(atPath: path + suffix) else { return false }
      return try Data(contentsOf: URL(fileURLWithPath: path + suffix)).range(of: trace) != nil
    }
  }

  private static let description = RecordDescription(
    kind: "external", about: "http://museum.example/1", title: nil, type: "IMAGE",
    rights: .init(original: nil, normalised: nil, category: .missing), findings: [], withheld: [],
    webResources: [])

  private static func published(_ job: Job) -> PublishedRecord {
    guard case .record(let key) = job.subject else { preconditionFailure("publish jobs are about records") }
    return PublishedRecord(
      record: key, identifier: "oai:ours:\(key.rawValue)", setSpecs: ["museum"],
      forms: [PublishedForm(prefix: "edm", content: .metadata(Array("<rdf:RDF/>".utf8)), about: [])])
  }
}
