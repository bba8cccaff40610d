import Foundation
import Glibc

/// What one run of a program cost.
struct Expense: Encodable {
  /// Wall clock.
  var seconds: Double
  /// User and system time of all threads.
  var processorSeconds: Double
  /// The most memory resident at once: bytes.
  var peakMemory: Int

  enum CodingKeys: String, CodingKey {
    case seconds
    case processorSeconds = "processor_seconds"
    case peakMemory = "peak_memory"
  }
}

/// Runs programs to their end and measures them by what the kernel accounted to the child.
///
/// The kernel counts the memory of the process that forked as the child's until it executes the program: peaks below
/// that of this benchmark, some 20 MB, cannot be told.
enum MeasuredProcess {
  /// What a program wrote and cost.
  struct Outcome {
    var output: String
    var expense: Expense
  }

  /// Runs a program in a folder.
  /// - Parameters:
  ///   - command: the path of the executable, and its arguments.
  ///   - environment: beside that of this process.
  ///   - folder: where its output is kept while it runs.
  /// - Throws: ``BenchmarkFailure`` with the last line of its standard error, where it cannot be started or fails.
  static func run(
    _ command: [String], environment: [String: String] = [:], in folder: URL
  ) throws -> Outcome {
    let output = folder.appendingPathComponent("output").path
    let errors = folder.appendingPathComponent("errors").path
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var arguments = command.map { strdup($0) } + [nil]
    var settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + settings { free(text) } }

    var child: pid_t = 0
    let began = ContinuousClock.now
    let failure = posix_spawnp(&child, command[0], &actions, nil, &arguments, &settings)
    guard failure == 0 else {
      throw BenchmarkFailure(
        description: "\(command[0]) cannot be started: \(String(cString: strerror(failure)))")
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
    let elapsed = ContinuousClock.now - began
    guard status == 0 else {
      let complaint = try String(contentsOfFile: errors, encoding: .utf8)
        .split(whereSeparator: \.isNewline).last.map(String.init)
      throw BenchmarkFailure(
        description: "\(command.joined(separator: " ")) failed: \(complaint ?? "it says no reason")")
    }
    return Outcome(
      output: try String(contentsOfFile: output, encoding: .utf8),
      expense: Expense(
        seconds: elapsed / .seconds(1),
        processorSeconds: usage.ru_utime.inSeconds + usage.ru_stime.inSeconds,
        peakMemory: usage.ru_maxrss * 1024))
  }
}

extension timeval {
  fileprivate var inSeconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}

/// How busy the machine is.
enum SystemLoad {
  /// The load averages of 1, 5 and 15 minutes.
  static var averages: [Double] {
    var values = [0.0, 0.0, 0.0]
    return getloadavg(&values, 3) == 3 ? values : []
  }
}
