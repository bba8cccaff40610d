import Foundation
import Testing

@testable import XMLCodec

@Suite("An XPath expression")
struct XPathExpressionTests {
  private static let namespaces = ["dc": "http://purl.org/dc/elements/1.1/", "x": "urn:x"]
  private static let document = """
    <x:record xmlns:x="urn:x" xmlns="http://purl.org/dc/elements/1.1/">
    <identifier type="url">http://m.example/1</identifier><identifier>INV-7</identifier>
    <title>A <b xmlns="">bold</b> one</title></x:record>
    """

  private func values(_ text: String, atMost count: Int = 100) throws -> [String] {
    try XPathExpression(text, namespaces: Self.namespaces).values(
      in: Array(Self.document.utf8), atMost: count)
  }

  @Test(
    "gives the text of nodes in document order, of attributes too, or what a function comes to",
    arguments: [
      ("//dc:identifier", ["http://m.example/1", "INV-7"]), ("x:record/dc:identifier[2]", ["INV-7"]),
      ("/x:record/dc:identifier[last()] | //dc:title", ["INV-7", "A bold one"]),
      ("//dc:identifier[starts-with(., 'INV')]", ["INV-7"]), ("//dc:identifier/@type", ["url"]),
      ("substring-after(//dc:identifier[2], 'INV-')", ["7"]), ("count(//dc:identifier)", ["2"]),
      ("//dc:date", []), ("1 = 1", []),
    ] as [(String, [String])])
  func values(text: String, expected: [String]) throws { #expect(try values(text) == expected) }

  @Test("gives no more values than are wanted")
  func count() throws { #expect(try values("//dc:identifier", atMost: 1) == ["http://m.example/1"]) }

  @Test(
    "is refused where it could never give anything",
    arguments: [
      ("//dc:identifier[", "XPath"), ("", "XPath"), ("//", "XPath"),
      ("//nope/dct:issued", "the prefix 'dct' is not bound: use one of dc, x"),
      ("//nope[matches(., 'x')]", "'matches()' is no function of XPath 1.0"),
      ("document('/etc/passwd')", "'document()' is no function of XPath 1.0"),
      ("//dc:identifier[. = $key]", "variable"), ("count(1, 2)", "arguments"),
      ("'unclosed", "quotation mark"), (String(repeating: "a", count: 2001), "longer than 2000 bytes"),
    ])
  func refusals(text: String, words: String) {
    #expect {
      try XPathExpression(text, namespaces: Self.namespaces)
    } throws: { ($0 as? XPathError)?.description.contains(words) == true }
  }

  @Test("names in literals, axes and operators are not taken for prefixes or functions")
  func names() throws {
    #expect(try values("//dc:identifier[. != 'a:b(c)' and (1 or 0)][1]") == ["http://m.example/1"])
    #expect(
      try values("/child::x:record/descendant::dc:identifier[\"q:r\" = 'q:r'][position() mod 2 = 0]") == [
        "INV-7"
      ])
  }

  @Test("stops at a number of steps, and at documents that cannot be read")
  func limits() throws {
    let expression = try XPathExpression(
      "//*[count(//*) > 0][count(//*) > 0]", namespaces: [:], limits: XPathLimits(maximumOperations: 10_000))
    let wide = "<a>" + String(repeating: "<b/>", count: 2000) + "</a>"
    #expect { try expression.values(in: Array(wide.utf8)) } throws: {
      ($0 as? XPathError)?.description == "it takes too many operations"
    }
    #expect(throws: XPathError.self) { try expression.values(in: Array("<a>".utf8)) }
    #expect(throws: XPathError.self) { try expression.values(in: []) }
  }

  @Test("loads nothing that a document points to")
  func entities() throws {
    let document = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a>x&e;y</a>"
    #expect(try XPathExpression("/a", namespaces: [:]).values(in: Array(document.utf8)) == ["xy"])
  }

  @Test("may be used by many threads at once")
  func threads() async throws {
    let expression = try XPathExpression("string(//dc:identifier[2])", namespaces: Self.namespaces)
    let document = Array(Self.document.utf8)
    let right = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<200 { group.addTask { try expression.values(in: document) == ["INV-7"] } }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(right == 200)
  }
}
