/// What one pass over the characters of a text shows.
struct TextLook: Sendable {
  /// Code points.
  private(set) var length = 0
  /// The scripts of the letters, one bit each by ``WritingSystem/rawValue``.
  private(set) var scripts: UInt64 = 0
  /// True where a word of four letters or more holds letters of Latin beside Greek or Cyrillic ones, which look alike.
  private(set) var hasMixedWord = false
  /// True where a character shows that text was decoded wrongly: U+FFFD, a control character of the second set, a
  /// private one, or two that are the two bytes of one.
  private(set) var isBroken = false

  init(_ text: String) {
    var text = text
    let letters = text.withUTF8 { Self.lettersOfASCII($0) }
    if let letters {
      length = text.utf8.count
      scripts = letters ? Self.latin : 0
    } else {
      lookAtEach(text)
    }
  }

  /// Whether a text of ASCII holds letters; `nil` for other text.
  private static func lettersOfASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    guard all < 0x80 else { return nil }
    return bytes.contains { (97...122).contains($0 | 32) }
  }

  private mutating func lookAtEach(_ text: String) {
    var word: UInt64 = 0
    var letters = 0
    var previous: UInt32 = 0
    for scalar in text.unicodeScalars {
      length += 1
      let value = scalar.value
      if let script = WritingSystem(scalar) {
        word |= 1 << UInt64(script.rawValue)
        letters += 1
      } else if value < 0x300 || scalar.properties.canonicalCombiningClass == .notReordered {
        end(&word, &letters)
      }
      if value >= 0x80, Self.isBroken(value, after: previous) { isBroken = true }
      previous = value
    }
    end(&word, &letters)
  }

  private mutating func end(_ word: inout UInt64, _ letters: inout Int) {
    scripts |= word
    // Shorter ones are units and symbols.
    if letters > 3, word & Self.latin != 0, word & Self.likeLatin != 0 { hasMixedWord = true }
    (word, letters) = (0, 0)
  }

  /// - Parameter previous: the code point before.
  private static func isBroken(_ value: UInt32, after previous: UInt32) -> Bool {
    if value == 0xFFFD || (0x80...0x9F).contains(value) || (0xE000...0xF8FF).contains(value) { return true }
    // UTF-8 read as Latin 1: "Ã" or "Â" and what cannot follow it in a word.
    return (previous == 0xC3 || previous == 0xC2) && (0xA0...0xBF).contains(value)
  }

  private static let latin: UInt64 = 1 << UInt64(WritingSystem.latin.rawValue)
  private static let likeLatin: UInt64 =
    1 << UInt64(WritingSystem.greek.rawValue) | 1 << UInt64(WritingSystem.cyrillic.rawValue)
}
