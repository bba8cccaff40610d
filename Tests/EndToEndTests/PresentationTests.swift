import Foundation
import FoundationNetworking
import Testing

/// What others get below `/iiif`: annotations, manifests, measurements and the stream of changes.
@Suite(
  "Annotations, manifests and the stream of changes", .fewAtOnce,
  .enabled(
    if: Built.isComplete && Built.photographs != nil && Built.python != nil,
    "no executable, model, photographs or RDFLib: `make setup build`, `Setup/test-packages`"))
struct PresentationTests {
  private struct Found: Decodable {
    var validated: Int
    var problems: [String]
    var pages: Int
    var total: Int
    var manifests: [String]
    var annotations: [String]
    var deleted: [Int]
    var kinds: [String]
    var triples: Int
    var singles: Int
    var quality: Int
  }

  private static let cat = "http://www.wikidata.org/entity/Q146"

  private func read(_ server: Server) async throws -> Found {
    let script = Built.project + "/Tests/EndToEndTests/Readers/read_presentation.py"
    let result = try await run(try #require(Built.python), [script, server.base])
    #expect(result.status == 0, "\(result)")
    return try JSONDecoder().decode(Found.self, from: Data(result.output.utf8))
  }

  /// A museum whose records have images, and one of them a manifest of its provider.
  private func museum(in space: Workspace, port: Int) async throws {
    let photographs = try #require(Built.photographs)
    for (id, file) in [("cup", "tasse.jpg"), ("cat", "katze.jpg")] {
      var record = TestRecord(
        id: id, title: "Bild <\(id)> & \"mehr\"", image: "{base}/images/\(file)"
      ).edm
      if id == "cat" {
        record = record.replacing(
          "<edm:WebResource rdf:about=\"{base}/images/\(file)\"/>",
          with: """
            <edm:WebResource rdf:about="{base}/images/\(file)">
              <dcterms:isReferencedBy xmlns:dcterms="http://purl.org/dc/terms/" rdf:resource="{base}/images/cat.json"/>
            </edm:WebResource>
            """)
      }
      try space.write("museum/\(id).xml", record)
      try space.write(
        "images/\(file)", [UInt8](Data(contentsOf: URL(fileURLWithPath: photographs + "/museum/" + file))))
    }
    let museum = try await space.provide("museum", images: "images")
    try space.write(
      "images/cat.json",
      """
      {"@context":"http://iiif.io/api/presentation/3/context.json","id":"\(museum.base)/images/cat.json",
       "type":"Manifest","label":{"none":["Katze"]},"items":[{"id":"\(museum.base)/canvas/cat","type":"Canvas",
       "width":3000,"height":2000,"items":[{"id":"\(museum.base)/page","type":"AnnotationPage","items":[
       {"id":"\(museum.base)/painting","type":"Annotation","motivation":"painting","target":"\(museum.base)/canvas/cat",
        "body":{"id":"\(museum.base)/images/katze.jpg","type":"Image"}}]}]}]}
      """)
    try space.configure(
      [.init(id: "museum", endpoint: museum.endpoint)], base: "http://127.0.0.1:\(port)")
    _ = try await space.complete()
  }

  private func record(_ id: String) -> String {
    "/iiif/oai%3Awinnow.example.org%3Amuseum%3Aoai%3Amuseum.example.org%3A\(id)"
  }

  private func answer(
    _ address: String, method: String = "GET", headers: [String: String] = [:]
  ) async throws -> (status: Int, body: String, headers: HTTPURLResponse) {
    var request = URLRequest(url: try #require(URL(string: address)))
    request.httpMethod = method
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let (data, response) = try await URLSession.shared.data(for: request)
    let http = try #require(response as? HTTPURLResponse)
    return (http.statusCode, String(decoding: data, as: UTF8.self), http)
  }

  @Test("a record's page says what `oa` says, on the provider's canvas or on ours, and vanishes with it")
  func whole() async throws {
    let space = try Workspace()
    let port = try freePort()
    try await museum(in: space, port: port)
    try space.write(
      "decisions.csv",
      """
      provider,record,medium,property,concept,verdict,reviewer,note
      museum,oai:museum.example.org:cat,,dc:subject,\(Self.cat),reject,Inge Keller,a «drawing» {1}

      """)
    #expect(try await space.winnow("review", "import", "decisions.csv").status == 0)
    #expect(try await space.winnow("enrich").status == 0)
    try await nextSecond()
    let server = try await space.serve(port: port)
    var found = try await read(server)
    #expect(found.problems.isEmpty, "\(found.problems)")
    #expect(found.manifests == [server.base + record("cup") + "/manifest"])
    #expect(Set(found.annotations) == Set(["cup", "cat"].map { server.base + record($0) + "/annotations" }))
    #expect(found.total == 3 && found.kinds.filter { $0 == "Create" }.count >= 2)
    #expect(found.triples > 100 && found.singles >= 3 && found.quality > 10)
    #expect(found.validated == 3 || Built.prezi == nil)

    let page = try await answer(server.base + record("cat") + "/annotations")
    #expect(page.body.contains("/canvas/cat\",\"type\":\"Canvas\""))
    #expect(page.body.contains("\"value\":\"rejected\"") && page.body.contains("a «drawing» {1}"))
    let manifest = try await answer(server.base + record("cat") + "/manifest")
    #expect(manifest.body.contains("\"Katze\""), "the way to the provider's manifest is followed")
    let tag = try #require(page.headers.value(forHTTPHeaderField: "ETag"))
    let unchanged = try await answer(
      server.base + record("cat") + "/annotations", headers: ["If-None-Match": tag])
    #expect(unchanged.status == 304)

    try await nextSecond()
    #expect(
      try await space.winnow("withdraw", "oai:museum.example.org:cup", "--purge", "--reason", "asked").status
        == 0)
    try await nextSecond()
    for kind in ["manifest", "annotations", "quality", "edm"] {
      #expect(try await answer(server.base + record("cup") + "/" + kind).status == 410, "\(kind)")
    }
    found = try await read(server)
    #expect(found.manifests.isEmpty && found.annotations.count == 1)
    #expect(found.deleted == [410, 410])
  }

  @Test("our own harvester walks the stream, and learns of a change and of a withdrawal")
  func harvested() async throws {
    let space = try Workspace()
    let port = try freePort()
    try await museum(in: space, port: port)
    try await nextSecond()
    let server = try await space.serve(port: port)
    let other = try Workspace()
    try other.configure([
      .init(
        id: "winnow", endpoint: server.base + "/iiif/changes", kind: "iiif-change-discovery")
    ])
    let first = try #require(try await other.complete().first)
    #expect(first["received"] as? Int == 1 && first["new"] as? Int == 1, "\(first)")
    let again = try #require(try await other.complete().first)
    #expect(again["new"] as? Int == 0 && again["changed"] as? Int == 0, "\(again)")
    let report = try await other.dump()
    #expect(report.values.contains { $0.contains("Bild &lt;cup&gt; &amp; ") }, "\(report.keys)")

    try await nextSecond()
    let withdrawn = try await space.winnow("withdraw", "oai:museum.example.org:cup", "--reason", "asked")
    #expect(withdrawn.status == 0, "\(withdrawn)")
    try await nextSecond()
    let last = try #require(try await other.complete().first)
    #expect(last["deleted"] as? Int == 1, "\(last)")
  }
}
