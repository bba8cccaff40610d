@testable import EDM

/// Entries of small records, made up for the tests.
enum CensusRecords {
  static let rights = "http://creativecommons.org/publicdomain/mark/1.0/"

  /// An entry as the pipeline makes it, of a record without media knowledge.
  ///
  /// - Parameters:
  ///   - description: the elements of `edm:ProvidedCHO` before `edm:type`.
  ///   - rights: the link of `edm:rights`; `nil` for a record without.
  static func entry(
    _ identifier: String, _ description: String, type: String = "IMAGE", rights: String? = rights,
    others: String = "", defaults: DescribeSettings.Defaults = .init(), media: [CensusMedium] = []
  ) -> CensusEntry {
    let object =
      "<edm:ProvidedCHO rdf:about=\"http://museum.example/1\">\(description)<edm:type>\(type)</edm:type></edm:ProvidedCHO>"
    let statement = rights.map { "<edm:rights rdf:resource=\"\($0)\"/>" } ?? ""
    let aggregation = TestRecords.aggregation(
      rights: statement,
      links: "<edm:isShownBy rdf:resource=\"http://museum.example/1.jpg\"/><edm:provider>Hub</edm:provider>",
      names: "<edm:dataProvider>Museum</edm:dataProvider>")
    return entry(identifier, TestRecords.rdf(object + others + aggregation), defaults, media)
  }

  static func entry(
    _ identifier: String, _ metadata: [UInt8], _ defaults: DescribeSettings.Defaults = .init(),
    _ media: [CensusMedium] = []
  ) -> CensusEntry {
    let described = TestRecords.describe(metadata, TestRecords.settings(defaults: defaults))
    guard let read = described.read else { return CensusEntry(identifier: identifier, described: described) }
    let calculator = TierCalculator()
    return CensusEntry(
      identifier: identifier, described: described, tiers: calculator.tiers(received: read.record),
      evidence: calculator.evidence(of: read.record), media: media)
  }

  static func quality(_ entries: [CensusEntry], settings: CensusSettings = .init()) -> ProviderQuality {
    var census = RecordCensus(settings: settings)
    for entry in entries { census.add(entry) }
    return census.quality(of: "museum", name: "Museum of Examples")
  }
}

extension ProviderQuality {
  func field(_ name: String, _ property: String) -> Field? {
    fields.first { $0.class == name && $0.property == property }
  }
}
