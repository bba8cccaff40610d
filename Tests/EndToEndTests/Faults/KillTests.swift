import Foundation
import TestSupport
import Testing

/// `kill -9` at any moment of a harvest or a reconciliation, twenty times in one of them.
@Suite(
  "Kills in mid-harvest", .fewAtOnce,
  .enabled(if: Built.winnow != nil, "no executable: `swift build --product winnow`"))
struct KillTests {
  private static let pages = 400
  private static let pageSize = 10

  /// Four thousand records, one a minute, with broken ones among them; and a page that is never readable, so that a
  /// kill also meets a list that was taken up again.
  private static func bench() throws -> FaultBench {
    var model = ModelRepository([])
    model.records = (1...pages * pageSize).map { number in
      var record = ModelRecord.numbered(number, sets: number % 3 == 0 ? ["third"] : [])
      record.datestamp = ModelRecord.stamp(hours: number / 60, minutes: number % 60)
      return record
    }
    model.pageSize = pageSize
    model.deletedRecord = "no"
    return try FaultBench(
      model,
      [
        .on("ListRecords", Fault.text("Blatt 77<", "Blatt & 77<")),
        .on("ListRecords", Fault.text("Blatt 1234<", "<i>Blatt 1234<")),
        .on("ListRecords", Fault.text("<identifier>oai:model:2345</identifier>", "")),
        .at("ListRecords p150", Fault.html),
      ])
  }

  /// Starts a harvest into the store `killed` again and again and kills it after a random while, without one that
  /// ends by itself.
  private func kill(
    _ times: Int, _ arguments: [String], in bench: FaultBench, using generator: inout Pattern
  ) async throws {
    for _ in 1...times {
      // Starting takes some while of its own: early kills meet that, too.
      let moment = Int.random(in: 20...400, using: &generator)
      let process = try RunningProcess(
        try #require(Built.winnow), ["harvest", "--json", "--config", "killed.yaml"] + arguments,
        in: bench.space.folder)
      try await Task.sleep(for: .milliseconds(moment))
      process.signal(SIGKILL)
      let result = try await process.result(within: .seconds(60))
      try #require(result.status == 128 + SIGKILL, "killed after \(moment) ms: \(result)")
    }
  }

  private func expectEqualStores(
    _ bench: FaultBench, seed: UInt64, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let calm = try await bench.stored("calm.sqlite")
    let killed = try await bench.stored("killed.sqlite")
    #expect(killed.records.count == calm.records.count, "seed \(seed)", sourceLocation: sourceLocation)
    for (identifier, record) in calm.records where killed.records[identifier] != record {
      Issue.record(
        "seed \(seed): \(identifier) is \(String(describing: killed.records[identifier])), not \(record)",
        sourceLocation: sourceLocation)
    }
    #expect(killed.quarantine == calm.quarantine, "seed \(seed)", sourceLocation: sourceLocation)
  }

  @Test(
    "a harvest killed twenty times leaves the store that an undisturbed one leaves, no page lost or doubled")
  func harvest() async throws {
    let bench = try Self.bench()
    for name in ["calm", "killed"] { try bench.configure(file: name + ".yaml", store: name + ".sqlite") }
    let calm = try await bench.harvest(["--config", "calm.yaml"])
    let total = Self.pages * Self.pageSize
    calm.expect(Expected(new: total - 2, quarantined: 2, repaired: 1))

    let seed = UInt64.random(in: 1...1_000_000)
    print("kill seed \(seed)")
    var generator = Pattern(seed: seed)
    bench.provider.delay(.milliseconds(12))
    bench.provider.takeLog()
    try await kill(20, [], in: bench, using: &generator)
    bench.provider.delay(.zero)
    let disturbed = bench.provider.takeLog().map(\.summary)
    let last = try await bench.harvest(["--config", "killed.yaml"])
    #expect(last.report.complete, "seed \(seed): \(last)")
    try await expectEqualStores(bench, seed: seed)

    let asked = (disturbed + last.log).filter { $0.hasPrefix("ListRecords") }
    let expected = calm.log.filter { $0.hasPrefix("ListRecords") }
    #expect(Set(asked) == Set(expected), "seed \(seed): the same pages were asked for")
    // The page under way and the one being written are asked for again, and no other.
    #expect(asked.count <= expected.count + 2 * 20, "seed \(seed): \(asked.count) for \(expected.count)")
    #expect(asked.first == "ListRecords" && asked.count { $0 == "ListRecords" } <= 20, "seed \(seed)")
    let next = try await bench.harvest(["--config", "killed.yaml"])
    next.expect(Expected(requests: ["ListRecords from=2024-05-31T23:55:00Z"]))
  }

  @Test("a reconciliation killed again and again deletes and fetches what an undisturbed one does")
  func reconciliation() async throws {
    let bench = try Self.bench()
    bench.provider.script()
    for name in ["calm", "killed"] {
      try bench.configure(file: name + ".yaml", store: name + ".sqlite")
      #expect(try await bench.harvest(["--config", name + ".yaml"]).report.complete)
    }
    bench.provider.change { model in
      model.records.removeAll { $0.identifier.hasSuffix("50") }
      for number in 5001...5009 {
        var late = ModelRecord.numbered(1)
        late.identifier = "oai:model:\(number)"
        model.records.insert(late, at: (number - 5000) * 300)
      }
      for index in [100, 2000, 3900] {
        model.records[index].sets = ["moved"]
        model.records[index].metadata = ModelRecord.dublinCore(title: "Neu")
      }
    }
    let calm = try await bench.harvest(["--config", "calm.yaml", "--reconcile"])
    calm.expect(Expected(new: 9, changed: 3, deleted: 40))

    let seed = UInt64.random(in: 1...1_000_000)
    print("kill seed \(seed)")
    var generator = Pattern(seed: seed)
    bench.provider.delay(.milliseconds(12))
    bench.provider.takeLog()
    try await kill(10, ["--reconcile"], in: bench, using: &generator)
    bench.provider.delay(.zero)
    let disturbed = bench.provider.takeLog().map(\.summary)
    let last = try await bench.harvest(["--config", "killed.yaml", "--reconcile"])
    #expect(last.report.complete, "seed \(seed): \(last)")
    try await expectEqualStores(bench, seed: seed)
    let asked = (disturbed + last.log).filter { $0.hasPrefix("ListIdentifiers") }
    let expected = calm.log.filter { $0.hasPrefix("ListIdentifiers") }
    #expect(Set(asked) == Set(expected), "seed \(seed): the same headers were asked for")
    #expect(asked.count <= expected.count + 2 * 10, "seed \(seed): \(asked.count) for \(expected.count)")
  }
}
