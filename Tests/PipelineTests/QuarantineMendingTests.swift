import Foundation
import Hashing
import OAIPMH
import Store
import Testing
import XMLCodec

@testable import Pipeline

@Suite("Records mended by hand")
struct QuarantineMendingTests {
  private let bench: TemporaryStore
  private let quarantine: Quarantine
  /// Cut in its metadata, its header whole.
  private let broken = String(TemporaryStore.record("oai:m:1", text: "A ship", set: "maps").prefix(130))

  init() throws {
    bench = try TemporaryStore()
    quarantine = Quarantine(store: bench.store)
  }

  private func release(_ file: String, of entry: QuarantineEntry) async throws -> QuarantineOutcome {
    try await quarantine.release(entry.key, with: MendedFile(name: "mended.xml", bytes: Array(file.utf8)))
  }

  private func metadata(_ identifier: String) async throws -> String? {
    guard let source = try await bench.current(identifier) else { return nil }
    let record = try StoredRecord(bytes: source.bytes, context: source.context)
    return record.metadata.map { String(decoding: $0, as: UTF8.self) }
  }

  private static let whole = TemporaryStore.record("oai:m:1", text: "A ship at sea", set: "maps")
  private static let mended = "<x:a xmlns:x=\"http://x.example/\">A ship at sea</x:a>"

  @Test(
    "a record, an answer, or metadata alone stands for the bytes; namespaces around these hold in it",
    arguments: [
      whole,
      "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- mended -->\n\(whole)\n",
      """
      <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><GetRecord>\
      \(whole.replacing("<x:a>", with: "<x:a xmlns:x=\"http://x.example/\">"))</GetRecord></OAI-PMH>
      """,
      "<x:a>A ship at sea</x:a>",
      "<?xml version=\"1.0\"?>\n" + mended,
    ])
  func forms(file: String) async throws {
    let entry = try await bench.setAside(broken, identifier: "oai:m:1")
    let outcome = try await release(file, of: entry)
    #expect(outcome.action == .released && outcome.record == "new", "\(outcome)")
    let repair = Repair(
      kind: "mended-by-hand", place: "record",
      before: "SHA-256 \(ContentHash(of: Array(broken.utf8)).hexadecimal), 130 bytes",
      after:
        "SHA-256 \(ContentHash(of: Array(file.utf8)).hexadecimal), \(file.utf8.count) bytes, from mended.xml")
    #expect(outcome.repairs == [repair])
    let source = try #require(try await bench.current("oai:m:1"))
    #expect(source.repairs == [repair])
    #expect(source.datestamp == "2026-01-01" && source.setSpecs == ["maps"] && !source.deleted)
    #expect(try await metadata("oai:m:1") == Self.mended)
    #expect(try await bench.store.quarantine(provider: nil, limit: 1).isEmpty)
  }

  @Test("a mended record of another version is a change of the record that the store has")
  func change() async throws {
    try await bench.ingest([incoming("oai:m:1")])
    let entry = try await bench.setAside(broken, identifier: "oai:m:1")
    #expect(try await release(Self.whole, of: entry).record == "changed")
    #expect(try await bench.current("oai:m:1")?.version == 2)
  }

  @Test("metadata whose own root is called record is no record")
  func marc() async throws {
    let entry = try await bench.setAside(broken, identifier: "oai:m:1")
    let marc = "<record xmlns=\"http://www.loc.gov/MARC21/slim\"><leader>x</leader></record>"
    #expect(try await release(marc, of: entry).record == "new")
    #expect(try await metadata("oai:m:1") == marc)
  }

  @Test(
    "a file that cannot stand for the bytes is refused with the reason",
    arguments: [
      ("<record><header>", "mended.xml is not well-formed: "),
      ("", "mended.xml holds no element"),
      (whole.replacing("oai:m:1", with: "oai:m:2"), "mended.xml: the record is oai:m:2, not oai:m:1"),
      (
        "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><GetRecord/></OAI-PMH>",
        "mended.xml: the bytes hold no OAI-PMH record with a header"
      ),
    ])
  func refused(file: String, reason: String) async throws {
    let entry = try await bench.setAside(broken, identifier: "oai:m:1")
    let outcome = try await release(file, of: entry)
    #expect(outcome.action == .kept && !outcome.isDone)
    #expect(outcome.reason.hasPrefix("stays in quarantine: \(reason)"), "\(outcome.reason)")
    #expect(try await bench.current("oai:m:1") == nil)
    #expect(try await bench.store.quarantineEntry(entry.key) == entry)
  }

  @Test("metadata alone is not enough where the header cannot be read")
  func noHeader() async throws {
    let entry = try await bench.setAside("<record><header><identifier>oai:m", identifier: nil)
    let outcome = try await release(Self.mended, of: entry)
    #expect(
      outcome.reason
        == "stays in quarantine: mended.xml holds metadata alone, and the header of the quarantined bytes "
        + "cannot be read: give the whole record element")
    #expect(try await release(Self.whole, of: entry).identifier == "oai:m:1")
  }

  @Test("a file in another encoding is refused")
  func encoding() {
    let error = #expect(throws: QuarantineError.self) {
      try MendedFile(name: "mended.xml", bytes: [0x3C, 0xE9, 0x2F, 0x3E])
    }
    #expect(error?.description == "mended.xml is not UTF-8: save it as UTF-8")
  }

  @Test("the same broken bytes, met again, are the mended record; others are set aside anew")
  func metAgain() async throws {
    let entry = try await bench.setAside(broken, identifier: "oai:m:1")
    _ = try await release(Self.whole, of: entry)
    let source = try #require(try await bench.current("oai:m:1"))
    func page(_ text: String, _ identifier: String?) async throws -> SourcePage {
      var page = SourcePage(request: TemporaryStore.request)
      page.quarantined = [
        QuarantinedRecord(
          identifier: identifier, reason: "cut", bytes: Array(text.utf8), context: TemporaryStore.usualContext
        )
      ]
      try await MendedRecords(store: bench.store, provider: museum).recognise(in: &page)
      return page
    }
    let same = try await page(broken, "oai:m:1")
    #expect(same.quarantined.isEmpty)
    #expect(
      same.unchanged == [
        UnchangedRecord(identifier: "oai:m:1", datestamp: "2026-01-01", contentHash: source.contentHash)
      ])
    for (text, identifier) in [
      (broken + "x", "oai:m:1"), (broken, "oai:m:2"), (broken, nil), ("", "oai:m:1"),
    ] {
      let other = try await page(text, identifier)
      #expect(other.quarantined.count == 1 && other.unchanged.isEmpty, "\(text) \(identifier ?? "-")")
    }
  }
}
