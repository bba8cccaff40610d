import Testing

@testable import EDM

@Suite("Concepts that a record's own links name")
struct RecordConceptTests {
  private let paintings = "http://vocab.getty.edu/aat/300033618"
  private let builder = EnrichedRecordBuilder(operatorName: "Winnow Example")

  private func record(_ statements: [Statement], others: [Resource] = []) -> EDMRecord {
    EDMRecord(
      resources: [Resource(kind: .providedCHO, about: "http://museum.example/1", statements: statements)]
        + others)
  }

  private func concept(_ iri: String) -> Concept {
    var concept = Concept(
      iri: iri, prefLabels: [.init(language: "en", text: "paintings"), .init(language: "", text: "plain")],
      exactMatches: ["http://www.wikidata.org/entity/Q3305213"],
      broader: ["http://vocab.getty.edu/aat/300033973"])
    concept.altLabels = [.init(language: "de", text: "Gemälde")]
    concept.notes = [.init(language: "en", text: "Pictures.")]
    concept.notations = ["300033618"]
    concept.narrower = ["http://vocab.getty.edu/aat/300015045"]
    return concept
  }

  @Test("links of the description that stand for concepts are found, each once, in the order read")
  func links() {
    let record = record(
      [
        Statement(.dcType, .resource("https://vocab.getty.edu/page/aat/300033618")),
        Statement(.dcSubject, .resource("http://iconclass.org/34B11")),
        Statement(.dcSubject, .literal(.init("http://iconclass.org/25F"))),
        Statement(.dcSubject, .resource("http://iconclass.org/34B11")),
        Statement(.dcSubject, .resource("#local")),
        Statement(.dcSubject, .resource("http://x.example/held")),
        Statement(.dcCreator, .resource("http://www.wikidata.org/entity/Q5582")),
        Statement(.dctermsMedium, .resource("http://x.example/paper")),
        Statement(.edmIsRelatedTo, .resource("http://x.example/2")),
      ],
      others: [
        Resource(kind: .concept, about: "http://x.example/held"),
        Resource(
          kind: .concept, about: "http://x.example/c",
          statements: [Statement(.dcSubject, .resource("http://x.example/no"))]),
        Resource(
          kind: .proxy, about: "http://x.example/p",
          statements: [Statement(.edmHasType, .resource("http://x.example/t"))]),
      ])
    #expect(
      record.conceptLinks == [
        "https://vocab.getty.edu/page/aat/300033618", "http://iconclass.org/34B11", "http://x.example/paper",
        "http://x.example/t",
      ])
  }

  @Test("a concept takes the IRI that the record links to; the canonical one becomes an exact match")
  func writtenForm() throws {
    let written = "https://vocab.getty.edu/page/aat/300033618"
    let record = record([
      Statement(.dcType, .resource(written)), Statement(.dcSubject, .resource("http://x.example/unknown")),
    ])
    let added = try #require(record.conceptsToAdd(known: [paintings: concept(paintings)]).first)
    #expect(added.iri == written)
    #expect(added.exactMatches == [paintings, "http://www.wikidata.org/entity/Q3305213"])
    #expect(record.conceptsToAdd(known: [paintings: concept(paintings)]).count == 1)
    let canonical = self.record([Statement(.dcType, .resource(paintings))])
    #expect(canonical.conceptsToAdd(known: [paintings: concept(paintings)]) == [concept(paintings)])
  }

  @Test("the concept stands in the record as the schema holds it; no statement changes")
  func resource() throws {
    let record = record([
      Statement(.dcType, .resource(paintings)), Statement(.edmType, .literal(.init("IMAGE"))),
    ])
    let concepts = record.conceptsToAdd(known: [paintings: concept(paintings)])
    let enriched = builder.build(record, concepts: concepts + concepts)
    #expect(enriched.resources.count == 2)
    #expect(enriched.resources[0] == record.resources[0])
    #expect(
      enriched.resources[1]
        == Resource(
          kind: .concept, about: paintings,
          statements: [
            Statement(.skosPrefLabel, .literal(.init("paintings", language: "en"))),
            Statement(.skosPrefLabel, .literal(.init("plain"))),
            Statement(.skosAltLabel, .literal(.init("Gemälde", language: "de"))),
            Statement(.skosBroader, .resource("http://vocab.getty.edu/aat/300033973")),
            Statement(.skosExactMatch, .resource("http://www.wikidata.org/entity/Q3305213")),
            Statement(.skosNote, .literal(.init("Pictures.", language: "en"))),
            Statement(.skosNotation, .literal(.init("300033618"))),
          ]))
    let written = EDMWriter().write(enriched)
    #expect(written.omitted.isEmpty)
    let again = try EDMReader().read(written.bytes)
    #expect(
      Set(again.record.resource(about: paintings)?.statements ?? []) == Set(enriched.resources[1].statements))
    #expect(again.findings.isEmpty)
    // What is in the record already stays as the provider wrote it.
    #expect(builder.build(enriched, concepts: [Concept(iri: paintings, prefLabels: [])]) == enriched)
  }

  @Test("a concept in the record lifts all three dimensions of the metadata tier")
  func tiers() {
    let record = TierFixtures.external(
      [
        TierFixtures.text(.dcTitle, "Dog"), TierFixtures.text(.dcCreator, "Anna"),
        TierFixtures.text(.dctermsCreated, "1900"), TierFixtures.link(.dcSubject, paintings),
      ],
      aggregation: [TierFixtures.link(.edmIsShownBy, TierFixtures.image)], rights: TierFixtures.openLicence)
    let enriched = builder.build(
      record, concepts: record.conceptsToAdd(known: [paintings: concept(paintings)]))
    let knowledge = MediaKnowledge(
      files: [TierFixtures.image: TechnicalMetadata(mime: "image/jpeg", width: 3000, height: 2000)],
      hasPreview: true)
    let tiers = TierCalculator().tiers(received: record, enriched: enriched, media: knowledge)
    #expect(tiers.received.description == "0/0 (language 0, enabling elements A, contextual classes A)")
    #expect(tiers.enriched.description == "4/B (language B, enabling elements B, contextual classes B)")
  }
}
