internal import Foundation
internal import IIIF
internal import XMLCodec

/// A IIIF manifest as the content of an OAI-PMH record: its XML form as metadata, its own text beside it.
struct ManifestRecord {
  /// The namespace of the element that holds a manifest's own text in an `about` container.
  static let sourceNamespace = "urn:x-winnow:source"
  private static let edmProfile = "//www.europeana.eu/schemas/edm"

  /// The address under which the manifest is known.
  let identifier: String
  /// The manifest in the XML form of JSON.
  let metadata: [UInt8]
  /// The manifest's text in an element of its own, whose content is the text byte for byte.
  let about: [UInt8]
  /// The address of the EDM record of the same object, where the manifest names one.
  let edmAddress: String?

  /// Reads a manifest of version 2 or 3.
  /// - Throws: where the text is no manifest.
  init(json: [UInt8]) throws(IIIFError) {
    guard case .manifest(let manifest) = try PresentationDocument(json: json) else {
      throw .notRecognised(expected: "IIIF manifest", found: "it is a collection")
    }
    identifier = manifest.id
    metadata = try JSONVocabulary.xml(of: json)
    about = Self.source(json)
    edmAddress = manifest.seeAlso.first(where: Self.isEDM)?.address
  }

  /// Whether a linked document is EDM in RDF/XML, by its profile; a format that says otherwise is another serialisation.
  private static func isEDM(_ link: LinkedDocument) -> Bool {
    guard let profile = link.profile, profile.contains(edmProfile) else { return false }
    return link.format.map { $0.lowercased().contains("xml") } ?? true
  }

  /// A text as an element. XML cannot hold every character, and a parser changes ends of lines: a text for which that
  /// matters stands there in base64.
  private static func source(_ json: [UInt8]) -> [UInt8] {
    let isPlain = json.indices.allSatisfy { index in
      let byte = json[index]
      if byte < 0x20 { return byte == 0x09 || byte == 0x0A }
      return byte != 0xEF || index + 2 >= json.count || json[index + 1] != 0xBF || json[index + 2] < 0xBE
    }
    let tag = "<source xmlns=\"\(sourceNamespace)\" type=\"application/json\""
    return isPlain
      ? Array("\(tag)>".utf8) + XMLEscaping.text(String(decoding: json, as: UTF8.self))
        + Array("</source>".utf8)
      : Array("\(tag) encoding=\"base64\">\(Data(json).base64EncodedString())</source>".utf8)
  }
}
