/// Images made of a few bytes, without any library.
enum Picture {
  /// A grey PNG with a pattern of its own for each seed.
  static func png(seed: Int, width: Int = 240, height: Int = 180) -> [UInt8] {
    var generator = Pattern(seed: UInt64(seed))
    let cells = (0..<48).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    var rows: [UInt8] = []
    rows.reserveCapacity((width + 1) * height)
    for y in 0..<height {
      rows.append(0)
      for x in 0..<width { rows.append(cells[(y * 6 / height) * 8 + x * 8 / width]) }
    }
    return png(width: width, height: height, data: zlib(rows))
  }

  /// A PNG that says it is enormous and is tiny.
  static let enormous = png(width: 60_000, height: 60_000, data: zlib([0, 1, 2, 3]))

  /// The beginning of a JPEG, whose picture never comes.
  static let brokenJPEG: [UInt8] =
    [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
    + [0xFF, 0xC0, 0, 11, 8, 0x01, 0xE0, 0x02, 0x80, 1, 1, 0x11, 0]

  private static func png(width: Int, height: Int, data: [UInt8]) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [8, 0, 0, 0, 0])
      + chunk("IDAT", data) + chunk("IEND", [])
  }

  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    return bigEndian(UInt32(data.count)) + body + bigEndian(Checksum.crc32(body))
  }

  /// Data in the zlib format, not compressed.
  private static func zlib(_ data: [UInt8]) -> [UInt8] {
    [0x78, 0x01] + Deflate.stored(data) + bigEndian(Checksum.adler32(data))
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian, Array.init)
  }
}

/// Numbers that follow from a seed.
struct Pattern: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

/// The deflate format without compression.
enum Deflate {
  /// Source: RFC 1951, section 3.2.4.
  static func stored(_ data: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = data[...]
    repeat {
      let block = rest.prefix(65_535)
      rest = rest.dropFirst(block.count)
      let size = UInt16(block.count)
      result.append(rest.isEmpty ? 1 : 0)
      result += [UInt8(size & 255), UInt8(size >> 8), UInt8(~size & 255), UInt8(~size >> 8)]
      result += block
    } while !rest.isEmpty
    return result
  }

  /// Data as gzip. Source: RFC 1952.
  static func gzip(_ data: [UInt8]) -> [UInt8] {
    [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + stored(data)
      + withUnsafeBytes(of: Checksum.crc32(data).littleEndian, Array.init)
      + withUnsafeBytes(of: UInt32(data.count).littleEndian, Array.init)
  }
}

enum Checksum {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
  }

  static func crc32(_ data: [UInt8]) -> UInt32 {
    ~data.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 255)] ^ ($0 >> 8) }
  }

  static func adler32(_ data: [UInt8]) -> UInt32 {
    var (low, high) = (UInt32(1), UInt32(0))
    for byte in data {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return high << 16 | low
  }
}
