@testable import Fetching
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("Manners towards endpoints")
struct EndpointMannersTests {
  private func request(_ address: String) -> FetchRequest {
    FetchRequest(address: address, purpose: .endpoint)
  }

  @Test("one host is asked one request at a time, two hosts at once")
  func oneConnectionAHost() async throws {
    let open = Mutex((now: 0, most: 0))
    let respond: @Sendable (ScriptedServer.Request) -> ScriptedServer.Reply = { _ in
      open.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      // Long enough for a second one to come, however loaded the machine; over as soon as it has.
      for _ in 0..<20 where open.withLock({ $0.most }) < 2 { Thread.sleep(forTimeInterval: 0.05) }
      open.withLock { $0.now -= 1 }
      return .answer(200, [1])
    }
    let one = try ScriptedServer(respond: respond)
    let other = try ScriptedServer(host: "127.0.0.2", respond: respond)
    func ask(_ addresses: [String]) async throws -> Int {
      open.withLock { $0 = (0, 0) }
      return try await withEngine(quickConfiguration()) { engine in
        await withTaskGroup(of: Void.self) { group in
          for address in addresses { group.addTask { _ = await engine.fetch(request(address)) } }
        }
        return open.withLock { $0.most }
      }
    }
    let atOneHost = try await ask([one.base + "/a", one.base + "/b", one.base + "/c"])
    let atTwoHosts = try await ask([one.base + "/a", other.base + "/b"])
    #expect(atOneHost == 1 && atTwoHosts == 2)
  }

  @Test("a delay keeps the requests to one host apart, whoever asks")
  func delay() async throws {
    let server = try ScriptedServer { _ in .answer(200, [1]) }
    try await withEngine(quickConfiguration()) { engine in
      await withTaskGroup(of: Void.self) { group in
        for number in 1...3 {
          group.addTask {
            var request = request(server.base + "/\(number)")
            request.delay = .milliseconds(800)
            _ = await engine.fetch(request)
          }
        }
      }
    }
    let arrived = server.requests.map(\.arrived)
    let gaps = zip(arrived, arrived.dropFirst()).map { $1 - $0 }
    // Half the delay: the server may notice an earlier request later than it came.
    #expect(gaps.count == 2 && gaps.allSatisfy { $0 >= .milliseconds(400) }, "\(gaps)")
  }

  @Test("a cancelled request ends at once, while it waits to try again, for its host and for an answer")
  func cancellation() async throws {
    let server = try ScriptedServer { request in
      switch request.target {
      case "/again": .answer(500, [1])
      case "/later": .answer(503, [1], headers: [("Retry-After", "300")])
      default: .raw(.pause(.seconds(90)))
      }
    }
    var configuration = try quickConfiguration()
    configuration.endpointRetry = RetryPolicy(attempts: 5, firstWait: .seconds(60))
    try await withEngine(configuration) { engine in
      for target in ["/slow", "/again", "/later", "/held"] {
        let work = Task { await engine.fetch(request(server.base + target)) }
        if target == "/held" {
          try await Task.sleep(for: .milliseconds(300))
        } else {
          while !server.requests.contains(where: { $0.target == target }) {
            try await Task.sleep(for: .milliseconds(20))
          }
        }
        let began = ContinuousClock.now
        work.cancel()
        let outcome = await work.value
        #expect(outcome.failure == .cancelled, "\(target)")
        #expect(ContinuousClock.now - began < .seconds(40), "\(target)")
      }
    }
    // "/held" waited for the host that "/later" was told to leave alone.
    #expect(server.requests.map(\.target) == ["/slow", "/again", "/later"])
  }

  @Test("an error page in the endpoint's own words is final; 503 is tried again whatever it says")
  func protocolErrors() async throws {
    let page = Array("<OAI-PMH><error code='badVerb'/></OAI-PMH>".utf8)
    let server = try ScriptedServer { $0.target == "/503" ? .answer(503, page) : .answer(500, page) }
    try await withEngine(quickConfiguration()) { engine in
      var asked = request(server.base + "/500")
      asked.isAnswer = { $0 == page }
      let final = await engine.fetch(asked)
      #expect(final.failure == .http5xx && final.body == page && final.requests == 1)
      asked.address = server.base + "/503"
      let refused = await engine.fetch(asked)
      asked.address = server.base + "/500"
      asked.isAnswer = { _ in false }
      let failed = await engine.fetch(asked)
      #expect(refused.requests == 5 && failed.requests == 5)
    }
  }

  @Test("broken compression is asked for plain at once, also where nothing is tried again")
  func brokenCompression() async throws {
    let plain = Array("<OAI-PMH/>".utf8)
    let server = try ScriptedServer { request in
      request.headers["accept-encoding"] == nil
        ? .answer(200, plain) : .answer(200, plain, headers: [("Content-Encoding", "gzip")])
    }
    var configuration = try quickConfiguration()
    configuration.endpointRetry = .never
    try await withEngine(configuration) { engine in
      let outcome = await engine.fetch(request(server.base + "/oai"))
      #expect(outcome.failure == nil && outcome.body == plain && outcome.hasBrokenCompression)
      #expect(outcome.requests == 2 && outcome.retries == 0)
    }
  }

  @Test("a proxy is asked for every host but the excepted, and gets the whole address")
  func proxy() async throws {
    let direct = try ScriptedServer { _ in .answer(200, Array("direct".utf8)) }
    let proxy = try ScriptedServer { _ in .answer(200, Array("by proxy".utf8)) }
    var configuration = try quickConfiguration()
    configuration.proxies = ProxySettings(variables: ["http_proxy": proxy.base])
    try await withEngine(configuration) { engine in
      let outcome = await engine.fetch(request("http://museum.example/oai?verb=Identify"))
      #expect(outcome.body == Array("by proxy".utf8))
    }
    #expect(proxy.requests.map(\.target) == ["http://museum.example/oai?verb=Identify"])
    #expect(proxy.requests.first?.headers["host"] == "museum.example")
    configuration.proxies = ProxySettings(
      variables: ["http_proxy": proxy.base, "no_proxy": "other.example,127.0.0.0/8"])
    try await withEngine(configuration) { engine in
      let outcome = await engine.fetch(request(direct.base + "/oai"))
      #expect(outcome.body == Array("direct".utf8))
    }
    #expect(proxy.requests.count == 1)
  }

  @Test("credentials stand in no text that is logged or reported")
  func hiddenCredentials() async throws {
    let server = try ScriptedServer { $0.target == "/oai" ? .answer(401, [1]) : .answer(500, [1]) }
    let told = Mutex<[String]>([])
    var configuration = try quickConfiguration()
    configuration.onRetry = { notice in
      told.withLock { $0.append(String(reflecting: notice)) }
    }
    let secrets: [Credentials] = [
      .basic(user: "u", password: "hush-hush"), .bearer(token: "hush-hush"),
      .header(name: "X-Key", value: "hush-hush"),
    ]
    try await withEngine(configuration) { engine in
      for credentials in secrets {
        for target in ["/oai", "/fails"] {
          var asked = request(server.base + target)
          asked.credentials = credentials
          let outcome = await engine.fetch(asked)
          var dumped = ""
          dump(outcome, to: &dumped)
          dump(asked, to: &dumped)
          told.withLock { $0.append(dumped) }
        }
      }
      let written = request(server.base.replacing("http://", with: "http://u:hush-hush@") + "/fails")
      told.withLock { _ = $0.popLast() }
      let outcome = await engine.fetch(written)
      told.withLock { $0.append(String(reflecting: outcome)) }
    }
    #expect(server.requests.last?.headers["authorization"] == "Basic dTpodXNoLWh1c2g=")
    #expect(told.withLock { $0.count } > 12 && told.withLock { !$0.contains { $0.contains("hush-hush") } })
  }

  @Test(
    "walls against crawlers are known by their answers",
    arguments: [
      (403, ["cf-mitigated": "challenge"], "", "Cloudflare"),
      (
        403, ["server": "cloudflare"], "<!DOCTYPE html><title>Attention Required! | Cloudflare</title>",
        "Cloudflare"
      ),
      (503, [:], "<html><title>Just a moment...</title>", "Cloudflare"),
      (403, ["server": "AkamaiGHost"], "<HTML><H1>Access Denied</H1></HTML>", "Akamai"),
      (202, ["x-amzn-waf-action": "challenge"], "", "AWS WAF"),
      (403, ["x-datadome": "protected"], "", "DataDome"),
      (200, [:], "\n<!doctype html><html><title>Making sure you&#39;re not a bot!</title>", "Anubis"),
      (200, [:], "<html><iframe src=\"/_Incapsula_Resource?x\">", "Imperva"),
      (403, [:], "<html>please solve the captcha</html>", "a captcha"),
      (403, ["server": "Apache"], "<html>Forbidden</html>", nil),
      (
        200, ["server": "cloudflare"], "<OAI-PMH><dc:title>Just a moment... captcha</dc:title></OAI-PMH>", nil
      ),
      (500, [:], "<html>captcha</html>", nil),
    ] as [(Int, [String: String], String, String?)])
  func walls(status: Int, headers: [String: String], body: String, owner: String?) {
    let found = BotWall.owner(status: status, headers: headers.mapValues { [$0] }, body: Array(body.utf8))
    #expect(found == owner)
  }
}
