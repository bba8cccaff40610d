import ArgumentParser
import EDM
import Pipeline
import Publishing
import Store
internal import WinnowConfiguration

/// `winnow explain ID`
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Print all that a record, a statement or an image rests on.")

  @Argument(help: "A record (their identifier, ours, or its about), a statement id, or an image's SHA-256.")
  var id: String

  @OptionGroup var common: CommonOptions

  private static let limit = 20

  func run() async throws {
    let bench = try Workbench(common)
    let keys = try await bench.store.find(id)
    guard !keys.isEmpty else {
      throw CommandFailure(
        message: "nothing in the store is called '\(id)': give a record, a statement or a SHA-256")
    }
    let gate = try bench.rightsGate()
    let publisher = bench.publisher(
      vocabulary: try bench.installation.vocabulary("imagenet"), rights: try bench.rightsGate())
    let dossiers = try await bench.store.dossiers(Array(keys.prefix(Self.limit)))
    let described = await (try bench.describers()).describedRecords(
      of: dossiers.map(\.source).filter { !$0.deleted })
    let concepts = try await bench.conceptLookup(iconclass: try bench.iconclass())
      .known(linkedBy: described.values)
    for dossier in dossiers {
      let record = try described[dossier.source.key]?.get()
      let explanation = Explanation(
        dossier, focus: id, gate: gate,
        published: PublishedIdentifier.identifier(
          prefix: bench.configuration.repository.idPrefix, of: dossier.source),
        described: record,
        evidence: record.flatMap { publisher.assessment($0, dossier, concepts: concepts)?.evidence })
      if common.json {
        try Output.json(explanation)
      } else {
        explanation.lines.forEach(Output.line)
      }
    }
    if keys.count > Self.limit {
      standardError("winnow: \(keys.count - Self.limit) more records are not shown")
    }
  }
}
