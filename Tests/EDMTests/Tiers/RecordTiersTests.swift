import Foundation
import Testing

@testable import EDM

@Suite("Tiers before and after enrichment")
struct RecordTiersTests {
  private typealias Fixtures = TierFixtures
  private let calculator = TierCalculator()
  private let knowledge = MediaKnowledge(
    files: [Fixtures.image: TechnicalMetadata(mime: "image/jpeg", width: 3000, height: 2000)],
    hasPreview: true)

  private func received(rights: String = Fixtures.openLicence) -> EDMRecord {
    Fixtures.external(
      [
        Fixtures.text(.dcTitle, "Dog", "en"), Fixtures.text(.dcType, "drawing"),
        Fixtures.text(.dcCreator, "Anna"), Fixtures.text(.dctermsSpatial, "Rome", "en"),
      ],
      aggregation: [Fixtures.link(.edmIsShownBy, Fixtures.image)], rights: rights)
  }

  private func enriched(_ record: EDMRecord) -> EDMRecord {
    EnrichedRecordBuilder(operatorName: "Winnow Example").build(
      record, links: [ConceptLink(property: .dcSubject, concept: TestRecords.dog)],
      technicalMetadata: knowledge.files)
  }

  @Test("a linked concept lifts the metadata; technical metadata and preview are shown apart")
  func uplift() {
    let record = received()
    let tiers = calculator.tiers(received: record, enriched: enriched(record), media: knowledge)
    #expect(tiers.received.description == "0/A (language B, enabling elements B, contextual classes A)")
    #expect(tiers.technical.description == "4/A (language B, enabling elements B, contextual classes A)")
    #expect(tiers.enriched.description == "4/B (language C, enabling elements C, contextual classes B)")
    #expect(tiers.technicalGain.content == 4)
    #expect(tiers.technicalGain.metadata == 0)
    #expect(tiers.uplift.content == 0)
    #expect(tiers.uplift.metadata == 1)
    #expect(tiers.uplift.language == 1)
    #expect(tiers.uplift.enabling == 1)
    #expect(tiers.uplift.contextual == 1)
  }

  @Test("plain keyword text lifts nothing; a link without its concept lifts nothing")
  func keywords() {
    let record = received()
    for statement in [Fixtures.text(.dcSubject, "dog"), Fixtures.link(.dcSubject, TestRecords.dog.iri)] {
      var ours = record
      ours.resources[0].statements.append(statement)
      let tiers = calculator.tiers(received: record, enriched: ours, media: knowledge)
      #expect(tiers.enriched.enabling == tiers.technical.enabling)
      #expect(tiers.enriched.contextual == tiers.technical.contextual)
      #expect(tiers.uplift.total == 0)
    }
  }

  @Test("mended rights lift the content; the technical view keeps the tier before the licence")
  func mendedRights() {
    let record = received(rights: "https://creativecommons.org/licenses/by/4.0/")
    var ours = record
    ours.resources[1].statements.removeAll { $0.property == .edmRights }
    ours.resources[1].statements.append(Fixtures.link(.edmRights, Fixtures.openLicence))
    let tiers = calculator.tiers(received: record, enriched: ours, media: knowledge)
    #expect(tiers.technical.content == .two)
    #expect(tiers.contentBeforeLicence == .four)
    #expect(tiers.enriched.content == .four)
    #expect(tiers.uplift.content == 2)
  }

  @Test("rights that our record states for one file count")
  func rightsOfOneFile() {
    let record = received(rights: "http://rightsstatements.org/vocab/InC/1.0/")
    var ours = enriched(record)
    for index in ours.resources.indices where ours.resources[index].about == Fixtures.image {
      ours.resources[index].statements.append(Fixtures.link(.edmRights, Fixtures.openLicence))
    }
    let tiers = calculator.tiers(received: record, enriched: ours, media: knowledge)
    #expect(tiers.technical.content == .two)
    #expect(tiers.enriched.content == .four)
  }

  @Test("super-resolution never raises a tier: neither as a file of its own nor as a larger size stated")
  func superResolution() {
    let small = MediaKnowledge(
      files: [Fixtures.image: TechnicalMetadata(mime: "image/jpeg", width: 400, height: 300)],
      hasPreview: true)
    let record = received()
    var ours = enriched(record)
    let larger = "http://winnow.example/larger.jpg"
    ours.resources[1].statements.append(Fixtures.link(.edmHasView, larger))
    ours.resources.append(Fixtures.file(larger, "image/jpeg", 4000, 3000))
    #expect(ours.resources.contains { $0.about == Fixtures.image && $0.first(.ebucoreWidth)?.text == "3000" })
    let tiers = calculator.tiers(received: record, enriched: ours, media: small)
    #expect(tiers.technical.content == .one)
    #expect(tiers.enriched.content == .one)
    #expect(tiers.uplift.content == 0)
    // Read by itself the enriched record would claim more.
    #expect(calculator.tiers(of: ours, media: MediaKnowledge(hasPreview: true)).content == .four)
  }

  @Test("a IIIF image has the size of its info.json, whatever smaller size was fetched")
  func iiif() {
    let address = "http://iiif.museum.example/1/full/400,/0/default.jpg"
    let record = Fixtures.external(
      aggregation: [Fixtures.link(.edmIsShownBy, address)],
      [
        Resource(
          kind: .webResource, about: address,
          statements: [Fixtures.link(.svcsHasService, "http://iiif.museum.example/1")]),
        Resource(
          kind: .service, about: "http://iiif.museum.example/1",
          statements: [Fixtures.link(.dctermsConformsTo, "http://iiif.io/api/image")]),
      ])
    let tiers = calculator.tiers(
      received: record,
      media: MediaKnowledge(
        files: [address: TechnicalMetadata(mime: "image/jpeg", width: 6000, height: 4000)], hasPreview: true))
    #expect(tiers.received.content == .zero)
    #expect(tiers.technical.content == .four)
    #expect(tiers.enriched == tiers.technical)
  }

  @Test("what was fetched wins over what the record says, measure by measure")
  func fetchedWins() {
    let record = Fixtures.internalRecord(
      aggregation: [Fixtures.link(.edmIsShownBy, Fixtures.image)],
      [Fixtures.file(Fixtures.image, "image/jpeg", 4000, 3000)])
    func tier(_ metadata: TechnicalMetadata) -> ContentTier {
      calculator.tiers(received: record, media: MediaKnowledge(files: [Fixtures.image: metadata])).technical
        .content
    }
    #expect(tier(TechnicalMetadata(mime: "image/jpeg", width: 10, height: 10)) == .zero)
    #expect(tier(TechnicalMetadata(mime: "text/html")) == .zero)
    #expect(tier(TechnicalMetadata(mime: "image/png")) == .four)
    #expect(tier(TechnicalMetadata()) == .four)
  }

  @Test("a page that was reached is a landing page, with or without a web resource")
  func landingPage() {
    for others in [[], [Fixtures.file(Fixtures.page, nil)]] {
      let record = Fixtures.external(
        type: "TEXT", aggregation: [Fixtures.link(.edmIsShownAt, Fixtures.page)], others)
      let media = MediaKnowledge(files: [Fixtures.page: TechnicalMetadata(mime: "text/html")])
      let tiers = calculator.tiers(received: record, media: media)
      #expect(tiers.received.content == .zero)
      #expect(tiers.technical.content == .one)
    }
  }

  @Test("an internal record keeps its preview when our form of it has none")
  func previewOfInternalRecord() {
    let record = Fixtures.internalRecord(
      aggregation: [Fixtures.link(.edmIsShownBy, Fixtures.image)],
      [Fixtures.file(Fixtures.image, "image/jpeg", 2000, 2000)])
    let tiers = calculator.tiers(received: record, enriched: record.external().record)
    #expect(tiers.received.content == .four)
    #expect(tiers.enriched.content == .four)
  }

  @Test("the JSON of one view has the five keys that reports use")
  func json() throws {
    let tiers = PublishingTiers(content: .two, language: .c, enabling: .b, contextual: .a)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(
      String(decoding: try encoder.encode(tiers), as: UTF8.self)
        == #"{"content":2,"contextual":"A","enabling":"B","language":"C","metadata":"A"}"#)
    let record = calculator.tiers(received: received(), media: knowledge)
    let decoded = try JSONDecoder().decode(RecordTiers.self, from: try encoder.encode(record))
    #expect(decoded == record)
  }
}
