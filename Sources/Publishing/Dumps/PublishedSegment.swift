internal import Hashing
internal import OAIPMH

/// Names of files for texts of any kind.
enum PublishedSegment {
  /// The text behind a segment of a setSpec.
  static func text(of segment: Substring) -> String { SetSpec.text(ofSegment: segment) ?? String(segment) }

  /// A name of a file for any text: percent-encoded, and cut with a hash where it would be too long for a file system.
  static func fileName(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        result.append(byte)
      case UInt8(ascii: ".") where !result.isEmpty: result.append(byte)
      default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    guard result.count > 180 else { return String(decoding: result, as: UTF8.self) }
    return String(decoding: result.prefix(100), as: UTF8.self) + "-"
      + ContentHash(of: Array(text.utf8)).hexadecimal
  }
}
