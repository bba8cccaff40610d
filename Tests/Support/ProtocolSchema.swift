internal import Foundation

/// The schemas of OAI-PMH, oai-identifier, branding and oai_dc in the shared data, made lax about what they do not
/// describe, since the formats' own schemas are not all at hand; `nil` where the data or xmllint is missing.
public enum ProtocolSchema {
  /// The path of the schema for answers of any kind.
  public static let path = joined(
    "any",
    [
      ("OAI-PMH.xsd", "http://www.openarchives.org/OAI/2.0/"),
      ("oai-identifier.xsd", "http://www.openarchives.org/OAI/2.0/oai-identifier"),
      ("branding.xsd", "http://www.openarchives.org/OAI/2.0/branding/"),
    ])

  /// The path of the schema for answers with records in oai_dc. EDM uses the elements of Dublin Core otherwise.
  public static let dublinCore = joined(
    "oai_dc",
    [
      ("OAI-PMH.xsd", "http://www.openarchives.org/OAI/2.0/"),
      ("oai_dc.xsd", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
    ])

  private static func joined(_ name: String, _ schemas: [(file: String, namespace: String)]) -> String? {
    let source = checkout.appendingPathComponent("../shared/data/oai/seecr+meresco-oai/test/schemas")
    let folder = NSTemporaryDirectory() + "winnow-\(name)-\(ProcessInfo.processInfo.processIdentifier)"
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint") else { return nil }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for file in schemas.map(\.file) + ["simpledc20021212.xsd", "xml.xsd"] {
        let text = try String(contentsOf: source.appendingPathComponent(file), encoding: .utf8)
        try text.replacingOccurrences(of: "processContents=\"strict\"", with: "processContents=\"lax\"")
          .write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
      }
      let imports = schemas.map { "<import namespace=\"\($0.namespace)\" schemaLocation=\"\($0.file)\"/>" }
      try "<schema xmlns=\"http://www.w3.org/2001/XMLSchema\">\(imports.joined())</schema>"
        .write(toFile: folder + "/all.xsd", atomically: true, encoding: .utf8)
    } catch { return nil }
    return folder + "/all.xsd"
  }

  private static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The schema of EDM external; `nil` where it is not at hand.
  public static let edm: String? = {
    let schema = checkout.appendingPathComponent("../shared/data/edm/europeana+metis-schema/xsd/EDM.xsd")
    return FileManager.default.fileExists(atPath: schema.path) ? schema.path : nil
  }()

  /// What xmllint says of an answer; empty for a valid one.
  public static func problems(_ document: [UInt8], schema: String) throws -> String {
    try problems([document], schema: schema)
  }

  /// What xmllint says of answers, in one call; empty where all are valid.
  public static func problems(_ documents: [[UInt8]], schema: String) throws -> String {
    let folder = NSTemporaryDirectory() + "winnow-answers-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var files: [String] = []
    for (number, document) in documents.enumerated() {
      files.append("\(folder)/\(number).xml")
      try Data(document).write(to: URL(fileURLWithPath: files[number]))
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/xmllint")
    process.arguments = ["--nonet", "--noout", "--schema", schema] + files
    let output = Pipe()
    process.standardError = output
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 0 ? "" : text
  }
}
