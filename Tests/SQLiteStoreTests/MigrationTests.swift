import Compression
import Foundation
import GRDB
import Hashing
import OAIPMH
import SQLiteStore
import Store
import Testing

@testable import SQLiteStore

@Suite("A store of the first schema")
struct MigrationTests {
  private let folder: TemporaryFolder
  private let path: String
  private let bytes = Array("<record>one</record>".utf8)
  private let broken = Array("<rec".utf8)

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("store.sqlite")
    let hash = ContentHash(of: bytes).data
    let pack = Data(try Zstandard.compress(bytes))
    let frame = Data(try Zstandard.compress(broken))
    let length = bytes.count
    try DatabaseQueue(path: path).write { [broken] database in
      try database.execute(sql: Schema.migration001)
      try database.execute(sql: "PRAGMA user_version = 1")
      try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      try database.execute(
        sql: """
          INSERT INTO provider (id, name) VALUES (1, 'museum'), (2, 'library');
          INSERT INTO metadata_prefix (id, name) VALUES (1, 'edm');
          INSERT INTO set_list (id, specs) VALUES (1, 'maps');
          INSERT INTO namespace_context (id, declarations) VALUES (1, x'');
          INSERT INTO run (id, provider, kind, started_at) VALUES (7, 1, 'harvest', 1767225600);
          INSERT INTO page (id, run, prefix, request, received_at) VALUES (1, 7, 1, 'http://m/oai', 1767225601);
          INSERT INTO scope (provider, prefix, set_spec, checkpoint, high_water, day_granularity) VALUES
            (1, 'edm', '', '{"listed":2,"pages":1,"token":"page-2"}', NULL, NULL),
            (1, 'edm', 'maps', NULL, 1767225600, 1);
          """)
      try database.execute(sql: "INSERT INTO pack (id, bytes) VALUES (1, ?)", arguments: [pack])
      try database.execute(
        sql: """
          INSERT INTO record (id, provider, identifier, version, content_hash, deleted, datestamp, last_run)
          VALUES (1, 1, 'oai:m:1', 1, ?, 0, '2026-01-01', 7)
          """, arguments: [hash])
      try database.execute(
        sql: """
          INSERT INTO record_version
            (record, version, page, content_hash, deleted, set_list, context, pack, start, length)
          VALUES (1, 1, 1, ?, 0, 1, 1, 1, 0, ?)
          """, arguments: [hash, length])
      try database.execute(
        sql: """
          INSERT INTO quarantine (id, provider, subject, identifier, reason, bytes, length, run) VALUES
            (5, 1, 'oai:m:2', 'oai:m:2', 'bad', ?1, ?2, 7), (6, 2, 'abc', NULL, 'no header', ?1, ?2, 99)
          """, arguments: [frame, broken.count])
    }
  }

  @Test("keeps its records, marks, unfinished lists and quarantine")
  func keepsData() async throws {
    let store = try SQLiteStore(path: path)
    let source = try #require(try await store.sources([store.key("oai:m:1")]).first)
    #expect(source.bytes == bytes)
    #expect(source.publishedAs == nil)
    #expect(
      try await store.checkpoint(of: scope) == HarvestCheckpoint(token: "page-2", listed: 2, pages: 1))
    let maps = HarvestScope(provider: museum, prefix: "edm", set: "maps")
    let mark = HarvestMark(highWater: Timestamp(seconds: 1_767_225_600), dayGranularity: true)
    #expect(try await store.mark(of: maps) == mark)
    let headers = HarvestScope(provider: museum, prefix: "edm", set: "maps", content: .headers)
    #expect(try await store.mark(of: headers) == nil)
    #expect(
      try await store.quarantine(provider: nil, limit: 10) == [
        QuarantineEntry(
          key: QuarantineKey(rawValue: 5), provider: museum, prefix: "edm", request: "",
          receivedAt: Timestamp(seconds: 1_767_225_600),
          record: QuarantinedRecord(identifier: "oai:m:2", reason: "bad", bytes: broken)),
        QuarantineEntry(
          key: QuarantineKey(rawValue: 6), provider: ProviderID("library"), prefix: "", request: "",
          receivedAt: Timestamp(seconds: 0),
          record: QuarantinedRecord(identifier: nil, reason: "no header", bytes: broken)),
      ])
  }

  @Test("is harvested and swept on, and gives no quarantine key twice")
  func goesOn() async throws {
    let store = try SQLiteStore(path: path)
    let sweep = try await store.openSweep(of: museum, at: .now)
    #expect(try await store.balance(of: sweep.key) == SweepBalance(held: 1, missing: 1))
    let known = IncomingRecord(
      identifier: "oai:m:1", datestamp: "2026-01-01", deleted: false, setSpecs: ["maps"], bytes: bytes,
      context: [], contentHash: ContentHash(of: bytes))
    let counts = try await store.ingest([known, record("oai:m:2", [60])])
    #expect(counts.unchanged == 1 && counts.new == 1)
    #expect(try await store.balance(of: sweep.key) == SweepBalance(held: 2, missing: 0))
    #expect(try await store.quarantine(provider: museum, limit: 10).isEmpty)
    #expect(try await store.dropQuarantined(QuarantineKey(rawValue: 6)))
    let list = try await store.beginList(of: scope)
    let run = try await store.beginRun(provider: museum, kind: "harvest", at: .now)
    var aside = page([], run: run, list: list)
    aside.quarantined = [QuarantinedRecord(identifier: nil, reason: "bad", bytes: broken)]
    _ = try await store.ingest(aside)
    #expect(try await store.quarantine(provider: museum, limit: 10).map(\.key.rawValue) == [7])
  }

  @Test("has the same tables as a new one")
  func sameTables() throws {
    try SQLiteStore(path: path).close()
    let fresh = folder.file("fresh.sqlite")
    try SQLiteStore(path: fresh).close()
    let tables = try [path, fresh].map { file in
      try DatabaseQueue(path: file).read { database in
        try String.fetchAll(
          database, sql: "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name")
      }
    }
    #expect(tables[0] == tables[1])
    #expect(tables[0].contains { $0.contains("CREATE TABLE sweep") })
  }
}
