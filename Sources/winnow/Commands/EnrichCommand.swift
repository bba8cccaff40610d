import ArgumentParser
import Pipeline
import Store

/// `winnow enrich`
struct EnrichCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enrich", abstract: "Run every stage after the harvest until the queues are empty.")

  @Argument(help: "Providers; all where none is named.")
  var providers: [String] = []

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let bench = try Workbench(common)
    let chosen = try bench.providers(providers)
    let control = JobControl(json: common.json)
    let line = try await bench.line(control: control)
    let reports = try await line.enrich(chosen)
    await line.close()
    control.progress.finish()
    if common.json {
      for report in reports { try Output.json(report) }
    } else {
      for text in EnrichmentTable(reports.map { ($0.provider, $0.counts) }).lines { Output.line(text) }
      for report in reports {
        Output.line("\(report.provider): \(report.complete ? "complete" : "INCOMPLETE") (\(report.reason))")
      }
    }
    if !reports.allSatisfy(\.complete) { throw ExitCode(1) }
  }
}

/// What the stages did, as a table for people.
struct EnrichmentTable {
  let lines: [String]

  init(_ rows: [(provider: String, counts: EnrichmentCounts)]) {
    var table = TextTable(
      [
        "provider", "images", "analysed", "reused", "tags", "published", "withheld", "refused by rights",
        "links",
      ],
      rightAligned: Set(1...7))
    for row in rows {
      let links = row.counts.links.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(
        separator: ", ")
      table.append([
        row.provider, String(row.counts.images), String(row.counts.analysed), String(row.counts.reused),
        String(row.counts.tags), String(row.counts.published), String(row.counts.withheld),
        String(row.counts.refusedByRights), links,
      ])
    }
    lines = table.lines
  }
}
