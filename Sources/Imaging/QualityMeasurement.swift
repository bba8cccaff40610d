/// Measures the pixel signals of an image.
enum QualityMeasurement {
  /// The longer side, in pixels, at which images are measured.
  static let longSide = 512

  /// All signals that follow from pixels alone.
  ///
  /// - Parameters:
  ///   - raster: the upright image, its longer side at most ``longSide``.
  ///   - luma: its luma.
  static func signals(of raster: Raster, luma: Plane) -> [QualitySignal: Double] {
    let levels = Histogram(luma)
    let sharpness = Sharpness(luma)
    let ground = PaperGround(luma)
    let span = Double(levels.percentile(0.99) - levels.percentile(0.01))
    return [
      .sharpness: sharpness.laplacianVariance,
      .acuity: span < 1 ? 0 : min(1, sharpness.steepestSlope / 2 / span),
      .noise: sharpness.noise,
      .exposure: levels.mean / 255,
      .clippedDark: levels.share(0...8),
      .clippedBright: levels.share(250...255),
      .contrast: Double(levels.percentile(0.999) - levels.percentile(0.001)) / 255,
      .ink: ground.ink,
      .strokes: sharpness.strokes,
      .relief: ground.relief / 255,
      .chroma: Double(chroma(of: raster).percentile(0.95)) / 255,
      .midtones: levels.share(64...191),
    ]
  }

  /// How far the components of each second pixel lie apart.
  private static func chroma(of raster: Raster) -> Histogram {
    var histogram = Histogram()
    let spread = UnsafeMutablePointer<UInt8>.allocate(capacity: raster.width)
    defer { spread.deallocate() }
    for y in stride(from: 0, to: raster.height, by: 2) {
      let row = UnsafePointer(raster.row(y))
      for x in 0..<raster.width {
        let (red, green, blue) = (row[4 * x], row[4 * x + 1], row[4 * x + 2])
        spread[x] = max(red, max(green, blue)) &- min(red, min(green, blue))
      }
      histogram.add(spread, count: raster.width)
    }
    return histogram
  }
}
