/// A record as the census of its provider takes it.
public struct CensusEntry: Sendable {
  /// The record's identifier at the provider, for examples.
  public var identifier: String
  /// The record as it is understood, with ``DescribedRecord/read``.
  public var described: DescribedRecord
  /// The tiers in the three views; `nil` where the record cannot be read.
  public var tiers: RecordTiers?
  /// What the tiers of the enriched view rest on; `nil` where the record cannot be read.
  public var evidence: TierEvidence?
  /// What is known of the record's files, landing pages left out.
  public var media: [CensusMedium]

  /// An entry from its parts.
  public init(
    identifier: String, described: DescribedRecord, tiers: RecordTiers? = nil, evidence: TierEvidence? = nil,
    media: [CensusMedium] = []
  ) {
    self.identifier = identifier
    self.described = described
    self.tiers = tiers
    self.evidence = evidence
    self.media = media
  }
}

/// What is known of a file of a record, as far as analysing its image asks.
public struct CensusMedium: Sendable, Equatable {
  /// The address as the record gives it.
  public var address: String
  /// What the rights statement of the file lets one do.
  public var category: RightsFinding.Category
  /// True where rights, agreement and the form of the address allow to fetch the file.
  public var isFetchable: Bool
  /// True where fetching was tried.
  public var isTried: Bool
  /// True where an image came and could be decoded.
  public var isFetched: Bool
  /// Pixels of the original, for a IIIF image those of its `info.json`; `nil` where unknown.
  public var width: Int?
  /// Pixels of the original; `nil` where unknown.
  public var height: Int?

  /// What is known of a file, from its parts.
  public init(
    address: String, category: RightsFinding.Category, isFetchable: Bool, isTried: Bool = false,
    isFetched: Bool = false, width: Int? = nil, height: Int? = nil
  ) {
    self.address = address
    self.category = category
    self.isFetchable = isFetchable
    self.isTried = isTried
    self.isFetched = isFetched
    self.width = width
    self.height = height
  }

  /// Width times height, 0 where either is unknown.
  var pixels: Int {
    guard let width, let height, width > 0, height > 0 else { return 0 }
    let (product, overflow) = width.multipliedReportingOverflow(by: height)
    return overflow ? .max : product
  }
}

/// What a census counts by.
public struct CensusSettings: Sendable, Equatable {
  /// An image of at least so many pixels (width times height) is large enough to be analysed. Unless given, 420,000:
  /// about 750 by 560, from which Europeana's content tier 2 begins.
  public var sufficientPixels: Int
  /// How many examples, values and records each list of the result holds, at most.
  public var listLimit: Int

  /// Settings; the defaults suit a report for people.
  public init(sufficientPixels: Int = 420_000, listLimit: Int = 20) {
    self.sufficientPixels = max(1, sufficientPixels)
    self.listLimit = max(1, listLimit)
  }
}
