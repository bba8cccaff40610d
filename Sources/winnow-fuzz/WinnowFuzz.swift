import ArgumentParser

/// The root of the mutation tests.
@main
struct WinnowFuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "winnow-fuzz",
    abstract:
      "Damages sound records in many ways and proves that nothing a provider sends stops the process.",
    subcommands: [RecordsCommand.self, TrialCommand.self])
}

/// Why the test cannot go on: one line with the remedy.
struct FuzzFailure: Error, CustomStringConvertible {
  let description: String
}
