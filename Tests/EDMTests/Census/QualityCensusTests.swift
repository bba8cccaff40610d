import Testing

@testable import EDM

@Suite("Census of validation, tiers, odd ones and readiness")
struct QualityCensusTests {
  private typealias Records = CensusRecords

  @Test("rules are counted by findings and records, and verdicts by what conforms")
  func validation() throws {
    let good = "<dc:title xml:lang=\"en\">A dog</dc:title><dc:subject>dogs</dc:subject>"
    let quality = Records.quality([
      Records.entry("a", good), Records.entry("b", "<dc:subject>dogs</dc:subject>"),
      Records.entry("c", "<dc:subject>dogs</dc:subject>"),
    ])
    let validation = quality.validation
    #expect((validation.recordsRead, validation.conformingToSchema) == (3, 3))
    #expect((validation.conformingToRules, validation.shareConformingToRules) == (1, 0.3333))
    #expect(validation.conformingToBoth == 1)
    let rule = try #require(validation.received.first)
    #expect((rule.findings, rule.records) == (2, 2))
    #expect(["b", "c"].contains(rule.exampleRecord) && !rule.exampleMessage.isEmpty)
    #expect(quality.withheld.records == 2)
    #expect(quality.withheld.listed.map(\.record) == ["b", "c"])
    #expect(quality.withheld.listed.allSatisfy { !$0.lacks.isEmpty })
    #expect(quality.withheld.reasons.first?.count == 2)
  }

  @Test("every pattern is listed, repeated titles with how many records have them")
  func patterns() throws {
    let quality = Records.quality([
      Records.entry("a", "<dc:title>Same</dc:title>"), Records.entry("b", "<dc:title>SAME</dc:title>"),
      Records.entry("c", "<dc:title>X</dc:title>"),
    ])
    #expect(quality.patterns.map(\.pattern) == ["P1", "P2", "P3", "P5", "P6", "P7", "P9", "P12"])
    let repeated = try #require(quality.patterns.first)
    #expect((repeated.records, repeated.share) == (2, 0.6667))
    #expect(repeated.examples.map(\.message) == ["\"same\" is the title of 2 records"])
    #expect(quality.patterns.first { $0.pattern == "P6" }?.examples.map(\.record) == ["c"])
    #expect(quality.patterns.first { $0.pattern == "P7" }?.records == 3)
  }

  private func tiers(_ content: ContentTier, _ metadata: MetadataTier) -> PublishingTiers {
    PublishingTiers(content: content, language: metadata, enabling: metadata, contextual: .c)
  }

  private func entry(_ identifier: String, _ tiers: RecordTiers?) -> CensusEntry {
    var entry = Records.entry(identifier, "<dc:title>T</dc:title>")
    entry.tiers = tiers
    return entry
  }

  @Test("tiers are counted in three views, technical gain and uplift apart")
  func tierViews() {
    let quality = Records.quality([
      entry(
        "a",
        RecordTiers(
          received: tiers(.zero, .zero), technical: tiers(.two, .zero), enriched: tiers(.two, .b),
          contentBeforeLicence: .four)),
      entry(
        "b",
        RecordTiers(
          received: tiers(.zero, .a), technical: tiers(.four, .a), enriched: tiers(.four, .a),
          contentBeforeLicence: .four)), entry("c", nil),
    ])
    let counted = quality.tiers
    #expect(counted.records == 2)
    #expect(counted.received.content.map(\.records) == [2, 0, 0, 0, 0])
    #expect(counted.technical.content.map(\.records) == [0, 0, 1, 0, 1])
    #expect(counted.received.metadata.map(\.records) == [1, 1, 0, 0])
    #expect(counted.enriched.metadata.map(\.records) == [0, 1, 1, 0])
    #expect(counted.enriched.contextual.map(\.records) == [0, 0, 0, 2])
    #expect((counted.technicalGain.records, counted.technicalGain.share) == (2, 1))
    #expect(counted.technicalGain.contentBySteps.map(\.records) == [0, 1, 0, 1])
    #expect((counted.uplift.records, counted.uplift.share, counted.uplift.fallen) == (1, 0.5, 0))
    #expect(counted.uplift.metadataBySteps.map(\.records) == [0, 1, 0])
    #expect(counted.contentLoweredByLicence == 1)
    #expect(counted.rising == [ProviderQuality.RisingRecord(record: "a", before: "2/0", after: "2/B")])
  }

  @Test("changes are ranked by the records that they would lift, untagged properties one by one")
  func changes() throws {
    let untagged = Records.entry(
      "a",
      "<dc:title>T</dc:title><dc:type>print</dc:type><dc:creator>C</dc:creator><dcterms:created>1889</dcterms:created>"
    )
    let evidence = try #require(untagged.evidence)
    #expect(evidence.changes.contains { $0.kind == .languageTags })
    let tagged = Records.entry(
      "b",
      "<dc:title xml:lang=\"en\">T</dc:title><dc:type xml:lang=\"en\">print</dc:type><dc:creator>C</dc:creator>"
        + "<dcterms:created>1889</dcterms:created>")
    let quality = Records.quality([untagged, tagged])
    let language = try #require(quality.changes.first { $0.kind == "languageTags" })
    #expect((language.records, language.share) == (1, 0.5))
    #expect(language.remedies.map(\.value) == ["xml:lang on dc:title", "xml:lang on dc:type"])
    #expect(
      language.metadata == [ProviderQuality.TierTransition(before: "0", after: "A", records: 1)])
    let context = try #require(quality.changes.first { $0.kind == "contextualClass" })
    #expect(context.records == 2)
    #expect(context.examples == ["a", "b"])
    #expect(zip(quality.changes, quality.changes.dropFirst()).allSatisfy { $0.records >= $1.records })
    #expect(quality.changes.reduce(0) { $0 + $1.recordsForWhichBest } == 2)
  }

  @Test("texts far from the usual length, rare scripts and rare values are found with the record")
  func outliers() {
    var entries = (0..<60).map { index in
      Records.entry(
        "r\(index)",
        "<dc:title>A title of usual length \(index % 7)</dc:title><dc:type>\(index % 2 == 0 ? "print" : "map")</dc:type>"
      )
    }
    entries.append(
      Records.entry(
        "long", "<dc:title>\(String(repeating: "long ", count: 100))</dc:title><dc:type>Print</dc:type>"))
    entries.append(Records.entry("short", "<dc:title>Ж</dc:title><dc:type>map</dc:type>"))
    entries.append(
      Records.entry("mixed", "<dc:title>A title of P\u{430}ris in use</dc:title><dc:type>map</dc:type>"))
    entries.append(
      Records.entry("broken", "<dc:title>A title fÃ¼r the test 1</dc:title><dc:type>map</dc:type>"))
    let files = (0..<40).map { "<edm:WebResource rdf:about=\"http://museum.example/\($0).jpg\"/>" }.joined()
    entries.append(
      Records.entry(
        "many", "<dc:title>A title of usual length 1</dc:title><dc:type>map</dc:type>", others: files))
    let outliers = Records.quality(entries).outliers
    func records(_ kind: ProviderQuality.Outlier.Kind) -> [String] {
      outliers.filter { $0.kind == kind }.map(\.record)
    }
    #expect(records(.longText) == ["long"])
    #expect(records(.shortText) == ["short"])
    #expect(records(.mixedScripts) == ["mixed"])
    #expect(records(.brokenCharacters) == ["broken"])
    #expect(records(.manyFiles) == ["many"])
    #expect(records(.rareValue) == ["long"])
    // Two records hold Cyrillic letters: more than one in a hundred of 65.
    #expect(records(.rareScript) == [])
    let short = outliers.first { $0.kind == .shortText }
    #expect((short?.property, short?.value) == ("dc:title", "Ж"))
    #expect(short?.reason == "1 character; the middle half has 25 to 25")
  }

  @Test("a provider of equal records has no odd ones")
  func noOutliers() {
    let entries = (0..<50).map {
      Records.entry("r\($0)", "<dc:title>Dog number \($0)</dc:title><dc:type>print</dc:type>")
    }
    #expect(Records.quality(entries).outliers == [])
  }

  @Test("a record is ready when a file of it may be fetched, came, and is large enough")
  func readiness() {
    func medium(
      _ category: RightsFinding.Category, fetchable: Bool = true, tried: Bool = true, fetched: Bool = true,
      _ width: Int? = nil, _ height: Int? = nil
    ) -> CensusMedium {
      CensusMedium(
        address: "http://museum.example/1.jpg", category: category, isFetchable: fetchable, isTried: tried,
        isFetched: fetched, width: width, height: height)
    }
    let media: [[CensusMedium]] = [
      [], [medium(.open, 700, 600)], [medium(.open, 100, 100), medium(.restricted, 2000, 2000)],
      [medium(.open, 699, 600)], [medium(.missing, fetchable: false, tried: false, fetched: false)],
      [medium(.open, tried: false, fetched: false)], [medium(.open, fetched: false)], [medium(.open)],
    ]
    let quality = Records.quality(
      media.enumerated().map { Records.entry("r\($0)", "<dc:title>T</dc:title>", media: $1) })
    let readiness = quality.readiness
    #expect((readiness.records, readiness.files, readiness.sufficientPixels) == (8, 8, 420_000))
    #expect(
      readiness.all
        == ProviderQuality.Funnel(
          withAddress: 7, fetchable: 6, tried: 5, fetched: 4, largeEnough: 2, shareReady: 0.25))
    #expect(
      readiness.open
        == ProviderQuality.Funnel(
          withAddress: 6, fetchable: 6, tried: 5, fetched: 4, largeEnough: 1, shareReady: 0.125))
    #expect(readiness.restricted.largeEnough == 1)
    #expect((readiness.other.withAddress, readiness.other.fetchable) == (1, 0))
    #expect((readiness.pixelsLeast, readiness.pixelsGreatest) == (10_000, 4_000_000))
    #expect(readiness.tooSmallExamples == ["r3"])
  }

  @Test("lists are cut to the limit of the settings")
  func limits() throws {
    let entries = (0..<30).map {
      Records.entry("r\($0)", "<dc:title>Dog \($0)</dc:title><dc:date>never \($0)</dc:date>")
    }
    let quality = Records.quality(entries, settings: CensusSettings(listLimit: 3))
    #expect(try #require(quality.field("edm:ProvidedCHO", "dc:title")).values.count == 3)
    #expect(quality.dates.notUnderstood.count == 3)
    #expect(quality.patterns.allSatisfy { $0.examples.count <= 3 })
  }
}
