import OAIPMH
import Testing
import XMLCodec

@Suite("StoredRecord")
struct StoredRecordTests {
  private func open(_ record: String, context: String = " xmlns=\"\(PageFixture.oai)\"") throws
    -> StoredRecord
  {
    try StoredRecord(bytes: Array(record.utf8), context: Array(context.utf8))
  }

  private let header = "<header><identifier>i</identifier><datestamp>2026-01-01</datestamp></header>"

  @Test("metadata and abouts get the declarations they use, and no others")
  func selfContained() throws {
    let stored = try open(
      """
      <record xmlns:b="urn:b">\(header)<metadata xmlns:c="urn:c" xmlns:unused="urn:u"><a:x xsi:type="c:T"><b:y/></a:x>\
      </metadata><about xmlns:d="urn:d"><d:z/></about></record>
      """, context: " xmlns=\"\(PageFixture.oai)\" xmlns:a='urn:a' xmlns:xsi=\"urn:xsi\"")
    #expect(
      PageFixture.text(stored.metadata ?? [])
        == "<a:x xmlns:a=\"urn:a\" xmlns:xsi=\"urn:xsi\" xmlns:b=\"urn:b\" xmlns:c=\"urn:c\" xsi:type=\"c:T\"><b:y/></a:x>"
    )
    #expect(stored.abouts.map { PageFixture.text($0) } == ["<d:z xmlns:d=\"urn:d\"/>"])
    #expect(stored.repairs.isEmpty)
  }

  @Test("the default namespace is added where an element has no prefix and declares none")
  func defaultNamespace() throws {
    let bare = try open("<record>\(header)<metadata><dc><title>x</title></dc></metadata></record>")
    #expect(PageFixture.text(bare.metadata ?? []) == "<dc xmlns=\"\(PageFixture.oai)\"><title>x</title></dc>")
    let own = try open("<record>\(header)<metadata><dc xmlns=\"urn:x\"/></metadata></record>")
    #expect(PageFixture.text(own.metadata ?? []) == "<dc xmlns=\"urn:x\"/>")
  }

  @Test("an inner declaration hides the outer one, and quotes survive")
  func shadowing() throws {
    let stored = try open(
      "<record>\(header)<metadata xmlns:a='urn:\"inner\"'><a:x/></metadata></record>",
      context: " xmlns:a=\"urn:outer\"")
    #expect(PageFixture.text(stored.metadata ?? []) == "<a:x xmlns:a=\"urn:&quot;inner&quot;\"/>")
  }

  @Test("every record of a page opens to a well-formed document")
  func roundTrip() throws {
    let page = PageFixture.read(PageFixture.page([PageFixture.record("a", more: "<about><x/></about>")]))
    let stored = try StoredRecord(bytes: page.records[0].bytes, context: page.records[0].context)
    #expect(stored.header == page.records[0].header)
    #expect(WellFormedness.problem(in: stored.metadata ?? []) == nil)
    #expect(stored.abouts.map { WellFormedness.problem(in: $0) == nil } == [true])
  }

  @Test("a deleted record has no metadata")
  func deleted() throws {
    let stored = try open("<record><header status='deleted'><identifier>i</identifier></header></record>")
    #expect(stored.header.deleted && stored.metadata == nil && stored.header.datestamp == "")
  }

  @Test(
    "bytes that hold no record are refused", arguments: ["", "x", "<record>", "<record><metadata/></record>"])
  func refused(_ text: String) {
    #expect(throws: StoredRecordError.self) { try open(text) }
  }

  @Test("the whole record stands on its own: header, abouts and the namespaces around it")
  func document() throws {
    let stored = try open(
      "<record><header><identifier>a</identifier><setSpec>s</setSpec></header>"
        + "<metadata><dc:title>x</dc:title></metadata><about><p:q/></about></record>",
      context:
        " xmlns=\"http://www.openarchives.org/OAI/2.0/\" xmlns:dc=\"urn:dc\" xmlns:p=\"urn:p\" xmlns:un=\"urn:un\""
    )
    let document = stored.document
    #expect(WellFormedness.problem(in: document) == nil)
    let tape = try XMLTape(parsing: document, names: XMLNameTable([]))
    let names = tape.events.filter { $0.kind == .start }.map { tape.name($0.name) }
    #expect(
      names.map(\.local) == ["record", "header", "identifier", "setSpec", "metadata", "title", "about", "q"])
    #expect(names[0].namespace == "http://www.openarchives.org/OAI/2.0/")
    #expect(names[5].namespace == "urn:dc" && names[7].namespace == "urn:p")
  }
}

@Suite("OAIPMHRequest")
struct OAIPMHRequestTests {
  @Test("values are encoded so that they come back as they were")
  func encoding() {
    let request = OAIPMHRequest.resume(token: "a+b c&d%20|é/=~-._")
    #expect(
      request.address(base: "http://x.example.org/oai")
        == "http://x.example.org/oai?verb=ListRecords&resumptionToken=a%2Bb%20c%26d%2520%7C%C3%A9%2F%3D~-._")
  }

  @Test(
    "a base URL with a query is extended",
    arguments: [("http://x/oai?a=1", "&"), ("http://x/oai?", ""), ("http://x/oai?a=1&", "")])
  func query(_ base: String, _ divider: String) {
    #expect(OAIPMHRequest(.identify).address(base: base) == base + divider + "verb=Identify")
  }

  @Test("a list is asked for by prefix, dates and set; a record by identifier and prefix")
  func verbs() {
    let list = OAIPMHRequest.list(
      .listIdentifiers, prefix: "edm", set: "a:b", from: "2026-01-01", until: "2026-01-02")
    #expect(
      list.address(base: "b")
        == "b?verb=ListIdentifiers&metadataPrefix=edm&from=2026-01-01&until=2026-01-02&set=a%3Ab")
    #expect(
      OAIPMHRequest.record(identifier: "oai:x:1", prefix: "edm").address(base: "b")
        == "b?verb=GetRecord&identifier=oai%3Ax%3A1&metadataPrefix=edm")
  }
}
