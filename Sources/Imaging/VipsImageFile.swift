internal import CLibVips
internal import Synchronization

/// A file in any format but JPEG, through libvips: header first, then a reduced copy of its first page.
struct VipsImageFile {
  let file: String
  /// As stored.
  let width: Int
  let height: Int
  let orientation: Orientation
  let colourSpace: String
  private let hasProfile: Bool
  let dotsPerInch: Double?

  /// Reads the header and checks it against the limits.
  init(file: String, format: ImageFormat, limits: DecodeLimits) throws(DecodeError) {
    try Self.start()
    var message = MessageBuffer(capacity: Int(WINNOW_VIPS_MESSAGE_BYTES))
    var header = winnow_vips_header()
    let status = message.withPointer { winnow_vips_read_header(file, &header, $0) }
    guard status == 0 else { throw .corrupt(reason: "\(format.rawValue): \(message.text)") }
    self.file = file
    width = Int(header.width)
    height = Int(header.height)
    let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
    if overflow || pixels > limits.maximumPixels {
      throw .tooManyPixels(width: width, height: height, limit: limits.maximumPixels)
    }
    orientation = Orientation(value: Int(header.orientation))
    hasProfile = header.has_profile != 0
    colourSpace = Self.colourSpace(header.interpretation)
    dotsPerInch = header.dots_per_inch > 1 ? header.dots_per_inch : nil
  }

  /// Upright sRGB pixels that fit the box, never enlarged. `isDamaged` where not all of it could be read.
  func pixels(width: Int, height: Int) throws(DecodeError) -> (raster: Raster, isDamaged: Bool) {
    var message = MessageBuffer(capacity: Int(WINNOW_VIPS_MESSAGE_BYTES))
    var result = winnow_vips_pixels()
    let status = message.withPointer {
      winnow_vips_read(file, Int32(width), Int32(height), hasProfile ? 1 : 0, &result, $0)
    }
    guard status == 0, let bytes = result.pixels else { throw .corrupt(reason: message.text) }
    defer { winnow_vips_free(&result) }
    return (Raster(rgb: bytes, width: Int(result.width), height: Int(result.height)), result.damaged != 0)
  }

  /// Four inks to sRGB, by the profile or, without one, by the built-in profile of a coated-paper press.
  static func sRGB(cmyk raster: Raster, profile: [UInt8]?) throws(DecodeError) -> Raster {
    try converted(raster.bytes, width: raster.width, height: raster.height, bands: 4, profile: profile ?? [])
  }

  /// Another RGB space to sRGB, by its profile.
  static func sRGB(rgb raster: Raster, profile: [UInt8]) throws(DecodeError) -> Raster {
    let packed = raster.packed()
    return try packed.withUnsafeBufferPointer { packed throws(DecodeError) in
      try converted(
        packed.baseAddress, width: raster.width, height: raster.height, bands: 3, profile: profile)
    }
  }

  private static func converted(
    _ pixels: UnsafePointer<UInt8>?, width: Int, height: Int, bands: Int, profile: [UInt8]
  ) throws(DecodeError) -> Raster {
    try start()
    var message = MessageBuffer(capacity: Int(WINNOW_VIPS_MESSAGE_BYTES))
    var result = winnow_vips_pixels()
    let status = message.withPointer {
      winnow_vips_convert(
        pixels, Int32(width), Int32(height), Int32(bands), profile, profile.count, &result, $0)
    }
    guard status == 0, let bytes = result.pixels else {
      throw .corrupt(reason: "colour profile: \(message.text)")
    }
    defer { winnow_vips_free(&result) }
    return Raster(rgb: bytes, width: Int(result.width), height: Int(result.height))
  }

  /// libvips is started at the first file that needs it: most archives hold nothing but JPEG.
  private static let started = Mutex<Result<Void, DecodeError>?>(nil)

  private static func start() throws(DecodeError) {
    let outcome = started.withLock { started in
      if let started { return started }
      var message = MessageBuffer(capacity: Int(WINNOW_VIPS_MESSAGE_BYTES))
      let status = message.withPointer { winnow_vips_start($0) }
      let outcome: Result<Void, DecodeError> =
        status == 0
        ? .success(()) : .failure(.decoderUnavailable(reason: "libvips did not start (\(message.text))"))
      started = outcome
      return outcome
    }
    try outcome.get()
  }

  /// The value of the EDM schema's list that names an interpretation.
  private static func colourSpace(_ interpretation: Int32) -> String {
    switch VipsInterpretation(interpretation) {
    case VIPS_INTERPRETATION_B_W, VIPS_INTERPRETATION_GREY16: "grayscale"
    case VIPS_INTERPRETATION_sRGB, VIPS_INTERPRETATION_RGB, VIPS_INTERPRETATION_RGB16: "sRGB"
    case VIPS_INTERPRETATION_scRGB: "scRGB"
    case VIPS_INTERPRETATION_CMYK: "CMYK"
    case VIPS_INTERPRETATION_LAB, VIPS_INTERPRETATION_LABS, VIPS_INTERPRETATION_LABQ: "Lab"
    case VIPS_INTERPRETATION_LCH: "LCHab"
    case VIPS_INTERPRETATION_XYZ: "XYZ"
    case VIPS_INTERPRETATION_YXY: "xyY"
    case VIPS_INTERPRETATION_HSV: "HSV"
    default: "other"
    }
  }
}

extension VipsImageFile {
  /// Writes pixels to a file in the format of its suffix: for tests, which need files that they made themselves.
  static func write(_ image: PixelImage, to file: String) throws(DecodeError) {
    try start()
    var message = MessageBuffer(capacity: Int(WINNOW_VIPS_MESSAGE_BYTES))
    let status = message.withPointer {
      winnow_vips_write(image.rgb, Int32(image.width), Int32(image.height), file, $0)
    }
    guard status == 0 else { throw .unreadable(file: file, reason: message.text) }
  }
}
