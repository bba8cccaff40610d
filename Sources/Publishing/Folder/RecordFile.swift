internal import Foundation
internal import OAIPMH
internal import XMLCodec

/// What one file of a folder of records holds.
///
/// A file is looked at only as far as serving it needs: which element is its root. It may be ill-formed; its
/// bytes are served as they are, without what may not stand inside an answer: byte order mark, XML
/// declaration and document type.
struct RecordFile {
  /// A record in the file.
  struct Content {
    var prefix: String
    /// The metadata element; empty for a deleted record.
    var metadata: [UInt8]
    /// Whole `about` elements.
    var about: [UInt8] = []
    var isDeleted = false
  }

  /// The records in the file: one, but for a file that holds a list as another repository sent it.
  let contents: [Content]

  init(bytes: [UInt8]) {
    let text = Self.utf8(bytes)
    let root = RootElement(of: text)
    if root.namespace == RecordFormat.protocolNamespace, let records = Self.protocolRecords(text),
      !records.isEmpty
    {
      contents = records
    } else {
      contents = [Content(prefix: RecordFormat.prefix(of: root), metadata: Array(text[root.start...]))]
    }
  }

  /// The records of a file that was saved from another repository.
  private static func protocolRecords(_ text: [UInt8]) -> [Content]? {
    PageReader().readRecords(text).records.map { record in
      guard !record.header.deleted,
        let stored = try? StoredRecord(bytes: record.bytes, context: record.context),
        let metadata = stored.metadata
      else { return Content(prefix: "", metadata: [], isDeleted: true) }
      return Content(
        prefix: RecordFormat.prefix(of: RootElement(of: metadata)), metadata: metadata,
        about: stored.abouts.flatMap(AboutContainer.about(carrying:)))
    }
  }

  /// The bytes as UTF-8: another encoding that the file declares is converted, since the declaration is not
  /// served.
  private static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
    let encoding: String.Encoding
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      encoding = .utf16
    } else {
      switch RootElement.declaredEncoding(of: bytes) {
      case "iso-8859-1", "latin1": encoding = .isoLatin1
      case "iso-8859-2": encoding = .isoLatin2
      case "windows-1252", "cp1252": encoding = .windowsCP1252
      default: return bytes
      }
    }
    return String(data: Data(bytes), encoding: encoding).map { Array($0.utf8) } ?? bytes
  }
}

/// The formats by which a folder of files is served, by the namespace of the root element.
enum RecordFormat {
  static let protocolNamespace = "http://www.openarchives.org/OAI/2.0/"
  private static let rdfNamespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

  private static let formats = [
    MetadataFormat(
      prefix: "edm", schema: "http://www.europeana.eu/schemas/edm/EDM.xsd",
      namespace: "http://www.europeana.eu/schemas/edm/"),
    MetadataFormat(
      prefix: "oai_dc", schema: "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
      namespace: "http://www.openarchives.org/OAI/2.0/oai_dc/"),
    MetadataFormat(
      prefix: "mods", schema: "http://www.loc.gov/standards/mods/v3/mods.xsd",
      namespace: "http://www.loc.gov/mods/v3"),
    MetadataFormat(
      prefix: "marcxml", schema: "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd",
      namespace: "http://www.loc.gov/MARC21/slim"),
    MetadataFormat(
      prefix: "lido", schema: "http://www.lido-schema.org/schema/latest/lido.xsd",
      namespace: "http://www.lido-schema.org"),
    MetadataFormat(
      prefix: "ead", schema: "http://www.loc.gov/ead/ead.xsd", namespace: "urn:isbn:1-931666-22-9"),
    MetadataFormat(
      prefix: "ead3", schema: "http://www.loc.gov/ead/ead3.xsd",
      namespace: "http://ead3.archivists.org/schema/"),
    MetadataFormat(
      prefix: "mets", schema: "http://www.loc.gov/standards/mets/mets.xsd",
      namespace: "http://www.loc.gov/METS/"),
    MetadataFormat(
      prefix: "xml", schema: "http://www.w3.org/2001/xml.xsd",
      namespace: "http://www.w3.org/XML/1998/namespace"),
  ]

  /// The prefix for a root element; `xml` for one that the table does not know.
  static func prefix(of root: RootElement) -> String {
    if let known = formats.first(where: { $0.namespace == root.namespace }) { return known.prefix }
    // The root of an EDM record is of RDF; and a broken file may lack the declaration that its names need.
    switch root.name {
    case "rdf:RDF": return "edm"
    case "oai_dc:dc": return "oai_dc"
    default: return root.namespace == rdfNamespace ? "edm" : "xml"
    }
  }

  /// What `ListMetadataFormats` says of a prefix.
  static func format(prefix: String) -> MetadataFormat? { formats.first { $0.prefix == prefix } }
}

/// The first start tag of a document, found without parsing the rest.
struct RootElement {
  /// Where `<` stands; the end of the bytes where there is no element.
  let start: Int
  /// As written, with its prefix.
  let name: String
  /// By the declarations of the tag itself; empty where there is none.
  let namespace: String

  init(of bytes: [UInt8]) {
    start = Self.start(in: bytes)
    let tag = Self.tag(in: bytes, at: start)
    name = tag.name
    let prefix = name.contains(":") ? name.prefix { $0 != ":" } : ""
    namespace = tag.declarations[String(prefix)] ?? ""
  }

  /// The encoding of the XML declaration in lower case; `nil` without one.
  static func declaredEncoding(of bytes: [UInt8]) -> String? {
    guard bytes.starts(with: "<?xml".utf8) else { return nil }
    let declaration = String(decoding: bytes.prefix(200).prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
    guard let match = declaration.firstMatch(of: /encoding\s*=\s*["']([^"']+)["']/) else { return nil }
    return match.1.lowercased()
  }

  private static func start(in bytes: [UInt8]) -> Int {
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      if has("<?", in: bytes, at: index) {
        index = end(of: "?>", in: bytes, from: index)
      } else if has("<!--", in: bytes, at: index) {
        index = end(of: "-->", in: bytes, from: index)
      } else if has("<!", in: bytes, at: index) {
        index = endOfDocumentType(in: bytes, from: index)
      } else {
        return index
      }
    }
    return bytes.count
  }

  private static func has(_ text: StaticString, in bytes: [UInt8], at index: Int) -> Bool {
    text.withUTF8Buffer { bytes[index...].starts(with: $0) }
  }

  private static func end(of text: StaticString, in bytes: [UInt8], from index: Int) -> Int {
    var index = index
    while index < bytes.count, !has(text, in: bytes, at: index) { index += 1 }
    return min(bytes.count, index + text.utf8CodeUnitCount)
  }

  /// Behind a document type, which may hold declarations in brackets and `>` in quotes.
  private static func endOfDocumentType(in bytes: [UInt8], from index: Int) -> Int {
    var index = index
    var quote: UInt8?
    var depth = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch (byte, quote) {
      case (let byte, let open?): if byte == open { quote = nil }
      case (UInt8(ascii: "\""), nil), (UInt8(ascii: "'"), nil): quote = byte
      case (UInt8(ascii: "["), nil): depth += 1
      case (UInt8(ascii: "]"), nil): depth -= 1
      case (UInt8(ascii: ">"), nil) where depth <= 0: return index
      default: break
      }
    }
    return index
  }

  private static func tag(in bytes: [UInt8], at start: Int) -> (name: String, declarations: [String: String])
  {
    guard start < bytes.count else { return ("", [:]) }
    var quote: UInt8?
    var end = start + 1
    while end < bytes.count {
      let byte = bytes[end]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        break
      }
      end += 1
    }
    let tag = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
    var declarations: [String: String] = [:]
    for match in tag.matches(of: /\sxmlns(?::([^\s=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/) {
      declarations[String(match.1 ?? "")] = String(match.2 ?? match.3 ?? "")
    }
    return (String(name), declarations)
  }
}
