/// Writes XML 1.0 as UTF-8 bytes, element by element.
///
/// Nothing is dropped silently: a character that XML 1.0 does not allow (section 2.2: most control characters,
/// U+FFFE, U+FFFF) becomes U+FFFD, and `replacedCharacters` counts how often that happened.
/// Names are written as given and must be XML names; prefixes must be declared by the caller as attributes.
public struct XMLWriter: Sendable {
  /// What has been written; well-formed once every element has been ended.
  public internal(set) var bytes: [UInt8] = []
  /// How many characters XML does not allow were replaced by U+FFFD.
  public private(set) var replacedCharacters = 0

  private struct OpenElement {
    var name: String
    var holdsText = false
    var holdsElements = false
  }

  private var open: [OpenElement] = []
  private var startTagIsOpen = false
  private let indented: Bool
  var isIndented: Bool { indented }

  /// A writer with nothing written.
  /// - Parameters:
  ///   - capacity: how many bytes are expected.
  ///   - declaration: whether to begin with `<?xml version="1.0" encoding="UTF-8"?>` and a line break.
  ///   - indented: whether children stand on lines of their own, two spaces in for each level; an element into
  ///     which text was written is left as it is, because white space there would be content.
  public init(declaration: Bool = false, indented: Bool = false, capacity: Int = 0) {
    self.indented = indented
    bytes.reserveCapacity(capacity)
    if declaration { bytes += Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) }
  }

  /// How many elements are open.
  public var depth: Int { open.count }

  /// Starts an element.
  /// - Parameters:
  ///   - qualifiedName: with its prefix, as it shall stand.
  ///   - attributes: written in the given order, values escaped; namespace declarations are attributes too.
  public mutating func start(_ qualifiedName: String, _ attributes: [(String, String)] = []) {
    closeStartTag()
    breakLineBeforeChild()
    if !open.isEmpty { open[open.count - 1].holdsElements = true }
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: qualifiedName.utf8)
    for (name, value) in attributes { attribute(name, value) }
    open.append(OpenElement(name: qualifiedName))
    startTagIsOpen = true
  }

  /// Writes text into the open element, escaped.
  public mutating func text(_ text: String) {
    guard !text.isEmpty else { return }
    closeStartTag()
    if !open.isEmpty { open[open.count - 1].holdsText = true }
    escape(text, inAttribute: false)
  }

  /// Ends the element started last; one without content becomes an empty-element tag.
  /// - Precondition: an element is open.
  public mutating func end() {
    precondition(!open.isEmpty, "XMLWriter.end() without an open element")
    let element = open.removeLast()
    if startTagIsOpen {
      bytes.append(contentsOf: "/>".utf8)
      startTagIsOpen = false
    } else {
      if indented, element.holdsElements, !element.holdsText { breakLine(depth: open.count) }
      bytes.append(contentsOf: "</".utf8)
      bytes.append(contentsOf: element.name.utf8)
      bytes.append(UInt8(ascii: ">"))
    }
    if indented, open.isEmpty { bytes.append(UInt8(ascii: "\n")) }
  }

  /// Writes an element without content.
  public mutating func empty(_ qualifiedName: String, _ attributes: [(String, String)] = []) {
    start(qualifiedName, attributes)
    end()
  }

  /// Writes an element that holds nothing but text.
  public mutating func element(_ qualifiedName: String, _ attributes: [(String, String)] = [], text: String) {
    start(qualifiedName, attributes)
    self.text(text)
    end()
  }

  /// Writes bytes as they are: well-formed XML content in UTF-8 that declares every prefix it uses or uses only
  /// those in scope. Nothing is checked or escaped.
  public mutating func raw(_ content: some Sequence<UInt8>) {
    closeStartTag()
    breakLineBeforeChild()
    if !open.isEmpty { open[open.count - 1].holdsElements = true }
    bytes.append(contentsOf: content)
  }

  /// Writes a comment; `--`, which may not stand in one, becomes `- -`.
  public mutating func comment(_ text: String) {
    closeStartTag()
    breakLineBeforeChild()
    if !open.isEmpty { open[open.count - 1].holdsElements = true }
    bytes.append(contentsOf: "<!-- ".utf8)
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "-"), previous == byte { bytes.append(UInt8(ascii: " ")) }
      bytes.append(byte < 0x20 ? UInt8(ascii: " ") : byte)
      previous = byte
    }
    bytes.append(contentsOf: " -->".utf8)
    if indented, open.isEmpty { bytes.append(UInt8(ascii: "\n")) }
  }

  private mutating func attribute(_ name: String, _ value: String) {
    bytes.append(UInt8(ascii: " "))
    bytes.append(contentsOf: name.utf8)
    bytes.append(contentsOf: "=\"".utf8)
    escape(value, inAttribute: true)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Notes that the open element holds another one; true where that stands on a line of its own.
  mutating func noteChild() -> Bool {
    guard !open.isEmpty else { return false }
    open[open.count - 1].holdsElements = true
    return indented && !open[open.count - 1].holdsText
  }

  /// Notes that an element was started and its tag is still open.
  mutating func pushOpen(_ name: String) {
    open.append(OpenElement(name: name))
    startTagIsOpen = true
  }

  mutating func closeStartTag() {
    guard startTagIsOpen else { return }
    bytes.append(UInt8(ascii: ">"))
    startTagIsOpen = false
  }

  private mutating func breakLineBeforeChild() {
    guard indented, let element = open.last, !element.holdsText else { return }
    breakLine(depth: open.count)
  }

  mutating func breakLine(depth: Int) {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth {
      bytes.append(UInt8(ascii: " "))
      bytes.append(UInt8(ascii: " "))
    }
  }

  mutating func escape(_ text: String, inAttribute: Bool) {
    var text = text
    text.withUTF8 { replacedCharacters += XMLEscaping.append($0, to: &bytes, inAttribute: inAttribute) }
  }
}
