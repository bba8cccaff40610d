internal import CLibXML2

/// Conversion of text from an encoding of the IANA registry into UTF-8, by the C library's iconv.
public enum TextEncoding {
  /// Text in UTF-8; a sequence that the encoding does not have becomes U+FFFD.
  /// - Parameter name: such as `ISO-8859-15` or `UTF-16LE`.
  /// - Returns: `nil` for an encoding that iconv does not know.
  public static func utf8(_ bytes: [UInt8], from name: String) -> [UInt8]? {
    // A name with a slash would carry options of iconv's own.
    guard !name.contains("/"), let converter = winnow_iconv_open(name) else { return nil }
    defer { winnow_iconv_close(converter) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 3 / 2)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var consumed = 0
    while consumed < bytes.count {
      var read = 0
      var written = 0
      let complete = bytes[consumed...].withUnsafeBytes { input in
        buffer.withUnsafeMutableBytes { output in
          winnow_iconv(
            converter, input.baseAddress, input.count, &read, output.baseAddress, output.count, &written)
        }
      }
      result.append(contentsOf: buffer[..<written])
      consumed += read
      if complete == 0, read == 0, written == 0 {
        result.append(contentsOf: "\u{FFFD}".utf8)
        consumed += 1
      }
    }
    return result
  }
}
