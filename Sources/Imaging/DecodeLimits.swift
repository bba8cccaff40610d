/// What decoding one image may cost. Sizes are checked against the header, before anything is decoded.
public struct DecodeLimits: Sendable, Equatable, Codable {
  /// Pixels of the whole image. 600 million hold a sheet of A0 scanned at 600 dots an inch.
  public var maximumPixels: Int
  /// Bytes of the file.
  public var maximumFileBytes: Int
  /// Bytes that a decoder may hold at once. A progressive JPEG, which keeps all its coefficients, is refused
  /// beyond half of it; the process as a whole is stopped at it by the system.
  public var maximumMemoryBytes: Int
  /// Seconds for one image, by the clock, before its decoder is killed.
  public var secondsPerImage: Double

  /// The defaults suit a worker with some gigabytes: 600 Mpx, 1 GiB of file, 2 GiB of memory, 60 s.
  public init(
    maximumPixels: Int = 600_000_000, maximumFileBytes: Int = 1 << 30, maximumMemoryBytes: Int = 2 << 30,
    secondsPerImage: Double = 60
  ) {
    self.maximumPixels = maximumPixels
    self.maximumFileBytes = maximumFileBytes
    self.maximumMemoryBytes = maximumMemoryBytes
    self.secondsPerImage = secondsPerImage
  }

  /// The limits of a decoder with nothing configured.
  public static let `default` = DecodeLimits()
}

/// What is wanted of an image.
public struct LookOptions: Sendable, Equatable, Codable {
  /// How much is measured.
  public enum Scope: String, Sendable, Codable {
    /// Technical metadata, colours, quality signals and the perceptual hash.
    case everything
    /// Size and perceptual hash alone, decoded as small as the hash allows.
    case perceptualHash
  }

  /// How much is measured.
  public var scope: Scope
  /// Widths of the JPEG thumbnails, in pixels; an image that is narrower keeps its width.
  public var thumbnailWidths: [Int]
  /// JPEG quality of the thumbnails, 1 to 100.
  public var thumbnailQuality: Int
  /// Longer side of the pixels handed on to inference, 1 to 1024; `nil` for none.
  public var pixelLongSide: Int?

  /// By default everything is measured, with one thumbnail of 400 pixels and pixels of at most 512.
  public init(
    scope: Scope = .everything, thumbnailWidths: [Int] = [400], thumbnailQuality: Int = 80,
    pixelLongSide: Int? = 512
  ) {
    self.scope = scope
    self.thumbnailWidths = thumbnailWidths
    self.thumbnailQuality = thumbnailQuality
    self.pixelLongSide = pixelLongSide
  }

  /// Everything measured, no thumbnails and no pixels handed on.
  public static let measurements = LookOptions(thumbnailWidths: [], pixelLongSide: nil)
  /// The perceptual hash alone.
  public static let hashOnly = LookOptions(scope: .perceptualHash, thumbnailWidths: [], pixelLongSide: nil)

  /// The widest thumbnail that is ever asked for.
  static let greatestThumbnailWidth = 1024
  /// The longest side of pixels that is ever asked for.
  static let greatestPixelLongSide = 1024
}
