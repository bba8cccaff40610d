import Fetching
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("Fetching endpoints over loopback")
struct EndpointFetchTests {
  static let plain = Array("<OAI-PMH>x</OAI-PMH>".utf8)
  /// `plain` by gzip(1).
  static let zipped = Array(
    Data(base64Encoded: "H4sIAAAAAAAAA7Pxd/TUDfD1sKuw0YcxAR62dx8UAAAA") ?? Data())

  @Test("an answer comes whole, with our User-Agent and without a look at robots.txt")
  func plainAnswer() async throws {
    let server = try ScriptedServer { _ in
      .answer(
        200, Self.plain,
        headers: [("Content-Type", "text/xml; charset=UTF-8"), ("X-Two", "a"), ("x-two", "b")])
    }
    try await withEngine(quickConfiguration(allowing: [])) { engine in
      let outcome = await engine.fetch(
        FetchRequest(address: server.base + "/oai?verb=Identify", purpose: .endpoint))
      #expect(outcome.failure == nil && outcome.status == 200 && outcome.body == Self.plain)
      #expect(outcome.contentType == "text/xml; charset=UTF-8" && outcome.headers["x-two"] == ["a", "b"])
      #expect(outcome.sniffed == .xml && outcome.requests == 1 && outcome.retries == 0)
      #expect(outcome.effectiveAddress == server.base + "/oai?verb=Identify")
    }
    #expect(server.requests.map(\.target) == ["/oai?verb=Identify"])
    let headers = try #require(server.requests.first).headers
    #expect(headers["user-agent"] == "Winnow/1.0 (+mailto:ops@example.org)")
    #expect(headers["accept-encoding"]?.contains("gzip") == true)
  }

  @Test("gzip is undone whether it is declared or not; damage to it is a truncation")
  func gzip() async throws {
    let server = try ScriptedServer { request in
      switch request.target {
      case "/declared": .answer(200, Self.zipped, headers: [("Content-Encoding", "gzip")])
      case "/undeclared": .answer(200, Self.zipped)
      default: .answer(200, Array(Self.zipped.dropLast(12)))
      }
    }
    var configuration = try quickConfiguration()
    configuration.endpointRetry = .never
    try await withEngine(configuration) { engine in
      for path in ["/declared", "/undeclared"] {
        let outcome = await engine.fetch(FetchRequest(address: server.base + path, purpose: .endpoint))
        #expect(outcome.failure == nil && outcome.body == Self.plain)
        #expect(outcome.inflatedUndeclaredGzip == (path == "/undeclared"))
      }
      let broken = await engine.fetch(FetchRequest(address: server.base + "/broken", purpose: .endpoint))
      #expect(broken.failure == .truncated)
    }
  }

  @Test("a body that does not decode is asked for again without compression")
  func brokenEncoding() async throws {
    let server = try ScriptedServer { request in
      request.headers["accept-encoding"] == nil
        ? .answer(200, Self.plain) : .answer(200, Self.plain, headers: [("Content-Encoding", "gzip")])
    }
    try await withEngine(quickConfiguration()) { engine in
      let outcome = await engine.fetch(FetchRequest(address: server.base + "/oai", purpose: .endpoint))
      #expect(outcome.failure == nil && outcome.body == Self.plain && outcome.requests == 2)
    }
  }

  @Test("503 and 429 are tried again until they pass, and each wait is told")
  func retries() async throws {
    let answers = Mutex([503, 429, 500])
    let server = try ScriptedServer { _ in
      let status = answers.withLock { $0.isEmpty ? 200 : $0.removeFirst() }
      return .answer(status, Self.plain)
    }
    let notices = Mutex<[RetryNotice]>([])
    var configuration = try quickConfiguration()
    configuration.onRetry = { notice in notices.withLock { $0.append(notice) } }
    try await withEngine(configuration) { engine in
      let outcome = await engine.fetch(FetchRequest(address: server.base + "/oai", purpose: .endpoint))
      #expect(outcome.failure == nil && outcome.retries == 3 && outcome.requests == 4)
    }
    #expect(notices.withLock { $0.map(\.status) } == [503, 429, 500])
    #expect(notices.withLock { $0.map(\.attempt) } == [1, 2, 3])
  }

  @Test("five attempts are all; 404 is not tried again")
  func givesUp() async throws {
    let server = try ScriptedServer { $0.target == "/gone" ? .answer(404, [1]) : .answer(502, [1]) }
    try await withEngine(quickConfiguration()) { engine in
      let failed = await engine.fetch(FetchRequest(address: server.base + "/oai", purpose: .endpoint))
      #expect(
        failed.failure == .http5xx && failed.status == 502 && failed.retries == 4 && failed.requests == 5)
      let gone = await engine.fetch(FetchRequest(address: server.base + "/gone", purpose: .endpoint))
      #expect(gone.failure == .http404 && gone.retries == 0 && gone.body == [1])
    }
  }

  @Test("Retry-After is obeyed, in seconds and as a date, and too long a one ends the request")
  func retryAfter() async throws {
    let server = try ScriptedServer { request in
      switch request.headers["x-step"] {
      case "date":
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return .answer(
          503, [1], headers: [("Retry-After", formatter.string(from: Date(timeIntervalSinceNow: 30)))])
      case "long": return .answer(429, [1], headers: [("Retry-After", "172800")])
      default: return .answer(503, [1], headers: [("Retry-After", "1")])
      }
    }
    var configuration = try quickConfiguration()
    configuration.endpointRetry = RetryPolicy(
      attempts: 2, firstWait: .milliseconds(5), longestWait: .seconds(10))
    try await withEngine(configuration) { engine in
      var request = FetchRequest(address: server.base + "/oai", purpose: .endpoint)
      let waited = await engine.fetch(request)
      #expect(waited.failure == .http5xx && waited.retries == 1)
      let gaps = zip(server.requests, server.requests.dropFirst()).map { $1.arrived - $0.arrived }
      #expect(gaps.count == 1 && gaps[0] >= .milliseconds(990))
      request.headers = [("X-Step", "date")]
      let dated = await engine.fetch(request)
      let asked = try #require(dated.retryAfter)
      #expect(dated.retries == 0 && asked > .seconds(25) && asked <= .seconds(30))
      let key = "127.0.0.1:\(server.port)"
      let until = try #require(engine.heldHosts()[key])
      #expect(until.timeIntervalSinceNow > 20 && until.timeIntervalSinceNow < 31)
      let held = await engine.fetch(request)
      #expect(held.failure == .http429Limited && held.status == 0 && held.requests == 0)
    }
    // What one run was told, another one keeps to.
    try await withEngine(configuration) { engine in
      engine.hold("127.0.0.1:\(server.port)", until: Date(timeIntervalSinceNow: 3600))
      let held = await engine.fetch(FetchRequest(address: server.base + "/oai", purpose: .endpoint))
      #expect(held.failure == .http429Limited && (held.retryAfter ?? .zero) > .seconds(3000))
    }
  }

  @Test("credentials go to the origin they are for and not where it redirects")
  func credentials() async throws {
    let other = try ScriptedServer { _ in .answer(200, Self.plain) }
    let server = try ScriptedServer { request in
      request.target == "/oai" ? .redirect(302, to: "/moved") : .redirect(301, to: other.base + "/oai")
    }
    let expected: [(Credentials, String, String)] = [
      (.basic(user: "u", password: "p"), "authorization", "Basic dTpw"),
      (.bearer(token: "t"), "authorization", "Bearer t"), (.header(name: "X-Key", value: "k"), "x-key", "k"),
    ]
    try await withEngine(quickConfiguration()) { engine in
      for (credentials, name, value) in expected {
        var request = FetchRequest(address: server.base + "/oai", purpose: .endpoint)
        request.credentials = credentials
        let outcome = await engine.fetch(request)
        #expect(outcome.failure == nil && outcome.redirects.map(\.status) == [302, 301])
        #expect(!outcome.isPermanentlyRedirected)
        #expect(server.requests.suffix(2).map { $0.headers[name] } == [value, value])
        #expect(other.requests.last.map { $0.headers[name] } == .some(nil))
      }
    }
  }

  @Test("transport faults have their own states")
  func transportFaults() async throws {
    let server = try ScriptedServer { request in
      switch request.target {
      case "/short": .raw(.bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc".utf8)))
      case "/chunk":
        .raw(.bytes(Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc".utf8)))
      case "/nothing": .raw()
      case "/empty": .answer(200)
      case "/slow":
        .raw(.bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n".utf8)), .pause(.seconds(4)))
      case "/flood": .raw(.bytes(Array("HTTP/1.1 200 OK\r\n".utf8)), .endless(Array("X-Flood: yes\r\n".utf8)))
      case "/line": .raw(.bytes(Array("HTTP/1.1 200 OK\r\nX: ".utf8)), .endless(Array("yyyyyyyyyy".utf8)))
      default: .raw(.bytes(Array("HTTP/1.1 200 OK\r\n\r\n".utf8)), .endless(Array("for ever ".utf8)))
      }
    }
    var configuration = try quickConfiguration()
    configuration.endpointRetry = .never
    configuration.endpointLimits.maximumBytes = 100_000
    configuration.endpointLimits.idleTimeout = .seconds(1)
    let expected: [String: FetchFailure] = [
      "/short": .truncated, "/chunk": .truncated, "/nothing": .networkOther, "/empty": .empty,
      "/slow": .readTimeout,
      "/flood": .tooLarge, "/line": .tooLarge, "/endless": .tooLarge,
    ]
    try await withEngine(configuration) { engine in
      for (path, failure) in expected {
        let outcome = await engine.fetch(FetchRequest(address: server.base + path, purpose: .endpoint))
        #expect(outcome.failure == failure, "\(path): \(outcome.detail ?? "")")
        #expect(outcome.detail != nil)
        if path == "/short" { #expect(outcome.body == Array("abc".utf8)) }
      }
      let port = server.port
      server.stop()
      try await Task.sleep(for: .milliseconds(50))
      let refused = await engine.fetch(FetchRequest(address: "http://127.0.0.2:\(port)/", purpose: .endpoint))
      #expect(refused.failure == .connectRefused)
      let unknown = await engine.fetch(
        FetchRequest(address: "http://no-such-name.invalid/", purpose: .endpoint))
      #expect(unknown.failure == .dnsNotFound || unknown.failure == .dnsTemporary)
    }
  }
}
