/// Character data with references and CDATA sections.
enum CharacterData {
  /// What stands after an `&`.
  enum Reference: Equatable {
    /// A number, which need not be that of a character.
    case number(UInt32, end: Int)
    case name(Range<Int>, end: Int)
    /// No reference at all: a bare ampersand.
    case none
  }

  /// Reads the reference at an `&`; `end` is the place after its semicolon.
  static func reference(_ bytes: MarkupBytes, at ampersand: Int, to end: Int) -> Reference {
    var place = ampersand + 1
    guard place < end else { return .none }
    guard bytes[place] == Byte.hash else {
      let name = bytes.name(at: place)
      guard !name.isEmpty, name.upperBound < end, bytes[name.upperBound] == Byte.semicolon else {
        return .none
      }
      return .name(name, end: name.upperBound + 1)
    }
    place += 1
    // XML knows only the small x.
    let radix: UInt32 = place < end && bytes[place] == UInt8(ascii: "x") ? 16 : 10
    if radix == 16 { place += 1 }
    var value: UInt32 = 0
    let first = place
    while place < end, let digit = Character(UnicodeScalar(bytes[place])).hexDigitValue, digit < radix {
      value = min(value &* radix &+ UInt32(digit), 0x11_0000)
      place += 1
    }
    guard place > first, place < end, bytes[place] == Byte.semicolon else { return .none }
    return .number(value, end: place + 1)
  }

  /// The five entities of XML.
  static func predefined(_ name: UnsafeBufferPointer<UInt8>) -> String? {
    switch String(decoding: name, as: UTF8.self) {
    case "amp": "&"
    case "lt": "<"
    case "gt": ">"
    case "quot": "\""
    case "apos": "'"
    default: nil
    }
  }

  /// Whether XML 1.0 allows a character (section 2.2).
  static func isAllowed(_ number: UInt32) -> Bool {
    switch number {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
    default: false
    }
  }

  /// Text with references and CDATA resolved and tags left out; what cannot be resolved stays as it is.
  static func resolved(_ bytes: MarkupBytes, _ range: Range<Int>) -> String {
    var result: [UInt8] = []
    var place = range.lowerBound
    while place < range.upperBound {
      if bytes[place] == Byte.ampersand {
        switch reference(bytes, at: place, to: range.upperBound) {
        case .number(let number, let end):
          if let scalar = UnicodeScalar(number) { result += Array(String(Character(scalar)).utf8) }
          place = end
        case .name(let name, let end):
          let text = predefined(bytes.buffer(name)) ?? NamedCharacters.text(bytes.buffer(name))
          if let text { result += Array(text.utf8) } else { result += bytes.array(place..<end) }
          place = end
        case .none:
          result.append(Byte.ampersand)
          place += 1
        }
      } else if bytes.has("<![CDATA[", at: place) {
        let end = bytes.find("]]>", from: place, to: range.upperBound) ?? range.upperBound
        result += bytes.array(min(place + 9, end)..<end)
        place = min(end + 3, range.upperBound)
      } else if bytes[place] == Byte.lessThan {
        place =
          (bytes.endOfMarkup(at: place) ?? bytes.find(Byte.greaterThan, from: place, to: range.upperBound) + 1)
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
