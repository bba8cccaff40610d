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
    if let report { try ReportFile(path: report).check() }
    let bench = try Workbench(common)
    let chosen = try bench.providers(providers)
    let control = JobControl(json: common.json)
    let line = try await bench.line(control: control)
    let reports = await line.run(chosen)
    await line.close()
    control.progress.finish()
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
    if let report { try ReportFile(path: report).write(reports) }
    if !reports.allSatisfy(\.harvest.complete) { throw ExitCode(1) }
  }
}

/// The file that takes the reports of a run.
private struct ReportFile {
  let path: String

  /// Tells before hours of work that the file cannot be written after them.
  func check() throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw CommandFailure(message: "\(path) cannot be written: there is no folder \(folder): make it first")
    }
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw CommandFailure(message: "\(path) cannot be written: \(folder) may not be written to")
    }
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw CommandFailure(message: "\(path) cannot be written: it is a folder: name a file in it")
    }
  }

  func write(_ reports: some Encodable) throws {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
      try encoder.encode(reports).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure(message: "\(path) cannot be written: \(error.localizedDescription)")
    }
  }
}
