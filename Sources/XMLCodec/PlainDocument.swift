/// Proves in one fast pass that a document is well-formed, namespaces included, where it is plain: UTF-8, no XML
/// declaration or DOCTYPE, no comment or processing instruction, names in ASCII, references to characters and to the five
/// entities of XML only. Nearly every page that is harvested is plain.
///
/// What it accepts, libxml2 accepts; where it does not accept, nothing is said, and libxml2 has to judge. It costs about a
/// quarter of libxml2's parser, which builds names and texts that nobody asked for.
struct PlainDocument {
  /// Fewer levels than libxml2 allows.
  private static let maximumDepth = 200
  private static let maximumDeclarations = 128
  private static let maximumAttributes = 64
  /// Far fewer bytes in a name or an attribute than libxml2 allows.
  private static let maximumName = 1000
  private static let maximumValue = 1 << 20

  /// Some bytes of the document.
  private struct Span {
    var start: Int
    var count: Int
  }

  /// An element whose end tag is still to come.
  private struct OpenElement {
    var name: Span
    /// Namespace declarations in scope outside the element.
    var declarations: Int
  }

  private let base: UnsafePointer<UInt8>
  private let count: Int
  private let open: UnsafeMutableBufferPointer<OpenElement>
  /// The prefixes declared at this place, the innermost last; the default namespace needs no declaration.
  private let prefixes: UnsafeMutableBufferPointer<Span>
  private let attributes: UnsafeMutableBufferPointer<QualifiedName>
  private let classes: UnsafePointer<UInt8>
  private var depth = 0
  private var declarations = 0
  private var place = 0

  /// Whether a document is plain and well-formed.
  static func isWellFormed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    return withUnsafeTemporaryAllocation(of: OpenElement.self, capacity: maximumDepth) { open in
      withUnsafeTemporaryAllocation(of: Span.self, capacity: maximumDeclarations) { prefixes in
        withUnsafeTemporaryAllocation(of: QualifiedName.self, capacity: maximumAttributes) { attributes in
          ByteClass.table.withUnsafeBufferPointer { table in
            guard let classes = table.baseAddress else { return false }
            var document = PlainDocument(
              base: base, count: bytes.count, open: open, prefixes: prefixes, attributes: attributes,
              classes: classes)
            return document.read()
          }
        }
      }
    }
  }

  /// Reads from the root's `<` to the end of the document.
  private mutating func read() -> Bool {
    guard count > 1, base[0] == UInt8(ascii: "<"), startTag() else { return false }
    while depth > 0 {
      guard text(), place + 1 < count else { return false }
      let next = base[place + 1]
      if next == UInt8(ascii: "/") {
        guard endTag() else { return false }
      } else if next == UInt8(ascii: "!") {
        guard characterData() else { return false }
      } else {
        guard startTag() else { return false }
      }
    }
    skipSpace()
    return place == count
  }

  // MARK: Tags

  /// Reads the start tag or empty-element tag at a `<`.
  private mutating func startTag() -> Bool {
    place += 1
    guard let name = qualifiedName() else { return false }
    let outer = declarations
    var attributeCount = 0
    while true {
      let afterName = place
      skipSpace()
      guard place < count else { return false }
      let byte = base[place]
      if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
      guard place > afterName, attributeCount < Self.maximumAttributes, attribute(attributeCount) else {
        return false
      }
      if !attributes[attributeCount].isDeclaration { attributeCount += 1 }
    }
    guard isDeclared(name), areDistinct(attributes: attributeCount, declarationsFrom: outer) else {
      return false
    }
    if base[place] == UInt8(ascii: "/") {
      guard place + 1 < count, base[place + 1] == UInt8(ascii: ">") else { return false }
      place += 2
      declarations = outer
      return true
    }
    place += 1
    guard depth < Self.maximumDepth else { return false }
    open[depth] = OpenElement(name: name.whole, declarations: outer)
    depth += 1
    return true
  }

  /// Reads the end tag at a `</`.
  private mutating func endTag() -> Bool {
    let element = open[depth - 1]
    place += 2
    guard place + element.name.count < count,
      equal(element.name, Span(start: place, count: element.name.count))
    else { return false }
    place += element.name.count
    skipSpace()
    guard place < count, base[place] == UInt8(ascii: ">") else { return false }
    place += 1
    depth -= 1
    declarations = element.declarations
    return true
  }

  /// A name with its parts.
  private struct QualifiedName {
    var whole: Span
    /// Bytes of the prefix; -1 where there is none.
    var prefixCount: Int
    /// True for an attribute that declares a namespace.
    var isDeclaration = false

    var prefix: Span { Span(start: whole.start, count: prefixCount) }
    var local: Span {
      Span(start: whole.start + prefixCount + 1, count: whole.count - prefixCount - 1)
    }
  }

  /// Reads a name of ASCII characters with at most one colon (Namespaces in XML 1.0, section 4).
  private mutating func qualifiedName() -> QualifiedName? {
    let start = place
    var prefixCount = -1
    guard start < count, classes[Int(base[start])] & ByteClass.startsName != 0 else { return nil }
    skip(ByteClass.continuesName)
    if place < count, base[place] == UInt8(ascii: ":") {
      prefixCount = place - start
      place += 1
      guard place < count, classes[Int(base[place])] & ByteClass.startsName != 0 else { return nil }
      skip(ByteClass.continuesName)
    }
    guard place - start <= Self.maximumName else { return nil }
    return QualifiedName(whole: Span(start: start, count: place - start), prefixCount: prefixCount)
  }

  // MARK: Attributes and namespaces

  /// Reads an attribute into a slot.
  private mutating func attribute(_ slot: Int) -> Bool {
    guard var name = qualifiedName() else { return false }
    skipSpace()
    guard place < count, base[place] == UInt8(ascii: "=") else { return false }
    place += 1
    skipSpace()
    guard place < count else { return false }
    let quote = base[place]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
    place += 1
    let start = place
    guard value(quote) else { return false }
    let value = Span(start: start, count: place - start)
    place += 1
    guard value.count <= Self.maximumValue else { return false }
    if has("xmlns", in: name.prefixCount < 0 ? name.whole : name.prefix) {
      name.isDeclaration = true
      guard declare(name, value) else { return false }
    }
    attributes[slot] = name
    return true
  }

  /// Reads an attribute's value up to its closing quote.
  private mutating func value(_ quote: UInt8) -> Bool {
    while true {
      skip(ByteClass.plainInValue)
      guard place < count else { return false }
      let byte = base[place]
      if byte == quote {
        return true
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        place += 1
      } else if byte == UInt8(ascii: "&") {
        guard reference() else { return false }
      } else {
        guard byte >= 0x80, character() else { return false }
      }
    }
  }

  /// Notes a declared prefix. The rules for reserved prefixes and namespaces, and values with references, are left to
  /// libxml2.
  private mutating func declare(_ name: QualifiedName, _ value: Span) -> Bool {
    for index in value.start..<value.start + value.count where base[index] == UInt8(ascii: "&") {
      return false
    }
    if begins(value, with: "http://www.w3.org/XML/") || begins(value, with: "http://www.w3.org/2000/xmlns") {
      return false
    }
    // The default namespace has a prefix without bytes.
    let prefix = name.prefixCount < 0 ? Span(start: name.whole.start, count: 0) : name.local
    guard name.prefixCount < 0 || value.count > 0, !begins(prefix, with: "xml"),
      declarations < Self.maximumDeclarations
    else { return false }
    prefixes[declarations] = prefix
    declarations += 1
    return true
  }

  /// Whether the prefix of a name is in scope.
  private func isDeclared(_ name: QualifiedName) -> Bool {
    guard name.prefixCount >= 0 else { return true }
    var index = declarations
    while index > 0 {
      index -= 1
      if equal(prefixes[index], name.prefix) { return true }
    }
    return has("xml", in: name.prefix)
  }

  /// Whether no prefix is declared twice in a tag, and its attributes have declared prefixes and different names. Two of
  /// the same local name with different prefixes may be in different namespaces, but that is for libxml2 to find out.
  private func areDistinct(attributes count: Int, declarationsFrom outer: Int) -> Bool {
    for index in outer..<declarations {
      for other in outer..<index where equal(prefixes[index], prefixes[other]) { return false }
    }
    for index in 0..<count {
      let attribute = attributes[index]
      guard isDeclared(attribute) else { return false }
      for other in 0..<index
      where equal(attribute.local, attributes[other].local)
        && (attribute.prefixCount < 0) == (attributes[other].prefixCount < 0)
      {
        return false
      }
    }
    return true
  }

  // MARK: Text

  /// Reads character data up to the next `<`.
  private mutating func text() -> Bool {
    while true {
      skip(ByteClass.plainInText)
      guard place < count else { return false }
      let byte = base[place]
      if byte == UInt8(ascii: "<") {
        return true
      } else if byte == UInt8(ascii: "&") {
        guard reference() else { return false }
      } else if byte == UInt8(ascii: "]") {
        if place + 2 < count, base[place + 1] == byte, base[place + 2] == UInt8(ascii: ">") { return false }
        place += 1
      } else {
        guard byte >= 0x80, character() else { return false }
      }
    }
  }

  /// Reads the CDATA section at a `<!`.
  private mutating func characterData() -> Bool {
    guard begins(Span(start: place, count: count - place), with: "<![CDATA[") else { return false }
    place += 9
    while place < count {
      let byte = base[place]
      if byte == UInt8(ascii: "]"), place + 2 < count, base[place + 1] == byte,
        base[place + 2] == UInt8(ascii: ">")
      {
        place += 3
        return true
      }
      if byte >= 0x80 {
        guard character() else { return false }
      } else {
        guard byte >= 0x20 || classes[Int(byte)] & ByteClass.space != 0 else { return false }
        place += 1
      }
    }
    return false
  }

  /// Reads one character of two to four bytes that XML allows (RFC 3629, section 4; XML 1.0, section 2.2).
  private mutating func character() -> Bool {
    let lead = base[place]
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard lead >= 0xC2, lead <= 0xF4, place + length <= count else { return false }
    var scalar = UInt32(lead) & (0xFF >> UInt32(length + 1))
    for offset in 1..<length {
      let byte = base[place + offset]
      guard byte & 0xC0 == 0x80 else { return false }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    switch length {
    case 2: break
    case 3: guard scalar >= 0x800, scalar < 0xD800 || scalar > 0xDFFF, scalar < 0xFFFE else { return false }
    default: guard scalar >= 0x1_0000, scalar <= 0x10_FFFF else { return false }
    }
    place += length
    return true
  }

  /// Reads the reference at an `&`.
  private mutating func reference() -> Bool {
    let rest = Span(start: place, count: count - place)
    for entity: StaticString in ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"] where begins(rest, with: entity)
    {
      place += entity.utf8CodeUnitCount
      return true
    }
    guard begins(rest, with: "&#") else { return false }
    place += 2
    var radix: UInt32 = 10
    if place < count, base[place] == UInt8(ascii: "x") {
      radix = 16
      place += 1
    }
    var number: UInt32 = 0
    let first = place
    // Eight digits are enough for any character.
    while place < count, place < first + 8, let digit = digit(base[place], radix) {
      number = number * radix + digit
      place += 1
    }
    guard place > first, place < count, base[place] == UInt8(ascii: ";") else { return false }
    place += 1
    switch number {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: return true
    default: return false
    }
  }

  private func digit(_ byte: UInt8, _ radix: UInt32) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f") where radix == 16: UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F") where radix == 16: UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  // MARK: Bytes

  private mutating func skipSpace() { skip(ByteClass.space) }

  /// Goes on to the first byte that is not of a class.
  @inline(__always)
  private mutating func skip(_ bits: UInt8) {
    var index = place
    while index < count, classes[Int(base[index])] & bits != 0 { index += 1 }
    place = index
  }

  @inline(__always)
  private func equal(_ left: Span, _ right: Span) -> Bool {
    guard left.count == right.count else { return false }
    var index = left.count
    while index > 0 {
      index -= 1
      if base[left.start + index] != base[right.start + index] { return false }
    }
    return true
  }

  private func has(_ text: StaticString, in span: Span) -> Bool {
    span.count == text.utf8CodeUnitCount && begins(span, with: text)
  }

  private func begins(_ span: Span, with text: StaticString) -> Bool {
    guard span.count >= text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount where base[span.start + index] != text.utf8Start[index] {
      return false
    }
    return true
  }
}
