import EDM
import Testing

@testable import WinnowConfiguration

@Suite("The configuration of catalogue keys")
struct LocalIDConfigurationTests {
  private func read(_ local: String) throws -> LocalIDConfiguration? {
    try parse(withProvider("  local_id: \(local)\n")).providers.first?.localID
  }

  @Test("xpath, regex and marc_prefix arrive; only xpath has to be there")
  func keys() throws {
    let whole = try #require(
      try read("{xpath: \"//dc:identifier\", regex: \"^INV-(\\\\d+)$\", marc_prefix: \"(BE-Amsab)\"}"))
    #expect(whole.xpath == "//dc:identifier" && whole.regex == "^INV-(\\d+)$")
    #expect(whole.marcPrefix == "(BE-Amsab)")
    #expect(
      try whole.rule().localID(
        in: Array("<a xmlns='http://purl.org/dc/elements/1.1/'><identifier>INV-3</identifier></a>".utf8))
        == "3")
    let short = try #require(try read("{xpath: \"//marc:controlfield[@tag='001']\"}"))
    #expect(short.regex == nil && short.marcPrefix == nil)
    #expect(try parse(withProvider("")).providers.first?.localID == nil)
  }

  @Test(
    "what cannot be used is refused at the start, with its line",
    arguments: [
      ("{regex: \"(a)\"}", 6, "'providers[0].local_id.xpath' is missing"),
      ("\n    xpath: \"//dc:identifier[\"", 7, "the XPath '//dc:identifier[' cannot be used"),
      ("\n    xpath: \"//dct:identifier\"", 7, "the prefix 'dct' is not bound"),
      ("\n    xpath: \"//dc:identifier\"\n    regex: \"INV-(\"", 8, "'INV-(' is not a regular expression"),
      ("\n    xpath: \"//dc:identifier\"\n    regex: \"INV\"", 8, "'INV' has no group"),
      ("\n    xpath: \"//a\"\n    marc_prefix: BE-Amsab", 8, "in round brackets, such as (BE-Amsab)"),
      ("\n    xpath: \"//a\"\n    marc_prefix: \"(BE-(A))\"", 8, "in round brackets"),
      ("\n    xpath: \"//a\"\n    marc_prefix: \"()\"", 8, "in round brackets"),
      (
        "{xpath: x, key: y}", 6,
        "unknown key 'key' in 'providers[0].local_id': expected one of xpath, regex, marc_prefix"
      ),
      ("x", 6, "has to be a mapping"),
    ])
  func refused(local: String, line: Int, words: String) throws {
    let message = try complaint(about: withProvider("  local_id: \(local)\n"))
    #expect(message.hasPrefix("winnow.yaml:\(line): "), "\(message)")
    #expect(message.contains(words), "\(message)")
  }
}
