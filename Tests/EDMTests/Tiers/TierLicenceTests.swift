import Testing

@testable import EDM

@Suite("Licences and content tiers")
struct TierLicenceTests {
  private typealias Fixtures = TierFixtures

  @Test(
    "what a rights statement allows, by how it begins",
    arguments: [
      ("http://creativecommons.org/publicdomain/mark/1.0/", TierLicence.open),
      ("http://creativecommons.org/publicdomain/zero/1.0/", .open),
      ("http://creativecommons.org/licenses/by/3.0/nl/", .open), (Fixtures.openLicence, .open),
      ("http://creativecommons.org/licenses/by-sa/4.0/", .open),
      (" http://creativecommons.org/licenses/by-sa/4.0/ ", .open),
      ("http://creativecommons.org/licenses/by-nc/4.0/", .restricted),
      ("http://creativecommons.org/licenses/by-nd/4.0/", .restricted),
      ("http://creativecommons.org/licenses/by-nc-sa/4.0/", .restricted),
      ("http://creativecommons.org/licenses/by-nc-nd/4.0/", .restricted),
      ("http://rightsstatements.org/vocab/NoC-NC/1.0/", .restricted),
      ("http://rightsstatements.org/vocab/NoC-OKLR/1.0/", .restricted),
      ("http://rightsstatements.org/vocab/InC-EDU/1.0/", .restricted),
      ("http://www.europeana.eu/rights/out-of-copyright-non-commercial/", .restricted),
      ("http://rightsstatements.org/vocab/InC/1.0/", .closed),
      ("http://rightsstatements.org/vocab/InC-OW-EU/1.0/", .closed),
      ("http://rightsstatements.org/vocab/CNE/1.0/", .closed),
      ("http://www.europeana.eu/rights/rr-f/", .closed),
      ("https://creativecommons.org/licenses/by/4.0/", .closed),
      ("http://creativecommons.org/licenses/by", .closed),
      ("http://creativecommons.org/LICENSES/by/4.0/", .closed), ("CC BY", .closed), ("", .closed),
    ])
  func categories(_ statement: String, _ licence: TierLicence) {
    #expect(TierLicence(statement: statement) == licence)
  }

  @Test("a closed licence caps at 2, a restricted one at 3, an open one at 4")
  func caps() {
    func tier(_ rights: String?, _ own: String? = nil, width: Int = 2000) -> ContentTier {
      Fixtures.content("IMAGE", "image/jpeg", width, 1000, rights: rights, fileRights: own)
    }
    let restricted = "http://creativecommons.org/licenses/by-nc/4.0/"
    let closed = "http://rightsstatements.org/vocab/InC/1.0/"
    #expect(tier(Fixtures.openLicence) == .four)
    #expect(tier(restricted) == .three)
    #expect(tier(closed) == .two)
    #expect(tier(nil) == .two)
    #expect(tier(closed, width: 200) == .one)
    // The rights of the file win, either way.
    #expect(tier(closed, Fixtures.openLicence) == .four)
    #expect(tier(Fixtures.openLicence, closed) == .two)
    #expect(tier(nil, restricted) == .three)
  }

  @Test("the tier before the licence is that of the file which is best in the end, the first of equals")
  func beforeLicence() {
    let closed = "http://rightsstatements.org/vocab/InC/1.0/"
    func content(_ files: [Resource]) -> (tier: ContentTier, beforeLicence: ContentTier) {
      TierCalculator().evidence(
        of: Fixtures.internalRecord(
          aggregation: files.map { Fixtures.link(.edmHasView, $0.about) }, rights: closed, files)
      ).media.content
    }
    let large = Fixtures.file("x:large", "image/jpeg", 2000, 2000)
    let medium = Fixtures.file("x:medium", "image/jpeg", 700, 700)
    let small = Fixtures.file("x:small", "image/jpeg", 400, 400)
    #expect(content([large]) == (.two, .four))
    #expect(content([small, large]) == (.two, .four))
    #expect(content([large, medium]) == (.two, .four))
    #expect(content([medium, large]) == (.two, .two))
    #expect(content([]) == (.zero, .zero))
  }

  @Test("the first aggregation with a rights statement speaks for the record")
  func firstAggregation() {
    var record = Fixtures.internalRecord(rights: nil)
    record.resources.append(
      Resource(
        kind: .aggregation, about: "/aggregation/2",
        statements: [Fixtures.link(.edmRights, Fixtures.openLicence)]))
    record.resources.append(
      Resource(
        kind: .aggregation, about: "/aggregation/3", statements: [Fixtures.link(.edmRights, "x:closed")]))
    #expect(TierCalculator().evidence(of: record).media.licence == .open)
  }
}
