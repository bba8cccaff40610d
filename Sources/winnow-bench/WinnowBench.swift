import ArgumentParser

/// The root of all benchmarks.
@main
struct WinnowBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "winnow-bench",
    abstract: "Measures the release executable of Winnow, beside its peers in the same run.",
    subcommands: [
      HarvestCommand.self, DescribeCommand.self, StoreCommand.self, ServeCommand.self, ProviderCommand.self,
      DescribeRecordsCommand.self,
    ])
}

/// Why a benchmark cannot go on: one line with the remedy.
struct BenchmarkFailure: Error, CustomStringConvertible {
  let description: String
}
