import Foundation

@testable import Imaging

/// Pictures that are computed, so that every expected value can be reasoned out.
enum Picture {
  /// A picture from a function of place.
  static func drawn(
    _ width: Int, _ height: Int, _ colour: (_ x: Int, _ y: Int) -> (red: Int, green: Int, blue: Int)
  ) -> PixelImage {
    let rgb = [UInt8](unsafeUninitializedCapacity: 3 * width * height) { rgb, count in
      for y in 0..<height {
        for x in 0..<width {
          let (red, green, blue) = colour(x, y)
          rgb[count] = UInt8(clamping: red)
          rgb[count + 1] = UInt8(clamping: green)
          rgb[count + 2] = UInt8(clamping: blue)
          count += 3
        }
      }
    }
    return PixelImage(width: width, height: height, rgb: rgb)
  }

  static func grey(_ width: Int, _ height: Int, _ level: (_ x: Int, _ y: Int) -> Int) -> PixelImage {
    drawn(width, height) { x, y in
      let level = level(x, y)
      return (level, level, level)
    }
  }

  /// A smooth colour scene with some hard edges, different for each number.
  static func scene(_ number: Int, width: Int, height: Int) -> PixelImage {
    var random = SeededGenerator(seed: UInt64(number) &* 7919 &+ 17)
    let waves = (0..<5).map { _ in
      (
        Double.random(in: 0.5...4, using: &random), Double.random(in: 0.5...4, using: &random),
        Double.random(in: 0...6, using: &random), Double.random(in: 10...45, using: &random)
      )
    }
    let (centreX, centreY) = (
      Double.random(in: 0.2...0.8, using: &random), Double.random(in: 0.2...0.8, using: &random)
    )
    // Per axis, because unit tests are built without optimisation.
    let across = waves.map { wave in
      (0..<width).map { wave.3 * sin(6.28 * wave.0 * Double($0) / Double(width) + wave.2) }
    }
    let down = waves.map { wave in (0..<height).map { cos(6.28 * wave.1 * Double($0) / Double(height)) } }
    let columns = Int((centreX - 0.15) * Double(width))...Int((centreX + 0.15) * Double(width))
    let rows = Int((centreY - 0.1) * Double(height))...Int((centreY + 0.1) * Double(height))
    return drawn(width, height) { x, y in
      var level = 120.0
      for wave in 0..<5 { level += across[wave][x] * down[wave][y] }
      if columns.contains(x), rows.contains(y) { level = 20 }
      return (Int(level * 1.1), Int(level), Int(level * 0.8))
    }
  }

  /// Yellowed paper: texture, uneven light, a few faint stains, a dark edge; with lines of writing if wanted.
  static func page(seed: UInt64, written: Bool, width: Int = 420, height: Int = 600) -> PixelImage {
    var random = SeededGenerator(seed: seed)
    let stains = (0..<6).map { _ in
      (
        Double.random(in: 0...Double(width), using: &random),
        Double.random(in: 0...Double(height), using: &random),
        Double.random(in: 4...12, using: &random)
      )
    }
    return drawn(width, height) { x, y in
      var level = 225 - 18 * Double(x) / Double(width) + Double(Int.random(in: -9...9, using: &random))
      for (stainX, stainY, radius) in stains
      where hypot(Double(x) - stainX, Double(y) - stainY) < radius { level -= 22 }
      if x < width / 40 { level = 40 }
      let line = y % 28
      if written, y > 80, y < height - 80, x > 60, x < width - 60, line < 9, (x / 5 + y / 28) % 3 != 0,
        x % 5 < 3
      {
        level = 55
      }
      return (Int(level), Int(level * 0.96), Int(level * 0.86))
    }
  }

  /// A JPEG file of the picture.
  static func jpeg(_ image: PixelImage, quality: Int = 90) throws -> [UInt8] {
    try JPEGEncoder.encode(Raster(image), quality: quality)
  }
}

/// SplitMix64: the same numbers on every run for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A folder that goes away with its owner.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("imaging-\(UUID().uuidString)").path
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(_ name: String) -> String { path + "/" + name }

  /// Writes bytes and returns the path.
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  /// Writes a picture in the format of the name's suffix and returns the path.
  func file(_ name: String, _ image: PixelImage) throws -> String {
    if name.hasSuffix(".jpg") { return try file(name, Picture.jpeg(image)) }
    try VipsImageFile.write(image, to: path(name))
    return path(name)
  }
}

/// An EXIF segment with an orientation, put into a JPEG file behind its first mark.
func jpeg(_ bytes: [UInt8], orientation: UInt8, littleEndian: Bool) -> [UInt8] {
  let tiff: [UInt8] =
    littleEndian
    ? [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
    : [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  let segment = Array("Exif\0\0".utf8) + tiff
  let length = segment.count + 2
  return bytes[0..<2] + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + segment + bytes[2...]
}
