internal import Foundation
internal import FoundationNetworking
public import OAIPMH
internal import Store

/// Posts alarms as JSON to an address.
public struct WebhookNotifier: AlarmNotifier {
  private let address: String
  private let userAgent: String
  private let timeout: TimeInterval

  /// An address to post to.
  /// - Parameters:
  ///   - userAgent: who posts.
  ///   - timeout: the longest wait for an answer; seconds.
  public init(address: String, userAgent: String, timeout: Double = 30) {
    self.address = address
    self.userAgent = userAgent
    self.timeout = timeout
  }

  /// The body of the request.
  private struct Message: Encodable {
    var alarm: String
    var provider: String
    var message: String
    var at: Timestamp
  }

  /// Posts the alarm; any answer from 200 to 299 is taken for received.
  public func tell(_ alarm: Alarm, at now: Timestamp) async throws(NotificationError) {
    // An address may hold a secret: complaints name the host alone.
    guard let url = URL(string: address) else {
      throw NotificationError(description: "notify.webhook is no address")
    }
    let host = url.host ?? "the host"
    let status: Int
    do {
      var request = URLRequest(url: url, timeoutInterval: timeout)
      request.httpMethod = "POST"
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.setValue(userAgent, forHTTPHeaderField: "User-Agent")
      let message = Message(
        alarm: alarm.kind.rawValue, provider: alarm.provider.rawValue, message: alarm.message, at: now)
      request.httpBody = Data(try message.json().utf8)
      let session = URLSession(configuration: .ephemeral)
      defer { session.finishTasksAndInvalidate() }
      status = (try await session.data(for: request).1 as? HTTPURLResponse)?.statusCode ?? 0
    } catch {
      throw NotificationError(
        description: "notify.webhook failed (\(host): \(error.localizedDescription)): check the address")
    }
    guard (200...299).contains(status) else {
      throw NotificationError(
        description:
          "notify.webhook failed (\(host) answered \(status)): check the address and what it expects")
    }
  }
}
