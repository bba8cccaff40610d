/// How often a request is tried again, and after which waits.
public struct RetryPolicy: Sendable, Equatable, Codable {
  /// Tries in all, at least 1.
  public var attempts: Int
  /// The wait after the first failure; it doubles with each further one.
  public var firstWait: Duration
  /// The longest wait that is sat out, Retry-After included; where the server asks for more, the request ends
  /// at once and tells the moment (``FetchOutcome/notBefore``).
  public var longestWait: Duration

  /// A policy; without arguments that of the harvester: 5 attempts, 2 s doubling, waits of up to
  /// ten minutes.
  public init(
    attempts: Int = 5, firstWait: Duration = .seconds(2), longestWait: Duration = .seconds(600)
  ) {
    self.attempts = max(1, attempts)
    self.firstWait = firstWait
    self.longestWait = longestWait
  }

  /// One attempt, no more.
  public static let never = RetryPolicy(attempts: 1, firstWait: .zero, longestWait: .zero)

  /// The wait before the next attempt; `nil` where there is none to come.
  /// - Parameters:
  ///   - attempt: the attempt that failed, from 1.
  ///   - retryAfter: what the server asked for; it is obeyed where it is longer than the policy's own wait.
  ///   - jitter: 0 to 1, drawn anew each time; lengthens the wait by up to a quarter, so that many clients
  ///     that failed together do not come back together.
  func wait(after attempt: Int, retryAfter: Duration?, jitter: Double) -> Duration? {
    guard attempt < attempts else { return nil }
    var wait = firstWait * (1 + jitter / 4)
    for _ in 1..<max(1, attempt) where wait < longestWait { wait *= 2 }
    wait = max(min(wait, longestWait), retryAfter ?? .zero)
    return wait <= longestWait ? wait : nil
  }
}
