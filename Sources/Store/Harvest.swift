public import Hashing
public import OAIPMH
public import XMLCodec

/// What one list of an endpoint covers: each scope has its own tokens and its own high-water mark.
public struct HarvestScope: Hashable, Sendable, Codable {
  /// What the list is made of.
  public enum Content: String, Sendable, Codable {
    /// Whole records: what a harvest asks for.
    case records
    /// Headers alone: what a reconciliation asks for.
    case headers
  }

  /// The provider whose endpoint is asked.
  public var provider: ProviderID
  /// The metadata prefix asked for.
  public var prefix: String
  /// The set asked for; `nil` for the whole repository.
  public var set: String?
  /// Whether whole records or headers are listed.
  public var content: Content

  /// A list of a provider in one metadata prefix, of one set or of all records.
  public init(provider: ProviderID, prefix: String, set: String? = nil, content: Content = .records) {
    self.provider = provider
    self.prefix = prefix
    self.set = set
    self.content = content
  }
}

/// The number of a list, rising over all lists of a store: a record remembers the last list that it stood in.
///
/// A list that is taken up by a later run keeps its number, so that what it held can be told however often it was
/// interrupted.
public struct ListNumber: RawRepresentable, Hashable, Sendable, Codable, Comparable {
  /// The number, from 1.
  public let rawValue: Int64
  /// The list with a number.
  public init(rawValue: Int64) { self.rawValue = rawValue }
  /// Orders lists as they were begun.
  public static func < (left: ListNumber, right: ListNumber) -> Bool { left.rawValue < right.rawValue }

  /// Reads a number from a plain integer.
  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// Writes the number as a plain integer.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// Where an unfinished list stands: written in the same transaction as the page before it.
public struct HarvestCheckpoint: Sendable, Equatable, Codable {
  /// The list's number; `nil` before it has begun.
  public var list: ListNumber?
  /// The token to send next; `nil` where the list, or its next part, begins.
  public var token: String?
  /// The beginning of the span asked for at present, as it is sent; `nil` for an open one.
  public var from: String?
  /// The end of the span asked for at present, as it is sent; `nil` for an open one.
  public var until: String?
  /// The responseDate of the first page: what the high-water mark becomes when the list is complete.
  public var responseDate: Timestamp?
  /// As the endpoint stated it for the whole list, which may be an estimate.
  public var completeListSize: Int?
  /// Records in the list so far, repeated ones included.
  public var listed: Int
  /// Pages so far.
  public var pages: Int
  /// The highest datestamp met, from which a lost list can be taken up.
  public var highestDatestamp: Timestamp?
  /// What the source keeps beside this to go on where it stood: windows, what was tried, its own positions. Opaque
  /// to the store.
  public var state: String?

  /// A place in a list; by default its beginning.
  public init(
    list: ListNumber? = nil, token: String? = nil, from: String? = nil, until: String? = nil,
    responseDate: Timestamp? = nil, completeListSize: Int? = nil, listed: Int = 0, pages: Int = 0,
    highestDatestamp: Timestamp? = nil, state: String? = nil
  ) {
    self.list = list
    self.token = token
    self.from = from
    self.until = until
    self.responseDate = responseDate
    self.completeListSize = completeListSize
    self.listed = listed
    self.pages = pages
    self.highestDatestamp = highestDatestamp
    self.state = state
  }
}

/// How far a scope has been harvested completely.
public struct HarvestMark: Sendable, Equatable, Codable {
  /// The responseDate of the first page of the last complete list.
  public var highWater: Timestamp
  /// True when dates are to be sent as days.
  public var dayGranularity: Bool

  /// A mark, with the granularity in which the endpoint takes dates.
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
  /// True where the header says `status="deleted"`.
  public var deleted: Bool
  /// The sets that the header names.
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

  /// A record with the place it came from and the repairs it took.
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

/// A record that came again as it is known: seen, and not read any further.
public struct UnchangedRecord: Sendable, Equatable {
  /// The OAI identifier.
  public var identifier: String
  /// The datestamp, as sent.
  public var datestamp: String
  /// Equal to the hash of the current version.
  public var contentHash: ContentHash

  /// A record that was only looked at from outside.
  public init(identifier: String, datestamp: String, contentHash: ContentHash) {
    self.identifier = identifier
    self.datestamp = datestamp
    self.contentHash = contentHash
  }
}

/// Bytes that could not be read as a record, kept for a person.
public struct QuarantinedRecord: Sendable, Codable, Equatable {
  /// The identifier, where the header could be read.
  public var identifier: String?
  /// Why it could not be read, in words.
  public var reason: String
  /// The bytes exactly as received; empty where the endpoint lists a record and never hands it out.
  public var bytes: [UInt8]
  /// The namespace declarations in scope around the bytes, as attribute text.
  public var context: [UInt8]

  /// Bytes set aside, with the reason.
  public init(identifier: String?, reason: String, bytes: [UInt8], context: [UInt8] = []) {
    self.identifier = identifier
    self.reason = reason
    self.bytes = bytes
    self.context = context
  }
}

/// A page of a list, as it goes into the store in one transaction together with the next checkpoint.
public struct IncomingPage: Sendable {
  /// The run that the page belongs to.
  public var run: RunKey
  /// What the page's list covers.
  public var scope: HarvestScope
  /// The list that the page belongs to: its records are noted as seen in it.
  public var list: ListNumber
  /// The request that brought the page, as an address.
  public var request: String
  /// When the page arrived.
  public var receivedAt: Timestamp
  /// The records of the page, tombstones included.
  public var records: [IncomingRecord]
  /// Records that came again as they are known.
  public var unchanged: [UnchangedRecord]
  /// What could not be read as a record.
  public var quarantined: [QuarantinedRecord]
  /// Where the list goes on; `nil` leaves the checkpoint of the scope as it is, for records asked for one by one.
  public var checkpoint: HarvestCheckpoint?
  /// Quarantined bytes that the records of this page stand for: they leave the quarantine.
  public var released: [QuarantineKey]

  /// A page with all that is written along with it.
  public init(
    run: RunKey, scope: HarvestScope, list: ListNumber, request: String, receivedAt: Timestamp,
    records: [IncomingRecord], unchanged: [UnchangedRecord] = [], quarantined: [QuarantinedRecord] = [],
    checkpoint: HarvestCheckpoint?, released: [QuarantineKey] = []
  ) {
    self.run = run
    self.scope = scope
    self.list = list
    self.request = request
    self.receivedAt = receivedAt
    self.records = records
    self.unchanged = unchanged
    self.quarantined = quarantined
    self.checkpoint = checkpoint
    self.released = released
  }
}

/// What became of the records of a page, each distinct identifier of a run counted once.
public struct IngestCounts: Sendable, Equatable, Codable {
  /// Records met for the first time.
  public var new = 0
  /// Records whose content hash differs from that of the version before.
  public var changed = 0
  /// Records whose content hash is that of the version before.
  public var unchanged = 0
  /// Records that are tombstones now and were not before.
  public var deleted = 0
  /// Records set aside because they could not be read.
  public var quarantined = 0
  /// Repairs, not records.
  public var repaired = 0

  /// Counts of no record.
  public init() {}

  /// Distinct identifiers received.
  public var received: Int { new + changed + unchanged + deleted + quarantined }

  /// The sums of both counts.
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
  /// The store's key of the record.
  public var key: RecordKey
  /// The provider it was harvested from.
  public var provider: ProviderID
  /// The OAI identifier at the provider's endpoint.
  public var identifier: String
  /// The metadata prefix it was harvested in.
  public var prefix: String
  /// As the endpoint sent it.
  public var datestamp: String
  /// True where the provider deleted the record.
  public var deleted: Bool
  /// The sets that the header names.
  public var setSpecs: [String]
  /// The bytes of the `<record>` element exactly as received; empty for a record that was found to be gone, or
  /// purged.
  public var bytes: [UInt8]
  /// The namespace declarations in scope around it.
  public var context: [UInt8]
  /// Covers metadata, about containers and header state, as in ``IncomingRecord/contentHash``.
  public var contentHash: ContentHash
  /// Counts the versions of this record, from 1.
  public var version: Int
  /// The request that brought this version.
  public var request: String
  /// When this version arrived.
  public var receivedAt: Timestamp
  /// Repairs that reading needed; `bytes` stay as received.
  public var repairs: [Repair]
  /// The identifier from which ours are made, where it is another one than ``identifier``: the provider changed that
  /// after the record was first published, or another record was published under it before.
  public var publishedAs: String?

  /// A record version with where and when it came from.
  public init(
    key: RecordKey, provider: ProviderID, identifier: String, prefix: String, datestamp: String,
    deleted: Bool,
    setSpecs: [String], bytes: [UInt8], context: [UInt8], contentHash: ContentHash, version: Int,
    request: String, receivedAt: Timestamp, repairs: [Repair], publishedAs: String? = nil
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
    self.publishedAs = publishedAs
  }

  /// The identifier from which our identifiers of the record and of its statements are made: it stays as the
  /// provider's changes.
  public var lastingIdentifier: String { publishedAs ?? identifier }
}
