public import OAIPMH
internal import Store

/// Runs a command by /bin/sh with the alarm as a line on its standard input.
public struct CommandNotifier: AlarmNotifier {
  private let command: ShellCommand

  /// A command to run.
  /// - Parameter timeout: a command that takes longer is ended.
  public init(command: String, timeout: Duration = .seconds(30)) {
    self.command = ShellCommand(line: command, timeout: timeout)
  }

  /// Runs the command; WINNOW_ALARM and WINNOW_PROVIDER in its environment tell the kind and the provider.
  public func tell(_ alarm: Alarm, at now: Timestamp) async throws(NotificationError) {
    let ending: ShellCommand.Ending
    do {
      ending = try await command.run(
        input: "\(now) \(alarm.line)\n",
        environment: ["WINNOW_ALARM": alarm.kind.rawValue, "WINNOW_PROVIDER": alarm.provider.rawValue])
    } catch { throw failure("\(error)") }
    if ending.tookTooLong { throw failure("it took longer than \(command.timeout)") }
    guard ending.status == 0 else {
      let said = ending.errors.split(whereSeparator: \.isNewline).first
      throw failure(said.map { "exit \(ending.status): \($0)" } ?? "exit \(ending.status)")
    }
  }

  private func failure(_ cause: String) -> NotificationError {
    NotificationError(description: "notify.command failed (\(cause)): try it by hand in a shell")
  }
}
