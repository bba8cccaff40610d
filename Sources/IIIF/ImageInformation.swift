/// The description of an image by its service: `info.json` of the IIIF Image API.
///
/// Versions 1.0, 1.1, 2.0, 2.1 and 3.0 are read into one form. What is odd but can be done without is left out
/// and named in ``oddities``.
/// Source: IIIF Image API 1.0 and 1.1 section 5, 2.1.1 section 5, 3.0 section 5.
public struct ImageInformation: Sendable, Equatable {
  /// The version of the Image API that the service speaks.
  public enum Version: String, Sendable, CaseIterable {
    case v1_0 = "1.0"
    case v1_1 = "1.1"
    case v2 = "2"
    case v3 = "3"

    /// The version without its minor number: 1, 2 or 3.
    public var major: Int {
      switch self {
      case .v1_0, .v1_1: 1
      case .v2: 2
      case .v3: 3
      }
    }
  }

  /// The version of the Image API.
  public var version: Version
  /// The service's base address, without a slash at the end.
  public var base: String
  /// Pixels of the full image.
  public var width: Int
  /// Pixels of the full image.
  public var height: Int
  /// The compliance level 0, 1 or 2; `nil` where the document does not say.
  public var level: Int?
  /// Sizes of the whole image that the service likes to give.
  public var sizes: [PixelSize]
  /// Tiles that the service likes to give.
  public var tiles: [TileSet]
  /// The largest image that the service gives.
  public var limits: SizeLimits
  /// Formats beyond those of the level, and those the service prefers first.
  public var formats: [String]
  /// Formats that the service prefers, best first (version 3).
  public var preferredFormats: [String]
  /// Qualities beyond those of the level.
  public var qualities: [String]
  /// Features beyond those of the level, such as `sizeByWh`.
  public var features: Set<String>
  /// A licence or rights statement as written; the first where there are several.
  public var rights: String?
  /// True where an authorisation service is declared: what is shown without signing in may be degraded.
  public var isAccessLimited: Bool
  /// What in the document could not be used, in words.
  public var oddities: [String]
}

/// Width and height in pixels.
public struct PixelSize: Sendable, Equatable, Hashable {
  /// Pixels across.
  public var width: Int
  /// Pixels down.
  public var height: Int

  /// A size from its sides.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// The larger of the two.
  public var longSide: Int { max(width, height) }

  /// The size with another long side, rounded to whole pixels, at least 1.
  public func scaled(toLongSide side: Int) -> PixelSize {
    let factor = Double(side) / Double(longSide)
    return PixelSize(
      width: max(1, Int((Double(width) * factor).rounded())),
      height: max(1, Int((Double(height) * factor).rounded())))
  }
}

/// Tiles that a service likes to give.
public struct TileSet: Sendable, Equatable {
  /// Pixels across.
  public var width: Int
  /// The same as the width where the document gives none.
  public var height: Int
  /// Reductions at which the tiles are ready: 1 is the full size.
  public var scaleFactors: [Int]

  /// Tiles from their parts.
  public init(width: Int, height: Int, scaleFactors: [Int]) {
    self.width = width
    self.height = height
    self.scaleFactors = scaleFactors
  }
}

/// The largest image that a service gives.
public struct SizeLimits: Sendable, Equatable {
  /// Pixels across.
  public var width: Int?
  /// Pixels down; as across where only that is given.
  public var height: Int?
  /// Pixels altogether.
  public var area: Int?

  /// Limits from their parts.
  public init(width: Int? = nil, height: Int? = nil, area: Int? = nil) {
    self.width = width
    self.height = height
    self.area = area
  }

  /// The largest long side, in whole pixels, that an image of this shape may have; never above its own.
  ///
  /// A limit of width alone holds for the height too (Image API 3.0 section 5.3).
  public func longestSide(of full: PixelSize) -> Int {
    var factor = 1.0
    if let width { factor = min(factor, Double(width) / Double(full.width)) }
    if let height = height ?? width { factor = min(factor, Double(height) / Double(full.height)) }
    if let area {
      factor = min(factor, (Double(area) / Double(full.width) / Double(full.height)).squareRoot())
    }
    return factor >= 1 ? full.longSide : max(1, Int((Double(full.longSide) * factor).rounded(.down)))
  }
}
