import Foundation
import Logging
import OAIPMH
import Store
import Synchronization
import Testing
import WinnowConfiguration

@testable import Pipeline

/// A scheduler over a store of its own, with a clock that is set and runs that are scripted.
private final class Bench: Sendable {
  let temporary: TemporaryStore
  let clock = Mutex(moment)
  let interruption = Interruption()
  let begun = Mutex<[String]>([])
  let told = Told()
  let providers: [ProviderConfiguration]
  /// What runs do in place of a harvest; they are complete unless told.
  let outcome = Mutex<@Sendable (ProviderConfiguration) async throws -> HarvestReport> { provider in
    HarvestReport(provider: provider.id, complete: true, reason: "list ended")
  }

  var store: any Store { temporary.store }

  /// Notes the alarms it is told, and fails as long as it is to.
  final class Told: AlarmNotifier {
    let alarms = Mutex<[Alarm]>([])
    let fails = Mutex(false)

    func tell(_ alarm: Alarm, at now: Timestamp) async throws(NotificationError) {
      alarms.withLock { $0.append(alarm) }
      if fails.withLock({ $0 }) { throw NotificationError(description: "nobody there") }
    }

    /// The kinds told since the last call.
    func take() -> [Alarm.Kind] {
      alarms.withLock { alarms in
        defer { alarms = [] }
        return alarms.map(\.kind)
      }
    }
  }

  /// - Parameter schedules: by provider.
  init(_ schedules: [(id: String, schedule: String)]) throws {
    temporary = try TemporaryStore()
    let entries = schedules.map {
      "- {id: \($0.id), harvest: {url: \"http://\($0.id).example/oai\", schedule: \"\($0.schedule)\"}}"
    }
    let configuration = try Configuration(
      parsing: """
        contact: mailto:ops@example.org
        repository: {name: Hub, base_url: "http://hub.example/oai", admin_email: a@hub.example, id_prefix: "oai:hub.example"}
        providers:
        \(entries.joined(separator: "\n"))
        """, file: "/winnow.yaml", shippedMappings: nil)
    providers = configuration.providers
  }

  /// A scheduler as after a start of Winnow.
  func scheduler(sideBySide: Int = 4) -> Scheduler {
    let log = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    return Scheduler(
      store: store, providers: providers, timetable: Timetable(store: store, timeZone: .gmt),
      desk: AlarmDesk(store: store, notifiers: [told], log: log), sideBySide: sideBySide, log: log,
      interruption: interruption, clock: { self.clock.withLock { $0 } },
      run: { provider in
        self.begun.withLock { $0.append(provider.id) }
        let id = ProviderID(provider.id)
        let row = try await self.store.beginRun(provider: id, kind: "harvest", at: self.clock.withLock { $0 })
        let outcome = self.outcome.withLock { $0 }
        let report = try await outcome(provider)
        try await self.store.endRun(
          row, complete: report.complete, reason: report.reason, report: try report.json(),
          at: self.clock.withLock { $0 })
        return RunReport(harvest: report, enrichment: EnrichmentCounts())
      })
  }

  /// Sets the clock, looks once and lets what began end.
  func look(_ scheduler: Scheduler, at hours: Double) async {
    clock.withLock { $0 = moment.advanced(by: Int64(hours * 3600)) }
    await scheduler.look()
    await scheduler.settle()
  }

  /// The providers that were run since the last call.
  func takeRuns() -> [String] {
    begun.withLock { begun in
      defer { begun = [] }
      return begun
    }
  }
}

@Suite("The scheduler")
struct SchedulerTests {
  @Test("runs what was never harvested at once, then each provider when it is due, and never sooner")
  func regular() async throws {
    let bench = try Bench([("museum", "daily 02:00"), ("library", "every 6 hours")])
    let scheduler = bench.scheduler()
    await bench.look(scheduler, at: 0.5)
    #expect(bench.takeRuns().sorted() == ["library", "museum"])
    for hours in [0.6, 1.9] { await bench.look(scheduler, at: hours) }
    #expect(bench.takeRuns().isEmpty)
    await bench.look(scheduler, at: 2)
    #expect(bench.takeRuns() == ["museum"])
    await bench.look(scheduler, at: 6.5)
    await bench.look(scheduler, at: 6.6)
    #expect(bench.takeRuns() == ["library"])
    #expect(bench.told.take().isEmpty)
    #expect(await scheduler.ended == .init(complete: [museum: 2, library: 2]))
    // Two runs of each, all in the ledger.
    #expect(try await bench.store.runs(provider: museum, limit: 10).count == 2)
  }

  @Test("says when to look again: at the next moment that is due")
  func wake() async throws {
    let bench = try Bench([("museum", "every 30 minutes")])
    let scheduler = bench.scheduler()
    await bench.look(scheduler, at: 0)
    bench.clock.withLock { $0 = moment.advanced(by: 1790) }
    #expect(await scheduler.look() == moment.advanced(by: 1800))
  }

  @Test("a run that was missed is made up for once, and told until one comes in time")
  func missed() async throws {
    let bench = try Bench([("museum", "daily 02:00")])
    await bench.look(bench.scheduler(), at: 0)
    _ = bench.takeRuns()
    // Three days later Winnow starts again.
    let scheduler = bench.scheduler()
    await bench.look(scheduler, at: 72)
    #expect(bench.takeRuns() == ["museum"])
    #expect(bench.told.take() == [.missed])
    let alarm = try #require(try await AlarmDesk.active(museum, in: bench.store).first)
    #expect(
      alarm.message
        == "the run due at 2026-01-01T02:00:00Z did not start, since Winnow was not running: it is made up for now"
    )
    await bench.look(scheduler, at: 73)
    #expect(bench.takeRuns().isEmpty)
    await bench.look(scheduler, at: 74)
    #expect(bench.takeRuns() == ["museum"])
    #expect(try await AlarmDesk.active(museum, in: bench.store).isEmpty)
    #expect(bench.told.take().isEmpty)
  }

  @Test("a start a minute late is not missed")
  func slightlyLate() async throws {
    let bench = try Bench([("museum", "daily 02:00")])
    await bench.look(bench.scheduler(), at: 0)
    await bench.look(bench.scheduler(), at: 2.02)
    #expect(bench.takeRuns() == ["museum", "museum"])
    #expect(bench.told.take().isEmpty)
  }

  @Test("a failed run alarms once a day, is tried again when it is due next, and is over when one ends well")
  func failed() async throws {
    let bench = try Bench([("museum", "every 6 hours")])
    bench.outcome.withLock {
      $0 = { HarvestReport(provider: $0.id, complete: false, reason: "no answer") }
    }
    let scheduler = bench.scheduler()
    await bench.look(scheduler, at: 0)
    for minutes in 1...30 { await bench.look(scheduler, at: Double(minutes) / 60) }
    #expect(bench.takeRuns() == ["museum"])
    #expect(bench.told.take() == [.incomplete])
    for hours in [6.0, 12, 18] { await bench.look(scheduler, at: hours) }
    #expect(bench.takeRuns().count == 3)
    #expect(bench.told.take().isEmpty)
    await bench.look(scheduler, at: 24)
    #expect(bench.told.take() == [.incomplete])
    let alarm = try #require(try await AlarmDesk.active(museum, in: bench.store).first)
    #expect(alarm.since == moment)
    bench.outcome.withLock { $0 = { HarvestReport(provider: $0.id, complete: true, reason: "list ended") } }
    await bench.look(scheduler, at: 30)
    #expect(try await AlarmDesk.active(museum, in: bench.store).isEmpty)
    #expect(await scheduler.ended == .init(complete: [museum: 1], incomplete: [museum: 5]))
  }

  @Test("a run that cannot begin leaves its row in the ledger, alarms, and is not tried again at once")
  func cannotBegin() async throws {
    struct NoModels: Error, CustomStringConvertible { let description = "no model is installed" }
    let bench = try Bench([("museum", "every 6 hours")])
    let log = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    let scheduler = Scheduler(
      store: bench.store, providers: bench.providers,
      timetable: Timetable(store: bench.store, timeZone: .gmt),
      desk: AlarmDesk(store: bench.store, notifiers: [bench.told], log: log), log: log,
      interruption: bench.interruption, clock: { bench.clock.withLock { $0 } }, run: { _ in throw NoModels() }
    )
    await bench.look(scheduler, at: 0)
    await bench.look(scheduler, at: 1)
    let rows = try await bench.store.runs(provider: museum, limit: 9)
    #expect(rows.map(\.reason) == ["no model is installed"])
    #expect(rows.first?.complete == false)
    #expect(bench.told.take() == [.incomplete])
  }

  @Test("an alarm that did not get through is told again after a quarter of an hour")
  func undelivered() async throws {
    let bench = try Bench([("museum", "every 6 hours")])
    let desk = AlarmDesk(
      store: bench.store, notifiers: [bench.told],
      log: Logger(label: "t", factory: { _ in SwiftLogNoOpLogHandler() }))
    bench.told.fails.withLock { $0 = true }
    func settle(_ minutes: Int64) async throws -> [Alarm.Kind] {
      let now = moment.advanced(by: minutes * 60)
      try await desk.settle(
        [Alarm(.silence, museum, "nothing new", since: now)], of: museum, among: [.silence], at: now)
      return bench.told.take()
    }
    #expect(try await settle(0) == [.silence])
    #expect(try await settle(14).isEmpty)
    bench.told.fails.withLock { $0 = false }
    #expect(try await settle(15) == [.silence])
    #expect(try await settle(15 + 1439).isEmpty)
    #expect(try await settle(15 + 1440) == [.silence])
    // Other kinds, and other providers, stay as they are.
    try await desk.settle([], of: museum, among: [.missed], at: moment)
    try await desk.settle([], of: library, among: [.silence], at: moment)
    #expect(try await AlarmDesk.active(museum, in: bench.store).map(\.since) == [moment])
  }

  @Test("an interrupted run is taken up when Winnow starts again, without an alarm")
  func interrupted() async throws {
    let bench = try Bench([("museum", "daily 02:00")])
    bench.outcome.withLock { outcome in
      outcome = { [interruption = bench.interruption] provider in
        interruption.request()
        return HarvestReport(provider: provider.id, complete: false, reason: "interrupted after 3 pages")
      }
    }
    let first = bench.scheduler()
    await first.run()
    #expect(bench.takeRuns() == ["museum"])
    #expect(bench.told.take().isEmpty)
    // A new process has an interruption of its own.
    let log = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    let resumed = Mutex(0)
    let second = Scheduler(
      store: bench.store, providers: bench.providers,
      timetable: Timetable(store: bench.store, timeZone: .gmt),
      desk: AlarmDesk(store: bench.store, notifiers: [bench.told], log: log), log: log,
      interruption: Interruption(), clock: { moment.advanced(by: 60) },
      run: { provider in
        resumed.withLock { $0 += 1 }
        let row = try await bench.store.beginRun(
          provider: museum, kind: "harvest", at: moment.advanced(by: 60))
        let report = HarvestReport(provider: provider.id, complete: true, reason: "list ended")
        try await bench.store.endRun(
          row, complete: true, reason: "list ended", report: try report.json(), at: moment.advanced(by: 60))
        return RunReport(harvest: report, enrichment: EnrichmentCounts())
      })
    await second.look()
    await second.settle()
    await second.look()
    await second.settle()
    #expect(resumed.withLock { $0 } == 1)
    #expect(bench.told.take().isEmpty)
  }

  @Test("a run of another process is not doubled, and alarms where it keeps the provider from its schedule")
  func elsewhere() async throws {
    let bench = try Bench([("museum", "every 6 hours")])
    _ = try await bench.store.beginRun(provider: museum, kind: "run", at: moment)
    // The first process of a machine always lives.
    let host = ProcessInfo.processInfo.hostName
    try await bench.store.assign("running:museum", Array("\(host):1".utf8))
    let scheduler = bench.scheduler()
    for hours in [0.0, 6, 6.9] { await bench.look(scheduler, at: hours) }
    #expect(bench.told.take().isEmpty)
    await bench.look(scheduler, at: 7.5)
    #expect(bench.takeRuns().isEmpty)
    #expect(bench.told.take() == [.overdue])
    #expect(
      try await AlarmDesk.active(museum, in: bench.store).map(\.message) == [
        "the run due at 2026-01-01T06:00:00Z has not started: another process is at work for the provider"
      ])
  }

  @Test("no more providers are run side by side than allowed, and one that has to wait for long alarms")
  func sideBySide() async throws {
    let bench = try Bench([("museum", "every 6 hours"), ("library", "every 5 hours")])
    let gate = AsyncStream.makeStream(of: Void.self)
    bench.outcome.withLock { outcome in
      outcome = { provider in
        if provider.id == "museum" { for await _ in gate.stream { break } }
        return HarvestReport(provider: provider.id, complete: true, reason: "list ended")
      }
    }
    let scheduler = bench.scheduler(sideBySide: 1)
    await scheduler.look()
    #expect(await scheduler.underWay == [museum])
    // The library was harvested by hand, is due at 05:00 and does not get its turn.
    let row = try await bench.store.beginRun(provider: library, kind: "harvest", at: moment)
    try await bench.store.endRun(
      row, complete: true, reason: "", report: try HarvestReport(provider: "library").json(), at: moment)
    for hours in [5, 6.5, 7.5] {
      bench.clock.withLock { $0 = moment.advanced(by: Int64(hours * 3600)) }
      await scheduler.look()
    }
    // The museum's own next run is overdue as well.
    #expect(bench.told.take().sorted { $0.rawValue < $1.rawValue } == [.overdue, .overdue])
    #expect(await scheduler.underWay == [museum])
    gate.continuation.finish()
    await scheduler.settle()
    await bench.look(scheduler, at: 7.6)
    // Whoever is due for longest comes first.
    #expect(bench.takeRuns() == ["museum", "library"])
    #expect(try await AlarmDesk.active(library, in: bench.store).isEmpty)
  }

  @Test("runs that others made are judged too")
  func reviews() async throws {
    let bench = try Bench([("museum", "daily 02:00")])
    let scheduler = bench.scheduler()
    await bench.look(scheduler, at: 0)
    let row = try await bench.store.beginRun(provider: museum, kind: "harvest", at: moment.advanced(by: 60))
    var report = HarvestReport(provider: "museum", complete: false, reason: "the list ended early")
    report.received = 3
    try await bench.store.endRun(
      row, complete: false, reason: report.reason, report: try report.json(), at: moment.advanced(by: 120))
    await bench.look(scheduler, at: 0.1)
    #expect(bench.told.take() == [.incomplete])
    let history = try await ProviderHistory(of: museum, in: bench.store)
    #expect(history.holdings.map(\.run) == [moment, moment.advanced(by: 60)])
  }
}
