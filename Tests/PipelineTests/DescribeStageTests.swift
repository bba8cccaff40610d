import EDM
import Store
import Testing

@testable import Pipeline

@Suite("Describing records")
struct DescribeStageTests {
  private func describer(mediaPerRecord: Int = 10) -> ProviderDescriber {
    ProviderDescriber(
      describer: RecordDescriber(
        settings: DescribeSettings(
          providerID: "museum", providerName: "Museum", idPrefix: "oai:hub.example")),
      mediaPerRecord: mediaPerRecord)
  }

  private func description(
    _ describer: ProviderDescriber, of source: RecordSource
  ) async throws -> RecordDescription {
    describer.description(of: try #require(try await describer.describedRecords(of: [source]).first))
  }

  /// An EDM record with a landing page and some views.
  private func metadata(views: Int) -> String {
    let links = (0..<views).map { "<edm:hasView rdf:resource=\"http://img.example/\($0).jpg\"/>" }.joined()
    return """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:edm="http://www.europeana.eu/schemas/edm/" \
      xmlns:ore="http://www.openarchives.org/ore/terms/">\
      <edm:ProvidedCHO rdf:about="http://museum.example/1"><dc:title>A poster</dc:title>\
      <dc:subject>dogs</dc:subject><edm:type>IMAGE</edm:type></edm:ProvidedCHO>\
      <ore:Aggregation rdf:about="http://museum.example/1#agg">\
      <edm:aggregatedCHO rdf:resource="http://museum.example/1"/><edm:dataProvider>Museum</edm:dataProvider>\
      \(links)<edm:isShownAt rdf:resource="http://museum.example/1.html"/><edm:provider>Hub</edm:provider>\
      <edm:rights rdf:resource="https://creativecommons.org/publicdomain/mark/1.0"/></ore:Aggregation></rdf:RDF>
      """
  }

  @Test("a record is read as it stands in the store, with the namespaces of its page")
  func record() async throws {
    let described = try await description(describer(), of: source(metadata: metadata(views: 1)))
    #expect(described.kind == "external")
    #expect(described.about == "http://museum.example/1")
    #expect(described.title == "A poster")
    #expect(described.type == "IMAGE")
    #expect(described.rights.normalised == "http://creativecommons.org/publicdomain/mark/1.0/")
    #expect(
      described.webResources.map(\.address) == ["http://img.example/0.jpg", "http://museum.example/1.html"])
  }

  @Test(
    "of many media the first ones are looked at, landing pages are not counted, and what is left is reported",
    arguments: [(1, 3), (3, 1), (4, 0), (9, 0)])
  func sampling(limit: Int, left: Int) async throws {
    let described = try await description(
      describer(mediaPerRecord: limit), of: source(metadata: metadata(views: 4)))
    let expected = (0..<min(limit, 4)).map { "http://img.example/\($0).jpg" }
    #expect(described.webResources.filter { $0.role != .isShownAt }.map(\.address) == expected)
    #expect(described.webResources.contains { $0.role == .isShownAt })
    let finding = described.findings.first { $0.rule == "media-sampled" }
    if left > 0 {
      #expect(
        finding?.message == "\(left) media beyond the first \(limit) are not looked at: media_per_record")
    } else {
      #expect(finding == nil)
    }
  }

  @Test("a stored record that cannot be read is withheld with the reason, not lost")
  func unreadable() async throws {
    var broken = source()
    broken.bytes = Array("<record><header>".utf8)
    let described = try await description(describer(), of: broken)
    #expect(described.findings.map(\.rule) == ["not-well-formed"])
    #expect(described.withheld.count == 1)
  }

  @Test("the stage describes what its provider sends, tombstones as such; an unknown provider fails for good")
  func stage() async throws {
    let temporary = try TemporaryStore()
    try await temporary.ingest([
      incoming("a", metadata: metadata(views: 1)), incoming("b", deleted: true),
    ])
    try await temporary.ingest([incoming("c")], provider: library)
    let stage = DescribeStage(store: temporary.store, describers: [museum: describer()])
    let outcome = try await stage.perform(try await temporary.claim(.describe))
    var kinds: [String] = []
    for result in outcome.results {
      switch result {
      case .described(_, let description): kinds.append(description.kind)
      case .describedAsDeleted: kinds.append("deleted")
      default: Issue.record("not a result of describing: \(result)")
      }
    }
    #expect(kinds == ["external", "deleted"])
    let failure = try #require(outcome.failures.first)
    #expect(outcome.failures.count == 1)
    #expect(failure.retryAt == nil)
    #expect(
      failure.reason == "provider 'library' is not in the configuration: add it again, or withdraw it")
  }
}
