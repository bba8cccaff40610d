import Testing
import XMLCodec

@Suite("XMLWriter")
struct XMLWriterTests {
  private func text(_ writer: XMLWriter) -> String { String(decoding: writer.bytes, as: UTF8.self) }

  @Test("writes nested elements, attributes and empty elements")
  func nesting() {
    var writer = XMLWriter(declaration: true)
    writer.start("a", [("xmlns:x", "http://example.org/x")])
    writer.element("x:b", [("x:c", "1")], text: "two")
    writer.empty("d")
    writer.start("e")
    writer.end()
    writer.end()
    #expect(
      text(writer) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <a xmlns:x="http://example.org/x"><x:b x:c="1">two</x:b><d/><e/></a>
        """)
  }

  @Test("escapes what a parser would otherwise change or refuse, so that text comes back as it was")
  func roundTrip() throws {
    let content = "a & b < c > d ]]> \"e\" \r\n\ttail 💎"
    var writer = XMLWriter()
    writer.element("a", [("b", content)], text: content)
    let tape = try XMLTape(parsing: writer.bytes, names: XMLNameTable([("", "a"), ("", "b")]))
    #expect(tape.content(at: 0) == content)
    #expect(tape.attribute(1, of: tape.events[0]) == content)
    #expect(writer.replacedCharacters == 0)
  }

  @Test("replaces characters that XML does not allow, and counts them")
  func replacement() throws {
    var writer = XMLWriter()
    writer.element("a", text: "x\u{0B}y\u{FFFE}z\u{0}")
    #expect(text(writer) == "<a>x\u{FFFD}y\u{FFFD}z\u{FFFD}</a>")
    #expect(writer.replacedCharacters == 3)
    #expect(WellFormedness.problem(in: writer.bytes) == nil)
  }

  @Test("indents element content and leaves mixed content alone")
  func indentation() {
    var writer = XMLWriter(indented: true)
    writer.start("a")
    writer.element("b", text: "t")
    writer.start("c")
    writer.text("mixed ")
    writer.element("d", text: "content")
    writer.end()
    writer.raw(Array("<e/>".utf8))
    writer.end()
    #expect(text(writer) == "<a>\n  <b>t</b>\n  <c>mixed <d>content</d></c>\n  <e/>\n</a>\n")
  }

  @Test("a comment never ends early")
  func comments() {
    var writer = XMLWriter()
    writer.start("a")
    writer.comment("x --> y")
    writer.end()
    #expect(WellFormedness.problem(in: writer.bytes) == nil)
  }
}

/// Writing by tags that were made beforehand.
struct XMLTagTests {
  private static let tag = XMLTag("a:b")
  private static let attribute = XMLAttributeStart("c")

  @Test("tags made beforehand give the bytes that names give", arguments: [false, true])
  func sameBytes(indented: Bool) {
    var byName = XMLWriter(indented: indented)
    var byTag = XMLWriter(indented: indented, capacity: 100)
    // Deeper than the indentations that a tag holds.
    for depth in 0..<9 {
      byName.start("a:b", [("c", "\(depth) <\"&\t>")])
      byTag.start(Self.tag, Self.attribute, "\(depth) <\"&\t>")
      byName.element("a:b", [("c", "1"), ("c", "é\r")], text: "x < \u{1} > & \"y\"\t\n\u{FFFE}")
      byTag.startLeaf(Self.tag)
      byTag.leafAttribute(Self.attribute, "1")
      byTag.leafAttribute(Self.attribute, "é\r")
      byTag.endLeaf(Self.tag, text: "x < \u{1} > & \"y\"\t\n\u{FFFE}")
      byName.empty("a:b")
      byTag.startLeaf(Self.tag)
      byTag.endLeaf(Self.tag, text: "")
    }
    for _ in 0..<9 {
      byName.end()
      byTag.end()
    }
    #expect(String(decoding: byTag.bytes, as: UTF8.self) == String(decoding: byName.bytes, as: UTF8.self))
    #expect(byTag.replacedCharacters == 18)
    #expect(byName.replacedCharacters == 18)
  }

  @Test("a root begun as a leaf and made open ends as any other")
  func openedLeaf() {
    var writer = XMLWriter(indented: true)
    writer.startLeaf(Self.tag)
    writer.leafAttribute(Self.attribute, "1")
    writer.openLeaf(Self.tag)
    writer.empty("d")
    writer.end()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "<a:b c=\"1\">\n  <d/>\n</a:b>\n")
  }
}
