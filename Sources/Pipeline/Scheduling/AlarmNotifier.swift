public import OAIPMH
internal import Store
public import WinnowConfiguration

/// Somebody who wants to hear of alarms.
public protocol AlarmNotifier: Sendable {
  /// Tells an alarm.
  /// - Throws: `NotificationError` where it did not get through.
  func tell(_ alarm: Alarm, at now: Timestamp) async throws(NotificationError)
}

/// An alarm did not get through: one line that names the way and the remedy.
public struct NotificationError: Error, CustomStringConvertible, Sendable, Equatable {
  /// The way, the cause and the remedy in one line.
  public let description: String
}

extension NotificationConfiguration {
  /// Those who are to be told.
  /// - Parameter userAgent: who posts to a webhook.
  public func notifiers(userAgent: String) -> [any AlarmNotifier] {
    var notifiers: [any AlarmNotifier] = []
    if let command { notifiers.append(CommandNotifier(command: command)) }
    if let webhook { notifiers.append(WebhookNotifier(address: webhook, userAgent: userAgent)) }
    return notifiers
  }
}
