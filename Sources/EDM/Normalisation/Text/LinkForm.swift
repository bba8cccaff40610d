/// The form of a link.
///
/// Source: RFC 3986, section 6.2.2 (case of scheme and host) and 2.4 (percent encoding).
enum LinkForm {
  /// The link without white space around it and line breaks in it, with scheme and host of a web address in lower
  /// case and every character that no URI may hold percent-encoded; the link itself where it is so already.
  static func normalised(_ link: String) -> String {
    guard needsWork(link) else { return link }
    var bytes: [UInt8] = []
    for byte in link.trimmingXMLSpace().utf8 {
      switch byte {
      case 9, 10, 13: continue
      case 0...32, 34, 60, 62, 92, 94, 96, 123, 124, 125:
        bytes += Array("%".utf8) + digits(byte)
      default: bytes.append(byte)
      }
    }
    if let end = endOfHost(bytes) {
      for index in 0..<end where (65...90).contains(bytes[index]) { bytes[index] |= 32 }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What a byte means for a link: 1 that it may not stand there, 2 that it is a capital letter.
  private static let classes: [UInt8] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case 0...32, 34, 60, 62, 92, 94, 96, 123, 124, 125: 1
    case 65...90: 2
    default: 0
    }
  }

  /// False for a link that is in its form already.
  static func needsWork(_ link: String) -> Bool {
    var link = link
    let seen: UInt8 = link.withUTF8 { bytes in
      classes.withUnsafeBufferPointer { classes in
        var seen: UInt8 = 0
        for byte in bytes { seen |= classes[Int(byte)] }
        return seen
      }
    }
    if seen & 1 != 0 { return true }
    guard seen != 0, let end = endOfHost(Array(link.utf8)) else { return false }
    return link.utf8.prefix(end).contains { (65...90).contains($0) }
  }

  /// Where the host of a web address ends; `nil` for other links, and where the host hides a user name, whose
  /// case matters.
  private static func endOfHost(_ bytes: [UInt8]) -> Int? {
    let lowered = bytes.prefix(8).map { (65...90).contains($0) ? $0 | 32 : $0 }
    let scheme =
      lowered.starts(with: Array("http://".utf8)) ? 7 : lowered.starts(with: Array("https://".utf8)) ? 8 : nil
    guard let scheme else { return nil }
    let end = bytes[scheme...].firstIndex { $0 == 47 || $0 == 63 || $0 == 35 } ?? bytes.count
    return bytes[scheme..<end].contains(64) ? nil : end
  }

  private static func digits(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
