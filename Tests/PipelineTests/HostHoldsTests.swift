import Fetching
import Foundation
import Logging
@testable import Pipeline
import Store
import TestSupport
import Testing

@Suite("Hosts that asked to be left alone, across runs")
struct HostHoldsTests {
  private func holds(_ store: any Store) -> HostHolds { HostHolds(store: store, log: quietLog) }
  private var quietLog: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

  @Test("what one process was told another one knows, rounded up to whole seconds")
  func shared() async throws {
    let temporary = try TemporaryStore()
    let moment = Date(timeIntervalSince1970: Date.now.timeIntervalSince1970.rounded() + 600.25)
    await holds(temporary.store).keep("museum.example", until: moment)
    let known = await holds(temporary.store).heldHosts()
    #expect(known == ["museum.example": moment.addingTimeInterval(0.75)])
  }

  @Test("several processes at once lose nothing of each other, and a later moment counts")
  func merged() async throws {
    let temporary = try TemporaryStore()
    let start = Date(timeIntervalSince1970: Date.now.timeIntervalSince1970.rounded())
    await withTaskGroup(of: Void.self) { group in
      for process in 1...4 {
        let holds = holds(temporary.store)
        group.addTask {
          for host in 1...5 {
            await holds.keep("host\(host).example", until: start.addingTimeInterval(Double(600 + process)))
            await holds.keep("own\(process).example", until: start.addingTimeInterval(900))
          }
        }
      }
    }
    let known = await holds(temporary.store).heldHosts()
    #expect(known.count == 9)
    for host in 1...5 { #expect(known["host\(host).example"] == start.addingTimeInterval(604)) }
    await holds(temporary.store).keep("host1.example", until: start.addingTimeInterval(300))
    #expect(await holds(temporary.store).heldHosts()["host1.example"] == start.addingTimeInterval(604))
  }

  @Test(
    "what is over is dropped, waits below a second are not kept, and a setting of another kind is replaced")
  func expiry() async throws {
    let temporary = try TemporaryStore()
    try await temporary.store.assign(HostHolds.setting, Array(#"{"old.example": 1000}"#.utf8))
    #expect(await holds(temporary.store).heldHosts().isEmpty)
    let subject = holds(temporary.store)
    await subject.keep("brief.example", until: .now.addingTimeInterval(0.5))
    let untouched = try await temporary.store.setting(HostHolds.setting)
    #expect(untouched == Array(#"{"old.example": 1000}"#.utf8))
    await subject.keep("new.example", until: .now.addingTimeInterval(60))
    let written = try #require(try await temporary.store.setting(HostHolds.setting))
    #expect(!String(decoding: written, as: UTF8.self).contains("old.example"))
    try await temporary.store.assign(HostHolds.setting, Array("?".utf8))
    #expect(await holds(temporary.store).heldHosts().isEmpty)
    await holds(temporary.store).keep("new.example", until: .now.addingTimeInterval(60))
    #expect(await holds(temporary.store).heldHosts().keys.sorted() == ["new.example"])
  }

  @Test("an engine of the next run does not ask before the moment")
  func acrossEngines() async throws {
    let temporary = try TemporaryStore()
    let server = try ScriptedServer { _ in .answer(429, [1], headers: [("Retry-After", "7200")]) }
    for _ in 1...3 {
      var configuration = FetchConfiguration(version: "1", contact: "mailto:ops@example.org")
      configuration.holdKeeper = holds(temporary.store)
      let engine = FetchEngine(configuration)
      let client = EndpointClient(engine: engine)
      let error = await #expect(throws: EndpointError.self) {
        try await client.get(server.base + "/oai?verb=Identify")
      }
      await engine.shutdown()
      let moment = try #require(error?.notBefore)
      #expect(abs(moment.timeIntervalSinceNow - 7200) < 10)
      #expect(
        error?.description.contains("asked to be left alone until 2") == true, "\(String(describing: error))")
      #expect(error?.failure == .http429Limited && error?.isInterruption == false)
    }
    #expect(server.requests.count == 1)
  }
}
