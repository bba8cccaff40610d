import IIIF
import Testing

@Suite("Choosing a size")
struct ImageRequestTests {
  /// A service for an image of 6000 x 4000 pixels.
  private func service(
    _ version: ImageInformation.Version, level: Int?, extra: String = ""
  ) throws -> ImageInformation {
    let members = "\"width\": 6000, \"height\": 4000" + (extra.isEmpty ? "" : ", " + extra)
    let id = "https://example.org/i"
    switch version {
    case .v1_0, .v1_1:
      return try information(
        """
        {"@context": "http://library.stanford.edu/iiif/image-api/1.1/context.json", "@id": "\(id)", \(members),
         "profile": "http://library.stanford.edu/iiif/image-api/1.1/compliance.html#level\(level ?? 9)"}
        """)
    case .v2:
      return try information(
        """
        {"@context": "http://iiif.io/api/image/2/context.json", "@id": "\(id)", \(members),
         "profile": "http://iiif.io/api/image/2/level\(level ?? 9).json"}
        """)
    case .v3:
      return try information(
        """
        {"@context": "http://iiif.io/api/image/3/context.json", "id": "\(id)", "type": "ImageService3", \(members),
         "profile": "level\(level ?? 9)"}
        """)
    }
  }

  /// Size and file of each request: `!400,400 default.jpg`.
  private func sizes(_ information: ImageInformation, longSide: Int) -> [String] {
    information.requests(longSide: longSide).map {
      "\($0.address.size) \($0.address.quality).\($0.address.format)"
    }
  }

  @Test("Level 2 confines, then falls back to a width and the whole")
  func level2() throws {
    #expect(
      sizes(try service(.v2, level: 2), longSide: 400)
        == ["!400,400 default.jpg", "400, default.jpg", "full default.jpg", "max default.jpg"])
    #expect(
      sizes(try service(.v3, level: 2), longSide: 400)
        == ["!400,400 default.jpg", "400,267 default.jpg", "max default.jpg"])
    #expect(
      sizes(try service(.v1_1, level: 2), longSide: 400)
        == ["!400,400 native.jpg", "400, native.jpg", "full native.jpg"])
  }

  @Test("Level 1 names a width, in version 3 both sides")
  func level1() throws {
    #expect(sizes(try service(.v1_1, level: 1), longSide: 600).first == "600, native.jpg")
    #expect(sizes(try service(.v2, level: 1), longSide: 600).first == "600, default.jpg")
    #expect(sizes(try service(.v3, level: 1), longSide: 600).first == "600,400 default.jpg")
  }

  @Test("A listed size that is large enough but not twice too large is preferred")
  func listed() throws {
    let list =
      #""sizes": [{"width": 150, "height": 100}, {"width": 750, "height": 500}, {"width": 3000, "height": 2000}]"#
    let information = try service(.v2, level: 2, extra: list)
    #expect(sizes(information, longSide: 500).first == "750, default.jpg")
    #expect(sizes(information, longSide: 750).first == "750, default.jpg")
    #expect(sizes(information, longSide: 1000).first == "!1000,1000 default.jpg")
    #expect(sizes(information, longSide: 1000).contains("3000, default.jpg"))
    #expect(information.requests(longSide: 500).first?.expected == PixelSize(width: 750, height: 500))
  }

  @Test("Level 0 is asked for listed sizes and whole-image tiles only, else for the whole")
  func level0() throws {
    let list = #""sizes": [{"width": 150, "height": 100}, {"width": 3000, "height": 2000}]"#
    #expect(
      sizes(try service(.v3, level: 0, extra: list), longSide: 400)
        == ["3000,2000 default.jpg", "max default.jpg"])
    #expect(
      sizes(try service(.v3, level: 0, extra: list), longSide: 4000)
        == ["max default.jpg", "3000,2000 default.jpg"])
    #expect(sizes(try service(.v2, level: 0), longSide: 400) == ["full default.jpg", "max default.jpg"])
    let tiles = #""tiles": [{"width": 1024, "scaleFactors": [1, 2, 4, 8, 16]}]"#
    // 6000 / 8 = 750 fits one tile of 1024; 6000 / 4 does not.
    #expect(sizes(try service(.v3, level: 0, extra: tiles), longSide: 400).first == "750,500 default.jpg")
    #expect(sizes(try service(.v3, level: 0, extra: tiles), longSide: 800).first == "max default.jpg")
  }

  @Test("A service that states no level is asked like level 0, with what it declares")
  func noLevel() throws {
    #expect(sizes(try service(.v3, level: nil), longSide: 400) == ["max default.jpg"])
    let declared = #""extraFeatures": ["sizeByConfinedWh"]"#
    #expect(
      sizes(try service(.v3, level: nil, extra: declared), longSide: 400).first == "!400,400 default.jpg")
  }

  @Test("Nothing is asked for above the image or above the service's limits")
  func limits() throws {
    #expect(sizes(try service(.v3, level: 2), longSide: 9000) == ["max default.jpg"])
    let width = try service(.v3, level: 2, extra: #""maxWidth": 1500"#)
    #expect(sizes(width, longSide: 4000) == ["max default.jpg"])
    #expect(width.requests(longSide: 4000).first?.expected == PixelSize(width: 1500, height: 1000))
    #expect(sizes(width, longSide: 1000).first == "!1000,1000 default.jpg")
    let area = try service(.v3, level: 1, extra: #""maxArea": 240000"#)
    #expect(area.requests(longSide: 4000).first?.expected == PixelSize(width: 600, height: 400))
  }

  @Test("Every choice, for any shape and need, stays within the image and the limits, and tries each once")
  func randomised() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("size choice seed \(seed)")
    var generator = SplitMix(state: seed)
    for _ in 0..<2000 {
      var information = try service(
        ImageInformation.Version.allCases.randomElement(using: &generator) ?? .v2,
        level: [0, 1, 2, nil].randomElement(using: &generator) ?? nil)
      information.width = Int.random(in: 1...9000, using: &generator)
      information.height = Int.random(in: 1...9000, using: &generator)
      if Bool.random(using: &generator) {
        information.limits.width = Int.random(in: 1...9000, using: &generator)
      }
      if Bool.random(using: &generator) {
        information.sizes = (0..<3).map { _ in
          PixelSize(
            width: Int.random(in: 1...10_000, using: &generator),
            height: Int.random(in: 1...10_000, using: &generator))
        }
      }
      let requests = information.requests(longSide: Int.random(in: 1...9000, using: &generator))
      #expect(!requests.isEmpty)
      #expect(Set(requests.map(\.text)).count == requests.count)
      for request in requests {
        #expect(ImageAddress(parsing: request.text) == request.address)
        let expected = try #require(request.expected)
        #expect(expected.width <= information.width && expected.height <= information.height)
        #expect(expected.longSide <= information.limits.width ?? .max)
      }
    }
  }

  @Test("Without info.json the likeliest requests are tried in turn")
  func withoutInformation() {
    #expect(
      ImageRequest.withoutInformation(base: "https://example.org/i/", longSide: 800).map(\.text) == [
        "https://example.org/i/full/!800,800/0/default.jpg", "https://example.org/i/full/max/0/default.jpg",
        "https://example.org/i/full/full/0/default.jpg", "https://example.org/i/full/full/0/native.jpg",
      ])
  }
}

/// A small generator of random numbers that a printed seed repeats (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
