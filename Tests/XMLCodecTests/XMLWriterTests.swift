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
