/// What one decode found out about an image.
public struct LookedImage: Sendable, Equatable, Codable {
  /// By content: `image/jpeg`.
  public var mime: String
  /// Bytes of the file.
  public var byteCount: Int64
  /// Pixels of the whole image, upright: after its EXIF orientation was applied.
  public var width: Int
  /// Pixels of the whole image, upright.
  public var height: Int
  /// A value of the EDM schema's list for `edm:hasColorSpace`: `sRGB`, `grayscale`, `CMYK`, `Lab`, `other`.
  public var colourSpace: String
  /// CSS3 palette colours as six upper-case hexadecimal digits, most frequent first, at most six.
  public var dominantColours: [String]
  /// The EXIF orientation that was applied, 1 to 8.
  public var exifOrientation: Int
  /// Of the upright image.
  public var perceptualHash: PerceptualHash
  /// Values by ``QualitySignal`` name, each on the scale documented there.
  public var signals: [String: Double]
  /// Names of the ``QualityFlag``s that hold, in alphabetical order.
  public var flags: [String]

  /// Findings put together by hand.
  public init(
    mime: String, byteCount: Int64, width: Int, height: Int, colourSpace: String, dominantColours: [String],
    exifOrientation: Int, perceptualHash: PerceptualHash, signals: [String: Double], flags: [String]
  ) {
    self.mime = mime
    self.byteCount = byteCount
    self.width = width
    self.height = height
    self.colourSpace = colourSpace
    self.dominantColours = dominantColours
    self.exifOrientation = exifOrientation
    self.perceptualHash = perceptualHash
    self.signals = signals
    self.flags = flags
  }
}

/// Pixels in memory: 8-bit sRGB, red green blue in turn, row by row without gaps.
public struct PixelImage: Sendable, Equatable {
  /// Pixels a row.
  public var width: Int
  /// Rows.
  public var height: Int
  /// `3 * width * height` bytes.
  public var rgb: [UInt8]

  /// Pixels from their bytes, of which there must be three a pixel.
  public init(width: Int, height: Int, rgb: [UInt8]) {
    precondition(rgb.count == 3 * width * height, "three bytes a pixel")
    self.width = width
    self.height = height
    self.rgb = rgb
  }
}

/// A small copy of an image, as a JPEG file in sRGB.
public struct Thumbnail: Sendable, Equatable {
  /// Pixels.
  public var width: Int
  /// Pixels.
  public var height: Int
  /// The bytes of the JPEG file.
  public var jpeg: [UInt8]

  /// A thumbnail from a JPEG file and its size.
  public init(width: Int, height: Int, jpeg: [UInt8]) {
    self.width = width
    self.height = height
    self.jpeg = jpeg
  }
}

/// All that one decode gave: what was measured, and the small copies that were asked for.
public struct DecodedLook: Sendable, Equatable {
  /// What was measured.
  public var image: LookedImage
  /// In the order of ``LookOptions/thumbnailWidths``.
  public var thumbnails: [Thumbnail]
  /// The small copy for inference, where it was asked for.
  public var pixels: PixelImage?

  /// A look put together from its parts.
  public init(image: LookedImage, thumbnails: [Thumbnail] = [], pixels: PixelImage? = nil) {
    self.image = image
    self.thumbnails = thumbnails
    self.pixels = pixels
  }

  /// The JPEG bytes of the first thumbnail asked for.
  public var thumbnail: [UInt8]? { thumbnails.first?.jpeg }
}
