/// Looks at images in this process: one decode, from which everything else is taken.
///
/// Meant for the decoder process and for tests. A hostile image can take its process down; whoever holds
/// anything of value looks through a ``DecoderPool``.
public struct ImageLooker: Sendable {
  /// What one image may cost.
  public var limits: DecodeLimits
  /// Where signals become flags.
  public var thresholds: QualityThresholds

  /// A looker with the given limits and thresholds.
  public init(limits: DecodeLimits = .default, thresholds: QualityThresholds = QualityThresholds()) {
    self.limits = limits
    self.thresholds = thresholds
  }

  /// Looks at the image in a file.
  ///
  /// With the default options the image is decoded at the smallest scale that serves measuring (512 pixels on
  /// the longer side) and a thumbnail 400 wide, whether or not they are asked for, so that what is measured
  /// does not depend on what else is wanted.
  public func look(file: String, options: LookOptions = LookOptions()) throws(DecodeError) -> DecodedLook {
    let start = try ImageFile.start(of: file, limits: limits)
    let format = try ImageFormat(sniffing: start.bytes)
    var look: DecodedLook
    if format == .jpeg {
      let bytes = try ImageFile.contents(of: file, limits: limits)
      look = try self.look(jpeg: bytes, options: options)
    } else {
      look = try self.look(other: file, format: format, options: options)
      look.image.byteCount = Int64(start.size)
    }
    return look
  }

  private func look(jpeg bytes: [UInt8], options: LookOptions) throws(DecodeError) -> DecodedLook {
    try bytes.withUnsafeBufferPointer { bytes throws(DecodeError) in
      let decoder = try JPEGDecoder(bytes, limits: limits)
      let upright = decoder.orientation.upright(width: decoder.width, height: decoder.height)
      var facts = Facts(
        mime: ImageFormat.jpeg.mime, byteCount: bytes.count, width: upright.width, height: upright.height,
        colourSpace: decoder.colourSpace, orientation: decoder.orientation)
      facts.jpegQuality = decoder.quality
      facts.dotsPerInch = decoder.dotsPerInch
      if options.scope == .perceptualHash {
        let denominator = Self.denominator { (denominator: Int) in
          let size = decoder.size(denominator: denominator)
          return min(size.width, size.height) >= 4 * PerceptualHash.samples
        }
        let (luma, outcome) = try decoder.luma(denominator: denominator)
        facts.isTruncated = outcome.isTruncated
        return DecodedLook(
          image: facts.image(hash: PerceptualHash(luma: luma.turned(upright: decoder.orientation))))
      }
      let need = Need(options)
      let denominator = Self.denominator { (denominator: Int) in
        let size = decoder.size(denominator: denominator)
        let upright = decoder.orientation.upright(width: size.width, height: size.height)
        return need.isMet(by: upright)
      }
      let (stored, outcome) = try decoder.pixels(denominator: denominator)
      facts.isTruncated = outcome.isTruncated
      facts.isProfileIgnored = outcome.isProfileIgnored
      facts.decodeWarnings = Double(outcome.warnings)
      return try finish(stored, orientation: decoder.orientation, facts: facts, options: options)
    }
  }

  /// The greatest reduction that still serves, else none.
  private static func denominator(_ serves: (Int) -> Bool) -> Int {
    [8, 4, 2].first(where: serves) ?? 1
  }

  private func look(
    other file: String, format: ImageFormat, options: LookOptions
  ) throws(DecodeError) -> DecodedLook {
    let image = try VipsImageFile(file: file, format: format, limits: limits)
    let upright = image.orientation.upright(width: image.width, height: image.height)
    var facts = Facts(
      mime: format.mime, byteCount: 0, width: upright.width, height: upright.height,
      colourSpace: image.colourSpace, orientation: image.orientation)
    facts.dotsPerInch = image.dotsPerInch
    let box = Need(options).box(width: upright.width, height: upright.height)
    let (raster, isDamaged) = try image.pixels(width: box.width, height: box.height)
    facts.isTruncated = isDamaged
    if options.scope == .perceptualHash {
      return DecodedLook(image: facts.image(hash: PerceptualHash(luma: raster.luma())))
    }
    return try finish(raster, orientation: .upright, facts: facts, options: options)
  }

  /// Everything that is taken from one decode.
  private func finish(
    _ stored: Raster, orientation: Orientation, facts: Facts, options: LookOptions
  ) throws(DecodeError) -> DecodedLook {
    // The measured copy is turned upright after it was made small; the thumbnail likewise.
    let working = stored.reduced(toLongSide: QualityMeasurement.longSide).turned(upright: orientation)
    let luma = working.luma()
    var signals = QualityMeasurement.signals(of: working, luma: luma)
    facts.add(to: &signals)
    var flags = thresholds.flags(for: signals)
    flags += facts.flags
    var image = facts.image(hash: PerceptualHash(luma: luma))
    image.dominantColours = DominantColours.find(in: working)
    image.signals = Dictionary(uniqueKeysWithValues: signals.map { ($0.key.rawValue, $0.value) })
    image.flags = flags.map(\.rawValue).sorted()

    var look = DecodedLook(image: image)
    if options.thumbnailWidths.isEmpty, options.pixelLongSide == nil { return look }
    let upright = stored.turned(upright: orientation)
    for width in options.thumbnailWidths {
      let small = upright.reduced(toWidth: min(max(1, width), LookOptions.greatestThumbnailWidth))
      let jpeg = try JPEGEncoder.encode(small, quality: options.thumbnailQuality)
      look.thumbnails.append(Thumbnail(width: small.width, height: small.height, jpeg: jpeg))
    }
    if let longSide = options.pixelLongSide {
      let side = min(max(1, longSide), LookOptions.greatestPixelLongSide)
      let small = side == QualityMeasurement.longSide ? working : upright.reduced(toLongSide: side)
      look.pixels = PixelImage(width: small.width, height: small.height, rgb: small.packed())
    }
    return look
  }
}

extension JPEGDecoder {
  /// The value of the EDM schema's list. The YCbCr of a file is its packing; what it shows is sRGB.
  fileprivate var colourSpace: String {
    switch kind {
    case .grey: "grayscale"
    case .colour: "sRGB"
    case .cmyk: "CMYK"
    }
  }
}

/// The sizes that one decode must serve.
private struct Need {
  let longSide: Int
  let width: Int

  init(_ options: LookOptions) {
    let pixels = min(options.pixelLongSide ?? 0, LookOptions.greatestPixelLongSide)
    let thumbnail = min(options.thumbnailWidths.max() ?? 0, LookOptions.greatestThumbnailWidth)
    longSide = max(QualityMeasurement.longSide, pixels)
    width = max(400, thumbnail)
  }

  func isMet(by size: (width: Int, height: Int)) -> Bool {
    size.width >= width && max(size.width, size.height) >= longSide
  }

  /// The smallest box of the image's proportions that serves; the image's own size where it is smaller.
  func box(width: Int, height: Int) -> (width: Int, height: Int) {
    let scale = max(Double(self.width) / Double(width), Double(longSide) / Double(max(width, height)))
    if scale >= 1 { return (width, height) }
    return (
      max(1, Int((Double(width) * scale).rounded(.up))), max(1, Int((Double(height) * scale).rounded(.up)))
    )
  }
}

/// What a header says of an image, before its pixels are measured.
private struct Facts {
  var mime: String
  var byteCount: Int
  var width: Int
  var height: Int
  var colourSpace: String
  var orientation: Orientation
  var isTruncated = false
  var isProfileIgnored = false
  var decodeWarnings: Double?
  var jpegQuality: Double?
  var dotsPerInch: Double?

  init(mime: String, byteCount: Int, width: Int, height: Int, colourSpace: String, orientation: Orientation) {
    self.mime = mime
    self.byteCount = byteCount
    self.width = width
    self.height = height
    self.colourSpace = colourSpace
    self.orientation = orientation
  }

  /// The flags that do not follow from signals.
  var flags: [QualityFlag] {
    (isProfileIgnored ? [.profileIgnored] : []) + (isTruncated ? [.truncated] : [])
  }

  func add(to signals: inout [QualitySignal: Double]) {
    signals[.aspectRatio] = Double(max(width, height)) / Double(min(width, height))
    signals[.megapixels] = Double(width * height) / 1e6
    signals[.jpegQuality] = jpegQuality
    signals[.decodeWarnings] = decodeWarnings
    signals[.dotsPerInch] = dotsPerInch
  }

  func image(hash: PerceptualHash) -> LookedImage {
    LookedImage(
      mime: mime, byteCount: Int64(byteCount), width: width, height: height, colourSpace: colourSpace,
      dominantColours: [], exifOrientation: orientation.value, perceptualHash: hash, signals: [:],
      flags: flags.map(\.rawValue))
  }
}
