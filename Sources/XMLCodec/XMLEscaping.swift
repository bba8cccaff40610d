/// Escaping of character data and attribute values.
public enum XMLEscaping {
  /// Text as it may stand between tags, in UTF-8; characters XML does not allow become U+FFFD.
  public static func text(_ text: String) -> [UInt8] { escaped(text, inAttribute: false) }

  /// Text as it may stand between double quotes, in UTF-8; characters XML does not allow become U+FFFD.
  public static func attributeValue(_ text: String) -> [UInt8] { escaped(text, inAttribute: true) }

  private static func escaped(_ text: String, inAttribute: Bool) -> [UInt8] {
    var text = text
    var result: [UInt8] = []
    text.withUTF8 { _ = append($0, to: &result, inAttribute: inAttribute) }
    return result
  }

  /// The bytes that may need escaping in text (1) and in attributes (2); the others stand as they are.
  private static let classes: [UInt8] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), 0x0D, 0xEF: 3
    case UInt8(ascii: ">"): 1
    case UInt8(ascii: "\""), 0x09, 0x0A: 2
    case 0..<0x20: 3
    default: 0
    }
  }

  /// Appends valid UTF-8, escaped, and returns how many characters were replaced.
  ///
  /// A carriage return is written as a reference, since a parser would turn it into a line feed (XML 1.0 section
  /// 2.11); so are tabs and line feeds in attributes, which would become spaces (section 3.3.3).
  static func append(
    _ text: UnsafeBufferPointer<UInt8>, to result: inout [UInt8], inAttribute: Bool
  ) -> Int {
    let bit: UInt8 = inAttribute ? 2 : 1
    return classes.withUnsafeBufferPointer { classes in
      var replaced = 0
      var pending = 0
      var index = 0
      while true {
        while index < text.count, classes[Int(text[index])] & bit == 0 { index += 1 }
        guard index < text.count else { break }
        var length = 1
        guard let replacement = replacement(of: text, at: index, inAttribute: inAttribute, &length) else {
          index += 1
          continue
        }
        if replacement.utf8CodeUnitCount == 3, replacement.utf8Start[0] == 0xEF { replaced += 1 }
        result.append(contentsOf: UnsafeBufferPointer(rebasing: text[pending..<index]))
        result.append(
          contentsOf: UnsafeBufferPointer(start: replacement.utf8Start, count: replacement.utf8CodeUnitCount))
        index += length
        pending = index
      }
      if pending == 0 {
        result.append(contentsOf: text)
      } else {
        result.append(contentsOf: UnsafeBufferPointer(rebasing: text[pending...]))
      }
      return replaced
    }
  }

  /// What stands for the character at a place that may need escaping, and its bytes; `nil` where it needs none.
  private static func replacement(
    of text: UnsafeBufferPointer<UInt8>, at index: Int, inAttribute: Bool, _ length: inout Int
  ) -> StaticString? {
    switch text[index] {
    case UInt8(ascii: "&"): return "&amp;"
    case UInt8(ascii: "<"): return "&lt;"
    case UInt8(ascii: ">"): return "&gt;"
    case UInt8(ascii: "\""): return "&quot;"
    case 0x09: return inAttribute ? "&#9;" : nil
    case 0x0A: return inAttribute ? "&#10;" : nil
    case 0x0D: return "&#13;"
    case 0xEF:
      guard index + 2 < text.count, text[index + 1] == 0xBF, text[index + 2] >= 0xBE else { return nil }
      length = 3
      return "\u{FFFD}"
    default: return "\u{FFFD}"
    }
  }
}
