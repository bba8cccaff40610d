/// How an image becomes the tensor that a model was trained on: scaled, cropped at the centre, normalised.
public struct Preprocessing: Sendable, Equatable {
  /// The name under which results are keyed, with the version.
  public var id: String
  /// Raised whenever the numbers that come out change.
  public var version: Int
  /// Pixels of the shorter side after scaling; the aspect ratio is kept.
  public var shortSide: Int
  /// Pixels of each side of the square that is cut out of the centre.
  public var crop: Int
  /// Subtracted from each channel, on the scale 0 to 1.
  public var mean: SIMD3<Float>
  /// Each channel is divided by it, on the scale 0 to 1.
  public var deviation: SIMD3<Float>

  /// A preprocessing from its parts; `crop` must not exceed `shortSide`, `deviation` must be above 0.
  public init(
    id: String, version: Int, shortSide: Int, crop: Int, mean: SIMD3<Float>, deviation: SIMD3<Float>
  ) {
    self.id = id
    self.version = version
    self.shortSide = shortSide
    self.crop = crop
    self.mean = mean
    self.deviation = deviation
  }

  /// `id/version`: part of the key of every result.
  public var key: String { "\(id)/\(version)" }

  /// Numbers in the tensor of one image.
  public var elementCount: Int { 3 * crop * crop }

  /// The tensor of an image: planes of red, green and blue, row by row.
  ///
  /// - Parameters:
  ///   - pixels: 8-bit RGB, interleaved, row by row, without padding.
  ///   - width: Pixels, at least 1.
  ///   - height: Pixels, at least 1.
  /// - Throws: ``InferenceError/pixelsInvalid(reason:)`` where the sizes do not fit.
  public func tensor(pixels: [UInt8], width: Int, height: Int) throws(InferenceError) -> [Float] {
    guard (1...65_535).contains(width), (1...65_535).contains(height) else {
      throw .pixelsInvalid(reason: "\(width) x \(height) pixels")
    }
    guard pixels.count == width * height * 3 else {
      throw .pixelsInvalid(
        reason: "\(pixels.count) bytes for \(width) x \(height) RGB pixels, \(width * height * 3) are needed")
    }
    let plan = ResamplingPlan(width: width, height: height, shortSide: shortSide, crop: crop)
    // Folds (value / 255 - mean) / deviation into one multiplication and one addition.
    let scale = 1 / (255 * deviation)
    let offset = -mean / deviation
    return [Float](unsafeUninitializedCapacity: elementCount) { planes, count in
      pixels.withUnsafeBufferPointer { plan.resample($0, into: planes, scale: scale, offset: offset) }
      count = elementCount
    }
  }
}
