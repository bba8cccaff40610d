/// Texts between brackets and quotation marks.
extension TurtleScanner {
  /// `<…>`, with its escapes resolved.
  mutating func takeIRI() throws(SKOSError) -> String {
    guard current == UInt8(ascii: "<") else { throw fault("an IRI in brackets is expected") }
    let start = position
    position += 1
    var escaped: [UInt8]?
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: ">"):
        let result = escaped ?? Array(bytes[start + 1..<position])
        position += 1
        return String(decoding: result, as: UTF8.self)
      case UInt8(ascii: "\\"):
        if escaped == nil { escaped = Array(bytes[start + 1..<position]) }
        let scalar = try takeCodePoint()
        guard scalar.value > 32, !"<>\"{}|^`\\".unicodeScalars.contains(scalar) else {
          throw fault("an escape in an IRI stands for a character that no IRI holds")
        }
        escaped?.append(contentsOf: String(Character(scalar)).utf8)
      case 0...32, UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "}"),
        UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "`"):
        throw fault("an IRI holds a blank or another character that has to be percent-encoded")
      default:
        escaped?.append(byte)
        position += 1
      }
    }
    throw fault("an IRI is not closed by \">\"", at: start)
  }

  /// A text in one of the four kinds of quotation marks.
  mutating func takeQuoted() throws(SKOSError) -> String {
    let start = position
    let mark = current
    position += 1
    let isLong = current == mark && byte(ahead: 1) == mark
    if isLong {
      position += 2
    } else if current == mark {
      position += 1
      return ""
    }
    var pending = position
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      if byte == mark {
        if !isLong || (self.byte(ahead: 1) == mark && self.byte(ahead: 2) == mark) {
          let rest = bytes[pending..<position]
          position += isLong ? 3 : 1
          if text.isEmpty { return String(decoding: rest, as: UTF8.self) }
          return String(decoding: text + rest, as: UTF8.self)
        }
        position += 1
      } else if byte == UInt8(ascii: "\\") {
        text.append(contentsOf: bytes[pending..<position])
        if let plain = Self.escapes[self.byte(ahead: 1)] {
          text.append(plain)
          position += 2
        } else {
          text.append(contentsOf: String(Character(try takeCodePoint())).utf8)
        }
        pending = position
      } else if !isLong, byte == 10 || byte == 13 {
        throw fault("a text ends with its line: use three quotation marks", at: start)
      } else {
        position += 1
      }
    }
    throw fault("a text is not closed", at: start)
  }

  /// `\uXXXX` or `\UXXXXXXXX`.
  private mutating func takeCodePoint() throws(SKOSError) -> Unicode.Scalar {
    let length: Int
    switch byte(ahead: 1) {
    case UInt8(ascii: "u"): length = 4
    case UInt8(ascii: "U"): length = 8
    default: throw fault("a backslash escapes no such character")
    }
    let digits = bytes.dropFirst(position + 2).prefix(length)
    guard digits.count == length, digits.allSatisfy(Self.isHexadecimal),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { throw fault("an escape names no character") }
    position += 2 + length
    return scalar
  }

  /// What a letter behind a backslash stands for.
  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "t"): 9, UInt8(ascii: "b"): 8, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13,
    UInt8(ascii: "f"): 12, UInt8(ascii: "\""): 34, UInt8(ascii: "'"): 39, UInt8(ascii: "\\"): 92,
  ]
}
