import EDM
import OAIPMH
import Store
import Testing

private let first = "http://img.example/1.jpg"
private let second = "http://img.example/2.jpg"

extension StoreContract {
  static let stageDemands = [
    StoreDemand("describing queues a fetch for each image and a conclusion, not for the page at the provider")
    { test in
      let landing = reference("http://museum.example/1", .isShownAt)
      try await test.described("oai:m:1", [reference(first), reference(second, .hasView), landing])
      #expect(try await test.ready(.fetch) == 2)
      #expect(try await test.ready(.conclude) == 1)
      let dossier = try await test.dossier("oai:m:1")
      #expect(dossier.description == description([reference(first), reference(second, .hasView), landing]))
      #expect(dossier.webResources.map(\.reference) == dossier.description?.webResources)
      #expect(dossier.webResources.map(\.position) == [0, 1, 2])
      #expect(try await test.store.find("http://museum.example/1#cho") == [dossier.source.key])
    },

    StoreDemand("an address that stays keeps its key and what is known of it, and is not fetched again") {
      test in
      try await test.described("oai:m:1", [reference(first), reference(second)])
      try await test.fetchAll([first: medium("one")])
      let before = try await test.dossier("oai:m:1").webResources
      try await test.described(
        "oai:m:1", [reference(first, .object), reference("http://img.example/3.jpg")], text: "b")
      let after = try await test.dossier("oai:m:1").webResources
      #expect(after[0].key == before[0].key)
      #expect(after[0].medium == medium("one"))
      #expect(after[0].reference.role == .object)
      #expect(after.count == 2)
      #expect(try await test.store.webResources([before[1].key]).isEmpty)
      let jobs = try await test.claim(.fetch)
      #expect(jobs.map(\.subject) == [.webResource(after[1].key)])
    },

    StoreDemand("an address is fetched again when its rights changed or it never answered") { test in
      try await test.described("oai:m:1", [reference(first), reference(second)])
      try await test.fetchAll([first: medium("one")])
      try await test.described(
        "oai:m:1", [reference(first, rights: closedRights), reference(second)], text: "b")
      #expect(try await test.ready(.fetch) == 2)
    },

    StoreDemand("a fetch queues a look at a new medium and a conclusion") { test in
      try await test.described("oai:m:1", [reference(first), reference(second)])
      _ = try await test.claim(.conclude)
      try await test.fetchAll([first: medium("one")])
      let resources = try await test.dossier("oai:m:1").webResources
      #expect(resources[0].lastAttempt == test.attempt(first, medium("one")))
      #expect(resources[0].medium == medium("one"))
      #expect(resources[1].lastAttempt == test.attempt(second, nil))
      #expect(resources[1].medium == nil)
      #expect(try await test.claimOne(.look).subject == .medium(medium("one")))
    },

    StoreDemand("what the network says of an address reaches every record that was allowed to ask") { test in
      try await test.described("oai:m:1", [reference(first)])
      try await test.fetchAll([first: medium("one")])
      try await test.described("oai:m:2", [reference(first)])
      #expect(try await test.store.lastAttempt(at: first) == test.attempt(first, medium("one")))
      #expect(try await test.dossier("oai:m:2").webResources[0].medium == nil)
      try await test.fetchAll([first: medium("two")])
      #expect(try await test.dossier("oai:m:1").webResources[0].medium == medium("two"))
      #expect(try await test.dossier("oai:m:2").webResources[0].medium == medium("two"))
      #expect(try await test.store.webResources(showing: medium("two")).count == 2)
      #expect(try await test.store.sharedMedia(limit: 10) == [medium("two")])
      let withdrawn = try await test.key("oai:m:2")
      _ = try await test.store.withdraw([withdrawn], reason: "asked to", purge: false, at: test.clock.now)
      #expect(try await test.store.webResources(showing: medium("two")).map(\.record) != [withdrawn])
      #expect(try await test.store.webResources(showing: medium("two")).count == 1)
      #expect(try await test.store.sharedMedia(limit: 10).isEmpty)
      #expect(try await test.store.counts(provider: museum).withdrawn == 1)
    },

    StoreDemand("a refusal holds for the record it was decided for, and takes its medium away") { test in
      try await test.described("oai:m:1", [reference(first)])
      try await test.fetchAll([first: medium("one")])
      try await test.described("oai:m:2", [reference(first, rights: closedRights)])
      var refusal = test.attempt(first, nil, state: .notCheckedPolicy)
      refusal.policy = "in copyright"
      try await test.store.complete([.fetched(try await test.claimOne(.fetch), refusal)])
      #expect(try await test.dossier("oai:m:2").webResources[0].lastAttempt == refusal)
      #expect(try await test.dossier("oai:m:2").webResources[0].medium == nil)
      #expect(try await test.dossier("oai:m:1").webResources[0].medium == medium("one"))
      #expect(try await test.dossier("oai:m:1").webResources[0].lastAttempt?.policy == "open licence")
      #expect(try await test.store.lastAttempt(at: first)?.state == .ok)
      try await test.described("oai:m:1", [reference(first, rights: closedRights)], text: "b")
      try await test.store.complete([.fetched(try await test.claimOne(.fetch), refusal)])
      #expect(try await test.dossier("oai:m:1").webResources[0].medium == nil)
    },

    StoreDemand("an address that fails or has not changed keeps the medium it gave last") { test in
      try await test.described("oai:m:1", [reference(first)])
      try await test.fetchAll([first: medium("one")])
      for state in [LinkState.http404, .ok] {
        // Another manifest is a reason to ask again.
        var asked = reference(first)
        asked.manifest = "http://museum.example/\(state)/manifest.json"
        try await test.described("oai:m:1", [asked], text: "\(state)")
        var attempt = test.attempt(first, nil, state: state)
        attempt.notModified = state == .ok
        try await test.store.complete([.fetched(try await test.claimOne(.fetch), attempt)])
        let resource = try await test.dossier("oai:m:1").webResources[0]
        #expect(resource.lastAttempt?.state == state)
        #expect(resource.medium == medium("one"))
      }
      #expect(try await test.store.lastAttempt(at: first)?.medium == medium("one"))
    },

    StoreDemand("a record deleted at its source loses its web resources and is published anew") { test in
      try await test.described("oai:m:1", [reference(first)])
      try await test.ingest([incoming("oai:m:1", "", deleted: true)])
      try await test.store.complete([.describedAsDeleted(try await test.claimOne(.describe))])
      #expect(try await test.dossier("oai:m:1").webResources.isEmpty)
      #expect(try await test.ready(.fetch) == 0)
      #expect(try await test.ready(.conclude) == 0)
      #expect(try await test.ready(.publish) == 1)
    },

    StoreDemand("the first conclusion is published, and later ones only where something changed") { test in
      try await test.described("oai:m:1", [reference(first)])
      try await test.concludeAll()
      #expect(try await test.claim(.publish).count == 1)
      try await test.fetchAll([first: medium("one")])
      try await test.concludeAll()
      #expect(try await test.ready(.publish) == 0, "the job still runs")
      test.clock.advance(by: 61)
      try await test.publish("oai:m:1", [form()])
      try await test.lookAll()
      try await test.concludeAll([statement("s1", medium("one"))])
      #expect(try await test.ready(.publish) == 1)
      try await test.publish("oai:m:1", [form()])
      _ = try await test.store.requeue(.conclude, provider: nil)
      try await test.concludeAll([statement("s1", medium("one"))])
      #expect(try await test.ready(.publish) == 0)
      _ = try await test.store.requeue(.conclude, provider: nil)
      try await test.concludeAll([statement("s1", medium("one"), standing: .asserted)])
      #expect(try await test.ready(.publish) == 1)
      let kept = try await test.dossier("oai:m:1").statements
      #expect(kept == [statement("s1", medium("one"), standing: .asserted)])
      #expect(try await test.store.find("s1") == [try await test.key("oai:m:1")])
      try await test.publish("oai:m:1", [form()])
      _ = try await test.store.requeue(.conclude, provider: nil)
      try await test.concludeAll()
      #expect(try await test.store.find("s1").isEmpty)
      #expect(try await test.ready(.publish) == 1)
    },

    StoreDemand("a new version or description of a record is published though nothing is said of it") {
      test in
      try await test.described("oai:m:1", [])
      try await test.concludeAll()
      try await test.publish("oai:m:1", [form()])
      try await test.described("oai:m:1", [], text: "second")
      try await test.concludeAll()
      #expect(try await test.ready(.publish) == 1)
      try await test.publish("oai:m:1", [form()])
      #expect(try await test.store.requeue(.describe, provider: museum) == 1)
      try await test.store.complete([
        .described(try await test.claimOne(.describe), description(title: "by another mapping"))
      ])
      try await test.concludeAll()
      #expect(try await test.ready(.publish) == 1)
    },

    StoreDemand("reports count what a provider has") { test in
      var withheld = description([reference(first), reference(second)])
      withheld.withheld = ["no edm:rights"]
      try await test.ingest([incoming("oai:m:1"), incoming("oai:m:2", deleted: true)])
      for job in try await test.claim(.describe) {
        let deleted = try await job.subject == .record(test.key("oai:m:2"))
        try await test.store.complete([deleted ? .describedAsDeleted(job) : .described(job, withheld)])
      }
      try await test.fetchAll([first: medium("one")])
      try await test.concludeAll([
        statement("s1", medium("one")), statement("s2", medium("one"), standing: .rejected),
      ])
      var expected = ProviderCounts()
      expected.records = 1
      expected.deleted = 1
      expected.withheld = 1
      expected.webResources = 2
      expected.media = 1
      expected.links = ["ok": 1, "http_404": 1]
      expected.statements = ["annotation": 1, "rejected": 1]
      expected.rights = ["open": 1]
      expected.findings = ["E10": 1]
      expected.withheldReasons = ["no edm:rights": 1]
      #expect(try await test.store.counts(provider: museum) == expected)
      #expect(try await test.store.counts(provider: library) == ProviderCounts())
    },
  ]
}
