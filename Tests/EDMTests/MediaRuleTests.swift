import Testing

@testable import EDM

@Suite("Media rules")
struct MediaRuleTests {
  private func gallica() throws -> MediaRule {
    try MediaRule(
      from: .dcIdentifier, match: "^https?://gallica\\.bnf\\.fr/(ark:/12148/[a-z0-9]+)", target: .manifest,
      template: "https://gallica.bnf.fr/iiif/$1/manifest.json")
  }

  @Test("a Gallica-shaped ark becomes the address of its manifest")
  func derivesManifest() throws {
    let rule = try gallica()
    #expect(
      rule.address(for: "http://gallica.bnf.fr/ark:/12148/btv1b110012843")
        == "https://gallica.bnf.fr/iiif/ark:/12148/btv1b110012843/manifest.json")
    #expect(rule.address(for: "ISBN 3-16-148410-0") == nil)
  }

  @Test("only a record without an image address gets derived web resources")
  func appliesWithoutImage() throws {
    let settings = TestRecords.settings(rules: [try gallica()])
    func record(_ links: String) -> [UInt8] {
      TestRecords.rdf(
        TestRecords.object.replacing(
          "<edm:type>",
          with: "<dc:identifier>https://gallica.bnf.fr/ark:/12148/bpt6k1</dc:identifier><edm:type>")
          + TestRecords.aggregation(links: links))
    }
    let page = "<edm:isShownAt rdf:resource='https://gallica.bnf.fr/ark:/12148/bpt6k1'/>"
    let derived = TestRecords.describe(record(page), settings).webResources
    let manifest = "https://gallica.bnf.fr/iiif/ark:/12148/bpt6k1/manifest.json"
    #expect(derived.map(\.role) == [.isShownAt, .derived])
    #expect(derived.last?.manifest == manifest)
    #expect(derived.last?.rights?.category == .open)
    let image = page + "<edm:object rdf:resource='http://museum.example/1.jpg'/>"
    #expect(TestRecords.describe(record(image), settings).webResources.map(\.role) == [.object, .isShownAt])
  }

  @Test("templates know the whole match, dollar signs and groups that did not take part")
  func fillsTemplates() throws {
    let rule = try MediaRule(
      from: .dcIdentifier, match: "([a-z]+)(-x)?", target: .image, template: "http://x.example/$0/$1/$2$$.jpg"
    )
    #expect(rule.address(for: "12 abc") == "http://x.example/abc/abc/$.jpg")
  }

  @Test("rules that cannot work are refused with the remedy")
  func refusesFaultyRules() {
    #expect(throws: MediaRuleError.notARegularExpression("(")) {
      try MediaRule(from: .dcIdentifier, match: "(", target: .image, template: "http://x/$1")
    }
    #expect(throws: MediaRuleError.noSuchGroup(2, pattern: "(a)", template: "http://x/$2")) {
      try MediaRule(from: .dcIdentifier, match: "(a)", target: .image, template: "http://x/$2")
    }
    #expect(throws: MediaRuleError.patternTooLong(1001)) {
      try MediaRule(
        from: .dcIdentifier, match: String(repeating: "a", count: 1001), target: .image, template: "http://x/"
      )
    }
  }

  @Test("a pattern that backtracks without end is cut off")
  func boundsMatching() throws {
    let rule = try MediaRule(
      from: .dcIdentifier, match: "^(a+)+$", target: .image, template: "http://x.example/$1")
    let clock = ContinuousClock()
    let time = clock.measure {
      #expect(rule.address(for: String(repeating: "a", count: 60) + "!") == nil)
    }
    #expect(time < .seconds(30))
    #expect(rule.address(for: String(repeating: "a", count: 3000)) == nil)
  }

  @Test(
    "image services show in the form of an address",
    arguments: [
      ("https://iiif.example/a/b/full/full/0/default.jpg", "https://iiif.example/a/b"),
      ("https://iiif.example/b/0,0,10,10/!400,400/90/color.png", "https://iiif.example/b"),
      ("https://iiif.example/b/pct:1,2,3.5,4/^max/!0/default.webp", "https://iiif.example/b"),
      ("https://iiif.example/b/info.json", "https://iiif.example/b"),
      ("https://iiif.example/b/square/200,/0/native.jpg", "https://iiif.example/b"),
      ("https://museum.example/images/full/1/2/3.jpg", nil),
      ("https://museum.example/1.jpg", nil),
      ("ftp://iiif.example/b/full/full/0/default.jpg", nil),
    ] as [(String, String?)])
  func recognisesImageServices(_ address: String, _ service: String?) {
    #expect(IIIFAddress.imageService(of: address) == service)
  }
}
