import Testing
import XMLCodec

@testable import EDM

@Suite("Describing records")
struct RecordDescriberTests {
  @Test("a sound record is described and not withheld")
  func describesSoundRecord() {
    let described = TestRecords.describe(TestRecords.rdf(TestRecords.object + TestRecords.aggregation()))
    #expect(described.kind == .external)
    #expect(described.withheld.isEmpty)
    #expect(described.findings.isEmpty)
    #expect(described.title == "A dog")
    #expect(described.type == "IMAGE")
    #expect(described.about == "http://museum.example/1")
    #expect(described.rights.category == .open)
    #expect(
      described.webResources == [
        WebResourceReference(
          address: "http://museum.example/1.jpg", role: .isShownBy, rights: described.rights)
      ])
  }

  /// A record that breaks one rule.
  struct FaultyRecord: Sendable, CustomTestStringConvertible {
    let rule: String
    var object = TestRecords.object
    var aggregation = TestRecords.aggregation()
    var rest = ""

    /// Takes a part away from the object, or replaces it.
    func object(_ part: String, _ replacement: String = "") -> FaultyRecord {
      var copy = self
      copy.object = object.replacing(part, with: replacement)
      return copy
    }

    var testDescription: String { rule }

    static let all: [FaultyRecord] = [
      FaultyRecord(rule: "E3", object: ""),
      FaultyRecord(rule: "E4", aggregation: ""),
      FaultyRecord(rule: "E5", aggregation: TestRecords.aggregation(links: "")),
      FaultyRecord(
        rule: "E5", aggregation: TestRecords.aggregation(links: "<edm:isShownBy rdf:resource=''/>")),
      FaultyRecord(
        rule: "E6", aggregation: TestRecords.aggregation(names: "<edm:dataProvider> </edm:dataProvider>")),
      FaultyRecord(rule: "E8", aggregation: TestRecords.aggregation(rights: "")),
      FaultyRecord(
        rule: "E8", aggregation: TestRecords.aggregation(rights: "<edm:rights>free</edm:rights>")),
      FaultyRecord(rule: "E10").object("<dc:subject>dogs</dc:subject>"),
      FaultyRecord(rule: "E11").object("<dc:title xml:lang=\"en\">A dog</dc:title>"),
      FaultyRecord(rule: "E12").object("IMAGE", "TEXT"),
      FaultyRecord(rule: "edm-type").object("IMAGE", "statue"),
      FaultyRecord(rule: "edm-type").object("<edm:type>IMAGE</edm:type>"),
    ]
  }

  @Test("each rule withholds with its reason", arguments: FaultyRecord.all)
  func withholds(_ faulty: FaultyRecord) {
    let described = TestRecords.describe(
      TestRecords.rdf(faulty.object + faulty.aggregation + faulty.rest))
    #expect(described.withheld.contains { $0.hasPrefix(faulty.rule + ": ") }, "\(described.withheld)")
    let errors = described.findings.filter { $0.rule == faulty.rule && $0.severity == .error }
    #expect(!errors.isEmpty && errors.allSatisfy { !$0.path.isEmpty })
  }

  @Test(
    "a statement outside the list is an error, and the record is published as it was written",
    arguments: [
      FaultyRecord(
        rule: "E9",
        aggregation: TestRecords.aggregation(rights: "<edm:rights rdf:resource='http://x.example/'/>")),
      FaultyRecord(
        rule: "E9",
        rest: "<edm:WebResource rdf:about='http://museum.example/1.jpg'><edm:rights rdf:resource='x:no'/>"
          + "</edm:WebResource>"),
    ])
  func keepsUnacceptedRights(_ faulty: FaultyRecord) {
    let described = TestRecords.describe(
      TestRecords.rdf(faulty.object + faulty.aggregation + faulty.rest))
    #expect(described.withheld.isEmpty)
    #expect(described.findings.contains { $0.rule == faulty.rule && $0.severity == .error })
  }

  @Test("with schema validity, rules of Schematron alone only warn")
  func relaxesValidity() {
    let content =
      TestRecords.object
      + TestRecords.aggregation(rights: "<edm:rights rdf:resource='http://www.europeana.eu/rights/rr-f/'/>")
    let described = TestRecords.describe(TestRecords.rdf(content), TestRecords.settings(validity: .schema))
    #expect(described.withheld.isEmpty)
    #expect(described.findings.contains { $0.rule == "E9" && $0.severity == .warning })
    #expect(described.rights.category == .unknown)
  }

  @Test("defaults fill what is missing, and every one is reported")
  func appliesDefaults() throws {
    let content =
      TestRecords.object.replacing("IMAGE", with: "Text") + TestRecords.aggregation(rights: "", names: "")
    let described = TestRecords.describe(
      TestRecords.rdf(content),
      TestRecords.settings(
        defaults: .init(
          dataProvider: "Museum", language: "nl", rights: "https://rightsstatements.org/page/InC/1.0/")))
    #expect(described.withheld.isEmpty)
    #expect(
      described.findings.rules == [
        "data-provider-defaulted", "provider-defaulted", "rights-defaulted", "language-defaulted",
        "type-form",
      ])
    #expect(described.rights.defaulted)
    #expect(described.rights.category == .permission)
    let aggregation = try #require(described.record.first(.aggregation))
    #expect(aggregation.first(.edmRights) == .resource("http://rightsstatements.org/vocab/InC/1.0/"))
    #expect(aggregation.first(.edmProvider)?.text == "Museum of Examples")
    #expect(described.record.first(.providedCHO)?.first(.dcLanguage)?.text == "nl")
  }

  @Test("a default never replaces what the record says")
  func defaultsYield() throws {
    let described = TestRecords.describe(
      TestRecords.rdf(TestRecords.object + TestRecords.aggregation()),
      TestRecords.settings(
        defaults: .init(dataProvider: "Other", language: "nl", rights: "http://x.example/")))
    #expect(described.findings.isEmpty)
    #expect(described.record.first(.aggregation)?.first(.edmDataProvider)?.text == "Museum")
  }

  @Test("rights of a web resource override the aggregation's; the most restrictive of several holds")
  func resolvesRights() throws {
    let two = """
      <edm:rights rdf:resource="http://creativecommons.org/publicdomain/mark/1.0/"/>\
      <edm:rights rdf:resource="http://rightsstatements.org/vocab/InC/1.0/"/>
      """
    let file = """
      <edm:WebResource rdf:about="http://museum.example/1.jpg">\
      <edm:rights rdf:resource="https://creativecommons.org/licenses/by/4.0/deed.en"/></edm:WebResource>
      """
    let described = TestRecords.describe(
      TestRecords.rdf(TestRecords.object + TestRecords.aggregation(rights: two) + file))
    #expect(described.rights.category == .permission)
    #expect(described.webResources[0].rights?.normalised == "http://creativecommons.org/licenses/by/4.0/")
    #expect(described.findings.rules == ["rights-ambiguous", "rights-normalised"])
    let written = EDMWriter().write(described.record)
    #expect(written.omitted.map(\.rule) == ["omitted-cardinality"])
    #expect(
      written.bytes.text.contains("<edm:rights rdf:resource=\"http://rightsstatements.org/vocab/InC/1.0/\"/>")
    )
  }

  @Test("a licence of the record passes its statement on")
  func followsLicences() {
    let rights = "<edm:rights rdf:resource='http://museum.example/licence'/>"
    let licence = """
      <cc:License rdf:about="http://museum.example/licence">\
      <odrl:inheritFrom rdf:resource="https://rightsstatements.org/vocab/NoC-NC/1.0/"/>\
      <cc:deprecatedOn rdf:datatype="http://www.w3.org/2001/XMLSchema#date">2030-01-01</cc:deprecatedOn></cc:License>
      """
    let described = TestRecords.describe(
      TestRecords.rdf(TestRecords.object + TestRecords.aggregation(rights: rights) + licence))
    #expect(described.withheld.isEmpty)
    #expect(described.rights.category == .restricted)
    #expect(
      described.record.first(.aggregation)?.first(.edmRights) == .resource("http://museum.example/licence"))
    #expect(EDMWriter().write(described.record).omitted.isEmpty)
  }

  @Test("an about that is no URI is minted stably, and links follow")
  func mintsIdentifiers() throws {
    let content = """
      <edm:ProvidedCHO rdf:about="INV 1"><dc:title>t</dc:title><dc:creator rdf:resource="#anna"/>\
      <dcterms:spatial><edm:Place><skos:prefLabel>Ghent</skos:prefLabel></edm:Place></dcterms:spatial>\
      <edm:type>IMAGE</edm:type></edm:ProvidedCHO><edm:Agent rdf:about="#anna"/>\
      <ore:Aggregation rdf:about=""><edm:aggregatedCHO rdf:resource="INV 1"/>\
      <edm:dataProvider>M</edm:dataProvider><edm:provider>M</edm:provider>\
      <edm:isShownAt rdf:resource="http://museum.example/1"/>\
      <edm:rights rdf:resource="http://creativecommons.org/publicdomain/mark/1.0/"/></ore:Aggregation>
      """
    let described = TestRecords.describe(TestRecords.rdf(content))
    let minted = "oai:winnow.example.org:museum:oai%3Amuseum.example%3A1"
    #expect(described.about == minted)
    let object = try #require(described.record.first(.providedCHO))
    #expect(object.first(.dcCreator) == .resource(minted + "#anna"))
    #expect(described.record.first(.agent)?.about == minted + "#anna")
    #expect(object.first(.dctermsSpatial) == .resource(minted + "#b1"))
    #expect(described.record.first(.aggregation)?.first(.edmAggregatedCHO) == .resource(minted))
    #expect(described.record.first(.aggregation)?.about == minted + "#aggregation")
    #expect(described.findings.filter { $0.rule == "minted-identifier" }.count == 4)
    #expect(TestRecords.describe(TestRecords.rdf(content)) == described)
  }

  @Test("syntax is mended, never text")
  func mendsSyntax() throws {
    let content =
      TestRecords.object.replacing(
        "<edm:type>", with: "<dc:description> as  written </dc:description><dc:date/><edm:type>")
      + TestRecords.aggregation(
        rights: "<edm:rights>https://creativecommons.org/licenses/by/4.0/</edm:rights>",
        links: "<edm:isShownBy>\n http://museum.example/1.jpg </edm:isShownBy>")
    let described = TestRecords.describe(TestRecords.rdf(content))
    #expect(described.withheld.isEmpty)
    #expect(described.record.first(.providedCHO)?.first(.dcDescription)?.text == " as  written ")
    #expect(
      described.record.first(.aggregation)?.first(.edmIsShownBy) == .resource("http://museum.example/1.jpg"))
    #expect(described.findings.rules == ["empty-element", "text-to-link", "rights-normalised"])
  }

  @Test("image services and manifests are found where the record declares them")
  func findsImageServices() {
    let content =
      TestRecords.object
      + TestRecords.aggregation(
        links:
          "<edm:hasView rdf:resource='http://museum.example/view'/><edm:isShownAt rdf:resource='http://museum.example/'/>"
      )
        + """
        <edm:WebResource rdf:about="http://museum.example/view">\
        <dcterms:isReferencedBy rdf:resource="http://museum.example/manifest"/>\
        <svcs:has_service rdf:resource="http://museum.example/iiif/1"/></edm:WebResource>\
        <svcs:Service rdf:about="http://museum.example/iiif/1">\
        <dcterms:conformsTo rdf:resource="http://iiif.io/api/image"/></svcs:Service>
        """
    let view = TestRecords.describe(TestRecords.rdf(content)).webResources[0]
    #expect(view.role == .hasView)
    #expect(view.imageService == "http://museum.example/iiif/1")
    #expect(view.manifest == "http://museum.example/manifest")
  }

  @Test(
    "other formats are named, with what to do",
    arguments: [
      ("<mods xmlns='http://www.loc.gov/mods/v3'/>", RecordKind.mods, "no-mapping", "mods"),
      ("<x xmlns='x:y'/>", .unknown, "no-mapping", "{x:y}x"),
      ("<x", .unknown, "not-well-formed", "not well-formed"),
    ])
  func namesOtherFormats(_ metadata: String, _ kind: RecordKind, _ rule: String, _ word: String) {
    let described = TestRecords.describe(Array(metadata.utf8))
    #expect(described.kind == kind)
    #expect(described.findings.map(\.rule) == [rule])
    #expect(described.findings[0].message.contains(word))
    #expect(described.withheld.count == 1)
  }
}

@Suite("Object and aggregation")
struct AggregatedObjectTests {
  private func record(about: String, aggregated: String) -> String {
    """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" \
    xmlns:edm="http://www.europeana.eu/schemas/edm/" xmlns:ore="http://www.openarchives.org/ore/terms/">\
    <edm:ProvidedCHO\(about)><dc:title>T</dc:title><dc:subject>s</dc:subject><edm:type>IMAGE</edm:type>\
    </edm:ProvidedCHO><ore:Aggregation rdf:about="http://m.example/agg">\
    <edm:aggregatedCHO rdf:resource="\(aggregated)"/><edm:dataProvider>M</edm:dataProvider>\
    <edm:isShownAt rdf:resource="http://m.example/1"/><edm:provider>P</edm:provider>\
    <edm:rights rdf:resource="http://creativecommons.org/publicdomain/mark/1.0/"/></ore:Aggregation></rdf:RDF>
    """
  }

  @Test(
    "an object without a name has the one by which its aggregation calls it",
    arguments: ["", " rdf:about=\"\""])
  func named(about: String) {
    let described = TestRecords.describe(
      Array(record(about: about, aggregated: "http://m.example/object").utf8))
    #expect(described.about == "http://m.example/object" && described.withheld.isEmpty)
    #expect(
      described.record.first(.aggregation)?.first(.edmAggregatedCHO) == .resource("http://m.example/object"))
    #expect(!described.findings.contains { $0.rule == "dangling-link" })
  }

  @Test("an aggregation that calls its one object otherwise is linked to it, and that is told")
  func relinked() {
    let described = TestRecords.describe(
      Array(record(about: " rdf:about=\"http://m.example/a\"", aggregated: "http://m.example/b").utf8))
    #expect(described.about == "http://m.example/a")
    #expect(
      described.record.first(.aggregation)?.objects(.edmAggregatedCHO) == [.resource("http://m.example/a")])
    #expect(described.findings.contains { $0.rule == "dangling-link" })
    #expect(
      described.repairs.contains {
        $0.kind == "aggregated-object" && $0.before == "http://m.example/b"
          && $0.after == "http://m.example/a"
      })
  }
}
