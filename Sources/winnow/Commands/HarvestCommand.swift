import ArgumentParser
internal import Fetching
import Foundation
import Pipeline

/// `winnow harvest`
struct HarvestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "harvest", abstract: "Harvest providers into the store, from where the last harvest ended.")

  @Argument(help: "Providers; all where none is named.")
  var providers: [String] = []

  @OptionGroup var selection: HarvestSelection
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let bench = try Workbench(common)
    let chosen = try bench.providers(providers)
    let control = JobControl(json: common.json)
    let engine = try bench.engine()
    let harvester = bench.harvester(engine: engine, control: control)
    let reports = await harvester.harvest(chosen, options: try selection.options())
    await engine.shutdown()
    control.progress.finish()
    if common.json {
      for report in reports { try Output.json(report) }
      reports.tellIncomplete()
    } else {
      for line in HarvestTable(reports).lines { Output.line(line) }
    }
    if !reports.allSatisfy(\.complete) { throw ExitCode(1) }
  }
}

/// Harvest reports as a table for people.
struct HarvestTable {
  let lines: [String]

  init(_ reports: [HarvestReport]) {
    var table = TextTable(
      [
        "provider", "received", "new", "changed", "unchanged", "deleted", "quarantined", "repairs",
        "requests", "seconds",
      ],
      rightAligned: Set(1...9))
    for report in reports {
      table.append([
        report.provider, String(report.received), String(report.new), String(report.changed),
        String(report.unchanged), String(report.deleted), String(report.quarantined), String(report.repaired),
        String(report.requests), String(format: "%.1f", report.seconds),
      ])
    }
    lines =
      table.lines
      + reports.map { "\($0.provider): \($0.complete ? "complete" : "INCOMPLETE") (\($0.reason))" }
  }
}

extension [HarvestReport] {
  /// Names on standard error what is incomplete, for those who read JSON on standard output.
  func tellIncomplete() {
    for report in self where !report.complete {
      standardError("winnow: \(report.provider) is incomplete: \(report.reason)")
    }
  }
}
