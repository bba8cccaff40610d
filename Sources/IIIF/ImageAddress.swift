/// An image request address of the IIIF Image API taken apart:
/// `{base}/{region}/{size}/{rotation}/{quality}.{format}`.
///
/// Source: IIIF Image API 3.0 section 4, with the qualities and sizes of versions 1 and 2.
public struct ImageAddress: Sendable, Equatable {
  /// The service's base address, without a slash at the end.
  public var base: String
  /// `full`, `square`, `x,y,w,h` or `pct:x,y,w,h`.
  public var region: String
  /// `max`, `full`, `w,`, `,h`, `w,h`, `!w,h` or `pct:n`, with `^` for enlarging.
  public var size: String
  /// Degrees clockwise, after `!` mirrored.
  public var rotation: String
  /// `default`, `native`, `color`, `gray` or `bitonal`.
  public var quality: String
  /// The file extension, such as `jpg`.
  public var format: String

  /// An address from its parts.
  public init(
    base: String, region: String = "full", size: String, rotation: String = "0", quality: String,
    format: String
  ) {
    self.base = base
    self.region = region
    self.size = size
    self.rotation = rotation
    self.quality = quality
    self.format = format
  }

  /// Recognises an address by its last four path segments; `nil` for any other address.
  public init?(parsing address: String) {
    guard isWebAddress(address) else { return nil }
    let path = address.prefix { $0 != "?" && $0 != "#" }
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    // Scheme, empty, host, at least one segment of an identifier, and the four of the request.
    guard segments.count >= 8, !segments[segments.count - 5].isEmpty else { return nil }
    let file = segments[segments.count - 1].split(separator: ".", omittingEmptySubsequences: false)
    guard file.count == 2, Self.qualities.contains(String(file[0])), Self.formats.contains(String(file[1]))
    else {
      return nil
    }
    region = Self.decoded(segments[segments.count - 4])
    size = Self.decoded(segments[segments.count - 3])
    rotation = Self.decoded(segments[segments.count - 2])
    quality = String(file[0])
    format = String(file[1])
    base = segments.dropLast(4).joined(separator: "/")
    guard Self.isRegion(region), Self.isSize(size), Self.isRotation(rotation) else { return nil }
  }

  /// The whole address.
  public var text: String { "\(base)/\(region)/\(size)/\(rotation)/\(quality).\(format)" }

  /// The address of the image's description.
  public static func information(ofBase base: String) -> String { withoutSlash(base) + "/info.json" }

  /// The base address behind the address of an `info.json`; `nil` where it is none.
  public static func base(ofInformation address: String) -> String? {
    let path = address.prefix { $0 != "?" && $0 != "#" }
    guard isWebAddress(address), path.hasSuffix("/info.json") else { return nil }
    return String(path.dropLast("/info.json".count))
  }

  private static let qualities: Set<String> = [
    "default", "color", "colour", "gray", "grey", "bitonal", "native",
  ]
  private static let formats: Set<String> = ["jpg", "jpeg", "tif", "png", "gif", "jp2", "pdf", "webp"]

  /// Clients may encode commas, exclamation marks, colons and carets.
  private static func decoded(_ segment: Substring) -> String {
    var text = String(segment)
    for (code, character) in [("%2C", ","), ("%21", "!"), ("%3A", ":"), ("%5E", "^")] {
      text = text.replacing(code, with: character).replacing(code.lowercased(), with: character)
    }
    return text
  }

  private static func isRegion(_ text: String) -> Bool {
    if text == "full" || text == "square" { return true }
    let numbers = text.hasPrefix("pct:") ? text.dropFirst(4) : Substring(text)
    let parts = numbers.split(separator: ",", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy(isDecimal)
  }

  private static func isSize(_ text: String) -> Bool {
    let plain = text.hasPrefix("^") ? text.dropFirst() : Substring(text)
    if plain == "full" || plain == "max" { return true }
    if plain.hasPrefix("pct:") { return isDecimal(plain.dropFirst(4)) }
    let sides = (plain.hasPrefix("!") ? plain.dropFirst() : plain)
      .split(separator: ",", omittingEmptySubsequences: false)
    guard sides.count == 2, !(sides[0].isEmpty && sides[1].isEmpty) else { return false }
    return sides.allSatisfy { $0.isEmpty || isDecimal($0) }
  }

  private static func isRotation(_ text: String) -> Bool {
    isDecimal(text.hasPrefix("!") ? text.dropFirst() : Substring(text))
  }

  private static func isDecimal(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
  }
}

/// Whether a text is an http or https address.
func isWebAddress(_ text: String) -> Bool {
  let start = text.prefix(8).lowercased()
  return start.hasPrefix("http://") || start.hasPrefix("https://")
}

/// The text without the slashes at its end.
func withoutSlash(_ text: String) -> String {
  var text = Substring(text)
  while text.hasSuffix("/") { text = text.dropLast() }
  return String(text)
}
