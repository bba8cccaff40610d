import Fetching
import Foundation
import Hashing
import TestSupport
import Testing

@Suite("Fetching media over loopback")
struct MediaFetchTests {
  @Test("a picture goes into a file with its hash, after robots.txt and tdmrep.json were read once")
  func intoFile() async throws {
    let server = try ScriptedServer { request in
      request.target.hasPrefix("/image")
        ? .answer(
          200, jpeg, headers: [("Content-Type", "image/jpeg"), ("ETag", "\"1\""), ("Last-Modified", "then")])
        : .answer(404, [1])
    }
    let path = try freshPath("image.part")
    try await withEngine(quickConfiguration()) { engine in
      var request = FetchRequest(
        address: server.base + "/image.jpg", purpose: .media, destination: .file(path))
      request.flushesFile = true
      let outcome = await engine.fetch(request)
      #expect(outcome.failure == nil && outcome.file == path && outcome.body.isEmpty)
      #expect(outcome.hash == ContentHash(of: jpeg) && outcome.bytes == Int64(jpeg.count))
      #expect(outcome.sniffed == .jpeg && outcome.declaredBytes == Int64(jpeg.count))
      #expect(outcome.entityTag == "\"1\"" && outcome.lastModified == "then")
      let kept = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(kept == Data(jpeg))
      _ = await engine.fetch(FetchRequest(address: server.base + "/image2.jpg", purpose: .media))
    }
    #expect(
      server.requests.map(\.target) == [
        "/robots.txt", "/.well-known/tdmrep.json", "/image.jpg", "/image2.jpg",
      ])
    #expect(server.requests.allSatisfy { $0.headers["accept-encoding"] == nil })
  }

  @Test("a failed or unwritable file leaves nothing behind")
  func failedFile() async throws {
    let server = try ScriptedServer { _ in
      .raw(.bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc".utf8)))
    }
    let path = try freshPath("image.part")
    try await withEngine(quickConfiguration()) { engine in
      var request = FetchRequest(
        address: server.base + "/x", purpose: .media, destination: .file(path), agreement: true)
      let short = await engine.fetch(request)
      #expect(short.failure == .truncated && short.file == nil)
      #expect(!FileManager.default.fileExists(atPath: path))
      request.destination = .file(path + "/no/such/folder")
      let unwritable = await engine.fetch(request)
      #expect(unwritable.failure == .storage && unwritable.detail?.contains("No such file") == true)
    }
  }

  @Test("a conditional request that is answered 304 says that nothing changed")
  func conditional() async throws {
    let server = try ScriptedServer { request in
      request.headers["if-none-match"] == "\"1\"" && request.headers["if-modified-since"] == "then"
        ? .raw(.bytes(Array("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n".utf8))) : .answer(404, [1])
    }
    try await withEngine(quickConfiguration()) { engine in
      let outcome = await engine.fetch(
        FetchRequest(address: server.base + "/x", purpose: .media, entityTag: "\"1\"", lastModified: "then"))
      #expect(outcome.failure == nil && outcome.notModified && outcome.status == 304 && outcome.body.isEmpty)
    }
  }

  @Test("robots.txt is obeyed, also where a redirect leads, and an agreement overrides it")
  func robots() async throws {
    let strict = try ScriptedServer { request in
      request.target == "/robots.txt" ? .text("User-agent: winnow\nDisallow: /") : .answer(200, jpeg)
    }
    let open = try ScriptedServer { request in
      request.target == "/x" ? .redirect(302, to: strict.base + "/y") : .answer(404, [1])
    }
    try await withEngine(quickConfiguration()) { engine in
      for address in [strict.base + "/x", open.base + "/x"] {
        let outcome = await engine.fetch(FetchRequest(address: address, purpose: .media))
        #expect(outcome.failure == .robotsDisallowed)
      }
      #expect(
        strict.requests.map(\.target).allSatisfy { $0 == "/robots.txt" || $0.hasPrefix("/.well-known") })
      let agreed = await engine.fetch(
        FetchRequest(address: strict.base + "/x", purpose: .media, agreement: true))
      #expect(agreed.failure == nil && agreed.body == jpeg)
    }
  }

  @Test("a robots.txt that cannot be read forbids, and says why")
  func unreachableRobots() async throws {
    let server = try ScriptedServer { _ in .answer(500, [1]) }
    try await withEngine(quickConfiguration()) { engine in
      let outcome = await engine.fetch(FetchRequest(address: server.base + "/x", purpose: .media))
      #expect(outcome.failure == .robotsDisallowed && outcome.detail?.contains("answered 500") == true)
      let refused = await engine.fetch(FetchRequest(address: "http://127.0.0.1:1/x", purpose: .media))
      #expect(refused.failure == .connectRefused)
    }
    #expect(server.requests.map(\.target) == ["/robots.txt"])
  }

  @Test("reservations by file and by header are honoured, unless agreement or licence says otherwise")
  func reservations() async throws {
    let server = try ScriptedServer { request in
      switch request.target {
      case "/.well-known/tdmrep.json": .text(#"[{"location": "/file/*", "tdm-reservation": 1}]"#)
      case "/robots.txt": .answer(404, [1])
      case "/header.jpg": .answer(200, jpeg, headers: [("TDM-Reservation", "1")])
      case "/tag.jpg": .answer(200, jpeg, headers: [("X-Robots-Tag", "noimageai")])
      default: .answer(200, jpeg)
      }
    }
    try await withEngine(quickConfiguration()) { engine in
      for path in ["/file/x.jpg", "/header.jpg", "/tag.jpg"] {
        var request = FetchRequest(address: server.base + path, purpose: .media)
        let reserved = await engine.fetch(request)
        #expect(reserved.failure == .reserved && reserved.tdmReserved && reserved.body.isEmpty, "\(path)")
        request.honoursReservations = false
        #expect(await engine.fetch(request).failure == nil)
        request.honoursReservations = true
        request.agreement = true
        #expect(await engine.fetch(request).failure == nil)
      }
      #expect(server.count("/file/x.jpg") == 2)
    }
  }

  @Test(
    "private addresses are refused before any socket is opened, whatever their form",
    arguments: [
      "http://127.0.0.2/x", "http://localhost:1/x", "http://[::1]/x", "http://[::ffff:127.0.0.2]/x",
      "http://2130706434/x",
      "http://0x7f.2/x", "http://169.254.169.254/latest/meta-data", "http://user:pw@127.0.0.1/x",
      "ftp://127.0.0.1/x",
      "file:///etc/passwd", "no address",
    ])
  func refused(address: String) async throws {
    try await withEngine(quickConfiguration(allowing: ["127.0.0.1"])) { engine in
      var request = FetchRequest(address: address, purpose: .media)
      request.agreement = true
      // `localhost` may be the allowed address here; everywhere else the guard has to speak.
      let outcome = await engine.fetch(request)
      let isLocalhost = address.contains("localhost")
      #expect(outcome.failure == .addressRefused || (isLocalhost && outcome.failure == .connectRefused))
      #expect(outcome.requests == 0)
    }
  }

  @Test("a name that leads to a private address is refused at its socket")
  func refusedName() async throws {
    let server = try ScriptedServer { _ in .answer(200, jpeg) }
    try await withEngine(quickConfiguration(allowing: [])) { engine in
      let outcome = await engine.fetch(
        FetchRequest(address: "http://localhost:\(server.port)/x", purpose: .media, agreement: true))
      #expect(outcome.failure == .addressRefused && outcome.requests == 0)
    }
    #expect(server.requests.isEmpty)
  }

  @Test("a redirect from an allowed to a refused address does not get there")
  func redirectToRefused() async throws {
    let secret = try ScriptedServer(host: "127.0.0.2") { _ in .answer(200, jpeg) }
    let server = try ScriptedServer { request in
      request.target == "/name"
        ? .redirect(302, to: "http://[::ffff:127.0.0.2]:\(secret.port)/x")
        : .redirect(302, to: secret.base + "/x")
    }
    try await withEngine(quickConfiguration(allowing: ["127.0.0.1/32"])) { engine in
      for path in ["/literal", "/name"] {
        let outcome = await engine.fetch(
          FetchRequest(address: server.base + path, purpose: .media, agreement: true))
        #expect(outcome.failure == .addressRefused && outcome.redirects.count == 1)
      }
    }
    #expect(secret.requests.isEmpty)
  }

  @Test("a connection that an endpoint left open is no way around the guard")
  func reusedConnection() async throws {
    let server = try ScriptedServer { _ in .answer(200, jpeg, keepsAlive: true) }
    let name = "http://localhost:\(server.port)"
    try await withEngine(quickConfiguration(allowing: [])) { engine in
      let trusted = await engine.fetch(FetchRequest(address: name + "/oai", purpose: .endpoint))
      #expect(trusted.failure == nil)
      let outcome = await engine.fetch(FetchRequest(address: name + "/x", purpose: .media, agreement: true))
      #expect(outcome.failure == .addressRefused)
    }
    #expect(server.requests.map(\.target) == ["/oai"])
  }

  @Test("redirects are listed; loops, endless chains and redirects to other protocols end")
  func redirects() async throws {
    let server = try ScriptedServer { request in
      switch request.target {
      case "/a": .redirect(301, to: "/b")
      case "/b": .redirect(308, to: "image.jpg")
      case "/loop": .redirect(302, to: "/loop2")
      case "/loop2": .redirect(302, to: "/loop")
      case "/file": .redirect(302, to: "file:///etc/passwd")
      case "/nowhere": .answer(302, [1])
      case let target where target.hasPrefix("/chain"): .redirect(302, to: target + "x")
      default: .answer(200, jpeg)
      }
    }
    try await withEngine(quickConfiguration()) { engine in
      func fetch(_ path: String) async -> FetchOutcome {
        await engine.fetch(FetchRequest(address: server.base + path, purpose: .media, agreement: true))
      }
      let moved = await fetch("/a")
      #expect(
        moved.failure == nil && moved.body == jpeg && moved.isPermanentlyRedirected && moved.requests == 3)
      #expect(moved.redirects.map(\.address) == [server.base + "/b", server.base + "/image.jpg"])
      #expect(moved.effectiveAddress == server.base + "/image.jpg")
      #expect(await fetch("/loop").failure == .redirectLoop)
      #expect(await fetch("/chain").failure == .redirectLoop)
      #expect(await fetch("/file").failure == .http400Other)
      #expect(await fetch("/nowhere").failure == .http400Other)
    }
    #expect(server.requests.filter { $0.target.hasPrefix("/chain") }.count == 6)
  }

  @Test("limits hold by Content-Length and while streaming; a probe takes the first bytes only")
  func limits() async throws {
    let server = try ScriptedServer { request in
      switch request.target {
      case "/declared":
        .raw(.bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n".utf8)), .pause(.seconds(3)))
      case "/ranged":
        .answer(206, Array(jpeg.prefix(4)), headers: [("Content-Range", "bytes 0-3/5000")])
      default: .raw(.bytes(Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + jpeg), .endless(Array("picture".utf8)))
      }
    }
    var configuration = try quickConfiguration()
    configuration.mediaLimits.maximumBytes = 10_000
    try await withEngine(configuration) { engine in
      for path in ["/declared", "/endless"] {
        let outcome = await engine.fetch(
          FetchRequest(address: server.base + path, purpose: .media, agreement: true))
        #expect(outcome.failure == .tooLarge && outcome.seconds < 2, "\(path)")
      }
      let probe = await engine.fetch(
        FetchRequest(address: server.base + "/endless", purpose: .probe, agreement: true))
      #expect(probe.failure == nil && probe.bytes == 4096 && probe.sniffed == .jpeg && probe.hash == nil)
      let ranged = await engine.fetch(
        FetchRequest(address: server.base + "/ranged", purpose: .probe, agreement: true))
      #expect(ranged.failure == nil && ranged.declaredBytes == 5000 && ranged.sniffed == .jpeg)
      #expect(server.requests.last?.headers["range"] == "bytes=0-4095")
    }
  }

  @Test("HTML under an image's address is told by its bytes")
  func softNotFound() async throws {
    let server = try ScriptedServer { _ in .text("<!doctype html><p>Sorry", "image/jpeg") }
    try await withEngine(quickConfiguration()) { engine in
      let outcome = await engine.fetch(
        FetchRequest(address: server.base + "/x.jpg", purpose: .media, agreement: true))
      #expect(outcome.failure == nil && outcome.sniffed == .html)
      let judgement = MediaTypeSniffer.mediaFailure(sniffed: outcome.sniffed, declared: outcome.contentType)
      #expect(judgement == .soft404HTML)
    }
  }
}
