public import Foundation
public import OAIPMH
public import Store
public import WinnowConfiguration

/// When the next run of a provider is due, and why.
public struct ScheduledStart: Sendable, Equatable {
  /// Why a run is due.
  public enum Cause: Sendable, Equatable {
    /// The schedule says so.
    case schedule
    /// The provider was never harvested.
    case first
    /// The last run was interrupted or killed.
    case resumption
  }

  /// The provider's id.
  public var provider: ProviderID
  /// When the run is due; in the past where it is due already.
  public var at: Timestamp
  /// Why it is due.
  public var cause: Cause
  /// True where another process is at work for the provider.
  public var isElsewhere: Bool

  /// A due run.
  public init(provider: ProviderID, at: Timestamp, cause: Cause, isElsewhere: Bool = false) {
    self.provider = provider
    self.at = at
    self.cause = cause
    self.isElsewhere = isElsewhere
  }
}

/// Finds out from the run ledger when runs are due.
public struct Timetable: Sendable {
  private let store: any Store
  private let timeZone: TimeZone

  /// A run that was killed is not taken up again sooner after its start, lest what killed it does so again and
  /// again; seconds.
  static let killedPatience: Int64 = 900
  /// Rows of the ledger that are looked at for the last start.
  private static let rows = 20

  /// A timetable of the runs in a store.
  /// - Parameter timeZone: the one in which schedules are meant.
  public init(store: any Store, timeZone: TimeZone) {
    self.store = store
    self.timeZone = timeZone
  }

  /// What is remembered of a provider's schedule beside the ledger.
  struct Memory: Codable, Equatable {
    /// The schedule, as it was written.
    var schedule: String
    /// Since when this schedule holds: nothing is due by it from before.
    var since: Timestamp
    /// True where the last run was interrupted by the end of Winnow.
    var isInterrupted = false
  }

  /// When a provider is due next.
  /// - Parameters:
  ///   - now: the present moment.
  ///   - start: a start that the ledger may not know, since the store could not take it.
  ///   - isUnderWay: true where this process is at work for the provider.
  /// - Returns: `nil` for a provider without a schedule.
  public func next(
    of provider: ProviderConfiguration, at now: Timestamp, after start: Timestamp? = nil,
    isUnderWay: Bool = false
  ) async throws -> ScheduledStart? {
    guard let schedule = provider.harvest.schedule else { return nil }
    let id = ProviderID(provider.id)
    let runs = ProviderHistory(provider: id, runs: try await store.runs(provider: id, limit: Self.rows)).runs
    let isElsewhere = try await RunClaim.isRunningElsewhere(id, runs: runs, in: store)
    var due = Self.next(
      of: id, by: schedule, runs: runs, isUnderWay: isUnderWay || isElsewhere,
      memory: try await memory(of: id), at: now,
      after: start, in: timeZone)
    due?.isElsewhere = isElsewhere
    return due
  }

  /// When a provider is due next, by what is known of it.
  /// - Parameters:
  ///   - runs: rows of the ledger, newest first.
  ///   - isUnderWay: true where the newest of them is under way.
  static func next(
    of id: ProviderID, by schedule: Schedule, runs: [RunEntry], isUnderWay: Bool = false, memory: Memory?,
    at now: Timestamp, after start: Timestamp?, in timeZone: TimeZone
  ) -> ScheduledStart? {
    guard let last = [runs.first?.startedAt, start].compactMap({ $0 }).max() else {
      return ScheduledStart(provider: id, at: now, cause: .first)
    }
    // Nothing is due from before a schedule was written, or changed.
    let isKnown = memory?.schedule == schedule.description
    let base = max(last, isKnown ? memory?.since ?? last : now)
    let regular = schedule.next(after: base, in: timeZone).map {
      ScheduledStart(provider: id, at: $0, cause: .schedule)
    }
    var resumption: ScheduledStart?
    if memory?.isInterrupted == true {
      resumption = ScheduledStart(provider: id, at: last, cause: .resumption)
    } else if !isUnderWay, ProviderHistory.unfinished(in: runs) != nil {
      resumption = ScheduledStart(provider: id, at: last.advanced(by: killedPatience), cause: .resumption)
    }
    guard let resumption, resumption.at < regular?.at ?? resumption.at.advanced(by: 1) else { return regular }
    return resumption
  }

  /// When a provider is due by its schedule alone, after a start.
  func regularStart(of provider: ProviderConfiguration, after start: Timestamp) -> Timestamp? {
    provider.harvest.schedule?.next(after: start, in: timeZone)
  }

  // MARK: Memory

  func memory(of provider: ProviderID) async throws -> Memory? {
    guard let bytes = try await store.setting(Self.name(provider)) else { return nil }
    return try? JSONDecoder().decode(Memory.self, from: Data(bytes))
  }

  /// Notes since when a schedule holds, where it is another one than before.
  func remember(_ schedule: Schedule, of provider: ProviderID, at now: Timestamp) async throws {
    let known = try await memory(of: provider)
    guard known?.schedule != schedule.description else { return }
    try await keep(
      Memory(schedule: schedule.description, since: now, isInterrupted: known?.isInterrupted ?? false),
      of: provider)
  }

  /// Notes whether the last run of a provider was interrupted.
  func remember(isInterrupted: Bool, of provider: ProviderID) async throws {
    guard var memory = try await memory(of: provider), memory.isInterrupted != isInterrupted else { return }
    memory.isInterrupted = isInterrupted
    try await keep(memory, of: provider)
  }

  private func keep(_ memory: Memory, of provider: ProviderID) async throws {
    try await store.assign(Self.name(provider), Array(try memory.json().utf8))
  }

  private static func name(_ provider: ProviderID) -> String { "schedule:\(provider)" }
}
