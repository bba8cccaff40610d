/// Makes a tape of a plain document.
///
/// The tape's arena is the document itself, so that nearly every text and value is a part of it; what references and
/// line ends stand for is written behind the document.
struct TapeSink: PlainDocumentSink {
  static let keepsContent = true

  private(set) var tape: XMLTape
  private let document: UnsafeBufferPointer<UInt8>
  private var openStarts: [Int32] = []
  /// Of each declaration in scope, the place of its namespace in the table of names.
  private var namespaces = InlineArray<128, Int32>(repeating: TapeSink.unknown)
  private var spans = InlineArray<128, (start: Int32, count: Int32)>(repeating: (0, 0))
  private let xmlNamespace: Int32?
  private let noNamespace: Int32?
  private var unknownNumbers: [UnknownName: Int32] = [:]

  private static let unknown: Int32 = -1
  private static let xmlNamespaceName = "http://www.w3.org/XML/1998/namespace"

  private struct UnknownName: Hashable {
    var namespace: String
    var local: String
  }

  init(document: UnsafeBufferPointer<UInt8>, names: XMLNameTable) {
    self.document = document
    tape = XMLTape(names: names)
    // The scanner looks at every byte that is kept.
    tape.isValidUTF8 = true
    tape.arena.reserveCapacity(document.count + document.count / 8)
    tape.arena.append(contentsOf: document)
    tape.events.reserveCapacity(document.count / 20)
    tape.attributes.reserveCapacity(document.count / 64)
    openStarts.reserveCapacity(16)
    xmlNamespace = names.xmlNamespace
    noNamespace = names.noNamespace
  }

  mutating func declare(_ number: Int, _ namespace: PlainDocument.Span) {
    spans[number] = (Int32(namespace.start), Int32(namespace.count))
    namespaces[number] = tape.names.namespaceIndex(bytes(namespace)) ?? Self.unknown
  }

  mutating func start(
    _ name: PlainDocument.Name, _ attributes: UnsafeBufferPointer<PlainDocument.Attribute>
  ) {
    let first = tape.attributes.count
    for attribute in attributes {
      var offset = attribute.value.start
      var count = attribute.value.count
      if !attribute.isVerbatim {
        offset = tape.arena.count
        decode(attribute.value, isValue: true, hasReferences: true)
        count = tape.arena.count - offset
      }
      tape.attributes.append(
        XMLTape.Attribute(name: number(of: attribute.name), offset: Int32(offset), count: Int32(count)))
    }
    openStarts.append(Int32(tape.events.count))
    tape.events.append(
      XMLTape.Event(
        kind: .start, name: number(of: name), offset: Int32(first),
        count: Int32(tape.attributes.count - first), partner: -1))
  }

  mutating func end() {
    guard let start = openStarts.popLast() else { return }
    let name = tape.events[Int(start)].name
    tape.events[Int(start)].partner = Int32(tape.events.count)
    tape.events.append(XMLTape.Event(kind: .end, name: name, offset: 0, count: 0, partner: start))
  }

  mutating func text(_ span: PlainDocument.Span, isVerbatim: Bool, hasReferences: Bool) {
    let last = tape.events.count - 1
    if tape.events[last].kind == .text {
      // Text, a CDATA section and text again are one.
      moveToEnd(last)
      let offset = tape.arena.count
      decode(span, isValue: false, hasReferences: hasReferences)
      tape.events[last].count += Int32(tape.arena.count - offset)
      return
    }
    var offset = span.start
    var count = span.count
    if !isVerbatim {
      offset = tape.arena.count
      decode(span, isValue: false, hasReferences: hasReferences)
      count = tape.arena.count - offset
    }
    tape.events.append(
      XMLTape.Event(kind: .text, name: -1, offset: Int32(offset), count: Int32(count), partner: -1))
  }

  // MARK: Text

  /// Writes a text that stands within the document to the end of the arena, so that more can follow it.
  private mutating func moveToEnd(_ event: Int) {
    let offset = Int(tape.events[event].offset)
    let count = Int(tape.events[event].count)
    guard offset < document.count else { return }
    tape.events[event].offset = Int32(tape.arena.count)
    tape.arena.append(contentsOf: UnsafeBufferPointer(rebasing: document[offset..<offset + count]))
  }

  /// Writes what a part of the document stands for to the end of the arena (XML 1.0, section 2.11 for line ends, 3.3.3
  /// for the values of attributes).
  private mutating func decode(_ span: PlainDocument.Span, isValue: Bool, hasReferences: Bool) {
    let end = span.start + span.count
    var pending = span.start
    var place = span.start
    while place < end {
      let byte = document[place]
      let isReference = hasReferences && byte == UInt8(ascii: "&")
      guard isReference || byte == 0x0D || isValue && (byte == 0x09 || byte == 0x0A) else {
        place += 1
        continue
      }
      tape.arena.append(contentsOf: UnsafeBufferPointer(rebasing: document[pending..<place]))
      if isReference {
        place = appendReference(at: place, before: end)
      } else {
        tape.arena.append(isValue ? 0x20 : 0x0A)
        place += 1
        if byte == 0x0D, place < end, document[place] == 0x0A { place += 1 }
      }
      pending = place
    }
    tape.arena.append(contentsOf: UnsafeBufferPointer(rebasing: document[pending..<end]))
  }

  /// Writes the character of a reference, which the scanner found in order, and returns where it ends.
  private mutating func appendReference(at start: Int, before end: Int) -> Int {
    var place = start + 1
    var number: UInt32 = 0
    switch document[place] {
    case UInt8(ascii: "#"):
      place += 1
      let isHexadecimal = document[place] == UInt8(ascii: "x")
      if isHexadecimal { place += 1 }
      while place < end, document[place] != UInt8(ascii: ";") {
        let byte = document[place]
        let digit =
          byte <= UInt8(ascii: "9") ? byte - UInt8(ascii: "0") : (byte | 0x20) - UInt8(ascii: "a") + 10
        number = number * (isHexadecimal ? 16 : 10) + UInt32(digit)
        place += 1
      }
      return append(number, place + 1)
    case UInt8(ascii: "l"): return append(0x3C, start + 4)
    case UInt8(ascii: "g"): return append(0x3E, start + 4)
    case UInt8(ascii: "q"): return append(0x22, start + 6)
    default:
      return document[place + 1] == UInt8(ascii: "m") ? append(0x26, start + 5) : append(0x27, start + 6)
    }
  }

  private mutating func append(_ scalar: UInt32, _ end: Int) -> Int {
    if let scalar = Unicode.Scalar(scalar) { tape.arena.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
    return end
  }

  // MARK: Names

  private mutating func number(of name: PlainDocument.Name) -> Int32 {
    let index: Int32? =
      switch name.declaration {
      case PlainDocument.Name.inNoNamespace: noNamespace
      case PlainDocument.Name.inXMLNamespace: xmlNamespace
      default: namespaces[name.declaration] >= 0 ? namespaces[name.declaration] : nil
      }
    let local = bytes(name.local)
    if let index, let number = tape.names.number(namespaceIndex: index, local: local) { return number }
    let unknown = UnknownName(
      namespace: namespaceName(name.declaration), local: String(decoding: local, as: UTF8.self))
    if let number = unknownNumbers[unknown] { return number }
    let number = Int32(tape.names.known.count + tape.unknownNames.count)
    tape.unknownNames.append((unknown.namespace, unknown.local))
    unknownNumbers[unknown] = number
    return number
  }

  private func namespaceName(_ declaration: Int) -> String {
    switch declaration {
    case PlainDocument.Name.inNoNamespace: return ""
    case PlainDocument.Name.inXMLNamespace: return Self.xmlNamespaceName
    default:
      let span = spans[declaration]
      return String(
        decoding: bytes(PlainDocument.Span(start: Int(span.start), count: Int(span.count))), as: UTF8.self)
    }
  }

  private func bytes(_ span: PlainDocument.Span) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: document[span.start..<span.start + span.count])
  }
}
