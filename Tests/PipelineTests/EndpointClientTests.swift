import Fetching
import Foundation
@testable import Pipeline
import Store
import TestSupport
import Testing
import WinnowConfiguration

@Suite("Asking an endpoint")
struct EndpointClientTests {
  private static let protocolError = Array(
    "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><error code='noRecordsMatch'/></OAI-PMH>".utf8)

  private func withClient(
    attempts: Int = 2, wait: Duration = .milliseconds(5), credentials: String? = nil,
    environment: [String: String] = [:], interruption: Interruption? = nil,
    _ body: (EndpointClient) async throws -> Void
  ) async throws {
    var configuration = FetchConfiguration(version: "1", contact: "mailto:ops@example.org")
    configuration.endpointRetry = RetryPolicy(attempts: attempts, firstWait: wait)
    configuration.proxies = ProxySettings()
    let engine = FetchEngine(configuration)
    let keys = credentials.map { ", credentials: \($0)" } ?? ""
    let provider = try #require(
      providers("  - {id: m, name: M, harvest: {url: \"http://m.example/oai\"\(keys)}}")[ProviderID("m")])
    do {
      try await body(
        EndpointClient(
          engine: engine, provider: provider, environment: environment, interruption: interruption))
    } catch {
      await engine.shutdown()
      throw error
    }
    await engine.shutdown()
  }

  @Test("an answer tells its status, address, date and type, and what it cost is counted")
  func answer() async throws {
    let date = "Tue, 24 Nov 2026 11:00:00 GMT"
    let server = try ScriptedServer { request in
      request.target == "/oai?verb=Identify"
        ? .redirect(302, to: "/repository?verb=Identify")
        : .answer(
          200, Array("<a/>".utf8), headers: [("Date", date), ("Content-Type", "text/xml; charset=utf-8")])
    }
    try await withClient { client in
      let answer = try await client.answer(server.base + "/oai?verb=Identify")
      #expect(answer.body == Array("<a/>".utf8) && answer.status == 200)
      #expect(answer.effectiveAddress == server.base + "/repository?verb=Identify")
      #expect(answer.redirects.map(\.status) == [302] && client.newAddress == nil)
      #expect(answer.date == date && answer.contentType == "text/xml; charset=utf-8")
      #expect(client.expense == SourceExpense(requests: 2, retries: 0, bytes: 4))
    }
  }

  @Test("a permanent redirect names the new base URL, whatever query it has")
  func moved() async throws {
    let server = try ScriptedServer { request in
      switch request.target.prefix(4) {
      case "/oai": .redirect(301, to: "/new?db=1&" + request.target.drop { $0 != "v" })
      default: .answer(200, Array("<a/>".utf8))
      }
    }
    try await withClient { client in
      _ = try await client.get(server.base + "/oai?verb=ListRecords&resumptionToken=x")
      #expect(client.newAddress == server.base + "/new?db=1")
    }
  }

  @Test(
    "an error page in the words of the protocol is an answer; another one is not and is told with its status")
  func errorPages() async throws {
    let server = try ScriptedServer { request in
      switch request.target {
      case "/answer": .answer(404, Self.protocolError)
      case "/refused": .answer(503, Self.protocolError)
      case "/gone": .answer(404, Array("<html>no</html>".utf8))
      default: .answer(403, Array("<html><title>Attention Required! | Cloudflare</title>".utf8))
      }
    }
    try await withClient { client in
      let answer = try await client.answer(server.base + "/answer")
      #expect(answer.status == 404 && answer.body == Self.protocolError)
      let refused = await #expect(throws: EndpointError.self) {
        try await client.get(server.base + "/refused")
      }
      #expect(refused?.status == 503 && refused?.failure == .http5xx)
      let gone = await #expect(throws: EndpointError.self) { try await client.get(server.base + "/gone") }
      #expect(gone?.status == 404 && gone?.failure == .http404 && gone?.body == Array("<html>no</html>".utf8))
      let wall = await #expect(throws: EndpointError.self) { try await client.get(server.base + "/wall") }
      #expect(
        wall?.description
          == "127.0.0.1 gave no answer: 127.0.0.1 answered 403, from a wall against crawlers (Cloudflare); ask the"
          + " provider to let the User-Agent or address of this machine through to the OAI-PMH endpoint")
    }
    #expect(server.requests.map(\.target) == ["/answer", "/refused", "/refused", "/gone", "/wall"])
  }

  @Test("a truncated answer is tried again, and what came of it is handed over with the error")
  func truncated() async throws {
    let server = try ScriptedServer { _ in
      .raw(.bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<a><b/>".utf8)))
    }
    try await withClient { client in
      let error = await #expect(throws: EndpointError.self) { try await client.get(server.base + "/oai") }
      #expect(error?.failure == .truncated && error?.body == Array("<a><b/>".utf8))
      #expect(client.expense.requests == 2 && client.expense.retries == 1)
    }
  }

  @Test("an endpoint whose compression is broken is asked for plain answers from then on")
  func brokenCompression() async throws {
    let server = try ScriptedServer { request in
      request.headers["accept-encoding"] == nil
        ? .answer(200, Array("<a/>".utf8))
        : .answer(200, Array("<a/>".utf8), headers: [("Content-Encoding", "gzip")])
    }
    try await withClient { client in
      let first = try await client.get(server.base + "/oai")
      let second = try await client.get(server.base + "/oai")
      #expect(first == Array("<a/>".utf8) && second == first)
    }
    #expect(server.requests.map { $0.headers["accept-encoding"] == nil } == [false, true, true])
  }

  @Test("an interruption ends a wait and a slow answer long before their time, as an interruption")
  func interrupted() async throws {
    let server = try ScriptedServer { request in
      request.target == "/slow" ? .raw(.pause(.seconds(60))) : .answer(500, [1])
    }
    for target in ["/slow", "/again"] {
      let interruption = Interruption()
      try await withClient(wait: .seconds(60), interruption: interruption) { client in
        let stop = Task {
          while !server.requests.contains(where: { $0.target == target }) {
            try await Task.sleep(for: .milliseconds(20))
          }
          interruption.request()
          return ContinuousClock.now
        }
        let error = await #expect(throws: EndpointError.self) { try await client.get(server.base + target) }
        let requested = try await stop.value
        // Far below the pause and the wait, with room for a loaded machine.
        #expect(ContinuousClock.now - requested < .seconds(30))
        #expect(error?.isInterruption == true && error?.failure == .cancelled)
        #expect(error?.description == "interrupted while waiting for 127.0.0.1: run again to go on")
        // Afterwards nothing is asked.
        _ = await #expect(throws: EndpointError.self) { try await client.get(server.base + "/after") }
      }
    }
    #expect(server.requests.map(\.target) == ["/slow", "/again"])
  }

  @Test("credentials come from the environment, and what is missing there is named")
  func credentials() async throws {
    let server = try ScriptedServer { _ in .answer(200, Array("<a/>".utf8)) }
    try await withClient(
      credentials: "{type: basic, env: SECRET}", environment: ["SECRET": "u:p:q"]
    ) { client in
      _ = try await client.get(server.base + "/oai")
    }
    #expect(server.requests.first?.headers["authorization"] == "Basic dTpwOnE=")
    let missing = await #expect(throws: EndpointError.self) {
      try await withClient(credentials: "{type: bearer, env: SECRET}") { _ in }
    }
    #expect(
      missing?.description == "provider 'm' needs the secret in environment variable SECRET: set it")
  }
}
