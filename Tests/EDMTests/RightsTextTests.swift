import Testing

@testable import EDM

@Suite("Rights in free text")
struct RightsTextTests {
  @Test(
    "Words beyond doubt name a family of rights",
    arguments: [
      ("CC BY 2.0", RightsText.licence("by")),
      ("Licence: CC-BY-NC-SA 4.0", .licence("by-nc-sa")),
      ("Creative Commons Attribution-ShareAlike 3.0", .licence("by-sa")),
      ("domaine public", .publicDomain),
      ("CC0", .publicDomain),
      ("Alle Rechte vorbehalten", .inCopyright),
      ("© Museum 1999", .inCopyright),
    ])
  func families(text: String, family: RightsText) {
    #expect(RightsText(text) == family)
  }

  @Test(
    "Other words name none", arguments: ["", "see the reading room", "account by the CCA", "rights: ask us"])
  func none(text: String) {
    #expect(RightsText(text) == nil)
  }

  @Test("A statement and the words for it are of one family")
  func statements() {
    #expect(RightsText(statement: "http://creativecommons.org/licenses/by-nc/4.0/") == .licence("by-nc"))
    #expect(RightsText(statement: "http://creativecommons.org/publicdomain/mark/1.0/") == .publicDomain)
    #expect(RightsText(statement: "http://rightsstatements.org/vocab/InC/1.0/") == .inCopyright)
    #expect(RightsText(statement: "http://rightsstatements.org/vocab/NoC-OKLR/1.0/") == nil)
  }
}
