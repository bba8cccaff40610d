import ArgumentParser
import EDM
import Foundation
import WinnowConfiguration
import OAIPMH

/// `winnow describe FILE...`
struct DescribeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract:
      "Describe record files without any store: findings, repairs, rights, tiers, the normalised view.",
    discussion: "A file holds metadata alone, an OAI-PMH record, or a saved response with many records.")

  @Argument(
    help:
      "Record files (EDM, Dublin Core, MODS, MARCXML, LIDO, METS or EAD) or folders of .xml and .rdf files.")
  var files: [String]

  @Option(name: .long, help: "Write the canonical EDM of each record into this folder.")
  var write: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let installation = try Workbench.installation()
    let reader = RecordFileReader(
      describer: RecordDescriber(
        settings: DescribeSettings(
          providerID: "file", mappings: try ShippedMappings(installation).stylesheets,
          idPrefix: "oai:winnow.invalid")),
      policy: try installation.rightsPolicy())
    if let write { try FileManager.default.createDirectory(atPath: write, withIntermediateDirectories: true) }
    var failed = 0
    for path in try FileList.expand(files, where: { $0.hasSuffix(".xml") || $0.hasSuffix(".rdf") }) {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw CommandFailure(message: "\(path): cannot be read")
      }
      let reports = reader.records(in: [UInt8](data), path: path)
      if reports.isEmpty { standardError("winnow: \(path) holds no record but deleted ones") }
      for (index, report) in reports.enumerated() {
        if common.json { try Output.json(report) } else { report.lines.forEach(Output.line) }
        if !report.valid { failed += 1 }
        if let write, let canonical = report.canonical {
          let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
          let number = reports.count > 1 ? "-\(index + 1)" : ""
          try Data(canonical).write(
            to: URL(fileURLWithPath: write).appendingPathComponent("\(name)\(number).edm.xml"),
            options: .atomic)
        }
      }
    }
    if failed > 0 { throw ExitCode(1) }
  }
}
