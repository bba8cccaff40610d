import Foundation
import GRDB
import OAIPMH
import SQLiteStore
import Store
import Testing

@testable import SQLiteStore

@Suite("A SQLite store and what may happen to it")
struct DurabilityTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("store.sqlite")
  }

  @Test("everything reported as done is there after the process was killed")
  func killed() async throws {
    let store = try SQLiteStore(path: path)
    try await store.ingest([record("oai:m:1", Array("<record>1</record>".utf8))], token: "page-2")
    let copy = try folder.copyOfKilled(path)
    let revived = try SQLiteStore(path: copy)
    #expect(try await revived.checkpoint(of: scope)?.token == "page-2")
    #expect(
      try await revived.sources([revived.key("oai:m:1")]).first?.bytes == Array("<record>1</record>".utf8))
    #expect(try await revived.runs(provider: nil, limit: 1).first?.endedAt == nil)
    let jobs = try await revived.claim(.describe, providers: nil, limit: 10, leaseSeconds: 60, worker: "next")
    #expect(jobs.count == 1)
  }

  @Test("a transaction abandoned by another process leaves no trace")
  func abandoned() async throws {
    let store = try SQLiteStore(path: path)
    try await store.ingest([record("oai:m:1", [1])])
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: path, configuration: configuration)
    try await other.writeWithoutTransaction { database in
      try database.beginTransaction(.immediate)
      try database.execute(sql: "DELETE FROM record")
      try database.execute(sql: "DELETE FROM job")
    }
    let copy = try folder.copyOfKilled(path)
    try await other.writeWithoutTransaction { try $0.rollback() }
    for store in [store, try SQLiteStore(path: copy)] {
      #expect(try await store.records(provider: museum, after: nil, limit: 10).count == 1)
      #expect(try await store.queue(providers: nil)[.describe]?.ready == 1)
    }
  }

  @Test("a full disk is named, and what was done before stays")
  func full() async throws {
    let store = try SQLiteStore(path: path)
    try await store.ingest([record("oai:m:1", [1])], token: "page-2")
    try await store.write { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(pages + 4)")
    }
    var generator = SystemRandomNumberGenerator()
    let noise = (0..<400_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let error = try await #require(throws: StoreError.self) {
      try await store.ingest([record("oai:m:2", noise)], token: "page-3")
    }
    #expect(error.description.contains(path))
    #expect(error.description.contains("full"))
    #expect(error.description.contains("nothing that was reported as done is lost"))
    #expect(try await store.checkpoint(of: scope)?.token == "page-2")
    #expect(try await store.find("oai:m:2").isEmpty)
    try await store.write { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
    #expect(try await store.ingest([record("oai:m:2", noise)]).new == 1)
  }

  @Test("a store of a newer Winnow is refused by its schema number")
  func newer() throws {
    try SQLiteStore(path: path).close()
    try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
    let error = try #require(throws: StoreError.self) { try SQLiteStore(path: path) }
    #expect(error.description.contains("schema 99"))
    #expect(error.description.contains("newer Winnow"))
  }

  @Test("a database of another program is left alone")
  func foreign() throws {
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE mine (id INTEGER)") }
    let error = try #require(throws: StoreError.self) { try SQLiteStore(path: path) }
    #expect(error.description.contains("another program"))
    let tables = try DatabaseQueue(path: path).read { database in
      try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema")
    }
    #expect(tables == ["mine"])
  }

  @Test("a file that is no database, and a folder that is missing, are named with the remedy")
  func unusable() throws {
    try Data(repeating: 65, count: 5000).write(to: URL(fileURLWithPath: path))
    let damaged = try #require(throws: StoreError.self) { try SQLiteStore(path: path) }
    #expect(damaged.description.contains(path))
    #expect(damaged.description.contains("backup"))
    let missing = try #require(throws: StoreError.self) {
      try SQLiteStore(path: folder.file("no/store.sqlite"))
    }
    #expect(missing.description.contains("make its folder"))
  }

  @Test("many processes may open a new store at once")
  func concurrentOpening() async throws {
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<6 {
        group.addTask {
          let store = try SQLiteStore(path: path)
          try await store.ingest([record("oai:m:\(index)", [UInt8(index)])])
        }
      }
      try await group.waitForAll()
    }
    #expect(try await SQLiteStore(path: path).records(provider: nil, after: nil, limit: 100).count == 6)
  }

  @Test("two processes that bring the same page write it once")
  func concurrentIngest() async throws {
    let stores = [try SQLiteStore(path: path), try SQLiteStore(path: path)]
    let records = (0..<300).map { record("oai:m:\($0)", Array("record \($0)".utf8)) }
    let counts = try await withThrowingTaskGroup(of: IngestCounts.self) { group in
      for store in stores { group.addTask { try await store.ingest(records) } }
      return try await group.reduce(IngestCounts(), +)
    }
    #expect(counts.new == 300)
    #expect(counts.unchanged == 300)
    #expect(try await stores[0].queue(providers: nil)[.describe]?.ready == 300)
    let keys = try await stores[1].records(provider: museum, after: nil, limit: 1000)
    #expect(keys.count == 300)
    #expect(try await stores[1].sources(keys).map(\.bytes) == records.map(\.bytes))
  }
}
