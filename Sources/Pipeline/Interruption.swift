internal import Synchronization

/// A request to stop after the step under way, so that what was begun is written.
///
/// Task cancellation would tear transactions in the middle; a job asked to stop this way finishes its batch.
public final class Interruption: Sendable {
  private let requested = Mutex(false)

  /// An interruption that nobody asked for yet.
  public init() {}

  /// True once somebody asked.
  public var isRequested: Bool { requested.withLock { $0 } }

  /// Asks every job that watches this interruption to stop after its step.
  public func request() { requested.withLock { $0 = true } }

  /// Sleeps, but wakes early when asked to stop.
  func sleep(seconds: Double) async throws {
    var left = seconds
    while left > 0, !isRequested {
      let step = min(left, 0.1)
      try await Task.sleep(for: .seconds(step))
      left -= step
    }
  }
}
