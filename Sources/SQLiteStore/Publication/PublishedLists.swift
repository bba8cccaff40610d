internal import Compression
internal import Foundation
internal import GRDB
public import OAIPMH
public import Store

extension SQLiteStore {
  /// The entries of a list by stamp and key: one range of one index, in one short read transaction.
  public func list(_ query: PublishedQuery) async throws -> [PublishedEntry] {
    try await read { database in
      let selection = PublishedSelection(query)
      let rows = try database.rows(
        """
        SELECT \(PublishedEntryReader.columns(withContent: query.withContent)) \(selection.tables)
        \(selection.condition) ORDER BY o.stamp, o.record LIMIT ?
        """, selection.arguments + [query.limit])
      var reader = PublishedEntryReader(database: database, withContent: query.withContent)
      return try rows.map { try reader.entry($0) }
    }
  }

  /// How many entries a list has from its beginning.
  public func count(_ query: PublishedQuery) async throws -> Int {
    try await read { database in
      var whole = query
      whole.after = nil
      let selection = PublishedSelection(whole)
      return try database.value(
        "SELECT count(*) \(selection.order) \(selection.condition)", selection.arguments) ?? 0
    }
  }

  /// Every form of one record by prefix, deleted ones included; those beside the lists are asked for one by one.
  public func entries(identifier: String) async throws -> [PublishedEntry] {
    try await read { database in
      let rows = try database.rows(
        """
        SELECT \(PublishedEntryReader.columns(withContent: true))
        FROM published_record p JOIN published_form f ON f.record = p.record
          JOIN set_list s ON s.id = p.set_list JOIN metadata_prefix x ON x.id = f.prefix
        WHERE p.identifier = ? AND instr(x.name, '+') = 0 ORDER BY x.name
        """, [identifier])
      var reader = PublishedEntryReader(database: database, withContent: true)
      return try rows.map { try reader.entry($0) }
    }
  }

  /// The first stamp ever assigned: none is lower, and unlike the lowest stamp in use it never rises.
  public func earliestStamp() async throws -> Timestamp? {
    try await read { database in
      let stamp: Int64? = try database.value("SELECT first_stamp FROM publication")
      return stamp.map { Timestamp(seconds: $0) }
    }
  }

  /// The sets with at least one entry. A store knows no names: the spec stands for it.
  public func sets() async throws -> [PublishedSet] {
    try await read { database in
      let specs: [String] = try database.values(
        """
        SELECT spec FROM published_set
        WHERE EXISTS (SELECT 1 FROM published_membership WHERE published_set = published_set.id) ORDER BY spec
        """)
      return specs.map { PublishedSet(spec: $0, name: $0) }
    }
  }
}

extension SQLiteStore {
  /// The newest entries of a prefix without their content: the end of one range of one index.
  public func newest(
    prefix: String, through place: PublishedQuery.Position?, until: Timestamp, limit: Int
  ) async throws -> [PublishedEntry] {
    try await read { database in
      var end = (stamp: until.seconds, record: Int64.max)
      if let place, (place.stamp.seconds, place.record) < end { end = (place.stamp.seconds, place.record) }
      let rows = try database.rows(
        """
        SELECT \(PublishedEntryReader.columns(withContent: false))
        FROM published_form f JOIN published_record p ON p.record = f.record
          JOIN set_list s ON s.id = p.set_list JOIN metadata_prefix x ON x.id = f.prefix
        WHERE f.prefix = (SELECT id FROM metadata_prefix WHERE name = ?) AND (f.stamp, f.record) <= (?, ?)
        ORDER BY f.stamp DESC, f.record DESC LIMIT ?
        """, [prefix, end.stamp, end.record, limit])
      var reader = PublishedEntryReader(database: database, withContent: false)
      return try rows.map { try reader.entry($0) }
    }
  }

  /// One form of one record, a deleted one too.
  public func entry(identifier: String, prefix: String) async throws -> PublishedEntry? {
    try await read { database in
      let row = try database.row(
        """
        SELECT \(PublishedEntryReader.columns(withContent: true))
        FROM published_record p JOIN published_form f ON f.record = p.record
          JOIN set_list s ON s.id = p.set_list JOIN metadata_prefix x ON x.id = f.prefix
        WHERE p.identifier = ? AND x.name = ?
        """, [identifier, prefix])
      var reader = PublishedEntryReader(database: database, withContent: true)
      return try row.map { try reader.entry($0) }
    }
  }
}

/// The SQL of a list: one range of one index, whichever arguments it has.
private struct PublishedSelection {
  /// The table that gives the order, `o`.
  let order: String
  let tables: String
  let condition: String
  let arguments: StatementArguments

  init(_ query: PublishedQuery) {
    let common =
      "JOIN published_record p ON p.record = o.record JOIN set_list s ON s.id = p.set_list "
      + "JOIN metadata_prefix x ON x.id = o.prefix"
    let prefix = "o.prefix = (SELECT id FROM metadata_prefix WHERE name = ?)"
    let range = "(o.stamp, o.record) > (?, ?) AND o.stamp <= ?"
    let from = query.from?.seconds ?? .min
    // No key is below 0: this is the place before all entries of the first second.
    var start = (stamp: from, record: Int64(-1))
    if let after = query.after, (after.stamp.seconds, after.record) > start {
      start = (after.stamp.seconds, after.record)
    }
    let bounds: StatementArguments = [query.prefix, start.stamp, start.record, query.until.seconds]
    if let set = query.set {
      order = "FROM published_membership o"
      tables = "\(order) JOIN published_form f ON f.record = o.record AND f.prefix = o.prefix \(common)"
      condition =
        "WHERE o.published_set = (SELECT id FROM published_set WHERE spec = ?) AND \(prefix) AND \(range)"
      arguments = [set] + bounds
    } else {
      order = "FROM published_form o"
      tables = "\(order) JOIN published_form f ON f.id = o.id \(common)"
      condition = "WHERE \(prefix) AND \(range)"
      arguments = bounds
    }
  }
}

/// Turns rows into entries.
private struct PublishedEntryReader {
  private let withContent: Bool
  private var sources: SourceReader

  init(database: Database, withContent: Bool) {
    self.withContent = withContent
    sources = SourceReader(database: database)
  }

  static func columns(withContent: Bool) -> String {
    "f.record, p.identifier, f.stamp, s.specs, x.name, f.content, f.version, f.metadata_length, f.about_length, "
      + (withContent ? "f.body" : "NULL") + ", f.first_stamp"
  }

  mutating func entry(_ row: Row) throws -> PublishedEntry {
    let record = RecordKey(rawValue: row[0])
    let metadataLength: Int = row[7]
    let aboutLength: Int = row[8]
    var metadata: [UInt8] = []
    var about: [UInt8] = []
    if let frame: Data = row[9] {
      let body = try frame.withUnsafeBytes {
        try Zstandard.decompress($0, limit: metadataLength + aboutLength)
      }
      metadata = Array(body.prefix(metadataLength))
      about = Array(body.dropFirst(metadataLength))
    }
    let content: PublishedForm.Content
    var source: RecordSource?
    switch PublicationWriter.Content(rawValue: row[5]) {
    case .metadata: content = .metadata(metadata)
    case .source:
      content = .source
      if withContent { source = try sources.source(record.rawValue, version: row[6]) }
    case .deleted, nil: content = .deleted
    }
    return PublishedEntry(
      record: record, identifier: row[1], stamp: Timestamp(seconds: row[2]),
      setSpecs: Interning.setSpecs(row[3]),
      form: PublishedForm(prefix: row[4], content: content, about: about), source: source,
      firstStamp: (row[10] as Int64?).map { Timestamp(seconds: $0) })
  }
}
