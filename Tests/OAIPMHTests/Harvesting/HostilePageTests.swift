import OAIPMH
import Testing
import XMLCodec

/// What damaged pages have found: each once stopped the reader for minutes, or changed what was sound.
@Suite("PageReader, hostile pages")
struct HostilePageTests {
  private func page(root attributes: String = "", metadata: String) -> [UInt8] {
    Array(
      """
      <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"\(attributes)>\
      <responseDate>2026-01-02T03:04:05Z</responseDate><request verb="ListRecords">http://museum.example/oai</request>\
      <ListRecords><record><header><identifier>oai:museum.example:1</identifier><datestamp>2026-01-01</datestamp>\
      </header><metadata>\(metadata)</metadata></record></ListRecords></OAI-PMH>
      """.utf8)
  }

  @Test("a response with tens of thousands of namespaces is refused around its records")
  func namespaces() {
    let declarations = (0..<50_000).map { " xmlns:n\($0)=\"urn:\($0)\"" }.joined()
    let page = PageReader().readRecords(page(root: declarations, metadata: "<a/>"))
    #expect(page.problem != nil)
    #expect(page.records.map(\.header.identifier) == ["oai:museum.example:1"])
  }

  @Test("a record that uses a namespace too long to be kept beside it is broken, others are not")
  func longNamespace() {
    let declaration = " xmlns:n=\"urn:\(String(repeating: "n", count: 2000))\""
    let used = PageReader().readRecords(page(root: declaration, metadata: "<n:a/>"))
    #expect(used.records.isEmpty)
    #expect(used.broken.map(\.identifier) == ["oai:museum.example:1"])
    let unused = PageReader().readRecords(page(root: declaration, metadata: "<a/>"))
    #expect(unused.records.map(\.header.identifier) == ["oai:museum.example:1"])
    #expect(unused.broken.isEmpty)
  }

  @Test("a sound record whose elements have names beyond ASCII is not repaired when it is opened again")
  func foreignNames() throws {
    let metadata = "<él>a<Été xml:lang=\"fr\">b</Été><é/></él>"
    let record = try #require(PageReader().readRecords(page(metadata: metadata)).records.first)
    let stored = try StoredRecord(bytes: record.bytes, context: record.context)
    #expect(stored.repairs.isEmpty)
    #expect(
      stored.metadata.map { String(decoding: $0, as: UTF8.self) }?.hasSuffix(
        ">a<Été xml:lang=\"fr\">b</Été><é/></él>") == true)
  }

  @Test("a bare less-than sign before a letter beyond ASCII is still repaired")
  func bareLessThan() throws {
    let record = try #require(
      PageReader().readRecords(page(metadata: "<a>1 <é 2</a>")).records.first)
    #expect(record.repairs.map(\.kind) == ["bare-less-than"])
  }
}
