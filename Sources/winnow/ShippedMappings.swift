import EDM
import Foundation
import WinnowConfiguration
import XMLCodec

/// The mappings to EDM that ship with Winnow, by the format that each reads.
struct ShippedMappings {
  /// A stylesheet a format.
  let stylesheets: [RecordKind: XSLTStylesheet]
  /// Their texts, one after another: what was described depends on them.
  let text: String

  /// Reads and compiles them.
  init(_ installation: Installation) throws {
    var stylesheets: [RecordKind: XSLTStylesheet] = [:]
    var texts: [String] = []
    for kind in RecordKind.allCases where ![.external, .internal, .unknown].contains(kind) {
      let path = "\(installation.mappings)/\(kind.rawValue)-to-edm.xsl"
      guard let data = FileManager.default.contents(atPath: path) else {
        throw CommandFailure(message: "\(path) ships with Winnow and cannot be read")
      }
      do { stylesheets[kind] = try XSLTStylesheet(source: [UInt8](data), name: path) } catch {
        throw CommandFailure(message: "\(error)")
      }
      texts.append(String(decoding: data, as: UTF8.self))
    }
    self.stylesheets = stylesheets
    text = texts.joined(separator: "\n")
  }
}
