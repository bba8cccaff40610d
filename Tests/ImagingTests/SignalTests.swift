import Testing

@testable import Imaging

@Suite("Quality signals")
struct SignalTests {
  private func signals(_ image: PixelImage) -> [QualitySignal: Double] {
    let raster = Raster(image).reduced(toLongSide: QualityMeasurement.longSide)
    return QualityMeasurement.signals(of: raster, luma: raster.luma())
  }

  private func flags(_ image: PixelImage) -> Set<QualityFlag> {
    Set(QualityThresholds().flags(for: signals(image)))
  }

  @Test("a flat grey has exactly its level and nothing else")
  func measuresFlatGrey() {
    let signals = signals(Picture.grey(300, 200) { _, _ in 51 })
    #expect(signals[.exposure] == 0.2)
    for signal in [QualitySignal.sharpness, .noise, .contrast, .ink, .relief, .chroma, .midtones, .acuity] {
      #expect(signals[signal] == 0, "\(signal)")
    }
  }

  @Test("exposure and clipping are shares of the pixels")
  func measuresExposure() {
    let signals = signals(Picture.grey(400, 100) { x, _ in x < 100 ? 0 : x < 300 ? 255 : 100 })
    #expect(signals[.clippedDark] == 0.25)
    #expect(signals[.clippedBright] == 0.5)
    #expect(signals[.midtones] == 0.25)
    #expect(signals[.contrast] == 1)
  }

  @Test("the Laplacian of a checkerboard is known")
  func measuresLaplacian() {
    // Each inner pixel differs from its four neighbours by 20: the Laplacian is +80 or -80 in turn.
    let signals = signals(Picture.grey(102, 102) { x, y in (x + y) % 2 == 0 ? 110 : 90 })
    #expect(signals[.sharpness] == 6400)
  }

  @Test("Gaussian noise is measured within a tenth", arguments: [3.0, 8.0, 15.0])
  func measuresNoise(deviation: Double) throws {
    let seed: UInt64 = 4711
    var random = SeededGenerator(seed: seed)
    let image = Picture.grey(300, 200) { x, _ in
      // Twelve uniform numbers make a normal one.
      let normal = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
      return Int((100 + 50 * Double(x) / 300 + deviation * normal).rounded())
    }
    let noise = try #require(signals(image)[.noise])
    #expect(abs(noise - deviation) < deviation / 10, "seed \(seed)")
  }

  @Test(
    "textured, stained, unevenly lit paper is blank, and stops to be with writing on it", arguments: 1...3)
  func tellsBlankPaper(seed: UInt64) {
    #expect(flags(Picture.page(seed: seed, written: false)).contains(.blank))
    #expect(!flags(Picture.page(seed: seed, written: true)).contains(.blank))
  }

  @Test("a picture is not blank, however smooth", arguments: 1...6)
  func keepsPictures(number: Int) {
    #expect(!flags(Picture.scene(number, width: 512, height: 384)).contains(.blank))
  }

  @Test("a blurred picture is blurry, the sharp one is not")
  func tellsBlur() {
    let scene = Picture.scene(3, width: 512, height: 300)
    #expect(!flags(scene).contains(.blurry))
    #expect(flags(blurred(scene, radius: 5)).contains(.blurry))
  }

  @Test("each remaining flag follows from its cause and not without it")
  func setsFlags() {
    let scene = Picture.scene(1, width: 400, height: 300)
    let plain = flags(scene)
    #expect(plain.isDisjoint(with: [.dark, .bright, .grayscale, .bitonal, .oddAspect, .lowContrast, .noisy]))
    #expect(flags(changed(scene) { $0 / 8 }).contains(.dark))
    #expect(flags(changed(scene) { 100 + $0 / 6 }).contains(.lowContrast))
    #expect(flags(changed(scene) { $0 > 60 ? 255 : 200 }).contains(.bright))
    let grey = Picture.grey(400, 300) { x, y in (x * 3 + y) % 256 }
    #expect(flags(grey).contains(.grayscale) && !flags(grey).contains(.bitonal))
    let strokes = Picture.grey(400, 300) { x, y in (x / 10 + y / 10) % 3 == 0 ? 0 : 255 }
    #expect(flags(strokes).isSuperset(of: [.grayscale, .bitonal]))
  }

  @Test("the quality of a JPEG is read off its tables", arguments: [20, 50, 75, 92])
  func readsQuality(quality: Int) throws {
    let bytes = try Picture.jpeg(Picture.scene(2, width: 64, height: 64), quality: quality)
    let folder = TemporaryFolder()
    let look = try ImageLooker().look(file: folder.file("q.jpg", bytes))
    let estimate = try #require(look.image.signals["jpeg_quality"])
    #expect(abs(estimate - Double(quality)) < 1.5)
    #expect(look.image.flags.contains("low_jpeg_quality") == (quality < 50))
  }

  private func changed(_ image: PixelImage, _ change: (Int) -> Int) -> PixelImage {
    PixelImage(
      width: image.width, height: image.height, rgb: image.rgb.map { UInt8(clamping: change(Int($0))) })
  }

  /// Three box blurs, which come near a Gaussian.
  private func blurred(_ image: PixelImage, radius: Int) -> PixelImage {
    var rgb = image.rgb.map(Int.init)
    for _ in 0..<3 {
      for horizontal in [true, false] {
        let (length, lines) = horizontal ? (image.width, image.height) : (image.height, image.width)
        let step = horizontal ? 3 : 3 * image.width
        let lineStep = horizontal ? 3 * image.width : 3
        var result = rgb
        for line in 0..<lines {
          for component in 0..<3 {
            let base = line * lineStep + component
            for at in 0..<length {
              let range = max(0, at - radius)...min(length - 1, at + radius)
              result[base + at * step] = range.reduce(0) { $0 + rgb[base + $1 * step] } / range.count
            }
          }
        }
        rgb = result
      }
    }
    return PixelImage(width: image.width, height: image.height, rgb: rgb.map { UInt8(clamping: $0) })
  }
}
