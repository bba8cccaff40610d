import Hashing
import OAIPMH
import Store
import Testing
import XMLCodec

extension StoreContract {
  static let harvestDemands = [
    StoreDemand("a new record is kept byte for byte and queued to be described") { test in
      var record = incoming("oai:m:1")
      record.repairs = [Repair(kind: "bare-ampersand", place: "byte 12", before: "&", after: "&amp;")]
      let counts = try await test.ingest([record])
      #expect(counts.new == 1)
      #expect(counts.repaired == 1)
      #expect(counts.received == 1)
      let source = try #require(try await test.store.sources([try await test.key("oai:m:1")]).first)
      #expect(source.bytes == record.bytes)
      #expect(source.context == record.context)
      #expect(source.contentHash == record.contentHash)
      #expect(source.setSpecs == ["posters"])
      #expect(source.provider == museum)
      #expect(source.prefix == "edm")
      #expect(source.version == 1)
      #expect(source.request == "http://museum/oai?verb=ListRecords")
      #expect(source.receivedAt == test.clock.now)
      #expect(source.repairs == record.repairs)
      let job = try await test.claimOne(.describe)
      #expect(job.subject == .record(source.key))
      #expect(job.attempt == 1)
    },

    StoreDemand("an unchanged record writes no version and queues nothing, whatever its datestamp says") {
      test in
      try await test.ingest([incoming("oai:m:1")])
      _ = try await test.claim(.describe)
      let again = try await test.ingest([incoming("oai:m:1", datestamp: "2026-02-02")])
      #expect(again.unchanged == 1)
      #expect(again.received == 1)
      let source = try await test.dossier("oai:m:1").source
      #expect(source.version == 1)
      #expect(source.datestamp == "2026-02-02")
      #expect(try await test.ready(.describe) == 0)
    },

    StoreDemand("a changed record becomes a new version and is described again") { test in
      try await test.ingest([incoming("oai:m:1")])
      try await test.store.complete([.described(try await test.claimOne(.describe), description())])
      let counts = try await test.ingest([incoming("oai:m:1", "second", sets: ["posters", "maps"])])
      #expect(counts.changed == 1)
      let source = try await test.dossier("oai:m:1").source
      #expect(source.version == 2)
      #expect(source.bytes == incoming("oai:m:1", "second").bytes)
      #expect(source.setSpecs == ["posters", "maps"])
      #expect(try await test.ready(.describe) == 1)
    },

    StoreDemand("a tombstone counts as deleted once, and an unknown record can be deleted") { test in
      try await test.ingest([incoming("oai:m:1")])
      let tombstones = ["oai:m:1", "oai:m:2"].map { incoming($0, "", deleted: true) }
      #expect(try await test.ingest(tombstones).deleted == 2)
      let again = try await test.ingest(
        ["oai:m:1", "oai:m:2"].map { incoming($0, "", deleted: true, sets: []) })
      #expect(again.deleted == 0)
      #expect(again.unchanged == 2)
      #expect(try await test.dossier("oai:m:2").source.deleted)
      #expect(try await test.ready(.describe) == 2)
      #expect(try await test.ingest([incoming("oai:m:1")]).changed == 1)
      #expect(try await !test.dossier("oai:m:1").source.deleted)
    },

    StoreDemand("each distinct identifier of a run is counted once") { test in
      let run = try await test.store.beginRun(provider: museum, kind: "harvest", at: test.clock.now)
      let broken = QuarantinedRecord(identifier: "oai:m:9", reason: "not well-formed", bytes: [60, 60])
      let first = try await test.ingest(
        [incoming("oai:m:1"), incoming("oai:m:2"), incoming("oai:m:1"), incoming("oai:m:2", "other")],
        run: run,
        quarantined: [broken, broken])
      #expect(first.new == 2)
      #expect(first.quarantined == 1)
      #expect(first.received == 3)
      let overlap = try await test.ingest(
        [incoming("oai:m:2", "third"), incoming("oai:m:3"), incoming("oai:m:9")], run: run,
        quarantined: [broken])
      #expect(overlap.new == 1)
      #expect(overlap.received == 1)
      #expect(try await test.dossier("oai:m:2").source.version == 2)
    },

    StoreDemand("a record that stands twice in a page is its last occurrence, and unchanged the next time") {
      test in
      let page = [incoming("oai:m:1", "first"), incoming("oai:m:1", "second")]
      #expect(try await test.ingest(page).new == 1)
      let again = try await test.ingest(page)
      #expect(again.unchanged == 1 && again.changed == 0)
      #expect(try await test.dossier("oai:m:1").source.version == 1)
    },

    StoreDemand("what is known by its hash counts as unchanged, once a run, and never hides a change") {
      test in
      try await test.ingest([incoming("oai:m:1", "first"), incoming("oai:m:2", "first")])
      let known = ["oai:m:1", "oai:m:2", "oai:m:3"].map { identifier in
        let record = incoming(identifier, identifier == "oai:m:2" ? "other" : "first")
        return UnchangedRecord(
          identifier: identifier, datestamp: "2026-02-02", contentHash: record.contentHash)
      }
      #expect(try await test.store.unchanged(known, provider: museum) == ["oai:m:1"])
      let run = try await test.store.beginRun(provider: museum, kind: "harvest", at: test.clock.now)
      #expect(try await test.ingest([], run: run, unchanged: [known[0]]).unchanged == 1)
      #expect(try await test.ingest([], run: run, unchanged: [known[0]]).received == 0)
      #expect(try await test.dossier("oai:m:1").source.datestamp == "2026-02-02")
      await #expect(throws: StoreError.self) { try await test.ingest([], run: run, unchanged: [known[1]]) }
    },

    StoreDemand("progress is forgotten for one provider alone") { test in
      let scope = HarvestScope(provider: museum, prefix: "edm")
      let other = HarvestScope(provider: ProviderID("elsewhere"), prefix: "edm")
      let mark = HarvestMark(highWater: test.clock.now, dayGranularity: false)
      try await test.store.advanceMark(of: scope, to: mark)
      try await test.store.advanceMark(of: other, to: mark)
      try await test.store.forgetProgress(of: museum)
      #expect(try await test.store.mark(of: scope) == nil)
      #expect(try await test.store.mark(of: other) == mark)
    },

    StoreDemand("the same identifier of two providers is two records") { test in
      try await test.ingest([incoming("oai:x:1", "museum's")])
      #expect(try await test.ingest([incoming("oai:x:1", "library's")], provider: library).new == 1)
      #expect(try await test.store.find("oai:x:1").count == 2)
      #expect(try await test.store.records(provider: library, after: nil, limit: 10).count == 1)
      let all = try await test.store.records(provider: nil, after: nil, limit: 10)
      #expect(all.count == 2)
      #expect(try await test.store.records(provider: nil, after: all[0], limit: 10) == [all[1]])
    },

    StoreDemand("each scope has a checkpoint of its own, and completion forgets it") { test in
      let scope = HarvestScope(provider: museum, prefix: "edm")
      let other = HarvestScope(provider: museum, prefix: "edm", set: "maps")
      #expect(try await test.store.checkpoint(of: scope) == nil)
      try await test.ingest([incoming("oai:m:1")], token: "page-2")
      #expect(try await test.store.checkpoint(of: scope)?.token == "page-2")
      #expect(try await test.store.checkpoint(of: other) == nil)
      #expect(try await test.store.mark(of: scope) == nil)
      let mark = HarvestMark(highWater: test.clock.now, dayGranularity: true)
      try await test.store.advanceMark(of: scope, to: mark)
      #expect(try await test.store.mark(of: scope) == mark)
      #expect(try await test.store.checkpoint(of: scope) == nil)
      #expect(try await test.store.mark(of: other) == nil)
      try await test.ingest([], token: "page-3")
      try await test.store.discardCheckpoint(of: scope)
      #expect(try await test.store.checkpoint(of: scope) == nil)
      #expect(try await test.store.mark(of: scope) == mark)
    },

    StoreDemand("every run leaves a row in the ledger, an unfinished one too") { test in
      let first = try await test.store.beginRun(provider: museum, kind: "harvest", at: test.clock.now)
      try await test.store.endRun(
        first, complete: true, reason: "", report: "{}", at: test.clock.now.advanced(by: 5))
      _ = try await test.store.beginRun(provider: nil, kind: "run", at: test.clock.now)
      let runs = try await test.store.runs(provider: nil, limit: 10)
      #expect(runs.map(\.kind) == ["run", "harvest"])
      #expect(runs[0].endedAt == nil)
      #expect(!runs[0].complete)
      #expect(runs[1].endedAt == test.clock.now.advanced(by: 5))
      #expect(runs[1].complete)
      #expect(try await test.store.runs(provider: museum, limit: 10).map(\.kind) == ["harvest"])
    },
  ]
}
