import Hashing
import OAIPMH
import Store
import Testing

private let image = "http://img.example/1.jpg"

/// A decision of a curator on a record of the museum.
func curated(
  _ record: String, _ concept: String, verdict: ReviewDecision.Verdict = .accept, reviewer: String = "curator"
) -> ReviewDecision {
  ReviewDecision(
    provider: museum, record: record, medium: nil, property: "dc:subject", concept: concept, verdict: verdict,
    reviewer: reviewer, at: Timestamp(seconds: 1_767_225_600))
}

extension StoreUnderTest {
  /// Changes identifiers of the museum.
  func remap(_ changes: (String, String)...) async throws -> RemapCounts {
    try await store.remap(
      museum, changes.map { IdentifierChange(former: $0.0, present: $0.1) }, at: clock.now)
  }

  /// What a remap did, in its four counts.
  func counts(renamed: Int = 0, merged: Int = 0, decisions: Int = 0, unknown: Int = 0) -> RemapCounts {
    var counts = RemapCounts()
    counts.renamed = renamed
    counts.merged = merged
    counts.decisions = decisions
    counts.unknown = unknown
    return counts
  }

  /// The text of each record of the museum by its identifier, the deleted ones left out.
  func texts() async throws -> [String: [UInt8]] {
    let keys = try await store.records(provider: museum, after: nil, limit: 100)
    let sources = try await store.sources(keys).filter { !$0.deleted }
    return Dictionary(uniqueKeysWithValues: sources.map { ($0.identifier, $0.bytes) })
  }
}

extension StoreContract {
  static let remapDemands = [
    StoreDemand("a renamed record keeps its key, history, media, decisions and published identifier") {
      test in
      try await test.ingest([incoming("oai:old:1", "first")])
      try await test.described("oai:old:1", [reference(image)], text: "second")
      try await test.fetchAll([image: medium("one")])
      _ = try await test.store.record([curated("oai:old:1", "http://aat/1")])
      try await test.concludeAll()
      try await test.publish("oai:old:1", [form()])
      let key = try await test.key("oai:old:1")
      let entries = try await test.store.entries(identifier: "oai:ours:oai:old:1")
      let before = try await test.dossier("oai:old:1")
      #expect(before.source.publishedAs == nil)
      test.clock.advance(by: 60)

      #expect(
        try await test.remap(("oai:old:1", "oai:new:1"), ("oai:old:9", "oai:new:9"))
          == test.counts(renamed: 1, decisions: 1, unknown: 1))
      let after = try await test.dossier("oai:new:1")
      #expect(after.source.key == key)
      #expect(after.source.identifier == "oai:new:1")
      #expect(after.source.publishedAs == "oai:old:1")
      #expect(after.source.lastingIdentifier == "oai:old:1")
      #expect(after.source.version == 2)
      #expect(after.source.bytes == before.source.bytes)
      #expect(after.webResources == before.webResources)
      #expect(after.description == before.description)
      #expect(after.decisions == [curated("oai:new:1", "http://aat/1")])
      #expect(try await test.ready(.conclude) == 1)
      let kept = try await test.store.entries(identifier: "oai:ours:oai:old:1")
      #expect(kept.map(\.stamp) == entries.map(\.stamp))
      #expect(kept.map(\.form) == entries.map(\.form))
      #expect(try await test.store.find("oai:old:1") == [key])
      // Under its new identifier it is the record it was.
      #expect(try await test.ingest([incoming("oai:new:1", "second")]).unchanged == 1)
      #expect(
        try await test.remap(("oai:old:1", "oai:new:1"), ("oai:new:1", "oai:new:1"))
          == test.counts(unknown: 1))
      #expect(try await test.remap(("oai:new:1", "oai:old:1")) == test.counts(renamed: 1, decisions: 1))
      #expect(try await test.dossier("oai:old:1").source.publishedAs == nil)
    },

    StoreDemand("all changes of a map happen at once: identifiers may be handed on or swapped") { test in
      try await test.ingest((1...4).map { incoming("oai:m:\($0)", "text \($0)") })
      _ = try await test.store.record((1...4).map { curated("oai:m:\($0)", "http://aat/\($0)") })
      let before = try await test.texts()
      let counts = try await test.remap(
        ("oai:m:1", "oai:m:2"), ("oai:m:2", "oai:m:5"), ("oai:m:3", "oai:m:4"), ("oai:m:4", "oai:m:3"))
      #expect(counts == test.counts(renamed: 4, decisions: 4))
      #expect(
        try await test.texts()
          == [
            "oai:m:2": before["oai:m:1"], "oai:m:5": before["oai:m:2"], "oai:m:4": before["oai:m:3"],
            "oai:m:3": before["oai:m:4"],
          ].compactMapValues { $0 })
      #expect(try await test.dossier("oai:m:3").decisions.map(\.concept) == ["http://aat/4"])
      #expect(try await test.dossier("oai:m:5").decisions.map(\.concept) == ["http://aat/2"])
      #expect(try await test.dossier("oai:m:2").source.lastingIdentifier == "oai:m:1")
    },

    StoreDemand("a map that contradicts itself changes nothing, and another provider's records stay") {
      test in
      try await test.ingest([incoming("oai:m:1")])
      try await test.ingest([incoming("oai:m:1")], provider: library)
      await #expect(throws: StoreError.self) {
        try await test.remap(("oai:m:1", "oai:n:1"), ("oai:m:1", "oai:n:2"))
      }
      #expect(try await test.texts().keys.sorted() == ["oai:m:1"])
      #expect(
        try await test.remap(("oai:m:1", "oai:n:1"), ("oai:m:1", "oai:n:1")) == test.counts(renamed: 1))
      let kept = try await test.store.records(provider: library, after: nil, limit: 10)
      #expect(try await test.store.sources(kept).map(\.identifier) == ["oai:m:1"])
    },

    StoreDemand("decisions and quarantined bytes move before their record comes") { test in
      _ = try await test.store.record([curated("oai:old:1", "http://aat/1")])
      let broken = QuarantinedRecord(identifier: "oai:old:1", reason: "bad", bytes: [60])
      try await test.ingest([], quarantined: [broken])
      #expect(try await test.remap(("oai:old:1", "oai:new:1")) == test.counts(decisions: 1, unknown: 1))
      #expect(
        try await test.store.quarantine(provider: museum, limit: 10).map(\.record.identifier)
          == ["oai:new:1"])
      try await test.ingest([incoming("oai:new:1")])
      #expect(try await test.store.quarantine(provider: museum, limit: 10).isEmpty)
      #expect(try await test.dossier("oai:new:1").decisions == [curated("oai:new:1", "http://aat/1")])
    },

    StoreDemand("a given up identifier that comes to another record is published under a name of its own") {
      test in
      try await test.ingest([incoming("oai:m:1", "one")])
      _ = try await test.remap(("oai:m:1", "oai:m:2"))
      #expect(try await test.ingest([incoming("oai:m:1", "another"), incoming("oai:m:3")]).new == 2)
      let sources = try await test.store.sources(
        try await test.store.records(provider: museum, after: nil, limit: 10))
      #expect(Set(sources.map(\.lastingIdentifier)).count == 3)
      #expect(sources.first { $0.identifier == "oai:m:2" }?.lastingIdentifier == "oai:m:1")
      #expect(sources.first { $0.identifier == "oai:m:3" }?.publishedAs == nil)
      #expect(try await test.ingest([incoming("oai:m:1", "another")]).unchanged == 1)
    },
  ]
}
