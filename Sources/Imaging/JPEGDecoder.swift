internal import CLibJPEG
internal import Foundation

/// One JPEG file in memory: its header, and its pixels at a reduced scale.
///
/// Owns the libjpeg handle; nothing of it leaves this file.
struct JPEGDecoder: ~Copyable {
  /// What libjpeg had to say about the data while decoding it.
  struct Outcome {
    /// Corrupt-data warnings: libjpeg went on with a guess.
    var warnings = 0
    /// The data ended before the last pixel.
    var isTruncated = false
    /// The colour profile could not be applied; colours are as stored.
    var isProfileIgnored = false
  }

  enum Kind { case grey, colour, cmyk }

  private let handle: OpaquePointer
  let width: Int
  let height: Int
  let kind: Kind
  let orientation: Orientation
  /// Dots an inch by the JFIF header.
  let dotsPerInch: Double?
  /// Estimated from the luminance quantisation table.
  let quality: Double?
  private let isInverted: Bool
  private let isProgressive: Bool

  /// Reads the header and checks it against the limits.
  ///
  /// - Parameter bytes: the whole file, valid as long as the decoder.
  init(_ bytes: UnsafeBufferPointer<UInt8>, limits: DecodeLimits) throws(DecodeError) {
    var message = MessageBuffer(capacity: Int(WINNOW_JPEG_MESSAGE_BYTES))
    var isTruncated: Int32 = 0
    let opened = message.withPointer { winnow_jpeg_open(bytes.baseAddress, bytes.count, &isTruncated, $0) }
    guard let opened else {
      throw isTruncated != 0 ? .truncated(reason: message.text) : .corrupt(reason: message.text)
    }
    let header = winnow_jpeg_read_header(opened)
    if let refusal = Self.refusal(of: header, limits: limits) {
      winnow_jpeg_close(opened)
      throw refusal
    }
    handle = opened
    width = Int(header.width)
    height = Int(header.height)
    kind =
      switch header.kind {
      case WINNOW_JPEG_GREY: .grey
      case WINNOW_JPEG_CMYK: .cmyk
      default: .colour
      }
    isInverted = header.inverted != 0
    isProgressive = header.progressive != 0
    dotsPerInch = header.dots_per_inch > 0 ? header.dots_per_inch : nil
    let table = withUnsafeBytes(of: header.luminance_table) { Array($0.bindMemory(to: UInt16.self)) }
    quality = JPEGQuality.estimate(luminanceTable: table)
    var count = 0
    if let segment = winnow_jpeg_exif(opened, &count) {
      orientation = EXIF(UnsafeBufferPointer(start: segment, count: count)).orientation
    } else {
      orientation = .upright
    }
  }

  deinit { winnow_jpeg_close(handle) }

  private static func refusal(of header: winnow_jpeg_header, limits: DecodeLimits) -> DecodeError? {
    let (width, height) = (Int(header.width), Int(header.height))
    if width * height > limits.maximumPixels {
      return .tooManyPixels(width: width, height: height, limit: limits.maximumPixels)
    }
    if header.progressive != 0, header.coefficient_bytes > UInt64(limits.maximumMemoryBytes / 2) {
      return .tooManyBytes(
        bytes: Int(clamping: header.coefficient_bytes), limit: limits.maximumMemoryBytes / 2,
        purpose: "of progressive JPEG coefficients")
    }
    return nil
  }

  /// The size at 1/`denominator`.
  func size(denominator: Int) -> (width: Int, height: Int) {
    ((width + denominator - 1) / denominator, (height + denominator - 1) / denominator)
  }

  /// The embedded ICC profile.
  func profile() -> [UInt8]? {
    var count = 0
    guard let bytes = winnow_jpeg_icc(handle, &count) else { return nil }
    defer { free(bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }

  /// Decodes in sRGB as stored, not yet upright. Consumes the data: once only.
  ///
  /// - Parameter denominator: 1, 2, 4 or 8.
  func pixels(denominator: Int) throws(DecodeError) -> (raster: Raster, outcome: Outcome) {
    let size = size(denominator: denominator)
    let raster = Raster(width: size.width, height: size.height)
    let layout = kind == .cmyk ? WINNOW_JPEG_RAW_CMYK : WINNOW_JPEG_RGBX
    var outcome = try decode(
      denominator, layout, into: raster.bytes, stride: raster.stride, count: raster.byteCount)
    if kind == .cmyk, isInverted {
      for index in 0..<raster.byteCount { raster.bytes[index] = ~raster.bytes[index] }
    }
    return (try converted(raster, outcome: &outcome), outcome)
  }

  /// Decodes luma alone, as stored. Consumes the data: once only.
  func luma(denominator: Int) throws(DecodeError) -> (plane: Plane, outcome: Outcome) {
    let size = size(denominator: denominator)
    let plane = Plane(width: size.width, height: size.height)
    let outcome = try decode(
      denominator, WINNOW_JPEG_LUMA, into: plane.samples, stride: plane.width,
      count: plane.width * plane.height)
    return (plane, outcome)
  }

  private func decode(
    _ denominator: Int, _ layout: winnow_jpeg_layout, into pixels: UnsafeMutablePointer<UInt8>, stride: Int,
    count: Int
  ) throws(DecodeError) -> Outcome {
    var message = MessageBuffer(capacity: Int(WINNOW_JPEG_MESSAGE_BYTES))
    var outcome = winnow_jpeg_outcome()
    let status = message.withPointer {
      winnow_jpeg_decode(handle, Int32(denominator), layout, pixels, stride, count, &outcome, $0)
    }
    guard status == 0 else { throw .corrupt(reason: message.text) }
    // A progressive image shows something from its first scan on.
    if outcome.truncated != 0, outcome.complete_rows == 0, !isProgressive {
      throw .truncated(reason: "no row of pixels is complete")
    }
    return Outcome(warnings: outcome.warnings, isTruncated: outcome.truncated != 0)
  }

  /// Pixels brought to sRGB where a profile or four inks say that they are not.
  private func converted(_ raster: Raster, outcome: inout Outcome) throws(DecodeError) -> Raster {
    switch kind {
    case .cmyk:
      return try VipsImageFile.sRGB(cmyk: raster, profile: profile())
    case .grey:
      // Grey profiles differ in gamma alone; that is no loss to what is measured.
      return raster
    case .colour:
      guard let profile = profile(), !ICCProfile.isSRGB(profile) else { return raster }
      do {
        return try VipsImageFile.sRGB(rgb: raster, profile: profile)
      } catch {
        outcome.isProfileIgnored = true
        return raster
      }
    }
  }
}
