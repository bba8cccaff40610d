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

  /// The providers asked for; where none is named, the configured ones and those that only the store knows.
  private func named(_ bench: Workbench) async throws -> [(id: ProviderID, name: String)] {
    let stored = try await bench.store.providers()
    let former = stored.filter { bench.configuration.provider($0.rawValue) == nil }
    if providers.isEmpty {
      return bench.configuration.providers.map { (ProviderID($0.id), $0.name) }
        + former.map { ($0, "\($0), no longer configured") }
    }
    return try providers.map { name in
      if former.contains(ProviderID(name)) { return (ProviderID(name), "\(name), no longer configured") }
      let provider = try bench.providers([name])[0]
      return (ProviderID(provider.id), provider.name)
    }
  }

  func run() async throws {
    let bench = try Workbench(common)
    let report = try await StoreReport(
      store: bench.store, providers: try await named(bench),
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
