internal import XMLCodec

extension PageReader {
  /// Reads a document that was not got from a repository: a saved response of OAI-PMH, one `record` element, or the
  /// metadata of one record.
  ///
  /// A record without a header gets one. Its bytes stand between `metadata` tags unchanged, but for what cannot stand
  /// inside an element: a byte order mark and an XML declaration, which say nothing once the bytes are UTF-8, and, each
  /// as a repair of the record, a document type (`prolog`) and text outside the root (`leading-text`,
  /// `text-after-root`). The wrapping declares its namespace by a prefix, so that metadata without a namespace stays so.
  ///
  /// - Parameters:
  ///   - body: the document as it came, decompressed.
  ///   - header: what the record is called, where it does not say so itself.
  ///   - about: the content of an `about` container, well-formed XML; empty for none.
  ///   - isKnown: as in `readRecords`.
  /// - Returns: a document that holds no element, is cut off, or has more than one root, comes back as broken with its
  ///   bytes as they came.
  public func readDocument(
    _ body: [UInt8], header: RecordHeader, about: [UInt8] = [], isKnown: ((RawRecord) -> Bool)? = nil
  ) -> ListPage {
    let page = PageEncoding.page(body)
    let form = page.bytes.withUnsafeBufferPointer { buffer -> DocumentForm in
      guard let bytes = MarkupBytes(buffer) else { return .unreadable("it is empty") }
      let reading = PageReading(
        bytes, start: page.start, repairs: page.repairs, item: .record, limits: limits)
      return DocumentForm(reading, start: page.start)
    }
    switch form {
    case .response: return readRecords(body, isKnown: isKnown)
    case .unreadable(let reason):
      var result = ListPage()
      result.broken = [BrokenRecord(identifier: header.identifier, reason: reason, bytes: body)]
      return result
    case .record(let element, let repairs):
      return readRecords(Self.list(element), isKnown, adding: repairs)
    case .metadata(let metadata, let repairs):
      return readRecords(
        Self.list(Self.record(metadata, header: header, about: about)), isKnown, adding: repairs)
    }
  }

  /// Reads the record of a deletion: a header and nothing else.
  public func readDeletion(of identifier: String, datestamp: String) -> ListPage {
    let header = RecordHeader(identifier: identifier, datestamp: datestamp, deleted: true)
    return readRecords(Self.list(Self.record([], header: header, about: [])))
  }

  private func readRecords(
    _ list: [UInt8], _ isKnown: ((RawRecord) -> Bool)?, adding repairs: [Repair]
  ) -> ListPage {
    var result = readRecords(list, isKnown: isKnown)
    for index in result.records.indices {
      result.records[index].repairs = repairs + result.records[index].repairs
    }
    return result
  }

  private static func list(_ record: [UInt8]) -> [UInt8] {
    Array("<oai:OAI-PMH xmlns:oai=\"\(NamespaceScope.oai)\"><oai:ListRecords>".utf8) + record
      + Array("</oai:ListRecords></oai:OAI-PMH>".utf8)
  }

  private static func record(_ metadata: [UInt8], header: RecordHeader, about: [UInt8]) -> [UInt8] {
    var result = Array(
      (header.deleted ? "<oai:record><oai:header status=\"deleted\">" : "<oai:record><oai:header>").utf8)
    result += Array("<oai:identifier>".utf8) + XMLEscaping.text(header.identifier)
    result += Array("</oai:identifier><oai:datestamp>".utf8) + XMLEscaping.text(header.datestamp)
    result += Array("</oai:datestamp>".utf8)
    for spec in header.setSpecs {
      result += Array("<oai:setSpec>".utf8) + XMLEscaping.text(spec) + Array("</oai:setSpec>".utf8)
    }
    result += Array("</oai:header>".utf8)
    if !header.deleted {
      result += Array("<oai:metadata>".utf8) + metadata + Array("</oai:metadata>".utf8)
    }
    if !about.isEmpty { result += Array("<oai:about>".utf8) + about + Array("</oai:about>".utf8) }
    return result + Array("</oai:record>".utf8)
  }
}

/// What a document that came alone is.
private enum DocumentForm {
  /// A response of OAI-PMH, or anything else that holds records with headers.
  case response
  /// A `record` element with a header.
  case record([UInt8], [Repair])
  /// The metadata of one record.
  case metadata([UInt8], [Repair])
  /// None of these, for a reason.
  case unreadable(String)

  /// - Parameter start: where the content begins after byte order mark and XML declaration.
  init(_ reading: PageReading, start: Int) {
    let bytes = reading.bytes
    let scanner = reading.scanner
    guard scanner.rootStart < bytes.count else {
      self = .unreadable(reading.problem?.description ?? "it holds no element")
      return
    }
    let root = scanner.rootName.split(separator: ":").last.map(String.init) ?? ""
    guard scanner.found.isEmpty, root != "OAI-PMH" else {
      self = .response
      return
    }
    guard let rootEnd = scanner.rootEnd else {
      self = .unreadable("it is cut off before the end of its root element '\(scanner.rootName)'")
      return
    }
    let after = bytes.skipMiscellany(from: rootEnd)
    if Self.hasElement(bytes, from: after) {
      self = .unreadable("it has more than one root element")
      return
    }
    var repairs = reading.repairs
    var content: [UInt8] = []
    var place = start
    while true {
      let next = bytes.skipMiscellany(from: place)
      content += bytes.buffer(place..<min(next, scanner.rootStart))
      guard next < scanner.rootStart, bytes.has("<!DOCTYPE", at: next),
        let end = bytes.endOfMarkup(at: next)
      else { break }
      repairs.append(
        Repair(
          kind: "prolog", place: "byte \(next)",
          before: String(decoding: bytes.buffer(next..<end), as: UTF8.self), after: ""))
      place = end
    }
    content += bytes.buffer(scanner.rootStart..<after)
    if root == "record", let tag = bytes.tag(at: scanner.rootStart), Self.isRecord(tag, bytes) {
      self = .record(content, repairs)
    } else {
      self = .metadata(content, repairs)
    }
  }

  /// Whether a tag begins a record of OAI-PMH: in its namespace, or in none, before a header.
  private static func isRecord(_ tag: MarkupBytes.Tag, _ bytes: MarkupBytes) -> Bool {
    var scope = NamespaceScope()
    scope.declare(bytes, attributes: tag.attributes)
    let namespace = scope.namespace(String(decoding: bytes.prefix(of: tag.name).dropLast(), as: UTF8.self))
    return (namespace == nil || namespace == NamespaceScope.oai)
      && RecordLayout.beginsRecord(bytes, after: tag)
  }

  /// Whether a start tag follows, outside comments and the like.
  private static func hasElement(_ bytes: MarkupBytes, from start: Int) -> Bool {
    var place = start
    while true {
      place = bytes.find(Byte.lessThan, from: place, to: bytes.count)
      guard place + 1 < bytes.count else { return false }
      if Byte.startsName(bytes[place + 1]) { return true }
      place = bytes.endOfMarkup(at: place) ?? place + 1
    }
  }
}
