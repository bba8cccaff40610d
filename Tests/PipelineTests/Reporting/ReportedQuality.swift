import EDM

/// The quality of a small provider whose values try to break every form of report.
enum ReportedQuality {
  static let hostile = "<b>\"A\" & 'B'</b>,\n]]> \u{1}; –"

  static func make(records: Int = 30) -> ProviderQuality {
    var census = RecordCensus()
    for number in 0..<records { census.add(entry(number)) }
    return census.quality(of: "museum", name: "Museum of <Examples>")
  }

  private static func entry(_ number: Int) -> CensusEntry {
    let title = number % 10 == 0 ? String(repeating: hostile, count: 9) : "Dog \(number % 4)"
    let object = Resource(
      kind: .providedCHO, about: "http://museum.example/\(number)",
      statements: [
        Statement(.dcTitle, .literal(.init(title, language: number % 2 == 0 ? "GER" : nil))),
        Statement(.dcDate, .literal(.init(number % 3 == 0 ? hostile : "XIX"))),
        Statement(.dcLanguage, .literal(.init("ger"))),
        Statement(Property(QualifiedName("http://x.example/&", "a")), .literal(.init(hostile))),
        Statement(.edmType, .literal(.init("IMAGE"))),
      ])
    let record = EDMRecord(resources: [object])
    let calculator = TierCalculator()
    let evidence = calculator.evidence(of: record)
    let received = evidence.tiers
    let enriched = PublishingTiers(content: .two, language: .b, enabling: .b, contextual: .b)
    return CensusEntry(
      identifier: "oai:museum.example:<\(number)>",
      described: DescribedRecord(
        kind: .external, record: record,
        findings: [Finding(rule: "x<1>", severity: .info, path: "p", message: hostile)],
        withheld: number % 5 == 0 ? [hostile] : [], title: title,
        rights: number % 4 == 0
          ? RightsFinding(original: hostile, normalised: nil, category: .unknown)
          : RightsFinding(
            original: "https://creativecommons.org/licenses/by/4.0",
            normalised: "http://creativecommons.org/licenses/by/4.0/", category: .open),
        read: EDMReadResult(record: record, findings: [], repairs: [])),
      tiers: RecordTiers(
        received: received, technical: received, enriched: enriched, contentBeforeLicence: .four),
      evidence: evidence,
      media: [
        CensusMedium(
          address: "http://museum.example/\(number).jpg", category: number % 4 == 0 ? .unknown : .open,
          isFetchable: number % 4 != 0, isTried: true, isFetched: true, width: 1000, height: 1000)
      ])
  }
}
