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

  /// Appends valid UTF-8, escaped, and returns how many characters were replaced.
  ///
  /// A carriage return is written as a reference, since a parser would turn it into a line feed (XML 1.0 section
  /// 2.11); so are tabs and line feeds in attributes, which would become spaces (section 3.3.3).
  static func append(
    _ text: UnsafeBufferPointer<UInt8>, to result: inout [UInt8], inAttribute: Bool
  ) -> Int {
    var replaced = 0
    var pending = 0
    var index = 0
    func flush(upTo end: Int) {
      if end > pending { result.append(contentsOf: UnsafeBufferPointer(rebasing: text[pending..<end])) }
    }
    while index < text.count {
      let byte = text[index]
      var replacement: StaticString?
      var length = 1
      switch byte {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = inAttribute ? nil : "&gt;"
      case UInt8(ascii: "\""): replacement = inAttribute ? "&quot;" : nil
      case 0x09: replacement = inAttribute ? "&#9;" : nil
      case 0x0A: replacement = inAttribute ? "&#10;" : nil
      case 0x0D: replacement = "&#13;"
      case 0..<0x20:
        replacement = "\u{FFFD}"
        replaced += 1
      case 0xEF where index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE:
        replacement = "\u{FFFD}"
        replaced += 1
        length = 3
      default: break
      }
      if let replacement {
        flush(upTo: index)
        result.append(
          contentsOf: UnsafeBufferPointer(start: replacement.utf8Start, count: replacement.utf8CodeUnitCount))
        index += length
        pending = index
      } else {
        index += 1
      }
    }
    flush(upTo: text.count)
    return replaced
  }
}
