/// Bytes as text for people: what is no UTF-8, and what a terminal would obey instead of showing, as `\xE9`.
public struct VisibleBytes: Sendable {
  /// The text, line breaks and tabs as they are.
  public let text: String
  /// How many bytes were written as escapes.
  public let escaped: Int

  /// Makes bytes visible.
  public init(_ bytes: [UInt8]) {
    var text = ""
    var escaped = 0
    var place = 0
    while place < bytes.count {
      let length = Self.length(bytes, at: place)
      if length > 0, let part = String(validating: bytes[place..<place + length], as: UTF8.self),
        part.unicodeScalars.allSatisfy(Self.isShown)
      {
        text += part
        place += length
      } else {
        let digits = String(bytes[place], radix: 16, uppercase: true)
        text += "\\x" + (digits.count == 1 ? "0" : "") + digits
        escaped += 1
        place += 1
      }
    }
    self.text = text
    self.escaped = escaped
  }

  /// The length of the character that a lead byte announces; 0 where it is none or the bytes end before it does.
  private static func length(_ bytes: [UInt8], at place: Int) -> Int {
    let length =
      switch bytes[place] {
      case 0..<0x80: 1
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    return place + length <= bytes.count ? length : 0
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\t" || scalar.properties.generalCategory != .control
  }
}
