import EDM
import OAIPMH
import Store
import Testing

extension StoreContract {
  static let publicationDemands = [
    StoreDemand("a published form is listed with all that belongs to it") { test in
      try await test.described("oai:m:1", [])
      let about = "<about><provenance/></about>"
      try await test.publish(
        "oai:m:1", [form("edm", "<rdf:RDF>ä</rdf:RDF>", about: about)], sets: ["b", "a", "a:x"])
      let entry = try #require(try await test.list("edm").first)
      #expect(entry.record == (try await test.key("oai:m:1")))
      #expect(entry.identifier == "oai:ours:oai:m:1")
      #expect(entry.stamp == test.clock.now)
      #expect(entry.setSpecs == ["a", "a:x", "b"])
      #expect(entry.form == form("edm", "<rdf:RDF>ä</rdf:RDF>", about: about))
      #expect(entry.source == nil)
      #expect(try await test.list("oai_dc").isEmpty)
      var query = PublishedQuery(prefix: "edm", until: test.clock.now, limit: 1, withContent: false)
      #expect(try await test.store.list(query).first?.form.content == .metadata([]))
      query.limit = 0
      #expect(try await test.store.list(query).isEmpty)
      #expect(try await test.store.find("oai:ours:oai:m:1") == [entry.record])
      let sets = ["a", "a:x", "b"].map { PublishedSet(spec: $0, name: $0) }
      #expect(try await test.store.sets() == sets)
    },

    StoreDemand("the tiers of a record are kept with it, and go when it has none") { test in
      try await test.described("oai:m:1", [])
      let key = try await test.key("oai:m:1")
      #expect(try await test.store.dossiers([key]).first?.tiers == nil)
      let low = PublishingTiers(content: .one, language: .a, enabling: .b, contextual: .zero)
      let high = PublishingTiers(content: .four, language: .c, enabling: .b, contextual: .c)
      let tiers = DatedTiers(
        tiers: RecordTiers(received: low, technical: low, enriched: high, contentBeforeLicence: .four),
        since: test.clock.now.advanced(by: -5))
      try await test.publish("oai:m:1", [form("edm")], tiers: tiers)
      #expect(try await test.store.dossiers([key]).first?.tiers == tiers)
      try await test.publish("oai:m:1", [form("edm")])
      #expect(try await test.store.dossiers([key]).first?.tiers == nil)
    },

    StoreDemand("the stamp moves only when the form or its sets change") { test in
      try await test.described("oai:m:1", [])
      let start = test.clock.now
      try await test.publish("oai:m:1", [form("edm"), form("oai_dc", "<dc/>")])
      test.clock.advance(by: 10)
      try await test.publish("oai:m:1", [form("edm"), form("oai_dc", "<dc>new</dc>")])
      #expect(try await test.list("edm").map(\.stamp) == [start])
      #expect(try await test.list("oai_dc").map(\.stamp) == [start.advanced(by: 10)])
      test.clock.advance(by: 10)
      try await test.publish(
        "oai:m:1", [form("edm"), form("oai_dc", "<dc>new</dc>")], sets: ["museum", "maps"])
      #expect(try await test.list("edm").map(\.stamp) == [start.advanced(by: 20)])
      #expect(try await test.list("edm", set: "maps").count == 1)
      test.clock.advance(by: 10)
      try await test.publish("oai:m:1", [form("edm", about: "<about/>"), form("oai_dc", "<dc>new</dc>")])
      #expect(try await test.list("edm").map(\.stamp) == [start.advanced(by: 30)])
      #expect(try await test.list("edm", set: "maps").isEmpty)
      #expect(try await test.store.sets().map(\.spec) == ["museum"])
      #expect(try await test.list("edm", set: "museum").count == 1)
      test.clock.advance(by: 10)
      try await test.publish("oai:m:1", [form("edm", about: "<about/>")], prefix: "oai:other:")
      #expect(try await test.list("edm").map(\.stamp) == [start.advanced(by: 40)])
      #expect(try await test.list("edm").map(\.identifier) == ["oai:other:oai:m:1"])
    },

    StoreDemand("a prefix that a record had and no longer has becomes a deletion, and can come back") {
      test in
      try await test.described("oai:m:1", [])
      try await test.publish("oai:m:1", [form("edm"), form("oa")])
      test.clock.advance(by: 5)
      try await test.publish("oai:m:1", [form("edm")])
      let gone = try #require(try await test.list("oa").first)
      #expect(gone.form.content == .deleted)
      #expect(gone.stamp == test.clock.now)
      #expect(gone.setSpecs == ["museum"])
      test.clock.advance(by: 5)
      try await test.publish("oai:m:1", [form("edm")])
      #expect(try await test.list("oa").map(\.stamp) == [gone.stamp])
      try await test.publish("oai:m:1", [form("edm"), form("oa")])
      #expect(try await test.list("oa").first?.form == form("oa"))
      #expect(
        try await test.store.entries(identifier: "oai:ours:oai:m:1").map(\.form.prefix) == ["edm", "oa"])
      #expect(try await test.store.entries(identifier: "oai:ours:unknown").isEmpty)
    },

    StoreDemand("a deletion of what was never served is not announced") { test in
      try await test.described("oai:m:1", [])
      try await test.publish("oai:m:1", [PublishedForm(prefix: "edm", content: .deleted, about: [])])
      #expect(try await test.list("edm").isEmpty)
      #expect(try await test.store.entries(identifier: "oai:ours:oai:m:1").isEmpty)
      #expect(try await test.store.earliestStamp() == nil)
    },

    StoreDemand("the source form is the version that was published, and its stamp moves with it") { test in
      try await test.described("oai:m:1", [])
      let source = PublishedForm(prefix: "source", content: .source, about: [])
      try await test.publish("oai:m:1", [source])
      let start = test.clock.now
      test.clock.advance(by: 5)
      try await test.ingest([incoming("oai:m:1", "second")])
      var entry = try #require(try await test.list("source").first)
      #expect(entry.form == source)
      #expect(entry.source?.bytes == incoming("oai:m:1").bytes)
      #expect(entry.stamp == start)
      try await test.publish("oai:m:1", [source])
      entry = try #require(try await test.list("source").first)
      #expect(entry.source?.bytes == incoming("oai:m:1", "second").bytes)
      #expect(entry.stamp == test.clock.now)
    },

    StoreDemand("a list is complete and in order, page by page, between its bounds") { test in
      let count = 25
      try await test.ingest((0..<count).map { incoming("oai:m:\($0)") })
      try await test.store.complete(try await test.claim(.describe).map { .described($0, description()) })
      let start = test.clock.now
      for index in 0..<count {
        try await test.publish("oai:m:\(index)", [form()], sets: index % 2 == 0 ? ["even"] : ["odd"])
        if index % 5 == 4 { test.clock.advance(by: 1) }
      }
      for limit in [1, 3, 7, 100] {
        let all = try await test.list("edm", limit: limit)
        #expect(all.map(\.identifier) == (0..<count).map { "oai:ours:oai:m:\($0)" })
        #expect(all.map(\.stamp) == all.map(\.stamp).sorted())
        #expect(try await test.list("edm", set: "even", limit: limit).count == 13)
      }
      let from = start.advanced(by: 1)
      let until = start.advanced(by: 2)
      #expect(try await test.list("edm", from: from, until: until, limit: 4).count == 10)
      #expect(try await test.list("edm", set: "odd", from: from, until: until, limit: 2).count == 5)
      let query = PublishedQuery(prefix: "edm", from: from, until: until, limit: 4)
      #expect(try await test.store.count(query) == 10)
      var later = query
      later.set = "odd"
      later.after = PublishedQuery.Position(stamp: until, record: 0)
      #expect(try await test.store.count(later) == 5)
      #expect(try await test.list("edm", until: start.advanced(by: -1)).isEmpty)
    },

    StoreDemand("stamps never fall when the clock does, and the earliest never rises") { test in
      try await test.ingest([incoming("oai:m:1"), incoming("oai:m:2")])
      try await test.store.complete(try await test.claim(.describe).map { .described($0, description()) })
      #expect(try await test.store.earliestStamp() == nil)
      let start = test.clock.now
      try await test.publish("oai:m:1", [form()])
      test.clock.advance(by: -3600)
      try await test.publish("oai:m:2", [form()])
      #expect(try await test.list("edm", until: start).map(\.stamp) == [start, start])
      test.clock.advance(by: 7200)
      for index in 1...2 {
        try await test.publish("oai:m:\(index)", [form("edm", "<new/>")])
      }
      #expect(try await test.list("edm").allSatisfy { $0.stamp == start.advanced(by: 3600) })
      #expect(try await test.store.earliestStamp() == start)
    },

    StoreDemand("a list that pages while records change misses none that stayed") { test in
      let count = 60
      try await test.ingest((0..<count).map { incoming("oai:m:\($0)") })
      try await test.store.complete(try await test.claim(.describe).map { .described($0, description()) })
      try await test.publishAll("<first/>")
      let until = test.clock.now
      test.clock.advance(by: 1)
      var query = PublishedQuery(prefix: "edm", until: until, limit: 7)
      var seen: Set<String> = []
      var changed: Set<String> = []
      while true {
        let page = try await test.store.list(query)
        guard let last = page.last else { break }
        seen.formUnion(page.map(\.identifier))
        query.after = PublishedQuery.Position(stamp: last.stamp, record: last.record.rawValue)
        let identifier = "oai:m:\(changed.count * 7 % count)"
        try await test.publish(identifier, [form("edm", "<changed/>")])
        changed.insert("oai:ours:" + identifier)
      }
      let stayed = Set((0..<count).map { "oai:ours:oai:m:\($0)" }).subtracting(changed)
      #expect(stayed.isSubset(of: seen))
      #expect(Set(try await test.list("edm", from: until.advanced(by: 1)).map(\.identifier)) == changed)
    },
  ]
}

extension StoreUnderTest {
  /// Publishes every record in one form.
  fileprivate func publishAll(_ text: String) async throws {
    _ = try await store.requeue(.publish, provider: nil)
    let jobs = try await claim(.publish)
    let sources = try await store.sources(
      jobs.compactMap { job in
        if case .record(let key) = job.subject { key } else { nil }
      })
    try await store.complete(
      zip(jobs, sources).map { job, source in
        .published(
          job,
          PublishedRecord(
            record: source.key, identifier: "oai:ours:\(source.identifier)", setSpecs: ["museum"],
            forms: [form("edm", text)]))
      })
  }
}
