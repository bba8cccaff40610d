import Foundation
import Testing
import XMLCodec

@Suite("XSLTStylesheet")
struct XSLTStylesheetTests {
  private func stylesheet(
    _ body: String, version: String = "1.0", limits: XSLTLimits = .default
  ) throws(XSLTError) -> XSLTStylesheet {
    let text = """
      <xsl:stylesheet version="\(version)" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
        xmlns:str="http://exslt.org/strings" xmlns:exsl="http://exslt.org/common"
        extension-element-prefixes="str exsl" exclude-result-prefixes="str exsl">
      <xsl:output omit-xml-declaration="yes"/>
      \(body)
      </xsl:stylesheet>
      """
    return try XSLTStylesheet(source: Array(text.utf8), name: "map.xsl", limits: limits)
  }

  private func run(
    _ stylesheet: XSLTStylesheet, on text: String = "<a>x|y</a>", _ parameters: [String: String] = [:]
  ) throws(XSLTError) -> String {
    String(decoding: try stylesheet.transform(Array(text.utf8), parameters: parameters), as: UTF8.self)
      .trimmingCharacters(in: .newlines)
  }

  @Test("transforms, with EXSLT and parameters")
  func transforms() throws {
    let sheet = try stylesheet(
      """
      <xsl:param name="who"/>
      <xsl:template match="/"><r by="{$who}"><xsl:for-each select="str:tokenize(a, '|')"><t><xsl:value-of
        select="."/></t></xsl:for-each></r></xsl:template>
      """)
    #expect(try run(sheet, ["who": "me"]) == #"<r by="me"><t>x</t><t>y</t></r>"#)
  }

  @Test(
    "a parameter is a string whatever it holds",
    arguments: ["//a", "'", "\"", "it's \"both\"", "document('x')"])
  func parameters(_ value: String) throws {
    let sheet = try stylesheet(
      #"<xsl:output method="text"/><xsl:param name="p"/><xsl:template match="/"><xsl:value-of select="$p"/></xsl:template>"#
    )
    #expect(try run(sheet, ["p": value]) == value)
  }

  @Test("another version is refused by name, with the remedy", arguments: ["2.0", "3.0"])
  func versions(_ version: String) throws {
    let error = try #require(throws: XSLTError.self) { try stylesheet("", version: version) }
    #expect(error.kind == .version(version))
    #expect(error.description.contains("XSLT \(version)"))
    #expect(error.description.contains("engine"))
  }

  @Test("what is no stylesheet is refused")
  func noStylesheet() throws {
    let html = try #require(throws: XSLTError.self) {
      try XSLTStylesheet(source: Array("<html/>".utf8), name: "x.xsl")
    }
    #expect(html.kind == .stylesheet)
    let broken = try #require(throws: XSLTError.self) {
      try XSLTStylesheet(source: Array("<a>\n<b>".utf8), name: "x.xsl")
    }
    #expect(broken.line == 2)
  }

  @Test("a fault in an expression names its line")
  func compileError() throws {
    let error = try #require(throws: XSLTError.self) {
      try stylesheet("<xsl:template match=\"/\">\n<xsl:value-of select=\"a[\"/></xsl:template>")
    }
    #expect(error.kind == .stylesheet)
    #expect(error.line == 6, "\(error)")
  }

  @Test("a fault while running names its line")
  func runtimeError() throws {
    let sheet = try stylesheet(
      "<xsl:template match=\"/\">\n<xsl:value-of select=\"nowhere()\"/></xsl:template>")
    let error = try #require(throws: XSLTError.self) { try run(sheet) }
    #expect(error.kind == .transformation)
    #expect(error.line == 6)
    #expect(error.message.contains("nowhere"), "\(error)")
  }

  @Test("a message that terminates is an error with its text")
  func terminates() throws {
    let sheet = try stylesheet(
      #"<xsl:template match="/"><xsl:message terminate="yes">no title</xsl:message></xsl:template>"#)
    let error = try #require(throws: XSLTError.self) { try run(sheet) }
    #expect(error.message.contains("no title"))
  }

  @Test("a document that is not well-formed is told from a bad stylesheet")
  func badDocument() throws {
    let sheet = try stylesheet(#"<xsl:template match="/"><r/></xsl:template>"#)
    let error = try #require(throws: XSLTError.self) { try run(sheet, on: "<a>") }
    #expect(error.kind == .document)
  }

  @Test("no other document is read")
  func reading() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "winnow-xslt-\(UUID().uuidString).xml")
    try Data("<secret>leak</secret>".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let sheet = try stylesheet(
      #"<xsl:template match="/"><r><xsl:copy-of select="document('\#(file.path)')"/></r></xsl:template>"#)
    #expect(throws: XSLTError.self) { try run(sheet) }
    #expect(throws: XSLTError.self) { try stylesheet(#"<xsl:include href="\#(file.path)"/>"#) }
    let entity = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file://\(file.path)'>]><a>&x;</a>"
    let copy = try stylesheet(#"<xsl:template match="/"><r><xsl:copy-of select="a"/></r></xsl:template>"#)
    let result = (try? run(copy, on: entity)) ?? ""
    #expect(!result.contains("leak"))
  }

  @Test("no file is written")
  func writing() throws {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "winnow-xslt-\(UUID().uuidString)/out.xml")
    let sheet = try stylesheet(
      #"<xsl:template match="/"><exsl:document href="\#(file.path)"><r/></exsl:document></xsl:template>"#)
    #expect(throws: XSLTError.self) { try run(sheet) }
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test("endless recursion and endless work are stopped, on a thread with a small stack too")
  func limits() throws {
    let endless = try stylesheet(
      """
      <xsl:template match="/" name="t"><xsl:param name="p" select="1"/><xsl:for-each select="//a"><xsl:choose
        ><xsl:when test="$p"><r><xsl:call-template name="t"><xsl:with-param name="p" select="$p + 1"
        /></xsl:call-template></r></xsl:when></xsl:choose></xsl:for-each></xsl:template>
      """)
    let heavy = try stylesheet(
      """
      <xsl:template match="/"><xsl:for-each select="//*"><xsl:for-each select="//*"><xsl:for-each select="//*"
        ><xsl:value-of select="count(//*)"/></xsl:for-each></xsl:for-each></xsl:for-each></xsl:template>
      """, limits: XSLTLimits(maximumOperations: 200_000))
    let document = "<a>" + String(repeating: "<b/>", count: 500) + "</a>"
    #expect(throws: XSLTError.self) { try run(heavy, on: document) }
    let finished = DispatchSemaphore(value: 0)
    let thread = Thread { [self] in
      #expect(throws: XSLTError.self) { try run(endless) }
      finished.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    finished.wait()
  }

  @Test("one stylesheet serves several threads at once")
  func threads() throws {
    let sheet = try stylesheet(
      #"<xsl:template match="/"><r><xsl:value-of select="translate(a, 'x', 'z')"/></r></xsl:template>"#)
    DispatchQueue.concurrentPerform(iterations: 200) { number in
      let result = try? run(sheet, on: "<a>x\(number)</a>")
      #expect(result == "<r>z\(number)</r>")
    }
  }
}
