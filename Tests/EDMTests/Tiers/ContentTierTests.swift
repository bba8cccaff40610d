import Testing

@testable import EDM

@Suite("Content tiers")
struct ContentTierTests {
  private typealias Fixtures = TierFixtures

  @Test(
    "the size of an image decides, and no size gives the third tier",
    arguments: [
      (99_999, ContentTier.zero), (100_000, .one), (419_999, .one), (420_000, .two), (949_999, .two),
      (950_000, .four), (100_000_000, .four),
    ])
  func imageSizes(_ pixels: Int, _ tier: ContentTier) {
    #expect(Fixtures.content("IMAGE", "image/jpeg", pixels, 1) == tier)
    #expect(Fixtures.content("IMAGE", "image/jpeg", 1, pixels) == tier)
  }

  @Test("a product of measures that no number holds is large, a negative one nothing")
  func absurdSizes() {
    #expect(Fixtures.content("IMAGE", "image/jpeg", .max, .max) == .four)
    #expect(Fixtures.content("IMAGE", "image/jpeg", -2000, -2000) == .zero)
    #expect(Fixtures.content("IMAGE", "image/jpeg", 2000, nil) == .zero)
  }

  @Test(
    "parameters, letter case and blanks of a media type do not matter; drawings are no images",
    arguments: [
      (" IMAGE/JPEG; q=1", ContentTier.four), ("image/vnd.dxf", .zero), ("video/mp4", .zero),
      ("application/pdf", .zero), ("imagery/jpeg", .zero), (" ", .zero),
    ])
  func imageMediaTypes(_ mime: String, _ tier: ContentTier) {
    #expect(Fixtures.content("IMAGE", mime, 2000, 2000) == tier)
  }

  @Test("an image needs a preview, and a preview needs a known media type")
  func imageNeedsPreview() {
    #expect(Fixtures.content("IMAGE", "image/jpeg", 2000, 2000, hasPreview: false) == .zero)
    var record = Fixtures.internalRecord(
      aggregation: [Fixtures.link(.edmIsShownBy, Fixtures.image)],
      [Fixtures.file(Fixtures.image, "image/jpeg", 2000, 2000)])
    #expect(TierCalculator().tiers(of: record).content == .four)
    record.resources.removeAll { $0.about == Fixtures.preview }
    #expect(TierCalculator().tiers(of: record).content == .zero)
    record.resources.append(Fixtures.file(Fixtures.preview, " "))
    #expect(TierCalculator().tiers(of: record).content == .zero)
    #expect(TierCalculator().tiers(of: record, media: MediaKnowledge(hasPreview: true)).content == .four)
  }

  @Test(
    "only files that isShownBy or hasView name count",
    arguments: [
      (Property.edmIsShownBy, ContentTier.four), (.edmHasView, .four), (.edmObject, .zero),
      (.edmIsShownAt, .zero),
    ])
  func candidates(_ role: Property, _ tier: ContentTier) {
    let record = Fixtures.internalRecord(
      aggregation: [Fixtures.link(role, Fixtures.image)],
      [Fixtures.file(Fixtures.image, "image/jpeg", 2000, 2000)])
    #expect(TierCalculator().tiers(of: record).content == tier)
  }

  @Test("of several files the best counts, among hundreds as well")
  func bestFile() {
    let addresses = (0..<300).map { "http://museum.example/\($0).jpg" }
    let record = Fixtures.internalRecord(
      aggregation: addresses.map { Fixtures.link(.edmHasView, $0) },
      addresses.map { Fixtures.file($0, "image/jpeg", $0 == addresses[250] ? 700 : 10, 700) })
    let evidence = TierCalculator().evidence(of: record).media
    #expect(evidence.fileCount == 300)
    #expect(evidence.content.tier == .two)
  }

  @Test(
    "text: a PDF or a large image 4, a medium one 2, a landing page 1",
    arguments: [
      ("application/pdf", 0, false, ContentTier.four), ("application/pdf;version=1.4", 0, false, .four),
      ("image/png", 950_000, false, .four), ("image/png", 949_999, false, .two),
      ("image/png", 420_000, true, .two), ("image/png", 419_999, false, .one),
      ("image/png", 100_000, false, .one), ("image/png", 99_999, false, .zero),
      ("image/png", 99_999, true, .one), ("text/plain", 0, false, .zero), ("text/plain", 0, true, .one),
      ("video/mp4", 2_000_000, false, .zero),
    ])
  func text(_ mime: String, _ pixels: Int, _ hasLandingPage: Bool, _ tier: ContentTier) {
    #expect(Fixtures.content("TEXT", mime, pixels, 1, hasLandingPage: hasLandingPage) == tier)
    #expect(
      Fixtures.content("TEXT", mime, pixels, 1, hasLandingPage: hasLandingPage, hasPreview: false) == tier)
  }

  @Test(
    "sound: an audio file or a player 4, a landing page 1",
    arguments: [
      ("audio/mpeg", Fixtures.image, false, ContentTier.four), ("text/html", Fixtures.image, false, .zero),
      ("text/html", Fixtures.image, true, .one),
      ("text/html", "https://soundcloud.com/museum/1", false, .four),
      ("application/json+oembed", Fixtures.image, false, .four),
    ])
  func sound(_ mime: String, _ address: String, _ hasLandingPage: Bool, _ tier: ContentTier) {
    #expect(Fixtures.content("SOUND", mime, hasLandingPage: hasLandingPage, address: address) == tier)
  }

  @Test(
    "video: 480 lines or a player 4, any video or a landing page 1",
    arguments: [
      ("video/mp4", 480, Fixtures.image, false, ContentTier.four),
      ("video/mp4", 479, Fixtures.image, false, .one),
      ("application/dash+xml", 480, Fixtures.image, false, .four),
      ("text/html", 480, Fixtures.image, false, .zero), ("text/html", 480, Fixtures.image, true, .one),
      ("text/html", 0, "https://vimeo.com/1", false, .four),
      ("application/xml+oembed", 0, Fixtures.image, false, .four),
    ])
  func video(
    _ mime: String, _ height: Int, _ address: String, _ hasLandingPage: Bool, _ tier: ContentTier
  ) {
    #expect(
      Fixtures.content("VIDEO", mime, 1, height, hasLandingPage: hasLandingPage, address: address) == tier)
  }

  @Test(
    "3D: any known media type but image and PDF; drawings in DXF are 3D",
    arguments: [
      ("model/gltf+json" as String?, ContentTier.four), ("application/octet-stream", .four),
      ("image/vnd.dxf", .four),
      ("text/html", .four), ("image/jpeg", .zero), ("application/pdf", .zero), (nil, .zero),
    ])
  func threeDimensional(_ mime: String?, _ tier: ContentTier) {
    #expect(Fixtures.content("3D", mime, 2000, 2000) == tier)
    // A landing page helps only a record that links to no file.
    #expect(Fixtures.content("3D", mime, 2000, 2000, hasLandingPage: true) == tier)
  }

  @Test(
    "without a file a landing page with a known media type gives all types but images the first tier",
    arguments: ["TEXT", "SOUND", "VIDEO", "3D", "IMAGE"])
  func landingPageAlone(_ type: String) {
    func tier(_ mime: String?) -> ContentTier {
      TierCalculator().tiers(
        of: Fixtures.internalRecord(
          types: [type], aggregation: [Fixtures.link(.edmIsShownAt, Fixtures.page)],
          [Fixtures.file(Fixtures.page, mime)])
      ).content
    }
    #expect(tier("text/html") == (type == "IMAGE" ? .zero : .one))
    #expect(tier(nil) == .zero)
  }

  @Test("a tier needs exactly one type, over all proxies")
  func types() {
    func tier(_ types: [String]) -> ContentTier {
      TierCalculator().tiers(
        of: Fixtures.internalRecord(
          types: types, aggregation: [Fixtures.link(.edmIsShownBy, Fixtures.image)],
          [Fixtures.file(Fixtures.image, "image/jpeg", 2000, 2000)])
      ).content
    }
    #expect(tier(["IMAGE"]) == .four)
    #expect(tier(["IMAGE", "IMAGE"]) == .four)
    #expect(tier(["IMAGE", "TEXT"]) == .zero)
    #expect(tier([]) == .zero)
    #expect(tier(["image"]) == .zero)
  }
}
