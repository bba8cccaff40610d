import Testing

@testable import Imaging

@Suite("EXIF orientation")
struct OrientationTests {
  /// Upright: red above left, green above right, blue below left, grey below right; 60 x 40.
  private static let upright = Picture.drawn(60, 40) { x, y in
    switch (x < 30, y < 20) {
    case (true, true): (220, 20, 20)
    case (false, true): (20, 220, 20)
    case (true, false): (20, 20, 220)
    case (false, false): (128, 128, 128)
    }
  }

  /// How a camera stores the upright picture for an orientation: by the definition of the row and column that
  /// hold the upright top and left side (Exif 2.32, section 4.6.4).
  private static func stored(_ orientation: Int, of upright: PixelImage = upright) -> PixelImage {
    let (width, height) = (upright.width, upright.height)
    func pixel(_ x: Int, _ y: Int) -> (Int, Int, Int) {
      let at = 3 * (y * width + x)
      return (Int(upright.rgb[at]), Int(upright.rgb[at + 1]), Int(upright.rgb[at + 2]))
    }
    return switch orientation {
    case 2: Picture.drawn(width, height) { x, y in pixel(width - 1 - x, y) }
    case 3: Picture.drawn(width, height) { x, y in pixel(width - 1 - x, height - 1 - y) }
    case 4: Picture.drawn(width, height) { x, y in pixel(x, height - 1 - y) }
    case 5: Picture.drawn(height, width) { x, y in pixel(y, x) }
    case 6: Picture.drawn(height, width) { x, y in pixel(width - 1 - y, x) }
    case 7: Picture.drawn(height, width) { x, y in pixel(width - 1 - y, height - 1 - x) }
    case 8: Picture.drawn(height, width) { x, y in pixel(y, height - 1 - x) }
    default: upright
    }
  }

  @Test("turning stored pixels gives the upright picture exactly", arguments: 1...8)
  func turnsPixels(orientation: Int) {
    let turned = Raster(Self.stored(orientation)).turned(upright: Orientation(value: orientation))
    #expect(turned.width == 60 && turned.height == 40)
    #expect(turned.packed() == Self.upright.rgb)
  }

  @Test("turning a luma plane agrees with turning pixels", arguments: 1...8)
  func turnsPlanes(orientation: Int) {
    let orientation = Orientation(value: orientation)
    let stored = Raster(Self.stored(orientation.value))
    let one = stored.luma().turned(upright: orientation)
    let other = stored.turned(upright: orientation).luma()
    #expect((0..<(60 * 40)).allSatisfy { one.samples[$0] == other.samples[$0] })
  }

  @Test("a JPEG of any orientation and byte order is looked at upright", arguments: 1...8, [true, false])
  func looksUpright(orientation: Int, littleEndian: Bool) throws {
    let folder = TemporaryFolder()
    let bytes = jpeg(
      try Picture.jpeg(Self.stored(orientation)), orientation: UInt8(orientation), littleEndian: littleEndian)
    let look = try ImageLooker().look(file: folder.file("turned.jpg", bytes))
    #expect(look.image.width == 60 && look.image.height == 40)
    #expect(look.image.exifOrientation == orientation)
    let pixels = try #require(look.pixels)
    #expect(pixels.rgb[3 * (5 * 60 + 5)] > 180, "red lies above left")
    #expect(pixels.rgb[3 * (5 * 60 + 55) + 1] > 180, "green lies above right")
    #expect(pixels.rgb[3 * (35 * 60 + 5) + 2] > 180, "blue lies below left")
  }

  @Test("the hash is that of the upright picture, from either decode", arguments: 2...8)
  func hashesUpright(orientation: Int) throws {
    let folder = TemporaryFolder()
    let scene = Picture.scene(orientation, width: 320, height: 240)
    let upright = try ImageLooker().look(file: folder.file("upright.jpg", scene)).image.perceptualHash
    let bytes = jpeg(
      try Picture.jpeg(Self.stored(orientation, of: scene)), orientation: UInt8(orientation),
      littleEndian: true)
    let file = try folder.file("turned.jpg", bytes)
    for options in [LookOptions(), .hashOnly] {
      #expect(
        try upright.distance(to: ImageLooker().look(file: file, options: options).image.perceptualHash) <= 6)
    }
  }

  @Test("broken EXIF segments are read as upright, never beyond their end")
  func survivesBrokenSegments() {
    let seed: UInt64 = 20_240_501
    var random = SeededGenerator(seed: seed)
    let whole: [UInt8] = [
      0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0,
    ]
    func orientation(_ bytes: [UInt8]) -> Int {
      bytes.withUnsafeBufferPointer { EXIF($0).orientation.value }
    }
    #expect(orientation(whole) == 6)
    for length in 0..<20 { #expect((1...8).contains(orientation(Array(whole.prefix(length))))) }
    #expect(orientation([0x49, 0x49, 42, 0, 0xFF, 0xFF, 0xFF, 0xFF]) == 1)
    #expect(orientation(Array(whole.prefix(18)) + [9, 0, 0, 0]) == 1, "9 is no orientation")
    for _ in 0..<5000 {
      var bytes = whole
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      #expect((1...8).contains(orientation(bytes)), "seed \(seed)")
    }
  }
}
