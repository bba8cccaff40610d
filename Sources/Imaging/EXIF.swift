/// The few EXIF fields that matter here, read from a segment that may be broken in any way.
struct EXIF: Equatable {
  /// 1 to 8; 1 where the segment does not say.
  private(set) var orientation = Orientation.upright

  /// Reads the first directory of a TIFF-structured segment (what follows `Exif\0\0`). Offsets that point
  /// outside, unknown types and endless directories are left unread.
  init(_ segment: UnsafeBufferPointer<UInt8>) {
    let reader = TIFFReader(bytes: segment)
    guard let directory = reader.firstDirectory, let count = reader.short(at: directory) else { return }
    // The specification has about 60 tags for this directory; more entries than 512 are no camera's work.
    for entry in 0..<min(count, 512) {
      let start = directory + 2 + 12 * entry
      guard let tag = reader.short(at: start), let type = reader.short(at: start + 2) else { return }
      if tag == 0x0112, type == 3, let value = reader.short(at: start + 8) {
        orientation = Orientation(value: value)
        return
      }
    }
  }
}

/// Numbers at offsets of a TIFF structure, in its byte order; `nil` outside it.
private struct TIFFReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let isLittleEndian: Bool

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    isLittleEndian = bytes.count >= 2 && bytes[0] == 0x49
  }

  func short(at offset: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - 2 else { return nil }
    let (first, second) = (Int(bytes[offset]), Int(bytes[offset + 1]))
    return isLittleEndian ? second << 8 | first : first << 8 | second
  }

  func long(at offset: Int) -> Int? {
    guard let first = short(at: offset), let second = short(at: offset + 2) else { return nil }
    return isLittleEndian ? second << 16 | first : first << 16 | second
  }

  /// The offset of the first directory, if the header is one.
  var firstDirectory: Int? {
    guard bytes.count >= 8, bytes[0] == bytes[1], bytes[0] == 0x49 || bytes[0] == 0x4D, short(at: 2) == 42,
      let offset = long(at: 4), offset >= 8
    else { return nil }
    return offset
  }
}
