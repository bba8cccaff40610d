import EDM
import Hashing
import OAIPMH
import Store
import Testing

private let first = "http://img.example/1.jpg"
private let second = "http://img.example/2.jpg"

extension StoreContract {
  static let peopleDemands = [
    StoreDemand(
      "a decision binds by the provider's identifier or local id, before and after the record comes"
    ) {
      test in
      var early = decision("oai:m:1")
      early.medium = medium("one")
      #expect(try await test.store.record([early]) == 0)
      try await test.ingest([incoming("oai:m:1")])
      var described = description([reference(first)])
      described.localID = "INV-7"
      try await test.store.complete([.described(try await test.claimOne(.describe), described)])
      try await test.concludeAll()
      #expect(try await test.store.record([decision("INV-7", "another concept")]) == 1)
      #expect(try await test.ready(.conclude) == 1)
      var elsewhere = decision("oai:m:1")
      elsewhere.provider = library
      #expect(try await test.store.record([elsewhere]) == 0)
      let dossier = try await test.dossier("oai:m:1")
      #expect(dossier.decisions == [early, decision("INV-7", "another concept")])
      #expect(dossier.description?.localID == "INV-7")
    },

    StoreDemand("keys of catalogues are counted, and told where they are missing or shared") { test in
      for (id, key) in [("oai:m:1", "7"), ("oai:m:2", nil), ("oai:m:3", "7"), ("oai:m:4", "8")] {
        try await test.ingest([incoming(id, id)])
        var described = description([])
        described.localID = key
        if key == nil {
          described.findings.append(
            Finding(rule: Finding.noLocalID, severity: .info, path: "", message: "none"))
        }
        try await test.store.complete([.described(try await test.claimOne(.describe), described)])
      }
      var keys = CatalogueKeys()
      (keys.known, keys.missing, keys.missingIn) = (3, 1, ["oai:m:2"])
      keys.shared = [.init(key: "7", records: 2)]
      #expect(try await test.store.counts(provider: museum).catalogueKeys == keys)
      #expect(try await test.store.counts(provider: library).catalogueKeys == CatalogueKeys())
    },

    StoreDemand("of two decisions about the same thing the newer one holds") { test in
      try await test.described("oai:m:1", [])
      var newer = decision("oai:m:1")
      newer.verdict = .reject
      newer.reviewer = "second"
      newer.at = newer.at.advanced(by: 60)
      #expect(try await test.store.record([newer, decision("oai:m:1")]) == 1)
      #expect(try await test.dossier("oai:m:1").decisions == [newer])
    },

    StoreDemand("decisions survive a changed, deleted and purged record") { test in
      try await test.described("oai:m:1", [])
      _ = try await test.store.record([decision("oai:m:1")])
      try await test.ingest([incoming("oai:m:1", "", deleted: true)])
      try await test.store.complete([.describedAsDeleted(try await test.claimOne(.describe))])
      #expect(try await test.dossier("oai:m:1").decisions.count == 1)
      _ = try await test.store.withdraw(
        [try await test.key("oai:m:1")], reason: "asked to", purge: true, at: test.clock.now)
      #expect(try await test.dossier("oai:m:1").decisions.count == 1)
    },

    StoreDemand("a withdrawn record is a deletion at once, and no late result brings it back") { test in
      try await test.described("oai:m:1", [reference(first)])
      try await test.publish("oai:m:1", [form("edm"), form("oa")])
      _ = try await test.store.requeue(.publish, provider: nil)
      let late = try await test.claimOne(.publish)
      test.clock.advance(by: 5)
      let key = try await test.key("oai:m:1")
      let orphans = try await test.store.withdraw([key], reason: "asked to", purge: false, at: test.clock.now)
      #expect(orphans.isEmpty)
      for prefix in ["edm", "oa"] {
        let entry = try #require(try await test.list(prefix).first)
        #expect(entry.form.content == .deleted)
        #expect(entry.stamp == test.clock.now)
        #expect(entry.setSpecs == ["museum"])
      }
      #expect(try await test.ready(.fetch) == 0)
      let again = PublishedRecord(
        record: key, identifier: "oai:ours:oai:m:1", setSpecs: ["museum"],
        forms: [form("edm"), form("oai_dc")])
      try await test.store.complete([.published(late, again)])
      #expect(try await test.list("edm").map(\.form.content) == [.deleted])
      #expect(try await test.list("oai_dc").isEmpty)
      let dossier = try await test.dossier("oai:m:1")
      #expect(dossier.withdrawal == "asked to")
      #expect(dossier.source.bytes == incoming("oai:m:1").bytes)
      try await test.described("oai:m:1", [reference(first)], text: "second")
      #expect(try await test.ready(.fetch) == 0)
    },

    StoreDemand("a purge takes bytes, results and media that nobody else shows, and leaves the others") {
      test in
      try await test.ingest([incoming("oai:m:1", "secret"), incoming("oai:m:2", "kept")])
      try await test.ingest([incoming("oai:m:1", "secret again")])
      let purged = Job.Subject.record(try await test.key("oai:m:1"))
      try await test.store.complete(
        try await test.claim(.describe).map { job in
          let references = [reference(first), reference(second)]
          return .described(job, description(job.subject == purged ? references : [reference(second)]))
        })
      try await test.fetchAll([first: medium("one"), second: medium("two")])
      try await test.lookAll()
      try await test.concludeAll([statement("s1", medium("one"))])
      try await test.publish(
        "oai:m:1", [PublishedForm(prefix: "source", content: .source, about: []), form()])
      let key = try await test.key("oai:m:1")
      let orphans = try await test.store.withdraw([key], reason: "asked to", purge: true, at: test.clock.now)
      #expect(orphans == [medium("one")])

      let dossier = try await test.dossier("oai:m:1")
      #expect(dossier.source.bytes.isEmpty)
      #expect(dossier.description == nil)
      #expect(dossier.webResources.isEmpty)
      #expect(dossier.statements.isEmpty)
      #expect(try await test.store.results(of: medium("one")).isEmpty)
      #expect(try await test.store.known([medium("one"), medium("two")]) == [medium("two")])
      #expect(try await test.store.perceptualHashes(after: 0, limit: 10).map(\.medium) == [medium("two")])
      #expect(try await test.store.lastAttempt(at: first) == nil)
      for prefix in ["source", "edm"] {
        let entry = try #require(try await test.list(prefix).first)
        #expect(entry.form.content == .deleted)
        #expect(entry.source == nil)
      }
      #expect(try await test.dossier("oai:m:2").source.bytes == incoming("oai:m:2", "kept").bytes)
      #expect(try await test.dossier("oai:m:2").webResources[0].medium == medium("two"))
    },

    StoreDemand("what was purged is recognised when it comes again, and not stored") { test in
      try await test.ingest([incoming("oai:m:1", "secret")])
      let key = try await test.key("oai:m:1")
      let job = try await test.claimOne(.describe)
      _ = try await test.store.withdraw([key], reason: "asked to", purge: true, at: test.clock.now)
      try await test.store.complete([.described(job, description())])
      #expect(try await test.dossier("oai:m:1").description == nil)
      #expect(try await test.ingest([incoming("oai:m:1", "secret, changed")]).unchanged == 1)
      #expect(try await test.dossier("oai:m:1").source.bytes.isEmpty)
      #expect(try await test.ready(.describe) == 0)
      #expect(try await test.store.requeue(.describe, provider: nil) == 0)
    },

    StoreDemand("a shared setting is settled once, by whoever comes first") { test in
      #expect(try await test.store.setting("token-key") == nil)
      let settled = try await withThrowingTaskGroup(of: [UInt8].self) { group in
        for value in UInt8(1)...8 {
          group.addTask { try await test.store.settle("token-key", [value, 0, 255]) }
        }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(settled.count == 1)
      #expect(try await test.store.setting("token-key") == settled.first)
      #expect(try await test.store.settle("other", []).isEmpty)
    },
  ]

  private static func decision(_ record: String, _ concept: String = "http://aat/1") -> ReviewDecision {
    ReviewDecision(
      provider: museum, record: record, medium: nil, property: "dc:subject", concept: concept,
      verdict: .accept,
      reviewer: "curator", at: Timestamp(seconds: 1_767_225_600), note: "seen")
  }
}
