/// The tags, sections and texts of a document that may be broken anywhere.
struct MarkupScan {
  enum Kind { case start, empty, end, text, comment, section, instruction, declaration }

  struct Token {
    var kind: Kind
    var range: Range<Int>
  }

  /// An attribute of a tag.
  struct Attribute {
    var name: Range<Int>
    /// Without the quotes.
    var value: Range<Int>
    /// From the name to the closing quote.
    var whole: Range<Int> { name.lowerBound..<value.upperBound + 1 }
  }

  let bytes: [UInt8]
  private(set) var tokens: [Token] = []

  /// Tokens beyond this number are not looked at.
  private static let maximumTokens = 50_000

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var place = 0
    while place < bytes.count, tokens.count < Self.maximumTokens {
      let start = place
      guard bytes[place] == UInt8(ascii: "<") else {
        place = bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        tokens.append(Token(kind: .text, range: start..<place))
        continue
      }
      let kind: Kind
      if has("<!--", at: place) {
        (kind, place) = (.comment, end(of: "-->", from: place))
      } else if has("<![CDATA[", at: place) {
        (kind, place) = (.section, end(of: "]]>", from: place))
      } else if has("<?", at: place) {
        (kind, place) = (.instruction, end(of: "?>", from: place))
      } else {
        place = end(of: ">", from: place)
        let next = start + 1 < bytes.count ? bytes[start + 1] : 0
        if next == UInt8(ascii: "!") {
          kind = .declaration
        } else if next == UInt8(ascii: "/") {
          kind = .end
        } else {
          kind = place >= start + 3 && bytes[place - 2] == UInt8(ascii: "/") ? .empty : .start
        }
      }
      tokens.append(Token(kind: kind, range: start..<place))
    }
  }

  /// The places in ``tokens`` of some kinds.
  func indices(_ kinds: Kind...) -> [Int] { tokens.indices.filter { kinds.contains(tokens[$0].kind) } }

  /// The bytes of the element that begins with a token.
  func element(at index: Int) -> Range<Int> {
    guard tokens[index].kind == .start else { return tokens[index].range }
    var depth = 0
    for token in tokens[index...] {
      if token.kind == .start { depth += 1 }
      if token.kind == .end { depth -= 1 }
      if depth == 0 { return tokens[index].range.lowerBound..<token.range.upperBound }
    }
    return tokens[index].range
  }

  /// Where the name of a tag stands.
  func name(at index: Int) -> Range<Int> {
    let range = tokens[index].range
    var start = range.lowerBound + 1
    if start < range.upperBound, bytes[start] == UInt8(ascii: "/") { start += 1 }
    let end = bytes[min(start, range.upperBound)..<range.upperBound].firstIndex {
      $0 <= 32 || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/")
    }
    return min(start, range.upperBound)..<(end ?? range.upperBound)
  }

  /// The attributes of a tag.
  func attributes(at index: Int) -> [Attribute] {
    var attributes: [Attribute] = []
    let end = tokens[index].range.upperBound
    var place = name(at: index).upperBound
    while attributes.count < 64, let equals = bytes[place..<end].firstIndex(of: UInt8(ascii: "=")),
      equals + 1 < end
    {
      let quote = bytes[equals + 1]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let close = bytes[(equals + 2)..<end].firstIndex(of: quote)
      else { break }
      let start = bytes[place..<equals].lastIndex { $0 <= 32 }.map { $0 + 1 } ?? place
      attributes.append(Attribute(name: start..<equals, value: (equals + 2)..<close))
      place = close + 1
    }
    return attributes
  }

  /// Texts that hold more than white space.
  var filledTexts: [Range<Int>] {
    indices(.text).map { tokens[$0].range }.filter { bytes[$0].contains { $0 > 32 } }
  }

  private func has(_ mark: StaticString, at place: Int) -> Bool {
    guard place + mark.utf8CodeUnitCount <= bytes.count else { return false }
    return (0..<mark.utf8CodeUnitCount).allSatisfy { bytes[place + $0] == mark.utf8Start[$0] }
  }

  private func end(of mark: StaticString, from start: Int) -> Int {
    var place = start
    while let found = bytes[place...].firstIndex(of: mark.utf8Start[0]) {
      if has(mark, at: found) { return found + mark.utf8CodeUnitCount }
      place = found + 1
    }
    return bytes.count
  }
}
