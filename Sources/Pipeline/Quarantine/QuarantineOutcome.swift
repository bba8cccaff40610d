internal import Store
public import XMLCodec

/// A thing in quarantine cannot be dealt with as asked: one line that names it and the remedy.
public struct QuarantineError: Error, CustomStringConvertible, Sendable, Equatable {
  /// The complaint in one line.
  public let description: String

  /// A complaint in one line.
  public init(_ description: String) { self.description = description }
}

/// What became of a thing in quarantine.
public struct QuarantineOutcome: Sendable, Encodable, Equatable {
  /// What was done.
  public enum Action: String, Sendable, Encodable {
    /// The record went into the store.
    case released
    /// The bytes are forgotten.
    case dropped
    /// A sweep was put an end to, nothing was deleted.
    case dismissed
    /// The deletions of a sweep were carried out.
    case confirmed
    /// It stays where it is.
    case kept
  }

  /// `record-12` or `sweep-3`.
  public var id: String
  /// The provider that it came from.
  public var provider: String
  /// The record's identifier; `nil` for a sweep, and where it is not known.
  public var identifier: String?
  /// What was done.
  public var action: Action
  /// False where what was asked for was not, or not wholly, done.
  public var isDone: Bool
  /// In words.
  public var reason: String
  /// What the record is to the store: `new`, `changed`, `unchanged` or `deleted`; `nil` where none was released.
  public var record: String?
  /// The repairs that the released record took.
  public var repairs: [Repair] = []
  /// Records deleted now.
  public var deleted = 0

  enum CodingKeys: String, CodingKey {
    case id, provider, identifier, action, reason, record, repairs, deleted
    case isDone = "done"
  }

  /// The outcome for people.
  public var line: String { "\(id) of \(provider): \(reason)" }
}
