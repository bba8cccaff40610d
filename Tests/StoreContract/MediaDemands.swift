import Hashing
import OAIPMH
import Store
import Testing

private let first = "http://img.example/1.jpg"
private let second = "http://img.example/2.jpg"

extension StoreContract {
  static let mediaDemands = [
    StoreDemand("a medium is looked at once, however many addresses give it") { test in
      try await test.described("oai:m:1", [reference(first)])
      try await test.fetchAll([first: medium("one")])
      try await test.lookAll()
      try await test.described("oai:m:2", [reference(second)])
      try await test.fetchAll([second: medium("one")])
      #expect(try await test.ready(.look) == 0)
      let dossier = try await test.dossier("oai:m:2")
      #expect(dossier.facts == [medium("one"): facts()])
      #expect(dossier.results == [medium("one"): [result(medium("one"))]])
      #expect(try await test.store.known([medium("one"), medium("two")]) == [medium("one")])
    },

    StoreDemand("a look wakes every record that shows the medium") { test in
      try await test.described("oai:m:1", [reference(first)])
      try await test.described("oai:m:2", [reference(second)])
      try await test.fetchAll([first: medium("one"), second: medium("one")])
      try await test.concludeAll()
      #expect(try await test.ready(.conclude) == 0)
      try await test.lookAll()
      #expect(try await test.ready(.conclude) == 2)
      #expect(try await test.store.find(medium("one").hexadecimal).count == 2)
    },

    StoreDemand("results are kept by medium, region, preprocessing, model and weights") { test in
      let one = medium("one")
      try await test.described("oai:m:1", [reference(first)])
      try await test.fetchAll([first: one])
      try await test.lookAll()
      #expect(try await test.store.requeue(.look, provider: museum) == 1)
      var elsewhere = result(one, label: "ear")
      elsewhere.region = "0,0,100,100"
      let results = [result(one, label: "tiger cat"), result(one, weights: "newer"), elsewhere]
      try await test.store.complete([.looked(try await test.claimOne(.look), facts(), results, [])])
      let kept = try await test.store.results(of: one)
      #expect(kept.count == 3)
      for result in results { #expect(kept.contains(result)) }
    },

    StoreDemand("what cannot be decoded is remembered and not tried for ever") { test in
      try await test.described("oai:m:1", [reference(first)])
      try await test.fetchAll([first: medium("one")])
      try await test.concludeAll()
      let job = try await test.claimOne(.look)
      try await test.store.complete([.undecodable(job, reason: "premature end of JPEG file")])
      let attempt = try await test.dossier("oai:m:1").webResources[0].lastAttempt
      #expect(attempt?.state == .decodeError)
      #expect(attempt?.detail == "premature end of JPEG file")
      #expect(try await test.store.counts(provider: museum).links == ["decode_error": 1])
      #expect(try await test.ready(.conclude) == 1)
      _ = try await test.store.requeue(.fetch, provider: nil)
      try await test.fetchAll([first: medium("one")])
      #expect(try await test.ready(.look) == 0)
      #expect(try await test.dossier("oai:m:1").webResources[0].lastAttempt?.state == .decodeError)
    },

    StoreDemand("perceptual hashes come in the order of looking, once each") { test in
      let addresses = (0..<5).map { "http://img.example/\($0).jpg" }
      try await test.described("oai:m:1", addresses.map { reference($0) })
      try await test.fetchAll(
        Dictionary(uniqueKeysWithValues: addresses.map { ($0, medium($0)) }))
      for job in try await test.claim(.look) {
        try await test.store.complete([.looked(job, facts("fedcba9876543210"), [], [])])
      }
      let all = try await test.store.perceptualHashes(after: 0, limit: 100)
      #expect(all.count == 5)
      #expect(all.map(\.position) == all.map(\.position).sorted())
      #expect(all.allSatisfy { $0.hash == 0xFEDC_BA98_7654_3210 })
      let rest = try await test.store.perceptualHashes(after: all[1].position, limit: 2)
      #expect(rest.map(\.medium) == all[2...3].map(\.medium))
      _ = try await test.store.requeue(.look, provider: nil)
      try await test.lookAll()
      #expect(try await test.store.perceptualHashes(after: 0, limit: 100).map(\.medium) == all.map(\.medium))
    },

    StoreDemand("related media are known to the records of both") { test in
      try await test.described("oai:m:1", [reference(first)])
      try await test.described("oai:m:2", [reference(second)])
      try await test.fetchAll([first: medium("one"), second: medium("two")])
      try await test.concludeAll()
      let relation = MediumRelation(medium("two"), medium("one"), kind: .sameScan, distance: 3)
      let jobs = try await test.claim(.look)
      try await test.store.complete([.looked(jobs[0], facts(), [], [])])
      try await test.concludeAll()
      try await test.store.complete([.looked(jobs[1], facts(), [], [relation])])
      #expect(try await test.ready(.conclude) == 2)
      #expect(try await test.dossier("oai:m:1").relations == [relation])
      #expect(try await test.dossier("oai:m:2").relations == [relation])
      #expect(try await test.store.relations(limit: 10) == [relation])
    },

    StoreDemand("a look that was asked for again meanwhile is not lost") { test in
      try await test.described("oai:m:1", [reference(first)])
      try await test.fetchAll([first: medium("one")])
      let job = try await test.claimOne(.look)
      _ = try await test.store.requeue(.look, provider: nil)
      try await test.store.complete([.looked(job, facts(), [result(medium("one"))], [])])
      #expect(try await test.store.results(of: medium("one")).count == 1)
      #expect(try await test.ready(.look) == 1)
    },
  ]
}
