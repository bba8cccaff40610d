import Testing
import XMLCodec

@Suite("XMLTape")
struct XMLTapeTests {
  private let names = XMLNameTable([
    ("http://example.org/x", "root"), ("http://example.org/x", "item"), ("", "id"),
    ("http://www.w3.org/XML/1998/namespace", "lang"),
  ])

  private func tape(_ text: String, limits: XMLLimits = .default) throws(XMLError) -> XMLTape {
    try XMLTape(parsing: Array(text.utf8), names: names, limits: limits)
  }

  @Test("known names have their numbers, unknown ones come after and can be looked up")
  func nameNumbers() throws {
    let tape = try tape(
      "<r:root xmlns:r='http://example.org/x'><r:item id='1' xml:lang='de'>a</r:item><other/></r:root>")
    let starts = tape.events.filter { $0.kind == .start }
    #expect(starts.map(\.name) == [0, 1, 4])
    #expect(tape.name(4).local == "other")
    #expect(tape.name(4).namespace == "")
    #expect(tape.attributes(of: starts[1]).map { "\($0.name)=\($0.value)" } == ["2=1", "3=de"])
    #expect(names.number(namespace: "http://example.org/x", local: "item") == 1)
    #expect(names.number(namespace: "http://example.org/y", local: "item") == nil)
  }

  @Test("references and CDATA are resolved, comments leave no seam in a text")
  func text() throws {
    let tape = try tape("<a>x &amp; &#233;<!-- no --><![CDATA[<b>]]>\n</a>")
    #expect(tape.events.map(\.kind) == [.start, .text, .end])
    #expect(tape.text(of: tape.events[1]) == "x & é<b>\n")
    #expect(tape.events[0].partner == 2)
    #expect(tape.events[2].partner == 0)
  }

  @Test("a blank text is told from a written one")
  func blank() throws {
    let tape = try tape("<a> \n<b/>x</a>")
    #expect(tape.isBlank(tape.events[1]))
    #expect(!tape.isBlank(tape.events[4]))
    #expect(tape.content(at: 0) == " \nx")
  }

  @Test("more names than the cache holds at first keep their numbers apart")
  func manyNames() throws {
    let count = 700
    let body = (0..<count).map { "<n\($0) a\($0)='v\($0)'/>" }.joined()
    let tape = try tape("<a>\(body)\(body)</a>")
    let starts = tape.events.filter { $0.kind == .start }.dropFirst()
    #expect(
      starts.map { tape.name($0.name).local } == (0..<count).map { "n\($0)" } + (0..<count).map { "n\($0)" })
    #expect(Set(starts.map(\.name)).count == count)
  }

  @Test("a document of 12 MB is read")
  func large() throws {
    let item = "<item>" + String(repeating: "x", count: 1000) + "</item>"
    let tape = try tape("<a>" + String(repeating: item, count: 12_000) + "</a>")
    #expect(tape.events.count == 2 + 3 * 12_000)
  }

  @Test("documents in other encodings are read", arguments: ["ISO-8859-1", "UTF-16"])
  func encodings(_ name: String) throws {
    let text = "<?xml version='1.0' encoding='\(name)'?><a>é</a>"
    let bytes: [UInt8] =
      name == "UTF-16"
      ? [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      : text.unicodeScalars.map { UInt8($0.value) }
    #expect(try XMLTape(parsing: bytes, names: names).content(at: 0) == "é")
  }

  @Test(
    "a fault is told with its place",
    arguments: [
      ("<a>\n<b></a>", 2, "mismatch"), ("<a>\n\n& b</a>", 3, "xmlParseEntityRef"),
      ("<a>&nbsp;</a>", 1, "nbsp"),
      ("<a><x:b/></a>", 1, "prefix x"), ("<a b='1' b='2'/>", 1, "redefined"),
      ("<a>\u{0B}</a>", 1, "value 11"),
      ("<a></a><b/>", 1, "Extra content"), ("<a>", 1, "end of data"), ("", 1, "empty"),
    ])
  func faults(_ text: String, line: Int, part: String) throws {
    let error = try #require(throws: XMLError.self) { try tape(text) }
    #expect(error.line == line)
    #expect(error.description.contains(part))
    #expect(WellFormedness.problem(in: Array(text.utf8)) == error)
  }

  @Test("bytes that are not UTF-8 are a fault")
  func badUTF8() {
    #expect(WellFormedness.problem(in: Array("<a>caf".utf8) + [0xE9] + Array("</a>".utf8)) != nil)
  }

  @Test("too deep a document is refused")
  func depth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }
    #expect(try tape(nested(10), limits: XMLLimits(maximumDepth: 10)).events.count == 20)
    let error = try #require(throws: XMLError.self) {
      try tape(nested(11), limits: XMLLimits(maximumDepth: 10))
    }
    #expect(error.kind == .limit)
    #expect(throws: XMLError.self) { try tape(nested(300)) }
  }
}

@Suite("What a DOCTYPE may do")
struct DoctypeTests {
  private let names = XMLNameTable([])

  private func content(_ text: String) throws(XMLError) -> String {
    try XMLTape(parsing: Array(text.utf8), names: names).content(at: 0)
  }

  @Test("an entity of the internal subset is expanded")
  func internalEntity() throws {
    #expect(try content("<!DOCTYPE a [<!ENTITY x 'yes'>]><a>&x;<b c='&x;'/></a>") == "yes")
  }

  @Test(
    "an external entity is never read",
    arguments: [
      "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>",
      "<!DOCTYPE a SYSTEM 'file:///etc/hostname'><a>&x;</a>",
      "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/hostname'> %p;]><a>&x;</a>",
      "<!DOCTYPE a [<!ENTITY x SYSTEM 'http://127.0.0.1:9/x'>]><a b='&x;'/>",
    ])
  func externalEntity(_ text: String) throws {
    let error = try #require(throws: XMLError.self) { try content(text) }
    #expect(error.kind == .entity)
    #expect(WellFormedness.problem(in: Array(text.utf8))?.kind == .entity)
  }

  @Test("entities that multiply are stopped")
  func billionLaughs() throws {
    var subset = "<!ENTITY l0 'haha'>"
    for level in 1...12 {
      subset += "<!ENTITY l\(level) '" + String(repeating: "&l\(level - 1);", count: 10) + "'>"
    }
    for document in ["<a>&l12;</a>", "<a b='&l12;'/>"] {
      let text = "<!DOCTYPE a [\(subset)]>\(document)"
      #expect(throws: XMLError.self) { try content(text) }
      #expect(WellFormedness.problem(in: Array(text.utf8)) != nil)
    }
  }

  @Test("a large entity used often is stopped at the limit of expansion")
  func quadratic() throws {
    let text =
      "<!DOCTYPE a [<!ENTITY x '\(String(repeating: "y", count: 100_000))'>]><a>"
      + String(repeating: "&x;", count: 1000) + "</a>"
    let error = try #require(throws: XMLError.self) { try content(text) }
    #expect(error.kind == .limit)
  }
}
