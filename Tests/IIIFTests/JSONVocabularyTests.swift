import Foundation
import IIIF
import Testing
import XMLCodec

@Suite("The XML form of JSON")
struct JSONVocabularyTests {
  private func xml(_ json: String) throws -> String {
    String(decoding: try JSONVocabulary.xml(of: Array(json.utf8)), as: UTF8.self)
  }

  private func inner(_ json: String) throws -> String {
    let text = try xml("[\(json)]")
    return text.replacing("<array xmlns=\"http://www.w3.org/2005/xpath-functions\">", with: "")
      .replacing("</array>", with: "")
  }

  @Test("every kind of value has its element, in the order of the text")
  func kinds() throws {
    #expect(
      try xml(#" {"b": [1, true, null], "a": {"x": "y"}, "e": [], "o": {}} "#)
        == #"<map xmlns="http://www.w3.org/2005/xpath-functions"><array key="b"><number>1</number>"#
        + #"<boolean>true</boolean><null></null></array><map key="a"><string key="x">y</string></map>"#
        + #"<array key="e"></array><map key="o"></map></map>"#)
  }

  @Test("members of one name are all kept")
  func duplicates() throws {
    #expect(try xml(#"{"a":1,"a":2}"#).contains(#"<number key="a">1</number><number key="a">2</number>"#))
  }

  @Test(
    "numbers stay as they were written",
    arguments: ["0", "-0", "1.50", "1e5", "1E+05", "-12.25e-3", "123456789012345678901234567890"])
  func numbers(number: String) throws {
    #expect(try inner(number) == "<number>\(number)</number>")
  }

  @Test(
    "escapes become what they mean",
    arguments: [
      (#""a\"b\\c\/d""#, #"a"b\c/d"#), (#""\u00e9\u00E9""#, "éé"), (#""\ud83d\ude00""#, "😀"),
      (#""1\n2\t3\r4""#, "1\n2\t3&#13;4"), (#""<&>""#, "&lt;&amp;&gt;"), ("\"é😀\"", "é😀"), ("\"\"", ""),
    ])
  func escapes(json: String, content: String) throws {
    #expect(try inner(json) == "<string>\(content)</string>")
  }

  @Test(
    "what XML cannot hold stays an escape, and says so",
    arguments: [
      (#""\u0000""#, #"\u0000"#), (#""a\\b\u001f""#, #"a\\b\u001F"#), (#""\b\f""#, #"\u0008\u000C"#),
      (#""\ud83d x""#, #"\uD83D x"#), (#""\ude00\ud83d\u0041""#, #"\uDE00\uD83DA"#),
      (#""\uFFFE""#, #"\uFFFE"#),
      ("\"\u{FFFF}\"", #"\uFFFF"#),
    ])
  func unholdable(json: String, content: String) throws {
    #expect(try inner(json) == "<string escaped=\"true\">\(content)</string>")
  }

  @Test("names of members are escaped for attributes")
  func keys() throws {
    #expect(
      try xml(#"{"a\"<&\n":1,"\u0001":2}"#)
        == #"<map xmlns="http://www.w3.org/2005/xpath-functions"><number key="a&quot;&lt;&amp;&#10;">1</number>"#
        + #"<number escaped-key="true" key="\u0001">2</number></map>"#)
  }

  @Test(
    "what is no JSON is refused with the place",
    arguments: [
      "", "{", "[1,]", "{\"a\" 1}", "{a:1}", "[01]", "[1.]", "[+1]", "[\"a]", "[\"\n\"]", "[\"\\x\"]",
      "[\"\\u12\"]",
      "[tru]", "{} x", "<html>", "[1e]", "[-]", "{\"a\":}", "\u{FEFF}",
    ])
  func refusals(json: String) {
    #expect(throws: IIIFError.self) { try xml(json) }
  }

  @Test("a byte order mark is passed over, other encodings and endless nesting are refused")
  func bounds() throws {
    #expect(try JSONVocabulary.xml(of: [0xEF, 0xBB, 0xBF] + Array("[]".utf8)).isEmpty == false)
    #expect(throws: IIIFError.notJSON(reason: "it is not UTF-8")) {
      try JSONVocabulary.xml(of: [0x22, 0xE9, 0x22])
    }
    #expect(throws: IIIFError.self) { try xml(String(repeating: "[", count: 300)) }
    #expect(throws: IIIFError.tooLarge(bytes: 4, limit: 3)) {
      try JSONVocabulary.xml(of: Array("null".utf8), limit: 3)
    }
  }

  @Test("whatever the text, the form is well-formed and comes out the same again")
  func randomTexts() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var generator = Numbers(state: seed)
    for _ in 0..<300 {
      let value = generator.value(depth: 0)
      let json = Array(
        try JSONSerialization.data(withJSONObject: ["v": value], options: [.sortedKeys]))
      let xml = try JSONVocabulary.xml(of: json)
      #expect(WellFormedness.problem(in: xml) == nil, "\(String(decoding: json, as: UTF8.self))")
      #expect(try JSONVocabulary.xml(of: json) == xml)
    }
  }
}

/// Random JSON from a seed.
private struct Numbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }

  mutating func text() -> String {
    String(
      String.UnicodeScalarView(
        (0..<Int.random(in: 0...8, using: &self)).compactMap { _ in
          Unicode.Scalar(
            UInt32.random(in: 0...0x1FFFF, using: &self) >> UInt32.random(in: 0...16, using: &self))
        }))
  }

  mutating func value(depth: Int) -> Any {
    switch Int.random(in: 0...(depth < 4 ? 5 : 3), using: &self) {
    case 0: return text()
    case 1: return Int.random(in: -1000...1000, using: &self)
    case 2: return Bool.random(using: &self)
    case 3: return NSNull()
    case 4: return (0..<3).map { _ in value(depth: depth + 1) }
    default: return ["a" + text(): value(depth: depth + 1), "b" + text(): value(depth: depth + 1)]
    }
  }
}
