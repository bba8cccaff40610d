/// The arguments of a query or of a form, decoded.
///
/// Source: URL Standard, application/x-www-form-urlencoded parsing; bytes that are not UTF-8 become U+FFFD,
/// which the repository refuses.
enum FormArguments {
  /// Names and values in the order sent, repeated ones too.
  static func parse(_ text: some StringProtocol) -> [(name: String, value: String)] {
    text.utf8.split(separator: UInt8(ascii: "&")).map { pair in
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return (
        decode(parts[0], plusIsSpace: true), parts.count == 2 ? decode(parts[1], plusIsSpace: true) : ""
      )
    }
  }

  /// Text with its percent-encoded bytes resolved; a `%` without two hexadecimal digits stays.
  static func decode(_ bytes: some Collection<UInt8>, plusIsSpace: Bool) -> String {
    var result: [UInt8] = []
    let bytes = Array(bytes)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "%"), index + 1 < bytes.count, let high = Self.digit(bytes[index]),
        let low = Self.digit(bytes[index + 1])
      {
        result.append(high << 4 | low)
        index += 2
      } else if byte == UInt8(ascii: "+"), plusIsSpace {
        result.append(UInt8(ascii: " "))
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
