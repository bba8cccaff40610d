import ArgumentParser
import EDM
import Foundation
import OAIPMH

/// `winnow describe FILE...`
struct DescribeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Describe record files without any store: findings, repairs, rights, tiers.")

  @Argument(help: "Record files (EDM, Dublin Core, MODS, MARCXML, LIDO, METS or EAD) or folders.")
  var files: [String]

  @Option(name: .long, help: "Write the canonical EDM of each record into this folder.")
  var write: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let describer = RecordDescriber(
      settings: DescribeSettings(
        providerID: "file", mappings: try ShippedMappings(Workbench.installation()).stylesheets,
        idPrefix: "oai:winnow.invalid"))
    if let write { try FileManager.default.createDirectory(atPath: write, withIntermediateDirectories: true) }
    var failed = 0
    for path in try FileList.expand(files) {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw CommandFailure(message: "\(path): cannot be read")
      }
      let report = DescribedFile(path: path, bytes: [UInt8](data), describer: describer)
      if common.json { try Output.json(report) } else { report.lines.forEach(Output.line) }
      if !report.valid { failed += 1 }
      if let write, let canonical = report.canonical {
        let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent + ".edm.xml"
        try Data(canonical).write(
          to: URL(fileURLWithPath: write).appendingPathComponent(name), options: .atomic)
      }
    }
    if failed > 0 { throw ExitCode(1) }
  }
}
