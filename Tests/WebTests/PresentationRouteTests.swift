import OAIPMH
import Publishing
import Store
import Testing

@Suite("Below /iiif", .serialized)
struct PresentationRouteTests {
  private static let identifier = "oai:w:museum:a/b"
  private static let path = "/iiif/oai%3Aw%3Amuseum%3Aa%2Fb"
  private static let stamp = Timestamp(seconds: 1_700_000_000)

  /// A record with a quality document, one that is gone, and one whose provider has a manifest.
  private struct Records: PublishedHistory {
    private static let entries: [PublishedEntry] = [
      entry(1, identifier, "source", .source), entry(1, identifier, "+quality", .metadata(Array("{}".utf8))),
      entry(2, "oai:w:museum:gone", "source", .deleted),
      entry(2, "oai:w:museum:gone", "+manifest", .deleted),
    ]

    private static func entry(
      _ key: Int64, _ identifier: String, _ prefix: String, _ content: PublishedForm.Content
    ) -> PublishedEntry {
      PublishedEntry(
        record: RecordKey(rawValue: key), identifier: identifier, stamp: stamp, setSpecs: [],
        form: PublishedForm(prefix: prefix, content: content, about: []), source: nil)
    }

    func list(_ query: PublishedQuery) -> [PublishedEntry] {
      Self.entries.filter { entry in
        entry.form.prefix == query.prefix
          && query.after.map { entry.record.rawValue > $0.record } ?? true
      }
    }
    func count(_ query: PublishedQuery) -> Int { list(query).count }
    func entries(identifier: String) -> [PublishedEntry] {
      Self.entries.filter { $0.identifier == identifier }
    }
    func earliestStamp() -> Timestamp? { stamp }
    func sets() -> [PublishedSet] { [] }
    func newest(
      prefix: String, through place: PublishedQuery.Position?, until: Timestamp, limit: Int
    ) -> [PublishedEntry] { Self.entries.filter { $0.form.prefix == prefix } }
    func entry(identifier: String, prefix: String) -> PublishedEntry? {
      Self.entries.first { $0.identifier == identifier && $0.form.prefix == prefix }
    }
  }

  private func withServer(_ body: (LiveServer) async throws -> Void) async throws {
    let desk = PresentationDesk(
      records: Records(), addresses: PresentationAddresses(repository: "http://w.example/oai"),
      providerManifest: { _ in "http://museum.example/manifest" })
    try await LiveServer.serving(presentation: desk, body)
  }

  @Test("any origin may read, and may ask whether it may")
  func crossOrigin() async throws {
    try await withServer { server in
      for path in [Self.path + "/quality", Self.path + "/none", "/iiif/changes", "/iiif/one.jpg/info.json"] {
        let answer = try await server.get(path, headers: ["Origin: http://viewer.example"])
        #expect(answer.headers["access-control-allow-origin"] == "*", "\(path)")
      }
      let preflight = try await server.get(
        Self.path + "/manifest", method: "OPTIONS",
        headers: ["Origin: http://viewer.example", "Access-Control-Request-Method: GET"])
      #expect(preflight.status == 204)
      #expect(preflight.headers["access-control-allow-origin"] == "*")
      #expect(preflight.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS")
      let refused = try await server.get(Self.path + "/manifest", method: "DELETE")
      #expect(refused.status == 405 && refused.headers["access-control-allow-origin"] == "*")
    }
  }

  @Test("a document comes with its type, tag and date, and not again where it is known")
  func conditional() async throws {
    try await withServer { server in
      let first = try await server.get(Self.path + "/quality")
      #expect(first.status == 200 && first.body == "{}")
      #expect(first.headers["content-type"] == "application/ld+json")
      let modified = try #require(first.headers["last-modified"])
      #expect(modified == "Tue, 14 Nov 2023 22:13:20 GMT")
      let tag = try #require(first.headers["etag"])
      let head = try await server.get(Self.path + "/quality", method: "HEAD")
      #expect(head.status == 200 && head.body.isEmpty && head.headers["etag"] == tag)
      for line in ["If-None-Match: \(tag)", "If-Modified-Since: \(modified)"] {
        let known = try await server.get(Self.path + "/quality", headers: [line])
        #expect(known.status == 304 && known.body.isEmpty, "\(line)")
      }
      let other = try await server.get(Self.path + "/quality", headers: ["If-None-Match: \"x\""])
      #expect(other.status == 200)
    }
  }

  @Test("what is gone, elsewhere and missing differ, and images of a folder stay where they are")
  func statuses() async throws {
    try await withServer { server in
      #expect(try await server.get("/iiif/oai%3Aw%3Amuseum%3Agone/manifest").status == 410)
      #expect(try await server.get("/iiif/oai%3Aw%3Amuseum%3Anone/manifest").status == 404)
      #expect(try await server.get(Self.path + "/annotations").status == 404)
      let elsewhere = try await server.get(Self.path + "/manifest")
      #expect(elsewhere.status == 303)
      #expect(elsewhere.headers["location"] == "http://museum.example/manifest")
      #expect(try await server.get("/iiif/oai%3Aw%3Amuseum%3Aa/b/quality").status == 200)
      let stream = try await server.get("/iiif/changes")
      #expect(
        stream.headers["content-type"]
          == "application/ld+json;profile=\"http://iiif.io/api/discovery/1/context.json\"")
      #expect(stream.body.contains("\"totalItems\":1"))
      #expect(try await server.get("/iiif/one.jpg/info.json").status == 200)
    }
  }
}
