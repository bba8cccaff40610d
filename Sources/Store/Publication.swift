public import EDM
public import OAIPMH

/// A record in one format, ready to be served.
public struct PublishedForm: Sendable, Equatable {
  /// What a form holds.
  public enum Content: Sendable, Equatable {
    /// The metadata element, self-contained UTF-8.
    case metadata([UInt8])
    /// The record as received: the store keeps one copy only.
    case source
    /// Was served in this format once and no longer is.
    case deleted
  }

  /// The metadata prefix.
  public var prefix: String
  /// What is served under the prefix.
  public var content: Content
  /// The `about` containers, whole elements one after another; empty for none.
  public var about: [UInt8]

  /// True for the prefix of a form that stands beside the repository's lists and is in no set: it has a `+`, which
  /// no metadataPrefix of OAI-PMH may have.
  public static func isBesideLists(prefix: String) -> Bool { prefix.contains("+") }

  /// A form under its metadata prefix.
  public init(prefix: String, content: Content, about: [UInt8]) {
    self.prefix = prefix
    self.content = content
    self.about = about
  }
}

/// Everything published for one record.
public struct PublishedRecord: Sendable {
  /// The store's key of the record.
  public var record: RecordKey
  /// The identifier in our repository.
  public var identifier: String
  /// Every set the record is in, parents included.
  public var setSpecs: [String]
  /// One form for each metadata prefix.
  public var forms: [PublishedForm]
  /// The publishing tiers; `nil` for a record that is gone or cannot be read.
  public var tiers: DatedTiers?

  /// A record with all its forms.
  public init(
    record: RecordKey, identifier: String, setSpecs: [String], forms: [PublishedForm],
    tiers: DatedTiers? = nil
  ) {
    self.record = record
    self.identifier = identifier
    self.setSpecs = setSpecs
    self.forms = forms
    self.tiers = tiers
  }
}

/// The publishing tiers of a record, and since when they are these.
public struct DatedTiers: Sendable, Equatable, Codable {
  /// The tiers in their three views.
  public var tiers: RecordTiers
  /// When they were first computed to be so.
  public var since: Timestamp

  /// Tiers with their date.
  public init(tiers: RecordTiers, since: Timestamp) {
    self.tiers = tiers
    self.since = since
  }
}

/// A row of a list of our repository.
public struct PublishedEntry: Sendable {
  /// The store's key of the record.
  public var record: RecordKey
  /// The identifier in our repository.
  public var identifier: String
  /// The datestamp: when the published form last changed.
  public var stamp: Timestamp
  /// Every set the record is in, parents included.
  public var setSpecs: [String]
  /// The form in the prefix of the list.
  public var form: PublishedForm
  /// The record as received, where the form is `.source`.
  public var source: RecordSource?
  /// Since when the form is served without a break; `nil` where that is not known.
  public var firstStamp: Timestamp?

  /// A row with its form.
  public init(
    record: RecordKey, identifier: String, stamp: Timestamp, setSpecs: [String], form: PublishedForm,
    source: RecordSource?, firstStamp: Timestamp? = nil
  ) {
    self.record = record
    self.identifier = identifier
    self.stamp = stamp
    self.setSpecs = setSpecs
    self.form = form
    self.source = source
    self.firstStamp = firstStamp
  }
}

/// Which entries a list holds, and from where.
public struct PublishedQuery: Sendable, Equatable {
  /// The place of an entry in a list: lists are ordered by stamp, then key.
  public struct Position: Sendable, Equatable, Codable {
    /// The datestamp of the entry.
    public var stamp: Timestamp
    /// The store's key of the entry's record.
    public var record: Int64

    /// The place of one entry.
    public init(stamp: Timestamp, record: Int64) {
      self.stamp = stamp
      self.record = record
    }
  }

  /// The metadata prefix.
  public var prefix: String
  /// Inclusive.
  public var from: Timestamp?
  /// Inclusive; never at or after the current second, so that a list cannot miss a late commit.
  public var until: Timestamp
  /// The setSpec of one set; `nil` for all records.
  public var set: String?
  /// Entries after this one only.
  public var after: Position?
  /// At most this many entries.
  public var limit: Int
  /// False to leave `form` without its metadata, for ListIdentifiers.
  public var withContent: Bool

  /// A query for the entries of a list, from its beginning unless `after` is given.
  public init(
    prefix: String, from: Timestamp? = nil, until: Timestamp, set: String? = nil, after: Position? = nil,
    limit: Int, withContent: Bool = true
  ) {
    self.prefix = prefix
    self.from = from
    self.until = until
    self.set = set
    self.after = after
    self.limit = limit
    self.withContent = withContent
  }
}

/// A set of our repository.
public struct PublishedSet: Sendable, Equatable {
  /// The setSpec: names with `:` between the levels.
  public var spec: String
  /// The name for people.
  public var name: String

  /// A set with its name.
  public init(spec: String, name: String) {
    self.spec = spec
    self.name = name
  }
}

/// What a repository needs of its records: a store has it, and so has a plain folder of files.
public protocol PublishedRecords: Sendable {
  /// The entries of a list in order.
  func list(_ query: PublishedQuery) async throws -> [PublishedEntry]
  /// How many entries a list has from its beginning.
  func count(_ query: PublishedQuery) async throws -> Int
  /// Every form of one record, deleted ones included, but those beside the lists; empty where the identifier is
  /// unknown.
  func entries(identifier: String) async throws -> [PublishedEntry]
  /// The form of one record in one prefix, a deleted one as well; `nil` where it has none, or is unknown.
  func entry(identifier: String, prefix: String) async throws -> PublishedEntry?
  /// The lowest stamp of all entries; `nil` for an empty repository.
  func earliestStamp() async throws -> Timestamp?
  /// All sets, ordered by spec.
  func sets() async throws -> [PublishedSet]
}

extension PublishedRecords {
  /// The form of one record in one prefix, taken from among all of its forms.
  public func entry(identifier: String, prefix: String) async throws -> PublishedEntry? {
    try await entries(identifier: identifier).first { $0.form.prefix == prefix }
  }
}

/// What a stream of changes needs of its records beside their lists: to be read from its newest end.
public protocol PublishedHistory: PublishedRecords {
  /// The newest entries of a prefix without their content, the newest first.
  /// - Parameters:
  ///   - place: the newest that may be among them; `nil` for the newest of all.
  ///   - until: inclusive.
  func newest(
    prefix: String, through place: PublishedQuery.Position?, until: Timestamp, limit: Int
  ) async throws -> [PublishedEntry]
}
