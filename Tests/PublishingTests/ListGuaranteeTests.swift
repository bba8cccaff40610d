import Foundation
import OAIPMH
import Publishing
import SQLiteStore
import Store
import StoreContract
import Testing

@Suite("A writer beside five harvesters")
struct ListGuaranteeTests {
  private struct Harvester {
    var reader: ListReader
    /// Records touched since the list began, with the second in which they last were.
    var touched: [Int: Timestamp] = [:]
    /// Those of the list before, which came with neither.
    var owed: Set<Int> = []
    var endedAt: Timestamp?
  }

  private static let count = 90

  @Test(
    "delivers each untouched record exactly once, each touched one in this list or the next, and loses none",
    arguments: [1, 2, 3] as [UInt64])
  func guarantee(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let clock = TestClock()
    let folder = NSTemporaryDirectory() + "winnow-lists-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try SQLiteStore(path: folder + "/store.sqlite", clock: { clock.now })
    let collection = try await ChangingCollection(store: store, count: Self.count)
    var settings = Bench.settings(pageSize: 7)
    settings.setsOfAllRecords = ["provider", "link"]
    let repository = Repository(
      records: store, settings: settings, tokenKey: Array("secret".utf8), clock: { clock.now })
    clock.advance(by: 1)
    var harvesters = [
      ListReader(selection: "metadataPrefix=edm"), ListReader(selection: "metadataPrefix=oai_dc"),
      ListReader(selection: "metadataPrefix=edm&set=link"),
      ListReader(selection: "metadataPrefix=edm&set=provider:museum"),
      ListReader(verb: "ListIdentifiers", selection: "metadataPrefix=edm"),
    ].map { Harvester(reader: $0) }
    var lists = 0

    func step(_ index: Int) async {
      // Who comes back within the second of the last list's end may be told of nothing new yet.
      if !harvesters[index].reader.isUnderWay, let end = harvesters[index].endedAt, end >= clock.now {
        return
      }
      if !harvesters[index].reader.isUnderWay {
        // What is touched in the second in which a list begins is beyond its bound.
        let begun = clock.now
        let (now, before) = (
          harvesters[index].touched.filter { $0.value >= begun },
          harvesters[index].touched.filter { $0.value < begun }
        )
        harvesters[index].owed = Set(before.keys).subtracting(delivered(harvesters[index].reader))
        harvesters[index].touched = now
      }
      let query = harvesters[index].reader.nextQuery()
      let answer = await repository.ask(query)
      let part = ListReader.Part(answer)
      guard harvesters[index].reader.take(part) else { return }
      lists += 1
      harvesters[index].endedAt = clock.now
      let reader = harvesters[index].reader
      let came = delivered(reader)
      if reader.isWhole {
        let untouched = Set(0..<Self.count).subtracting(harvesters[index].touched.keys)
        #expect(untouched.isSubset(of: came), "seed \(seed): lost \(untouched.subtracting(came))")
      }
      let twice = reader.deliveries.filter { $0.value > 1 }.keys
      #expect(twice.isEmpty, "seed \(seed): came twice: \(twice)")
      let missing = harvesters[index].owed.subtracting(came).subtracting(harvesters[index].touched.keys)
      #expect(missing.isEmpty, "seed \(seed): neither in its list nor in the next: \(missing)")
    }

    for _ in 0..<1500 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0:
        let numbers = Set(
          (0..<Int.random(in: 1...9, using: &random)).map { _ in
            Int.random(in: 0..<Self.count, using: &random)
          })
        let deleting = numbers.filter { _ in Int.random(in: 0..<6, using: &random) == 0 }
        let changed = try await collection.change(numbers.subtracting(deleting), deleting: deleting)
        for index in harvesters.indices {
          for number in changed { harvesters[index].touched[number] = clock.now }
        }
      case 1: clock.advance(by: Int64.random(in: 0...2, using: &random))
      default: await step(Int.random(in: harvesters.indices, using: &random))
      }
    }
    // All end the list they are at, and then take what changed since.
    for _ in 0..<2 {
      clock.advance(by: 2)
      for index in harvesters.indices {
        repeat { await step(index) } while harvesters[index].reader.isUnderWay
      }
    }
    let truth = await collection.truth
    for harvester in harvesters.dropLast() { #expect(harvester.reader.mirror == truth, "seed \(seed)") }
    let headers = try #require(harvesters.last).reader.mirror
    #expect(headers.mapValues { $0 == "deleted" } == truth.mapValues { $0 == "deleted" }, "seed \(seed)")
    #expect(lists > 30)
  }

  private func delivered(_ reader: ListReader) -> Set<Int> {
    Set(reader.deliveries.keys.compactMap { $0.split(separator: ":").last.flatMap { Int($0) } })
  }
}
