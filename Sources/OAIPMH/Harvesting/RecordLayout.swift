/// Where the parts of one `record` (or, in a list of identifiers, of one `header`) stand.
struct RecordLayout {
  /// From `<` to after the last `>`, or to where it was cut.
  var range: Range<Int>
  /// The header's start tag.
  var headerTag: MarkupBytes.Tag?
  /// The content of the header.
  var header: Range<Int>?
  /// The content of `metadata`, without white space around it; `nil` where there is no such element.
  var metadata: Range<Int>?
  /// The start tag of `metadata`.
  var metadataTag: MarkupBytes.Tag?
  /// The content of each `about`, likewise.
  var abouts: [Range<Int>] = []
  var aboutTags: [MarkupBytes.Tag] = []
  /// False where the page or the next record begins before this one ends.
  var isClosed = false

  init(start: Int) { range = start..<start }

  /// Finds the parts of the record that starts at a place, in one pass.
  ///
  /// Elements of the same name inside the metadata (MARCXML has records of its own) are counted, so that they do not
  /// end the record. A `record` with a header inside an open record is either that, or the sign that the open one was
  /// cut: where the count comes out even, `isWhole` decides.
  /// - Parameters:
  ///   - bytes: a page, or a record alone.
  ///   - start: the place of the record's `<`.
  ///   - isWhole: whether the bytes of a range are a well-formed element.
  static func record(
    in bytes: MarkupBytes, at start: Int, isWhole: (Range<Int>) -> Bool = { _ in true }
  ) -> RecordLayout? {
    guard let tag = bytes.tag(at: start) else { return nil }
    var layout = RecordLayout(start: start)
    guard !tag.isEmpty else {
      layout.range = start..<tag.end
      layout.isClosed = true
      return layout
    }
    let recordName = bytes.array(tag.name)
    let first = bytes.skipMiscellany(from: tag.end)
    // The children share a prefix, which need not be the record's.
    var prefix = bytes.prefix(of: tag.name)
    let firstName = bytes.name(at: min(first + 1, bytes.count))
    if bytes.local(of: firstName, is: "header") { prefix = bytes.prefix(of: firstName) }
    let listEnds = ["ListRecords", "GetRecord", "OAI-PMH"].map { prefix + Array($0.utf8) }
    let headerName = prefix + Array("header".utf8)
    let metadataName = prefix + Array("metadata".utf8)
    let aboutName = prefix + Array("about".utf8)
    let tokenName = prefix + Array("resumptionToken".utf8)

    var open: (name: [UInt8], tag: MarkupBytes.Tag, depth: Int)?
    var recordDepth = 1
    var nestedRecord: Int?
    // Where the list goes on, if this record turns out to be cut.
    var token: Int?
    var place = tag.end
    func cut(_ end: Int) -> RecordLayout {
      layout.range = start..<min(nestedRecord ?? end, token ?? end, end)
      return layout
    }
    while true {
      place = bytes.find(Byte.lessThan, from: place, to: bytes.count)
      guard place + 1 < bytes.count else { return cut(bytes.count) }
      let next = bytes[place + 1]
      if next == Byte.slash {
        if let current = open, bytes.hasName(current.name, at: place + 2) {
          if current.depth > 1 {
            open?.depth -= 1
          } else {
            layout.close(
              current.name, headerName, metadataName, content: current.tag.end..<place, current.tag, bytes)
            open = nil
          }
        } else if bytes.hasName(recordName, at: place + 2) {
          recordDepth -= 1
          if recordDepth == 0 {
            let end = min(bytes.find(Byte.greaterThan, from: place, to: bytes.count) + 1, bytes.count)
            if nestedRecord != nil, !isWhole(start..<end) { return cut(end) }
            layout.range = start..<end
            layout.isClosed = true
            return layout
          }
        } else if listEnds.contains(where: { bytes.hasName($0, at: place + 2) }) {
          return cut(place)
        }
        place += 2
      } else if next == Byte.exclamation || next == Byte.question {
        place = bytes.endOfMarkup(at: place) ?? place + 2
      } else if bytes.hasName(recordName, at: place + 1) {
        guard let inner = bytes.tag(at: place) else {
          place += 1
          continue
        }
        if beginsRecord(bytes, after: inner) {
          if nestedRecord != nil { return cut(place) }
          nestedRecord = place
        }
        if !inner.isEmpty { recordDepth += 1 }
        place = inner.end
      } else if let current = open {
        if token == nil, bytes.hasName(tokenName, at: place + 1) { token = place }
        if bytes.hasName(current.name, at: place + 1), let inner = bytes.tag(at: place) {
          if !inner.isEmpty { open?.depth += 1 }
          place = inner.end
        } else {
          place += 1
        }
      } else if let name = [headerName, metadataName, aboutName].first(where: {
        bytes.hasName($0, at: place + 1)
      }),
        let inner = bytes.tag(at: place)
      {
        if inner.isEmpty {
          layout.close(name, headerName, metadataName, content: inner.end..<inner.end, inner, bytes)
        } else {
          open = (name, inner, 1)
        }
        place = inner.end
      } else {
        place += 1
      }
    }
  }

  /// The header that starts at a place, as ListIdentifiers has it: `range` and `header` alone are set.
  static func header(in bytes: MarkupBytes, at start: Int) -> RecordLayout? {
    guard let tag = bytes.tag(at: start) else { return nil }
    var layout = RecordLayout(start: start)
    layout.headerTag = tag
    if tag.isEmpty {
      layout.range = start..<tag.end
      layout.header = tag.end..<tag.end
      layout.isClosed = true
      return layout
    }
    let name = bytes.array(tag.name)
    var place = tag.end
    while true {
      place = bytes.find(Byte.lessThan, from: place, to: bytes.count)
      guard place + 1 < bytes.count else {
        layout.range = start..<bytes.count
        return layout
      }
      if bytes[place + 1] == Byte.slash, bytes.hasName(name, at: place + 2) {
        layout.header = tag.end..<place
        layout.range =
          start..<min(bytes.find(Byte.greaterThan, from: place, to: bytes.count) + 1, bytes.count)
        layout.isClosed = true
        return layout
      }
      // The next header begins, or the list ends: this one was cut.
      if bytes.hasName(name, at: place + 1)
        || (bytes[place + 1] == Byte.slash
          && bytes.local(of: bytes.name(at: place + 2), is: "ListIdentifiers"))
      {
        layout.range = start..<place
        return layout
      }
      place = bytes.endOfMarkup(at: place) ?? place + 1
    }
  }

  /// Whether the first element after a record's start tag is a header.
  static func beginsRecord(_ bytes: MarkupBytes, after tag: MarkupBytes.Tag) -> Bool {
    guard !tag.isEmpty else { return false }
    let first = bytes.skipMiscellany(from: tag.end)
    guard first + 1 < bytes.count, bytes[first] == Byte.lessThan else { return false }
    return bytes.local(of: bytes.name(at: first + 1), is: "header")
  }

  private mutating func close(
    _ name: [UInt8], _ headerName: [UInt8], _ metadataName: [UInt8], content: Range<Int>,
    _ tag: MarkupBytes.Tag,
    _ bytes: MarkupBytes
  ) {
    if name == headerName {
      guard header == nil else { return }
      header = content
      headerTag = tag
    } else if name == metadataName {
      guard metadata == nil else { return }
      metadata = trimmed(content, bytes)
      metadataTag = tag
    } else {
      abouts.append(trimmed(content, bytes))
      aboutTags.append(tag)
    }
  }

  private func trimmed(_ range: Range<Int>, _ bytes: MarkupBytes) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, Byte.isSpace(bytes[lower]) { lower += 1 }
    while upper > lower, Byte.isSpace(bytes[upper - 1]) { upper -= 1 }
    return lower..<upper
  }

  /// Reads the header's fields.
  func readHeader(_ bytes: MarkupBytes) -> RecordHeader {
    var result = RecordHeader(identifier: "", datestamp: "")
    if let headerTag {
      for (name, value) in bytes.attributes(in: headerTag.attributes)
      where bytes.local(of: name, is: "status") {
        result.deleted = bytes.text(value) == "deleted"
      }
    }
    guard let header else { return result }
    var place = header.lowerBound
    while true {
      place = bytes.find(Byte.lessThan, from: place, to: header.upperBound)
      guard place < header.upperBound else { return result }
      if bytes[place + 1] == Byte.exclamation || bytes[place + 1] == Byte.question {
        place = bytes.endOfMarkup(at: place) ?? place + 2
        continue
      }
      guard let tag = bytes.tag(at: place), !tag.isEmpty else {
        place += 1
        continue
      }
      let closing = [Byte.lessThan, Byte.slash] + bytes.array(tag.name)
      var end = bytes.find(Byte.lessThan, from: tag.end, to: header.upperBound)
      while end < header.upperBound, !bytes.hasName(closing, at: end) {
        end = bytes.find(Byte.lessThan, from: end + 1, to: header.upperBound)
      }
      if bytes.local(of: tag.name, is: "identifier") {
        // One that is not closed would swallow what follows it: an invented name is worse than none.
        let isWhole = end < header.upperBound && !Self.hasElements(bytes, tag.end..<end)
        if result.identifier.isEmpty, isWhole { result.identifier = bytes.text(tag.end..<end) }
      } else if bytes.local(of: tag.name, is: "datestamp") {
        if result.datestamp.isEmpty { result.datestamp = bytes.text(tag.end..<end) }
      } else if bytes.local(of: tag.name, is: "setSpec") {
        let set = bytes.text(tag.end..<end)
        if !set.isEmpty { result.setSpecs.append(set) }
      }
      place = end
    }
  }

  /// Whether a tag stands in a range, comments and character data sections left aside.
  private static func hasElements(_ bytes: MarkupBytes, _ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    while true {
      place = bytes.find(Byte.lessThan, from: place, to: range.upperBound)
      guard place < range.upperBound else { return false }
      guard let end = bytes.endOfMarkup(at: place) else { return true }
      place = end
    }
  }
}
