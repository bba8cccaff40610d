import Foundation
import Logging
import Publishing
import Synchronization
import Testing
import Web

@Suite("The server", .serialized)
struct WinnowServerTests {
  private func withServer(
    thumbnail: (@Sendable (String) async throws -> Site.Derivative)? = nil,
    _ body: (LiveServer) async throws -> Void
  ) async throws {
    try await LiveServer.serving(thumbnail: thumbnail, body)
  }

  private func texts(_ text: String, between start: String, and end: String) -> [String] {
    text.components(separatedBy: start).dropFirst().compactMap { $0.components(separatedBy: end).first }
  }

  @Test("lets the whole repository be harvested by GET and by POST")
  func harvest() async throws {
    try await withServer { server in
      let identify = try await server.get("/oai?verb=Identify")
      #expect(identify.status == 200 && identify.headers["content-type"] == "text/xml; charset=utf-8")
      #expect(identify.body.contains("<baseURL>http://127.0.0.1:\(server.port)/oai</baseURL>"))
      var found: [String] = []
      var form = "verb=ListRecords&metadataPrefix=edm"
      for _ in 0..<10 {
        let post = try await server.send(
          "POST /oai HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + "Content-Length: \(form.utf8.count)\r\n\r\n\(form)")
        let get = try await server.get("/oai?" + form)
        #expect(post.status == 200)
        #expect(
          texts(post.body, between: "<identifier>", and: "<")
            == texts(get.body, between: "<identifier>", and: "<"))
        found += texts(post.body, between: "<identifier>", and: "<")
        guard
          let token = texts(post.body, between: "<resumptionToken", and: "</resumptionToken>").first?
            .components(separatedBy: ">").last, !token.isEmpty
        else { break }
        form = "verb=ListRecords&resumptionToken=" + token
      }
      #expect(found.count == 26 && Set(found).count == 26)
    }
  }

  @Test("decodes arguments once and refuses what is not UTF-8")
  func decoding() async throws {
    try await withServer { server in
      let encoded = try await server.get(
        "/oai?verb=GetRecord&metadataPrefix=edm&identifier=oai%3Arecords.example.org%3Ar1")
      #expect(encoded.body.contains("/images/1.jpg</a>"))
      #expect(encoded.body.contains("http://127.0.0.1:\(server.port)/images/1.jpg"))
      let invalid = try await server.get("/oai?verb=GetRecord&metadataPrefix=edm&identifier=%FF%FE")
      #expect(invalid.body.contains("code=\"badArgument\"") && invalid.status == 200)
      let markup = try await server.get(
        "/oai?verb=GetRecord&metadataPrefix=edm&identifier=%3Cscript%3E%26%22")
      #expect(markup.body.contains("code=\"idDoesNotExist\"") && !markup.body.contains("<script>"))
    }
  }

  @Test(
    "never answers 500, whatever is asked for",
    arguments: [
      "/oai", "/oai?", "/oai?verb", "/oai?verb=%", "/oai?verb=%00", "/oai?&&&", "/oai?=&=",
      "/oai?verb=ListRecords&from=%C0%80",
      "/oai?verb=ListRecords&metadataPrefix=edm&set=%27%20OR%201=1",
      "/oai?verb=ListRecords&resumptionToken=%7B%7D",
      "/oai?verb=GetRecord&identifier=" + String(repeating: "A", count: 20_000) + "&metadataPrefix=edm",
      "/oai/", "/oai/x", "/nothing", "//", "/%00", "/iiif/", "/images/", "/media/", "/items/",
      "/media/x/400.jpg",
    ])
  func hostile(path: String) async throws {
    try await withServer { server in
      let answer = try await server.get(path)
      #expect(answer.status > 0 && answer.status < 500, "\(answer.status)")
      #expect(try await server.get("/health").status == 200)
    }
  }

  @Test("refuses forms that are longer than any request")
  func longForm() async throws {
    try await withServer { server in
      let form = "verb=Identify&x=" + String(repeating: "a", count: 200_000)
      let answer = try await server.send(
        "POST /oai HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: \(form.utf8.count)\r\n\r\n\(form)"
      )
      #expect(answer.status == 413)
    }
  }

  @Test("gives out image files with conditional requests and HEAD")
  func images() async throws {
    try await withServer { server in
      let plain = try await server.get("/images/one.jpg")
      #expect(
        plain.status == 200 && plain.body == "JPEG bytes" && plain.headers["content-type"] == "image/jpeg")
      #expect(plain.headers["last-modified"] == "Sun, 13 Sep 2020 12:26:40 GMT")
      let tag = try #require(plain.headers["etag"])
      let known = try await server.get("/images/one.jpg", headers: ["If-None-Match: W/\"x\", \(tag)"])
      #expect(known.status == 304 && known.body.isEmpty && known.headers["etag"] == tag)
      #expect(try await server.get("/images/one.jpg", headers: ["If-None-Match: \"other\""]).status == 200)
      for (date, status) in [
        ("Sun, 13 Sep 2020 12:26:40 GMT", 304), ("Mon, 14 Sep 2020 12:26:40 GMT", 304),
        ("Sat, 12 Sep 2020 12:26:40 GMT", 200), ("nonsense", 200),
      ] {
        #expect(
          try await server.get("/images/one.jpg", headers: ["If-Modified-Since: \(date)"]).status == status)
      }
      let head = try await server.get("/images/one.jpg", method: "HEAD")
      #expect(head.status == 200 && head.body.isEmpty && head.headers["content-length"] == "10")
      let spaced = try await server.get("/images/sub/two%20words.png")
      #expect(spaced.body == "PNG bytes" && spaced.headers["content-type"] == "image/png")
      #expect(try await server.get("/images/none.jpg").status == 404)
    }
  }

  @Test(
    "lets no path out of its folders",
    arguments: [
      "/images/../secret.txt", "/images/%2e%2e/secret.txt", "/images/..%2fsecret.txt",
      "/images/sub/../../secret.txt",
      "/images/.hidden", "/images//secret.txt", "/images/%00", "/images/sub",
      "/iiif/..%2Fsecret.txt/info.json",
      "/iiif/..%2Fsecret.txt/full/max/0/default.jpg", "/items/../secret", "/items/%2e%2e%2fsecret",
      "/images/..%5csecret.txt",
    ])
  func escapes(path: String) async throws {
    try await withServer { server in
      let answer = try await server.get(path)
      #expect(answer.status == 404 || answer.status == 400)
      #expect(!answer.body.contains("secret"))
    }
  }

  @Test("offers images by IIIF at level 0")
  func imageService() async throws {
    try await withServer { server in
      let base = "http://127.0.0.1:\(server.port)/iiif/sub%2Ftwo%20words.png"
      let information = try await server.get("/iiif/sub%2Ftwo%20words.png/info.json")
      #expect(information.status == 200 && information.headers["access-control-allow-origin"] == "*")
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(information.body.utf8)) as? [String: Any])
      #expect(
        json["id"] as? String == base && json["profile"] as? String == "level0"
          && json["width"] as? Int == 640)
      for request in ["full/max/0/default.jpg", "full/640,480/0/default.jpg"] {
        let image = try await server.get("/iiif/sub%2Ftwo%20words.png/" + request)
        #expect(image.body == "PNG bytes" && image.headers["content-type"] == "image/png")
      }
      for request in [
        "full/!400,400/0/default.jpg", "0,0,10,10/max/0/default.jpg", "full/max/90/default.jpg",
      ] {
        #expect(try await server.get("/iiif/one.jpg/" + request).status == 400)
      }
      let redirect = try await server.get("/iiif/one.jpg")
      #expect(
        redirect.status == 303 && redirect.headers["location"]?.hasSuffix("/iiif/one.jpg/info.json") == true)
      #expect(try await server.get("/iiif/none.jpg/info.json").status == 404)
    }
  }

  @Test("has pages for people")
  func pages() async throws {
    try await withServer { server in
      let welcome = try await server.get("/")
      #expect(welcome.status == 200 && welcome.body.contains("Live &lt;site&gt;"))
      let item = try await server.get("/items/r1")
      #expect(item.status == 200 && item.body.contains("&lt;rdf:RDF"))
      #expect(try await server.get("/items/gone").status == 410)
      #expect(try await server.get("/items/none").status == 404)
    }
  }

  @Test("shows thumbnails only as far as the rights go")
  func thumbnails() async throws {
    let one = String(repeating: "a", count: 64)
    let other = String(repeating: "b", count: 64)
    try await withServer(thumbnail: { name in
      name == one ? .jpeg(Array("small".utf8)) : name == other ? .forbidden("In copyright.") : .missing
    }) { server in
      #expect(try await server.get("/media/\(one.uppercased())/400.jpg").body == "small")
      let refused = try await server.get("/media/\(other)/400.jpg")
      #expect(refused.status == 403 && refused.body == "In copyright.\n")
      #expect(try await server.get("/media/\(String(repeating: "c", count: 64))/400.jpg").status == 404)
      #expect(try await server.get("/media/\(one)/800.jpg").status == 404)
    }
  }

  @Test("has a copy of a thumbnail asked for again before each use, and spares sending it twice")
  func thumbnailCopies() async throws {
    let path = "/media/\(String(repeating: "a", count: 64))/400.jpg"
    let answers = Mutex(Site.Derivative.jpeg(Array("small".utf8)))
    try await withServer(thumbnail: { _ in answers.withLock { $0 } }) { server in
      let first = try await server.get(path)
      #expect(first.status == 200 && first.headers["cache-control"] == "no-cache")
      let tag = try #require(first.headers["etag"])
      let again = try await server.get(path, headers: ["If-None-Match: \(tag)"])
      #expect(again.status == 304 && again.body.isEmpty && again.headers["etag"] == tag)
      answers.withLock { $0 = .jpeg(Array("other".utf8)) }
      let changed = try await server.get(path, headers: ["If-None-Match: \(tag)"])
      #expect(changed.status == 200 && changed.body == "other" && changed.headers["etag"] != tag)
      answers.withLock { $0 = .forbidden("Withdrawn.") }
      #expect(try await server.get(path, headers: ["If-None-Match: \(tag)"]).status == 403)
    }
  }

  @Test("refuses other methods and says which it knows", arguments: ["PUT", "DELETE", "OPTIONS", "PATCH"])
  func methods(method: String) async throws {
    try await withServer { server in
      let repository = try await server.get("/oai?verb=Identify", method: method)
      #expect(repository.status == 405 && repository.headers["allow"] == "GET, HEAD, POST")
      for path in ["/", "/health", "/media/a/400.jpg", "/items/r1", "/images/one.jpg"] {
        let answer = try await server.get(path, method: method)
        #expect(answer.status == 405 && answer.headers["allow"] == "GET, HEAD", "\(path)")
      }
      #expect(try await server.get("/nothing", method: method).status == 404)
    }
  }

  @Test("says in one line that it cannot listen at a host without an address, or at a port in use")
  func unlistenable() async throws {
    func failure(host: String, port: Int) async -> String? {
      let server = WinnowServer(
        configuration: ServerConfiguration(host: host, port: port),
        logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
      ) { base in
        let settings = RepositorySettings(
          name: "", baseURL: base, adminEmails: [], idPrefix: "", formats: [])
        return Site(
          title: "", summary: "",
          repository: Repository(
            records: FolderRecords(folder: "/nonexistent", base: base), settings: settings, tokenKey: [1]))
      }
      let error = await #expect(throws: ListeningError.self) { try await server.run { _ in } }
      return error?.description
    }
    let host = try #require(await failure(host: "nosuch.invalid", port: 0))
    #expect(host.contains("nosuch.invalid") && host.contains("--host") && !host.contains("\n"), "\(host)")
    try await withServer { server in
      let port = try #require(await failure(host: "127.0.0.1", port: server.port))
      #expect(port.contains("--port") && !port.contains("\n"), "\(port)")
    }
  }

  @Test("serves others while many clients dawdle")
  func slowClients() async throws {
    try await withServer { server in
      var dawdlers: [Connection] = []
      for number in 0..<60 {
        let connection = try Connection(port: server.port)
        try connection.write(
          number % 2 == 0
            ? "GET /oai?verb=Iden" : "POST /oai HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nverb=")
        dawdlers.append(connection)
      }
      let start = ContinuousClock.now
      for _ in 0..<20 { #expect(try await server.get("/oai?verb=Identify").status == 200) }
      #expect(ContinuousClock.now - start < .seconds(30))
      #expect(dawdlers.count == 60)
    }
  }
}
