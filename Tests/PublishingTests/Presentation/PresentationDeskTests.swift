import OAIPMH
import Store
import Testing

@testable import Publishing

@Suite("What stands below /iiif")
struct PresentationDeskTests {
  private static let live = "oai:winnow.example.org:museum:a/b"
  private static let gone = "oai:winnow.example.org:museum:gone"

  private func entry(_ identifier: String, _ prefix: String, _ content: PublishedForm.Content)
    -> PublishedEntry
  {
    PublishedEntry(
      record: RecordKey(rawValue: identifier == Self.live ? 1 : 2), identifier: identifier,
      stamp: Bench.now.advanced(by: -60), setSpecs: [],
      form: PublishedForm(prefix: prefix, content: content, about: []), source: nil)
  }

  private func desk(providerManifest: String? = nil) throws -> PresentationDesk {
    let record = try Dossiers.publisher().publish(
      Dossiers.dossier(statements: [Dossiers.statement(.annotation)]))
    let page = Array(
      try #require(record.text("+annotations")).replacing(
        "oai%3Amuseum%3A1", with: "a%2Fb"
      ).utf8)
    let records = MemoryRecords([
      entry(Self.live, "source", .source), entry(Self.live, "+annotations", .metadata(page)),
      entry(Self.live, "edm", .metadata(Array("<rdf/>".utf8))), entry(Self.live, "+quality", .deleted),
      entry(Self.gone, "source", .deleted), entry(Self.gone, "+annotations", .deleted),
    ])
    return PresentationDesk(
      records: records, addresses: PresentationAddresses(repository: "http://winnow.example.org/oai"),
      providerManifest: { $0 == RecordKey(rawValue: 1) ? providerManifest : nil }, clock: { Bench.now })
  }

  @Test("documents of a record, whether or not a proxy decoded its identifier")
  func documents() async throws {
    let desk = try desk()
    for segments in [[Self.live, "annotations"], ["oai:winnow.example.org:museum:a", "b", "annotations"]] {
      guard case .document(_, let type, let modified) = try await desk.answer(segments) else {
        Issue.record("\(segments)")
        continue
      }
      #expect(type == "application/ld+json;profile=\"http://iiif.io/api/presentation/3/context.json\"")
      #expect(modified == Bench.now.advanced(by: -60))
    }
    guard case .document(let bytes, let type, _) = try await desk.answer([Self.live, "annotations", "s1"])
    else {
      Issue.record("no annotation")
      return
    }
    #expect(type == "application/ld+json;profile=\"http://www.w3.org/ns/anno.jsonld\"")
    #expect(try ReadJSON(bytes)["type"]?.text == "Annotation")
    #expect(try await desk.answer([Self.live, "annotations", "s9"]) == .missing)
    #expect(try await desk.answer([Self.live, "annotations", "s1", "review"]) == .missing)
    #expect(
      try await desk.answer([Self.live, "edm"])
        == .document(
          Array("<rdf/>".utf8), contentType: "application/rdf+xml", modified: Bench.now.advanced(by: -60)))
  }

  @Test("what is gone is gone, what never was is missing")
  func absent() async throws {
    let desk = try desk()
    for kind in ["manifest", "annotations", "quality", "edm"] {
      #expect(try await desk.answer([Self.gone, kind]) == .gone)
      #expect(try await desk.answer(["oai:winnow.example.org:museum:none", kind]) == .missing)
    }
    #expect(try await desk.answer([Self.live, "quality"]) == .gone)
    #expect(try await desk.answer([Self.live, "manifest"]) == .missing)
    for path in [
      [], [""], ["manifest"], [Self.live], [Self.live, "x"], ["changes", "1", "2"], ["metrics", "x"],
    ] {
      #expect(try await desk.answer(path) == .missing, "\(path)")
    }
  }

  @Test("the provider's manifest is pointed to, unless its address could not stand in a header")
  func elsewhere() async throws {
    let own = "http://museum.example.org/manifest"
    #expect(try await desk(providerManifest: own).answer([Self.live, "manifest"]) == .elsewhere(own))
    #expect(try await desk(providerManifest: own).answer([Self.gone, "manifest"]) == .gone)
    let injected = try desk(providerManifest: "http://m.example/\r\nSet-Cookie: a=b")
    #expect(try await injected.answer([Self.live, "manifest"]) == .missing)
  }

  @Test("terms and metrics are defined")
  func definitions() async throws {
    let desk = try desk()
    guard case .document(let context, _, _) = try await desk.answer(["context.json"]),
      case .document(let metrics, _, _) = try await desk.answer(["metrics"]),
      case .document(let metric, _, _) = try await desk.answer(["metrics", "ink"])
    else {
      Issue.record("a definition is missing")
      return
    }
    #expect(try ReadJSON(context)["@context"]?["confidence"]?["@id"]?.text == "edm:confidenceLevel")
    #expect(try ReadJSON(metrics)["@graph"]?.count == QualityMetric.all.count + 1)
    #expect(try ReadJSON(metric)["maxValue"]?.number == 1)
  }
}
