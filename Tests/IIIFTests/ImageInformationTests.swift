import IIIF
import Testing

/// An image description from a text, got from a made-up address.
func information(_ json: String, address: String? = nil) throws -> ImageInformation {
  try ImageInformation(json: Array(json.utf8), address: address)
}

@Suite("Reading info.json")
struct ImageInformationTests {
  @Test("Version 1.0 names an identifier only: the base comes from where the document was got")
  func version1_0() throws {
    let json = """
      {"identifier": "page-1", "width": 6000, "height": 4000, "scale_factors": [1, 2, 4], "tile_width": 1024,
       "tile_height": 512, "formats": ["jpg", "png"], "qualities": ["native", "grey"],
       "profile": "http://library.stanford.edu/iiif/image-api/compliance.html#level1"}
      """
    let read = try information(json, address: "https://example.org/iiif/page-1/info.json")
    #expect(read.version == .v1_0)
    #expect(read.base == "https://example.org/iiif/page-1")
    #expect(read.level == 1)
    #expect(read.tiles == [TileSet(width: 1024, height: 512, scaleFactors: [1, 2, 4])])
    #expect(read.qualities == ["native", "grey"])
    let error = #expect(throws: IIIFError.self) { _ = try information(json) }
    #expect(
      error?.description == "`id` of the info.json is no http address, and where it came from is not known")
  }

  @Test("Version 2 keeps formats, features and limits within the profile")
  func version2() throws {
    let read = try information(
      """
      {"@context": "http://iiif.io/api/image/2/context.json", "@id": "http://example.org/a/", "width": 6000,
       "height": 4000, "protocol": "http://iiif.io/api/image", "sizes": [{"width": 150, "height": 100}],
       "tiles": [{"width": 512, "scaleFactors": [1, 2, 4]}],
       "profile": ["http://iiif.io/api/image/2/level2.json",
                   {"formats": ["gif"], "supports": ["sizeAboveFull"], "maxWidth": 1500, "maxArea": 3000000000}]}
      """)
    #expect(read.version == .v2 && read.level == 2 && read.base == "http://example.org/a")
    #expect(read.limits == SizeLimits(width: 1500, area: 3_000_000_000))
    #expect(read.features == ["sizeAboveFull"] && read.formats == ["gif"])
    #expect(read.tiles == [TileSet(width: 512, height: 512, scaleFactors: [1, 2, 4])])
    #expect(read.oddities.isEmpty && !read.isAccessLimited)
  }

  @Test("Version 3 keeps them beside it, and may have several contexts")
  func version3() throws {
    let read = try information(
      """
      {"@context": ["http://example.org/extra.json", "http://iiif.io/api/image/3/context.json"],
       "id": "https://example.org/b", "type": "ImageService3", "profile": "level1", "width": 60, "height": 40,
       "maxWidth": 30, "maxHeight": 20, "extraFormats": ["webp"], "preferredFormats": ["webp", "jpg"],
       "extraFeatures": ["sizeUpscaling"], "rights": "http://rightsstatements.org/vocab/InC/1.0/",
       "service": [{"@id": "https://example.org/login", "profile": "http://iiif.io/api/auth/1/login"}]}
      """)
    #expect(read.version == .v3 && read.level == 1)
    #expect(read.limits == SizeLimits(width: 30, height: 20))
    #expect(read.preferredFormats == ["webp", "jpg"])
    #expect(read.rights == "http://rightsstatements.org/vocab/InC/1.0/")
    #expect(read.isAccessLimited)
  }

  @Test("What can be done without is left out and named")
  func oddities() throws {
    let read = try information(
      """
      {"@context": "http://iiif.io/api/image/3/context.json", "id": "https://example.org/c", "width": "600",
       "height": 400.0, "profile": "level9", "sizes": ["x", {"width": 150, "height": 100}], "maxWidth": true}
      """)
    #expect(read.width == 600 && read.height == 400)
    #expect(read.level == nil)
    #expect(read.sizes == [PixelSize(width: 150, height: 100)])
    #expect(
      read.oddities == [
        "no compliance level", "`maxWidth` is a boolean", "an entry of `sizes` has no width and height",
      ])
  }

  @Test(
    "What cannot be read is refused with the reason",
    arguments: [
      ("", "the IIIF document is no JSON object: it is empty"),
      (
        "<html><body>Log in</body>",
        "the IIIF document is no JSON object: it starts with `<html><body>Log in</body>`"
      ),
      ("[1, 2]", "the IIIF document is no JSON object: it is a list"),
      (
        #"{"width": 5, "height": 5, "@id": "http://example.org/x"}"#,
        "not a IIIF image description: no `@context`, no profile or type known"
      ),
      (
        #"{"@context": "http://iiif.io/api/image/2/context.json", "width": 5, "@id": "http://example.org/x"}"#,
        "the info.json has no `height`"
      ),
      (
        #"{"@context": "http://iiif.io/api/image/2/context.json", "width": -5, "height": 1}"#,
        "`width` of the info.json is the number -5.0"
      ),
      (
        #"{"type": "ImageService3", "width": 5, "height": 1}"#, "the info.json has no `id`"
      ),
    ])
  func refused(json: String, reason: String) {
    let error = #expect(throws: IIIFError.self) { _ = try information(json) }
    #expect(error?.description == reason)
  }

  @Test("Deep nesting and cut-off documents are refused, not fatal")
  func hostile() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: IIIFError.self) { _ = try information(deep) }
    #expect(throws: IIIFError.self) { _ = try information(#"{"width": 5, "he"#) }
    #expect(throws: IIIFError.self) { _ = try ImageInformation(json: [0xFF, 0xFE, 0x00, 0x7B]) }
  }
}
