import OAIPMH
import Store
import Testing

extension StoreContract {
  static let listDemands = [
    StoreDemand("lists are numbered from 1 over all scopes, and a number is given once") { test in
      let scopes = [
        HarvestScope(provider: museum, prefix: "edm"), HarvestScope(provider: museum, prefix: "edm"),
        HarvestScope(provider: library, prefix: "oai_dc", set: "maps", content: .headers),
      ]
      var numbers: [Int64] = []
      for scope in scopes { numbers.append(try await test.store.beginList(of: scope).rawValue) }
      #expect(numbers == [1, 2, 3])
      #expect(try await test.store.distinctRecords(in: ListNumber(rawValue: 3)) == 0)
      #expect(try await test.store.distinctRecords(in: ListNumber(rawValue: 99)) == 0)
    },

    StoreDemand("a list counts each identifier once, whole, unchanged or broken, over pages and runs") {
      test in
      let list = try await test.beginList()
      let first = incoming("oai:m:1")
      try await test.ingest([first, incoming("oai:m:2"), incoming("oai:m:2", "again")], list: list)
      #expect(try await test.store.distinctRecords(in: list) == 2)
      let known = UnchangedRecord(
        identifier: "oai:m:1", datestamp: "2026-03-03", contentHash: first.contentHash)
      let broken = QuarantinedRecord(identifier: "oai:m:3", reason: "line 1", bytes: [60])
      let nameless = QuarantinedRecord(identifier: nil, reason: "no header", bytes: [61])
      try await test.ingest(
        [incoming("oai:m:4", deleted: true)], list: list, unchanged: [known],
        quarantined: [broken, nameless, broken])
      #expect(try await test.store.distinctRecords(in: list) == 5)
      try await test.ingest([incoming("oai:m:3"), incoming("oai:m:2", "again")], list: list)
      #expect(try await test.store.distinctRecords(in: list) == 5)
      try await test.ingest(
        [], list: list, quarantined: [QuarantinedRecord(identifier: "oai:m:1", reason: "now", bytes: [1])])
      #expect(try await test.store.distinctRecords(in: list) == 5)
      let next = try await test.beginList()
      try await test.ingest([first], list: next)
      #expect(try await test.store.distinctRecords(in: next) == 1)
      #expect(try await test.store.distinctRecords(in: list) == 5)
    },

    StoreDemand("a list that is taken up after a newer one still knows its members") { test in
      let older = try await test.beginList()
      try await test.ingest(
        [incoming("oai:m:1"), incoming("oai:m:2"), incoming("oai:m:3")], list: older, token: "2")
      let maps = HarvestScope(provider: museum, prefix: "edm", set: "maps")
      let newer = try await test.store.beginList(of: maps)
      try await test.store.noteSeen(
        ["oai:m:2", "oai:m:3"], scope: maps, list: newer, checkpoint: HarvestCheckpoint(list: newer))
      try await test.ingest([incoming("oai:m:4")], list: newer)
      #expect(try await test.store.distinctRecords(in: newer) == 3)
      // One met before the newer list, one met by it alone, one met by neither.
      let page = [incoming("oai:m:2"), incoming("oai:m:4"), incoming("oai:m:5")]
      try await test.ingest(page, list: older)
      try await test.ingest(page, list: older)
      #expect(try await test.store.distinctRecords(in: older) == 5)
      #expect(try await test.store.distinctRecords(in: newer) == 3)
      let headers = (1...5).map { RecordHeader(identifier: "oai:m:\($0)", datestamp: "2026-01-01") }
      let comparison = try await test.store.compare(
        headers, provider: museum, since: newer, comparesSets: false)
      #expect(comparison.unseen == ["oai:m:1", "oai:m:5"])
    },

    StoreDemand("identifiers of a list of headers count once they are known, with where the list goes on") {
      test in
      try await test.ingest([incoming("oai:m:1"), incoming("oai:m:2")])
      try await test.ingest(
        [], quarantined: [QuarantinedRecord(identifier: "oai:m:3", reason: "line 1", bytes: [60])])
      let scope = HarvestScope(provider: museum, prefix: "edm", content: .headers)
      let list = try await test.store.beginList(of: scope)
      let checkpoint = HarvestCheckpoint(list: list, token: "2", listed: 4, pages: 1, state: "window 1")
      for _ in 1...2 {
        try await test.store.noteSeen(
          ["oai:m:1", "oai:m:3", "oai:m:9", "oai:m:1"], scope: scope, list: list, checkpoint: checkpoint)
      }
      #expect(try await test.store.distinctRecords(in: list) == 2)
      #expect(try await test.store.checkpoint(of: scope) == checkpoint)
      try await test.ingest([incoming("oai:m:9")], list: list)
      #expect(try await test.store.distinctRecords(in: list) == 3)
      // Headers and records of the same set are two scopes.
      let records = HarvestScope(provider: museum, prefix: "edm")
      #expect(try await test.store.checkpoint(of: records)?.list == list)
      #expect(try await test.store.checkpoint(of: scope) == checkpoint)
    },

    StoreDemand("records asked for one by one leave the place of their list alone") { test in
      let list = try await test.beginList()
      let run = try await test.store.beginRun(provider: museum, kind: "harvest", at: test.clock.now)
      try await test.ingest([incoming("oai:m:1")], run: run, list: list, token: "page-2")
      let scope = HarvestScope(provider: museum, prefix: "edm")
      let counts = try await test.store.ingest(
        IncomingPage(
          run: run, scope: scope, list: list, request: "http://museum/oai?verb=GetRecord",
          receivedAt: test.clock.now, records: [incoming("oai:m:2")], checkpoint: nil))
      #expect(counts.new == 1)
      #expect(try await test.store.checkpoint(of: scope)?.token == "page-2")
      #expect(try await test.store.distinctRecords(in: list) == 2)
    },
  ]
}
