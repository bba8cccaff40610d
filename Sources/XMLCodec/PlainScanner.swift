/// The pass over a plain document.
struct PlainScanner {
  typealias Span = PlainDocument.Span
  typealias Name = PlainDocument.Name

  /// Far fewer bytes in a name or an attribute than libxml2 allows.
  private static let maximumName = 1000
  private static let maximumValue = 1 << 20

  let base: UnsafePointer<UInt8>
  let count: Int
  private let open: UnsafeMutableBufferPointer<PlainDocument.OpenElement>
  /// The declarations at this place, the innermost last.
  private let declared: UnsafeMutableBufferPointer<PlainDocument.Declaration>
  private let attributes: UnsafeMutableBufferPointer<PlainDocument.Attribute>
  let classes: UnsafePointer<UInt8>
  private let maximumDepth: Int
  private var depth = 0
  private var declarations = 0
  var place = 0

  init(
    base: UnsafePointer<UInt8>, count: Int, open: UnsafeMutableBufferPointer<PlainDocument.OpenElement>,
    declared: UnsafeMutableBufferPointer<PlainDocument.Declaration>,
    attributes: UnsafeMutableBufferPointer<PlainDocument.Attribute>, classes: UnsafePointer<UInt8>,
    maximumDepth: Int
  ) {
    self.base = base
    self.count = count
    self.open = open
    self.declared = declared
    self.attributes = attributes
    self.classes = classes
    self.maximumDepth = maximumDepth
  }

  /// Reads from the root's `<` to the end of the document; false where it is not plain or not well-formed.
  mutating func read(into sink: inout some PlainDocumentSink) -> Bool {
    guard declaration(), skipComments(), place + 1 < count, base[place] == UInt8(ascii: "<"),
      startTag(into: &sink)
    else { return false }
    while depth > 0 {
      guard text(into: &sink), place + 1 < count else { return false }
      let next = base[place + 1]
      if next == UInt8(ascii: "/") {
        guard endTag(into: &sink) else { return false }
      } else if next == UInt8(ascii: "!") {
        let isComment = begins(Span(start: place, count: count - place), with: "<!--")
        guard isComment ? comment() : characterData(into: &sink) else { return false }
      } else {
        guard startTag(into: &sink) else { return false }
      }
    }
    return skipComments() && place == count
  }

  // MARK: Tags

  /// Reads the start tag or empty-element tag at a `<`.
  private mutating func startTag<Sink: PlainDocumentSink>(into sink: inout Sink) -> Bool {
    place += 1
    guard var name = qualifiedName() else { return false }
    let outer = declarations
    var attributeCount = 0
    while true {
      let afterName = place
      skipSpace()
      guard place < count else { return false }
      let byte = base[place]
      if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
      guard place > afterName, attributeCount < PlainDocument.maximumAttributes,
        let attribute = attribute()
      else { return false }
      if has("xmlns", in: attribute.name.prefixCount < 0 ? attribute.name.whole : attribute.name.prefix) {
        guard declare(attribute) else { return false }
        if Sink.keepsContent { sink.declare(declarations - 1, attribute.value) }
      } else {
        attributes[attributeCount] = attribute
        attributeCount += 1
      }
    }
    guard depth < maximumDepth, resolve(&name, isElement: Sink.keepsContent),
      resolveAttributes(attributeCount, declarationsFrom: outer)
    else { return false }
    if Sink.keepsContent {
      sink.start(name, UnsafeBufferPointer(rebasing: attributes[..<attributeCount]))
    }
    if base[place] == UInt8(ascii: "/") {
      guard place + 1 < count, base[place + 1] == UInt8(ascii: ">") else { return false }
      place += 2
      declarations = outer
      if Sink.keepsContent { sink.end() }
      return true
    }
    place += 1
    open[depth] = PlainDocument.OpenElement(name: name.whole, declarations: outer)
    depth += 1
    return true
  }

  /// Reads the end tag at a `</`.
  private mutating func endTag(into sink: inout some PlainDocumentSink) -> Bool {
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
    sink.end()
    return true
  }

  /// Reads a name of ASCII characters with at most one colon (Namespaces in XML 1.0, section 4).
  private mutating func qualifiedName() -> Name? {
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
    return Name(whole: Span(start: start, count: place - start), prefixCount: prefixCount)
  }

  // MARK: Attributes and namespaces

  private mutating func attribute() -> PlainDocument.Attribute? {
    guard let name = qualifiedName() else { return nil }
    skipSpace()
    guard place < count, base[place] == UInt8(ascii: "=") else { return nil }
    place += 1
    skipSpace()
    guard place < count else { return nil }
    let quote = base[place]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    place += 1
    let start = place
    var isVerbatim = true
    guard value(quote, &isVerbatim) else { return nil }
    let value = Span(start: start, count: place - start)
    place += 1
    guard value.count <= Self.maximumValue else { return nil }
    return PlainDocument.Attribute(name: name, value: value, isVerbatim: isVerbatim)
  }

  /// Reads an attribute's value up to its closing quote.
  private mutating func value(_ quote: UInt8, _ isVerbatim: inout Bool) -> Bool {
    while true {
      skip(ByteClass.plainInValue)
      guard place < count else { return false }
      let byte = base[place]
      if byte == quote {
        return true
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        place += 1
      } else if byte == UInt8(ascii: "&") {
        isVerbatim = false
        guard reference() else { return false }
      } else if byte == 0x09 || byte == 0x0A || byte == 0x0D {
        isVerbatim = false
        place += 1
      } else {
        guard byte >= 0x80, character() else { return false }
      }
    }
  }

  /// Notes a declared prefix. The rules for reserved prefixes and namespaces, and values with references, are left to
  /// libxml2.
  private mutating func declare(_ attribute: PlainDocument.Attribute) -> Bool {
    let name = attribute.name
    let value = attribute.value
    guard attribute.isVerbatim, value.count <= XMLLimits.maximumNamespace,
      !begins(value, with: "http://www.w3.org/XML/"),
      !begins(value, with: "http://www.w3.org/2000/xmlns")
    else { return false }
    let prefix = name.prefixCount < 0 ? Span(start: name.whole.start, count: 0) : name.local
    guard name.prefixCount < 0 || value.count > 0, !begins(prefix, with: "xml"),
      declarations < PlainDocument.maximumDeclarations
    else { return false }
    declared[declarations] = PlainDocument.Declaration(prefix: prefix, namespace: value)
    declarations += 1
    return true
  }

  /// Finds the declaration of a name's prefix; false where there is none. An attribute without prefix is in no
  /// namespace.
  private func resolve(_ name: inout Name, isElement: Bool) -> Bool {
    guard name.prefixCount >= 0 || isElement else { return true }
    let prefix = Span(start: name.whole.start, count: max(0, name.prefixCount))
    var index = declarations
    while index > 0 {
      index -= 1
      if equal(declared[index].prefix, prefix) {
        name.declaration = index
        return true
      }
    }
    if name.prefixCount < 0 { return true }
    name.declaration = Name.inXMLNamespace
    return has("xml", in: prefix)
  }

  /// Whether no prefix is declared twice in a tag, and its attributes have declared prefixes and different names. Two of
  /// the same local name with different prefixes may be in different namespaces, but that is for libxml2 to find out.
  private func resolveAttributes(_ count: Int, declarationsFrom outer: Int) -> Bool {
    for index in outer..<declarations {
      for other in outer..<index where equal(declared[index].prefix, declared[other].prefix) { return false }
    }
    for index in 0..<count {
      guard resolve(&attributes[index].name, isElement: false) else { return false }
      let name = attributes[index].name
      for other in 0..<index
      where equal(name.local, attributes[other].name.local)
        && (name.prefixCount < 0) == (attributes[other].name.prefixCount < 0)
      {
        return false
      }
    }
    return true
  }
}
