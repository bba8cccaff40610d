import EDM
import Foundation
import Store
import Testing
import XMLCodec

@testable import Pipeline

@Suite("Describing by a provider's own mapping")
struct ProviderDescriberTests {
  /// Makes EDM of anything: the title and the set come from the header of the record.
  private static let stylesheet = """
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:edm="http://www.europeana.eu/schemas/edm/" xmlns:ore="http://www.openarchives.org/ore/terms/"
      xmlns:oai="http://www.openarchives.org/OAI/2.0/" xmlns:x="urn:x" exclude-result-prefixes="oai x">
    <xsl:param name="dataProvider"/>
    <xsl:template match="/"><rdf:RDF><edm:ProvidedCHO rdf:about="urn:o:{//oai:header/oai:identifier}">
    <dc:title><xsl:value-of select="//x:name"/></dc:title>
    <dc:subject><xsl:value-of select="//oai:header/oai:setSpec"/></dc:subject>
    <edm:type>IMAGE</edm:type></edm:ProvidedCHO><ore:Aggregation rdf:about="urn:a">
    <edm:aggregatedCHO rdf:resource="urn:o:{//oai:header/oai:identifier}"/>
    <edm:dataProvider><xsl:value-of select="$dataProvider"/></edm:dataProvider>
    <edm:isShownAt rdf:resource="http://m.example/1"/><edm:provider>P</edm:provider>
    <edm:rights rdf:resource="http://creativecommons.org/publicdomain/mark/1.0/"/></ore:Aggregation></rdf:RDF>
    </xsl:template></xsl:stylesheet>
    """

  private func settings(_ mapping: RecordMapping) -> DescribeSettings {
    DescribeSettings(
      providerID: "museum", providerName: "Museum", defaults: .init(dataProvider: "Haus der Dinge"),
      mapping: mapping, idPrefix: "oai:hub.example")
  }

  private func record(_ identifier: String, _ metadata: String) -> RecordSource {
    var source = source()
    source.identifier = identifier
    source.bytes = Array(
      """
      <record><header><identifier>\(identifier)</identifier><datestamp>2026-01-01</datestamp>\
      <setSpec>dogs</setSpec></header><metadata>\(metadata)</metadata></record>
      """.utf8)
    source.context = Array(" xmlns=\"http://www.openarchives.org/OAI/2.0/\"".utf8)
    return source
  }

  @Test("a mapping gets the whole record, header included")
  func wholeRecord() async throws {
    let mapping = try XSLTStylesheet(source: Array(Self.stylesheet.utf8), name: "mine.xsl")
    let describer = ProviderDescriber(
      describer: RecordDescriber(settings: settings(.stylesheet(mapping))), mediaPerRecord: 10)
    let described = try await describer.describedRecords(
      of: [record("oai:m:1", "<x:y xmlns:x=\"urn:x\"><x:name>Hund</x:name></x:y>")])
    let object = try #require(described.first?.record.first(.providedCHO))
    #expect(object.about == "urn:o:oai:m:1")
    #expect(object.first(.dcTitle)?.text == "Hund")
    #expect(object.first(.dcSubject)?.text == "dogs")
    #expect(described[0].withheld.isEmpty)
    #expect(described[0].record.first(.aggregation)?.first(.edmDataProvider)?.text == "Haus der Dinge")
  }

  @Test("an engine maps all records of a batch but those that are EDM, each to its own result")
  func engine() async throws {
    let folder = try TemporaryFolder()
    // Stands for a real engine: puts the identifier of the header into a fixed record.
    let script = """
      cd {input}; for f in *.xml; do grep -q bad $f && { echo "$f: line 7: no title" >&2; continue; }
      id=$(sed 's/.*<identifier>\\(.*\\)<.identifier>.*/\\1/' $f | head -1)
      sed "s|@ID@|$id|" '\(folder.path)/edm.xml' > {output}/$f; done
      """
    let edm = """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" \
      xmlns:edm="http://www.europeana.eu/schemas/edm/" xmlns:ore="http://www.openarchives.org/ore/terms/">\
      <edm:ProvidedCHO rdf:about="urn:o:@ID@"><dc:title>T</dc:title><dc:subject>s</dc:subject>\
      <edm:type>IMAGE</edm:type></edm:ProvidedCHO></rdf:RDF>
      """
    try edm.write(toFile: folder.path + "/edm.xml", atomically: true, encoding: .utf8)
    let describer = ProviderDescriber(
      describer: RecordDescriber(settings: settings(.engine(name: "mine.xsl"))),
      engine: MappingEngine(command: script, stylesheet: "mine.xsl", parameters: [:]), mediaPerRecord: 10)
    let described = try await describer.describedRecords(of: [
      record("oai:m:1", "<x:y xmlns:x=\"urn:x\"/>"), record("oai:m:bad", "<x:y xmlns:x=\"urn:x\"/>"),
      record("oai:m:3", edm.replacing("@ID@", with: "own")), record("oai:m:4", "<x:y xmlns:x=\"urn:x\"/>"),
    ])
    #expect(
      described.map { $0.record.first(.providedCHO)?.about }
        == ["urn:o:oai:m:1", nil, "urn:o:own", "urn:o:oai:m:4"])
    #expect(described.map(\.kind) == [.unknown, .unknown, .external, .unknown])
    #expect(
      described[1].findings.map(\.message) == [
        "the mapping failed: record oai:m:bad: the engine wrote nothing: 000001.xml: line 7: no title"
      ])
    #expect(described[1].withheld == ["mapping-failed: the mapping failed"])
  }

  @Test("an engine that cannot work fails the records of its provider only, and withholds none")
  func failingEngine() async throws {
    let broken = ProviderDescriber(
      describer: RecordDescriber(settings: settings(.engine(name: "mine.xsl"))),
      engine: MappingEngine(command: "exit 9; : {input}", stylesheet: "mine.xsl", parameters: [:]),
      mediaPerRecord: 10)
    let source = record("oai:m:1", "<x:y xmlns:x=\"urn:x\"/>")
    let described = await [source.provider: broken].describedRecords(of: [source])
    guard case .failure(let error)? = described[source.key] else {
      Issue.record("\(described)")
      return
    }
    #expect(error.description.contains("(exit 9)"))
  }

  @Test("the key of the provider's catalogue is kept with the description, or why there is none")
  func localID() async throws {
    let mapping = try XSLTStylesheet(source: Array(Self.stylesheet.utf8), name: "mine.xsl")
    let describer = ProviderDescriber(
      describer: RecordDescriber(settings: settings(.stylesheet(mapping))), mediaPerRecord: 10,
      localID: try LocalIDRule(xpath: "//*[local-name() = 'name']", pattern: "^INV-(\\d+)$"))
    let described = try await describer.describedRecords(
      of: [
        record("oai:m:1", "<x:y xmlns:x=\"urn:x\"><x:name>Hund</x:name><x:name> INV-07 </x:name></x:y>"),
        record("oai:m:2", "<x:y xmlns:x=\"urn:x\"><x:name>Hund</x:name></x:y>"),
      ])
    let kept = described.map { describer.description(of: $0) }
    #expect(kept.map(\.localID) == ["07", nil])
    #expect(!kept[0].findings.contains { $0.rule == Finding.noLocalID })
    #expect(
      kept[1].findings.first { $0.rule == Finding.noLocalID }?.message
        == "'^INV-(\\d+)$' matches none of 1 values such as 'Hund'")
    #expect(kept.allSatisfy { $0.withheld.isEmpty }, "a missing key withholds nothing")
  }
}
