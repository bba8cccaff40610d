/// Looks for tags with so many attributes that they stop a parser.
///
/// libxml2 compares each attribute, and each namespace declaration, of a tag with all others of it: a hundred thousand
/// in one tag, which fit into a megabyte, take minutes.
enum TagSize {
  /// Attributes and namespace declarations in one tag.
  static let maximumAttributes = 1000

  /// A shorter tag cannot hold too many attributes: `a=""` and a space, in bytes.
  private static let harmlessLength = 5 * maximumAttributes

  /// Where a tag with more attributes than allowed begins; `nil` where there is none.
  ///
  /// No `<` may stand in a tag: only where the next one is far away does a tag need a closer look, so that the whole
  /// costs next to nothing.
  static func excess(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes.count > harmlessLength, var start = next(in: bytes, from: 0) else { return nil }
    while bytes.count - start > harmlessLength {
      if let last = bytes[(start + 1)...(start + harmlessLength)].lastIndex(of: UInt8(ascii: "<")) {
        start = last
        continue
      }
      let end = next(in: bytes, from: start + harmlessLength) ?? bytes.count
      if holdsTooMany(bytes[start..<end]) { return start }
      start = end
    }
    return nil
  }

  private static func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    bytes[start...].firstIndex(of: UInt8(ascii: "<"))
  }

  /// Whether a tag, with what follows it up to the next one, has too many attributes.
  ///
  /// The text of an entity may hold a tag in disguise, and in UTF-16 and UTF-32 other characters hold the bytes of
  /// quotation marks: there every `=` is taken for an attribute.
  private static func holdsTooMany(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let isWide = bytes.prefix(4).contains(0)
    let isEntity = !isWide && bytes.starts(with: Array("<!E".utf8))
    if !isWide, !isEntity, bytes.starts(with: Array("<!".utf8)) || bytes.starts(with: Array("<?".utf8)) {
      return false
    }
    var quote: UInt8?
    var attributes = 0
    for byte in bytes {
      if byte == UInt8(ascii: "="), isWide || isEntity || quote == nil {
        attributes += 1
        if attributes > maximumAttributes { return true }
      }
      guard !isWide, !isEntity else { continue }
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return false
      }
    }
    return false
  }
}
