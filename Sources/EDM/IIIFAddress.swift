/// Recognises requests of the IIIF Image API by the form of their address.
enum IIIFAddress {
  private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  /// The base address of the service, where an address is an image request or an `info.json` of it.
  ///
  /// Source: IIIF Image API 2.1 and 3.0, section 2.1:
  /// `{scheme}://{server}{/prefix}/{identifier}/{region}/{size}/{rotation}/{quality}.{format}`.
  static func imageService(of address: String) -> String? {
    var address = address
    guard let end = address.withUTF8(endOfService), IRI.isWebAddress(address) else { return nil }
    return String(Substring(address.utf8.prefix(end)))
  }

  /// Where the address of the service ends.
  private static func endOfService(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    // Most addresses are no image requests: their last segment says so.
    guard let last = bytes.lastIndex(of: slash) else { return nil }
    let file = bytes[(last + 1)...]
    if equals(file, "info.json") { return last }
    guard isFile(file) else { return nil }
    // The slashes before rotation, size and region, from behind.
    guard let third = bytes[..<last].lastIndex(of: slash),
      let second = bytes[..<third].lastIndex(of: slash), let first = bytes[..<second].lastIndex(of: slash)
    else { return nil }
    // Scheme, an empty segment, server and identifier have three slashes between them.
    guard isRotation(bytes[(third + 1)..<last]), isSize(bytes[(second + 1)..<third]),
      isRegion(bytes[(first + 1)..<second]), bytes[..<first].count(where: { $0 == slash }) >= 3
    else { return nil }
    return first
  }

  private static let slash = UInt8(ascii: "/")
  private static let qualities: [StaticString] = [
    "default", "native", "color", "colour", "gray", "grey", "bitonal",
  ]
  private static let formats: [StaticString] = ["jpg", "jpeg", "tif", "png", "gif", "jp2", "pdf", "webp"]

  private static func isRegion(_ text: Bytes) -> Bool {
    if equals(text, "full") || equals(text, "square") { return true }
    let numbers = begins(text, "pct:") ? text.dropFirst(4) : text
    return commas(numbers) == 3 && isNumbers(numbers, emptyAllowed: false)
  }

  private static func isSize(_ text: Bytes) -> Bool {
    var size = text
    if begins(size, "^") { size = size.dropFirst() }
    if equals(size, "full") || equals(size, "max") { return true }
    if begins(size, "pct:") { return isNumber(size.dropFirst(4)) }
    if begins(size, "!") { size = size.dropFirst() }
    return size.count > 1 && commas(size) == 1 && isNumbers(size, emptyAllowed: true)
  }

  private static func isRotation(_ text: Bytes) -> Bool {
    isNumber(begins(text, "!") ? text.dropFirst() : text)
  }

  private static func isFile(_ text: Bytes) -> Bool {
    guard let dot = text.firstIndex(of: UInt8(ascii: ".")) else { return false }
    return formats.contains { equals(text[(dot + 1)...], $0) }
      && qualities.contains { equals(text[..<dot], $0) }
  }

  // MARK: Bytes

  private static func commas(_ text: Bytes) -> Int { text.count { $0 == UInt8(ascii: ",") } }

  /// Whether every part between commas is a number.
  private static func isNumbers(_ text: Bytes, emptyAllowed: Bool) -> Bool {
    text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).allSatisfy {
      $0.isEmpty ? emptyAllowed : isNumber($0)
    }
  }

  private static func isNumber(_ text: Bytes) -> Bool {
    !text.isEmpty && text.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
  }

  private static func begins(_ text: Bytes, _ beginning: StaticString) -> Bool {
    text.starts(with: UnsafeBufferPointer(start: beginning.utf8Start, count: beginning.utf8CodeUnitCount))
  }

  private static func equals(_ text: Bytes, _ other: StaticString) -> Bool {
    text.count == other.utf8CodeUnitCount && begins(text, other)
  }
}
