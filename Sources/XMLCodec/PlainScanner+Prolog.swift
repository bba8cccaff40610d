/// What may stand around the root and between its parts without being content.
extension PlainScanner {
  /// Goes past the XML declaration, where there is one; false for one that names another version or encoding.
  mutating func declaration() -> Bool {
    guard take("<?xml") else { return true }
    guard pseudoAttribute("version", ["1.0"]) == true,
      pseudoAttribute("encoding", ["UTF-8", "utf-8"]) != false,
      pseudoAttribute("standalone", ["yes", "no"]) != false
    else { return false }
    skipSpace()
    return take("?>")
  }

  /// Reads white space, a name, an equals sign and one of some values in quotation marks (XML 1.0, section 2.8).
  /// - Returns: `nil`, without a step, where another name or none comes next; false where the rest is not as it
  ///   should be.
  private mutating func pseudoAttribute(_ name: StaticString, _ values: [StaticString]) -> Bool? {
    let start = place
    skipSpace()
    guard place > start, take(name) else {
      place = start
      return nil
    }
    skipSpace()
    guard take("=") else { return false }
    skipSpace()
    guard place < count else { return false }
    let quote = base[place]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
    place += 1
    for value in values where take(value) {
      guard place < count, base[place] == quote else { return false }
      place += 1
      return true
    }
    return false
  }

  /// Goes past white space and comments outside the root; false for a faulty comment.
  mutating func skipComments() -> Bool {
    skipSpace()
    while begins(Span(start: place, count: count - place), with: "<!--") {
      guard comment() else { return false }
      skipSpace()
    }
    return true
  }

  /// Reads the comment at a `<!--` (XML 1.0, section 2.5).
  mutating func comment() -> Bool {
    place += 4
    let start = place
    while place < count, place - start < Self.maximumComment {
      let byte = base[place]
      if byte == UInt8(ascii: "-"), place + 2 < count, base[place + 1] == byte {
        guard base[place + 2] == UInt8(ascii: ">") else { return false }
        place += 3
        return true
      }
      if byte >= 0x80 {
        guard character() else { return false }
      } else {
        guard byte >= 0x20 || classes[Int(byte)] & ByteClass.space != 0 else { return false }
        place += 1
      }
    }
    return false
  }

  /// Far fewer bytes in a comment than libxml2 allows.
  private static var maximumComment: Int { 1 << 20 }

  /// Steps over some bytes; false, without a step, where others come next.
  private mutating func take(_ text: StaticString) -> Bool {
    guard begins(Span(start: place, count: count - place), with: text) else { return false }
    place += text.utf8CodeUnitCount
    return true
  }
}
