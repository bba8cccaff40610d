import Synchronization
import Testing

@testable import Publishing

@Suite("The turnstile before large answers")
struct TurnstileTests {
  private final class Inside: Sendable {
    let count = Mutex((now: 0, most: 0))

    func enter() { count.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
    func leave() { count.withLock { $0.now -= 1 } }
  }

  @Test("lets everybody in, and never more at once than it has places")
  func places() async {
    let turnstile = Turnstile(places: 3)
    let inside = Inside()
    let passed = await withTaskGroup(of: Int.self) { group in
      for number in 0..<60 {
        group.addTask {
          await turnstile.pass {
            inside.enter()
            for _ in 0..<5 { await Task.yield() }
            inside.leave()
            return number
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(passed.sorted() == Array(0..<60))
    #expect(inside.count.withLock { $0.most } <= 3)
    #expect(inside.count.withLock { $0.now } == 0)
  }

  @Test("has its place back from an answer that failed")
  func failure() async throws {
    struct Failure: Error {}
    let turnstile = Turnstile(places: 1)
    await #expect(throws: Failure.self) { try await turnstile.pass { () throws -> Int in throw Failure() } }
    #expect(await turnstile.pass { 7 } == 7)
  }
}
