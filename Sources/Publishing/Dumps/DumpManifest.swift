internal import OAIPMH

/// A file of a dump, as the manifest names it.
struct DumpFile: Codable, Sendable, Equatable {
  /// The path inside the dump.
  var path: String
  /// What it holds: `records`, `about`, `links`, `statements`, `deleted`.
  var holds: String
  /// The part of the dump that it belongs to.
  var part: String?
  /// Records, or rows of a table.
  var records: Int
  /// Records by provider.
  var providers: [String: Int]?
  var bytes: Int64
  var sha256: String
}

/// `manifest.json`: what a dump is, and what it holds.
struct DumpManifest: Codable, Sendable {
  static let fileName = "manifest.json"
  /// Rises when the same records would give other files: an older dump is then written anew.
  static let version = 1

  struct Counts: Codable, Sendable, Equatable {
    var records = 0
    var deleted = 0
    var links: Int?
    var statements: Int?
    var providers: [String: Int] = [:]
  }

  struct Checksums: Codable, Sendable, Equatable {
    var file: String
    var sha256: String
  }

  /// The version of the layout of dumps.
  var dump = DumpManifest.version
  var selection: DumpSelection
  /// Where the dump comes from: a dump of another store is not brought up to date from this one.
  var store: String
  var generator: String
  var created: String
  /// Up to this moment the dump is complete: the next one may begin there.
  var until: String
  var counts: Counts
  var licence: DumpLicence
  /// The files that bear records; of the layout `files` they are in the list of checksums alone.
  var files: [DumpFile]
  var checksums: Checksums

  var end: Timestamp { Timestamp(until) ?? Timestamp(seconds: 0) }
}

/// What may be done with a dump.
public struct DumpLicence: Codable, Sendable, Equatable {
  /// In words.
  public var text: String
  /// The licence of what the operator of the repository says.
  public var statements: String
  /// The rights of each provider's metadata, as configured; what a record states itself goes before it.
  public var metadata: [String: String]

  /// A licence: statements are CC0 unless told otherwise.
  public init(
    text: String, statements: String = PublishedRights.ofStatements,
    metadata: [String: String] = [:]
  ) {
    self.text = text
    self.statements = statements
    self.metadata = metadata
  }
}

/// A line of the journal of a dump under way: a part that is done.
struct DumpPart: Codable, Sendable {
  var part: String
  /// Nothing that changed up to this moment is missing.
  var until: String
  var files: [DumpFile]

  var end: Timestamp { Timestamp(until) ?? Timestamp(seconds: 0) }
  /// Records, counted once.
  var records: Int { files.reduce(0) { $0 + ($1.holds == "records" ? $1.records : 0) } }
}

/// The first line of the journal: which dump it belongs to.
struct DumpHead: Codable, Sendable, Equatable {
  var dump = DumpManifest.version
  var selection: DumpSelection
  var store: String
}
