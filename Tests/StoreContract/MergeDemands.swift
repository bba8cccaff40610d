import EDM
import Hashing
import OAIPMH
import Store
import Testing

extension StoreContract {
  static let mergeDemands = [
    StoreDemand("a record that came under its new identifier already takes the former one's history") {
      test in
      try await test.ingest([incoming("oai:old:1", "first")])
      try await test.described("oai:old:1", [reference("http://img.example/1.jpg")], text: "second")
      try await test.concludeAll([statement("s-old", medium("one"))])
      try await test.publish(
        "oai:old:1", [form(), PublishedForm(prefix: "source", content: .source, about: [])])
      try await test.described("oai:new:1", [reference("http://img.example/2.jpg")], text: "third")
      try await test.concludeAll()
      try await test.publish(
        "oai:new:1", [form("edm", "new"), PublishedForm(prefix: "source", content: .source, about: [])])
      let key = try await test.key("oai:new:1")
      let late = try #require(
        try await test.claim(.fetch).first { job in
          if case .webResource = job.subject { true } else { false }
        })
      let stamp = try #require(try await test.store.entries(identifier: "oai:ours:oai:new:1").first).stamp
      test.clock.advance(by: 60)

      #expect(try await test.remap(("oai:old:1", "oai:new:1")) == test.counts(merged: 1))
      let dossier = try await test.dossier("oai:new:1")
      #expect(dossier.source.key == key)
      #expect(dossier.source.version == 3)
      #expect(dossier.source.bytes == incoming("oai:new:1", "third").bytes)
      #expect(dossier.webResources.map(\.reference.address) == ["http://img.example/2.jpg"])
      #expect(try await test.ready(.conclude) == 1)

      let gone = try await test.store.entries(identifier: "oai:ours:oai:old:1")
      #expect(gone.map(\.form.prefix) == ["edm", "source"])
      #expect(gone.allSatisfy { $0.form.content == .deleted && $0.stamp == test.clock.now })
      #expect(gone.allSatisfy { $0.setSpecs == ["museum"] })
      let kept = try await test.store.entries(identifier: "oai:ours:oai:new:1")
      #expect(kept.allSatisfy { $0.stamp == stamp })
      #expect(kept.compactMap(\.source).map(\.bytes) == [incoming("oai:new:1", "third").bytes])

      let former = try await test.dossier("oai:old:1")
      #expect(former.source.deleted)
      #expect(former.source.bytes.isEmpty)
      #expect(former.source.request.contains("oai:new:1"))
      #expect(former.webResources.isEmpty && former.statements.isEmpty && former.description == nil)
      #expect(try await test.store.find("s-old").isEmpty)
      // A late answer for what is gone has no effect, and a second time there is nothing to join.
      try await test.store.complete([
        .fetched(late, test.attempt("http://img.example/1.jpg", medium("one")))
      ])
      #expect(try await test.dossier("oai:old:1").webResources.isEmpty)
      #expect(try await test.remap(("oai:old:1", "oai:new:1")) == test.counts(unknown: 1))
      #expect(try await test.dossier("oai:new:1").source.version == 3)
    },

    StoreDemand("decisions of both records are joined, and the new record's win") { test in
      for (identifier, local) in [("oai:old:1", "INV-1"), ("oai:new:1", "2026/1")] {
        try await test.ingest([incoming(identifier)])
        var described = description()
        described.localID = local
        try await test.store.complete([.described(try await test.claimOne(.describe), described)])
      }
      _ = try await test.store.record([
        curated("oai:old:1", "a"), curated("oai:old:1", "b", verdict: .reject, reviewer: "former"),
        curated("oai:old:1", "c", reviewer: "former"), curated("INV-1", "d"),
        curated("INV-1", "b", reviewer: "former"), curated("oai:new:1", "b"), curated("2026/1", "c"),
      ])
      #expect(
        try await test.remap(("oai:old:1", "oai:new:1")) == test.counts(merged: 1, decisions: 2))
      let decisions = try await test.dossier("oai:new:1").decisions
      #expect(Set(decisions.map(\.concept)) == ["a", "b", "c", "d"])
      #expect(decisions.count == 4)
      #expect(decisions.allSatisfy { $0.reviewer == "curator" })
    },

    StoreDemand("an identifier that was joined to another record and comes again is a record again") { test in
      try await test.ingest([incoming("oai:m:1", "one"), incoming("oai:m:2", "two")])
      #expect(try await test.remap(("oai:m:1", "oai:m:2")) == test.counts(merged: 1))
      #expect(try await test.texts().keys.sorted() == ["oai:m:2"])
      #expect(try await test.ingest([incoming("oai:m:1", "one")]).changed == 1)
      #expect(try await test.texts().keys.sorted() == ["oai:m:1", "oai:m:2"])
      #expect(try await test.remap(("oai:m:1", "oai:m:2")) == test.counts(merged: 1))
      // Versions: 1 "one", 2 its tombstone and 3 "one" again came before "two" with its own history of 2.
      #expect(try await test.dossier("oai:m:2").source.bytes == incoming("oai:m:2", "two").bytes)
      #expect(try await test.dossier("oai:m:2").source.version == 4)
    },

    StoreDemand("records that meet under one identifier in one map become one") { test in
      try await test.ingest((1...4).map { incoming("oai:m:\($0)", "text \($0)") })
      let before = try await test.texts()
      // 1 takes a new identifier and 2 joins it; 3 joins 4, whose tombstone gives way to 5 at once.
      try await test.ingest([incoming("oai:m:5", "text 5")])
      let counts = try await test.remap(
        ("oai:m:1", "oai:m:9"), ("oai:m:2", "oai:m:9"), ("oai:m:5", "oai:m:3"), ("oai:m:3", "oai:m:4"))
      #expect(counts == test.counts(renamed: 2, merged: 2))
      #expect(
        try await test.texts()
          == [
            "oai:m:9": before["oai:m:1"], "oai:m:3": incoming("oai:m:5", "text 5").bytes,
            "oai:m:4": before["oai:m:4"],
          ].compactMapValues { $0 })
      let keys = try await test.store.records(provider: museum, after: nil, limit: 100)
      let sources = try await test.store.sources(keys)
      #expect(sources.count == 5)
      #expect(Set(sources.map(\.identifier)).count == 5)
      #expect(Set(sources.map(\.lastingIdentifier)).count == 5)
      // And a later map may hand on an identifier under which only a tombstone is left.
      #expect(try await test.remap(("oai:m:4", "oai:m:2")) == test.counts(renamed: 1))
      #expect(try await test.texts()["oai:m:2"] == before["oai:m:4"])
      let later = try await test.store.sources(keys)
      #expect(Set(later.map(\.identifier)).count == 5)
      #expect(Set(later.map(\.lastingIdentifier)).count == 5)
    },

    StoreDemand("a withdrawal of the former record holds for the one it is joined to") { test in
      try await test.described("oai:old:1", [])
      try await test.described("oai:new:1", [reference("http://img.example/1.jpg")])
      try await test.publish("oai:new:1", [form()])
      _ = try await test.store.withdraw(
        [try await test.key("oai:old:1")], reason: "asked to", purge: false, at: test.clock.now)
      test.clock.advance(by: 60)
      #expect(try await test.remap(("oai:old:1", "oai:new:1")) == test.counts(merged: 1))
      #expect(try await test.dossier("oai:new:1").withdrawal == "asked to")
      #expect(try await test.list("edm").map(\.form.content) == [.deleted])
      #expect(try await test.ready(.fetch) == 0)
    },
  ]
}
