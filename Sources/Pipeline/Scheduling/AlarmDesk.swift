internal import Foundation
public import Logging
public import OAIPMH
public import Store

/// Tells alarms once: to the log, to whoever is to be notified, and to the store, where the report finds them.
///
/// An alarm that stays is told again after a day, one that goes is forgotten, and one that comes back is new.
public struct AlarmDesk: Sendable {
  private let store: any Store
  private let notifiers: [any AlarmNotifier]
  private let log: Logger

  /// An alarm that stays is told again after this time; seconds.
  private static let repetition: Int64 = 86_400
  /// After this time a message is sent again that did not get through; seconds.
  private static let retry: Int64 = 900

  /// A desk that notes alarms in a store and tells them to some.
  public init(store: any Store, notifiers: [any AlarmNotifier], log: Logger) {
    self.store = store
    self.notifiers = notifiers
    self.log = log
  }

  /// An alarm as the store keeps it.
  private struct Raised: Codable, Equatable {
    var alarm: Alarm
    /// When it is to be told again.
    var again: Timestamp
  }

  /// The alarms of a provider, as they were told last.
  public static func active(_ provider: ProviderID, in store: any Store) async throws -> [Alarm] {
    try await raised(provider, in: store).map(\.alarm)
  }

  /// Takes the present alarms of a provider: tells the new ones, forgets those that are over.
  /// - Parameters:
  ///   - kinds: the kinds that were looked for; alarms of other kinds stay as they are.
  public func settle(
    _ alarms: [Alarm], of provider: ProviderID, among kinds: Set<Alarm.Kind>, at now: Timestamp
  ) async throws {
    let before = try await Self.raised(provider, in: store)
    var after = before.filter { !kinds.contains($0.alarm.kind) }
    var news: [Alarm] = []
    for var alarm in alarms {
      let known = before.first { $0.alarm.kind == alarm.kind }
      alarm.since = known?.alarm.since ?? alarm.since
      let isDue = known.map { $0.again <= now } ?? true
      after.append(
        Raised(alarm: alarm, again: isDue ? now.advanced(by: Self.repetition) : known?.again ?? now))
      if isDue { news.append(alarm) }
    }
    for raised in before where !after.contains(where: { $0.alarm.kind == raised.alarm.kind }) {
      log.notice(
        "an alarm is over",
        metadata: ["provider": "\(provider)", "alarm": "\(raised.alarm.kind.rawValue)"])
    }
    if after != before { try await keep(after, of: provider) }
    for alarm in news where try await !tell(alarm, at: now) {
      after = after.map {
        $0.alarm.kind == alarm.kind ? Raised(alarm: $0.alarm, again: now.advanced(by: Self.retry)) : $0
      }
      try await keep(after, of: provider)
    }
  }

  /// Tells an alarm to the log and to all notifiers; false where one of them could not be reached.
  private func tell(_ alarm: Alarm, at now: Timestamp) async throws -> Bool {
    log.warning(
      "ALARM: \(alarm.message)",
      metadata: ["provider": "\(alarm.provider)", "alarm": "\(alarm.kind.rawValue)"])
    var reached = true
    for notifier in notifiers {
      do { try await notifier.tell(alarm, at: now) } catch {
        log.error("\(error)", metadata: ["provider": "\(alarm.provider)", "alarm": "\(alarm.kind.rawValue)"])
        reached = false
      }
    }
    return reached
  }

  private func keep(_ raised: [Raised], of provider: ProviderID) async throws {
    try await store.assign(Self.name(provider), Array(try raised.json().utf8))
  }

  private static func raised(_ provider: ProviderID, in store: any Store) async throws -> [Raised] {
    guard let bytes = try await store.setting(name(provider)) else { return [] }
    do { return try JSONDecoder().decode([Raised].self, from: Data(bytes)) } catch {
      // Alarms of another version are met again by the next run.
      return []
    }
  }

  private static func name(_ provider: ProviderID) -> String { "alarm:\(provider)" }
}
