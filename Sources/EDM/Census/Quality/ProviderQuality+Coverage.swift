extension ProviderQuality {
  /// Which of a provider's records were counted.
  public struct Coverage: Sendable, Codable, Equatable {
    /// Records counted.
    public var recordsCounted: Int
    /// Records there are, deleted and withdrawn ones left out; in a sample an estimate.
    public var recordsTotal: Int
    /// True where only evenly spread records were counted.
    public var isSample: Bool
    /// False where counting was stopped before its end.
    public var isComplete: Bool

    /// The coverage of a census; of all records unless told otherwise.
    public init(recordsCounted: Int, recordsTotal: Int, isSample: Bool = false, isComplete: Bool = true) {
      self.recordsCounted = recordsCounted
      self.recordsTotal = recordsTotal
      self.isSample = isSample
      self.isComplete = isComplete
    }

    enum CodingKeys: String, CodingKey {
      case recordsCounted = "records_counted"
      case recordsTotal = "records_total"
      case isSample = "is_sample"
      case isComplete = "is_complete"
    }
  }
}

extension Double {
  /// A part of a whole, 0 to 1 in steps of a ten-thousandth; 0 of nothing.
  static func share(_ part: Int, of whole: Int) -> Double {
    whole > 0 ? (10_000 * Double(part) / Double(whole)).rounded() / 10_000 : 0
  }
}
