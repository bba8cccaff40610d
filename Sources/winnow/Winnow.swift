import ArgumentParser
import Foundation

/// The root of all commands.
@main
struct Winnow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "winnow",
    abstract: "Harvests cultural-heritage records, looks at their images, and publishes what it learned.",
    discussion: """
      Results go to standard output, the log to standard error. \
      Exit 0: done. Exit 1: incomplete or failed. Exit 2: misuse.
      """,
    version: Release.version,
    subcommands: [
      InitCommand.self, IdentifyCommand.self, HarvestCommand.self, EnrichCommand.self, RunCommand.self,
      ServeCommand.self, LookCommand.self, DescribeCommand.self, ProvideCommand.self, ExplainCommand.self,
      ReportCommand.self, QuarantineCommand.self, ReviewCommand.self, RemapCommand.self, WithdrawCommand.self,
      DumpCommand.self, ModelsCommand.self, VocabularyCommand.self,
      DoctorCommand.self, DecoderCommand.self,
    ])

  /// Parses and runs, with the exit codes that the interface promises.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let failure as CommandFailure {
      failure.print()
      Foundation.exit(failure.exitCode)
    } catch {
      let code = exitCode(for: error)
      if code == .success || code == .validationFailure {
        if code == .success {
          print(fullMessage(for: error))
          Foundation.exit(0)
        }
        let complaint = message(for: error).split(whereSeparator: \.isNewline).joined(separator: " ")
        standardError("winnow: \(complaint) (see \(commandName(CommandLine.arguments.dropFirst())) --help)")
        Foundation.exit(2)
      }
      if !(error is ExitCode) { standardError("winnow: \(error)") }
      Foundation.exit(code.rawValue == 0 ? 0 : 1)
    }
  }
}

extension Winnow {
  /// The command that the arguments call, as it is written: `winnow models check`.
  private static func commandName(_ arguments: ArraySlice<String>) -> String {
    var command: any ParsableCommand.Type = Winnow.self
    var words = ["winnow"]
    for argument in arguments {
      guard
        let called = command.configuration.subcommands.first(where: {
          $0.configuration.commandName == argument
        })
      else { break }
      command = called
      words.append(argument)
    }
    return words.joined(separator: " ")
  }
}

/// What this build is.
enum Release {
  static let version = "0.1.0"
}

/// A command that failed with something to say.
struct CommandFailure: Error {
  var message: String
  /// 1: incomplete or failed; 2: misuse.
  var exitCode: Int32 = 1

  func print() { standardError("winnow: \(message)") }
}

/// Writes a line to standard error.
func standardError(_ line: String) {
  Console.shared.interrupt { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
