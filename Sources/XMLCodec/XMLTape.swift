/// A whole document as a flat list of events over one arena of bytes: what a reader walks from start to end
/// without an object for every node.
///
/// Entities and character references are resolved, CDATA sections are text, neighbouring texts are one event,
/// comments and processing instructions are left out.
public struct XMLTape: Sendable {
  /// What an event stands for.
  public enum Kind: UInt8, Sendable {
    case start
    case end
    case text
  }

  /// A start tag, an end tag or a text.
  public struct Event: Sendable {
    /// Whether it is a start tag, an end tag or a text.
    public let kind: Kind
    /// The number of the element's name, for `start` and `end`; -1 for `text`.
    public let name: Int32
    /// For `text` its first byte in the arena, for `start` its first attribute.
    var offset: Int32
    /// For `text` its bytes, for `start` its attributes.
    var count: Int32
    /// For `start` the index of the end event, for `end` that of the start event; -1 for `text`.
    public internal(set) var partner: Int32
  }

  /// An attribute of a start tag, its value still in the arena; namespace declarations are none.
  public struct Attribute: Sendable {
    /// The number of the attribute's name.
    public let name: Int32
    let offset: Int32
    let count: Int32
  }

  /// The events of the document, from the root's start to the root's end.
  public internal(set) var events: [Event]
  var attributes: [Attribute]
  var arena: [UInt8]
  /// True where every text and value is known to be valid UTF-8.
  var isValidUTF8 = false
  let names: XMLNameTable
  /// The names that the table does not know: number `names.known.count` and up.
  var unknownNames: [(namespace: String, local: String)]

  /// Reads a document.
  /// - Parameters:
  ///   - bytes: the document, in UTF-8 or in the encoding that its declaration or byte order mark names.
  ///   - names: the names that get small numbers.
  ///   - limits: what the document may cost.
  /// - Throws: the first fault; nothing is read past it.
  public init(
    parsing bytes: UnsafeBufferPointer<UInt8>, names: XMLNameTable, limits: XMLLimits = .default
  ) throws(XMLError) {
    if let tape = PlainDocument.tape(of: bytes, names: names, limits: limits) {
      self = tape
    } else {
      self = try TapeBuilder.tape(of: bytes, names: names, limits: limits)
    }
  }

  /// Reads a document.
  /// - Parameters:
  ///   - bytes: the document, in UTF-8 or in the encoding that its declaration or byte order mark names.
  ///   - names: the names that get small numbers.
  ///   - limits: what the document may cost.
  /// - Throws: the first fault; nothing is read past it.
  public init(
    parsing bytes: [UInt8], names: XMLNameTable, limits: XMLLimits = .default
  ) throws(XMLError) {
    let result = bytes.withUnsafeBufferPointer { buffer in
      Result { () throws(XMLError) in try XMLTape(parsing: buffer, names: names, limits: limits) }
    }
    self = try result.get()
  }

  init(names: XMLNameTable) {
    events = []
    attributes = []
    arena = []
    self.names = names
    unknownNames = []
  }

  /// The name behind a number.
  public func name(_ number: Int32) -> (namespace: String, local: String) {
    let index = Int(number)
    return index < names.known.count ? names.known[index] : unknownNames[index - names.known.count]
  }

  /// The text of a `text` event; "" for the others.
  public func text(of event: Event) -> String {
    guard event.kind == .text else { return "" }
    return string(event.offset, event.count)
  }

  /// The text inside an element: all texts between a start event and its end joined, at any depth.
  /// - Parameter index: of a `start` event.
  public func content(at index: Int) -> String {
    let end = Int(events[index].partner)
    // Nearly every element that holds text holds a single one.
    if end == index + 1 { return "" }
    if end == index + 2 { return text(of: events[index + 1]) }
    var result = ""
    for event in events[index..<end] where event.kind == .text { result += text(of: event) }
    return result
  }

  /// True for a text of nothing but white space.
  public func isBlank(_ event: Event) -> Bool {
    guard event.kind == .text else { return false }
    for index in Int(event.offset)..<Int(event.offset) + Int(event.count) {
      switch arena[index] {
      case 0x20, 0x0A, 0x09, 0x0D: continue
      default: return false
      }
    }
    return true
  }

  /// The UTF-8 of a `text` event; empty for the others.
  public func bytes(of event: Event) -> ArraySlice<UInt8> {
    guard event.kind == .text else { return [] }
    return arena[Int(event.offset)..<Int(event.offset) + Int(event.count)]
  }

  /// The attributes of a start event, in document order.
  public func attributes(of event: Event) -> AttributeList {
    guard event.kind == .start else { return AttributeList(tape: self, range: 0..<0) }
    return AttributeList(tape: self, range: Int(event.offset)..<Int(event.offset) + Int(event.count))
  }

  /// The places of a start event's attributes, for readers that look at names first.
  public func attributeIndices(of event: Event) -> Range<Int> {
    guard event.kind == .start else { return 0..<0 }
    return Int(event.offset)..<Int(event.offset) + Int(event.count)
  }

  /// The number of an attribute's name.
  /// - Parameter index: one of ``attributeIndices(of:)``.
  public func attributeName(at index: Int) -> Int32 { attributes[index].name }

  /// The value of an attribute.
  /// - Parameter index: one of ``attributeIndices(of:)``.
  public func attributeValue(at index: Int) -> String {
    string(attributes[index].offset, attributes[index].count)
  }

  /// The value of one attribute of a start event; `nil` where it is missing.
  public func attribute(_ name: Int32, of event: Event) -> String? {
    guard event.kind == .start else { return nil }
    for index in Int(event.offset)..<Int(event.offset) + Int(event.count) where attributes[index].name == name
    {
      return string(attributes[index].offset, attributes[index].count)
    }
    return nil
  }

  func string(_ offset: Int32, _ count: Int32) -> String {
    arena.withUnsafeBufferPointer {
      let bytes = UnsafeBufferPointer(rebasing: $0[Int(offset)..<Int(offset) + Int(count)])
      // Short strings are made faster by the standard library's own way.
      guard isValidUTF8, count > 15 else { return String(decoding: bytes, as: UTF8.self) }
      return String(copying: UTF8Span(unchecked: bytes.span, isKnownASCII: bytes.isASCII))
    }
  }

  /// The attributes of one start tag; values become strings only when looked at.
  public struct AttributeList: RandomAccessCollection, Sendable {
    let tape: XMLTape
    let range: Range<Int>

    /// The place of the first attribute.
    public var startIndex: Int { range.lowerBound }
    /// The place after the last attribute.
    public var endIndex: Int { range.upperBound }

    /// The number of an attribute's name, and its value.
    public subscript(position: Int) -> (name: Int32, value: String) {
      let attribute = tape.attributes[position]
      return (attribute.name, tape.string(attribute.offset, attribute.count))
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// True where no byte is above 127.
  fileprivate var isASCII: Bool {
    let bytes = UnsafeRawBufferPointer(self)
    var seen: UInt64 = 0
    var place = 0
    while place + 8 <= count {
      seen |= bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      place += 8
    }
    while place < count {
      seen |= UInt64(self[place])
      place += 1
    }
    return seen & 0x8080_8080_8080_8080 == 0
  }
}
