/// What the content tier of a record rests on.
///
/// Source: the classifiers of Europeana's metis-framework (`ImageClassifier`, `TextClassifier`,
/// `AudioClassifier`, `VideoClassifier`, `ThreeDClassifier`, `AbstractMediaClassifier`).
public struct MediaEvidence: Sendable, Equatable {
  /// A file to which `edm:isShownBy` or `edm:hasView` leads.
  struct File: Sendable, Equatable {
    /// `nil` where no media type is known.
    var kind: MediaKind?
    /// Width times height of the original.
    var pixels: Int
    /// The height of the original in pixels.
    var height: Int
    /// Of its own rights statement, else of the aggregation's.
    var licence: TierLicence
  }

  /// The values of `edm:type`, each once; a tier needs exactly one.
  public internal(set) var types: [ObjectType] = []
  /// True where Europeana can show a preview.
  public internal(set) var hasPreview = false
  /// True where `edm:isShownAt` leads to a page that was reached.
  public internal(set) var hasLandingPage = false
  /// True where `edm:isShownBy` leads to a player that a portal can embed.
  public internal(set) var isEmbeddable = false
  /// What `edm:rights` of the aggregation allows.
  public internal(set) var licence = TierLicence.closed
  var files: [File] = []

  /// Evidence of an empty record.
  public init() {}

  /// How many files the tier is judged by.
  public var fileCount: Int { files.count }

  /// The content tier, before and after the rights lowered it; both are those of the file that reaches the
  /// highest tier in the end.
  public var content: (tier: ContentTier, beforeLicence: ContentTier) {
    guard types.count == 1, let type = types.first, type != .image || hasPreview else {
      return (.zero, .zero)
    }
    guard !files.isEmpty else {
      let tier: ContentTier = type != .image && hasLandingPage ? .one : .zero
      return (tier, tier)
    }
    var best: (tier: ContentTier, beforeLicence: ContentTier)?
    for file in files {
      let beforeLicence = tier(of: file, type)
      let tier = min(beforeLicence, file.licence.highestTier)
      if tier > best?.tier ?? .zero || best == nil { best = (tier, beforeLicence) }
    }
    return best ?? (.zero, .zero)
  }

  /// The tier that a file would reach under an open licence.
  private func tier(of file: File, _ type: ObjectType) -> ContentTier {
    let landing: ContentTier = hasLandingPage ? .one : .zero
    switch type {
    case .image: return file.kind == .image ? Self.tier(ofPixels: file.pixels) : .zero
    case .text:
      if file.kind == .pdf { return .four }
      return max(landing, file.kind == .image ? Self.tier(ofPixels: file.pixels) : .zero)
    case .sound: return isEmbeddable || file.kind == .audio ? .four : landing
    case .video:
      if isEmbeddable || (file.kind == .video && file.height >= Self.videoHeight) { return .four }
      return file.kind == .video ? .one : landing
    case .threeDimensional:
      return file.kind == nil || file.kind == .image || file.kind == .pdf ? .zero : .four
    }
  }

  /// The tier of an image by its size; none gives the third.
  static func tier(ofPixels pixels: Int) -> ContentTier {
    if pixels >= largeImage { return .four }
    if pixels >= mediumImage { return .two }
    return pixels >= smallImage ? .one : .zero
  }

  /// Pixels from which an image reaches the first, the second and the fourth tier.
  static let smallImage = 100_000
  static let mediumImage = 420_000
  static let largeImage = 950_000
  /// Lines from which a video reaches the fourth tier.
  static let videoHeight = 480
}
