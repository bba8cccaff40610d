/// What the records of one provider are like: for a report to people, and as JSON for machines.
///
/// Keys in JSON are in snake case. Every list is cut to a limit, the most telling first, and equal records give equal
/// lists whatever their order. Shares lie between 0 and 1.
public struct ProviderQuality: Sendable, Codable, Equatable {
  /// The provider's id.
  public var provider: String
  /// The provider's name for people.
  public var name: String
  /// Which of the provider's records were counted.
  public var coverage: Coverage
  /// Records that could not be read; of them only rights, remarks and reasons are known.
  public var unreadable: Int
  /// In which formats the records came.
  public var formats: [Format]
  /// Which classes they hold.
  public var classes: [ClassCount]
  /// How the properties of each class are filled.
  public var fields: [Field]
  /// Which languages they name.
  public var languages: Languages
  /// What had to be normalised, the most frequent first.
  public var normalisations: [NormalisationCount]
  /// What their dates say.
  public var dates: Dates
  /// Which rights hold.
  public var rights: Rights
  /// What the rules say of them.
  public var validation: Validation
  /// The problem patterns, every one of them.
  public var patterns: [Pattern]
  /// Their tiers, and what raises them.
  public var tiers: Tiers
  /// The single changes that would raise tiers, those for most records first.
  public var changes: [Change]
  /// The records that cannot be published.
  public var withheld: Withheld
  /// The odd ones.
  public var outliers: [Outlier]
  /// How many have an image that can be analysed.
  public var readiness: Readiness
}
