public import Logging
public import OAIPMH
public import Store
public import WinnowConfiguration

/// Runs providers when their schedules say so, and raises alarms about what does not go as it should.
///
/// What is due follows from the run ledger alone, so runs of `winnow run` count too. A run that failed is tried again
/// when it is due next.
public actor Scheduler {
  /// Runs one provider through the whole line.
  public typealias Run = @Sendable (ProviderConfiguration) async throws -> RunReport

  private let store: any Store
  private let providers: [ProviderConfiguration]
  private let timetable: Timetable
  private let desk: AlarmDesk
  private let rules: AlarmRules
  private let sideBySide: Int
  private let log: Logger
  private let interruption: Interruption
  private let clock: @Sendable () -> Timestamp
  private let perform: Run

  private var running: [ProviderID: Task<Void, Never>] = [:]
  private var started: [ProviderID: Timestamp] = [:]
  private var reviewed: [ProviderID: Newest] = [:]
  private var lastLook: Timestamp?
  private var totals = Totals()

  /// The rows of the ledger that a provider's alarms follow from.
  private struct Newest: Equatable {
    var ended: RunEntry?
    var unfinished: RunEntry?
  }

  /// Runs of this process that ended.
  public struct Totals: Sendable, Equatable {
    /// By provider, those that ended complete.
    public var complete: [ProviderID: Int] = [:]
    /// By provider, those that did not.
    public var incomplete: [ProviderID: Int] = [:]
  }

  /// A run that starts later after it was due was missed, where nobody was there to start it; seconds.
  private static let lateness: Int64 = 300
  /// A run that is due for this time and does not start raises an alarm; seconds.
  private static let overdue: Int64 = 3600
  /// How often the ledger is looked at, at least; seconds.
  private static let longestSleep: Int64 = 30

  /// A scheduler that does not run yet.
  /// - Parameters:
  ///   - providers: all that are configured; those without a schedule are not run, only looked after.
  ///   - sideBySide: how many providers are run at once.
  ///   - interruption: asked to stop, the scheduler starts nothing more and ends with the runs under way, which
  ///     watch the same interruption.
  public init(
    store: any Store, providers: [ProviderConfiguration], timetable: Timetable, desk: AlarmDesk,
    rules: AlarmRules = AlarmRules(), sideBySide: Int = 4, log: Logger, interruption: Interruption,
    clock: @escaping @Sendable () -> Timestamp = { .now }, run: @escaping Run
  ) {
    self.store = store
    self.providers = providers
    self.timetable = timetable
    self.desk = desk
    self.rules = rules
    self.sideBySide = sideBySide
    self.log = log
    self.interruption = interruption
    self.clock = clock
    perform = run
  }

  /// Runs of this process that ended so far.
  public var ended: Totals { totals }

  /// The providers that are being run.
  public var underWay: Set<ProviderID> { Set(running.keys) }

  /// Starts what is due until asked to stop, then waits for the runs under way.
  public func run() async {
    while !interruption.isRequested, !Task.isCancelled {
      let wake = await look()
      let seconds = max(1, min(wake.seconds - clock().seconds, Self.longestSleep))
      do { try await interruption.sleep(seconds: Double(seconds)) } catch { break }
    }
    interruption.request()
    await withTaskCancellationHandler {
      await settle()
    } onCancel: {
      Task { await cancelRuns() }
    }
  }

  /// Tears the runs under way, where there is no time to let them end their step.
  private func cancelRuns() {
    for run in running.values { run.cancel() }
  }

  /// Waits until no run is under way.
  func settle() async {
    while let run = running.values.first { await run.value }
  }

  /// Starts what is due now, the longest due first.
  /// - Returns: when to look again: when the next run is due, as far as that is known.
  @discardableResult
  func look() async -> Timestamp {
    let now = clock()
    var waiting: [(provider: ProviderConfiguration, due: ScheduledStart)] = []
    for provider in providers where !interruption.isRequested {
      await following(provider) {
        if let due = try await due(of: provider, now) { waiting.append((provider, due)) }
      }
    }
    waiting.sort { $0.due.at < $1.due.at }
    for (provider, due) in waiting where due.at <= now && !interruption.isRequested {
      await following(provider) { try await start(provider, due, now) }
    }
    lastLook = now
    let next = waiting.first { $0.due.at > now }?.due.at
    let latest = now.advanced(by: Self.longestSleep)
    return next.map { min($0, latest) } ?? latest
  }

  /// Does something about a provider. What fails is told and tried again with the next look; the other providers do
  /// not suffer from it.
  private func following(_ provider: ProviderConfiguration, _ work: () async throws -> Void) async {
    do { try await work() } catch {
      log.error("a schedule cannot be followed: \(error)", metadata: ["provider": "\(provider.id)"])
    }
  }

  /// Looks for reasons to alarm somebody about a provider.
  /// - Returns: when it is due next; `nil` while it is being run, and without a schedule.
  private func due(of provider: ProviderConfiguration, _ now: Timestamp) async throws -> ScheduledStart? {
    let id = ProviderID(provider.id)
    if running[id] != nil {
      try await watch(provider, now)
      return nil
    }
    if let schedule = provider.harvest.schedule { try await timetable.remember(schedule, of: id, at: now) }
    guard let due = try await timetable.next(of: provider, at: now, after: started[id]) else {
      try await review(id, now)
      return nil
    }
    // A run that is taken up again at once is judged by how it ends then.
    if due.cause != .resumption || due.at > now { try await review(id, now) }
    return due
  }

  /// Starts a provider that is due, unless it has to wait.
  private func start(_ provider: ProviderConfiguration, _ due: ScheduledStart, _ now: Timestamp) async throws
  {
    guard due.isElsewhere || running.count >= sideBySide else {
      return begin(provider, missed: try await raiseMissed(due, now), now)
    }
    guard now.seconds - due.at.seconds > Self.overdue else { return }
    let cause =
      due.isElsewhere
      ? "another process is at work for the provider" : "\(running.count) other runs are under way"
    let message = "the run due at \(due.at) has not started: \(cause)"
    try await desk.settle(
      [Alarm(.overdue, due.provider, message, since: now)], of: due.provider, among: [.overdue], at: now)
  }

  /// Raises an alarm where a run should have started while nobody was there to start it.
  private func raiseMissed(_ due: ScheduledStart, _ now: Timestamp) async throws -> Bool {
    guard due.cause == .schedule, now.seconds - due.at.seconds > Self.lateness,
      lastLook.map({ $0 < due.at }) ?? true
    else { return false }
    try await desk.settle(
      [
        Alarm(
          .missed, due.provider,
          "the run due at \(due.at) did not start, since Winnow was not running: it is made up for now",
          since: now)
      ], of: due.provider, among: [.missed], at: now)
    return true
  }

  /// Raises an alarm where a run takes so long that the next one does not start.
  private func watch(_ provider: ProviderConfiguration, _ now: Timestamp) async throws {
    let id = ProviderID(provider.id)
    guard let begun = started[id], let next = timetable.regularStart(of: provider, after: begun),
      now.seconds - next.seconds > Self.overdue
    else { return }
    let message = "the run begun at \(begun) is still under way: the one due at \(next) has not started"
    try await desk.settle([Alarm(.overdue, id, message, since: now)], of: id, among: [.overdue], at: now)
  }

  // MARK: Runs

  private func begin(_ provider: ProviderConfiguration, missed: Bool, _ now: Timestamp) {
    let id = ProviderID(provider.id)
    started[id] = now
    running[id] = Task {
      do { try await carryOut(provider, missed: missed) } catch {
        log.error("a scheduled run cannot be noted: \(error)", metadata: ["provider": "\(id)"])
      }
      running[id] = nil
    }
  }

  private func carryOut(_ provider: ProviderConfiguration, missed: Bool) async throws {
    let id = ProviderID(provider.id)
    log.notice("a scheduled run begins", metadata: ["provider": "\(id)"])
    try await timetable.remember(isInterrupted: false, of: id)
    try await RunClaim.take(id, in: store)
    let harvest = await report(of: provider)
    log.notice(
      "a scheduled run ended",
      metadata: ["provider": "\(id)", "complete": "\(harvest.complete)", "reason": "\(harvest.reason)"])
    if harvest.complete {
      totals.complete[id, default: 0] += 1
    } else {
      totals.incomplete[id, default: 0] += 1
    }
    if interruption.isRequested, !harvest.complete {
      return try await timetable.remember(isInterrupted: true, of: id)
    }
    try await review(id, clock())
    // That a run was missed stays told until one has come in time.
    try await desk.settle([], of: id, among: missed ? [.overdue] : Alarm.Kind.ofSchedule, at: clock())
  }

  /// Runs a provider. A run that could not even begin leaves its row in the ledger too.
  private func report(of provider: ProviderConfiguration) async -> HarvestReport {
    let begun = clock()
    do { return try await perform(provider).harvest } catch {
      var report = HarvestReport(provider: provider.id)
      report.reason = "\(error)"
      do {
        let row = try await store.beginRun(provider: ProviderID(provider.id), kind: "run", at: begun)
        try await store.endRun(
          row, complete: false, reason: report.reason, report: try report.json(), at: clock())
      } catch {
        log.error("the run ledger cannot be written: \(error)", metadata: ["provider": "\(provider.id)"])
      }
      return report
    }
  }

  /// Judges the history of a provider whenever a run has ended, or was found dead.
  private func review(_ id: ProviderID, _ now: Timestamp) async throws {
    let ledger = ProviderHistory(provider: id, runs: try await store.runs(provider: id, limit: 4))
    let newest = Newest(
      ended: ledger.newestEnded, unfinished: ProviderHistory.unfinished(in: ledger.runs))
    guard !ledger.runs.isEmpty, newest != reviewed[id] else { return }
    var history = try await ProviderHistory(of: id, in: store)
    if newest.unfinished == nil {
      try await history.note(held: try await store.counts(provider: id).records, in: store)
    }
    try await desk.settle(
      rules.alarms(of: history, at: now), of: id, among: Alarm.Kind.ofLedger, at: now)
    reviewed[id] = newest
  }
}
