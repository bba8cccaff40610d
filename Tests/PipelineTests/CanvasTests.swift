import EDM
import Fetching
import Imaging
import Publishing
import Store
import Testing
import WinnowConfiguration

@testable import Pipeline

@Suite("What IIIF documents tell when an image is fetched", .timeLimit(.minutes(5)))
struct CanvasTests {
  private static let jpeg: [UInt8] = [0xff, 0xd8, 0xff, 0xe0] + Array("self-made picture".utf8)
  private let temporary: TemporaryStore

  init() throws { temporary = try TemporaryStore() }

  private func fetch() async throws -> [IIIFFinding?] {
    var configuration = FetchConfiguration(version: "1.0", contact: "mailto:ops@example.org")
    configuration.allowedNetworks = [try CIDRBlock("127.0.0.1")]
    configuration.mediaDelay = .zero
    configuration.firstHold = .milliseconds(20)
    configuration.proxies = ProxySettings()
    let engine = FetchEngine(configuration)
    let providers = try providers("- {id: museum, harvest: {url: \"http://m.example/oai\"}}")
    let stage = FetchStage(
      store: temporary.store, blobs: temporary.blobs, engine: engine,
      rights: RightsGate(policy: .standard, providers: providers), providers: providers,
      agreementHosts: ["127.0.0.1"], incomingFolder: try temporary.blobs.incomingFolder())
    let outcome = try await stage.perform(try await temporary.claim(.fetch))
    await engine.shutdown()
    try await temporary.store.complete(outcome.results)
    let key = try #require(try await temporary.store.find("oai:m:1").first)
    return try #require(try await temporary.store.dossiers([key]).first).webResources.map(\.iiif)
  }

  private func file(_ address: String, manifest: String) -> WebResourceReference {
    var reference = reference(address)
    reference.manifest = manifest
    return reference
  }

  private func manifest(_ base: String = "{base}") -> [UInt8] {
    func canvas(_ number: Int, image: String, service: String = "") -> String {
      """
      {"@id":"\(base)/canvas/\(number)","@type":"sc:Canvas","width":\(number * 100),"height":50,
       "images":[{"resource":{"@id":"\(image)","@type":"dctypes:Image"\(service)}}]}
      """
    }
    let service = """
      ,"service":{"@context":"http://iiif.io/api/image/2/context.json","@id":"\(base)/service/2/"}
      """
    return Array(
      """
      {"@context":"http://iiif.io/api/presentation/2/context.json","@id":"\(base)/manifest","@type":"sc:Manifest",
       "sequences":[{"canvases":[\(canvas(1, image: base + "/1.jpg")),
       \(canvas(2, image: base + "/service/2/full/full/0/default.jpg", service: service))]}]}
      """.utf8)
  }

  @Test("each image finds its canvas, by address or by service, and the manifest is asked for once")
  func canvases() async throws {
    let server = try LoopbackServer([
      "/1.jpg": .init(body: Self.jpeg), "/3.jpg": .init(body: Self.jpeg + [1]),
      "/service/2/info.json": .init(
        type: "application/json",
        body: Array(
          """
          {"@context":"http://iiif.io/api/image/2/context.json","@id":"x","protocol":"http://iiif.io/api/image",
           "width":400,"height":100,"profile":["http://iiif.io/api/image/2/level1.json"]}
          """.utf8)),
      "/manifest": .init(type: "application/json", body: manifest()),
    ])
    var served = file(
      server.base + "/service/2/full/max/0/default.jpg", manifest: server.base + "/manifest")
    served.imageService = server.base + "/service/2"
    try await temporary.describe(
      "oai:m:1",
      [
        file(server.base + "/1.jpg", manifest: server.base + "/manifest"), served,
        file(server.base + "/3.jpg", manifest: server.base + "/manifest"),
      ])
    let findings = try await fetch()
    #expect(findings[0]?.canvas == .init(id: server.base + "/canvas/1", width: 100, height: 50))
    #expect(findings[1]?.canvas == .init(id: server.base + "/canvas/2", width: 200, height: 50))
    #expect(findings[1]?.imageService == .init(version: 2, level: 1))
    #expect(findings[2] == IIIFFinding(), "the manifest does not show it")
    #expect(server.paths.filter { $0 == "/manifest" }.count == 1)
  }

  @Test("a manifest that is gone is remembered as such; one that cannot be had is not")
  func failures() async throws {
    let server = try LoopbackServer([
      "/1.jpg": .init(body: Self.jpeg), "/2.jpg": .init(body: Self.jpeg + [1]),
      "/broken": .init(status: 503),
    ])
    try await temporary.describe(
      "oai:m:1",
      [
        file(server.base + "/1.jpg", manifest: server.base + "/none"),
        file(server.base + "/2.jpg", manifest: server.base + "/broken"),
      ])
    let findings = try await fetch()
    #expect(findings[0]?.manifestFailure?.isEmpty == false)
    #expect(findings[1] == IIIFFinding())
  }

  @Test("every signal of images has its metric in the side file")
  func metrics() {
    let names = QualityMetric.all.map(\.name)
    #expect(Set(names) == Set(QualitySignal.allCases.map(\.rawValue)) && names.count == Set(names).count)
  }
}
