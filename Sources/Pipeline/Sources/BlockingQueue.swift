internal import Dispatch

/// Where files are read: a queue of its own, so that a slow disk does not hold up the threads that serve.
struct BlockingQueue: Sendable {
  private let queue: DispatchQueue

  /// - Parameter label: names the queue in a debugger.
  init(label: String) { queue = DispatchQueue(label: label) }

  /// The result of some blocking work; pieces of work are done one after another.
  func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Swift.Result { try work() }) }
    }
  }
}
