internal import Foundation

/// A command line of the operator's, run by /bin/sh.
///
/// Its input and output are files, not pipes: a command that reads nothing, or writes much, holds up nobody. A command
/// that takes too long is ended with all that it started.
struct ShellCommand: Sendable {
  /// How a command ended.
  struct Ending: Sendable {
    /// The exit status; -1 where it was ended for taking too long.
    var status: Int32
    /// Whether it was ended for taking too long, or because it was asked to stop.
    var tookTooLong: Bool
    /// The beginning of what it wrote to standard error, at most ``ShellCommand/longestErrors`` bytes.
    var errors: String
  }

  /// Bytes of standard error that are kept.
  static let longestErrors = 64 << 10

  /// The command line.
  let line: String
  /// A command that takes longer is ended.
  let timeout: Duration
  /// Asked to stop, the command is ended.
  var interruption: Interruption?

  /// Runs the command and waits for its end.
  ///
  /// - Parameters:
  ///   - input: what it finds on standard input.
  ///   - environment: variables beside those of this process.
  /// - Throws: where it cannot be started.
  func run(input: String = "", environment: [String: String] = [:]) async throws -> Ending {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "winnow-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (told, errors) = (folder.appendingPathComponent("input"), folder.appendingPathComponent("errors"))
    try Data(input.utf8).write(to: told)
    try Data().write(to: errors)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: told)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: errors)
    let (status, tookTooLong) = try await end(of: process)
    let handle = try FileHandle(forReadingFrom: errors)
    defer { try? handle.close() }
    let said = try handle.read(upToCount: Self.longestErrors) ?? Data()
    return Ending(status: status, tookTooLong: tookTooLong, errors: String(decoding: said, as: UTF8.self))
  }

  private func end(of process: Process) async throws -> (status: Int32, tookTooLong: Bool) {
    let (ends, continuation) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { ended in
      continuation.yield(ended.terminationStatus)
      continuation.finish()
    }
    try process.run()
    let id = process.processIdentifier
    let (timeout, interruption) = (timeout, interruption)
    let watchdog = Task {
      let end = ContinuousClock.now + timeout
      while ContinuousClock.now < end, interruption?.isRequested != true {
        try await Task.sleep(for: min(.milliseconds(200), timeout))
      }
      // Foundation gives a process a group of its own: what the shell started ends with it.
      kill(getpgid(id) == id ? -id : id, SIGKILL)
    }
    var status: Int32 = -1
    for await end in ends { status = end }
    watchdog.cancel()
    if case .success = await watchdog.result { return (-1, true) }
    return (status, false)
  }
}
