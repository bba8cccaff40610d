public import OAIPMH

/// What a page of headers says against what the store holds.
public struct HeaderComparison: Sendable, Equatable {
  /// Identifiers that the store has neither as a record nor in quarantine.
  public var unknown: [String]
  /// Identifiers whose record the store has otherwise: with another datestamp, in other sets, deleted or not.
  /// Quarantined identifiers are not among them, since no datestamp of theirs is kept.
  public var changed: [String]
  /// Identifiers that stood, whole or broken, in no list from the one asked about on; unknown ones included.
  public var unseen: [String]

  /// A comparison, from its parts.
  public init(unknown: [String] = [], changed: [String] = [], unseen: [String] = []) {
    self.unknown = unknown
    self.changed = changed
    self.unseen = unseen
  }
}

/// The key of a sweep, as `winnow quarantine` names it.
public struct SweepKey: RawRepresentable, Hashable, Sendable {
  /// The number the store gave the sweep.
  public let rawValue: Int64
  /// The sweep with a number.
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A comparison of all that a provider lists with all that the store holds of it: what is listed no longer was
/// deleted without a word.
public struct Sweep: Sendable, Equatable {
  /// How far a sweep has come.
  public enum State: String, Sendable, Codable, CaseIterable {
    /// Lists are still being read.
    case listing
    /// Too much is missing: a person has to confirm it.
    case held
    /// The missing records were deleted, or none was missing.
    case carriedOut = "carried-out"
    /// A person, or a broken list, put an end to it: nothing was deleted.
    case dismissed
  }

  /// The store's key of the sweep.
  public var key: SweepKey
  /// The provider that is compared.
  public var provider: ProviderID
  /// Lists from this number on belong to the sweep, or are newer: a record seen in none of them is missing.
  public var firstList: ListNumber
  /// How far it has come.
  public var state: State
  /// When it began.
  public var startedAt: Timestamp
  /// When it was carried out, held or dismissed; `nil` before.
  public var endedAt: Timestamp?
  /// Records that the store held when it ended, deleted ones not counted.
  public var held: Int
  /// Records among them that were missing.
  public var missing: Int
  /// Why it stands as it does, in words.
  public var reason: String

  /// A sweep, from its parts.
  public init(
    key: SweepKey, provider: ProviderID, firstList: ListNumber, state: State, startedAt: Timestamp,
    endedAt: Timestamp? = nil, held: Int = 0, missing: Int = 0, reason: String = ""
  ) {
    self.key = key
    self.provider = provider
    self.firstList = firstList
    self.state = state
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.held = held
    self.missing = missing
    self.reason = reason
  }
}

/// How much of what the store holds a sweep has not met.
public struct SweepBalance: Sendable, Equatable {
  /// Records of the provider that are not deleted.
  public var held: Int
  /// Records among them that stood in no list of the sweep, nor in a later one.
  public var missing: Int

  /// A balance, from its parts.
  public init(held: Int, missing: Int) {
    self.held = held
    self.missing = missing
  }
}

/// The key of a quarantined record, as `winnow quarantine` names it.
public struct QuarantineKey: RawRepresentable, Hashable, Sendable {
  /// The number the store gave the bytes.
  public let rawValue: Int64
  /// The quarantined bytes with a number.
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Bytes in quarantine with where and when they came from.
public struct QuarantineEntry: Sendable, Equatable {
  /// The store's key.
  public var key: QuarantineKey
  /// The provider they came from.
  public var provider: ProviderID
  /// The metadata prefix they came in.
  public var prefix: String
  /// The request that brought them.
  public var request: String
  /// When they arrived last.
  public var receivedAt: Timestamp
  /// The bytes and the reason.
  public var record: QuarantinedRecord

  /// An entry, from its parts.
  public init(
    key: QuarantineKey, provider: ProviderID, prefix: String, request: String, receivedAt: Timestamp,
    record: QuarantinedRecord
  ) {
    self.key = key
    self.provider = provider
    self.prefix = prefix
    self.request = request
    self.receivedAt = receivedAt
    self.record = record
  }
}

/// An identifier that a partner has given up for another one.
public struct IdentifierChange: Sendable, Equatable {
  /// The identifier as the store knows it.
  public var former: String
  /// The identifier under which the record comes, or will come.
  public var present: String

  /// A change of one identifier.
  public init(former: String, present: String) {
    self.former = former
    self.present = present
  }
}

/// What became of changed identifiers.
public struct RemapCounts: Sendable, Equatable, Codable {
  /// Records that took the new identifier, with their history and decisions.
  public var renamed = 0
  /// Records that had come under the new identifier already: history and decisions were joined to them.
  public var merged = 0
  /// Decisions of people that were carried over.
  public var decisions = 0
  /// Former identifiers that the store does not know.
  public var unknown = 0

  /// Counts of nothing done.
  public init() {}
}
