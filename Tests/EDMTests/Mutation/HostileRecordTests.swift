import Testing
import XMLCodec

@testable import EDM

/// What damaged records have found: each once stopped the process for minutes, or lost something unsaid.
@Suite("Hostile records")
struct HostileRecordTests {
  private static let stylesheetStart = """
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><r>
    """
  private static let stylesheetEnd = "</r></xsl:template></xsl:stylesheet>"

  @Test(
    "a tag with more than a thousand attributes or namespaces is refused before it is compared with itself")
  func attributes() throws {
    let names = XMLNameTable([])
    for prefix in ["a", "xmlns:a"] {
      let attributes = (0..<200_000).map { " \(prefix)\($0)=\"urn:\($0)\"" }.joined()
      let bytes = Array("<r>t<e\(attributes)/></r>".utf8)
      let error = #expect(throws: XMLError.self) { try XMLTape(parsing: bytes, names: names) }
      #expect(error?.kind == .limit)
      #expect(error?.byte == 4)
      let stylesheet = try XSLTStylesheet(
        source: Array((Self.stylesheetStart + Self.stylesheetEnd).utf8), name: "empty.xsl")
      #expect(throws: XSLTError.self) { try stylesheet.transform(bytes) }
    }
  }

  @Test("long texts, comments and tags of a thousand attributes are no such tags")
  func attributeLimit() throws {
    let names = XMLNameTable([])
    let attributes = (0..<1000).map { " attribute\($0)=\"a=b\"" }.joined()
    let signs = String(repeating: "= ", count: 20_000)
    let text = "<r><e\(attributes)/><t>\(signs)</t><!-- \(signs) --><![CDATA[\(signs)]]><?p \(signs)?></r>"
    #expect(try XMLTape(parsing: Array(text.utf8), names: names).events.count == 8)
  }

  @Test("a long value that a mapping copies into every element stops the mapping")
  func amplification() throws {
    let source =
      Self.stylesheetStart
      + "<xsl:for-each select=\"/r/e\"><e><xsl:value-of select=\"/r/@long\"/></e></xsl:for-each>"
      + Self.stylesheetEnd
    let limits = XSLTLimits(maximumResultBytes: 1 << 20)
    let stylesheet = try XSLTStylesheet(source: Array(source.utf8), name: "copy.xsl", limits: limits)
    func document(_ elements: Int) -> [UInt8] {
      let long = String(repeating: "x", count: 1000)
      return Array("<r long=\"\(long)\">\(String(repeating: "<e/>", count: elements))</r>".utf8)
    }
    #expect(try stylesheet.transform(document(100)).count > 100_000)
    let error = #expect(throws: XSLTError.self) { try stylesheet.transform(document(5000)) }
    #expect(error?.message == "what it writes takes more memory than a result of 1048576 bytes may")
    // The bound holds for one transformation alone.
    #expect(try stylesheet.transform(document(100)).count > 100_000)
  }

  @Test("thousands of equal elements are mapped to one statement")
  func equalElements() throws {
    let mods =
      "<mods xmlns=\"http://www.loc.gov/mods/v3\"><titleInfo><title>A dog</title></titleInfo>"
      + "<physicalDescription>"
      + String(repeating: "<internetMediaType>image/jpeg</internetMediaType>", count: 1200)
      + "</physicalDescription></mods>"
    let mapped = try GoldenMapping.stylesheet("mods").transform(
      Array(mods.utf8), parameters: ["about": "http://museum.example/1"])
    let record = try EDMReader().read(mapped).record
    #expect(record.first(.providedCHO)?.objects(.dcFormat).map(\.text) == ["image/jpeg"])
  }

  @Test("thousands of resources of one name become one, with everything that is said of it once")
  func equalResources() {
    let agents = (0..<4000).map {
      "<edm:Agent rdf:about=\"http://museum.example/a\"><skos:altLabel>\($0 / 2)</skos:altLabel></edm:Agent>"
    }.joined()
    let described = TestRecords.describe(
      TestRecords.rdf(TestRecords.object + TestRecords.aggregation() + agents))
    #expect(described.record.resources(of: .agent).map(\.statements.count) == [2000])
    #expect(described.repairs.count { $0.kind == "merged-resource" } == 3999)
  }

  @Test("rights that are no address withhold a record, since they could not be written")
  func unwritableRights() {
    let described = TestRecords.describe(
      TestRecords.rdf(
        TestRecords.object + TestRecords.aggregation(rights: "<edm:rights rdf:resource=\"http://a/%zz\"/>")))
    #expect(described.withheld == ["E8: edm:rights is text and no address"])
  }

  @Test("an aggregation that leads nowhere leads to the one object")
  func unwritableObject() {
    let aggregation = TestRecords.aggregation().replacing(
      "edm:aggregatedCHO rdf:resource=\"http://museum.example/1\"",
      with: "edm:aggregatedCHO rdf:resource=\"::\"")
    let described = TestRecords.describe(TestRecords.rdf(TestRecords.object + aggregation))
    #expect(described.withheld.isEmpty)
    let repair = Repair(
      kind: "aggregated-object", place: "ore:Aggregation/edm:aggregatedCHO", before: "::",
      after: "http://museum.example/1")
    #expect(described.repairs.contains(repair))
    #expect(!EDMWriter().write(described.record).omitted.contains { $0.severity == .error })
  }

  @Test("a proxy that describes none of the objects, and a second type, are named as left out")
  func lostProxies() throws {
    let text = """
      <edm:ProvidedCHO rdf:about="urn:1"><edm:type>IMAGE</edm:type></edm:ProvidedCHO>\
      <edm:ProvidedCHO rdf:about="urn:2"/>\
      <ore:Proxy rdf:about="urn:p1"><dc:title>A</dc:title><ore:proxyFor rdf:resource="urn:1"/>\
      <edm:type>TEXT</edm:type></ore:Proxy>\
      <ore:Proxy rdf:about="urn:p2"><dc:title>B</dc:title><ore:proxyFor rdf:resource="urn:3"/></ore:Proxy>
      """
    let external = try EDMReader().read(TestRecords.rdf(text)).record.external()
    #expect(
      external.findings.map(\.message) == [
        "edm:type \"TEXT\" left out: the object has the type \"IMAGE\"",
        "ore:Proxy urn:p2 left out: it describes no edm:ProvidedCHO of the record",
      ])
  }

  @Test("reports do not repeat a huge name beside every element")
  func hugeNames() throws {
    let name = String(repeating: "n", count: 1000)
    let many =
      "<edm:ProvidedCHO rdf:about=\"urn:\(name)\" xmlns=\"urn:\(name)\">"
      + String(repeating: "stray<x/>", count: 2000) + "</edm:ProvidedCHO>"
    let read = try EDMReader().read(TestRecords.rdf(many))
    #expect(read.findings.count >= 4000)
    #expect(read.findings.allSatisfy { $0.message.utf8.count + $0.path.utf8.count < 1000 })
  }

  @Test("a namespace name of more than 1024 bytes is refused")
  func hugeNamespace() {
    let name = "urn:" + String(repeating: "n", count: 1021)
    let error = #expect(throws: EDMReadError.self) {
      try EDMReader().read(TestRecords.rdf("<x xmlns=\"\(name)\"/>"))
    }
    #expect(error?.description.contains("a namespace name has more than 1024 bytes") == true)
  }

  @Test("names made for resources stay short where the object's own is huge")
  func hugeBase() {
    let name = "http://museum.example/" + String(repeating: "n", count: 50_000)
    let object = TestRecords.object.replacing("http://museum.example/1", with: name)
    let agents = "<edm:Agent rdf:ID=\"a\"/><edm:Agent rdf:ID=\"b\"/>"
    let described = TestRecords.describe(TestRecords.rdf(object + TestRecords.aggregation() + agents))
    #expect(described.record.resources(of: .agent).allSatisfy { $0.about.utf8.count < 2100 })
    #expect(Set(described.record.resources(of: .agent).map(\.about)).count == 2)
  }

  @Test("an annotation that thousands of properties link is written a few times")
  func sharedAnnotation() {
    let annotation = Resource(
      kind: .qualityAnnotation, about: "_:q",
      statements: [
        Statement(.dctermsCreated, .literal(.init("2026"))), Statement(.oaHasBody, .resource("urn:body")),
        Statement(.oaHasTarget, .resource("urn:target")),
      ])
    let aggregations = (0..<40).map {
      Resource(
        kind: .aggregation, about: "urn:a\($0)",
        statements: [Statement(.dqvHasQualityAnnotation, .resource("_:q"))])
    }
    let written = EDMWriter().write(EDMRecord(resources: aggregations + [annotation]))
    #expect(String(decoding: written.bytes, as: UTF8.self).components(of: "<dqv:QualityAnnotation>") == 16)
    #expect(written.omitted.count { $0.rule == "omitted-link" } == 24)
  }
}

extension String {
  /// How often a text stands in another.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
