/// A measured property of an image: a number on a fixed scale.
///
/// Unless said otherwise a signal is measured on the upright image reduced to at most 512 pixels on its longer
/// side, in luma from 0 (black) to 255 (white): a fixed scale, so that scans of any resolution compare.
public enum QualitySignal: String, Sendable, CaseIterable {
  /// Variance of the Laplacian, in squared levels, 0 and up: how much fine structure there is. Smooth
  /// motifs have little of it too; ``acuity`` says whether what edges there are are sharp.
  case sharpness
  /// The steepest edges (slope between neighbours, 99.9th percentile) as a share of the luma range from the 1st
  /// to the 99th percentile, 0 to 1.
  /// An ideal edge between two levels has 0.5 or more, one blurred over n pixels about 1/n.
  case acuity
  /// Standard deviation of fine-grained noise, in levels, 0 and up (Immerkær's mask, median estimate).
  case noise
  /// Mean luma, 0 to 1.
  case exposure
  /// Share of pixels with a luma of at most 8, 0 to 1.
  case clippedDark = "clipped_dark"
  /// Share of pixels with a luma of at least 250, 0 to 1.
  case clippedBright = "clipped_bright"
  /// Luma from the 0.1th to the 99.9th percentile, as a share of the whole range, 0 to 1: a few words on a page
  /// are enough to have it.
  case contrast
  /// Share of the inner area (without 6 % at each margin) that stands out from the local ground by more than
  /// paper texture, stains and print showing through do, 0 to 1.
  case ink
  /// Share of the same inner area where luma changes more steeply than on paper, 0 to 1: faint pencil and thin
  /// lines that ``ink`` is too coarse for.
  case strokes
  /// How much the ground itself differs over the inner area: 5th to 95th percentile of the medians of its
  /// tiles, as a share of the whole range, 0 to 1. Paper is even, a picture is not.
  case relief
  /// Spread between the colour components of a pixel, 95th percentile, as a share of the range, 0 to 1.
  case chroma
  /// Share of pixels with a luma neither near black nor near white (64 to 191), 0 to 1.
  case midtones
  /// Longer side by shorter side, 1 and up.
  case aspectRatio = "aspect_ratio"
  /// Millions of pixels of the whole image.
  case megapixels
  /// The quality with which a JPEG was written, estimated from its tables, 1 to 100; absent elsewhere.
  case jpegQuality = "jpeg_quality"
  /// How often the JPEG decoder met damaged data and went on with a guess; absent elsewhere.
  case decodeWarnings = "decode_warnings"
  /// Resolution that the file declares, in dots an inch; absent where it does not.
  case dotsPerInch = "dots_per_inch"
}

/// A statement about an image that follows from its signals by fixed thresholds.
public enum QualityFlag: String, Sendable, CaseIterable {
  /// An empty page or surface: ``QualitySignal/ink``, ``QualitySignal/strokes`` and ``QualitySignal/relief``
  /// all low.
  case blank
  /// No sharp edge anywhere, and not blank: blur of 2 pixels and more (standard deviation) on the fixed scale.
  case blurry
  /// Mean luma below 0.15.
  case dark
  /// Mean luma above 0.95 with most pixels clipped, and neither blank nor bitonal.
  case bright
  /// Luma spans less than a fifth of the range, and not blank.
  case lowContrast = "low_contrast"
  /// One side more than 2.86 times the other (the peers' 0.35).
  case oddAspect = "odd_aspect"
  /// No colour: less than 3 % spread between the components.
  case grayscale
  /// Black and white with hardly anything between.
  case bitonal
  /// Fine-grained noise of more than 12 levels.
  case noisy
  /// A JPEG written with a quality below 50.
  case lowJPEGQuality = "low_jpeg_quality"
  /// Below 0.1 million pixels, the least that Europeana's content tier 1 takes.
  case lowResolution = "low_resolution"
  /// The embedded colour profile is unusable; colours were taken as stored.
  case profileIgnored = "profile_ignored"
  /// The file ends early or is damaged; what could be read was looked at.
  case truncated
}

/// The thresholds between signals and flags, in one place.
public struct QualityThresholds: Sendable, Equatable {
  /// A blank page has less ``QualitySignal/ink``,
  public var blankInk = 0.004
  /// fewer ``QualitySignal/strokes`` (twice what the most stained of the blank pages had)
  public var blankStrokes = 0.006
  /// and less ``QualitySignal/relief``.
  public var blankRelief = 0.10
  /// A blurry image has less ``QualitySignal/acuity``. Of sharp scans none of 1,329 lay below; of 99 images
  /// blurred by 3 pixels (standard deviation) nine in ten do.
  public var blurryAcuity = 0.18
  /// A dark image has less ``QualitySignal/exposure``.
  public var darkExposure = 0.15
  /// A bright image has more ``QualitySignal/exposure``
  public var brightExposure = 0.95
  /// and more of ``QualitySignal/clippedBright``.
  public var brightClipped = 0.5
  /// An image of low contrast has less ``QualitySignal/contrast``.
  public var lowContrast = 0.2
  /// An odd shape has a greater ``QualitySignal/aspectRatio``.
  public var oddAspect = 1 / 0.35
  /// An image without colour has less ``QualitySignal/chroma``.
  public var grayscaleChroma = 0.03
  /// A black and white image has, beside that, fewer ``QualitySignal/midtones``.
  public var bitonalMidtones = 0.06
  /// A noisy image has more ``QualitySignal/noise``.
  public var noisy = 12.0
  /// A JPEG of low quality has less ``QualitySignal/jpegQuality``.
  public var lowJPEGQuality = 50.0
  /// An image of low resolution has fewer ``QualitySignal/megapixels``.
  public var lowMegapixels = 0.1

  /// The defaults, calibrated on about 1,300 digitised pages and pictures.
  public init() {}

  /// The flags that hold for measured signals, in alphabetical order.
  public func flags(for signals: [QualitySignal: Double]) -> [QualityFlag] {
    var flags: Set<QualityFlag> = []
    func value(_ signal: QualitySignal) -> Double? { signals[signal] }
    if let ink = value(.ink), let strokes = value(.strokes), let relief = value(.relief), ink < blankInk,
      strokes < blankStrokes, relief < blankRelief
    {
      flags.insert(.blank)
    }
    let isBlank = flags.contains(.blank)
    if let acuity = value(.acuity), acuity < blurryAcuity, !isBlank { flags.insert(.blurry) }
    if let contrast = value(.contrast), contrast < lowContrast, !isBlank { flags.insert(.lowContrast) }
    if let ratio = value(.aspectRatio), ratio > oddAspect { flags.insert(.oddAspect) }
    if let chroma = value(.chroma), chroma < grayscaleChroma {
      flags.insert(.grayscale)
      if let midtones = value(.midtones), midtones < bitonalMidtones, !isBlank { flags.insert(.bitonal) }
    }
    if let exposure = value(.exposure) {
      if exposure < darkExposure { flags.insert(.dark) }
      let isClipped = value(.clippedBright) ?? 0 > brightClipped
      if exposure > brightExposure, isClipped, !isBlank, !flags.contains(.bitonal) { flags.insert(.bright) }
    }
    if let noise = value(.noise), noise > noisy { flags.insert(.noisy) }
    if let quality = value(.jpegQuality), quality < lowJPEGQuality { flags.insert(.lowJPEGQuality) }
    if let megapixels = value(.megapixels), megapixels < lowMegapixels { flags.insert(.lowResolution) }
    return flags.sorted { $0.rawValue < $1.rawValue }
  }
}
