internal import Foundation
public import OAIPMH
internal import Store

/// Runs a command by /bin/sh with the alarm as a line on its standard input.
public struct CommandNotifier: AlarmNotifier {
  private let command: String
  private let timeout: Duration

  /// A command to run.
  /// - Parameter timeout: a command that takes longer is ended.
  public init(command: String, timeout: Duration = .seconds(30)) {
    self.command = command
    self.timeout = timeout
  }

  /// Runs the command; WINNOW_ALARM and WINNOW_PROVIDER in its environment tell the kind and the provider.
  public func tell(_ alarm: Alarm, at now: Timestamp) async throws(NotificationError) {
    do {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "winnow-notify-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
      defer { try? FileManager.default.removeItem(at: folder) }
      // Files, not pipes: a command that reads nothing, or writes much, holds up nobody.
      let (input, errors) = (folder.appendingPathComponent("alarm"), folder.appendingPathComponent("errors"))
      try Data("\(now) \(alarm.line)\n".utf8).write(to: input)
      try Data().write(to: errors)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", command]
      process.environment = ProcessInfo.processInfo.environment.merging(
        ["WINNOW_ALARM": alarm.kind.rawValue, "WINNOW_PROVIDER": alarm.provider.rawValue]) { $1 }
      process.standardInput = try FileHandle(forReadingFrom: input)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = try FileHandle(forWritingTo: errors)
      let status = try await end(of: process)
      guard status == 0 else {
        let said = try String(contentsOf: errors, encoding: .utf8).split(whereSeparator: \.isNewline).first
        throw failure(said.map { "exit \(status): \($0)" } ?? "exit \(status)")
      }
    } catch let error as NotificationError {
      throw error
    } catch {
      throw failure("\(error)")
    }
  }

  /// Starts a process and waits for its end.
  /// - Returns: its exit status.
  private func end(of process: Process) async throws -> Int32 {
    let (ends, continuation) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { ended in
      continuation.yield(ended.terminationStatus)
      continuation.finish()
    }
    try process.run()
    let id = process.processIdentifier
    let timeout = timeout
    let watchdog = Task {
      try await Task.sleep(for: timeout)
      // Foundation gives a process a group of its own: what the shell started ends with it.
      kill(getpgid(id) == id ? -id : id, SIGKILL)
      return true
    }
    var status: Int32 = -1
    for await end in ends { status = end }
    watchdog.cancel()
    if case .success = await watchdog.result { throw failure("it took longer than \(timeout)") }
    return status
  }

  private func failure(_ cause: String) -> NotificationError {
    NotificationError(description: "notify.command failed (\(cause)): try it by hand in a shell")
  }
}
