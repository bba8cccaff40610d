/// Character data and single characters of a plain document.
extension PlainScanner {
  /// Reads character data up to the next `<`.
  mutating func text(into sink: inout some PlainDocumentSink) -> Bool {
    let start = place
    var isVerbatim = true
    while true {
      skip(ByteClass.plainInText)
      guard place < count else { return false }
      let byte = base[place]
      if byte == UInt8(ascii: "<") {
        if place > start {
          sink.text(Span(start: start, count: place - start), isVerbatim: isVerbatim, hasReferences: true)
        }
        return true
      } else if byte == UInt8(ascii: "&") {
        isVerbatim = false
        guard reference() else { return false }
      } else if byte == UInt8(ascii: "]") {
        if place + 2 < count, base[place + 1] == byte, base[place + 2] == UInt8(ascii: ">") { return false }
        place += 1
      } else if byte == 0x0D {
        isVerbatim = false
        place += 1
      } else {
        guard byte >= 0x80, character() else { return false }
      }
    }
  }

  /// Reads the CDATA section at a `<!`.
  mutating func characterData(into sink: inout some PlainDocumentSink) -> Bool {
    guard begins(Span(start: place, count: count - place), with: "<![CDATA[") else { return false }
    place += 9
    let start = place
    var isVerbatim = true
    while place < count {
      let byte = base[place]
      if byte == UInt8(ascii: "]"), place + 2 < count, base[place + 1] == byte,
        base[place + 2] == UInt8(ascii: ">")
      {
        // libxml2 reports an empty section as text; what reads a tape is to find the same.
        guard place > start else { return false }
        sink.text(Span(start: start, count: place - start), isVerbatim: isVerbatim, hasReferences: false)
        place += 3
        return true
      }
      if byte >= 0x80 {
        guard character() else { return false }
      } else {
        guard byte >= 0x20 || classes[Int(byte)] & ByteClass.space != 0 else { return false }
        if byte == 0x0D { isVerbatim = false }
        place += 1
      }
    }
    return false
  }

  /// Reads one character of two to four bytes that XML allows (RFC 3629, section 4; XML 1.0, section 2.2).
  mutating func character() -> Bool {
    let lead = base[place]
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard lead >= 0xC2, lead <= 0xF4, place + length <= count else { return false }
    var scalar = UInt32(lead) & (0xFF >> UInt32(length + 1))
    for offset in 1..<length {
      let byte = base[place + offset]
      guard byte & 0xC0 == 0x80 else { return false }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    switch length {
    case 2: break
    case 3: guard scalar >= 0x800, scalar < 0xD800 || scalar > 0xDFFF, scalar < 0xFFFE else { return false }
    default: guard scalar >= 0x1_0000, scalar <= 0x10_FFFF else { return false }
    }
    place += length
    return true
  }

  /// Reads the reference at an `&`.
  mutating func reference() -> Bool {
    let rest = Span(start: place, count: count - place)
    for entity in Self.entities where begins(rest, with: entity) {
      place += entity.utf8CodeUnitCount
      return true
    }
    guard begins(rest, with: "&#") else { return false }
    place += 2
    var radix: UInt32 = 10
    if place < count, base[place] == UInt8(ascii: "x") {
      radix = 16
      place += 1
    }
    var number: UInt32 = 0
    let first = place
    // Eight digits are enough for any character.
    while place < count, place < first + 8, let digit = digit(base[place], radix) {
      number = number * radix + digit
      place += 1
    }
    guard place > first, place < count, base[place] == UInt8(ascii: ";") else { return false }
    place += 1
    switch number {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: return true
    default: return false
    }
  }

  /// The entities that need no declaration (XML 1.0, section 4.6).
  private static var entities: [StaticString] { ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"] }

  private func digit(_ byte: UInt8, _ radix: UInt32) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f") where radix == 16: UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F") where radix == 16: UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  // MARK: Bytes

  mutating func skipSpace() { skip(ByteClass.space) }

  /// Goes on to the first byte that is not of a class.
  @inline(__always)
  mutating func skip(_ bits: UInt8) {
    var index = place
    while index < count, classes[Int(base[index])] & bits != 0 { index += 1 }
    place = index
  }

  @inline(__always)
  func equal(_ left: Span, _ right: Span) -> Bool {
    guard left.count == right.count else { return false }
    var index = left.count
    while index > 0 {
      index -= 1
      if base[left.start + index] != base[right.start + index] { return false }
    }
    return true
  }

  func has(_ text: StaticString, in span: Span) -> Bool {
    span.count == text.utf8CodeUnitCount && begins(span, with: text)
  }

  func begins(_ span: Span, with text: StaticString) -> Bool {
    guard span.count >= text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount where base[span.start + index] != text.utf8Start[index] {
      return false
    }
    return true
  }
}
