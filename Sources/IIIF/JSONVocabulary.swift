internal import XMLCodec

/// The XML form of a JSON text: `map`, `array`, `string`, `number`, `boolean` and `null` elements, members with a `key`.
///
/// Members stand in the order of the text, members of the same name too; numbers as they were written. A string that
/// holds characters XML cannot hold keeps them as JSON escapes and is marked `escaped="true"` (`escaped-key` for names);
/// every other escape becomes the character it means. The same text gives the same bytes.
///
/// Source: XPath and XQuery Functions and Operators 3.1, sections 17.5.3, 17.5.4 and 22.1; RFC 8259 for the text.
public enum JSONVocabulary {
  /// The namespace of the elements.
  public static let namespace = "http://www.w3.org/2005/xpath-functions"

  /// Writes a JSON text as one XML element.
  /// - Parameters:
  ///   - json: the text in UTF-8, with or without byte order mark.
  ///   - limit: bytes of the text.
  /// - Throws: where it is no JSON, or lists and objects are nested more than 256 deep.
  public static func xml(of json: [UInt8], limit: Int = 64 << 20) throws(IIIFError) -> [UInt8] {
    guard json.count <= limit else { throw .tooLarge(bytes: json.count, limit: limit) }
    guard String(validating: json, as: UTF8.self) != nil else { throw .notJSON(reason: "it is not UTF-8") }
    var writer = JSONVocabularyWriter(json)
    return try writer.run()
  }
}

/// Reads a JSON text by recursive descent and writes its XML form as it goes.
private struct JSONVocabularyWriter {
  private static let deepestNesting = 256

  private let json: [UInt8]
  private var place = 0
  private var depth = 0
  private var output: [UInt8] = []

  init(_ json: [UInt8]) {
    self.json = json
    if json.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
  }

  mutating func run() throws(IIIFError) -> [UInt8] {
    output.reserveCapacity(json.count * 2)
    skipSpace()
    try value(attributes: Array(" xmlns=\"\(JSONVocabulary.namespace)\"".utf8))
    skipSpace()
    guard place == json.count else { throw fault("text follows the document") }
    return output
  }

  private func fault(_ reason: String) -> IIIFError { .notJSON(reason: "\(reason) at byte \(place)") }

  private var byte: UInt8? { place < json.count ? json[place] : nil }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
  }

  private mutating func skip(_ character: Character) -> Bool {
    guard byte == character.asciiValue else { return false }
    place += 1
    return true
  }

  private mutating func write(_ text: StaticString) {
    output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func open(_ name: StaticString, _ attributes: [UInt8]) {
    write("<")
    write(name)
    output += attributes
    write(">")
  }

  private mutating func close(_ name: StaticString) {
    write("</")
    write(name)
    write(">")
  }

  // MARK: Values

  private mutating func value(attributes: [UInt8]) throws(IIIFError) {
    switch byte {
    case UInt8(ascii: "{"): try nested("map", attributes)
    case UInt8(ascii: "["): try nested("array", attributes)
    case UInt8(ascii: "\""):
      let text = try string()
      open("string", text.isEscaped ? attributes + Array(" escaped=\"true\"".utf8) : attributes)
      output += XMLEscaping.text(text.content)
      close("string")
    case UInt8(ascii: "t"): try word("true", "boolean", attributes)
    case UInt8(ascii: "f"): try word("false", "boolean", attributes)
    case UInt8(ascii: "n"): try word("null", "null", attributes)
    case nil: throw fault("the document ends where a value is due")
    default: try number(attributes)
    }
  }

  private mutating func nested(_ name: StaticString, _ attributes: [UInt8]) throws(IIIFError) {
    let isMap = byte == UInt8(ascii: "{")
    depth += 1
    guard depth <= Self.deepestNesting else {
      throw fault("it is nested more than \(Self.deepestNesting) deep")
    }
    place += 1
    open(name, attributes)
    skipSpace()
    let end: Character = isMap ? "}" : "]"
    if !skip(end) {
      repeat {
        skipSpace()
        try value(attributes: isMap ? try key() : [])
        skipSpace()
      } while skip(",")
      guard skip(end) else { throw fault("a comma or '\(end)' is missing") }
    }
    close(name)
    depth -= 1
  }

  /// The name of a member as attributes, and the place after its colon.
  private mutating func key() throws(IIIFError) -> [UInt8] {
    guard byte == UInt8(ascii: "\"") else { throw fault("a member has no name") }
    let text = try string()
    skipSpace()
    guard skip(":") else { throw fault("a colon is missing") }
    skipSpace()
    return Array((text.isEscaped ? " escaped-key=\"true\" key=\"" : " key=\"").utf8)
      + XMLEscaping.attributeValue(text.content) + Array("\"".utf8)
  }

  private mutating func word(
    _ text: String, _ name: StaticString, _ attributes: [UInt8]
  ) throws(IIIFError) {
    guard json[place...].starts(with: text.utf8) else { throw fault("no value begins") }
    place += text.utf8.count
    open(name, attributes)
    if text != "null" { output += Array(text.utf8) }
    close(name)
  }

  private mutating func number(_ attributes: [UInt8]) throws(IIIFError) {
    let start = place
    let isNegative = skip("-")
    guard isNegative || byte.map(Self.isDigit) == true else { throw fault("no value begins") }
    if !skip("0") { try digits() }
    if skip(".") { try digits() }
    if skip("e") || skip("E") {
      if !skip("+") { _ = skip("-") }
      try digits()
    }
    open("number", attributes)
    output += json[start..<place]
    close("number")
  }

  private mutating func digits() throws(IIIFError) {
    let start = place
    while let byte, Self.isDigit(byte) { place += 1 }
    guard place > start else { throw fault("a digit is missing") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  // MARK: Strings

  /// A string with its escapes resolved; or, where XML cannot hold what they mean, with those kept and every backslash
  /// doubled.
  private mutating func string() throws(IIIFError) -> (content: String, isEscaped: Bool) {
    place += 1
    var units: [StringUnit] = []
    var plain: [UInt8] = []
    while true {
      guard let byte else { throw fault("a string has no end") }
      switch byte {
      case UInt8(ascii: "\""):
        place += 1
        if units.isEmpty { return (String(decoding: plain, as: UTF8.self), false) }
        return Self.joined(units + [.text(plain)])
      case UInt8(ascii: "\\"):
        switch try escape() {
        case .text(let bytes): plain += bytes
        case .number(let number):
          units += [.text(plain), .number(number)]
          plain = []
        }
      case 0..<0x20: throw fault("a control character stands in a string")
      case 0xEF where place + 2 < json.count && json[place + 1] == 0xBF && json[place + 2] >= 0xBE:
        units += [.text(plain), .number(0xFF00 | UInt32(json[place + 2]) | 0x40)]
        plain = []
        place += 3
      default:
        plain.append(byte)
        place += 1
      }
    }
  }

  /// A part of a string: text that XML can hold, or the number of a UTF-16 unit that it cannot hold.
  private enum StringUnit {
    case text([UInt8])
    case number(UInt32)
  }

  private static func joined(_ units: [StringUnit]) -> (content: String, isEscaped: Bool) {
    var content = ""
    for unit in units {
      switch unit {
      case .text(let bytes):
        content += String(decoding: bytes, as: UTF8.self).replacing("\\", with: "\\\\")
      case .number(let number):
        let digits = String(number, radix: 16, uppercase: true)
        content += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return (content, true)
  }

  private mutating func escape() throws(IIIFError) -> StringUnit {
    place += 1
    guard let kind = byte else { throw fault("a string has no end") }
    place += 1
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return .text([kind])
    case UInt8(ascii: "n"): return .text([0x0A])
    case UInt8(ascii: "r"): return .text([0x0D])
    case UInt8(ascii: "t"): return .text([0x09])
    case UInt8(ascii: "b"): return .number(0x08)
    case UInt8(ascii: "f"): return .number(0x0C)
    case UInt8(ascii: "u"): break
    default: throw fault("an escape is unknown")
    }
    let unit = try hexadecimal()
    if (0xD800...0xDBFF).contains(unit), byte == UInt8(ascii: "\\"), place + 1 < json.count,
      json[place + 1] == UInt8(ascii: "u")
    {
      let start = place
      place += 2
      let low = try hexadecimal()
      if (0xDC00...0xDFFF).contains(low),
        let scalar = Unicode.Scalar(0x1_0000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      {
        return .text(Array(String(Character(scalar)).utf8))
      }
      place = start
    }
    let isSpace = unit == 0x09 || unit == 0x0A || unit == 0x0D
    guard unit >= 0x20 || isSpace, unit < 0xFFFE, let scalar = Unicode.Scalar(unit) else {
      return .number(unit)
    }
    return .text(Array(String(Character(scalar)).utf8))
  }

  private mutating func hexadecimal() throws(IIIFError) -> UInt32 {
    guard place + 4 <= json.count,
      json[place..<place + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let number = UInt32(String(decoding: json[place..<place + 4], as: UTF8.self), radix: 16)
    else { throw fault("an escape has no four hexadecimal digits") }
    place += 4
    return number
  }
}
