import Foundation
import Testing

/// A provider whose mapping is written in a newer XSLT than the one that is built in.
@Suite(
  "Mapping engines", .fewAtOnce,
  .enabled(if: Built.isComplete && Built.saxon != nil, "no executable or no Saxon: `make setup build`"))
struct MappingEngineTests {
  private static let stylesheet = """
    <xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" expand-text="yes"
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:edm="http://www.europeana.eu/schemas/edm/" xmlns:ore="http://www.openarchives.org/ore/terms/"
      xmlns:oai="http://www.openarchives.org/OAI/2.0/" xmlns:c="urn:x-test:card" exclude-result-prefixes="oai c">
    <xsl:param name="dataProvider"/>
    <xsl:mode on-no-match="shallow-skip"/>
    <xsl:template match="c:card">
      <xsl:if test="not(c:name)"><xsl:message terminate="yes">a card without a name</xsl:message></xsl:if>
      <rdf:RDF>
        <edm:ProvidedCHO rdf:about="http://objects.example.org/{replace(//oai:header/oai:identifier, '^.*:', '')}">
          <dc:title xml:lang="de">{c:name}</dc:title><dc:subject>{upper-case(c:theme)}</dc:subject>
          <edm:type>IMAGE</edm:type>
        </edm:ProvidedCHO>
        <ore:Aggregation rdf:about="http://objects.example.org/aggregation">
          <edm:aggregatedCHO
            rdf:resource="http://objects.example.org/{replace(//oai:header/oai:identifier, '^.*:', '')}"/>
          <edm:dataProvider>{$dataProvider}</edm:dataProvider>
          <edm:isShownAt rdf:resource="http://127.0.0.1:9/items"/>
          <edm:provider>Testverbund</edm:provider>
          <edm:rights rdf:resource="http://rightsstatements.org/vocab/InC/1.0/"/>
        </ore:Aggregation>
      </rdf:RDF>
    </xsl:template>
    </xsl:stylesheet>
    """

  private func workspace(engine: Bool) throws -> Workspace {
    let space = try Workspace()
    let endpoint = try space.folder(cards: ["Hund", nil, "Katze"])
    try space.write("card.xsl", Self.stylesheet)
    let command = "\(try #require(Built.saxon)) \(Built.project)/Mappings/engines/saxon.py"
    let mapping = engine ? "{file: card.xsl, engine: \"\(command)\"}" : "card.xsl"
    try space.configure([
      .init(id: "museum", endpoint: endpoint, prefix: "card", kind: "folder", harvest: "mapping: \(mapping)")
    ])
    return space
  }

  @Test("a stylesheet of XSLT 3 maps whole records with Saxon; one that fails is withheld with its line")
  func saxon() async throws {
    let space = try workspace(engine: true)
    let run = try await space.winnow("run", "--json")
    let report = try run.object()
    #expect(run.status == 0 && report["new"] as? Int == 3 && report["withheld"] as? Int == 1, "\(run)")
    let explained = try await space.winnow("explain", "2")
    #expect(
      explained.output.contains("withheld      mapping-failed: the mapping failed")
        && explained.output.contains("record 2: the engine wrote nothing: 000001.xml: ")
        && explained.output.contains("at line "), "\(explained)")
    try await nextSecond()
    let text = try await space.dump().values.joined()
    for part in ["/1\"", "/3\"", "Hund", "Katze", ">HAUS<", "Institution museum"] {
      #expect(text.contains(part), "\(part)")
    }
    // An edited stylesheet reaches what is stored and published.
    try space.write("card.xsl", Self.stylesheet.replacing("upper-case(c:theme)", with: "'Thema ' || c:theme"))
    let again = try await space.winnow("run", "--json")
    #expect(try again.object()["published"] as? Int == 3, "\(again)")
    try await nextSecond()
    let edited = try await space.dump().values.joined()
    #expect(edited.contains(">Thema haus<") && !edited.contains(">HAUS<"))
  }

  @Test("without an engine the stylesheet is refused by its version")
  func refused() async throws {
    let space = try workspace(engine: false)
    let run = try await space.winnow("run")
    #expect(
      run.status == 1 && run.errors.contains("is XSLT 3.0, and only XSLT 1.0 is built in: name an engine"),
      "\(run)")
  }
}

extension Workspace {
  /// A folder of record files in a format of their own; a card without a name lacks what the mapping needs.
  fileprivate func folder(cards: [String?]) throws -> String {
    for (index, name) in cards.enumerated() {
      let title = name.map { "<name>\($0)</name>" } ?? ""
      try write(
        "cards/\(index + 1).xml", "<card xmlns=\"urn:x-test:card\">\(title)<theme>haus</theme></card>")
    }
    return path("cards")
  }
}
