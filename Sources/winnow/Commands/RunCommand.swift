import ArgumentParser
import Foundation
import Pipeline

/// `winnow run`
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Harvest, enrich and publish once, and report. Exit 0 only when complete.")

  @Argument(help: "Providers; all where none is named.")
  var providers: [String] = []

  @Option(name: .long, help: "Write the reports of this run as a JSON array into this file too.")
  var report: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let bench = try Workbench(common)
    let chosen = try bench.providers(providers)
    let control = JobControl(json: common.json)
    let line = try await bench.line(control: control)
    let reports = await line.run(chosen)
    await line.close()
    control.progress.finish()
    if let report {
      do {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        try encoder.encode(reports).write(to: URL(fileURLWithPath: report), options: .atomic)
      } catch {
        throw CommandFailure(message: "\(report) cannot be written: \(error.localizedDescription)")
      }
    }
    if common.json {
      for report in reports { try Output.json(report) }
      reports.map(\.harvest).tellIncomplete()
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
