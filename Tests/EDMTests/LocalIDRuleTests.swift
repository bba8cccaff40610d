import Testing

@testable import EDM

@Suite("The key of a record in its provider's catalogue")
struct LocalIDRuleTests {
  private static let metadata = """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:i="http://purl.org/dc/elements/1.1/">\
    <o><i:identifier> http://m.example/1 </i:identifier><i:identifier>
    INV-0042 </i:identifier><i:identifier>INV-7</i:identifier><i:source> </i:source></o></rdf:RDF>
    """

  private func key(_ xpath: String, _ pattern: String? = nil, in metadata: String = metadata) throws -> String
  {
    try LocalIDRule(xpath: xpath, pattern: pattern).localID(in: Array(metadata.utf8))
  }

  @Test("is the first value that the pattern matches, by its first group; the whole value without a pattern")
  func found() throws {
    #expect(try key("//dc:identifier", "^INV-(\\d+)$") == "0042")
    #expect(try key("//dc:identifier") == "http://m.example/1")
    #expect(try key("//dc:source | //dc:identifier[3]") == "INV-7")
    #expect(try key("concat('A', '-1')", "(A)-(1)") == "A")
  }

  @Test(
    "is never guessed: where none is found, the reason is told",
    arguments: [
      ("//dc:title", nil, "'//dc:title' finds nothing"),
      ("//dc:source", nil, "'//dc:source' finds only blank values"),
      ("//dc:identifier", "^X(.*)", "'^X(.*)' matches none of 3 values such as 'http://m.example/1'"),
      ("//dc:identifier", "^INV-(x?)", "'^INV-(x?)' matches none of 3 values such as 'http://m.example/1'"),
    ] as [(String, String?, String)])
  func absent(xpath: String, pattern: String?, reason: String) {
    #expect { try key(xpath, pattern) } throws: { ($0 as? LocalIDAbsence)?.description == reason }
  }

  @Test("is on one line and of a length that a catalogue could have")
  func bounds() throws {
    let long = "<a>" + String(repeating: "9", count: 201) + "</a>"
    #expect { try key("/a", in: long) } throws: { "\($0)".contains("has more than 200 bytes") }
    #expect(throws: LocalIDAbsence.self) { try key("/a", in: "<a>one\ntwo</a>") }
    #expect(throws: LocalIDAbsence.self) { try key("/a", in: "<a>") }
  }

  @Test(
    "a rule that could never give a key is refused",
    arguments: [
      ("//dc:identifier", "INV-\\d+", "'INV-\\d+' has no group: put the part that is the key in parentheses"),
      ("//dc:identifier", "INV-(", "'INV-(' is not a regular expression"),
      ("//dc:identifier[", nil, "the XPath '//dc:identifier[' cannot be used: "),
      ("//dct:identifier", nil, "the prefix 'dct' is not bound: use one of cc, dc, "),
    ] as [(String, String?, String)])
  func refused(xpath: String, pattern: String?, words: String) {
    #expect { try LocalIDRule(xpath: xpath, pattern: pattern) } throws: {
      ($0 as? LocalIDRuleError)?.description.contains(words) == true
    }
  }
}
