internal import Synchronization

/// Lets a few large answers be made at a time, and the others wait in the order in which they came.
///
/// More at a time than there are processors are not done any sooner, and each of them holds its records in memory. Small
/// requests pass by: a hundred harvesters hold up nobody who asks for one record.
final class Turnstile: Sendable {
  private struct State {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  /// - Parameter places: how many are let in at once.
  init(places: Int) { state = Mutex(State(free: places)) }

  /// Runs a body once it is its turn.
  func pass<Value: Sendable>(_ body: () async throws -> Value) async rethrows -> Value {
    await enter()
    defer { leave() }
    return try await body()
  }

  private func enter() async {
    await withCheckedContinuation { continuation in
      let mayPass = state.withLock { state in
        guard state.free == 0 else {
          state.free -= 1
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if mayPass { continuation.resume() }
    }
  }

  private func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
      state.free += 1
      return nil
    }
    next?.resume()
  }
}
