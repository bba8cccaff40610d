import Fetching
import Foundation
import TestSupport
import Testing

@Suite("Politeness, cancellation and shutdown of the engine")
struct PolitenessFetchTests {
  @Test("requests of one host leave one after the other with the pause between; hosts run side by side")
  func pauses() async throws {
    let servers = try (0..<4).map { _ in try ScriptedServer { _ in .answer(200, jpeg, keepsAlive: true) } }
    var configuration = try quickConfiguration()
    configuration.mediaDelay = .milliseconds(60)
    try await withEngine(configuration) { engine in
      await withTaskGroup(of: FetchOutcome.self) { group in
        for number in 0..<20 {
          group.addTask {
            await engine.fetch(
              FetchRequest(address: servers[number % 4].base + "/\(number)", purpose: .media, agreement: true)
            )
          }
        }
        for await outcome in group { #expect(outcome.failure == nil) }
      }
    }
    for server in servers {
      let gaps = zip(server.requests, server.requests.dropFirst()).map { $1.arrived - $0.arrived }
      #expect(gaps.count == 4 && gaps.allSatisfy { $0 >= .milliseconds(59) })
    }
    // Had the hosts been asked one after the other, one would have been done before another began.
    let starts = servers.compactMap { $0.requests.first?.arrived }
    let ends = servers.compactMap { $0.requests.last?.arrived }
    for start in starts { #expect(ends.allSatisfy { start < $0 }) }
  }

  @Test("a host profile and a crawl-delay set the pace")
  func pace() async throws {
    let server = try ScriptedServer { request in
      request.target == "/robots.txt" ? .text("User-agent: *\nCrawl-delay: 100") : .answer(200, jpeg)
    }
    var configuration = try quickConfiguration()
    configuration.maximumCrawlDelay = .milliseconds(120)
    configuration.hosts["127.0.0.1:\(server.port)"] = HostProfile(delay: .milliseconds(30))
    try await withEngine(configuration) { engine in
      for path in ["/1", "/2", "/3"] {
        _ = await engine.fetch(FetchRequest(address: server.base + path, purpose: .media))
      }
    }
    let gaps = zip(server.requests, server.requests.dropFirst()).map { $1.arrived - $0.arrived }
    try #require(gaps.count == 4)
    #expect(gaps[0] >= .milliseconds(29))
    #expect(gaps[2] >= .milliseconds(119) && gaps[3] >= .milliseconds(119))
  }

  @Test("a refusal holds the host for everyone; a longer one answers the impatient")
  func refusals() async throws {
    let server = try ScriptedServer { request in
      request.target == "/first" ? .answer(429, [1]) : .answer(503, [1], headers: [("Retry-After", "3600")])
    }
    var configuration = try quickConfiguration()
    configuration.firstHold = .milliseconds(150)
    try await withEngine(configuration) { engine in
      func fetch(_ path: String) async -> FetchOutcome {
        await engine.fetch(FetchRequest(address: server.base + path, purpose: .media, agreement: true))
      }
      #expect(await fetch("/first").failure == .http429Limited)
      #expect(await fetch("/second").failure == .http5xx)
      let times = server.requests.map(\.arrived)
      #expect(times.count == 2 && times[1] - times[0] >= .milliseconds(149))
      let held = await fetch("/third")
      #expect(
        held.failure == .http429Limited && held.status == 0 && (held.retryAfter ?? .zero) > .seconds(3500))
    }
    #expect(server.count("/third") == 0)
  }

  @Test("cancelling the task ends a transfer, a wait in the queue and a wait for rules")
  func cancellation() async throws {
    let server = try ScriptedServer { _ in .raw(.pause(.seconds(90))) }
    try await withEngine(quickConfiguration()) { engine in
      let requests = [
        FetchRequest(address: server.base + "/running", purpose: .media, agreement: true),
        FetchRequest(address: server.base + "/queued", purpose: .media, agreement: true),
        FetchRequest(address: server.base + "/rules", purpose: .media),
      ]
      let tasks = requests.map { request in Task { await engine.fetch(request) } }
      try await Task.sleep(for: .milliseconds(150))
      let elapsed = await ContinuousClock().measure {
        for task in tasks {
          task.cancel()
          #expect(await task.value.failure == .cancelled)
        }
      }
      // Far below the pause, with room for a loaded machine.
      #expect(elapsed < .seconds(45))
      let cancelledBefore = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await engine.fetch(requests[0])
      }
      #expect(await cancelledBefore.value.failure == .cancelled)
    }
  }

  @Test("shutdown ends what runs, may come twice, and nothing starts after it")
  func shutdown() async throws {
    let server = try ScriptedServer { _ in .raw(.pause(.seconds(3))) }
    let engine = FetchEngine(try quickConfiguration())
    let request = FetchRequest(address: server.base + "/x", purpose: .media, agreement: true)
    let running = Task { await engine.fetch(request) }
    try await Task.sleep(for: .milliseconds(100))
    await engine.shutdown()
    #expect(await running.value.failure == .cancelled)
    await engine.shutdown()
    #expect(await engine.fetch(request).failure == .cancelled)
  }

  @Test("a thousand requests over forty hosts all come home")
  func many() async throws {
    let servers = try (0..<40).map { _ in try ScriptedServer { _ in .answer(200, jpeg, keepsAlive: true) } }
    var configuration = try quickConfiguration()
    configuration.maximumTransfers = 16
    try await withEngine(configuration) { engine in
      let fetched = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<1000 {
          group.addTask {
            await engine.fetch(
              FetchRequest(
                address: servers[number % 40].base + "/\(number)", purpose: .media, agreement: true)
            ).body == jpeg
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(fetched == 1000)
    }
  }
}
