import Foundation
import Testing
import XMLCodec

@testable import EDM

/// A record of some format and exactly the EDM that the mapping of its format makes of it.
struct GoldenMapping: Sendable, CustomTestStringConvertible {
  /// What the record is.
  let name: String
  /// The format's prefix: its mapping is `<prefix>-to-edm.xsl`.
  let prefix: String
  let record: String
  /// The canonical form without the root element, which only declares namespaces.
  let expected: String

  var testDescription: String { "\(prefix): \(name)" }

  static let prefixes = ["oai_qdc", "mods", "marcxml", "lido", "mets", "ead"]
  static let all = qualifiedDublinCore + mods + marcxml + lido + mets + ead

  static func source(of prefix: String) throws -> Data {
    try Data(contentsOf: Checkout.root.appendingPathComponent("Mappings/\(prefix)-to-edm.xsl"))
  }

  static func stylesheet(_ prefix: String) throws -> XSLTStylesheet {
    try XSLTStylesheet(source: Array(try source(of: prefix)), name: "\(prefix)-to-edm.xsl")
  }

  /// What a document becomes, in canonical form, and what the schema says to it.
  func mapped(_ document: String) throws -> (text: String, omitted: [Finding]) {
    let bytes = try Self.stylesheet(prefix).transform(
      Array(document.utf8),
      parameters: [
        "dataProvider": "Museum", "provider": "Hub", "identifier": "1", "about": "http://museum.example/1",
      ])
    let tape = try XMLTape(parsing: bytes, names: RecordNames.table, limits: .default)
    let written = EDMWriter().write(try EDMReader().read(tape).record)
    let lines = written.bytes.text.split(separator: "\n")
    let content = lines.drop { !$0.hasPrefix("<rdf:RDF") }.dropFirst().dropLast()
    return (content.map { String($0.dropFirst(2)) }.joined(separator: "\n"), written.omitted)
  }
}
