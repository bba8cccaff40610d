import Testing

@testable import EDM

@Suite("Enriched records")
struct EnrichedRecordBuilderTests {
  private let builder = EnrichedRecordBuilder(operatorName: "Winnow Example")
  private let link = ConceptLink(
    property: .dcSubject, concept: TestRecords.dog,
    generation: .init(agent: "SoftwareAgent", confidence: "0.98"))

  private func described(_ extra: String = "", names: String? = nil) -> EDMRecord {
    let aggregation = names.map { TestRecords.aggregation(names: $0) } ?? TestRecords.aggregation()
    return TestRecords.describe(TestRecords.rdf(TestRecords.object + aggregation + extra)).record
  }

  @Test("the operator becomes the provider, the former provider an intermediate one")
  func takesProviderPlace() throws {
    let aggregation = try #require(builder.build(described()).first(.aggregation))
    #expect(aggregation.objects(.edmProvider).map(\.text) == ["Winnow Example"])
    #expect(aggregation.objects(.edmIntermediateProvider).map(\.text) == ["Hub"])
    #expect(aggregation.objects(.edmDataProvider).map(\.text) == ["Museum"])
  }

  @Test("an intermediate provider is distinct from the data provider")
  func keepsIntermediateProviderDistinct() throws {
    let record = described(
      names: "<edm:dataProvider>Museum</edm:dataProvider><edm:provider>Museum</edm:provider>")
    #expect(builder.build(record).first(.aggregation)?.objects(.edmIntermediateProvider) == [])
  }

  @Test("a concept is linked and described, once; the provider's statements stay as they are")
  func assertsConcepts() throws {
    let source = described()
    let record = builder.build(source, links: [link, link])
    let object = try #require(record.first(.providedCHO))
    let before = try #require(source.first(.providedCHO))
    #expect(Array(object.statements.prefix(before.statements.count)) == before.statements)
    #expect(object.objects(.dcSubject) == [.literal(.init("dogs")), .resource(TestRecords.dog.iri)])
    #expect(object.statements.last?.generation?.confidence == "0.98")
    let concept = try #require(record.resource(about: TestRecords.dog.iri))
    #expect(record.resources(of: .concept).count == 1)
    #expect(concept.objects(.skosPrefLabel).map(\.text) == ["dog", "Hund"])
    #expect(concept.first(.skosExactMatch) == .resource("http://vocab.getty.edu/aat/300250130"))
    #expect(concept.first(.skosInScheme) == .resource("http://www.wikidata.org/"))
  }

  @Test("a concept that the record describes itself is left alone")
  func keepsOwnConcept() throws {
    let own =
      "<skos:Concept rdf:about='\(TestRecords.dog.iri)'><skos:prefLabel>hond</skos:prefLabel></skos:Concept>"
    let record = builder.build(described(own), links: [link])
    #expect(record.resources(of: .concept).count == 1)
    #expect(record.resource(about: TestRecords.dog.iri)?.objects(.skosPrefLabel).map(\.text) == ["hond"])
  }

  @Test("technical metadata is added where the provider gave none, and to new web resources")
  func addsTechnicalMetadata() throws {
    let file = """
      <edm:WebResource rdf:about="http://museum.example/1.jpg"><ebucore:hasMimeType>image/x-own</ebucore:hasMimeType>\
      </edm:WebResource>
      """
    let metadata = TechnicalMetadata(mime: "image/jpeg", byteCount: 5, width: 3, height: 2)
    let record = builder.build(
      described(file),
      technicalMetadata: ["http://museum.example/1.jpg": metadata, "http://museum.example/2.jpg": metadata])
    let known = try #require(record.resource(about: "http://museum.example/1.jpg"))
    #expect(known.objects(.ebucoreHasMimeType).map(\.text) == ["image/x-own"])
    #expect(known.first(.ebucoreWidth)?.text == "3")
    #expect(known.first(.ebucoreOrientation)?.text == "landscape")
    let new = try #require(record.resource(about: "http://museum.example/2.jpg"))
    #expect(new.kind == .webResource)
    #expect(new.first(.ebucoreHasMimeType)?.text == "image/jpeg")
    #expect(EDMWriter().write(record).omitted.isEmpty)
  }
}
