public import OAIPMH

/// A row of the run ledger: every run leaves one, however it ends.
public struct RunEntry: Sendable, Codable, Equatable {
  public var provider: ProviderID?
  /// `harvest`, `enrich` or `run`.
  public var kind: String
  public var startedAt: Timestamp
  /// `nil` while running, and for a run that was killed.
  public var endedAt: Timestamp?
  public var complete: Bool
  public var reason: String
  /// The report of the run as JSON.
  public var report: String

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
  public var records = 0
  public var deleted = 0
  public var quarantined = 0
  public var withheld = 0
  public var webResources = 0
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

  public init() {}
}
