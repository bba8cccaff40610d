internal import OAIPMH
internal import Store

/// Reads quarantined bytes, and what is to stand for them, as they would be read if they came in a harvest today.
struct QuarantineReader {
  private let reader = PageReader()

  /// The record that the bytes hold now.
  /// - Throws: what is still wrong with them.
  func record(of entry: QuarantineEntry) throws(QuarantineError) -> IncomingRecord {
    guard !entry.record.bytes.isEmpty else {
      throw QuarantineError("the endpoint lists the record and never handed it out")
    }
    return try only(
      record: reader.readRecords(Self.answer(with: entry.record.bytes, context: entry.record.context)),
      of: entry)
  }

  /// The only record of an answer.
  /// - Throws: where there is none, where there are several, and where it is another one than the bytes are of.
  func only(record page: ListPage, of entry: QuarantineEntry) throws(QuarantineError) -> IncomingRecord {
    guard page.records.count + page.broken.count <= 1 else {
      throw QuarantineError("there are \(page.records.count + page.broken.count) records where one is wanted")
    }
    if let broken = page.broken.first { throw QuarantineError(broken.reason) }
    guard let record = page.records.first else {
      throw QuarantineError(page.problem?.description ?? "the bytes hold no OAI-PMH record with a header")
    }
    if let expected = entry.record.identifier, record.header.identifier != expected {
      throw QuarantineError("the record is \(record.header.identifier), not \(expected)")
    }
    return IncomingRecord(record)
  }

  /// The header that stands in the bytes, however broken they are behind it.
  func header(in record: QuarantinedRecord) -> RecordHeader? {
    let bytes = record.bytes
    guard let name = bytes.firstRange(of: Array("header".utf8)),
      let start = bytes[..<name.lowerBound].lastIndex(of: UInt8(ascii: "<"))
    else { return nil }
    let list = Self.answer(with: Array(bytes[start...]), context: record.context, to: "ListIdentifiers")
    return reader.readIdentifiers(list).items.first
  }

  /// An answer of an endpoint around an element, in the namespaces that the element stood in.
  static func answer(with element: [UInt8], context: [UInt8], to verb: String = "GetRecord") -> [UInt8] {
    let tagName = element.drop { $0 != UInt8(ascii: "<") }.dropFirst()
      .prefix { ![UInt8(ascii: ">"), UInt8(ascii: "/"), 0x20, 0x09, 0x0A, 0x0D].contains($0) }
    let prefix = tagName.lastIndex(of: UInt8(ascii: ":")).map { Array(tagName[...$0]) } ?? []
    let (root, list) = (prefix + Array("OAI-PMH".utf8), prefix + Array(verb.utf8))
    func tag(_ parts: [UInt8]...) -> [UInt8] { [UInt8(ascii: "<")] + parts.joined() + [UInt8(ascii: ">")] }
    let slash = [UInt8(ascii: "/")]
    return tag(root, context) + tag(list) + element + tag(slash, list) + tag(slash, root)
  }
}
