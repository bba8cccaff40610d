public import Hashing

/// The stable id of a provider, as configured: `a-z`, `0-9` and `-`.
public struct ProviderID: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ text: String) { rawValue = text }
  public var description: String { rawValue }
  public static func < (left: ProviderID, right: ProviderID) -> Bool { left.rawValue < right.rawValue }

  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// The key under which a store keeps a record. Never shown outside.
public struct RecordKey: RawRepresentable, Hashable, Sendable, Comparable {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
  public static func < (left: RecordKey, right: RecordKey) -> Bool { left.rawValue < right.rawValue }
}

/// The key under which a store keeps one web resource of one record.
public struct WebResourceKey: RawRepresentable, Hashable, Sendable {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The key of a row of the run ledger.
public struct RunKey: RawRepresentable, Hashable, Sendable {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A medium is its bytes: the SHA-256 of a file as fetched.
public typealias MediumID = ContentHash
