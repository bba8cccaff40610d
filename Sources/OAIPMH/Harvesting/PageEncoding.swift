internal import XMLCodec

/// Brings a page to UTF-8.
enum PageEncoding {
  /// A page in UTF-8 and where its content begins, after byte order mark and XML declaration.
  struct Page {
    var bytes: [UInt8]
    var start: Int
    var repairs: [Repair] = []
  }

  /// Whether bytes begin like a gzip file (RFC 1952, section 2.3.1).
  static func isGzip(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B, 0x08]) }

  /// The encoding is that of a byte order mark, else that of the XML declaration, else UTF-8.
  static func page(_ body: [UInt8]) -> Page {
    if let name = wideEncoding(body) { return transcoded(body, from: name) }
    let mark = body.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var start = mark
    while start < body.count, Byte.isSpace(body[start]) || body[start...].starts(with: [0xEF, 0xBB, 0xBF]) {
      start += Byte.isSpace(body[start]) ? 1 : 3
    }
    var page = Page(bytes: body, start: start)
    if start > mark, body[start...].starts(with: Array("<?xml".utf8)) {
      page.repairs.append(
        Repair(
          kind: "leading-space", place: "byte \(mark)", before: "\(start - mark) bytes of space", after: ""))
    }
    guard let declaration = declaration(body, at: start) else { return page }
    page.start = declaration.end
    guard let name = declaration.encoding, !isUTF8(name) else { return page }
    var result = transcoded(body, from: name)
    if let moved = self.declaration(result.bytes, at: min(start, result.bytes.count)) {
      result.start = moved.end
    }
    result.repairs = page.repairs + result.repairs
    return result
  }

  private static func transcoded(_ body: [UInt8], from name: String) -> Page {
    // What is called ISO-8859-1 is CP1252 wherever the two differ: ISO-8859-1 has control characters there.
    let isLatin1 = ["ISO-8859-1", "ISO8859-1", "LATIN1", "LATIN-1", "WINDOWS-1252", "CP1252"].contains(
      name.uppercased())
    let result = isLatin1 ? WindowsLatin1.utf8(body) : TextEncoding.utf8(body, from: name)
    guard let result else {
      return Page(
        bytes: body, start: 0,
        repairs: [
          Repair(
            kind: "encoding-declaration", place: "byte 0", before: "encoding '\(name)'",
            after: "read as UTF-8")
        ])
    }
    var page = Page(
      bytes: result, start: 0,
      repairs: [Repair(kind: "transcoded", place: "byte 0", before: name, after: "UTF-8")])
    if page.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { page.start = 3 }
    if let declaration = declaration(page.bytes, at: page.start) { page.start = declaration.end }
    return page
  }

  /// UTF-16 and UTF-32 show themselves by a byte order mark or by the zeros beside `<`.
  private static func wideEncoding(_ body: [UInt8]) -> String? {
    if body.starts(with: [0xFF, 0xFE, 0, 0]) || body.starts(with: [0x3C, 0, 0, 0]) { return "UTF-32LE" }
    if body.starts(with: [0, 0, 0xFE, 0xFF]) || body.starts(with: [0, 0, 0, 0x3C]) { return "UTF-32BE" }
    if body.starts(with: [0xFF, 0xFE]) || body.starts(with: [0x3C, 0]) { return "UTF-16LE" }
    if body.starts(with: [0xFE, 0xFF]) || body.starts(with: [0, 0x3C]) { return "UTF-16BE" }
    return nil
  }

  private static func declaration(_ body: [UInt8], at start: Int) -> (end: Int, encoding: String?)? {
    body.withUnsafeBufferPointer { buffer in
      guard let bytes = MarkupBytes(buffer), bytes.has("<?xml", at: start), start + 5 < bytes.count,
        Byte.isSpace(bytes[start + 5]), let end = bytes.endOfMarkup(at: start)
      else { return nil }
      let encoding = bytes.attributes(in: start + 5..<end - 2).first {
        bytes.local(of: $0.name, is: "encoding")
      }
      return (end, encoding.map { bytes.text($0.value) })
    }
  }

  /// A page that could be read this far is no UTF-16, whatever it says.
  private static func isUTF8(_ name: String) -> Bool {
    ["UTF-8", "UTF8", "US-ASCII", "ASCII", "UTF-16", "UTF-32", ""].contains(name.uppercased())
  }
}

/// Windows code page 1252, with which text that is called Latin-1 is written.
enum WindowsLatin1 {
  /// The characters of 0x80 to 0x9F; 0 where there is none.
  private static let upperControls: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
    0x017E,
    0x0178,
  ]

  /// The character of a byte; `nil` for the five bytes that have none.
  static func scalar(_ byte: UInt8) -> UnicodeScalar? {
    guard (0x80...0x9F).contains(byte) else { return UnicodeScalar(byte) }
    let number = upperControls[Int(byte) - 0x80]
    return number == 0 ? nil : UnicodeScalar(number)
  }

  /// A whole text in UTF-8; a byte that has no character becomes U+FFFD.
  static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        result.append(byte)
      } else {
        result += Array(String(Character(scalar(byte) ?? "\u{FFFD}")).utf8)
      }
    }
    return result
  }
}
