import ArgumentParser
import Foundation
import OAIPMH
import Pipeline
import Store
internal import WinnowConfiguration

/// `winnow report`
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "What each provider has in the store, what is wrong with it, how its runs ended.")

  @Argument(help: "Providers; all where none is named.")
  var providers: [String] = []

  @Option(name: .long, help: "Write the report as a self-contained page into this file too.")
  var html: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let bench = try Workbench(common)
    let chosen = try bench.providers(providers)
    let report = try await StoreReport(
      store: bench.store, providers: chosen.map { (ProviderID($0.id), $0.name) },
      title: bench.configuration.repository.name, at: .now)
    if common.json { try Output.json(report) } else { report.lines.forEach(Output.line) }
    if let html {
      do {
        try ReportPage(report).html.write(toFile: html, atomically: true, encoding: .utf8)
      } catch {
        throw CommandFailure(message: "\(html) cannot be written: \(error.localizedDescription)")
      }
    }
  }
}
