import OAIPMH
import Testing
import XMLCodec

@Suite("Documents that came alone")
struct ReadDocumentTests {
  private let header = RecordHeader(identifier: "a/1", datestamp: "2024-05-01T00:00:00Z")

  private func read(_ text: String) -> ListPage { read(Array(text.utf8)) }
  private func read(_ bytes: [UInt8]) -> ListPage { PageReader().readDocument(bytes, header: header) }

  private func metadata(_ page: ListPage) throws -> String {
    let record = try #require(page.records.first)
    let stored = try StoredRecord(bytes: record.bytes, context: record.context)
    return String(decoding: stored.metadata ?? [], as: UTF8.self)
  }

  @Test("metadata gets a header around its unchanged bytes; mark and declaration are no repairs")
  func wrapping() throws {
    let root = "<!-- kept --><dc:r xmlns:dc=\"urn:dc\">\n <dc:t>a &amp; b</dc:t></dc:r>"
    let page = read("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root + "\n<!-- too -->\n")
    #expect(page.problem == nil && page.broken.isEmpty && page.records.count == 1)
    let record = try #require(page.records.first)
    #expect(record.header == header)
    #expect(record.repairs.isEmpty)
    #expect(String(decoding: record.bytes, as: UTF8.self).contains(root + "\n<!-- too -->"))
    #expect(try metadata(page).contains("<dc:t>a &amp; b</dc:t>"))
  }

  @Test("metadata without a namespace stays without one")
  func noNamespace() throws {
    let text = try metadata(read("<ead><eadheader/></ead>"))
    let tape = try XMLTape(parsing: Array(text.utf8), names: XMLNameTable([]))
    let root = try #require(tape.events.first)
    #expect(tape.name(root.name).namespace == "")
    #expect(tape.name(root.name).local == "ead")
  }

  @Test("the same bytes give the same identity whatever the datestamp")
  func identity() throws {
    let first = try #require(read("<r/>").records.first)
    let later = PageReader().readDocument(
      Array("<r/>".utf8), header: RecordHeader(identifier: "a/1", datestamp: "2025-01-01T00:00:00Z"))
    #expect(try first.identityBytes == #require(later.records.first).identityBytes)
    #expect(try first.identityBytes != #require(read("<s/>").records.first).identityBytes)
  }

  @Test("what cannot stand inside an element is dropped and told")
  func dropped() throws {
    let page = read("rubbish <!DOCTYPE r SYSTEM \"x.dtd\"><r>1</r> trailing")
    #expect(try metadata(page) == "<r>1</r>")
    let kinds = try #require(page.records.first).repairs.map(\.kind)
    #expect(
      Set(kinds).isSubset(of: ["leading-text", "prolog", "text-after-root"]) && kinds.count >= 2, "\(kinds)")

    let doctype = read("<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<r>1</r>")
    #expect(try metadata(doctype) == "<r>1</r>")
    #expect(
      try #require(doctype.records.first).repairs == [
        Repair(
          kind: "prolog", place: "byte 0", before: "<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
          after: "")
      ])
  }

  @Test("an entity of a dropped document type is not resolved: the record is broken")
  func entity() {
    let page = read("<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><r>&e;</r>")
    #expect(page.records.isEmpty)
    #expect(page.broken.map(\.identifier) == ["a/1"])
  }

  @Test("other encodings are transcoded and told")
  func encodings() throws {
    let latin = read(
      Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r>".utf8) + [0xE9] + Array("</r>".utf8))
    #expect(try metadata(latin) == "<r>é</r>")
    #expect(try #require(latin.records.first).repairs.map(\.kind) == ["transcoded"])
    let wide: [UInt8] = [0xFF, 0xFE] + "<r>é</r>".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try metadata(read(wide)) == "<r>é</r>")
  }

  @Test("certain repairs are made as on a page")
  func repairs() throws {
    let page = read("<r>a & b\u{1}</r>")
    #expect(try metadata(page) == "<r>a &amp; b</r>")
    #expect(try #require(page.records.first).repairs.map(\.kind) == ["bare-ampersand", "control-character"])
  }

  @Test(
    "what is no whole element is broken, with the bytes as they came",
    arguments: ["", "  \n", "plain text", "<r><t>cut", "<r/><s/>", "<?xml version=\"1.0\"?>"])
  func broken(text: String) {
    let page = read(text)
    #expect(page.records.isEmpty)
    #expect(page.broken.count == 1)
    #expect(page.broken.first?.identifier == "a/1")
    #expect(page.broken.first?.bytes == Array(text.utf8))
  }

  @Test("ill-formed metadata is broken under the name it would have had")
  func illFormed() {
    let page = read("<r><a></b></a></r>")
    #expect(page.records.isEmpty)
    #expect(page.broken.map(\.identifier) == ["a/1"])
  }

  @Test(
    "a record of OAI-PMH keeps its own header",
    arguments: [
      "<record xmlns=\"http://www.openarchives.org/OAI/2.0/\">CONTENT</record>", "<record>CONTENT</record>",
      "<?xml version=\"1.0\"?><OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><ListRecords><record>CONTENT</record></ListRecords></OAI-PMH>",
    ])
  func ownHeader(form: String) throws {
    let content =
      "<header><identifier>oai:x:9</identifier><datestamp>2020-01-01</datestamp></header><metadata><r/></metadata>"
    let page = read(form.replacing("CONTENT", with: content))
    #expect(page.records.map(\.header.identifier) == ["oai:x:9"])
    #expect(page.records.map(\.header.datestamp) == ["2020-01-01"])
    #expect(try metadata(page).hasPrefix("<r"))
  }

  @Test("a record of another vocabulary is metadata")
  func foreignRecord() throws {
    let page = read("<record xmlns=\"urn:other\"><header><identifier>x</identifier></header></record>")
    #expect(page.records.map(\.header.identifier) == ["a/1"])
    #expect(try metadata(page).contains("urn:other"))
  }

  @Test("a saved page gives all its records, broken ones apart, and tells where it was cut")
  func savedPage() {
    let record = { (id: String, inner: String) in
      "<record><header><identifier>\(id)</identifier><datestamp>2020-01-01</datestamp></header><metadata>\(inner)</metadata></record>"
    }
    let page = read(
      "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><ListRecords>" + record("a", "<r/>")
        + record("b", "<r><q></r>") + record("c", "<r/>"))
    #expect(page.records.map(\.header.identifier) == ["a", "c"])
    #expect(page.broken.map(\.identifier) == ["b"])
    #expect(page.problem != nil)
  }

  @Test("a deletion is a header and nothing else")
  func deletion() throws {
    let page = PageReader().readDeletion(of: "http://x/1&2", datestamp: "2024-01-01T00:00:00Z")
    let record = try #require(page.records.first)
    #expect(record.header.deleted)
    #expect(record.header.identifier == "http://x/1&2")
    #expect(record.metadata == nil)
  }
}
