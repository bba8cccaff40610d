import Foundation
import Testing

/// Lets only as many tests of all suites run at once as there are cores. Each starts several processes that take
/// a core of their own, and on a loaded machine all of them together would come to nothing in time.
struct FewAtOnce: SuiteTrait, TestTrait, TestScoping {
  /// Holds for the tests of the suite, one by one.
  let isRecursive = true

  private static let places = Places(max(2, ProcessInfo.processInfo.activeProcessorCount))

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    await Self.places.take()
    let outcome: Result<Void, any Error>
    do { outcome = .success(try await function()) } catch { outcome = .failure(error) }
    await Self.places.giveBack()
    try outcome.get()
  }
}

extension Trait where Self == FewAtOnce {
  /// At most as many tests at once as there are cores, over all suites with this trait.
  static var fewAtOnce: Self { Self() }
}

/// Places that are taken and given back, in the order of asking.
private actor Places {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func giveBack() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
