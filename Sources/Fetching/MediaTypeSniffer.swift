/// Tells a media type from the first bytes, as the Content-Type of many servers is wrong.
///
/// Pure. Signatures: the formats' own specifications, and the WHATWG MIME Sniffing standard for HTML and text.
public enum MediaTypeSniffer {
  /// How many bytes are enough to tell.
  public static let sufficientBytes = 1024

  /// The type of bytes that begin with these; `nil` where nothing known begins so.
  public static func mediaType(of bytes: some Collection<UInt8>) -> MediaType? {
    let head = Array(bytes.prefix(sufficientBytes))
    guard !head.isEmpty else { return nil }
    return binary(head) ?? markup(head)
  }

  /// What speaks against taking some bytes for a medium.
  /// - Parameters:
  ///   - sniffed: what the bytes are; `nil` where that is unknown.
  ///   - declared: the Content-Type as sent; parameters and letter case do not count.
  /// - Returns: `soft404_html` for HTML, `mime_mismatch` where the bytes are of another kind than declared (an
  ///   image of another format is no mismatch, nor is a declaration that says nothing), else `nil`.
  public static func mediaFailure(sniffed: MediaType?, declared: String?) -> FetchFailure? {
    guard let sniffed else { return nil }
    if sniffed == .html { return .soft404HTML }
    guard let declared else { return nil }
    let name = declared.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
    guard let slash = name.firstIndex(of: "/") else { return nil }
    let family = name[..<slash]
    let sniffedFamily = sniffed.rawValue.prefix { $0 != "/" }
    switch family {
    case "image", "audio", "video", "model":
      // SVG is XML, and Ogg holds sound and video.
      let isCompatible =
        family == sniffedFamily || (name == "image/svg+xml" && sniffed == .xml)
        || (["audio", "video"].contains(family)
          && (sniffed == .ogg || ["audio", "video"].contains(sniffedFamily)))
      return isCompatible ? nil : .mimeMismatch
    case "text": return sniffed.isMedium && sniffed != .svg ? .mimeMismatch : nil
    default:
      if name == "application/pdf", sniffed != .pdf { return .mimeMismatch }
      return nil
    }
  }

  private static func binary(_ head: [UInt8]) -> MediaType? {
    func has(_ text: String, at offset: Int = 0) -> Bool {
      offset + text.utf8.count <= head.count && head[offset...].starts(with: text.utf8)
    }
    if head.starts(with: [0xff, 0xd8, 0xff]) { return .jpeg }
    if head.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) { return .png }
    if has("GIF87a") || has("GIF89a") { return .gif }
    if head.starts(with: [0x49, 0x49, 0x2a, 0x00]) || head.starts(with: [0x4d, 0x4d, 0x00, 0x2a])
      || head.starts(with: [0x49, 0x49, 0x2b, 0x00]) || head.starts(with: [0x4d, 0x4d, 0x00, 0x2b])
    {
      return .tiff
    }
    if has("RIFF") {
      if has("WEBP", at: 8) { return .webp }
      if has("WAVE", at: 8) { return .wave }
      if has("AVI ", at: 8) { return .avi }
    }
    if head.starts(with: [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20]) {
      return has("jpx ", at: 20) ? .jpx : .jp2
    }
    if head.starts(with: [0xff, 0x4f, 0xff, 0x51]) { return .jp2 }
    if has("ftyp", at: 4) { return baseMedia(head) }
    if head.starts(with: [0xff, 0x0a]) || head.starts(with: [0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20]) {
      return .jxl
    }
    // The header of a PDF may stand anywhere in the first kilobyte.
    if let mark = firstIndex(of: "%PDF-", in: head), mark == 0 || !looksLikeText(head[..<mark]) || mark < 16 {
      return .pdf
    }
    if has("8BPS") { return .photoshop }
    if has("AT&TFORM") { return .djvu }
    if has("BM"), head.count >= 14, head[6...9].allSatisfy({ $0 == 0 }) { return .bmp }
    if has("ID3") || (head.count > 2 && head[0] == 0xff && [0xfb, 0xfa, 0xf3, 0xf2].contains(head[1])) {
      return .mp3
    }
    if head.count > 1, head[0] == 0xff, head[1] == 0xf1 || head[1] == 0xf9 { return .aac }
    if has("fLaC") { return .flac }
    if has("OggS") { return .ogg }
    if head.starts(with: [0x1a, 0x45, 0xdf, 0xa3]) { return .webm }
    if head.starts(with: [0, 0, 1, 0xba]) || head.starts(with: [0, 0, 1, 0xb3]) { return .mpeg }
    if has("glTF") { return .glb }
    if has("ply\n") || has("ply\r") { return .ply }
    if head.starts(with: [0x50, 0x4b, 0x03, 0x04]) { return .zip }
    if head.starts(with: [0x1f, 0x8b]) { return .gzip }
    return nil
  }

  /// The ISO base media formats by their brands (ISO/IEC 14496-12).
  private static func baseMedia(_ head: [UInt8]) -> MediaType {
    let end = min(head.count, max(12, Int(head[2]) << 8 | Int(head[3])))
    var brands: [String] = []
    for offset in stride(from: 8, to: end - 3, by: 4) where offset != 12 {
      brands.append(String(decoding: head[offset..<(offset + 4)], as: UTF8.self))
    }
    if brands.contains("avif") || brands.contains("avis") { return .avif }
    if brands.contains(where: { ["heic", "heix", "hevc", "heim", "mif1", "msf1"].contains($0) }) {
      return .heif
    }
    return brands.first == "qt  " ? .quickTime : .mp4
  }

  private static func markup(_ head: [UInt8]) -> MediaType? {
    var rest = head[...]
    if rest.starts(with: [0xef, 0xbb, 0xbf]) { rest = rest.dropFirst(3) }
    if rest.starts(with: [0xfe, 0xff]) || rest.starts(with: [0xff, 0xfe]) {
      // UTF-16: the letters of a tag are ASCII beside zero bytes.
      rest = rest.dropFirst(2).filter { $0 != 0 }[...]
    }
    let text = String(decoding: rest, as: UTF8.self).lowercased()
    let start = text.drop(while: \.isWhitespace)
    let body = withoutProlog(start)
    if [
      "<!doctype html", "<html", "<head", "<body", "<script", "<title", "<meta", "<div", "<table", "<h1",
      "<iframe",
    ]
    .contains(where: { body.hasPrefix($0) }) {
      return .html
    }
    if body.hasPrefix("<svg") || body.hasPrefix("<!doctype svg") { return .svg }
    if start.hasPrefix("<?xml") || isElement(body) { return .xml }
    if let first = start.first, first == "{" || first == "[", looksLikeText(rest) { return .json }
    return looksLikeText(rest) ? .text : nil
  }

  /// What follows XML declaration, processing instructions and comments.
  private static func withoutProlog(_ text: Substring) -> Substring {
    var rest = text
    while true {
      rest = rest.drop(while: \.isWhitespace)
      let end: Range<Substring.Index>?
      if rest.hasPrefix("<?") {
        end = rest.firstRange(of: "?>")
      } else if rest.hasPrefix("<!--") {
        end = rest.firstRange(of: "-->")
      } else {
        return rest
      }
      guard let end else { return rest }
      rest = rest[end.upperBound...]
    }
  }

  private static func isElement(_ text: Substring) -> Bool {
    guard text.hasPrefix("<"), let letter = text.dropFirst().first else { return false }
    return letter.isLetter && text.contains(">") || text.hasPrefix("<!doctype ")
  }

  private static func looksLikeText(_ bytes: ArraySlice<UInt8>) -> Bool {
    !bytes.contains { $0 < 0x09 || (0x0e...0x1a).contains($0) || (0x1c...0x1f).contains($0) }
  }

  private static func firstIndex(of text: String, in bytes: [UInt8]) -> Int? {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return nil }
    return (0...(bytes.count - wanted.count)).first { bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
  }
}
