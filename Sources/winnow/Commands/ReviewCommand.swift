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
      commandName: "import", abstract: "Import decisions from a CSV file.",
      discussion: """
        The first line names the columns: provider,record,medium,property,concept,verdict,reviewer,note. \
        'record' is the provider's own identifier, 'medium' a SHA-256 or empty, 'property' dc:subject or dc:type, \
        'concept' an IRI or a label, 'verdict' accept or reject. Decisions are kept for records and tags that \
        are not there yet, and counted. A concept accepted that no model proposed for the record changes nothing. \
        `winnow enrich` applies and publishes them.
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
      let vocabulary = try bench.installation.vocabulary("imagenet")
      let matches = try await DecisionMatches(
        decisions, store: bench.store,
        conclusion: Conclusion(policy: try bench.installation.tagPolicy(), vocabulary: vocabulary))
      let imported = Imported(decisions: decisions.count, records: bound, matches)
      if common.json { try Output.json(imported) } else { imported.lines.forEach(Output.line) }
    }

    private struct Imported: Encodable {
      var decisions: Int
      /// Records in the store that are concluded anew.
      var records: Int
      var withoutRecord: Int
      var withoutTag: Int
      /// How many of those without a tag accept one.
      private var acceptedWithoutTag: Int

      enum CodingKeys: String, CodingKey {
        case decisions, records
        case withoutRecord = "without_record"
        case withoutTag = "without_tag"
      }

      init(decisions: Int, records: Int, _ matches: DecisionMatches) {
        self.decisions = decisions
        self.records = records
        withoutRecord = matches.withoutRecord.count
        withoutTag = matches.withoutTag.count
        acceptedWithoutTag = matches.withoutTag.count { $0.verdict == .accept }
      }

      /// The same for people.
      var lines: [String] {
        var lines = [
          "\(decisions) decisions kept; \(records) records in the store are concluded anew: `winnow enrich`"
        ]
        if withoutRecord > 0 {
          lines.append("\(withoutRecord) are about records that are not in the store: kept until they are")
        }
        if withoutTag > 0 {
          lines.append("\(withoutTag) are about tags that their record does not have: kept until it does")
        }
        if acceptedWithoutTag > 0 {
          lines.append(
            "\(acceptedWithoutTag) of these accept a concept that no model proposed: that alone changes nothing"
          )
        }
        return lines
      }
    }
  }
}
