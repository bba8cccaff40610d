import Foundation
import Glibc
import Synchronization

/// Several clients at once, each on a thread of its own.
enum Clients {
  private final class Outcomes<Value: Sendable>: Sendable {
    let values = Mutex<[Int: Result<Value, any Error>]>([:])
  }

  /// Runs a body once for each client, at the same time, and waits for all of them.
  /// - Returns: what each returned or threw, in the order of the clients.
  static func run<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (_ client: Int) throws -> Value
  ) -> [Result<Value, any Error>] {
    let outcomes = Outcomes<Value>()
    let group = DispatchGroup()
    for client in 0..<count {
      group.enter()
      Thread.detachNewThread {
        let result = Result { try body(client) }
        outcomes.values.withLock { $0[client] = result }
        group.leave()
      }
    }
    group.wait()
    return outcomes.values.withLock { values in (0..<count).compactMap { values[$0] } }
  }

  /// User and system time of this process so far: seconds.
  static var processorSeconds: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
  }
}

/// The times of some answers.
struct Latencies: Encodable {
  /// The middle one: seconds.
  var median: Double
  /// The one that a hundredth exceeds: seconds.
  var percentile99: Double
  var longest: Double
  var count: Int

  init(_ seconds: [Double]) {
    let sorted = seconds.sorted()
    count = sorted.count
    median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    percentile99 = sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
    longest = sorted.last ?? 0
  }

  /// `median / 99 % / longest` in milliseconds.
  var text: String {
    String(format: "%.1f / %.1f / %.1f ms", median * 1000, percentile99 * 1000, longest * 1000)
  }
}
