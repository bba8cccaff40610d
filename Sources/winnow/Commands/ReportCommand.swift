import ArgumentParser
import EDM
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

  @Option(name: .long, help: "Write the report as CSV tables into this folder too.")
  var csv: String?

  @Flag(name: .long, help: "Leave out what the records are like, which reads every one of them.")
  var withoutRecords = false

  @Option(name: .long, help: "Read only so many records of each provider, evenly spread, at least 1.")
  var sample: Int?

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
    if let sample, sample < 1 {
      throw CommandFailure(message: "--sample has to be 1 or more", exitCode: 2)
    }
    // Reading all records takes a while: what cannot be written is told before.
    if let csv { try makeFolder(csv) }
    if let html,
      !FileManager.default.fileExists(atPath: URL(fileURLWithPath: html).deletingLastPathComponent().path)
    {
      throw CommandFailure(message: "\(html) cannot be written: its folder is not there")
    }
    let bench = try Workbench(common)
    var report = try await StoreReport(
      store: bench.store, providers: try await named(bench),
      title: bench.configuration.repository.name, at: .now)
    if !withoutRecords { try await survey(&report, bench) }
    if common.json { try Output.json(report) } else { report.lines.forEach(Output.line) }
    if let html {
      do {
        try ReportPage(report).html.write(toFile: html, atomically: true, encoding: .utf8)
      } catch {
        throw CommandFailure(message: "\(html) cannot be written: \(error.localizedDescription)")
      }
    }
    if let csv { try write(QualityTables(report.providers.compactMap(\.quality)), to: csv) }
    if report.providers.contains(where: { $0.quality?.coverage.isComplete == false }) {
      standardError("winnow: interrupted: the report covers the records read so far")
      throw ExitCode(1)
    }
  }

  /// Reads the records of each configured provider.
  private func survey(_ report: inout StoreReport, _ bench: Workbench) async throws {
    let control = JobControl(json: common.json)
    let reading = DossierReading(
      describers: try bench.describers(),
      publisher: bench.publisher(
        vocabulary: try bench.installation.vocabulary("imagenet"), rights: try bench.rightsGate()),
      gate: try bench.rightsGate(), concepts: bench.conceptLookup(iconclass: try bench.iconclass()))
    for index in report.providers.indices {
      let provider = report.providers[index]
      guard bench.configuration.provider(provider.id) != nil, !control.interruption.isRequested else {
        continue
      }
      report.providers[index].quality = try await ProviderSurvey(
        store: bench.store, provider: ProviderID(provider.id), name: provider.name, sample: sample,
        interruption: control.interruption, progress: { control.progress.show($0) },
        reading: { try await reading.entries($0) }
      ).run()
    }
    control.progress.finish()
  }

  private func makeFolder(_ path: String) throws {
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw CommandFailure(message: "\(path) cannot be made: \(error.localizedDescription)")
    }
  }

  private func write(_ tables: QualityTables, to folder: String) throws {
    do {
      for file in tables.files {
        try file.text.write(toFile: "\(folder)/\(file.name)", atomically: true, encoding: .utf8)
      }
    } catch {
      throw CommandFailure(message: "\(folder) cannot be written: \(error.localizedDescription)")
    }
  }
}
