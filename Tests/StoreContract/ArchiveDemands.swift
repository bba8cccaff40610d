import OAIPMH
import Store
import Testing

extension StoreContract {
  static let archiveDemands = [
    StoreDemand("forms are walked in the order of their records' keys, whatever their stamps") { test in
      for number in [1, 2, 3, 4] { try await test.described("oai:m:\(number)", []) }
      let start = test.clock.now
      for number in [4, 2, 1, 3] {
        try await test.publish("oai:m:\(number)", [form("edm", "<r>\(number)</r>"), form("oai_dc", "<dc/>")])
        test.clock.advance(by: 10)
      }
      let keys = try await [1, 2, 3, 4].asyncMap { try await test.key("oai:m:\($0)") }
      func forms(_ change: (inout FormQuery) -> Void) async throws -> [RecordKey] {
        var query = FormQuery(prefix: "edm", limit: 100)
        change(&query)
        return try await test.store.forms(query).map(\.record)
      }
      #expect(try await forms { _ in } == keys)
      #expect(try await forms { $0.limit = 2 } == [keys[0], keys[1]])
      #expect(try await forms { ($0.from, $0.below) = (keys[1], keys[3]) } == [keys[1], keys[2]])
      #expect(try await forms { $0.since = start.advanced(by: 20) } == [keys[0], keys[2]])
      #expect(try await forms { $0.provider = museum } == keys)
      #expect(try await forms { $0.provider = ProviderID("elsewhere") } == [])
      #expect(try await forms { $0.prefix = "source" } == [])
      #expect(try await forms { $0.state = .deleted } == [])
      let entry = try #require(try await test.store.forms(FormQuery(prefix: "edm", limit: 1)).first)
      #expect(entry.form == form("edm", "<r>1</r>") && entry.identifier == "oai:ours:oai:m:1")
      #expect(try await test.store.lastPublishedKey() == keys[3])

      // What is taken back is among the deletions, and a change of any form counts where that is asked for.
      try await test.publish("oai:m:2", [form("oai_dc", "<dc>new</dc>")])
      #expect(try await forms { _ in } == [keys[0], keys[2], keys[3]])
      #expect(try await forms { $0.state = .deleted } == [keys[1]])
      let since = start.advanced(by: 40)
      #expect(try await forms { ($0.prefix, $0.since) = ("oai_dc", since) } == [keys[1]])
      try await test.publish("oai:m:3", [form("edm", "<r>3</r>"), form("oai_dc", "<dc>3</dc>")])
      #expect(try await forms { $0.since = since } == [])
      #expect(try await forms { ($0.since, $0.sinceAnyForm) = (since, true) } == [keys[2]])
    },

    StoreDemand("where something changed is told by blocks of keys") { test in
      for number in [1, 2, 3] { try await test.described("oai:m:\(number)", []) }
      let start = test.clock.now
      for number in [1, 2, 3] {
        try await test.publish("oai:m:\(number)", [form("edm", "<r>\(number)</r>")])
        test.clock.advance(by: 10)
      }
      let keys = try await [1, 2, 3].asyncMap { try await test.key("oai:m:\($0)").rawValue }
      func changed(_ prefix: String?, after moment: Timestamp, size: Int64 = 1) async throws -> [Int64:
        Timestamp]
      {
        try await test.store.changedBlocks(prefix: prefix, after: moment, blockSize: size)
      }
      #expect(
        try await changed("edm", after: start)
          == [keys[1]: start.advanced(by: 10), keys[2]: start.advanced(by: 20)])
      #expect(try await changed(nil, after: start.advanced(by: 10)) == [keys[2]: start.advanced(by: 20)])
      #expect(
        try await changed("edm", after: start.advanced(by: -1), size: 1000) == [0: start.advanced(by: 20)])
      #expect(try await changed("oai_dc", after: start.advanced(by: -1)) == [:])
    },
  ]
}

extension Array {
  fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await body(element)) }
    return results
  }
}
