/// Writes zip archives for tests, not compressed, so that any path and flag can stand in them.
///
/// Source: PKWARE, .ZIP File Format Specification (APPNOTE) 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
package enum ZipFile {
  /// A file, or a folder by the slash at its end.
  package struct Entry {
    package var path: String
    package var bytes: [UInt8]
    /// 0x0800: the path is UTF-8.
    package var flags: UInt16
    /// Minutes of the day 2024-05-01.
    package var minutes: UInt16

    package init(path: String, bytes: [UInt8], flags: UInt16 = 0x0800, minutes: UInt16 = 12 * 60) {
      self.path = path
      self.bytes = bytes
      self.flags = flags
      self.minutes = minutes
    }
  }

  /// An archive of some files, in this order.
  package static func bytes(_ entries: [Entry]) -> [UInt8] {
    var files: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let name = Array(entry.path.utf8)
      let size = UInt32(entry.bytes.count)
      let time = (entry.minutes / 60) << 11 | (entry.minutes % 60) << 5
      let date: UInt16 = (2024 - 1980) << 9 | 5 << 5 | 1
      let facts =
        little(entry.flags) + little(UInt16(0)) + little(time) + little(date) + little(crc32(entry.bytes))
        + little(size) + little(size) + little(UInt16(name.count)) + little(UInt16(0))
      directory +=
        little(UInt32(0x0201_4B50)) + little(UInt16(20)) + little(UInt16(20)) + facts + little(UInt16(0))
        + little(UInt16(0)) + little(UInt16(0)) + little(UInt32(0)) + little(UInt32(files.count)) + name
      files += little(UInt32(0x0403_4B50)) + little(UInt16(20)) + facts + name + entry.bytes
    }
    let count = UInt16(entries.count)
    return files + directory + little(UInt32(0x0605_4B50)) + little(UInt16(0)) + little(UInt16(0))
      + little(count)
      + little(count) + little(UInt32(directory.count)) + little(UInt32(files.count)) + little(UInt16(0))
  }

  private static func little(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian, Array.init)
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in
        value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
      }
    }
  }
}
