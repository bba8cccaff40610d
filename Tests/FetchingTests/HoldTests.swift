@testable import Fetching
import Foundation
import Synchronization
import TestSupport
import Testing

/// Keeps holds in memory, as a store would for several engines.
private final class MemoryKeeper: HoldKeeper {
  private let held = Mutex<[String: Date]>([:])
  private let readings = Mutex(0)

  var known: [String: Date] { held.withLock { $0 } }
  var timesRead: Int { readings.withLock { $0 } }

  func heldHosts() async -> [String: Date] {
    readings.withLock { $0 += 1 }
    return known
  }

  func keep(_ host: String, until moment: Date) async { held.withLock { $0[host] = moment } }
}

@Suite("Hosts that asked to be left alone")
struct HoldTests {
  private func httpDate(in seconds: Double) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = .gmt
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return formatter.string(from: Date(timeIntervalSinceNow: seconds))
  }

  @Test(
    "a long wait, by seconds or by date, ends the request at once, names the moment and is kept before it is told",
    arguments: [429, 503, 500, 403], [false, true])
  func longWait(status: Int, isDate: Bool) async throws {
    let text = isDate ? httpDate(in: 3600) : "3600"
    let server = try ScriptedServer { _ in .answer(status, [1], headers: [("Retry-After", text)]) }
    let keeper = MemoryKeeper()
    var configuration = try quickConfiguration()
    configuration.holdKeeper = keeper
    let key = "127.0.0.1:\(server.port)"
    let request = FetchRequest(address: server.base + "/oai", purpose: .endpoint)
    try await withEngine(configuration) { engine in
      let outcome = await engine.fetch(request)
      #expect(outcome.status == status && outcome.requests == 1 && outcome.retries == 0)
      let moment = try #require(outcome.notBefore)
      #expect(abs(moment.timeIntervalSinceNow - 3600) < 600)
      #expect(outcome.detail?.hasSuffix("left alone until \(moment.formatted(.iso8601))") == true)
      let kept = try #require(keeper.known[key])
      #expect(abs(kept.timeIntervalSince(moment)) < 2)
    }
    // Another process, begun later, does not ask.
    try await withEngine(configuration) { engine in
      let outcome = await engine.fetch(request)
      #expect(outcome.failure == .http429Limited && outcome.status == 0 && outcome.requests == 0)
      let moment = try #require(outcome.notBefore)
      #expect(abs(moment.timeIntervalSinceNow - 3600) < 600)
      #expect(outcome.detail?.contains("asked to be left alone until 2") == true)
    }
    #expect(server.requests.count == 1)
  }

  @Test("a wish for more than a day counts as a day")
  func longestWait() async throws {
    let server = try ScriptedServer { _ in .answer(429, [1], headers: [("Retry-After", "864000")]) }
    let keeper = MemoryKeeper()
    var configuration = try quickConfiguration()
    configuration.holdKeeper = keeper
    try await withEngine(configuration) { engine in
      let outcome = await engine.fetch(FetchRequest(address: server.base + "/oai", purpose: .endpoint))
      let told = try #require(outcome.notBefore)
      let kept = try #require(keeper.known["127.0.0.1:\(server.port)"])
      #expect(abs(told.timeIntervalSinceNow - 86_400) < 10 && abs(kept.timeIntervalSinceNow - 86_400) < 10)
    }
  }

  @Test("a short wait is sat out, and was kept before it began")
  func shortWait() async throws {
    let isRefused = Mutex(true)
    let server = try ScriptedServer { _ in
      isRefused.withLock { refuse in
        defer { refuse = false }
        return refuse ? .answer(503, [1], headers: [("Retry-After", "1")]) : .answer(200, [1])
      }
    }
    let keeper = MemoryKeeper()
    var configuration = try quickConfiguration()
    configuration.holdKeeper = keeper
    let atWait = Mutex<[String: Date]>([:])
    configuration.onRetry = { _ in atWait.withLock { $0 = keeper.known } }
    try await withEngine(configuration) { engine in
      let outcome = await engine.fetch(FetchRequest(address: server.base + "/oai", purpose: .endpoint))
      #expect(outcome.failure == nil && outcome.retries == 1 && outcome.notBefore == nil)
    }
    #expect(atWait.withLock { Array($0.keys) } == ["127.0.0.1:\(server.port)"])
    let gap = server.requests[1].arrived - server.requests[0].arrived
    #expect(gap >= .milliseconds(990))
  }

  @Test("a media host that refuses without naming a wait is kept too")
  func mediaRefusal() async throws {
    let server = try ScriptedServer { $0.target == "/a.jpg" ? .answer(429, [1]) : .answer(404) }
    let keeper = MemoryKeeper()
    var configuration = try quickConfiguration()
    configuration.holdKeeper = keeper
    configuration.firstHold = .seconds(120)
    try await withEngine(configuration) { engine in
      let outcome = await engine.fetch(FetchRequest(address: server.base + "/a.jpg", purpose: .media))
      #expect(outcome.failure == .http429Limited)
    }
    let moment = try #require(keeper.known["127.0.0.1:\(server.port)"])
    #expect(abs(moment.timeIntervalSinceNow - 120) < 10)
  }

  @Test("the keeper is read once for requests that begin together, and again when that is long ago")
  func reading() async throws {
    let server = try ScriptedServer { _ in .answer(200, [1]) }
    let keeper = MemoryKeeper()
    var configuration = try quickConfiguration()
    configuration.holdKeeper = keeper
    try await withEngine(configuration) { engine in
      await withTaskGroup(of: Void.self) { group in
        for number in 1...20 {
          group.addTask {
            _ = await engine.fetch(FetchRequest(address: server.base + "/\(number)", purpose: .endpoint))
          }
        }
      }
      #expect(keeper.timesRead == 1 && server.requests.count == 20)
    }
    configuration.holdLifetime = .zero
    try await withEngine(configuration) { engine in
      for _ in 1...3 { _ = await engine.fetch(FetchRequest(address: server.base + "/", purpose: .endpoint)) }
      #expect(keeper.timesRead == 4)
    }
  }
}
