/// The name of a set in the protocol: segments joined by colons, a parent before its children.
///
/// Source: OAI-PMH 2.0, section 2.6; `setSpecType` of OAI-PMH.xsd, which allows in a segment letters, digits
/// and `- _ . ! ~ * ' ( )` only.
public enum SetSpec {
  static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "!"), UInt8(ascii: "~"), UInt8(ascii: "*"), UInt8(ascii: "'"), UInt8(ascii: "("),
      UInt8(ascii: ")"):
      true
    default: false
    }
  }

  /// A segment for any text: bytes that may not stand in one, and `~` itself, become `~` and two hexadecimal
  /// digits; the empty text becomes `~`.
  public static func segment(_ text: some StringProtocol) -> String {
    guard !text.isEmpty else { return "~" }
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      if isAllowed(byte), byte != UInt8(ascii: "~") {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "~"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text that a segment was made of; `nil` for a segment that `segment` never makes.
  public static func text(ofSegment segment: some StringProtocol) -> String? {
    if segment == "~" { return "" }
    guard !segment.isEmpty else { return nil }
    var result: [UInt8] = []
    var rest = Array(segment.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "~") {
        guard rest.count >= 2,
          let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
        else { return nil }
        result.append(value)
        rest = rest.dropFirst(2)
      } else {
        guard isAllowed(byte) else { return nil }
        result.append(byte)
      }
    }
    return String(validating: result, as: UTF8.self)
  }

  /// The spec of someone else's set, made fit for ours segment by segment; its hierarchy stays.
  public static func sanitised(_ foreign: String) -> String {
    foreign.split(separator: ":", omittingEmptySubsequences: false).map { segment($0) }.joined(separator: ":")
  }

  /// A spec and all its parents, the outermost first: `a:b:c` gives `a`, `a:b`, `a:b:c`.
  public static func withParents(_ spec: String) -> [String] {
    var result: [String] = []
    for segment in spec.split(separator: ":", omittingEmptySubsequences: false) {
      result.append(result.last.map { "\($0):\(segment)" } ?? String(segment))
    }
    return result
  }
}
