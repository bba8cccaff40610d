import OAIPMH
import Store
import Testing

extension StoreContract {
  static let publishedSizeDemands = [
    StoreDemand("the stated size of a list is the number of its entries, whatever happened to the records") {
      test in
      let seed = UInt64.random(in: 0...UInt64.max)
      var random = SeededGenerator(seed: seed)
      let names = (0..<10).map { "oai:m:\($0)" }
      let sets = ["museum", "museum:maps", "type:IMAGE", "never"]
      try await test.ingest(names.map { incoming($0) })
      try await test.store.complete(try await test.claim(.describe).map { .described($0, description()) })
      let start = test.clock.now
      for step in 0..<50 {
        let forms = ["edm", "oai_dc"].compactMap { prefix -> PublishedForm? in
          switch Int.random(in: 0..<5, using: &random) {
          case 0: nil
          case 1: PublishedForm(prefix: prefix, content: .deleted, about: [])
          default: form(prefix, "<text>\(step % 7)</text>")
          }
        }
        try await test.publish(
          names[Int.random(in: 0..<names.count, using: &random)], forms,
          sets: sets.dropLast().filter { _ in Bool.random(using: &random) })
        test.clock.advance(
          by: [0, 0, 1, 59, 3600, 86_399, 86_400, 200_000].randomElement(using: &random) ?? 0)
      }
      let span = test.clock.now.seconds - start.seconds
      for _ in 0..<80 {
        let from = start.advanced(by: Int64.random(in: -90_000...span, using: &random))
        let until = from.advanced(by: Int64.random(in: -5...span / 2, using: &random))
        let query = PublishedQuery(
          prefix: Bool.random(using: &random) ? "edm" : "oai_dc",
          from: Bool.random(using: &random) ? from : nil, until: until,
          set: Bool.random(using: &random) ? sets.randomElement(using: &random) : nil, limit: 1000)
        let listed = try await test.store.list(query).count
        #expect(try await test.store.count(query) == listed, "seed \(seed), \(query)")
      }
      let whole = PublishedQuery(prefix: "edm", until: test.clock.now, limit: 1000)
      let listed = try await test.store.list(whole).count
      #expect(try await test.store.count(whole) == listed, "seed \(seed)")
    },

    StoreDemand("a list without dates, and one of a format or set that is not there, have their sizes too") {
      test in
      try await test.ingest([incoming("oai:m:1"), incoming("oai:m:2")])
      try await test.store.complete(try await test.claim(.describe).map { .described($0, description()) })
      try await test.publish("oai:m:1", [form()])
      test.clock.advance(by: 3 * 86_400)
      try await test.publish("oai:m:2", [form()], sets: ["library"])
      func size(_ prefix: String, from: Timestamp? = nil, set: String? = nil) async throws -> Int {
        try await test.store.count(
          PublishedQuery(prefix: prefix, from: from, until: test.clock.now, set: set, limit: 1))
      }
      #expect(try await size("edm") == 2)
      #expect(try await size("edm", from: test.clock.now) == 1)
      #expect(try await size("edm", set: "library") == 1)
      #expect(try await size("edm", set: "unknown") == 0)
      #expect(try await size("marcxml") == 0)
      #expect(try await size("edm", from: test.clock.now.advanced(by: 1)) == 0)
    },

    StoreDemand("one form of a record is the one among all its forms") { test in
      try await test.ingest([incoming("oai:m:1"), incoming("oai:m:2")])
      try await test.store.complete(try await test.claim(.describe).map { .described($0, description()) })
      let source = PublishedForm(prefix: "source", content: .source, about: Array("<about/>".utf8))
      try await test.publish("oai:m:1", [form(about: "<about/>"), form("oai_dc", "<dc/>"), source])
      try await test.publish("oai:m:2", [form("oai_dc", "<other/>")])
      try await test.publish("oai:m:1", [form(about: "<about/>"), source])
      for prefix in ["edm", "oai_dc", "source"] {
        let entry = try #require(try await test.store.entry(identifier: "oai:ours:oai:m:1", prefix: prefix))
        let entries = try await test.store.entries(identifier: "oai:ours:oai:m:1")
        let same = try #require(entries.first { $0.form.prefix == prefix })
        #expect(entry.form == same.form && entry.stamp == same.stamp && entry.setSpecs == same.setSpecs)
        #expect(entry.identifier == "oai:ours:oai:m:1")
        #expect(entry.source?.bytes == same.source?.bytes)
      }
      #expect(
        try await test.store.entry(identifier: "oai:ours:oai:m:1", prefix: "oai_dc")?.form.content == .deleted
      )
      #expect(try await test.store.entry(identifier: "oai:ours:oai:m:1", prefix: "marcxml") == nil)
      #expect(try await test.store.entry(identifier: "oai:ours:oai:m:3", prefix: "edm") == nil)
    },
  ]
}
