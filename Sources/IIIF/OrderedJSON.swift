/// A JSON text to be written: members keep their order, so that the same content gives the same bytes.
public enum OrderedJSON: Sendable, Equatable, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  case text(String)
  case integer(Int)
  /// Not finite numbers are written as `null`: JSON has none.
  case number(Double)
  case boolean(Bool)
  case list([OrderedJSON])
  case object([(name: String, value: OrderedJSON)])

  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A list.
  public init(arrayLiteral elements: OrderedJSON...) { self = .list(elements) }
  /// An object whose members stand in the order written.
  public init(dictionaryLiteral elements: (String, OrderedJSON)...) {
    self = .object(elements.map { (name: $0.0, value: $0.1) })
  }

  /// True for the same text.
  public static func == (left: OrderedJSON, right: OrderedJSON) -> Bool { left.bytes == right.bytes }

  /// The text in UTF-8, without white space (RFC 8259).
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  /// Adds a member to an object; what is no object stays as it is.
  public mutating func append(_ name: String, _ value: OrderedJSON) {
    guard case .object(var members) = self else { return }
    members.append((name, value))
    self = .object(members)
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .text(let text): Self.write(text, to: &bytes)
    case .integer(let number): bytes += Array(String(number).utf8)
    case .number(let number): bytes += Array((number.isFinite ? "\(number)" : "null").utf8)
    case .boolean(let value): bytes += Array((value ? "true" : "false").utf8)
    case .list(let items):
      bytes.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        item.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
