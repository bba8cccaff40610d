import Testing

@testable import EDM

/// An aggregation whose elements stand in the order of the schema.
private enum Ordered {
  static func aggregation(
    links: String = "<edm:isShownBy rdf:resource='http://museum.example/1.jpg'/>",
    dataProvider: String = "<edm:dataProvider>Museum</edm:dataProvider>",
    provider: String = "<edm:provider>Hub</edm:provider>",
    rights: String = "<edm:rights rdf:resource='http://creativecommons.org/publicdomain/mark/1.0/'/>"
  ) -> String {
    "<ore:Aggregation rdf:about='http://museum.example/1#agg'>"
      + "<edm:aggregatedCHO rdf:resource='http://museum.example/1'/>"
      + dataProvider + links + provider + rights + "</ore:Aggregation>"
  }
}

@Suite("Verdicts on records as received")
struct VerdictTests {
  private func verdict(_ content: String) throws -> RecordVerdict {
    try EDMReader().read(TestRecords.rdf(content)).verdict
  }

  @Test("a sound record keeps schema and rules")
  func acceptsSoundRecord() throws {
    let verdict = try verdict(TestRecords.object + Ordered.aggregation())
    #expect(verdict == RecordVerdict(findings: [], conformsToSchema: true, conformsToRules: true))
  }

  /// A record that breaks one rule, and what keeps standing.
  struct Broken: Sendable, CustomTestStringConvertible {
    let rule: String
    var keepsSchema = false
    var keepsRules = false
    var object = TestRecords.object
    var aggregation = Ordered.aggregation()
    var rest = ""

    var testDescription: String { rule }

    static func file(_ content: String) -> String {
      "<edm:WebResource rdf:about='http://museum.example/1.jpg'>\(content)</edm:WebResource>"
    }

    static let rules: [Broken] = [
      Broken(
        rule: "E1", keepsSchema: true,
        aggregation: Ordered.aggregation(
          links: "<edm:hasView rdf:resource=''/><edm:isShownBy rdf:resource='http://museum.example/1.jpg'/>")),
      Broken(rule: "E1", keepsSchema: true, rest: "<edm:Place rdf:about=''/>"),
      Broken(
        rule: "E1", keepsSchema: true,
        rest: file("<dc:description xml:lang=''>a view</dc:description>")),
      Broken(
        rule: "E2", keepsSchema: true,
        rest: file("<dc:rights rdf:resource='http://x.example/'>free</dc:rights>")),
      Broken(rule: "E3", keepsSchema: true, object: ""),
      Broken(rule: "E4", keepsSchema: true, aggregation: ""),
      Broken(rule: "E5", keepsSchema: true, aggregation: Ordered.aggregation(links: "")),
      Broken(
        rule: "E6", keepsSchema: true,
        aggregation: Ordered.aggregation(dataProvider: "")),
      Broken(
        rule: "E7", keepsSchema: true,
        aggregation: Ordered.aggregation(provider: "<edm:provider> </edm:provider>")),
      Broken(rule: "E8", aggregation: Ordered.aggregation(rights: "<edm:rights>free</edm:rights>")),
      Broken(
        rule: "E9", keepsSchema: true,
        aggregation: Ordered.aggregation(
          rights: "<edm:rights rdf:resource='https://creativecommons.org/publicdomain/mark/1.0/'/>")),
      Broken(
        rule: "E10", keepsSchema: true,
        object: TestRecords.object.replacing(
          "<dc:subject>dogs</dc:subject>", with: "<dc:subject> </dc:subject>")),
      Broken(
        rule: "E11", keepsSchema: true,
        object: TestRecords.object.replacing(">A dog<", with: "><")),
      Broken(
        rule: "E12", keepsSchema: true, object: TestRecords.object.replacing("IMAGE", with: "TEXT")),
      Broken(rule: "E13", keepsSchema: true, rest: file("<dcterms:hasPart>page 1</dcterms:hasPart>")),
      Broken(
        rule: "E14", keepsSchema: true,
        rest: file("<schema:digitalSourceType rdf:resource='http://x.example/scan'/>")),
      Broken(
        rule: "E15", keepsSchema: true, rest: file("<edm:intendedUsage rdf:resource='http://x.example/use'/>")
      ),
    ]

    static let shapes: [Broken] = [
      Broken(
        rule: "shape-order", keepsRules: true,
        object: TestRecords.object.replacing(
          "<edm:type>IMAGE</edm:type>", with: "<edm:type>IMAGE</edm:type><dc:date>1900</dc:date>")),
      Broken(
        rule: "shape-cardinality", keepsRules: true,
        object: TestRecords.object.replacing(
          "<edm:type>", with: "<edm:type>IMAGE</edm:type><edm:type>")),
      Broken(
        rule: "shape-missing", keepsRules: true,
        object: TestRecords.object.replacing("<edm:type>IMAGE</edm:type>", with: "")),
      Broken(
        rule: "shape-class", keepsRules: true, rest: "<foaf:Organization rdf:about='http://x.example/'/>"),
      Broken(
        rule: "shape-element", keepsRules: true,
        rest: Broken.file("<edm:year>1900</edm:year>")),
      Broken(rule: "shape-identifier", keepsRules: true, rest: "<edm:Place/>"),
      Broken(
        rule: "shape-link", keepsRules: true,
        rest: Broken.file("<dc:title rdf:resource='http://x.example/'/>")),
      Broken(
        rule: "shape-text", keepsRules: true, rest: Broken.file("<owl:sameAs>http://x.example/</owl:sameAs>")),
      Broken(
        rule: "shape-value", keepsRules: true, object: TestRecords.object.replacing("IMAGE", with: "STATUE")),
      Broken(
        rule: "shape-language", keepsRules: true,
        rest: Broken.file("<dc:title xml:lang='in English'>A view</dc:title>")),
      Broken(
        rule: "shape-datatype", keepsRules: true, rest: Broken.file("<ebucore:width>100</ebucore:width>")),
      Broken(
        rule: "shape-nested", keepsRules: true,
        object: TestRecords.object.replacing(
          "<dc:subject>dogs</dc:subject>",
          with: "<dc:subject><skos:Concept rdf:about='http://x.example/dog'/></dc:subject>")),
    ]
  }

  @Test("each rule names what breaks it and decides the verdict", arguments: Broken.rules + Broken.shapes)
  func finds(_ broken: Broken) throws {
    let verdict = try verdict(broken.object + broken.aggregation + broken.rest)
    let found = verdict.findings.filter { $0.rule == broken.rule }
    #expect(!found.isEmpty, "\(verdict.findings)")
    #expect(found.allSatisfy { !$0.path.isEmpty && !$0.message.contains("\n") })
    #expect(verdict.conformsToSchema == broken.keepsSchema, "\(verdict.findings)")
    #expect(verdict.conformsToRules == broken.keepsRules, "\(verdict.findings)")
  }

  @Test("the order rule says what stands where")
  func namesOrder() throws {
    let object = TestRecords.object.replacing(
      "<edm:type>IMAGE</edm:type>", with: "<edm:type>IMAGE</edm:type><dc:date>1900</dc:date>")
    let finding = try #require(
      try verdict(object + Ordered.aggregation()).findings.first { $0.rule == "shape-order" })
    #expect(finding.message == "dc:date \"1900\" after edm:type: moved")
    #expect(finding.path == "edm:ProvidedCHO/dc:date")
  }

  @Test("a finding is one line, whatever the value")
  func keepsToOneLine() throws {
    let file = Broken.file("<edm:year>19\n00</edm:year>")
    let findings = try verdict(TestRecords.object + Ordered.aggregation() + file).findings
    #expect(findings.map(\.rule) == ["shape-element"])
    #expect(findings.allSatisfy { !$0.message.contains("\n") })
  }

  private func internalRecord(provider: String, europeana: String) -> String {
    """
    <edm:ProvidedCHO rdf:about='http://museum.example/1'/>\(Ordered.aggregation())\
    <ore:Proxy rdf:about='http://x.example/p'><dc:title>A dog</dc:title><dc:subject>dogs</dc:subject>\
    <edm:europeanaProxy>false</edm:europeanaProxy>\(provider)</ore:Proxy>\
    <ore:Proxy rdf:about='http://x.example/e'>\(europeana)</ore:Proxy>\
    <edm:EuropeanaAggregation rdf:about='http://x.example/ea'>\
    <edm:aggregatedCHO rdf:resource='http://museum.example/1'/><edm:country>Austria</edm:country>\
    <edm:language>de</edm:language></edm:EuropeanaAggregation>
    """
  }

  @Test("a record of the internal profile is judged by its own schema and rules")
  func judgesInternal() throws {
    let type = "<edm:type>IMAGE</edm:type>"
    let flag = "<edm:europeanaProxy>true</edm:europeanaProxy>"
    let sound = try verdict(internalRecord(provider: type, europeana: flag))
    #expect(sound == RecordVerdict(findings: [], conformsToSchema: true, conformsToRules: true))
    #expect(try verdict(internalRecord(provider: "", europeana: flag)).findings.rules == ["I1"])
    #expect(try verdict(internalRecord(provider: type, europeana: flag + type)).findings.rules == ["I2"])
    let enriched = try verdict(
      internalRecord(provider: type, europeana: "<dc:subject>dogs</dc:subject>" + flag))
    #expect(enriched.findings.map(\.rule) == ["I3"])
    #expect(enriched.findings.map(\.severity) == [.info])
  }

  @Test("a description names what the writer leaves out, once, and is not withheld for it")
  func describesShape() {
    let file = Broken.file("<edm:year>1900</edm:year><ebucore:width>wide</ebucore:width>")
    let described = TestRecords.describe(
      TestRecords.rdf(TestRecords.object + Ordered.aggregation() + file))
    #expect(described.findings.map(\.rule) == ["shape-element", "shape-value"])
    #expect(described.findings.allSatisfy { $0.severity == .warning })
    #expect(described.withheld.isEmpty)
  }
}
