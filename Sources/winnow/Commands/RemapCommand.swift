import ArgumentParser
import Foundation
internal import OAIPMH
import Pipeline
import Store
internal import WinnowConfiguration

/// `winnow remap PROVIDER MAP.csv`
struct RemapCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remap",
    abstract: "Carry history and human decisions over when a provider's identifiers change.",
    discussion: """
      The first line of the file names the columns former,present (or old,new). A record takes its new identifier with \
      its versions, images and decisions, and keeps its identifier in our repository; where it was harvested under the \
      new one already, both are joined. `winnow enrich` publishes the result.
      """)

  @Argument(help: "The provider.")
  var provider: String

  @Argument(help: "The CSV file.")
  var file: String

  @Flag(name: .long, help: "Change nothing: tell what would be done.")
  var dryRun = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let bench = try Workbench(common)
    let id = ProviderID(provider)
    if try await !bench.store.providers().contains(id) { _ = try bench.providers([provider]) }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw CommandFailure(message: "\(file): cannot be read")
    }
    let changes: [IdentifierChange]
    do { changes = try RemapTable(csv: data, file: file).changes } catch {
      throw CommandFailure(message: error.description)
    }
    let remapping = Remapping(store: bench.store, provider: id)
    let report =
      dryRun ? try await remapping.rehearse(changes) : try await remapping.carryOut(changes, at: .now)
    if common.json { try Output.json(report) } else { report.lines.forEach(Output.line) }
    guard report.meansAnything else {
      throw CommandFailure(
        message:
          "\(file): none of its \(changes.count) former identifiers is that of a record of '\(provider)'")
    }
    if !dryRun, !common.json { Output.line("`winnow enrich` publishes what changed") }
  }
}
