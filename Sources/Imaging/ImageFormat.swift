/// The format of a file by its first bytes, whatever its name or the server says.
public enum ImageFormat: String, Sendable, CaseIterable {
  case jpeg, png, tiff, webp, gif, jpeg2000, heif

  /// How many bytes are needed to tell.
  static let signatureBytes = 512

  /// The media type by the IANA registry.
  public var mime: String {
    switch self {
    case .jpeg: "image/jpeg"
    case .png: "image/png"
    case .tiff: "image/tiff"
    case .webp: "image/webp"
    case .gif: "image/gif"
    case .jpeg2000: "image/jp2"
    case .heif: "image/heif"
    }
  }

  /// Recognises the format.
  ///
  /// - Parameter start: the first 512 bytes of the file, or all of a shorter one.
  /// - Throws: ``DecodeError/notAnImage(found:)`` or ``DecodeError/unsupported(format:)``, naming what it is.
  public init(sniffing start: [UInt8]) throws(DecodeError) {
    func begins(_ signature: [UInt8], at offset: Int = 0) -> Bool {
      start.count >= offset + signature.count
        && start[offset..<(offset + signature.count)].elementsEqual(signature)
    }
    func begins(_ signature: String, at offset: Int = 0) -> Bool { begins(Array(signature.utf8), at: offset) }

    if start.isEmpty { throw .notAnImage(found: "an empty file") }
    if begins([0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if begins([0x49, 0x49, 0x2A, 0]) || begins([0x4D, 0x4D, 0, 0x2A])
      || begins([0x49, 0x49, 0x2B, 0]) || begins([0x4D, 0x4D, 0, 0x2B])
    {
      self = .tiff
    } else if begins("RIFF") && begins("WEBP", at: 8) {
      self = .webp
    } else if begins("GIF87a") || begins("GIF89a") {
      self = .gif
    } else if begins([0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A])
      || begins([0xFF, 0x4F, 0xFF, 0x51])
    {
      self = .jpeg2000
    } else if begins("ftyp", at: 4) {
      let brands = ["heic", "heix", "heim", "heis", "hevc", "mif1", "msf1", "avif"]
      guard brands.contains(where: { begins($0, at: 8) }) else {
        throw .notAnImage(found: "a video or audio file")
      }
      self = .heif
    } else {
      throw Self.other(start, begins: { begins($0, at: 0) }, beginsBytes: { begins($0, at: 0) })
    }
  }

  /// Names what is no image that we decode.
  private static func other(
    _ start: [UInt8], begins: (String) -> Bool, beginsBytes: ([UInt8]) -> Bool
  ) -> DecodeError {
    if begins("%PDF-") { return .unsupported(format: "PDF") }
    if begins("BM") { return .unsupported(format: "BMP") }
    if begins("8BPS") { return .unsupported(format: "Photoshop") }
    if begins("AT&TFORM") { return .unsupported(format: "DjVu") }
    if beginsBytes([0xFF, 0x0A]) || beginsBytes([0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20]) {
      return .unsupported(format: "JPEG XL")
    }
    if beginsBytes([0x50, 0x4B, 3, 4]) { return .notAnImage(found: "a ZIP archive") }
    if beginsBytes([0x1F, 0x8B]) { return .notAnImage(found: "gzip-compressed data") }
    let text = String(decoding: start, as: UTF8.self).lowercased()
    let opening = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if opening.hasPrefix("<!doctype html") || opening.hasPrefix("<html") || text.contains("<html") {
      return .notAnImage(found: "an HTML page")
    }
    if text.contains("<svg") { return .unsupported(format: "SVG") }
    if opening.hasPrefix("<") { return .notAnImage(found: "an XML or HTML document") }
    if opening.hasPrefix("{") || opening.hasPrefix("[") { return .notAnImage(found: "a JSON document") }
    if start.allSatisfy({ $0 == 0 }) { return .notAnImage(found: "zero bytes only") }
    if start.allSatisfy({ $0 >= 32 && $0 < 127 || $0 == 9 || $0 == 10 || $0 == 13 }) {
      return .notAnImage(found: "plain text")
    }
    return .notAnImage(found: "data of an unknown kind")
  }
}
