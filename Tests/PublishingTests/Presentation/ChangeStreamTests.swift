import Foundation
import IIIF
import OAIPMH
import Store
import StoreContract
import Testing

@testable import Publishing

@Suite("The stream of changes")
struct ChangeStreamTests {
  private let addresses = PresentationAddresses(repository: "http://127.0.0.1:8080/oai")

  private func stream(_ records: MemoryRecords, pageSize: Int = 3) -> ChangeStream {
    ChangeStream(records: records, addresses: addresses, pageSize: pageSize, clock: { Bench.now })
  }

  private func entry(_ number: Int, _ age: Int64, _ prefix: String = "+manifest") -> PublishedEntry {
    Bench.entry(number, stamp: Bench.now.advanced(by: -age), prefix: prefix, sets: [])
  }

  private func name(_ address: String) -> String { String(address.split(separator: "/").last ?? "") }

  /// Walks from the last page to the first as a harvester does.
  private func walk(
    _ stream: ChangeStream, between: (Int) async -> Void = { _ in }
  ) async throws -> [[Activity]] {
    var pages: [[Activity]] = []
    var next: String? = try ActivityStream(json: try await stream.collection()).last
    while let address = next, pages.count < 1000 {
      let page = try ActivityPage(json: try #require(try await stream.page(named: name(address))))
      #expect(page.oddities.isEmpty)
      pages.append(page.activities)
      next = page.previous
      await between(pages.count)
    }
    return pages
  }

  @Test("can be walked from its last page to its first, each change once and in order")
  func whole() async throws {
    let entries = (1...10).map { entry($0, 100 - Int64($0 / 3)) } + [entry(4, 50, "+annotations")]
    let records = MemoryRecords(entries + [Bench.entry(11, stamp: Bench.now, prefix: "+manifest")])
    let stream = stream(records)
    let collection = try ReadJSON(try await stream.collection())
    #expect(
      collection["totalItems"]?.number == 11, "what was stamped in this second is left for the next walk")
    let pages = try await walk(stream)
    #expect(pages.map(\.count) == [3, 3, 3, 2])
    let activities = Array(pages.reversed().joined())
    #expect(activities.map(\.moment) == activities.map(\.moment).sorted { ($0 ?? "") < ($1 ?? "") })
    #expect(Set(activities.map(\.object)).count == 11)
    let first = try #require(collection["first"]?["id"]?.text)
    #expect(try await stream.page(named: name(first)) != nil)
    var forward: [String] = []
    var next: String? = first
    while let address = next, forward.count < 100 {
      let page = try ReadJSON(try #require(try await stream.page(named: name(address))))
      for index in 0..<(page["orderedItems"]?.count ?? 0) {
        forward.append(page["orderedItems"]?[index]?["object"]?["id"]?.text ?? "")
      }
      next = page["next"]?["id"]?.text
    }
    // The last page is filled up with what stands before it.
    var seen: Set<String> = []
    #expect(forward.filter { seen.insert($0).inserted } == activities.map(\.object))
  }

  @Test("keeps a record's manifest and annotations on one page")
  func together() async throws {
    let records = MemoryRecords(
      (1...4).flatMap { [entry($0, 50), entry($0, 50, "+annotations")] })
    let pages = try await walk(stream(records, pageSize: 3))
    #expect(pages.map(\.count) == [6, 2])
  }

  @Test("tells creation, change and deletion apart")
  func kinds() async throws {
    var created = entry(1, 30)
    created.firstStamp = created.stamp
    var updated = entry(2, 20)
    updated.firstStamp = Bench.now.advanced(by: -90)
    let deleted = Bench.entry(3, stamp: Bench.now.advanced(by: -10), prefix: "+annotations", deleted: true)
    let pages = try await walk(stream(MemoryRecords([created, updated, entry(4, 25), deleted]), pageSize: 9))
    #expect(pages.count == 1)
    #expect(pages[0].map(\.kind) == [.create, .update, .update, .delete])
    #expect(
      pages[0].map(\.object).last
        == "http://127.0.0.1:8080/iiif/oai%3Awinnow.example.org%3Amuseum%3A3/annotations")
  }

  @Test("loses nothing while records change under a walk")
  func moving() async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let count = Int.random(in: 1...40, using: &random)
      let records = MemoryRecords(
        (1...count).map { entry($0, Int64.random(in: 10...60, using: &random)) })
      let stream = stream(records, pageSize: Int.random(in: 1...7, using: &random))
      var moved: Set<String> = []
      let touches = (0..<40).map { _ in Int.random(in: 1...count, using: &random) }
      let pages = try await walk(stream) { page in
        guard page < touches.count else { return }
        let identifier = "oai:winnow.example.org:museum:\(touches[page])"
        moved.insert(addresses.manifest(identifier))
        await records.touch(identifier, at: Bench.now.advanced(by: -2))
      }
      let seen = Set(pages.joined().map(\.object))
      let missed = Set((1...count).map { addresses.manifest("oai:winnow.example.org:museum:\($0)") })
        .subtracting(seen)
      #expect(missed.isSubset(of: moved), "seed \(seed)")
      let again = Set(try await walk(stream).joined().map(\.object))
      #expect(again.count == count, "seed \(seed)")
    }
  }

  @Test("has one empty page where nothing was published")
  func empty() async throws {
    let records = MemoryRecords([])
    #expect(try await walk(stream(records)).map(\.count) == [0])
    let later = stream(MemoryRecords([entry(1, 5)]))
    for name in ["0", "1-2"] {
      let page = try ActivityPage(json: try #require(try await later.page(named: name)))
      #expect(page.activities.isEmpty && page.previous == nil, "whoever walked to it comes to the end")
    }
  }

  @Test(
    "has no page at any other address",
    arguments: [
      "", "1", "x", "-1-2", "1--2", "01-2", "1-2-3", "99999999999999999999-1", "1700000000-x",
    ])
  func strange(name: String) async throws {
    #expect(try await stream(MemoryRecords([entry(1, 5)])).page(named: name) == nil)
  }
}
