internal import Foundation

/// Bytes with a meaning in markup.
enum Byte {
  static let lessThan = UInt8(ascii: "<")
  static let greaterThan = UInt8(ascii: ">")
  static let slash = UInt8(ascii: "/")
  static let ampersand = UInt8(ascii: "&")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let equals = UInt8(ascii: "=")
  static let colon = UInt8(ascii: ":")
  static let semicolon = UInt8(ascii: ";")
  static let hash = UInt8(ascii: "#")
  static let exclamation = UInt8(ascii: "!")
  static let question = UInt8(ascii: "?")

  @inline(__always) static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// A byte that may begin a name; every byte above ASCII passes.
  @inline(__always) static func startsName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == colon
      || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }

  /// A byte after which a name goes on.
  @inline(__always) static func continuesName(_ byte: UInt8) -> Bool {
    startsName(byte) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }
}

/// A view of bytes that finds markup without deciding whether it is well-formed.
///
/// It may look only while the memory behind it lives; every place is an offset from its start.
struct MarkupBytes {
  /// From where on no end of a construct is left, so that a page full of openings without ends is searched once and
  /// not once for every opening.
  private final class Unended {
    var comment = Int.max
    var characterData = Int.max
    var instruction = Int.max
    var declaration = Int.max
  }

  let base: UnsafePointer<UInt8>
  let count: Int
  private let unended = Unended()

  /// `nil` for an empty buffer.
  init?(_ buffer: UnsafeBufferPointer<UInt8>) {
    guard let base = buffer.baseAddress, !buffer.isEmpty else { return nil }
    self.base = base
    count = buffer.count
  }

  @inline(__always) subscript(_ place: Int) -> UInt8 { base[place] }

  func buffer(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  func array(_ range: Range<Int>) -> [UInt8] { Array(buffer(range)) }

  /// The first place of a byte, or `end` where there is none.
  @inline(__always) func find(_ byte: UInt8, from start: Int, to end: Int) -> Int {
    guard start < end, let found = memchr(base + start, Int32(byte), end - start) else { return end }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The first place of some ASCII text.
  func find(_ text: StaticString, from start: Int, to end: Int) -> Int? {
    find(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount), from: start, to: end)
  }

  private func find(_ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
    guard let pattern = text.baseAddress else { return nil }
    let last = end - text.count
    var place = start
    while place <= last {
      place = find(pattern[0], from: place, to: last + 1)
      guard place <= last else { return nil }
      if memcmp(base + place, pattern, text.count) == 0 { return place }
      place += 1
    }
    return nil
  }

  /// Whether some text stands anywhere in a range.
  func has(_ text: String, in range: Range<Int>) -> Bool {
    var text = text
    return text.withUTF8 { find($0, from: range.lowerBound, to: range.upperBound) != nil }
  }

  @inline(__always) func has(_ text: StaticString, at place: Int) -> Bool {
    place + text.utf8CodeUnitCount <= count
      && memcmp(base + place, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  /// Whether a whole name stands at a place.
  @inline(__always) func hasName(_ name: [UInt8], at place: Int) -> Bool {
    guard place + name.count < count, base[place] == name[0],
      name.withUnsafeBytes({ $0.baseAddress.map { memcmp(base + place, $0, name.count) == 0 } ?? false })
    else { return false }
    return !Byte.continuesName(base[place + name.count])
  }

  /// The name that starts at a place; empty where none does.
  func name(at place: Int) -> Range<Int> {
    var end = place
    guard place < count, Byte.startsName(base[place]) else { return place..<place }
    while end < count, Byte.continuesName(base[end]) { end += 1 }
    return place..<end
  }

  /// Whether a name's part after its prefix is the given one.
  func local(of name: Range<Int>, is text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard name.count >= length, has(text, at: name.upperBound - length) else { return false }
    return name.count == length || base[name.upperBound - length - 1] == Byte.colon
  }

  /// The prefix of a name with its colon; empty where it has none.
  func prefix(of name: Range<Int>) -> [UInt8] {
    let colon = find(Byte.colon, from: name.lowerBound, to: name.upperBound)
    return colon < name.upperBound ? array(name.lowerBound..<colon + 1) : []
  }

  /// A start tag or an empty-element tag.
  struct Tag {
    var name: Range<Int>
    /// What stands between the name and `>` or `/>`.
    var attributes: Range<Int>
    /// After `>`.
    var end: Int
    var isEmpty: Bool
  }

  /// The tag that starts at a `<`; quoted `>` do not end it. `nil` where the bytes end first.
  func tag(at start: Int) -> Tag? {
    let name = name(at: start + 1)
    guard !name.isEmpty else { return nil }
    var place = name.upperBound
    while place < count {
      switch base[place] {
      case Byte.greaterThan:
        let isEmpty = base[place - 1] == Byte.slash
        return Tag(
          name: name, attributes: name.upperBound..<max(name.upperBound, isEmpty ? place - 1 : place),
          end: place + 1,
          isEmpty: isEmpty)
      case Byte.quote, Byte.apostrophe:
        place = find(base[place], from: place + 1, to: count)
        guard place < count else { return nil }
        place += 1
      case Byte.lessThan: return nil
      default: place += 1
      }
    }
    return nil
  }

  /// The place after the comment, CDATA section, processing instruction or declaration that starts at a `<`; `nil`
  /// where it never ends.
  func endOfMarkup(at start: Int) -> Int? {
    if has("<!--", at: start) { return end("-->", from: start + 4, \.comment) }
    if has("<![CDATA[", at: start) { return end("]]>", from: start + 9, \.characterData) }
    if has("<?", at: start) { return end("?>", from: start + 2, \.instruction) }
    guard has("<!DOCTYPE", at: start), start < unended.declaration else { return nil }
    var place = start
    var depth = 0
    while place < count {
      switch base[place] {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case Byte.greaterThan where depth <= 0: return place + 1
      case Byte.quote, Byte.apostrophe: place = find(base[place], from: place + 1, to: count)
      default: break
      }
      place += 1
    }
    unended.declaration = start
    return nil
  }

  /// The place after an end mark.
  private func end(
    _ mark: StaticString, from start: Int, _ known: ReferenceWritableKeyPath<Unended, Int>
  ) -> Int? {
    guard start < unended[keyPath: known] else { return nil }
    if let place = find(mark, from: start, to: count) { return place + mark.utf8CodeUnitCount }
    unended[keyPath: known] = start
    return nil
  }

  /// The place of the first byte that is neither white space nor comment nor processing instruction.
  func skipMiscellany(from start: Int) -> Int {
    var place = start
    while place < count {
      if Byte.isSpace(base[place]) {
        place += 1
      } else if has("<!--", at: place) || has("<?", at: place), let end = endOfMarkup(at: place) {
        place = end
      } else {
        break
      }
    }
    return place
  }

  /// The attributes inside a range: names, and values between their quotes.
  func attributes(in range: Range<Int>) -> [(name: Range<Int>, value: Range<Int>)] {
    var result: [(name: Range<Int>, value: Range<Int>)] = []
    var place = range.lowerBound
    while place < range.upperBound {
      let name = name(at: place)
      guard !name.isEmpty else {
        place += 1
        continue
      }
      place = name.upperBound
      while place < range.upperBound, Byte.isSpace(base[place]) { place += 1 }
      guard place < range.upperBound, base[place] == Byte.equals else { continue }
      place += 1
      while place < range.upperBound, Byte.isSpace(base[place]) { place += 1 }
      guard place < range.upperBound, base[place] == Byte.quote || base[place] == Byte.apostrophe else {
        continue
      }
      let end = find(base[place], from: place + 1, to: range.upperBound)
      result.append((name, place + 1..<end))
      place = end + 1
    }
    return result
  }

  /// The text of a range without surrounding white space, references and CDATA resolved, tags left out.
  func text(_ range: Range<Int>) -> String {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, Byte.isSpace(base[lower]) { lower += 1 }
    while upper > lower, Byte.isSpace(base[upper - 1]) { upper -= 1 }
    if find(Byte.ampersand, from: lower, to: upper) == upper,
      find(Byte.lessThan, from: lower, to: upper) == upper
    {
      return String(decoding: buffer(lower..<upper), as: UTF8.self)
    }
    return CharacterData.resolved(self, lower..<upper)
  }
}
