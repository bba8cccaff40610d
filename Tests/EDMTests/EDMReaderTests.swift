import Testing
import XMLCodec

@testable import EDM

@Suite("Reading EDM")
struct EDMReaderTests {
  private func read(_ content: String) throws -> EDMReadResult {
    try EDMReader().read(TestRecords.rdf(content))
  }

  @Test("text is kept character for character, with language and datatype")
  func keepsText() throws {
    let record = try read(
      """
      <edm:ProvidedCHO rdf:about="x:1"><dc:title xml:lang="de"> Zwei  Zeilen\n&amp; mehr\t</dc:title>\
      <dc:date rdf:datatype="x:year">1901</dc:date></edm:ProvidedCHO>
      """
    ).record
    let object = try #require(record.first(.providedCHO))
    #expect(
      object.statements == [
        Statement(.dcTitle, .literal(.init(" Zwei  Zeilen\n& mehr\t", language: "de"))),
        Statement(.dcDate, .literal(.init("1901", datatype: "x:year"))),
      ])
  }

  @Test("a language of the record or the resource holds for its texts")
  func inheritsLanguage() throws {
    let record = try read(
      "<skos:Concept rdf:about='x:1' xml:lang='fr'><skos:prefLabel>chien</skos:prefLabel>"
        + "<skos:prefLabel xml:lang='en'>dog</skos:prefLabel></skos:Concept>"
    ).record
    let languages = record.resources[0].objects(.skosPrefLabel).map { object in
      if case .literal(let literal) = object { literal.language } else { nil as String? }
    }
    #expect(languages == ["fr", "en"])
  }

  @Test("nested resources become resources of their own, linked")
  func liftsNestedResources() throws {
    let result = try read(
      """
      <edm:ProvidedCHO rdf:about="x:1"><dc:creator><edm:Agent rdf:about="x:agent">\
      <skos:prefLabel>Anna</skos:prefLabel></edm:Agent></dc:creator>\
      <dcterms:spatial><edm:Place><skos:prefLabel>Ghent</skos:prefLabel></edm:Place></dcterms:spatial>\
      </edm:ProvidedCHO>
      """)
    #expect(result.record.resources.map(\.kind) == [.providedCHO, .agent, .place])
    #expect(result.record.resources[0].first(.dcCreator) == .resource("x:agent"))
    #expect(result.record.resources[0].first(.dctermsSpatial) == .resource("_:b1"))
    #expect(result.record.resources[2].about == "_:b1")
    #expect(result.repairs.filter { $0.kind == "nested-resource" }.count == 2)
  }

  @Test("rdf:ID, rdf:nodeID, rdf:Description with rdf:type and property attributes are understood")
  func readsSyntaxForms() throws {
    let record = try read(
      """
      <rdf:Description rdf:about="x:1"><rdf:type rdf:resource="\(KnownNamespace.edm.name)ProvidedCHO"/>\
      <dc:creator rdf:nodeID="b1"/><dc:subject rdf:resource="#s"/></rdf:Description>\
      <edm:Agent rdf:nodeID="b1" skos:prefLabel="Anna" xml:lang="nl"/>\
      <skos:Concept rdf:ID="s"><skos:prefLabel>dogs</skos:prefLabel></skos:Concept>
      """
    ).record
    #expect(record.resources.map(\.kind) == [.providedCHO, .agent, .concept])
    #expect(record.resources[0].first(.dcCreator) == .resource(record.resources[1].about))
    #expect(record.resources[1].first(.skosPrefLabel) == .literal(.init("Anna", language: "nl")))
    #expect(record.resources[0].first(.dcSubject) == .resource(record.resources[2].about))
    #expect(record.resources[0].first(.rdfType) == nil)
  }

  @Test("what the schemas do not know is kept and reported")
  func keepsUnknownElements() throws {
    let result = try read(
      "<edm:ProvidedCHO rdf:about='x:1'><m:weight xmlns:m='x:m'>3 kg</m:weight></edm:ProvidedCHO>"
        + "<m:Thing xmlns:m='x:m' rdf:about='x:2'/>")
    let weight = Property(QualifiedName("x:m", "weight"))
    #expect(!weight.isKnown)
    #expect(result.record.resources[0].first(weight)?.text == "3 kg")
    #expect(result.record.resources[1].kind.name == QualifiedName("x:m", "Thing"))
    #expect(result.findings.rules == ["unknown-element", "unknown-class"])
  }

  @Test("an element with both link and text becomes two statements and a finding")
  func splitsLinkAndText() throws {
    let result = try read(
      "<edm:ProvidedCHO rdf:about='x:1'><dc:rights rdf:resource='x:r'>free</dc:rights></edm:ProvidedCHO>")
    #expect(result.record.resources[0].objects(.dcRights) == [.resource("x:r"), .literal(.init("free"))])
    #expect(result.findings.rules == ["E2"])
  }

  @Test("mark-up within text is read as text and reported")
  func readsMarkupAsText() throws {
    let result = try read(
      "<edm:ProvidedCHO rdf:about='x:1'><dc:description>a <i xmlns='x:h'>red</i> dog</dc:description>"
        + "</edm:ProvidedCHO>")
    #expect(result.record.resources.count == 1)
    #expect(result.record.resources[0].first(.dcDescription)?.text == "a red dog")
    #expect(result.findings.rules == ["markup-in-text"])
  }

  @Test("elements out of order are noted, free order of Dublin Core is not")
  func notesOrder() throws {
    let mixed = try read(
      "<edm:ProvidedCHO rdf:about='x:1'><dc:type>t</dc:type><dc:title>t</dc:title><edm:type>IMAGE</edm:type>"
        + "</edm:ProvidedCHO>")
    #expect(mixed.repairs.isEmpty)
    let late = try read(
      "<edm:ProvidedCHO rdf:about='x:1'><edm:type>IMAGE</edm:type><dc:title>t</dc:title></edm:ProvidedCHO>")
    #expect(late.repairs.map(\.before) == ["dc:title after edm:type"])
  }

  @Test("statement attributes stay beside the statement")
  func readsStatementAttributes() throws {
    let record = try read(
      "<edm:ProvidedCHO rdf:about='x:1'><dc:title edm:wasGeneratedBy='SoftwareAgent' "
        + "edm:confidenceLevel='0.75'>t</dc:title></edm:ProvidedCHO>"
    ).record
    #expect(
      record.resources[0].statements[0].generation
        == Statement.Generation(agent: "SoftwareAgent", confidence: "0.75"))
  }

  @Test("what is no EDM or no XML is refused with a line that says so")
  func refusesOthers() {
    #expect(throws: EDMReadError.notRDF(QualifiedName("x:m", "mods"))) {
      try EDMReader().read(Array("<mods xmlns='x:m'/>".utf8))
    }
    #expect(throws: EDMReadError.self) { try EDMReader().read(Array("<rdf:RDF".utf8)) }
    #expect(throws: EDMReadError.self) { try EDMReader().read([]) }
  }

  @Test("the internal profile gives the description back to the object and drops what is Europeana's")
  func convertsInternalProfile() throws {
    let record = try read(
      """
      <edm:ProvidedCHO rdf:about="x:1"/>\
      <ore:Aggregation rdf:about="x:agg"><edm:aggregatedCHO rdf:resource="x:1"/></ore:Aggregation>\
      <ore:Proxy rdf:about="x:europeana"><dc:identifier>1</dc:identifier>\
      <edm:europeanaProxy>true</edm:europeanaProxy><ore:proxyFor rdf:resource="x:1"/></ore:Proxy>\
      <ore:Proxy rdf:about="x:hub"><dc:title xml:lang="en">Dog</dc:title><ore:lineage rdf:resource="x:p"/>\
      <ore:proxyFor rdf:resource="x:1"/><edm:europeanaProxy>false</edm:europeanaProxy></ore:Proxy>\
      <ore:Proxy rdf:about="x:p"><dc:title xml:lang="de">Hund</dc:title><ore:proxyIn rdf:resource="x:agg"/>\
      <ore:proxyFor rdf:resource="x:1"/><edm:type>IMAGE</edm:type></ore:Proxy>\
      <edm:EuropeanaAggregation rdf:about="x:ea"><edm:aggregatedCHO rdf:resource="x:1"/>\
      </edm:EuropeanaAggregation>
      """
    ).record
    #expect(record.profile == .internal)
    let converted = record.external()
    #expect(converted.record.profile == .external)
    #expect(converted.record.resources.map(\.kind) == [.providedCHO, .aggregation])
    let object = try #require(converted.record.first(.providedCHO))
    #expect(object.objects(.dcTitle).map(\.text) == ["Hund", "Dog"])
    #expect(object.first(.edmType)?.text == "IMAGE")
    #expect(object.first(.dcIdentifier) == nil)
    #expect(object.first(.oreProxyFor) == nil)
    #expect(converted.findings.map(\.path) == ["ore:Proxy", "edm:EuropeanaAggregation"])
  }
}
