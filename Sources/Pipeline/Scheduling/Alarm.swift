public import OAIPMH
public import Store

/// Something about a provider that a person should look at: told in the log, in the report and by `notify`.
public struct Alarm: Sendable, Codable, Equatable {
  /// What kind of trouble it is.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// The newest run did not end complete.
    case incomplete
    /// A run did not start when it was due, since Winnow was not running.
    case missed
    /// A run is due and does not start: the schedule does not fire.
    case overdue
    /// Far fewer records came, or are held, than the provider's own history lets expect.
    case volumeDrop = "volume-drop"
    /// Nothing new has come for far longer than the provider was ever quiet before.
    case silence
    /// Records are listed no longer, too many to delete them without a person's word.
    case deletionsHeld = "deletions-held"
    /// Far more records than usual could not be read.
    case quarantineGrowth = "quarantine-growth"

    /// Those that the scheduler alone can know.
    static let ofSchedule: Set<Kind> = [.missed, .overdue]
    /// Those that the ledger and the store show.
    static let ofLedger = Set(allCases).subtracting(ofSchedule)
  }

  /// What kind of trouble it is.
  public var kind: Kind
  /// The provider it is about.
  public var provider: ProviderID
  /// The trouble and the remedy, in one line.
  public var message: String
  /// When it was met first.
  public var since: Timestamp

  /// An alarm.
  public init(_ kind: Kind, _ provider: ProviderID, _ message: String, since: Timestamp) {
    self.kind = kind
    self.provider = provider
    self.message = message
    self.since = since
  }

  enum CodingKeys: String, CodingKey {
    case kind = "alarm"
    case provider, message, since
  }

  /// The alarm in one line: `museum: incomplete: …`.
  public var line: String { "\(provider): \(kind.rawValue): \(message)" }
}
