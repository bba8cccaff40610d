import Foundation
import Testing

@testable import Imaging

@Suite("Looking at an image")
struct ImageLookerTests {
  private let folder = TemporaryFolder()
  private let looker = ImageLooker()

  @Test(
    "size, type and byte count are those of the file",
    arguments: [
      ("jpg", "image/jpeg"), ("png", "image/png"), ("tif", "image/tiff"), ("webp", "image/webp"),
      ("gif", "image/gif"),
    ])
  func readsFormats(suffix: String, mime: String) throws {
    let file = try folder.file("picture." + suffix, Picture.scene(1, width: 650, height: 500))
    let look = try looker.look(file: file)
    #expect(look.image.mime == mime)
    #expect(look.image.width == 650 && look.image.height == 500)
    #expect(look.image.colourSpace == "sRGB")
    #expect(look.image.byteCount == Int64(try Data(contentsOf: URL(fileURLWithPath: file)).count))
    #expect(look.image.signals["megapixels"] == 0.325)
    #expect(look.pixels.map { max($0.width, $0.height) } == 512)
  }

  @Test("the same picture in every format has nearly the same hash, light and colours")
  func agreesAcrossFormats() throws {
    let scene = Picture.scene(2, width: 600, height: 450)
    let reference = try looker.look(file: folder.file("reference.jpg", scene)).image
    for suffix in ["png", "tif", "webp"] {
      let other = try looker.look(file: folder.file("other." + suffix, scene)).image
      #expect(reference.perceptualHash.distance(to: other.perceptualHash) <= 4)
      #expect(reference.dominantColours.first == other.dominantColours.first)
      let (one, two) = (reference.signals["exposure"] ?? 0, other.signals["exposure"] ?? 1)
      #expect(abs(one - two) < 0.01)
    }
  }

  @Test("a thumbnail has the width asked for and is never larger than the image")
  func makesThumbnails() throws {
    let options = LookOptions(thumbnailWidths: [200, 400])
    let large = try looker.look(
      file: folder.file("large.jpg", Picture.scene(1, width: 800, height: 500)), options: options)
    #expect(large.thumbnails.map(\.width) == [200, 400])
    #expect(large.thumbnails.map(\.height) == [125, 250])
    let tall = try looker.look(
      file: folder.file("tall.jpg", Picture.scene(1, width: 450, height: 1350)), options: options)
    #expect(tall.thumbnails.map(\.width) == [200, 400])
    let small = try looker.look(
      file: folder.file("small.png", Picture.scene(1, width: 150, height: 90)), options: options)
    #expect(small.thumbnails.map(\.width) == [150, 150])
    let again = try looker.look(file: folder.file("again.jpg", large.thumbnails[1].jpeg))
    #expect(again.image.width == 400 && again.image.height == 250)
    #expect(again.image.perceptualHash.distance(to: large.image.perceptualHash) <= 6)
  }

  @Test("what is measured does not depend on what else is wanted")
  func measuresTheSame() throws {
    for (number, size) in [(1, (1300, 900)), (2, (450, 700)), (3, (300, 200))] {
      let file = try folder.file("picture.jpg", Picture.scene(number, width: size.0, height: size.1))
      let full = try looker.look(file: file, options: LookOptions(thumbnailWidths: [200, 400])).image
      #expect(try looker.look(file: file, options: .measurements).image == full)
    }
  }

  @Test("four inks become colours, and are named")
  func readsCMYK() throws {
    let bytes = [UInt8](try #require(Data(base64Encoded: TinyFiles.cmykJPEG)))
    let look = try looker.look(file: folder.file("inks.jpg", bytes))
    #expect(look.image.colourSpace == "CMYK")
    let pixels = try #require(look.pixels)
    let paper = Array(pixels.rgb[(3 * (8 * 16 + 1))..<(3 * (8 * 16 + 2))])
    let red = Array(pixels.rgb[(3 * (8 * 16 + 14))..<(3 * (8 * 16 + 15))])
    #expect(paper.allSatisfy { $0 > 235 }, "no ink is paper: \(paper)")
    #expect(red[0] > 190 && red[1] < 80 && red[2] < 80, "magenta and yellow are red: \(red)")
  }

  @Test("transparency becomes white, sixteen bits become eight, only the first page is read")
  func readsSpecialFiles() throws {
    let transparent = try pixels(TinyFiles.transparentPNG, "alpha.png")
    #expect(transparent[0..<3] == [0, 0, 255], "the one opaque pixel is blue")
    #expect(transparent[3...].allSatisfy { $0 == 255 })
    #expect(try pixels(TinyFiles.sixteenBitPNG, "deep.png").allSatisfy { abs(Int($0) - 128) <= 1 })
    let pages = try pixels(TinyFiles.twoPageTIFF, "pages.tif")
    #expect(
      pages.count == 40 * 40 * 3 && pages[0] > 250 && pages[2] < 5, "the first page is red, the second blue")
    let fax = [UInt8](try #require(Data(base64Encoded: TinyFiles.faxTIFF)))
    let look = try looker.look(file: folder.file("fax.tif", fax)).image
    #expect(look.colourSpace == "grayscale" && look.flags.contains("bitonal"))
  }

  private func pixels(_ base64: String, _ name: String) throws -> [UInt8] {
    let bytes = [UInt8](try #require(Data(base64Encoded: base64)))
    return try #require(looker.look(file: folder.file(name, bytes)).pixels).rgb
  }

  @Test("a looked image survives being written and read as JSON")
  func codes() throws {
    let image = try looker.look(file: folder.file("coded.jpg", Picture.scene(1, width: 100, height: 80)))
      .image
    #expect(try JSONDecoder().decode(LookedImage.self, from: JSONEncoder().encode(image)) == image)
  }

  @Test(
    "hostile shapes are looked at: one pixel, one row, one column",
    arguments: [(1, 1), (3000, 1), (1, 3000), (2, 2)])
  func looksAtSlivers(size: (width: Int, height: Int)) throws {
    for suffix in ["jpg", "png"] {
      let file = try folder.file(
        "sliver." + suffix, Picture.grey(size.width, size.height) { x, y in (x + y) % 256 })
      let look = try looker.look(file: file)
      #expect(look.image.width == size.width && look.image.height == size.height)
      #expect(look.image.signals.values.allSatisfy { $0.isFinite })
      _ = try looker.look(file: file, options: .hashOnly)
    }
  }
}

/// Files of a few hundred bytes, made for these tests, that our own encoders do not write.
enum TinyFiles {
  /// 16 x 16: no ink at the left, full magenta and yellow at the right; stored inverted, with an Adobe segment.
  static let cmykJPEG =
    "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBET"
    + "FBUVFQwPFxgWFBgSFBUU/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//E"
    + "ALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2"
    + "Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrC"
    + "w8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD9U6/VOv1Tr9U6K/lXr+Veiiv6"
    + "qK/qooor+Vev5V6K/9k="
  /// 4 x 4, transparent red but for one opaque blue pixel.
  static let transparentPNG =
    "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAYAAACp8Z5+AAAAG0lEQVR4nGNgYPj//z8DAwMMM/5nQAVMDIQEAGOIBgAE6n92"
    + "AAAAAElFTkSuQmCC"
  /// 4 x 4 grey samples of 0x8000.
  static let sixteenBitPNG =
    "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAEEAAAAADcCh3hAAAAEElEQVR4nGNsYIAAJgacDAASNACIgC2nMwAAAABJRU5ErkJg"
    + "gg=="
  /// 40 x 40, one black line on white, Group 4.
  static let faxTIFF =
    "SUkqAB4AAAAmoNn/////+SkNyag2f/////gAgAgACQAAAQMAAQAAACgAAAABAQMAAQAAACgAAAACAQMAAQAAAAEAAAADAQMA"
    + "AQAAAAQAAAAGAQMAAQAAAAEAAAARAQQAAQAAAAgAAAAWAQMAAQAAACgAAAAXAQQAAQAAABUAAAAcAQMAAQAAAAEAAAAAAAAA"
  /// 40 x 40, a red page and a blue page, LZW.
  static let twoPageTIFF =
    "SUkqAMoAAACAP8AACBQSBwWEQeFQaGQmGwuHRGIROHxWJRaKReNRmORiPRuPx2QSORSWQyeSSiTSmWSuXSqYS2Yy+ZTWaTeZ"
    + "zmbTqcTufT2gTyhT+h0GiUejUmi0ukUylU2oU+pU6qVGq1OrVmsVur12tV6uV+xWGyWCzWOz2W0Wu1W202+2XC3XG6XO7XK8"
    + "XW83e9X2+X+94G/YLAYPDYXEYTFYfF4nGY/HZHG5PIZTJZXMZfNZbOZnO5vPaHQaPP6XRabSSCAgAAoAAAEDAAEAAAAoAAAA"
    + "AQEDAAEAAAAoAAAAAgEDAAMAAABIAQAAAwEDAAEAAAAFAAAABgEDAAEAAAACAAAAEQEEAAEAAAAIAAAAFQEDAAEAAAADAAAA"
    + "FgEDAAEAAAAoAAAAFwEEAAEAAADBAAAAHAEDAAEAAAABAAAAGgIAAAgACAAIAAAASUkqAMoAAACAAAAP+BQSBwWEQeFQaGQm"
    + "GwuHRGIROHxWJRaKReNRmORiPRuPx2QSORSWQyeSSiTSmWSuXSqYS2Yy+ZTWaTeZzmbTqcTufT2gTyhT+h0GiUejUmi0ukUy"
    + "lU2oU+pU6qVGq1OrVmsVur12tV6uV+xWGyWCzWOz2W0Wu1W202+2XC3XG6XO7XK8XW83e9X2+X+94G/YLAYPDYXEYTFYfF4n"
    + "GY/HZHG5PIZTJZXMZfNZbOZnO5vPaHQaPP6XRabSSCAgAAoAAAEDAAEAAAAoAAAAAQEDAAEAAAAoAAAAAgEDAAMAAACYAgAA"
    + "AwEDAAEAAAAFAAAABgEDAAEAAAACAAAAEQEEAAEAAABYAQAAFQEDAAEAAAADAAAAFgEDAAEAAAAoAAAAFwEEAAEAAADBAAAA"
    + "HAEDAAEAAAABAAAAAAAAAAgACAAIAAAA"
  /// 64 x 48, one colour, progressive.
  static let progressiveJPEG =
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcp"
    + "LDAxNDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIy"
    + "MjIyMjIyMjIyMjIyMjL/wgARCAAwAEADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAWAQEBAQAAAAAAAAAA"
    + "AAAAAAAABAb/2gAMAwEAAhADEAAAAZAk0oAAAAAAAAAAH//EABQQAQAAAAAAAAAAAAAAAAAAAFD/2gAIAQEAAQUCQ//EABQR"
    + "AQAAAAAAAAAAAAAAAAAAADD/2gAIAQMBAT8BT//EABQRAQAAAAAAAAAAAAAAAAAAADD/2gAIAQIBAT8BT//EABQQAQAAAAAA"
    + "AAAAAAAAAAAAAFD/2gAIAQEABj8CQ//EABQQAQAAAAAAAAAAAAAAAAAAAFD/2gAIAQEAAT8hQ//aAAwDAQACAAMAAAAQDDDD"
    + "DDDDDDDD/8QAFBEBAAAAAAAAAAAAAAAAAAAAMP/aAAgBAwEBPxBP/8QAFBEBAAAAAAAAAAAAAAAAAAAAMP/aAAgBAgEBPxBP"
    + "/8QAFBABAAAAAAAAAAAAAAAAAAAAUP/aAAgBAQABPxBD/9k="
}
