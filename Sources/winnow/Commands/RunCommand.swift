import ArgumentParser
import Pipeline

/// `winnow run`
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Harvest, enrich and publish once, and report. Exit 0 only when complete.")

  @Argument(help: "Providers; all where none is named.")
  var providers: [String] = []

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let bench = try Workbench(common)
    let chosen = try bench.providers(providers)
    let control = JobControl(json: common.json)
    let line = try await bench.line(control: control)
    let reports = try await line.run(chosen)
    await line.close()
    control.progress.finish()
    if common.json {
      for report in reports { try Output.json(report) }
    } else {
      for text in HarvestTable(reports.map(\.harvest)).lines { Output.line(text) }
      Output.line("")
      for text in EnrichmentTable(reports.map { ($0.harvest.provider, $0.enrichment) }).lines {
        Output.line(text)
      }
    }
    if !reports.allSatisfy(\.harvest.complete) { throw ExitCode(1) }
  }
}
