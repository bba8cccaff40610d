internal import Foundation
public import OAIPMH
public import Store
public import WinnowConfiguration

/// What the line did and holds, as metrics.
///
/// Counting the records of a large store takes seconds. That is done apart from whoever asks, at most once a minute
/// and for at most a twentieth of the time; meanwhile the counts before are given.
public actor LineMetrics {
  private let store: any Store
  private let providers: [ProviderConfiguration]
  private let timetable: Timetable
  private let scheduler: Scheduler?
  private let clock: @Sendable () -> Timestamp

  /// What was counted, and when to count again.
  private struct Counted {
    var counts: [ProviderID: ProviderCounts] = [:]
    var next: ContinuousClock.Instant
  }

  private var counted: Counted?
  private var counting: Task<Void, any Error>?
  /// Counts are not taken more often; seconds.
  private static let shortestInterval = 60.0
  /// Counting takes at most one part in so many of the time.
  private static let share = 20.0

  /// Metrics of the line over some providers.
  /// - Parameter scheduler: whose runs are counted; `nil` where there is none.
  public init(
    store: any Store, providers: [ProviderConfiguration], timetable: Timetable, scheduler: Scheduler?,
    clock: @escaping @Sendable () -> Timestamp = { .now }
  ) {
    self.store = store
    self.providers = providers
    self.timetable = timetable
    self.scheduler = scheduler
    self.clock = clock
  }

  /// Adds the metrics of the line to a text.
  public func add(to text: inout MetricsText) async throws {
    let counts = try await counts()
    addHoldings(counts, to: &text)
    try await addQueues(to: &text)
    try await addRuns(to: &text)
    try await addSchedule(to: &text)
  }

  // MARK: What is held

  private func counts() async throws -> [ProviderID: ProviderCounts] {
    if counting == nil, counted.map({ $0.next <= .now }) ?? true {
      counting = Task {
        defer { counting = nil }
        let began = ContinuousClock.now
        var counts: [ProviderID: ProviderCounts] = [:]
        for provider in providers {
          let id = ProviderID(provider.id)
          counts[id] = try await store.counts(provider: id)
        }
        let spent = (ContinuousClock.now - began).inSeconds
        counted = Counted(
          counts: counts, next: .now + .seconds(max(Self.shortestInterval, Self.share * spent)))
      }
    }
    if let counted { return counted.counts }
    try await counting?.value
    return counted?.counts ?? [:]
  }

  private func addHoldings(_ counts: [ProviderID: ProviderCounts], to text: inout MetricsText) {
    let sorted = counts.sorted { $0.key < $1.key }
    text.add(
      "winnow_records", .gauge, "Records by provider and state; a withheld one is live as well.",
      sorted.flatMap { id, counts in
        [
          ("live", counts.records), ("deleted", counts.deleted), ("withdrawn", counts.withdrawn),
          ("withheld", counts.withheld), ("quarantined", counts.quarantined),
        ].map { MetricsText.Sample(Double($0.1), [("provider", id.rawValue), ("state", $0.0)]) }
      })
    text.add(
      "winnow_links", .gauge, "Web resources by provider and the state of their last attempt.",
      sorted.flatMap { id, counts in
        counts.links.sorted { $0.key < $1.key }.map {
          MetricsText.Sample(Double($0.value), [("provider", id.rawValue), ("state", $0.key)])
        }
      })
    text.add(
      "winnow_images", .gauge, "Distinct images that records of a provider show.",
      sorted.map { MetricsText.Sample(Double($1.media), [("provider", $0.rawValue)]) })
  }

  private func addQueues(to text: inout MetricsText) async throws {
    let queues = try await store.queue(providers: nil)
    text.add(
      "winnow_queue_jobs", .gauge, "Jobs in the queue by stage and state.",
      Stage.allCases.flatMap { stage in
        let depth = queues[stage] ?? QueueDepth()
        return [("ready", depth.ready), ("running", depth.running), ("dead", depth.dead)].map {
          MetricsText.Sample(Double($0.1), [("stage", stage.rawValue), ("state", $0.0)])
        }
      })
  }

  // MARK: What was done

  private func addRuns(to text: inout MetricsText) async throws {
    var (starts, ends, complete, seconds, received): ([Sample], [Sample], [Sample], [Sample], [Sample]) =
      ([], [], [], [], [])
    for provider in providers {
      let id = ProviderID(provider.id)
      let label = [("provider", provider.id)]
      let history = ProviderHistory(provider: id, runs: try await store.runs(provider: id, limit: 10))
      if let newest = history.runs.first { starts.append(Sample(Double(newest.startedAt.seconds), label)) }
      if let harvest = history.harvests.first { received.append(Sample(Double(harvest.received), label)) }
      guard let run = history.newestEnded, let end = run.endedAt else { continue }
      ends.append(Sample(Double(end.seconds), label))
      complete.append(Sample(run.complete ? 1 : 0, label))
      seconds.append(Sample(Double(end.seconds - run.startedAt.seconds), label))
    }
    text.add("winnow_run_start_timestamp_seconds", .gauge, "When the newest run began.", starts)
    text.add("winnow_run_end_timestamp_seconds", .gauge, "When the newest ended run ended.", ends)
    text.add("winnow_run_complete", .gauge, "1 where the newest ended run was complete, else 0.", complete)
    text.add("winnow_run_duration_seconds", .gauge, "How long the newest ended run took.", seconds)
    text.add(
      "winnow_run_received_records", .gauge, "Records that the newest ended harvest received.", received)
    guard let scheduler else { return }
    let (totals, underWay) = await (scheduler.ended, scheduler.underWay)
    text.add(
      "winnow_scheduled_runs_total", .counter, "Scheduled runs that ended since the process began.",
      providers.flatMap { provider in
        let id = ProviderID(provider.id)
        return [("complete", totals.complete[id] ?? 0), ("incomplete", totals.incomplete[id] ?? 0)].map {
          Sample(Double($0.1), [("provider", provider.id), ("outcome", $0.0)])
        }
      })
    text.add(
      "winnow_scheduled_runs_under_way", .gauge, "Scheduled runs that are under way.", Double(underWay.count))
  }

  private func addSchedule(to text: inout MetricsText) async throws {
    let now = clock()
    let underWay = await scheduler?.underWay ?? []
    var (next, alarms): ([Sample], [Sample]) = ([], [])
    for provider in providers {
      let id = ProviderID(provider.id)
      if scheduler != nil,
        let start = try await timetable.next(of: provider, at: now, isUnderWay: underWay.contains(id))
      {
        next.append(Sample(Double(start.at.seconds), [("provider", provider.id)]))
      }
      let active = Set(try await AlarmDesk.active(id, in: store).map(\.kind))
      alarms += Alarm.Kind.allCases.map {
        Sample(active.contains($0) ? 1 : 0, [("provider", provider.id), ("alarm", $0.rawValue)])
      }
    }
    text.add(
      "winnow_schedule_next_timestamp_seconds", .gauge, "When the next run of a provider is due.", next)
    text.add("winnow_alarm_active", .gauge, "1 where an alarm is raised, else 0.", alarms)
  }

  private typealias Sample = MetricsText.Sample
}
