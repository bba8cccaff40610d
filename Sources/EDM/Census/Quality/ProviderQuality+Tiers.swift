extension ProviderQuality {
  /// The tiers of Europeana's Publishing Framework in three views of the records.
  public struct Tiers: Sendable, Codable, Equatable {
    /// Records whose tiers are known.
    public var records: Int
    /// As received.
    public var received: TierView
    /// With the technical metadata and the preview that Europeana fills in by itself.
    public var technical: TierView
    /// With our statements besides.
    public var enriched: TierView
    /// From received to technical: no merit of ours.
    public var technicalGain: TierGains
    /// From technical to enriched: what our statements bring.
    public var uplift: TierGains
    /// Records whose files would reach a higher content tier (technical view) under an open licence.
    public var contentLoweredByLicence: Int
    /// Some of the records that rise by our statements, drawn at random.
    public var rising: [RisingRecord]

    enum CodingKeys: String, CodingKey {
      case records, received, technical, enriched, uplift, rising
      case technicalGain = "technical_gain"
      case contentLoweredByLicence = "content_lowered_by_licence"
    }
  }

  /// How many records have which tiers.
  public struct TierView: Sendable, Codable, Equatable {
    /// Content tiers 0 to 4.
    public var content: [TierCount]
    /// Metadata tiers 0, A, B and C: the lowest of the three dimensions.
    public var metadata: [TierCount]
    /// The language dimension.
    public var language: [TierCount]
    /// The dimension of enabling elements.
    public var enabling: [TierCount]
    /// The dimension of contextual classes.
    public var contextual: [TierCount]
  }

  /// Records of one tier.
  public struct TierCount: Sendable, Codable, Equatable {
    /// The tier, or the number of tiers gained such as `+1`.
    public var tier: String
    /// Records.
    public var records: Int
  }

  /// What lies between two views.
  public struct TierGains: Sendable, Codable, Equatable {
    /// Records whose content or metadata tier rises.
    public var records: Int
    /// Of the records whose tiers are known, 0 to 1.
    public var share: Double
    /// Records of which either tier falls.
    public var fallen: Int
    /// Records by content tiers gained.
    public var contentBySteps: [TierCount]
    /// Records by metadata tiers gained.
    public var metadataBySteps: [TierCount]

    enum CodingKeys: String, CodingKey {
      case records, share, fallen
      case contentBySteps = "content_by_steps"
      case metadataBySteps = "metadata_by_steps"
    }
  }

  /// A record that rises.
  public struct RisingRecord: Sendable, Codable, Equatable {
    /// The record's identifier.
    public var record: String
    /// Content and metadata tier, such as `2/A`.
    public var before: String
    /// Content and metadata tier with our statements.
    public var after: String
  }

  /// A single change that would raise tiers beyond those of the enriched view.
  public struct Change: Sendable, Codable, Equatable {
    /// Such as `languageTags`.
    public var kind: String
    /// In a few words.
    public var meaning: String
    /// Records that it alone would raise.
    public var records: Int
    /// Of the records whose tiers are known, 0 to 1.
    public var share: Double
    /// Records for which no other single change brings more.
    public var recordsForWhichBest: Int
    /// What it would bring in content tiers.
    public var content: [TierTransition]
    /// What it would bring in metadata tiers.
    public var metadata: [TierTransition]
    /// What to do, by the number of records that it would raise.
    public var remedies: [Value]
    /// Identifiers of a few records that it would raise.
    public var examples: [String]

    enum CodingKeys: String, CodingKey {
      case kind, meaning, records, share, content, metadata, remedies, examples
      case recordsForWhichBest = "records_for_which_best"
    }
  }

  /// Records that would go from one tier to another.
  public struct TierTransition: Sendable, Codable, Equatable {
    /// The tier now.
    public var before: String
    /// The tier then.
    public var after: String
    /// Records.
    public var records: Int
  }

  /// How many records have an image that can be analysed.
  public struct Readiness: Sendable, Codable, Equatable {
    /// Pixels (width times height) from which an image is large enough.
    public var sufficientPixels: Int
    /// All records.
    public var records: Int
    /// Addresses of files, landing pages left out.
    public var files: Int
    /// Whatever the rights.
    public var all: Funnel
    /// Files under an open licence.
    public var `open`: Funnel
    /// Files under a licence with conditions.
    public var restricted: Funnel
    /// Files that need permission, or whose rights are unknown or missing.
    public var other: Funnel
    /// Pixels of the smallest image fetched.
    public var pixelsLeast: Int
    /// Median of the images fetched, right to 1.6 %.
    public var pixelsMedian: Int
    /// Pixels of the largest image fetched.
    public var pixelsGreatest: Int
    /// Identifiers of a few records whose largest image is too small.
    public var tooSmallExamples: [String]

    enum CodingKeys: String, CodingKey {
      case records, files, all, `open`, restricted, other
      case sufficientPixels = "sufficient_pixels"
      case pixelsLeast = "pixels_least"
      case pixelsMedian = "pixels_median"
      case pixelsGreatest = "pixels_greatest"
      case tooSmallExamples = "too_small_examples"
    }
  }

  /// How far records come on the way to an image that can be analysed; each step holds those of the step before that
  /// pass it.
  public struct Funnel: Sendable, Codable, Equatable {
    /// Records with the address of a file.
    public var withAddress: Int
    /// Those of which rights and agreement allow to fetch one.
    public var fetchable: Int
    /// Those of which one was tried.
    public var tried: Int
    /// Those of which an image came.
    public var fetched: Int
    /// Those of which an image is large enough.
    public var largeEnough: Int
    /// ``largeEnough`` of all records, 0 to 1.
    public var shareReady: Double

    enum CodingKeys: String, CodingKey {
      case fetchable, tried, fetched
      case withAddress = "with_address"
      case largeEnough = "large_enough"
      case shareReady = "share_ready"
    }
  }
}
