import Store
import TestSupport
import Testing

/// Records that go, said or unsaid, and records that came unseen.
@Suite(
  "Faults: deletions and reconciliation", .fewAtOnce,
  .enabled(if: Built.winnow != nil, "no executable: `swift build --product winnow`"))
struct DeletionFaultTests {
  private static let overlap = "ListRecords from=2024-05-31T23:55:00Z"
  private static let headers = [String].list("ListIdentifiers", pages: 2)

  /// Missing records are asked for by name before the list is believed.
  private static func probes(_ numbers: Int...) -> [String] { numbers.map { "GetRecord oai:model:\($0)" } }

  /// Forty records on two pages, harvested once.
  private func bench(deletedRecord: String = "no", _ faults: [Fault] = [], harvest: String = "") async throws
    -> FaultBench
  {
    var model = ModelRepository(1...40)
    model.pageSize = 20
    model.deletedRecord = deletedRecord
    let bench = try FaultBench(model, harvest: harvest)
    try await bench.harvest().expect(Expected(new: 40, requests: .list(pages: 2)))
    bench.provider.script(faults)
    return bench
  }

  private func expectAll(
    _ bench: FaultBench, deleted: Set<Int> = [], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let stored = try await bench.stored()
    let gone = stored.records.filter(\.value.deleted).keys
    #expect(Set(gone) == Set(deleted.map { "oai:model:\($0)" }), sourceLocation: sourceLocation)
    #expect(stored.numbers.count >= 40, sourceLocation: sourceLocation)
  }

  @Test("persistent deletions come as tombstones, and count once")
  func tombstones() async throws {
    let bench = try await bench(deletedRecord: "persistent")
    bench.provider.change { model in
      model.records[7].isDeleted = true
      model.records[7].datestamp = "2024-06-01T00:00:00Z"
    }
    try await bench.harvest().expect(Expected(deleted: 1, requests: [Self.overlap]))
    try await expectAll(bench, deleted: [8])
    try await bench.harvest().expect(Expected(unchanged: 1, requests: [Self.overlap]))
  }

  @Test("a tombstone that still carries metadata is a tombstone")
  func tombstoneWithMetadata() async throws {
    let bench = try await bench(
      deletedRecord: "persistent",
      [
        .on("ListRecords") { answer, _, _ in
          answer.text = answer.text.replacing(
            "<header><identifier>oai:model:8<", with: "<header status=\"deleted\"><identifier>oai:model:8<")
        }
      ])
    bench.provider.change { $0.records[7].datestamp = "2024-06-01T00:00:00Z" }
    try await bench.harvest().expect(Expected(deleted: 1, requests: [Self.overlap]))
    try await expectAll(bench, deleted: [8])
  }

  @Test("a record that comes back after its deletion is there again")
  func resurrection() async throws {
    let bench = try await bench(deletedRecord: "persistent")
    bench.provider.change { model in
      model.records[7].isDeleted = true
      model.records[7].datestamp = "2024-06-01T00:00:00Z"
    }
    _ = try await bench.harvest()
    bench.provider.change { $0.records[7].isDeleted = false }
    let back = try await bench.harvest()
    #expect(back.report.complete && back.report.received == 1 && back.report.deleted == 0, "\(back)")
    try await expectAll(bench)
  }

  @Test("where deletions are not kept, a harvest alone deletes nothing", arguments: ["no", "transient"])
  func withoutReconciliation(_ policy: String) async throws {
    let bench = try await bench(deletedRecord: policy)
    bench.provider.change { $0.records.removeLast() }
    try await bench.harvest().expect(Expected(requests: [Self.overlap]))
    try await expectAll(bench)
  }

  @Test("--reconcile finds what is listed no longer, and deletes it", arguments: ["no", "transient"])
  func reconciles(_ policy: String) async throws {
    let bench = try await bench(deletedRecord: policy)
    bench.provider.change { model in
      model.records.remove(at: 30)
      model.records.remove(at: 7)
    }
    let harvested = try await bench.harvest(["--reconcile"])
    harvested.expect(
      Expected(
        reasons: ["2 of 40 records are listed no longer"], deleted: 2,
        // Before the list is believed, some of what it leaves out is asked for by name.
        requests: [Self.overlap] + Self.headers + ["GetRecord oai:model:31", "GetRecord oai:model:8"]))
    try await expectAll(bench, deleted: [8, 31])
    try await bench.harvest(["--reconcile"]).expect(Expected(requests: [Self.overlap] + Self.headers))
  }

  @Test("a dry run tells what a reconciliation would delete, and changes nothing")
  func dryRun() async throws {
    let bench = try await bench()
    bench.provider.change { $0.records.removeSubrange(3...4) }
    let harvested = try await bench.harvest(["--reconcile", "--dry-run"])
    #expect(
      harvested.report.complete && harvested.report.reason.contains("dry run: 2 of 40 records"),
      "\(harvested)")
    #expect(harvested.requests == Self.headers + Self.probes(4, 5), "\(harvested)")
    try await expectAll(bench)
  }

  @Test("more deletions than the guard allows are held for a person, who confirms them")
  func heldAndConfirmed() async throws {
    let bench = try await bench()
    bench.provider.change { $0.records.removeSubrange(0...2) }
    let held = try await bench.harvest(["--reconcile"])
    held.expect(
      Expected(
        complete: false, reasons: ["3 of 40 records are listed no longer (7.5 %)", "winnow quarantine"],
        requests: [Self.overlap] + Self.headers + Self.probes(1, 2, 3)))
    try await expectAll(bench)
    let sweep = try #require(try await bench.stored().sweeps.first)
    #expect(sweep.state == .held && sweep.missing == 3 && sweep.held == 40)
    let name = "sweep-\(sweep.key.rawValue)"
    let list = try await bench.space.winnow("quarantine", "list")
    #expect(list.status == 0 && list.output.contains(name), "\(list)")
    let confirmed = try await bench.space.winnow("quarantine", "confirm", name)
    #expect(confirmed.status == 0, "\(confirmed)")
    try await expectAll(bench, deleted: [1, 2, 3])
  }

  @Test("deletions that are held and released stay undone")
  func heldAndReleased() async throws {
    let bench = try await bench()
    bench.provider.change { $0.records.removeSubrange(0...2) }
    _ = try await bench.harvest(["--reconcile"])
    let sweep = try #require(try await bench.stored().sweeps.first)
    let released = try await bench.space.winnow("quarantine", "release", "sweep-\(sweep.key.rawValue)")
    #expect(released.status == 0, "\(released)")
    try await expectAll(bench)
    #expect(try await bench.stored().sweeps.first?.state == .dismissed)
  }

  @Test("a guard that is set wider lets more go")
  func widerGuard() async throws {
    let bench = try await bench(harvest: "deletion_guard_percent: 10")
    bench.provider.change { $0.records.removeSubrange(0...2) }
    try await bench.harvest(["--reconcile"]).expect(
      Expected(deleted: 3, requests: [Self.overlap] + Self.headers + Self.probes(1, 2, 3)))
    try await expectAll(bench, deleted: [1, 2, 3])
  }

  @Test("an endpoint that lists nothing any more does not delete everything")
  func emptied() async throws {
    let bench = try await bench([.on("ListIdentifiers", Fault.error("noRecordsMatch"))])
    let harvested = try await bench.harvest(["--reconcile"])
    harvested.expect(
      Expected(
        complete: false, reasons: ["GetRecord still hands out", "nothing was deleted"],
        requests: [Self.overlap, "ListIdentifiers", "GetRecord oai:model:1"]))
    try await expectAll(bench)
    #expect(try await bench.stored().sweeps.map(\.state) == [.dismissed])
  }

  @Test("an endpoint that is empty deletes nothing without a person")
  func reallyEmptied() async throws {
    let bench = try await bench()
    bench.provider.change { $0.records = [] }
    try await bench.harvest(["--reconcile"]).expect(
      Expected(complete: false, reasons: ["40 of 40 records are listed no longer (100.0 %)"]))
    try await expectAll(bench)
  }

  /// Ways in which a list of headers breaks.
  static let brokenLists: [(name: String, faults: [Fault], reason: String)] = [
    ("HTML", [.at("ListIdentifiers p2", Fault.html)], "HTML page"),
    (
      "badResumptionToken", [.at("ListIdentifiers p2", Fault.error("badResumptionToken"))],
      "badResumptionToken"
    ),
    ("the same token again", [.at("ListIdentifiers p2", Fault.token("p2"))], "lead nowhere"),
    (
      "an early end", [.at("ListIdentifiers", Fault.token("", attributes: " completeListSize=\"40\""))],
      "20 distinct"
    ),
    (
      "a header without an identifier",
      [.on("ListIdentifiers", Fault.text("<identifier>oai:model:9</identifier>", ""))], "header"
    ),
    ("status 500", [.at("ListIdentifiers p2", Fault.status(500))], "500"),
  ]

  @Test(
    "a list of headers that breaks deletes nothing, and the next one is read anew",
    arguments: brokenLists.map(\.name))
  func brokenHeaders(_ name: String) async throws {
    let broken = try #require(Self.brokenLists.first { $0.name == name })
    let bench = try await bench(broken.faults)
    bench.provider.change { $0.records.remove(at: 7) }
    try await bench.harvest(["--reconcile"]).expect(Expected(complete: false, reasons: [broken.reason]))
    try await expectAll(bench)
    bench.provider.script()
    let next = try await bench.harvest(["--reconcile"])
    #expect(next.report.complete && next.report.deleted == 1, "\(next)")
    try await expectAll(bench, deleted: [8])
  }

  @Test("the audit fetches records that appeared behind the mark, one by one")
  func backdated() async throws {
    let bench = try await bench()
    bench.provider.change { model in
      model.records.insert(.numbered(41), at: 3)
      model.records.insert(.numbered(42), at: 20)
      for index in [3, 20] { model.records[index].datestamp = "2024-01-01T05:00:00Z" }
    }
    try await bench.harvest().expect(Expected(requests: [Self.overlap]))
    try await bench.harvest(["--reconcile"]).expect(
      Expected(
        new: 2,
        requests: [
          Self.overlap, "ListIdentifiers", "GetRecord oai:model:41", "ListIdentifiers p2",
          "GetRecord oai:model:42", "ListIdentifiers p3",
        ]))
    try await bench.expectIntact()
  }

  @Test("the audit fetches records whose datestamp or sets changed behind the mark")
  func changedBehind() async throws {
    let bench = try await bench()
    bench.provider.change { model in
      model.records[2].datestamp = "2024-01-20T00:00:00Z"
      model.records[2].metadata = ModelRecord.dublinCore(title: "Neu")
      model.records[25].sets = ["joined"]
    }
    let harvested = try await bench.harvest(["--reconcile"])
    harvested.expect(Expected(changed: 2))
    #expect(
      Set(harvested.requests.filter { $0.hasPrefix("GetRecord") })
        == ["GetRecord oai:model:3", "GetRecord oai:model:26"], "\(harvested)")
    let stored = try await bench.stored()
    #expect(stored.title(of: "oai:model:3") == "Neu")
    #expect(stored.records["oai:model:26"]?.sets == ["joined"])
  }

  @Test("reconcile_days lets a harvest reconcile by itself, and not again before they are over")
  func period() async throws {
    var model = ModelRepository(1...40)
    model.pageSize = 20
    model.deletedRecord = "transient"
    let bench = try FaultBench(model, harvest: "reconcile_days: 30")
    try await bench.harvest().expect(Expected(new: 40, requests: .list(pages: 2) + Self.headers))
    bench.provider.change { $0.records.remove(at: 7) }
    try await bench.harvest().expect(Expected(requests: [Self.overlap]))
    try await bench.harvest(["--reconcile"]).expect(
      Expected(deleted: 1, requests: [Self.overlap] + Self.headers + Self.probes(8)))
    try await expectAll(bench, deleted: [8])
  }

  @Test("many records behind the mark are fetched by the whole list, not one by one")
  func manyBehind() async throws {
    var model = ModelRepository(1...700)
    model.pageSize = 100
    model.deletedRecord = "no"
    let bench = try FaultBench(model)
    try await bench.harvest().expect(Expected(new: 700, requests: .list(pages: 7)))
    bench.provider.change { model in
      for index in 0..<600 {
        model.records[index].datestamp = "2024-02-20T00:00:00Z"
        model.records[index].metadata = ModelRecord.dublinCore(title: "Neu \(index)")
      }
    }
    let harvested = try await bench.harvest(["--reconcile"])
    #expect(harvested.report.complete && harvested.report.changed == 600, "\(harvested.report)")
    #expect(harvested.requests.count { $0.hasPrefix("GetRecord") } <= 500, "\(harvested.report)")
    #expect(harvested.requests.suffix(7) == [String].list(pages: 7)[...], "\(harvested.report)")
    let stored = try await bench.stored()
    #expect(
      stored.title(of: "oai:model:600") == "Neu 599" && stored.title(of: "oai:model:601") == "Blatt 601")
  }
}
