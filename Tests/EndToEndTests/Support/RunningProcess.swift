import Foundation

/// What a finished command left.
struct CommandResult: Sendable, CustomStringConvertible {
  /// The exit code; 128 and the number of the signal where one ended it.
  let status: Int32
  let output: String
  let errors: String

  /// The lines of standard error.
  var errorLines: [String] { errors.split(separator: "\n").map(String.init) }

  /// Standard output as JSON, an object a line.
  func objects() throws -> [[String: Any]] {
    try output.split(separator: "\n").map { line in
      guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
        throw UnexpectedOutput(text: String(line))
      }
      return object
    }
  }

  /// Standard output as one JSON object.
  func object() throws -> [String: Any] {
    guard let only = try objects().first else { throw UnexpectedOutput(text: "\(self)") }
    return only
  }

  var description: String { "exit \(status)\n\(output)\n\(errors)" }
}

/// A command printed something else than it promised.
struct UnexpectedOutput: Error {
  let text: String
}

/// A process with its outputs in files. It is killed when nobody holds it any more.
final class RunningProcess: Sendable {
  let id: Int32
  private let exit: Task<Int32, Never>
  private let outputFile: String
  private let errorFile: String

  /// Starts a program.
  /// - Parameter environment: beside what this process has.
  init(
    _ program: String, _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
  ) throws {
    let base = NSTemporaryDirectory() + "winnow-run-" + UUID().uuidString
    outputFile = base + ".out"
    errorFile = base + ".err"
    for file in [outputFile, errorFile] { try Data().write(to: URL(fileURLWithPath: file)) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: outputFile))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errorFile))
    let (exits, continuation) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { ended in
      let isSignal = ended.terminationReason == .uncaughtSignal
      continuation.yield(isSignal ? 128 + ended.terminationStatus : ended.terminationStatus)
      continuation.finish()
    }
    try process.run()
    id = process.processIdentifier
    exit = Task {
      for await status in exits { return status }
      return -1
    }
  }

  deinit {
    kill(id, SIGKILL)
    for file in [outputFile, errorFile] { try? FileManager.default.removeItem(atPath: file) }
  }

  /// What it has written to standard error so far.
  var errors: String { (try? String(contentsOfFile: errorFile, encoding: .utf8)) ?? "" }

  /// True where the process is no more.
  private var hasEnded: Bool { kill(id, 0) != 0 && errno == ESRCH }

  func signal(_ number: Int32) { kill(id, number) }

  /// Waits for the end; a process that takes longer is killed.
  func result(within limit: Duration) async throws -> CommandResult {
    let watchdog = Task {
      try await Task.sleep(for: limit)
      kill(id, SIGKILL)
    }
    let status = await exit.value
    watchdog.cancel()
    return CommandResult(
      status: status,
      output: String(decoding: try Data(contentsOf: URL(fileURLWithPath: outputFile)), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: errorFile)), as: UTF8.self))
  }

  /// Waits until a line of standard error matches. Generous, for machines that have much else to do; a process
  /// that ends without such a line is not waited for.
  func firstError<Output>(
    matching pattern: Regex<Output>, within limit: Duration = .seconds(90)
  ) async throws -> Regex<Output>.Match {
    let deadline = ContinuousClock.now + limit
    var isLast = false
    while true {
      if let match = errors.firstMatch(of: pattern) { return match }
      if isLast { break }
      try await Task.sleep(for: .milliseconds(20))
      // What came while this task had to wait for its turn is looked at once more.
      isLast = hasEnded || ContinuousClock.now >= deadline
    }
    throw UnexpectedOutput(text: "no line of standard error matches: \(errors)")
  }
}

/// Runs a program to its end.
func run(
  _ program: String, _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:],
  within limit: Duration = .seconds(300)
) async throws -> CommandResult {
  let process = try RunningProcess(program, arguments, in: folder, environment: environment)
  return try await process.result(within: limit)
}
