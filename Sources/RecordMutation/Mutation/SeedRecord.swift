/// A sound record that mutated ones are made of.
public struct SeedRecord: Sendable, Equatable {
  /// What the bytes are.
  public enum Form: Sendable, Equatable {
    /// A document of its own: an XML file of a record.
    case document
    /// A response of OAI-PMH that holds records.
    case page
  }

  /// Tells the seed from others, such as a file's path.
  public var name: String
  /// What the bytes are.
  public var form: Form
  /// A whole document.
  public var bytes: [UInt8]

  /// A seed from its parts.
  public init(name: String, form: Form, bytes: [UInt8]) {
    self.name = name
    self.form = form
    self.bytes = bytes
  }

  /// The record as a response of OAI-PMH that holds it; a page is returned as it is.
  public var asPage: SeedRecord {
    guard form == .document else { return self }
    var content = bytes[...]
    if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
    if content.starts(with: Array("<?xml".utf8)), let end = content.firstIndex(of: UInt8(ascii: ">")) {
      content = content[(end + 1)...]
    }
    return SeedRecord(name: name, form: .page, bytes: Self.pageStart + content + Self.pageEnd)
  }

  private static let pageStart = Array(
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-02T03:04:05Z</responseDate>\
    <request verb="ListRecords" metadataPrefix="edm">http://museum.example/oai</request><ListRecords>\
    <record><header><identifier>oai:museum.example:1</identifier><datestamp>2025-12-31</datestamp></header>\
    <metadata>
    """.utf8)
  private static let pageEnd = Array(
    "</metadata></record><resumptionToken cursor=\"0\">next</resumptionToken></ListRecords></OAI-PMH>".utf8)
}
