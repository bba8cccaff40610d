import EDM
import Fetching
import Hashing
import Store
import Testing
import WinnowConfiguration

@testable import Pipeline

@Suite("Fetching images", .timeLimit(.minutes(5)))
struct FetchStageTests {
  /// Bytes that begin as a JPEG does.
  private static let jpeg: [UInt8] = [0xff, 0xd8, 0xff, 0xe0] + Array("self-made picture".utf8)
  private static let html = Array("<!DOCTYPE html><html><body>Not here</body></html>".utf8)
  private static let museumOnly = "- {id: museum, harvest: {url: \"http://m.example/oai\"}}"

  private let temporary: TemporaryStore

  init() throws { temporary = try TemporaryStore() }

  /// Takes jobs of the stage through it, all ready ones by default, and writes what came of them.
  private func fetch(_ entries: String = museumOnly, jobs: [Job]? = nil) async throws -> StageOutcome {
    var configuration = FetchConfiguration(version: "1.0", contact: "mailto:ops@example.org")
    configuration.allowedNetworks = [try CIDRBlock("127.0.0.1")]
    configuration.mediaDelay = .zero
    configuration.firstHold = .milliseconds(20)
    configuration.proxies = ProxySettings()
    let engine = FetchEngine(configuration)
    let providers = try providers(entries)
    let stage = FetchStage(
      store: temporary.store, blobs: temporary.blobs, engine: engine,
      rights: RightsGate(policy: .standard, providers: providers), providers: providers,
      agreementHosts: ["127.0.0.1"], incomingFolder: try temporary.blobs.incomingFolder())
    let ready = try await temporary.claim(.fetch)
    let outcome = try await stage.perform(jobs ?? ready)
    await engine.shutdown()
    try await temporary.store.complete(outcome.results)
    return outcome
  }

  private func attempts(_ outcome: StageOutcome) -> [FetchAttempt] {
    outcome.results.compactMap { if case .fetched(_, let attempt) = $0 { attempt } else { nil } }
  }

  @Test("an image is kept under its hash, with all that the ledger wants to know")
  func image() async throws {
    let server = try LoopbackServer(["/1.jpg": .init(body: Self.jpeg)])
    try await temporary.describe("oai:m:1", [reference(server.base + "/1.jpg")])
    let outcome = try await fetch()
    let attempt = try #require(attempts(outcome).first)
    let medium = ContentHash(of: Self.jpeg)
    #expect(attempt.state == .ok)
    #expect(attempt.medium == medium)
    #expect(attempt.httpStatus == 200)
    #expect(attempt.bytes == Int64(Self.jpeg.count))
    #expect(attempt.contentType == "image/jpeg")
    #expect(attempt.policy.hasPrefix("allowed: http://creativecommons.org/publicdomain/mark/1.0/"))
    #expect(outcome.counts[museum]?.images == 1)
    #expect(try await temporary.blobs.get(BlobName.original(medium)) == Self.jpeg)
    #expect(try await temporary.claim(.look).map(\.subject) == [.medium(medium)])
  }

  @Test("each cause has its own state, and none but the image leaves a file")
  func states() async throws {
    let server = try LoopbackServer([
      "/ok.jpg": .init(body: Self.jpeg), "/gone.jpg": .init(status: 410), "/closed.jpg": .init(status: 403),
      "/page.jpg": .init(type: "text/html", body: Self.html),
      "/liar.jpg": .init(type: "image/png", body: Self.html),
      "/empty.jpg": .init(), "/broken.jpg": .init(status: 500),
      "/moved.jpg": .init(status: 301, headers: ["Location": "/ok.jpg"]),
    ])
    let expected: [String: LinkState] = [
      "/ok.jpg": .ok, "/none.jpg": .http404, "/gone.jpg": .http410, "/closed.jpg": .http401403,
      "/page.jpg": .soft404HTML, "/liar.jpg": .soft404HTML, "/empty.jpg": .empty, "/broken.jpg": .http5xx,
      "/moved.jpg": .okRedirected,
    ]
    try await temporary.describe("oai:m:1", expected.keys.sorted().map { reference(server.base + $0) })
    var states: [String: LinkState] = [:]
    for attempt in attempts(try await fetch()) {
      states[String(attempt.address.dropFirst(server.base.count))] = attempt.state
    }
    #expect(states == expected)
    #expect(try await temporary.claim(.look).count == 1)
    #expect(try await temporary.blobs.contains(BlobName.original(ContentHash(of: Self.jpeg))))
  }

  @Test("private address space and foreign schemes are refused without a request")
  func refusedAddresses() async throws {
    try await temporary.describe(
      "oai:m:1", [reference("http://10.0.0.1/1.jpg"), reference("ftp://img.example/1.jpg")])
    #expect(attempts(try await fetch()).map(\.state) == [.addressRefused, .addressRefused])
  }

  @Test("what rights forbid is not asked for; the ledger says why")
  func rights() async throws {
    let server = try LoopbackServer(["/1.jpg": .init(body: Self.jpeg)])
    try await temporary.describe("oai:m:1", [reference(server.base + "/1.jpg", rights: closedRights)])
    let outcome = try await fetch()
    let attempt = try #require(attempts(outcome).first)
    #expect(attempt.state == .notCheckedPolicy)
    #expect(attempt.policy.hasPrefix("refused: http://rightsstatements.org/vocab/InC/1.0/"))
    #expect(attempt.medium == nil)
    #expect(server.paths.isEmpty)
    #expect(outcome.counts[museum]?.refusedByRights == 1)
  }

  @Test("an agreement opens for its provider what stays closed for another, at the same address")
  func agreement() async throws {
    let server = try LoopbackServer(["/1.jpg": .init(body: Self.jpeg)])
    let address = server.base + "/1.jpg"
    try await temporary.describe("oai:m:1", [reference(address, rights: closedRights)])
    try await temporary.describe("oai:l:1", [reference(address, rights: closedRights)], provider: library)
    let outcome = try await fetch(
      Self.museumOnly.replacing("}}", with: "}, policy: {agreement: true}}")
        + "\n- {id: library, harvest: {url: \"http://l.example/oai\"}}")
    #expect(Set(attempts(outcome).map(\.state)) == [.ok, .notCheckedPolicy])
    #expect(try await temporary.webResources("oai:m:1").map { $0.medium != nil } == [true])
    #expect(try await temporary.webResources("oai:l:1").map { $0.medium != nil } == [false])
  }

  @Test("an address that several records name is asked for once, and each keeps its own decision")
  func sharedAddress() async throws {
    let server = try LoopbackServer(["/1.jpg": .init(body: Self.jpeg)])
    for number in 1...3 {
      try await temporary.describe("oai:m:\(number)", [reference(server.base + "/1.jpg")])
    }
    let outcome = try await fetch()
    #expect(attempts(outcome).map(\.state) == [.ok, .ok, .ok])
    #expect(Set(attempts(outcome).map(\.medium)) == [ContentHash(of: Self.jpeg)])
    #expect(server.paths == ["/1.jpg"])
    #expect(outcome.counts[museum]?.images == 1)
    #expect(outcome.counts[museum]?.reused == 2)
    try await temporary.describe("oai:m:4", [reference(server.base + "/1.jpg")])
    let later = try await fetch()
    #expect(attempts(later).map(\.detail) == ["known already; not asked again"])
    #expect(server.paths == ["/1.jpg"])
  }

  @Test("an image that is known is not asked for again")
  func known() async throws {
    let server = try LoopbackServer(["/1.jpg": .init(body: Self.jpeg, headers: ["ETag": "\"v1\""])])
    try await temporary.describe("oai:m:1", [reference(server.base + "/1.jpg")])
    _ = try await fetch()
    let jobs = try await temporary.webResources("oai:m:1").map {
      Job(key: 1, stage: .fetch, subject: .webResource($0.key), attempt: 1, generation: 1)
    }
    let again = try #require(attempts(try await fetch(jobs: jobs)).first)
    #expect(again.state == .ok)
    #expect(again.medium == ContentHash(of: Self.jpeg))
    #expect(server.paths == ["/1.jpg"])
  }

  @Test("an image service is asked for an image of the right size")
  func imageService() async throws {
    let information = """
      {"@context": "http://iiif.io/api/image/2/context.json", "@id": "x", "protocol": "http://iiif.io/api/image",
      "width": 4000, "height": 2000, "profile": ["http://iiif.io/api/image/2/level2.json"]}
      """
    let server = try LoopbackServer([
      "/iiif/1/info.json": .init(type: "application/json", body: Array(information.utf8)),
      "/iiif/1/full/1024,/0/default.jpg": .init(body: Self.jpeg),
      "/iiif/1/full/!1024,1024/0/default.jpg": .init(body: Self.jpeg),
      "/iiif/1/full/1024,512/0/default.jpg": .init(body: Self.jpeg),
    ])
    var shown = reference("http://museum.example/full.tif")
    shown.imageService = server.base + "/iiif/1"
    var missing = reference("http://museum.example/other.tif")
    missing.imageService = server.base + "/iiif/2"
    try await temporary.describe("oai:m:1", [shown, missing])
    var states: [String: FetchAttempt] = [:]
    for attempt in attempts(try await fetch()) { states[attempt.address] = attempt }
    let image = try #require(states["http://museum.example/full.tif"])
    #expect(image.state == .ok)
    #expect(image.request.hasPrefix(server.base + "/iiif/1/full/"))
    #expect(image.request.contains("1024"))
    #expect(image.fullWidth == 4000)
    #expect(image.fullHeight == 2000)
    #expect(states["http://museum.example/other.tif"]?.state == .iiifInfoMissing)
    #expect(states["http://museum.example/other.tif"]?.httpStatus == 404)
  }

  @Test("a record of a provider that is not configured any more fails with the remedy")
  func unknownProvider() async throws {
    try await temporary.describe("oai:l:1", [reference("http://img.example/1.jpg")], provider: library)
    let outcome = try await fetch()
    #expect(outcome.results.isEmpty)
    #expect(
      outcome.failures.map(\.reason) == [
        "provider 'library' is not in the configuration: add it again, or withdraw it"
      ])
  }
}
