internal import Dispatch
internal import Foundation
internal import Synchronization

/// A fixed number of threads of their own that run blocking work, so that the cooperative pool stays free.
///
/// Work is taken in the order it was given. The threads end when the last reference goes and no work is left.
final class WorkerThreads: Sendable {
  private typealias Work = @Sendable () -> Void

  /// The queue that the threads share: it outlives this object until they have ended.
  private final class Queue: Sendable {
    private struct State {
      var work: [Work] = []
      var closed = false
    }

    private let state = Mutex(State())
    private let available = DispatchSemaphore(value: 0)

    func append(_ work: @escaping Work) {
      state.withLock { $0.work.append(work) }
      available.signal()
    }

    func close(threads: Int) {
      state.withLock { $0.closed = true }
      for _ in 0..<threads { available.signal() }
    }

    /// The next piece of work, waiting for one; `nil` when the queue is closed and empty.
    func next() -> Work? {
      while true {
        available.wait()
        let (work, closed) = state.withLock { state in
          (state.work.isEmpty ? nil : state.work.removeFirst(), state.closed)
        }
        if let work { return work }
        if closed { return nil }
      }
    }
  }

  private let queue = Queue()
  private let count: Int

  /// - Parameters:
  ///   - count: Threads, at least 1.
  ///   - name: Shown by debuggers.
  init(count: Int, name: String) {
    self.count = max(count, 1)
    let queue = queue
    for number in 0..<self.count {
      let thread = Thread { while let work = queue.next() { work() } }
      thread.name = "\(name)-\(number)"
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  deinit { queue.close(threads: count) }

  /// Runs the work on one of the threads and gives what it gives.
  func run<Success: Sendable, Failure: Error>(
    _ work: @escaping @Sendable () throws(Failure) -> Success
  ) async throws(Failure) -> Success {
    let result: Result<Success, Failure> = await withCheckedContinuation { continuation in
      queue.append {
        do throws(Failure) {
          continuation.resume(returning: .success(try work()))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try result.get()
  }
}
