internal import Foundation

/// Who is told of alarms: `notify` of the configuration. Both may be given.
public struct NotificationConfiguration: Sendable, Equatable {
  /// `notify.command`: run by /bin/sh with the alarm as a line on its standard input, and its kind and provider in
  /// the environment variables WINNOW_ALARM and WINNOW_PROVIDER.
  public var command: String?
  /// `notify.webhook`: an http(s) address to which the alarm is posted as JSON with the keys `alarm`, `provider`,
  /// `message` and `at`.
  public var webhook: String?

  /// Who is told of alarms.
  public init(command: String? = nil, webhook: String? = nil) {
    self.command = command
    self.webhook = webhook
  }

  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let keys = try node.members(["command", "webhook"])
    guard !keys.isEmpty else { throw node.error("'notify' needs 'command', 'webhook' or both") }
    command = try keys["command"]?.text()
    webhook = try keys["webhook"]?.text()
    if let webhook {
      guard let address = URL(string: webhook), address.scheme == "http" || address.scheme == "https",
        address.host != nil
      else {
        throw keys["webhook"]?.error("'notify.webhook' has to be an http(s) address")
          ?? node.error("no address")
      }
    }
  }
}

extension Schedule {
  /// The schedule of a value of the configuration.
  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    do { try self.init(parsing: try node.text()) } catch let error as ScheduleError {
      throw node.error("'\(node.path)': \(error)")
    } catch let error as ConfigurationError {
      throw error
    } catch {
      throw node.error("\(error)")
    }
  }
}
