public import XMLCodec

/// A record as it came off a page.
public struct HarvestedRecord: Sendable {
  /// The header, as repaired where the record was.
  public var header: RecordHeader
  /// The whole `record` element as received (after transcoding, where the page was not in UTF-8).
  public var bytes: [UInt8]
  /// The namespace declarations in scope around it, as attribute text: ` xmlns="…" xmlns:xsi="…"`.
  public var context: [UInt8]
  /// The record with its repairs; `nil` where it needed none.
  public var repairedBytes: [UInt8]?
  /// Where the content of `metadata` stands in `readableBytes`, without white space around it.
  public var metadata: Range<Int>?
  /// Where the content of each `about` stands in `readableBytes`.
  public var abouts: [Range<Int>]
  /// Places count from the first byte of `bytes`.
  public var repairs: [Repair]
  /// What of `bytes` does not belong to the record's identity, in order.
  var identityGaps: [Range<Int>]

  /// The well-formed form: the repaired bytes, or the bytes as received.
  public var readableBytes: [UInt8] { repairedBytes ?? bytes }

  /// Hands out, in order, the bytes that decide whether a record has changed: its context, then everything in it but
  /// datestamps (the header's, and those and the `harvestDate` of provenance in `about`).
  public func forEachIdentityPiece(_ body: (UnsafeRawBufferPointer) -> Void) {
    bytes.withUnsafeBufferPointer {
      RecordIdentity.forEachPiece(of: $0, context: context, gaps: identityGaps, body)
    }
  }

  /// The same bytes in one array.
  public var identityBytes: [UInt8] {
    var result: [UInt8] = []
    forEachIdentityPiece { result.append(contentsOf: $0) }
    return result
  }
}

/// A record found on a page but not yet parsed, valid only while it is shown.
public struct RawRecord {
  /// Read without decoding anything but the header; for a record that needs repairs it may differ from the final one.
  public let header: RecordHeader
  /// The namespace declarations in scope, as attribute text.
  public let context: [UInt8]
  /// The `record` element as received.
  public let bytes: UnsafeBufferPointer<UInt8>
  let identityGaps: [Range<Int>]

  /// Hands out the same bytes as `HarvestedRecord.forEachIdentityPiece`.
  public func forEachIdentityPiece(_ body: (UnsafeRawBufferPointer) -> Void) {
    RecordIdentity.forEachPiece(of: bytes, context: context, gaps: identityGaps, body)
  }
}

/// What decides whether a record has changed.
enum RecordIdentity {
  static func forEachPiece(
    of bytes: UnsafeBufferPointer<UInt8>, context: [UInt8], gaps: [Range<Int>],
    _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    context.withUnsafeBytes(body)
    // Keeps the context and the record apart.
    withUnsafeBytes(of: UInt8(0), body)
    var next = 0
    for gap in gaps {
      body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[next..<gap.lowerBound]))
      next = gap.upperBound
    }
    body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[next...]))
  }

  /// The parts of a record that say when it was touched and not what it is.
  static func gaps(in bytes: MarkupBytes, layout: RecordLayout) -> [Range<Int>] {
    var gaps: [Range<Int>] = []
    if let header = layout.header { gaps += textRanges(of: "datestamp", in: header, bytes) }
    for about in layout.abouts {
      var inner = textRanges(of: "datestamp", in: about, bytes)
      var place = about.lowerBound
      while let found = bytes.find("harvestDate=", from: place, to: about.upperBound) {
        let quote = found + 12
        guard quote < about.upperBound, bytes[quote] == Byte.quote || bytes[quote] == Byte.apostrophe else {
          break
        }
        let end = bytes.find(bytes[quote], from: quote + 1, to: about.upperBound)
        inner.append(quote + 1..<end)
        place = end
      }
      gaps += inner.sorted { $0.lowerBound < $1.lowerBound }
    }
    return gaps
  }

  /// Where the text of each element with a local name stands.
  private static func textRanges(of local: StaticString, in range: Range<Int>, _ bytes: MarkupBytes)
    -> [Range<Int>]
  {
    var result: [Range<Int>] = []
    var place = range.lowerBound
    while true {
      place = bytes.find(Byte.lessThan, from: place, to: range.upperBound)
      guard place < range.upperBound else { return result }
      let name = bytes.name(at: place + 1)
      if bytes.local(of: name, is: local), let tag = bytes.tag(at: place), !tag.isEmpty {
        let end = bytes.find(Byte.lessThan, from: tag.end, to: range.upperBound)
        result.append(tag.end..<end)
        place = end
      } else {
        place += 1
      }
    }
  }
}
