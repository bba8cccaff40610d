import OAIPMH
import Testing
import XMLCodec

@Suite("PageReader, sound pages")
struct PageReaderTests {
  @Test("reads records, headers, token and envelope")
  func soundPage() throws {
    let first = PageFixture.record("oai:x:1&amp;2", title: "One")
    let deleted =
      "<record><header status=\"deleted\"><identifier>oai:x:2</identifier><datestamp>2026-01-03</datestamp></header></record>"
    let page = PageFixture.read(PageFixture.page([first, deleted]))
    #expect(page.problem == nil)
    #expect(page.repairs.isEmpty)
    #expect(page.responseDate?.description == "2026-11-24T06:00:00Z")
    #expect(page.requestVerb == "ListRecords")
    #expect(page.token == ResumptionTokenElement(text: "t1", completeListSize: 9, cursor: 0))
    #expect(page.records.map(\.header.identifier) == ["oai:x:1&2", "oai:x:2"])
    #expect(page.records.map(\.header.deleted) == [false, true])
    #expect(page.records[0].header.setSpecs == ["a:b"])
    #expect(page.records[1].header.timestamp?.description == "2026-01-03T00:00:00Z")
    #expect(page.records[1].metadata == nil)
    #expect(PageFixture.text(page.records[0].bytes) == first)
    let range = try #require(page.records[0].metadata)
    #expect(PageFixture.text(page.records[0].bytes[range]).hasPrefix("<oai_dc:dc "))
    #expect(PageFixture.text(page.records[0].context).hasPrefix(" xmlns=\"\(PageFixture.oai)\" xmlns:xsi="))
  }

  @Test("keeps every about container")
  func abouts() {
    let record = PageFixture.record(
      "i", more: "<about><a xmlns='urn:a'/></about><about>\n<b xmlns='urn:b'/>\n</about>")
    let page = PageFixture.read(PageFixture.page([record]))
    #expect(
      page.records[0].abouts.map { PageFixture.text(page.records[0].bytes[$0]) } == [
        "<a xmlns='urn:a'/>", "<b xmlns='urn:b'/>",
      ])
  }

  @Test("a prefix for OAI-PMH's own namespace is followed")
  func prefixed() {
    let page = PageFixture.read(
      """
      <o:OAI-PMH xmlns:o="\(PageFixture.oai)"><o:responseDate>2026-11-24T06:00:00Z</o:responseDate><o:ListRecords>
      <o:record><o:header><o:identifier>i</o:identifier><o:datestamp>2026-01-01</o:datestamp></o:header><o:metadata
      ><record xmlns="urn:x"><header/></record></o:metadata></o:record><o:resumptionToken/></o:ListRecords></o:OAI-PMH>
      """)
    #expect(page.problem == nil)
    #expect(page.records.map(\.header.identifier) == ["i"])
    #expect(page.token?.continues == false)
  }

  @Test("a record of another vocabulary ends nothing and starts nothing")
  func innerRecords() throws {
    let marc = """
      <record><header><identifier>m1</identifier><datestamp>2026-01-01</datestamp></header><metadata><record \
      xmlns="http://www.loc.gov/MARC21/slim"><leader>x</leader><record/></record></metadata></record>
      """
    let odd = """
      <record><header><identifier>m2</identifier><datestamp>2026-01-01</datestamp></header><metadata><x \
      xmlns="urn:x"><record><header>h</header></record></x></metadata></record>
      """
    let page = PageFixture.read(PageFixture.page([marc, odd, PageFixture.record("m3")]))
    #expect(page.records.map(\.header.identifier) == ["m1", "m2", "m3"])
    #expect(PageFixture.text(page.records[0].bytes) == marc)
    #expect(page.problem == nil && page.broken.isEmpty)
  }

  @Test("records inside CDATA, comments and processing instructions are text")
  func hiddenRecords() {
    let hidden = "<record><header><identifier>no</identifier></header></record></record>"
    let record = PageFixture.record(
      "i", title: "<![CDATA[\(hidden)]]><!-- \(hidden) --><?p \(hidden) ?>")
    let page = PageFixture.read(PageFixture.page(["<!-- \(hidden) -->", record]))
    #expect(page.records.map(\.header.identifier) == ["i"])
    #expect(PageFixture.text(page.records[0].bytes) == record)
  }

  @Test("a > in an attribute value ends no tag")
  func greaterThanInAttribute() {
    let page = PageFixture.read(
      PageFixture.page([
        "<record a='>'><header b=\"/>\"><identifier>i</identifier><datestamp>2026-01-01</datestamp></header><metadata c='>'><x xmlns='urn:x' d='/>'/></metadata></record>"
      ]))
    #expect(page.records.map(\.header.identifier) == ["i"])
    #expect(
      page.records.first?.metadata.map { PageFixture.text(page.records[0].bytes[$0]) }
        == "<x xmlns='urn:x' d='/>'/>")
  }

  @Test("protocol errors are read with their codes, several too")
  func errors() {
    let page = PageFixture.read(
      """
      <OAI-PMH xmlns="\(PageFixture.oai)"><responseDate>2026-11-24T06:00:00Z</responseDate><request>x</request>
      <error code="badArgument">from &gt; until</error><error code="noRecordsMatch"/></OAI-PMH>
      """)
    #expect(
      page.errors == [
        ProtocolError(code: "badArgument", message: "from > until"),
        ProtocolError(code: "noRecordsMatch", message: ""),
      ])
    #expect(page.problem == nil)
  }

  @Test("a known record is shown and not parsed, and its identity does not depend on the path")
  func known() {
    let text = PageFixture.page([
      PageFixture.record("a"), PageFixture.record("b", title: "x & y"), PageFixture.record("c"),
    ])
    var shown: [String: [UInt8]] = [:]
    let page = PageReader().readRecords(Array(text.utf8)) { raw in
      var identity: [UInt8] = []
      raw.forEachIdentityPiece { identity.append(contentsOf: $0) }
      shown[raw.header.identifier] = identity
      return raw.header.identifier == "a"
    }
    #expect(page.known.map(\.identifier) == ["a"])
    #expect(page.records.map(\.header.identifier) == ["b", "c"])
    #expect(page.records.map(\.identityBytes) == [shown["b"], shown["c"]])
    let allKnown = PageReader().readRecords(Array(text.utf8)) { _ in true }
    #expect(allKnown.known.count == 3 && allKnown.records.isEmpty && allKnown.token?.text == "t1")
  }

  @Test("identity changes with metadata, sets, deletion and context, not with datestamps")
  func identity() {
    func identity(_ record: String, _ from: String = "", _ to: String = "") -> [UInt8] {
      var text = PageFixture.page([record])
      if !from.isEmpty { text = text.replacing(from, with: to) }
      return PageFixture.read(text).records[0].identityBytes
    }
    let provenance =
      "<about><p xmlns='urn:p'><o harvestDate=\"2026-01-01T00:00:00Z\"><datestamp>2025-01-01</datestamp></o></p></about>"
    let record = PageFixture.record("i", more: provenance)
    let base = identity(record)
    #expect(identity(record, "2026-01-02T03:04:05Z", "2026-09-09") == base)
    #expect(identity(record, "harvestDate=\"2026-01-01", "harvestDate=\"2026-02-02") == base)
    #expect(identity(record, ">2025-01-01<", ">2025-02-02<") == base)
    #expect(identity(record, "A title", "B title") != base)
    #expect(identity(record, "a:b", "a:c") != base)
    #expect(identity(record, "<header>", "<header status=\"deleted\">") != base)
    #expect(identity(record, "xmlns:xsi=", "xmlns:yes=\"urn:y\" xmlns:xsi=") != base)
  }

  @Test("reads ListIdentifiers, and one broken header costs no other")
  func identifiers() {
    func header(_ identifier: String) -> String {
      "<header><identifier>\(identifier)</identifier><datestamp>2026-01-01</datestamp></header>"
    }
    let sound = PageReader().readIdentifiers(
      Array(PageFixture.page([header("a"), header("b")], verb: "ListIdentifiers").utf8))
    #expect(sound.items.map(\.identifier) == ["a", "b"])
    #expect(sound.token?.text == "t1" && sound.problem == nil)
    let broken = PageReader().readIdentifiers(
      Array(PageFixture.page([header("a"), header("b<x>"), header("c & d")], verb: "ListIdentifiers").utf8))
    #expect(broken.items.map(\.identifier) == ["a", "c & d"])
    #expect(broken.broken.count == 1)
    #expect(broken.repairs.map(\.kind) == ["bare-ampersand"])
  }

  @Test("reads Identify")
  func identify() throws {
    let body = PageFixture.page(
      [
        """
        <repositoryName>R &amp; S</repositoryName><baseURL>http://x/oai</baseURL><protocolVersion>2.0</protocolVersion>
        <adminEmail>a@example.org</adminEmail><adminEmail>b@example.org</adminEmail>
        <earliestDatestamp>1990-01-01</earliestDatestamp><deletedRecord>transient</deletedRecord>
        <granularity>YYYY-MM-DD</granularity><compression>gzip</compression><description><x xmlns="urn:x"/></description>
        """
      ], token: "", verb: "Identify")
    let answer = try PageReader().readIdentify(Array(body.utf8))
    #expect(answer.repositoryName == "R & S")
    #expect(answer.adminEmails == ["a@example.org", "b@example.org"])
    #expect(answer.deletedRecordPolicy == .transient)
    #expect(answer.hasDayGranularity)
    #expect(answer.compressions == ["gzip"])
    #expect(throws: PageProblem.html(title: "Down")) {
      try PageReader().readIdentify(Array("<html><head><title>Down</title></head></html>".utf8))
    }
    let refusal = "<OAI-PMH xmlns='\(PageFixture.oai)'><error code='badVerb'>no</error></OAI-PMH>"
    #expect(throws: PageProblem.refused([ProtocolError(code: "badVerb", message: "no")])) {
      try PageReader().readIdentify(Array(refusal.utf8))
    }
  }

  @Test("reads metadata formats and sets, repaired where needed")
  func formatsAndSets() {
    let formats = PageReader().readMetadataFormats(
      Array(
        PageFixture.page(
          [
            "<metadataFormat><metadataPrefix>edm</metadataPrefix><schema>s</schema><metadataNamespace>n</metadataNamespace></metadataFormat>"
          ], token: "", verb: "ListMetadataFormats"
        ).utf8))
    #expect(formats.items == [MetadataFormat(prefix: "edm", schema: "s", namespace: "n")])
    let sets = PageReader().readSets(
      Array(
        PageFixture.page(
          [
            "<set><setSpec>a</setSpec><setName>A & B</setName></set><set><setSpec>a:b</setSpec><setName>C</setName><setDescription><x xmlns='urn:x'/></setDescription></set>"
          ], verb: "ListSets"
        ).utf8))
    #expect(sets.items == [SetDescription(spec: "a", name: "A & B"), SetDescription(spec: "a:b", name: "C")])
    #expect(sets.token?.text == "t1")
  }
}
