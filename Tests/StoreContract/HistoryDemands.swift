import EDM
import OAIPMH
import Store
import Testing

private let image = "http://img.example/1.jpg"

extension StoreContract {
  static let historyDemands = [
    StoreDemand("the newest entries of a prefix come first, up to a place and a moment") { test in
      for number in 1...5 {
        try await test.described("oai:m:\(number)", [])
        try await test.publish("oai:m:\(number)", [form("edm"), form("+manifest", "{}")])
        if number % 2 == 0 { test.clock.advance(by: 10) }
      }
      let all = try await test.store.newest(
        prefix: "+manifest", through: nil, until: test.clock.now, limit: 10)
      let listed = try await test.list("+manifest")
      #expect(all.count == 5 && all.map(\.identifier) == listed.reversed().map(\.identifier))
      #expect(all.allSatisfy { $0.form.content == .metadata([]) })
      for (index, entry) in all.enumerated() {
        let place = PublishedQuery.Position(stamp: entry.stamp, record: entry.record.rawValue)
        let older = try await test.store.newest(
          prefix: "+manifest", through: place, until: test.clock.now, limit: 2)
        #expect(older.map(\.identifier) == all[index...].prefix(2).map(\.identifier))
      }
      let early = test.clock.now.advanced(by: -20)
      let before = try await test.store.newest(prefix: "+manifest", through: nil, until: early, limit: 10)
      #expect(before.map(\.identifier) == all.suffix(2).map(\.identifier))
      #expect(try await test.store.newest(prefix: "+none", through: nil, until: early, limit: 1).isEmpty)
    },

    StoreDemand("a form tells since when it is served without a break") { test in
      try await test.described("oai:m:1", [])
      let start = test.clock.now
      func entry() async throws -> PublishedEntry? {
        try await test.store.entry(identifier: "oai:ours:oai:m:1", prefix: "edm")
      }
      #expect(try await entry() == nil)
      try await test.publish("oai:m:1", [form("edm", "<a/>")])
      #expect(try await entry()?.firstStamp == start)
      test.clock.advance(by: 10)
      try await test.publish("oai:m:1", [form("edm", "<b/>")])
      #expect(try await entry()?.firstStamp == start)
      #expect(try await entry()?.stamp == start.advanced(by: 10))
      #expect(try await entry()?.form == form("edm", "<b/>"))
      test.clock.advance(by: 10)
      try await test.publish("oai:m:1", [])
      #expect(try await entry()?.form.content == .deleted)
      test.clock.advance(by: 10)
      try await test.publish("oai:m:1", [form("edm", "<b/>")])
      #expect(try await entry()?.firstStamp == start.advanced(by: 30))
    },

    StoreDemand("a form beside the lists is in no set, and moves with its content alone") { test in
      try await test.described("oai:m:1", [])
      let start = test.clock.now
      let forms = [form("edm"), form("+manifest", "{}")]
      try await test.publish("oai:m:1", forms, sets: ["a"])
      #expect(try await test.list("+manifest", set: "a").isEmpty)
      #expect(try await test.list("edm", set: "a").count == 1)
      #expect(try await test.store.entries(identifier: "oai:ours:oai:m:1").map(\.form.prefix) == ["edm"])
      test.clock.advance(by: 10)
      try await test.publish("oai:m:1", forms, sets: ["b"])
      #expect(try await test.list("+manifest").map(\.stamp) == [start])
      #expect(try await test.list("edm").map(\.stamp) == [start.advanced(by: 10)])
      test.clock.advance(by: 10)
      try await test.publish("oai:m:1", [form("edm")], sets: ["b"])
      #expect(try await test.list("+manifest").map(\.form.content) == [.deleted])
      #expect(try await test.list("+manifest", set: "b").isEmpty)
      test.clock.advance(by: 10)
      try await test.publish("oai:m:1", forms, sets: ["b"])
      let key = try await test.key("oai:m:1")
      _ = try await test.store.withdraw([key], reason: "asked to", purge: false, at: test.clock.now)
      #expect(try await test.list("+manifest").map(\.form.content) == [.deleted])
    },

    StoreDemand("what IIIF documents told stays with the web resource until it names others") { test in
      var reference = reference(image)
      reference.manifest = "http://img.example/manifest"
      try await test.described("oai:m:1", [reference])
      var attempt = test.attempt(image, medium("one"))
      let finding = IIIFFinding(
        canvas: .init(id: "http://img.example/canvas/1", width: 200, height: 100),
        imageService: .init(version: 2, level: 1))
      attempt.iiif = finding
      try await test.store.complete([.fetched(try await test.claimOne(.fetch), attempt)])
      var resource = try #require(try await test.dossier("oai:m:1").webResources.first)
      #expect(resource.iiif == finding)
      #expect(resource.lastAttempt?.iiif == nil)
      try await test.described("oai:m:1", [reference], text: "second")
      #expect(try await test.dossier("oai:m:1").webResources.first?.iiif == finding)
      reference.manifest = "http://img.example/manifest/2"
      try await test.described("oai:m:1", [reference], text: "third")
      resource = try #require(try await test.dossier("oai:m:1").webResources.first)
      #expect(resource.iiif == nil && resource.medium == medium("one"))
    },

    StoreDemand("another canvas has the record published anew") { test in
      try await test.described("oai:m:1", [reference(image)])
      try await test.fetchAll([image: medium("one")])
      try await test.lookAll()
      try await test.concludeAll()
      let first = try await test.claim(.publish)
      try await test.store.complete(first.map { .obsolete($0) })
      #expect(try await test.store.requeue(.fetch, provider: museum) == 1)
      var attempt = test.attempt(image, medium("one"))
      attempt.iiif = IIIFFinding(canvas: .init(id: "http://img.example/canvas/1", width: 2, height: 1))
      try await test.store.complete([.fetched(try await test.claimOne(.fetch), attempt)])
      try await test.concludeAll()
      #expect(try await test.ready(.publish) == 1)
    },
  ]
}
