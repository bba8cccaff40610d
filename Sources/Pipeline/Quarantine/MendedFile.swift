internal import Hashing
internal import OAIPMH
internal import Store
internal import XMLCodec

/// A file in which a person mended what could not be read: an OAI-PMH answer with one record, a `record` element, or
/// the metadata alone.
///
/// The namespaces that stood around the quarantined bytes hold in it, so that what `winnow quarantine show --raw`
/// prints can be edited as it is.
public struct MendedFile: Sendable {
  /// The kind of the repair that tells of it.
  static let repairKind = "mended-by-hand"

  /// The name of the file, for messages and the log of repairs.
  public let name: String
  private let bytes: [UInt8]
  /// From the root's start tag on.
  private let root: [UInt8]

  /// - Parameters:
  ///   - name: the file's name.
  ///   - bytes: its content, in UTF-8.
  /// - Throws: where it is no UTF-8.
  public init(name: String, bytes: [UInt8]) throws(QuarantineError) {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw QuarantineError("\(name) is not UTF-8: save it as UTF-8")
    }
    self.name = name
    self.bytes = bytes
    root = Self.root(of: bytes)
  }

  /// The record that the file holds, with the repair that tells of it.
  func record(for entry: QuarantineEntry, reader: QuarantineReader) throws(QuarantineError) -> IncomingRecord
  {
    let answer = try answer(for: entry, reader: reader)
    var record: IncomingRecord
    do {
      record = try reader.only(record: PageReader().readRecords(answer), of: entry)
    } catch { throw QuarantineError("\(name): \(error)") }
    record.repairs.append(
      Repair(
        kind: Self.repairKind, place: "record", before: Self.identity(of: entry.record.bytes),
        after: "\(Self.identity(of: bytes)), from \(name)"))
    return record
  }

  /// The file as an endpoint would have sent it.
  private func answer(for entry: QuarantineEntry, reader: QuarantineReader) throws(QuarantineError) -> [UInt8]
  {
    let context = entry.record.context
    let tape: XMLTape
    do {
      tape = try XMLTape(
        parsing: Array("<file".utf8) + context + Array(">".utf8) + root + Array("</file>".utf8),
        names: XMLNameTable([]))
    } catch { throw QuarantineError("\(name) is not well-formed: \(error)") }
    let starts = tape.events.filter { $0.kind == .start }.dropFirst().prefix(2)
      .map { tape.name($0.name).local }
    switch (starts.first, starts.last) {
    case (nil, _): throw QuarantineError("\(name) holds no element")
    case ("OAI-PMH", _): return root
    case ("record", "header"): return QuarantineReader.answer(with: root, context: context)
    default:
      guard let header = reader.header(in: entry.record) else {
        throw QuarantineError(
          "\(name) holds metadata alone, and the header of the quarantined bytes cannot be read: "
            + "give the whole record element")
      }
      return QuarantineReader.answer(with: Self.record(header, metadata: root), context: context)
    }
  }

  /// A record around metadata. Its elements have a prefix of their own, so that the default namespace around the
  /// quarantined bytes holds for the metadata.
  private static func record(_ header: RecordHeader, metadata: [UInt8]) -> [UInt8] {
    var xml = XMLWriter()
    xml.start("oai:record", [("xmlns:oai", "http://www.openarchives.org/OAI/2.0/")])
    xml.start("oai:header", header.deleted ? [("status", "deleted")] : [])
    xml.element("oai:identifier", text: header.identifier)
    xml.element("oai:datestamp", text: header.datestamp)
    for set in header.setSpecs { xml.element("oai:setSpec", text: set) }
    xml.end()
    xml.start("oai:metadata")
    xml.raw(metadata)
    xml.end()
    xml.end()
    return xml.bytes
  }

  /// What follows byte order mark, XML declaration, comments and processing instructions before the root element.
  private static func root(of file: [UInt8]) -> [UInt8] {
    var rest = file[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    while true {
      rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
      let ending: String
      if rest.starts(with: Array("<?".utf8)) {
        ending = "?>"
      } else if rest.starts(with: Array("<!--".utf8)) {
        ending = "-->"
      } else {
        return Array(rest)
      }
      guard let end = rest.firstRange(of: Array(ending.utf8)) else { return Array(rest) }
      rest = rest[end.upperBound...]
    }
  }

  /// What names bytes in the repair.
  static func identity(of bytes: [UInt8]) -> String {
    bytes.isEmpty ? "nothing" : "SHA-256 \(ContentHash(of: bytes).hexadecimal), \(bytes.count) bytes"
  }
}
