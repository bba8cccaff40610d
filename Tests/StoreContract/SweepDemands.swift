import Hashing
import OAIPMH
import Store
import Testing

extension StoreUnderTest {
  /// Five records, and a sweep with a list in which the first two stand.
  fileprivate func sweep() async throws -> Sweep {
    try await ingest((1...5).map { incoming("oai:m:\($0)") })
    try await ingest([incoming("oai:l:1")], provider: library)
    let sweep = try await store.openSweep(of: museum, at: clock.now)
    try await ingest([incoming("oai:m:1"), incoming("oai:m:2")])
    return sweep
  }

  fileprivate func carryOut(_ sweep: Sweep, limit: Int = 100) async throws -> Int {
    let run = try await store.beginRun(provider: museum, kind: "harvest", at: clock.now)
    return try await store.carryOut(
      sweep.key, run: run, request: "http://museum/oai?verb=ListIdentifiers", limit: limit, at: clock.now)
  }

  fileprivate func sweeps(_ states: Set<Sweep.State> = Set(Sweep.State.allCases)) async throws -> [Sweep] {
    try await store.sweeps(provider: museum, states: states, limit: 10)
  }
}

extension StoreContract {
  static let sweepDemands = [
    StoreDemand("a sweep begins with the next list and goes on until it ends") { test in
      let before = try await test.beginList()
      let sweep = try await test.store.openSweep(of: museum, at: test.clock.now)
      #expect(
        sweep
          == Sweep(
            key: sweep.key, provider: museum, firstList: ListNumber(rawValue: before.rawValue + 1),
            state: .listing, startedAt: test.clock.now))
      #expect(try await test.beginList() == sweep.firstList)
      #expect(try await test.store.openSweep(of: museum, at: test.clock.now.advanced(by: 9)) == sweep)
      #expect(try await test.store.openSweep(of: library, at: test.clock.now).key != sweep.key)
      try await test.store.end(sweep.key, as: .dismissed, reason: "the list broke off", at: test.clock.now)
      let next = try await test.store.openSweep(of: museum, at: test.clock.now)
      #expect(next.key.rawValue > sweep.key.rawValue)
      #expect(try await test.sweeps().map(\.key) == [next.key, sweep.key])
      #expect(try await test.sweeps([.dismissed]).map(\.reason) == ["the list broke off"])
      #expect(try await test.store.sweeps(provider: nil, states: [.listing], limit: 10).count == 2)
      #expect(try await test.store.sweeps(provider: nil, states: [.listing], limit: 1).count == 1)
      await #expect(throws: StoreError.self) { try await test.store.balance(of: SweepKey(rawValue: 999)) }
    },

    StoreDemand("what stands in no list of a sweep is missing; deleted and purged records are not") { test in
      let sweep = try await test.sweep()
      #expect(try await test.store.balance(of: sweep.key) == SweepBalance(held: 5, missing: 3))
      #expect(
        try await test.store.missing(in: sweep.key, after: nil, limit: 2) == ["oai:m:3", "oai:m:4"])
      #expect(try await test.store.missing(in: sweep.key, after: "oai:m:4", limit: 2) == ["oai:m:5"])
      let list = try await test.beginList()
      let headers = HarvestScope(provider: museum, prefix: "edm", content: .headers)
      try await test.store.noteSeen(
        ["oai:m:3"], scope: headers, list: list, checkpoint: HarvestCheckpoint(list: list))
      #expect(try await test.store.missing(in: sweep.key, after: nil, limit: 9) == ["oai:m:4", "oai:m:5"])
      try await test.ingest(
        [], quarantined: [QuarantinedRecord(identifier: "oai:m:4", reason: "bad", bytes: [60])])
      #expect(try await test.store.missing(in: sweep.key, after: nil, limit: 9) == ["oai:m:5"])
      _ = try await test.store.withdraw(
        [try await test.key("oai:m:5")], reason: "asked to", purge: true, at: test.clock.now)
      #expect(try await test.store.balance(of: sweep.key) == SweepBalance(held: 4, missing: 0))
      try await test.ingest([incoming("oai:m:1", "", deleted: true)])
      #expect(try await test.store.balance(of: sweep.key) == SweepBalance(held: 3, missing: 0))
    },

    StoreDemand("missing records get a version without bytes and go the way of a tombstone") { test in
      let sweep = try await test.sweep()
      for job in try await test.claim(.describe) {
        try await test.store.complete([.described(job, description())])
      }
      #expect(try await test.carryOut(sweep, limit: 2) == 2)
      #expect(try await test.sweeps([.listing]).count == 1)
      #expect(try await test.carryOut(sweep, limit: 2) == 1)
      let ended = try #require(try await test.sweeps().first)
      #expect(ended.state == .carriedOut)
      #expect(ended.endedAt == test.clock.now)
      #expect(ended.held == 5 && ended.missing == 3)
      #expect(try await test.carryOut(sweep) == 0)
      try await test.store.end(sweep.key, as: .carriedOut, reason: "3 of 5", at: test.clock.now)
      #expect(try await test.sweeps().first?.missing == 3)
      #expect(try await test.sweeps().first?.reason == "3 of 5")

      let source = try await test.dossier("oai:m:3").source
      #expect(source.deleted)
      #expect(source.version == 2)
      #expect(source.bytes.isEmpty)
      #expect(source.contentHash == ContentHash(of: [UInt8]()))
      #expect(source.setSpecs == ["posters"])
      #expect(source.prefix == "edm")
      #expect(source.request == "http://museum/oai?verb=ListIdentifiers")
      #expect(source.receivedAt == test.clock.now)
      let subjects = Set(try await test.claim(.describe).map(\.subject))
      var expected: Set<Job.Subject> = []
      for number in 3...5 { expected.insert(.record(try await test.key("oai:m:\(number)"))) }
      #expect(subjects == expected)
      #expect(try await test.store.balance(of: sweep.key) == SweepBalance(held: 2, missing: 0))
      #expect(try await !test.dossier("oai:m:1").source.deleted)
    },

    StoreDemand("a record that a sweep deleted is changed when it is listed again as it was") { test in
      let sweep = try await test.sweep()
      #expect(try await test.carryOut(sweep) == 3)
      let record = incoming("oai:m:3")
      let known = UnchangedRecord(
        identifier: record.identifier, datestamp: record.datestamp, contentHash: record.contentHash)
      #expect(try await test.store.unchanged([known], provider: museum).isEmpty)
      let header = RecordHeader(identifier: "oai:m:3", datestamp: "2026-01-01", setSpecs: ["posters"])
      let comparison = try await test.store.compare(
        [header], provider: museum, since: sweep.firstList, comparesSets: true)
      #expect(comparison == HeaderComparison(changed: ["oai:m:3"], unseen: ["oai:m:3"]))
      let counts = try await test.ingest([record])
      #expect(counts.changed == 1)
      let source = try await test.dossier("oai:m:3").source
      #expect(!source.deleted)
      #expect(source.version == 3)
      #expect(source.bytes == record.bytes)
    },

    StoreDemand("a held sweep keeps its balance, waits for a person, and the newest one counts") { test in
      let first = try await test.sweep()
      try await test.store.end(first.key, as: .held, reason: "60 %", at: test.clock.now)
      let held = try #require(try await test.sweeps([.held]).first)
      #expect(held.held == 5 && held.missing == 3)
      #expect(held.reason == "60 %")
      #expect(held.endedAt == test.clock.now)
      let broken = try await test.store.openSweep(of: museum, at: test.clock.now)
      try await test.store.end(broken.key, as: .dismissed, reason: "broke off", at: test.clock.now)
      #expect(try await test.sweeps([.held]).map(\.key) == [first.key])
      let second = try await test.store.openSweep(of: museum, at: test.clock.now)
      try await test.ingest([incoming("oai:m:4")])
      try await test.store.end(second.key, as: .held, reason: "80 %", at: test.clock.now)
      #expect(try await test.sweeps([.held]).map(\.key) == [second.key])
      #expect(try await test.sweeps([.dismissed]).map(\.key) == [broken.key, first.key])
      await #expect(throws: StoreError.self) { try await test.carryOut(first) }
      // What came back while it was held is not deleted.
      try await test.ingest([incoming("oai:m:5")])
      #expect(try await test.carryOut(second) == 3)
      #expect(try await test.sweeps([.held]).isEmpty)
      #expect(try await test.sweeps([.carriedOut]).map(\.missing) == [3])
      #expect(try await !test.dossier("oai:m:5").source.deleted)
    },
  ]
}
