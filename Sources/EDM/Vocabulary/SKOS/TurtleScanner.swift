/// The tokens of Turtle, read from bytes.
struct TurtleScanner {
  let bytes: [UInt8]
  var position = 0

  init(_ bytes: [UInt8]) throws(SKOSError) {
    self.bytes = bytes
    do { _ = try UTF8Span(validating: bytes.span) } catch {
      position = error.byteOffsets.lowerBound
      throw fault("a byte is not UTF-8: save the file as UTF-8")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  var isAtEnd: Bool { position >= bytes.count }

  /// The byte to be read next; 0 at the end.
  var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

  /// A byte further on; 0 behind the end.
  func byte(ahead distance: Int) -> UInt8 {
    position + distance < bytes.count ? bytes[position + distance] : 0
  }

  mutating func advance() { position += 1 }

  /// A fault with its line.
  /// - Parameter place: the offset at which it is; where the scanner stands by default.
  func fault(_ message: String, at place: Int? = nil) -> SKOSError {
    let end = min(place ?? position, bytes.count)
    let line = bytes[..<end].reduce(into: 1) { if $1 == UInt8(ascii: "\n") { $0 += 1 } }
    return .malformedTurtle(line: line, message: message)
  }

  /// What stands here, for messages.
  private var sight: String {
    isAtEnd
      ? "the end of the document"
      : "\""
        + String(decoding: bytes[position..<min(position + 20, bytes.count)], as: UTF8.self)
        .prefix { !$0.isNewline } + "\""
  }

  /// Skips white space and comments.
  mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case 32, 9, 10, 13: position += 1
      case UInt8(ascii: "#"):
        while position < bytes.count, bytes[position] != 10, bytes[position] != 13 { position += 1 }
      default: return
      }
    }
  }

  /// Reads a byte if it stands here.
  mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// Reads a mark, white space before it left out.
  mutating func expect(_ mark: Unicode.Scalar) throws(SKOSError) {
    skipBlanks()
    guard take(UInt8(ascii: mark)) else { throw fault("\(sight) stands where \"\(mark)\" is expected") }
  }

  // MARK: Words

  /// Letters.
  mutating func takeWord() -> String {
    let start = position
    while (97...122).contains(current | 32) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// `PREFIX` or `BASE` as SPARQL writes them, in any case; in lower case, or `nil` where another name stands here.
  mutating func takeDirective() -> String? {
    let start = position
    let word = takeWord().lowercased()
    if word == "prefix" || word == "base",
      Self.isBlank(current) || current == UInt8(ascii: "<") || current == UInt8(ascii: "#")
    {
      return word
    }
    position = start
    return nil
  }

  /// `a`, the short form of rdf:type.
  mutating func takeA() -> Bool {
    guard current == UInt8(ascii: "a"), !Self.isNameByte(byte(ahead: 1)), byte(ahead: 1) != UInt8(ascii: ":"),
      byte(ahead: 1) != UInt8(ascii: ".")
    else { return false }
    position += 1
    return true
  }

  mutating func takeBoolean() -> String? {
    let start = position
    let word = takeWord()
    if word == "true" || word == "false", !Self.isNameByte(current), current != UInt8(ascii: ":") {
      return word
    }
    position = start
    return nil
  }

  /// An integer, decimal or double, as written.
  mutating func takeNumber() throws(SKOSError) -> String {
    let start = position
    func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
    var digits = 0
    while isDigit(current) { (position, digits) = (position + 1, digits + 1) }
    // A full stop that no digit follows ends the statement.
    if current == UInt8(ascii: "."), isDigit(byte(ahead: 1)) || (digits > 0 && byte(ahead: 1) | 32 == 101) {
      position += 1
      while isDigit(current) { (position, digits) = (position + 1, digits + 1) }
    }
    guard digits > 0 else { throw fault("\(sight) stands where an object is expected", at: start) }
    if current | 32 == 101 {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      guard isDigit(current) else { throw fault("a number ends within its exponent") }
      while isDigit(current) { position += 1 }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  // MARK: Names

  /// The part of a prefixed name before its colon, with the colon read.
  mutating func takePrefix() throws(SKOSError) -> String {
    let start = position
    while Self.isNameByte(current) || (current == UInt8(ascii: ".") && position > start) { position += 1 }
    guard current == UInt8(ascii: ":") else {
      position = start
      throw fault("\(sight) stands where a name is expected")
    }
    defer { position += 1 }
    guard start == position || !Self.isDigitOrMark(bytes[start]), bytes[max(start, position - 1)] != 46 else {
      throw fault("a prefix begins with a letter and does not end with a full stop", at: start)
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// The part of a prefixed name behind its colon.
  mutating func takeLocalName() throws(SKOSError) -> String {
    let start = position
    var end = position
    var escaped: [UInt8]?
    while position < bytes.count {
      let byte = bytes[position]
      if Self.isNameByte(byte), byte != UInt8(ascii: "-") || position > start {
        escaped?.append(byte)
        position += 1
      } else if byte == UInt8(ascii: ":") {
        escaped?.append(byte)
        position += 1
      } else if byte == UInt8(ascii: "."), position > start {
        // Full stops belong to the name only where something follows them.
        let next = position + Self.stops(bytes, at: position)
        guard next < bytes.count, Self.isNameByte(bytes[next]) || [58, 37, 92].contains(bytes[next]) else {
          break
        }
        escaped?.append(contentsOf: bytes[position..<next])
        position = next
        continue
      } else if byte == UInt8(ascii: "%") {
        guard Self.isHexadecimal(self.byte(ahead: 1)), Self.isHexadecimal(self.byte(ahead: 2)) else {
          throw fault("two hexadecimal digits follow a percent sign")
        }
        escaped?.append(contentsOf: bytes[position..<position + 3])
        position += 3
      } else if byte == UInt8(ascii: "\\") {
        let character = self.byte(ahead: 1)
        guard Self.isEscapable(character) else { throw fault("a backslash escapes no such character") }
        if escaped == nil { escaped = Array(bytes[start..<position]) }
        escaped?.append(character)
        position += 2
      } else {
        break
      }
      end = position
    }
    position = end
    return String(decoding: escaped ?? Array(bytes[start..<end]), as: UTF8.self)
  }

  /// `_:label`, as its label.
  mutating func takeBlankLabel() throws(SKOSError) -> String {
    guard byte(ahead: 1) == UInt8(ascii: ":") else { throw fault("\(sight) stands where a name is expected") }
    position += 2
    let start = position
    var end = position
    while Self.isNameByte(current) || (current == UInt8(ascii: ".") && position > start) {
      position += 1
      if bytes[position - 1] != UInt8(ascii: ".") { end = position }
    }
    position = end
    guard end > start, bytes[start] != UInt8(ascii: "-") else { throw fault("a blank node has no label") }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// A language tag behind its `@`.
  mutating func takeLanguage() throws(SKOSError) -> String {
    let start = position
    while (97...122).contains(current | 32) { position += 1 }
    guard position > start else { throw fault("a language tag begins with a letter") }
    while current == UInt8(ascii: "-") {
      let hyphen = position
      position += 1
      while (97...122).contains(current | 32) || (48...57).contains(current) { position += 1 }
      guard position > hyphen + 1 else { throw fault("a language tag ends with a hyphen") }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  // MARK: Bytes

  private static func stops(_ bytes: [UInt8], at position: Int) -> Int {
    var count = 1
    while position + count < bytes.count, bytes[position + count] == UInt8(ascii: ".") { count += 1 }
    return count
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
  static func isHexadecimal(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...102).contains(byte | 32)
  }
  /// Letters, digits, `_`, `-`, and every byte of a character outside ASCII.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    (97...122).contains(byte | 32) || (48...57).contains(byte) || byte == 95 || byte == 45 || byte >= 128
  }
  private static func isDigitOrMark(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || byte == 95 || byte == 45
  }
  /// The characters that may stand behind a backslash in a name.
  private static func isEscapable(_ byte: UInt8) -> Bool { "_~.-!$&'()*+,;=/?#@%".utf8.contains(byte) }
}
