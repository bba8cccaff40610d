import Foundation
import GRDB
import OAIPMH
import SQLiteStore
import Store
import Synchronization
import Testing

@testable import SQLiteStore

@Suite("Sizes of published lists")
struct PublishedCountTests {
  private let folder: TemporaryFolder
  private let path: String
  /// 2026-01-01T00:00:00Z.
  private static let newYear: Int64 = 1_767_225_600

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("store.sqlite")
  }

  @Test("are counted once for a store from before they were kept")
  func migration() async throws {
    let first = try #require(Schema.migrations.firstIndex(of: Schema.migration005))
    // Two in one second, one later that day, one on the next day, one a month later.
    let stamps = [0, 0, 3600, 86_400, 31 * 86_400].map { Self.newYear + $0 }
    try await DatabaseQueue(path: path).write { database in
      for migration in Schema.migrations[..<first] { try database.execute(sql: migration) }
      try database.execute(sql: "PRAGMA user_version = \(first)")
      try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      try database.execute(
        sql: """
          INSERT INTO metadata_prefix (id, name) VALUES (1, 'edm'), (2, 'oai_dc');
          INSERT INTO set_list (id, specs) VALUES (1, 'maps');
          INSERT INTO published_set (id, spec) VALUES (1, 'maps');
          """)
      for (record, stamp) in stamps.enumerated() {
        for prefix in record == 0 ? [1, 2] : [1] {
          try database.execute(
            sql: """
              INSERT INTO published_form
                (record, prefix, stamp, content, version, form_hash, metadata_length, about_length)
              VALUES (?, ?, ?, 2, 1, x'', 0, 0)
              """, arguments: [record, prefix, stamp])
        }
        guard record % 2 == 0 else { continue }
        try database.execute(
          sql: "INSERT INTO published_membership (published_set, prefix, stamp, record) VALUES (1, 1, ?, ?)",
          arguments: [stamp, record])
      }
    }
    let store = try SQLiteStore(path: path)
    func size(_ from: Int64?, _ until: Int64, prefix: String = "edm", set: String? = nil) async throws -> Int
    {
      try await store.count(
        PublishedQuery(
          prefix: prefix, from: from.map { Timestamp(seconds: Self.newYear + $0) },
          until: Timestamp(seconds: Self.newYear + until), set: set, limit: 1))
    }
    #expect(try await size(nil, 40 * 86_400) == 5)
    #expect(try await size(nil, 40 * 86_400, prefix: "oai_dc") == 1)
    #expect(try await size(nil, 40 * 86_400, set: "maps") == 3)
    #expect(try await size(nil, 3599) == 2)
    #expect(try await size(1, 3600) == 1)
    #expect(try await size(3600, 86_400) == 2)
    #expect(try await size(3601, 86_399) == 0)
    #expect(try await size(86_400, 31 * 86_400, set: "maps") == 1)
    try store.close()
  }

  /// A clock of which each reading is a second later than the one before, for some readings.
  private final class HurryingClock: Sendable {
    private let state = Mutex<(seconds: Int64, steps: Int)>((PublishedCountTests.newYear, 0))

    func hurry(_ steps: Int) { state.withLock { $0.steps = steps } }

    var now: Timestamp {
      state.withLock { state in
        if state.steps > 0 { (state.seconds, state.steps) = (state.seconds + 1, state.steps - 1) }
        return Timestamp(seconds: state.seconds)
      }
    }
  }

  @Test("move along where the second goes by while forms are written, and no empty span is left")
  func movedStamps() async throws {
    let clock = HurryingClock()
    let store = try SQLiteStore(path: path) { clock.now }
    try await store.ingest([record("oai:m:1", [60]), record("oai:m:2", [61])])
    for text in ["<first/>", "<second/>"] {
      _ = try await store.requeue(.publish, provider: nil)
      let jobs = try await publishJobs(of: store)
      clock.hurry(3)
      try await store.complete(
        jobs.map { job, key in
          .published(
            job,
            PublishedRecord(
              record: key, identifier: "oai:ours:\(key.rawValue)", setSpecs: ["maps"],
              forms: [PublishedForm(prefix: "edm", content: .metadata(Array(text.utf8)), about: [])]))
        })
      clock.hurry(0)
    }
    let stamp = try #require(
      try await store.list(PublishedQuery(prefix: "edm", until: clock.now, limit: 9)).first?.stamp)
    try store.close()
    let spans = try await DatabaseQueue(path: path).read { database in
      try Row.fetchAll(
        database, sql: "SELECT published_set, width, start, entries FROM published_count ORDER BY 1, 2"
      ).map { [$0[0], $0[1], $0[2], $0[3]] as [Int64] }
    }
    #expect(
      spans == [
        [0, 1, stamp.seconds, 2], [0, 86_400, Self.newYear, 2], [1, 1, stamp.seconds, 2],
        [1, 86_400, Self.newYear, 2],
      ])
  }

  private func publishJobs(of store: SQLiteStore) async throws -> [(Job, RecordKey)] {
    // A record is published once it was described.
    for job in try await store.claim(.describe, providers: nil, limit: 10, leaseSeconds: 60, worker: "one") {
      try await store.complete([.describedAsDeleted(job)])
    }
    return try await store.claim(.publish, providers: nil, limit: 10, leaseSeconds: 60, worker: "one")
      .compactMap { job in
        if case .record(let key) = job.subject { (job, key) } else { nil }
      }
  }
}
