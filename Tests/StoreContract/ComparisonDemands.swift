import OAIPMH
import Store
import Testing

private func header(
  _ identifier: String, _ datestamp: String = "2026-01-01", sets: [String] = ["posters"],
  deleted: Bool = false
) -> RecordHeader {
  RecordHeader(identifier: identifier, datestamp: datestamp, setSpecs: sets, deleted: deleted)
}

extension StoreContract {
  static let comparisonDemands = [
    StoreDemand("headers are compared by datestamp, sets and deletion, and nothing changes") { test in
      let list = try await test.beginList()
      try await test.ingest(
        [
          incoming("oai:m:1"), incoming("oai:m:2"), incoming("oai:m:3", sets: ["maps", "posters"]),
          incoming("oai:m:4"), incoming("oai:m:5", deleted: true), incoming("oai:m:6", deleted: true),
        ], list: list)
      let headers = [
        header("oai:m:1"), header("oai:m:2", "2026-01-02"), header("oai:m:3", sets: ["posters", "maps"]),
        header("oai:m:4", sets: ["maps"]), header("oai:m:5", sets: [], deleted: true), header("oai:m:6"),
        header("oai:m:7"), header("oai:m:8", deleted: true), header("oai:m:1"),
      ]
      func compare(_ sets: Bool) async throws -> HeaderComparison {
        try await test.store.compare(headers, provider: museum, since: list, comparesSets: sets)
      }
      let comparison = try await compare(true)
      #expect(comparison.unknown == ["oai:m:7", "oai:m:8"])
      #expect(comparison.changed == ["oai:m:2", "oai:m:4", "oai:m:6"])
      #expect(comparison.unseen == ["oai:m:7", "oai:m:8"])
      #expect(try await compare(false).changed == ["oai:m:2", "oai:m:6"])
      #expect(try await compare(true) == comparison)
      #expect(try await test.store.distinctRecords(in: list) == 6)
      let elsewhere = try await test.store.compare(
        headers, provider: library, since: list, comparesSets: true)
      #expect(elsewhere.unknown.count == 8)
      #expect(elsewhere.changed.isEmpty)
    },

    StoreDemand("two ways to write one moment are one datestamp") { test in
      let list = try await test.beginList()
      let held = [
        "2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01T23:59:59Z", "2026-01-01T10:00:00Z", "not a date",
        "2026-01-01T10:00:00Z", "not a date", "2026-01-01",
      ]
      let sent = [
        "2026-01-01T17:30:00Z", "2026-01-01T00:00:00.000+00:00", "2026-01-01", "2026-01-01T10:00:01Z",
        "not a date", "", "no date", "2026-01-02T00:00:00Z",
      ]
      try await test.ingest(
        held.enumerated().map { incoming("oai:m:\($0.offset)", datestamp: $0.element) }, list: list)
      let comparison = try await test.store.compare(
        sent.enumerated().map { header("oai:m:\($0.offset)", $0.element) }, provider: museum, since: list,
        comparesSets: true)
      #expect(comparison == HeaderComparison(changed: ["oai:m:3", "oai:m:6", "oai:m:7"]))
    },

    StoreDemand("a quarantined identifier is known and seen; a purged record is never changed") { test in
      let first = try await test.beginList()
      try await test.ingest([incoming("oai:m:1"), incoming("oai:m:2")], list: first)
      let second = try await test.beginList()
      let broken = ["oai:m:1", "oai:m:3"].map {
        QuarantinedRecord(identifier: $0, reason: "bad", bytes: [60])
      }
      try await test.ingest([], list: second, quarantined: broken)
      _ = try await test.store.withdraw(
        [try await test.key("oai:m:2")], reason: "asked to", purge: true, at: test.clock.now)
      let headers = (1...3).map { header("oai:m:\($0)", "2026-05-05") }
      func compare(_ list: ListNumber) async throws -> HeaderComparison {
        try await test.store.compare(headers, provider: museum, since: list, comparesSets: true)
      }
      #expect(try await compare(second) == HeaderComparison(unseen: ["oai:m:2"]))
      #expect(
        try await compare(try await test.beginList())
          == HeaderComparison(unseen: ["oai:m:1", "oai:m:2", "oai:m:3"]))
    },
  ]
}
