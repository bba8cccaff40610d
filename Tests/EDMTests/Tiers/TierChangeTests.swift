import Testing

@testable import EDM

@Suite("What single change would raise a tier")
struct TierChangeTests {
  private typealias Fixtures = TierFixtures
  private let calculator = TierCalculator()

  private func evidence(
    _ tagged: [Property] = [], untagged: [Property] = [], type: String = "IMAGE",
    aggregation: [Statement] = [], rights: String = Fixtures.openLicence, _ others: [Resource] = []
  ) -> TierEvidence {
    calculator.evidence(
      of: Fixtures.internalRecord(
        tagged.map { Fixtures.text($0, "x", "en") } + untagged.map { Fixtures.text($0, "x") }, types: [type],
        aggregation: aggregation, rights: rights, others))
  }

  private func image(_ width: Int, _ height: Int) -> (aggregation: [Statement], files: [Resource]) {
    (
      [Fixtures.link(.edmIsShownBy, Fixtures.image)],
      [Fixtures.file(Fixtures.image, "image/jpeg", width, height)]
    )
  }

  @Test("language tags, where language alone holds the record back")
  func languageTags() throws {
    let best = try #require(
      evidence([.dcTitle], untagged: [.dcType, .dcDescription, .dcSubject, .dcSource, .dcCreator]).changes
        .first { $0.kind == .languageTags })
    #expect(best.remedy == "xml:lang on dc:description, dc:source, dc:subject, dc:type")
    #expect(best.gain.metadata == 1)
    #expect(best.gain.language == 3)
    // With the language all there, nothing is to be tagged.
    #expect(!evidence([.dcTitle, .dcType]).changes.contains { $0.kind == .languageTags })
  }

  @Test("one enabling element, of whatever group is not exhausted")
  func enablingElement() {
    let changes = evidence([.dcTitle]).changes.filter { $0.kind == .enablingElement }
    #expect(
      changes.map(\.remedy) == [
        "a statement dc:type or dcterms:medium or dc:format",
        "a statement dc:creator or dc:contributor or dc:publisher",
        "a statement dcterms:created or dcterms:issued or dcterms:temporal",
        "a statement dcterms:spatial or edm:currentLocation",
      ])
    #expect(changes.allSatisfy { $0.gain.metadata == 1 && $0.gain.content == 0 })
  }

  @Test("a linked concept lifts context and elements at once, a further concept none")
  func contextualClass() throws {
    let without = evidence([.dcTitle, .dcType, .dcCreator])
    #expect(without.tiers.metadata == .a)
    let best = try #require(without.changes.first { $0.kind != .file })
    #expect(best.kind == .contextualClass)
    #expect(best.remedy.hasPrefix("dc:subject linked to skos:Concept with labels"))
    #expect(best.gain.metadata == 1)
    #expect(best.gain.contextual == 1)
    #expect(best.gain.enabling == 1)

    let concept = Fixtures.concept(
      "x:1", [Fixtures.text(.skosPrefLabel, "dog", "en"), Fixtures.text(.skosNote, "x")])
    let with = calculator.evidence(
      of: Fixtures.internalRecord(
        [
          Fixtures.link(.dcSubject, "x:1"), Fixtures.text(.dcType, "x", "en"), Fixtures.text(.dcCreator, "x"),
        ],
        [concept]))
    #expect(with.tiers.metadata == .b)
    let kinds = with.changes.filter { $0.kind == .contextualClass }.map(\.remedy)
    #expect(kinds.count == 2)
    #expect(kinds.allSatisfy { !$0.hasPrefix("dc:subject") && !$0.hasPrefix("dc:creator") })
  }

  @Test("a larger image, as large as the licence makes worth while")
  func largerImage() throws {
    let small = image(400, 300)
    let open = evidence(aggregation: small.aggregation, small.files)
    #expect(open.bestChange?.kind == .largerFile)
    #expect(open.bestChange?.remedy == "an image of at least 950000 pixels")
    #expect(open.bestChange?.gain.content == 3)
    let closed = evidence(
      aggregation: small.aggregation, rights: "http://rightsstatements.org/vocab/InC/1.0/", small.files)
    let larger = try #require(closed.changes.first { $0.kind == .largerFile })
    #expect(larger.remedy == "an image of at least 420000 pixels")
    #expect(larger.gain.content == 1)
    // Of equal gains the easier change is named first.
    #expect(closed.bestChange?.kind == .enablingElement)
    // What the remedy says is enough.
    let medium = image(420_000, 1)
    #expect(
      evidence(
        aggregation: medium.aggregation, rights: "http://rightsstatements.org/vocab/InC/1.0/", medium.files
      ).tiers.content == .two)
  }

  @Test("an open licence, where the file is large enough")
  func openLicence() {
    let large = image(4000, 3000)
    let changes = evidence(
      aggregation: large.aggregation, rights: "http://rightsstatements.org/vocab/InC/1.0/", large.files
    ).changes.filter { $0.gain.content > 0 }
    #expect(changes.map(\.kind) == [.openLicence])
    #expect(changes[0].gain.content == 2)
  }

  @Test("a file where there is none, a preview, a landing page, one type")
  func missing() {
    #expect(evidence().bestChange?.kind == .file)
    #expect(evidence().bestChange?.remedy == "edm:isShownBy with an image of at least 950000 pixels")
    #expect(evidence().bestChange?.gain.content == 4)

    let large = image(4000, 3000)
    let withoutPreview = calculator.evidence(
      of: Fixtures.internalRecord(aggregation: large.aggregation, hasPreview: false, large.files))
    #expect(withoutPreview.changes.filter { $0.gain.content > 0 }.map(\.kind) == [.preview])

    let text = evidence(type: "TEXT").changes.filter { $0.gain.content > 0 }
    #expect(text.map(\.kind) == [.file, .landingPage])
    #expect(text.map(\.gain.content) == [4, 1])

    let twoTypes = calculator.evidence(
      of: Fixtures.internalRecord(types: ["IMAGE", "TEXT"], aggregation: large.aggregation, large.files))
    #expect(
      twoTypes.changes.filter { $0.gain.content > 0 }.map(\.remedy) == [
        "one edm:type: IMAGE", "one edm:type: TEXT",
      ])
    let noType = calculator.evidence(
      of: Fixtures.internalRecord(types: [], aggregation: large.aggregation, large.files))
    #expect(noType.tiers.content == .zero)
  }

  @Test("a record at the top needs no change")
  func nothingLeft() {
    let large = image(4000, 3000)
    let evidence = calculator.evidence(
      of: Fixtures.internalRecord(
        [
          Fixtures.link(.dcSubject, "x:1"), Fixtures.link(.dctermsTemporal, "x:2"),
          Fixtures.text(.dcType, "x", "en"), Fixtures.text(.dcCreator, "x"),
        ], aggregation: large.aggregation,
        large.files + [
          Fixtures.concept(
            "x:1", [Fixtures.text(.skosPrefLabel, "dog", "en"), Fixtures.text(.skosNote, "x")]),
          Resource(
            kind: .timeSpan, about: "x:2",
            statements: [
              Fixtures.text(.skosPrefLabel, "1900", "en"), Fixtures.text(.edmBegin, "1900"),
              Fixtures.text(.edmEnd, "1900"),
            ]),
        ]))
    #expect(evidence.tiers.description == "4/C (language C, enabling elements C, contextual classes C)")
    #expect(evidence.changes.isEmpty)
    #expect(evidence.bestChange == nil)
  }

  @Test("every change that is named does bring what is said, and the largest gain comes first")
  func gainsHold() {
    let samples = [
      evidence(), evidence([.dcTitle, .dcType, .dcCreator]),
      evidence(untagged: [.dcTitle, .dcType, .dcCreator, .dctermsSpatial, .dctermsCreated]),
      evidence([.dcTitle], type: "SOUND"), evidence([.dcTitle], type: "3D"), evidence(type: "VIDEO"),
    ]
    for sample in samples {
      let gains = sample.changes.map(\.gain.total)
      #expect(gains == gains.sorted(by: >))
      #expect(!gains.isEmpty)
      #expect(sample.changes.allSatisfy { $0.gain.raisesTier })
    }
  }
}
