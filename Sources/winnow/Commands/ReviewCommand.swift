import ArgumentParser
import Foundation
internal import OAIPMH
import Pipeline
import Store
internal import WinnowConfiguration

/// `winnow review`
struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Take in what people decided about machine tags.",
    subcommands: [Import.self])

  /// `winnow review import FILE`
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Import decisions from a CSV file.",
      discussion: """
        The first line names the columns: provider,record,medium,property,concept,verdict,reviewer,note. \
        'record' is the provider's own identifier, 'medium' a SHA-256 or empty, 'property' dc:subject or dc:type, \
        'concept' an IRI or a label, 'verdict' accept or reject. Decisions are kept for records and tags that \
        are not there yet. `winnow enrich` applies and publishes them.
        """)

    @Argument(help: "The CSV file.")
    var file: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw CommandFailure(message: "\(file): cannot be read")
      }
      let decisions: [ReviewDecision]
      do {
        decisions = try DecisionTable(csv: data, file: file, at: .now).decisions
      } catch { throw CommandFailure(message: error.description) }
      let bench = try Workbench(common)
      for decision in decisions where bench.configuration.provider(decision.provider.rawValue) == nil {
        throw CommandFailure(
          message: "\(file): provider '\(decision.provider)' is not in \(bench.configuration.file)")
      }
      let bound = try await bench.store.record(decisions)
      if common.json {
        try Output.json(Imported(decisions: decisions.count, records: bound))
      } else {
        Output.line(
          "\(decisions.count) decisions kept; \(bound) records in the store are concluded anew: `winnow enrich`"
        )
      }
    }

    private struct Imported: Encodable {
      var decisions: Int
      var records: Int
    }
  }
}
