public import OAIPMH

/// A row of the run ledger: every run leaves one, however it ends.
public struct RunEntry: Sendable, Codable, Equatable {
  /// The provider; `nil` for a run over several.
  public var provider: ProviderID?
  /// `harvest`, `enrich` or `run`.
  public var kind: String
  /// When the run began.
  public var startedAt: Timestamp
  /// `nil` while running, and for a run that was killed.
  public var endedAt: Timestamp?
  /// True where the run ended complete.
  public var complete: Bool
  /// Why it is complete or not, in words.
  public var reason: String
  /// The report of the run as JSON.
  public var report: String

  /// A row of the ledger.
  public init(
    provider: ProviderID?, kind: String, startedAt: Timestamp, endedAt: Timestamp?, complete: Bool,
    reason: String,
    report: String
  ) {
    self.provider = provider
    self.kind = kind
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.complete = complete
    self.reason = reason
    self.report = report
  }
}

/// What a provider has in the store, for reports.
public struct ProviderCounts: Sendable, Codable, Equatable {
  /// Records that are not deleted.
  public var records = 0
  /// Records that the provider deleted.
  public var deleted = 0
  /// Records taken out of everything that is published.
  public var withdrawn = 0
  /// Records set aside because they could not be read.
  public var quarantined = 0
  /// Records withheld from the formats that a schema binds.
  public var withheld = 0
  /// Web resources of its records.
  public var webResources = 0
  /// Distinct media that the web resources gave.
  public var media = 0
  /// Web resources by the state of their last attempt.
  public var links: [String: Int] = [:]
  /// Statements by standing.
  public var statements: [String: Int] = [:]
  /// Records by category of their rights.
  public var rights: [String: Int] = [:]
  /// Findings by rule.
  public var findings: [String: Int] = [:]
  /// Reasons for withholding, each with its count.
  public var withheldReasons: [String: Int] = [:]
  /// How its records are found again in its own catalogue.
  public var catalogueKeys = CatalogueKeys()

  /// Counts of no record.
  public init() {}
}
