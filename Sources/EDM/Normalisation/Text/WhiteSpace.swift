/// White space in text.
///
/// Source: the White_Space property of Unicode (PropList.txt).
enum WhiteSpace {
  /// The text with no white space at its ends, single spaces within, and without characters that cannot be seen;
  /// the text itself where it is so already.
  static func normalised(_ text: String) -> String {
    var text = text
    guard let result = text.withUTF8({ needsWork($0) ? collapsed($0) : nil }) else { return text }
    return result
  }

  /// The bytes at which a text may have to be changed: white space, mark-up, and what begins a sequence that is
  /// white space or cannot be seen; of these the blank alone is common.
  private static let classes: [UInt8] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case 32: 1
    case 9...13, Markup.lessThan, Markup.ampersand, 0xC2, 0xE1, 0xE2, 0xE3, 0xEF: 2
    default: 0
    }
  }

  /// True for a text without mark-up and with single blanks within alone: one look for both. False says nothing.
  static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      classes.withUnsafeBufferPointer { classes in
        // A blank at the beginning or end, or after another, stands beside a blank.
        var previous: UInt8 = 1
        for byte in bytes {
          let kind = classes[Int(byte)]
          if kind & 2 | kind & previous != 0 { return false }
          previous = kind
        }
        return previous == 0 || bytes.isEmpty
      }
    }
  }

  /// What a sequence of bytes stands for.
  private enum Kind {
    case space
    /// Zero-width space, word joiner, byte order mark and soft hyphen. Joiners are none: they shape letters.
    case invisible
    case other
  }

  private static func collapsed(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(unsafeUninitializedCapacity: bytes.count) { output in
      var count = 0
      var isPending = false
      var position = 0
      while position < bytes.count {
        let (kind, length) = sequence(at: position, in: bytes)
        if kind == .space { isPending = true }
        if kind == .other {
          if isPending, count > 0 {
            output[count] = 32
            count += 1
          }
          isPending = false
          for offset in 0..<length { output[count + offset] = bytes[position + offset] }
          count += length
        }
        position += length
      }
      return count
    }
  }

  private static func needsWork(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !bytes.isEmpty else { return false }
    var isAfterSpace = true
    for position in bytes.indices {
      let byte = bytes[position]
      if byte == 32 {
        if isAfterSpace { return true }
        isAfterSpace = true
        continue
      }
      isAfterSpace = false
      if (9...13).contains(byte) { return true }
      if byte >= 0xC2, sequence(at: position, in: bytes).kind != .other { return true }
    }
    return isAfterSpace
  }

  /// What stands at a position, and in how many bytes; a byte that begins nothing known stands for itself.
  private static func sequence(
    at position: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> (kind: Kind, length: Int) {
    func byte(_ offset: Int) -> UInt8 { position + offset < bytes.count ? bytes[position + offset] : 0 }
    switch bytes[position] {
    case 9...13, 32: return (.space, 1)
    case 0xC2:
      switch byte(1) {
      case 0x85, 0xA0: return (.space, 2)
      case 0xAD: return (.invisible, 2)
      default: return (.other, 1)
      }
    case 0xE1: return byte(1) == 0x9A && byte(2) == 0x80 ? (.space, 3) : (.other, 1)
    case 0xE2:
      switch (byte(1), byte(2)) {
      case (0x80, 0x80...0x8A), (0x80, 0xA8), (0x80, 0xA9), (0x80, 0xAF), (0x81, 0x9F): return (.space, 3)
      case (0x80, 0x8B), (0x81, 0xA0): return (.invisible, 3)
      default: return (.other, 1)
      }
    case 0xE3: return byte(1) == 0x80 && byte(2) == 0x80 ? (.space, 3) : (.other, 1)
    case 0xEF: return byte(1) == 0xBB && byte(2) == 0xBF ? (.invisible, 3) : (.other, 1)
    default: return (.other, 1)
    }
  }
}

extension String {
  /// The text on one line and at most a number of characters, for messages.
  func excerpt(to length: Int = 120) -> String { WhiteSpace.normalised(self).shortened(to: length) }
}
