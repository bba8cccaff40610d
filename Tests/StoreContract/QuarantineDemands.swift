import OAIPMH
import Store
import Testing

extension StoreContract {
  static let quarantineDemands = [
    StoreDemand("quarantined bytes are kept with where they came from until the record comes whole") { test in
      let named = QuarantinedRecord(
        identifier: "oai:m:1", reason: "line 3: bad", bytes: Array("<rec".utf8),
        context: Array(" xmlns=\"urn:x\"".utf8))
      let nameless = QuarantinedRecord(identifier: nil, reason: "no header", bytes: Array("<x".utf8))
      let empty = QuarantinedRecord(identifier: "oai:m:2", reason: "listed, never handed out", bytes: [])
      let all = [named, nameless, empty]
      #expect(try await test.ingest([], quarantined: all).quarantined == 3)
      let before = try await test.store.quarantine(provider: museum, limit: 10)
      test.clock.advance(by: 60)
      #expect(try await test.ingest([], quarantined: all).quarantined == 3)
      let kept = try await test.store.quarantine(provider: museum, limit: 10)
      #expect(kept.map(\.record) == [empty, nameless, named])
      #expect(kept.map(\.key) == before.map(\.key))
      #expect(
        kept[0]
          == QuarantineEntry(
            key: kept[0].key, provider: museum, prefix: "edm", request: "http://museum/oai?verb=ListRecords",
            receivedAt: test.clock.now, record: empty))
      #expect(try await test.store.quarantine(provider: museum, limit: 1) == [kept[0]])
      #expect(try await test.store.quarantine(provider: library, limit: 10).isEmpty)
      #expect(try await test.store.quarantineEntry(kept[2].key) == kept[2])
      #expect(try await test.ingest([incoming("oai:m:1"), incoming("oai:m:2")]).new == 2)
      #expect(try await test.store.quarantine(provider: nil, limit: 10).map(\.record) == [nameless])
      #expect(try await test.store.quarantineEntry(kept[2].key) == nil)
    },

    StoreDemand("newer bytes of the same identifier take the place of older ones") { test in
      func broken(_ text: String) -> QuarantinedRecord {
        QuarantinedRecord(identifier: "oai:m:1", reason: text, bytes: Array(text.utf8))
      }
      try await test.ingest([], quarantined: [broken("first")])
      let key = try #require(try await test.store.quarantine(provider: nil, limit: 1).first).key
      try await test.ingest([], quarantined: [broken("second, longer than the first")])
      let kept = try await test.store.quarantine(provider: nil, limit: 10)
      #expect(kept.map(\.record) == [broken("second, longer than the first")])
      #expect(kept.map(\.key) == [key])
    },

    StoreDemand("what a person has no use for is dropped, once, and its key is never used again") { test in
      let broken = QuarantinedRecord(identifier: "oai:m:1", reason: "bad", bytes: [60])
      try await test.ingest([], quarantined: [broken])
      let key = try #require(try await test.store.quarantine(provider: nil, limit: 1).first).key
      #expect(try await test.store.dropQuarantined(key))
      #expect(try await !test.store.dropQuarantined(key))
      #expect(try await test.store.quarantine(provider: nil, limit: 10).isEmpty)
      try await test.ingest([], quarantined: [broken])
      let next = try #require(try await test.store.quarantine(provider: nil, limit: 1).first).key
      #expect(next.rawValue > key.rawValue)
    },

    StoreDemand("bytes leave the quarantine with the records that stand for them") { test in
      let nameless = (0..<3).map {
        QuarantinedRecord(identifier: nil, reason: "no header", bytes: [UInt8($0)])
      }
      let list = try await test.beginList()
      try await test.ingest([], list: list, quarantined: nameless)
      #expect(try await test.store.distinctRecords(in: list) == 3)
      let kept = try await test.store.quarantine(provider: museum, limit: 10)
      #expect(
        try await test.ingest([incoming("oai:l:1")], provider: library, released: [kept[0].key]).new == 1)
      #expect(try await test.store.quarantine(provider: museum, limit: 10) == kept)
      let released = [kept[0].key, kept[2].key]
      let counts = try await test.ingest(
        [incoming("oai:m:1"), incoming("oai:m:2")], list: list, released: released)
      #expect(counts.new == 2)
      #expect(try await test.store.quarantine(provider: museum, limit: 10) == [kept[1]])
      // The bytes counted by their hash; the records that they were count in their place.
      #expect(try await test.store.distinctRecords(in: list) == 3)
    },
  ]
}
