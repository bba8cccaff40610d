import Foundation
import Testing
import XMLCodec

@testable import EDM

@Suite("Mappings")
struct MappingTests {
  @Test("a record becomes exactly this EDM, all of which the schema takes", arguments: GoldenMapping.all)
  func mapsExactly(_ golden: GoldenMapping) throws {
    let mapped = try golden.mapped(golden.record)
    #expect(mapped.text == golden.expected)
    // What is missing is for the defaults to fill.
    #expect(mapped.omitted.allSatisfy { $0.rule == "schema-missing-element" }, "\(mapped.omitted)")
  }

  @Test("the whole OAI record, header included, gives the same as its metadata", arguments: GoldenMapping.all)
  func mapsWholeRecord(_ golden: GoldenMapping) throws {
    let whole = """
      <record xmlns="http://www.openarchives.org/OAI/2.0/"><header><identifier>oai:museum.example:1</identifier>\
      <datestamp>2020-01-01</datestamp></header><metadata>\(golden.record)</metadata></record>
      """
    #expect(try golden.mapped(whole).text == golden.expected)
  }

  @Test("with defaults for what it leaves open, a record is published", arguments: GoldenMapping.all)
  func describes(_ golden: GoldenMapping) throws {
    let settings = TestRecords.settings(
      defaults: .init(
        dataProvider: "Museum", language: "en", rights: "http://rightsstatements.org/vocab/CNE/1.0/",
        type: "IMAGE"),
      mapping: try GoldenMapping.stylesheet(golden.prefix))
    let described = TestRecords.describe(Array(golden.record.utf8), settings)
    #expect(described.kind.rawValue == golden.prefix)
    #expect(described.withheld.isEmpty, "\(described.withheld)")
    #expect(described.about == "oai:winnow.example.org:museum:oai%3Amuseum.example%3A1")
    let said = golden.expected.firstMatch(of: /<edm:type>(.*)<\/edm:type>/).map { String($0.1) }
    #expect(described.type == said ?? "IMAGE")
  }

  @Test(
    "a namespace names the format",
    arguments: [
      ("http://worldcat.org/xmlschemas/qdc-1.0/", "oai_qdc"), ("http://dspace.org/qualifieddc/", "oai_qdc"),
      ("http://www.openarchives.org/OAI/2.0/oai_qdc/", "oai_qdc"), ("http://www.loc.gov/mods/v3", "mods"),
      ("http://www.loc.gov/MARC21/slim", "marcxml"), ("http://www.lido-schema.org", "lido"),
      ("http://www.loc.gov/METS/", "mets"), ("urn:isbn:1-931666-22-9", "ead"),
      ("http://ead3.archivists.org/schema/", "ead"), ("http://www.loc.gov/mods/v4", "unknown"),
    ])
  func namesFormat(_ namespace: String, _ kind: String) {
    #expect(TestRecords.describe(Array("<r xmlns=\"\(namespace)\"/>".utf8)).kind.rawValue == kind)
  }

  @Test("the defaults stand where the record names no institution, and empty ones write nothing")
  func appliesDefaults() throws {
    let record = Array(
      "<mods xmlns=\"http://www.loc.gov/mods/v3\"><titleInfo><title>A</title></titleInfo></mods>".utf8)
    let stylesheet = try GoldenMapping.stylesheet("mods")
    let with = try stylesheet.transform(record, parameters: ["dataProvider": "A & B", "provider": "Hub"]).text
    #expect(with.contains("<edm:dataProvider>A &amp; B</edm:dataProvider><edm:provider>Hub</edm:provider>"))
    let without = try stylesheet.transform(record).text
    #expect(!without.contains("edm:dataProvider") && !without.contains("edm:provider>"))
  }

  @Test("a record of another format becomes nothing", arguments: GoldenMapping.prefixes)
  func ignoresOtherFormats(_ prefix: String) throws {
    let result = try GoldenMapping.stylesheet(prefix).transform(Array("<html><body>Sorry</body></html>".utf8))
    #expect(!result.text.contains("ProvidedCHO"))
  }

  @Test("what mappings share is the same text in each, since a stylesheet may load no other")
  func sharesText() throws {
    func part(_ begin: String, _ end: String, of prefix: String) throws -> String {
      let text = String(decoding: try GoldenMapping.source(of: prefix), as: UTF8.self)
      let start = try #require(text.range(of: begin), "\(prefix)")
      let stop = try #require(text.range(of: end), "\(prefix)")
      return String(text[start.lowerBound..<stop.upperBound])
    }
    let common = try GoldenMapping.prefixes.map {
      try part("<!-- Common:", "<!-- End of common. -->", of: $0)
    }
    #expect(Set(common).count == 1)
    let mods = try ["mods", "mets"].map { try part("<!-- MODS:", "<!-- End of MODS. -->", of: $0) }
    #expect(Set(mods).count == 1)
  }

  @Test("a volume of 3,000 pages stays within the limits, each page once and in order")
  func mapsLongVolume() throws {
    let pages = 1...3_000
    let files = pages.map { page in
      """
      <file ID="f\(page)" MIMETYPE="image/jpeg"><FLocat xlink:href="http://abbey.example/\(page).jpg"/></file>
      """
    }
    let divisions = pages.reversed().map { "<div ORDER=\"\($0)\"><fptr FILEID=\"f\($0)\"/></div>" }
    let record = """
      <mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"><fileSec><fileGrp>\
      \(files.joined())</fileGrp></fileSec><structMap TYPE="PHYSICAL"><div>\(divisions.joined())</div></structMap></mets>
      """
    let mapped = try GoldenMapping.stylesheet("mets").transform(Array(record.utf8)).text
    let views = mapped.matches(of: /<edm:hasView rdf:resource="http:\/\/abbey.example\/(\d+).jpg"\/>/)
    #expect(views.map { Int($0.1) } == Array(2...3_000))
    #expect(mapped.contains("<edm:isShownBy rdf:resource=\"http://abbey.example/1.jpg\"/>"))
  }

  @Test("a template that fails names the record, the stylesheet and the line")
  func namesFailure() throws {
    let source = """
      <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
      <xsl:template match="/">
      <xsl:value-of select="nowhere()"/>
      </xsl:template></xsl:stylesheet>
      """
    let mapping = try XSLTStylesheet(source: Array(source.utf8), name: "own.xsl")
    let described = TestRecords.describe(
      Array("<mods xmlns=\"http://www.loc.gov/mods/v3\"/>".utf8), TestRecords.settings(mapping: mapping))
    #expect(described.withheld == ["mapping-failed: the mapping failed"])
    let message = try #require(described.findings.first).message
    #expect(message.contains("oai:museum.example:1"))
    #expect(message.contains("own.xsl, line 3"), "\(message)")
  }
}
