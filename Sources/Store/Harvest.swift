public import Hashing
public import OAIPMH
public import XMLCodec

/// What one list of an endpoint covers: each scope has its own tokens and its own high-water mark.
public struct HarvestScope: Hashable, Sendable, Codable {
  public var provider: ProviderID
  /// The metadata prefix asked for.
  public var prefix: String
  /// The set asked for; `nil` for the whole repository.
  public var set: String?

  public init(provider: ProviderID, prefix: String, set: String? = nil) {
    self.provider = provider
    self.prefix = prefix
    self.set = set
  }
}

/// Where an unfinished list stands: written in the same transaction as the page before it.
public struct HarvestCheckpoint: Sendable, Equatable, Codable {
  /// The token to send next; `nil` once the list has ended.
  public var token: String?
  /// The selective arguments of the list, as they were sent.
  public var from: String?
  public var until: String?
  /// The responseDate of the first page: what the high-water mark becomes when the list is complete.
  public var responseDate: Timestamp?
  /// As the endpoint stated it, which may be an estimate.
  public var completeListSize: Int?
  /// Records in the list so far.
  public var listed: Int
  /// Pages so far.
  public var pages: Int
  /// The highest datestamp met, from which a lost list can be taken up.
  public var highestDatestamp: Timestamp?

  public init(
    token: String? = nil, from: String? = nil, until: String? = nil, responseDate: Timestamp? = nil,
    completeListSize: Int? = nil, listed: Int = 0, pages: Int = 0, highestDatestamp: Timestamp? = nil
  ) {
    self.token = token
    self.from = from
    self.until = until
    self.responseDate = responseDate
    self.completeListSize = completeListSize
    self.listed = listed
    self.pages = pages
    self.highestDatestamp = highestDatestamp
  }
}

/// How far a scope has been harvested completely.
public struct HarvestMark: Sendable, Equatable, Codable {
  /// The responseDate of the first page of the last complete list.
  public var highWater: Timestamp
  /// True when dates are to be sent as days.
  public var dayGranularity: Bool

  public init(highWater: Timestamp, dayGranularity: Bool) {
    self.highWater = highWater
    self.dayGranularity = dayGranularity
  }
}

/// One record as it came off a page.
public struct IncomingRecord: Sendable {
  /// The OAI identifier.
  public var identifier: String
  /// The datestamp, as sent.
  public var datestamp: String
  public var deleted: Bool
  public var setSpecs: [String]
  /// The bytes of the whole `<record>` element exactly as received.
  public var bytes: [UInt8]
  /// The namespace declarations in scope around the record, as attribute text: ` xmlns="…" xmlns:xsi="…"`.
  public var context: [UInt8]
  /// Covers what decides whether the record changed: metadata, about containers and header state with its
  /// sets and its deletion, not the datestamp alone.
  public var contentHash: ContentHash
  /// Repairs that reading needed; `bytes` stay as received.
  public var repairs: [Repair]

  public init(
    identifier: String, datestamp: String, deleted: Bool, setSpecs: [String], bytes: [UInt8],
    context: [UInt8],
    contentHash: ContentHash, repairs: [Repair] = []
  ) {
    self.identifier = identifier
    self.datestamp = datestamp
    self.deleted = deleted
    self.setSpecs = setSpecs
    self.bytes = bytes
    self.context = context
    self.contentHash = contentHash
    self.repairs = repairs
  }
}

/// Bytes that could not be read as a record, kept for a person.
public struct QuarantinedRecord: Sendable, Codable, Equatable {
  /// The identifier, where the header could be read.
  public var identifier: String?
  public var reason: String
  public var bytes: [UInt8]

  public init(identifier: String?, reason: String, bytes: [UInt8]) {
    self.identifier = identifier
    self.reason = reason
    self.bytes = bytes
  }
}

/// A page of a list, as it goes into the store in one transaction together with the next checkpoint.
public struct IncomingPage: Sendable {
  public var run: RunKey
  public var scope: HarvestScope
  /// The request that brought the page, as an address.
  public var request: String
  /// When the page arrived.
  public var receivedAt: Timestamp
  public var records: [IncomingRecord]
  public var quarantined: [QuarantinedRecord]
  /// Where the list goes on.
  public var checkpoint: HarvestCheckpoint

  public init(
    run: RunKey, scope: HarvestScope, request: String, receivedAt: Timestamp, records: [IncomingRecord],
    quarantined: [QuarantinedRecord], checkpoint: HarvestCheckpoint
  ) {
    self.run = run
    self.scope = scope
    self.request = request
    self.receivedAt = receivedAt
    self.records = records
    self.quarantined = quarantined
    self.checkpoint = checkpoint
  }
}

/// What became of the records of a page, each distinct identifier of a run counted once.
public struct IngestCounts: Sendable, Equatable, Codable {
  public var new = 0
  public var changed = 0
  public var unchanged = 0
  public var deleted = 0
  public var quarantined = 0
  /// Repairs, not records.
  public var repaired = 0

  public init() {}

  /// Distinct identifiers received.
  public var received: Int { new + changed + unchanged + deleted + quarantined }

  public static func + (left: IngestCounts, right: IngestCounts) -> IngestCounts {
    var sum = left
    sum.new += right.new
    sum.changed += right.changed
    sum.unchanged += right.unchanged
    sum.deleted += right.deleted
    sum.quarantined += right.quarantined
    sum.repaired += right.repaired
    return sum
  }
}

/// The current version of a record with all it came with.
public struct RecordSource: Sendable {
  public var key: RecordKey
  public var provider: ProviderID
  public var identifier: String
  public var prefix: String
  /// As the endpoint sent it.
  public var datestamp: String
  public var deleted: Bool
  public var setSpecs: [String]
  /// The bytes of the `<record>` element exactly as received.
  public var bytes: [UInt8]
  /// The namespace declarations in scope around it.
  public var context: [UInt8]
  public var contentHash: ContentHash
  /// Counts the versions of this record, from 1.
  public var version: Int
  /// The request that brought this version.
  public var request: String
  public var receivedAt: Timestamp
  public var repairs: [Repair]

  public init(
    key: RecordKey, provider: ProviderID, identifier: String, prefix: String, datestamp: String,
    deleted: Bool,
    setSpecs: [String], bytes: [UInt8], context: [UInt8], contentHash: ContentHash, version: Int,
    request: String, receivedAt: Timestamp, repairs: [Repair]
  ) {
    self.key = key
    self.provider = provider
    self.identifier = identifier
    self.prefix = prefix
    self.datestamp = datestamp
    self.deleted = deleted
    self.setSpecs = setSpecs
    self.bytes = bytes
    self.context = context
    self.contentHash = contentHash
    self.version = version
    self.request = request
    self.receivedAt = receivedAt
    self.repairs = repairs
  }
}
