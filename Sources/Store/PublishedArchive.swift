public import OAIPMH

/// Which forms a dump takes, by the keys of their records.
public struct FormQuery: Sendable, Equatable {
  /// Whether a form is there or was taken back.
  public enum State: Sendable {
    case served
    case deleted
  }

  /// The metadata prefix.
  public var prefix: String
  /// Whether forms that are there are meant, or deletions.
  public var state: State
  /// Records of this provider only.
  public var provider: ProviderID?
  /// Keys from this one on.
  public var from: RecordKey
  /// Keys below this one; `nil` for no bound.
  public var below: RecordKey?
  /// Forms that changed at this moment or later only.
  public var since: Timestamp?
  /// Whether a change of any form of the record counts for `since`.
  public var sinceAnyForm: Bool
  /// At most this many forms.
  public var limit: Int
  /// False to leave out metadata and about.
  public var withContent: Bool

  /// A query for forms that are there, all of a prefix unless told otherwise.
  public init(
    prefix: String, state: State = .served, provider: ProviderID? = nil,
    from: RecordKey = RecordKey(rawValue: .min), below: RecordKey? = nil, since: Timestamp? = nil,
    sinceAnyForm: Bool = false, limit: Int, withContent: Bool = true
  ) {
    self.prefix = prefix
    self.state = state
    self.provider = provider
    self.from = from
    self.below = below
    self.since = since
    self.sinceAnyForm = sinceAnyForm
    self.limit = limit
    self.withContent = withContent
  }
}

/// What a dump needs of a store: forms in the order of their records' keys, each record once whatever changes
/// meanwhile, and where something changed.
public protocol PublishedArchive: PublishedRecords {
  /// Forms in the order of the keys.
  func forms(_ query: FormQuery) async throws -> [PublishedEntry]
  /// The highest key of a record that anything is or was published of; `nil` where there is none.
  func lastPublishedKey() async throws -> RecordKey?
  /// The newest stamp of a prefix, or of all, in each block of keys in which a form changed after a moment.
  /// - Parameter blockSize: block `n` holds the keys from `n * blockSize` on.
  func changedBlocks(
    prefix: String?, after moment: Timestamp, blockSize: Int64
  ) async throws -> [Int64: Timestamp]
  /// Everything known of records, in the order of the keys; unknown keys are left out.
  func dossiers(_ keys: [RecordKey]) async throws -> [RecordDossier]
  /// The providers that have anything in the store, by id.
  func providers() async throws -> [ProviderID]
  /// Sets a shared value if it is not set yet, and returns the one that holds.
  func settle(_ name: String, _ value: [UInt8]) async throws -> [UInt8]
}
