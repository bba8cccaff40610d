/// An entry of a zip archive that is being written: what the directory at its end says of it.
public struct ZipDirectoryEntry: Sendable, Equatable {
  /// The path inside the archive, with `/` between its parts.
  public var path: String
  /// The CRC-32 of the content.
  public var crc32: UInt32
  /// Bytes as compressed.
  public var compressedSize: UInt32
  /// Bytes of the content.
  public var size: UInt32
  /// Where the entry begins, from the beginning of the archive.
  public var offset: UInt32
}

/// Writes zip archives of compressed entries: the same entries give the same bytes.
///
/// Entries bear a fixed time, UTF-8 names and their sizes before their content. Archives stay within what every
/// reader takes: no zip64, so at most 65,535 entries and 4 GiB, which the caller minds.
/// Source: APPNOTE.TXT, .ZIP File Format Specification 6.3.10, sections 4.3.7, 4.3.12, 4.3.16.
public enum ZipWriter {
  /// The most entries of an archive without zip64.
  public static let maximumEntries = 65_535

  private static let version: UInt16 = 20
  /// Names are UTF-8.
  private static let flags: UInt16 = 1 << 11
  private static let deflated: UInt16 = 8
  /// 1 January 1980, 0:00: the first moment that the format knows.
  private static let date: UInt16 = 1 << 5 | 1

  /// Appends an entry to the bytes of an archive, or of a stretch of one.
  /// - Parameters:
  ///   - deflated: the content as a raw DEFLATE stream.
  ///   - crc32: of the content.
  ///   - size: of the content, in bytes.
  /// - Returns: its place in the directory, with the offset from the beginning of `bytes`.
  public static func append(
    path: String, deflated content: [UInt8], crc32: UInt32, size: Int, to bytes: inout [UInt8]
  ) -> ZipDirectoryEntry {
    let entry = ZipDirectoryEntry(
      path: path, crc32: crc32, compressedSize: UInt32(content.count), size: UInt32(size),
      offset: UInt32(bytes.count))
    bytes.append(littleEndian: 0x0403_4b50 as UInt32)
    bytes.append(littleEndian: version)
    appendCommon(entry, to: &bytes)
    bytes += path.utf8
    bytes += content
    return entry
  }

  /// The end of an archive: its directory.
  /// - Parameters:
  ///   - entries: with their offsets from the beginning of the archive.
  ///   - offset: where the directory begins.
  public static func directory(of entries: [ZipDirectoryEntry], at offset: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries {
      bytes.append(littleEndian: 0x0201_4b50 as UInt32)
      bytes.append(littleEndian: version)
      bytes.append(littleEndian: version)
      appendCommon(entry, to: &bytes)
      // No comment, first disk, attributes of a plain file.
      for _ in 0..<3 { bytes.append(littleEndian: 0 as UInt16) }
      bytes.append(littleEndian: 0 as UInt32)
      bytes.append(littleEndian: entry.offset)
      bytes += entry.path.utf8
    }
    let size = bytes.count
    bytes.append(littleEndian: 0x0605_4b50 as UInt32)
    bytes.append(littleEndian: 0 as UInt32)
    bytes.append(littleEndian: UInt16(entries.count))
    bytes.append(littleEndian: UInt16(entries.count))
    bytes.append(littleEndian: UInt32(size))
    bytes.append(littleEndian: UInt32(offset))
    bytes.append(littleEndian: 0 as UInt16)
    return bytes
  }

  /// What stands both before an entry and in the directory.
  private static func appendCommon(_ entry: ZipDirectoryEntry, to bytes: inout [UInt8]) {
    bytes.append(littleEndian: flags)
    bytes.append(littleEndian: deflated)
    bytes.append(littleEndian: 0 as UInt16)
    bytes.append(littleEndian: date)
    bytes.append(littleEndian: entry.crc32)
    bytes.append(littleEndian: entry.compressedSize)
    bytes.append(littleEndian: entry.size)
    bytes.append(littleEndian: UInt16(entry.path.utf8.count))
    bytes.append(littleEndian: 0 as UInt16)
  }
}

extension [UInt8] {
  fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { self += $0 }
  }
}
