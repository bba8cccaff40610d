public import Hashing

/// The stable id of a provider, as configured: `a-z`, `0-9` and `-`.
public struct ProviderID: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  /// The id as configured.
  public let rawValue: String
  /// Takes an id as it is: the configuration has checked it.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// Takes an id as it is: the configuration has checked it.
  public init(_ text: String) { rawValue = text }
  /// The id as configured.
  public var description: String { rawValue }
  /// Orders ids by their characters.
  public static func < (left: ProviderID, right: ProviderID) -> Bool { left.rawValue < right.rawValue }

  /// Reads an id from a plain string.
  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the id as a plain string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// The key under which a store keeps a record. Never shown outside.
public struct RecordKey: RawRepresentable, Hashable, Sendable, Comparable {
  /// The number the store gave the record; numbers rise as records come.
  public let rawValue: Int64
  /// The key with a number.
  public init(rawValue: Int64) { self.rawValue = rawValue }
  /// Orders keys as the store gave them.
  public static func < (left: RecordKey, right: RecordKey) -> Bool { left.rawValue < right.rawValue }
}

/// The key under which a store keeps one web resource of one record.
public struct WebResourceKey: RawRepresentable, Hashable, Sendable {
  /// The number the store gave the web resource.
  public let rawValue: Int64
  /// The key with a number.
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The key of a row of the run ledger.
public struct RunKey: RawRepresentable, Hashable, Sendable {
  /// The number the store gave the run.
  public let rawValue: Int64
  /// The key with a number.
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A medium is its bytes: the SHA-256 of a file as fetched.
public typealias MediumID = ContentHash
