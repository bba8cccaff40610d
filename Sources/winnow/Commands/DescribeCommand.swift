import ArgumentParser
import EDM
import Foundation
import OAIPMH
import WinnowConfiguration
import XMLCodec

/// `winnow describe FILE...`
struct DescribeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Describe record files without any store: findings, repairs, rights.")

  @Argument(help: "Record files (EDM RDF/XML or oai_dc) or folders.")
  var files: [String]

  @Option(name: .long, help: "Write the canonical EDM of each record into this folder.")
  var write: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let installation = try Workbench.installation()
    let mappingFile = installation.mappings + "/oai_dc-to-edm.xsl"
    guard let source = FileManager.default.contents(atPath: mappingFile) else {
      throw CommandFailure(message: "\(mappingFile) ships with Winnow and cannot be read")
    }
    let describer = RecordDescriber(
      settings: DescribeSettings(
        providerID: "file", mapping: try XSLTStylesheet(source: [UInt8](source), name: mappingFile),
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
