internal import Compression
internal import GRDB
public import OAIPMH
public import Store

extension SQLiteStore {
  /// The entries of a list by stamp and key: one range of one index, in one short read transaction.
  public func list(_ query: PublishedQuery) async throws -> [PublishedEntry] {
    try await read { database in
      guard let selection = try PublishedSelection(query, in: database) else { return [] }
      let statement = try RowStatement(
        database,
        """
        SELECT \(PublishedEntryReader.columns(withContent: query.withContent)) \(selection.tables)
        \(selection.condition) ORDER BY o.stamp, o.record LIMIT ?
        """)
      selection.bind(to: statement)
      statement.bind(query.limit, at: selection.nextPlace)
      var reader = PublishedEntryReader(database: database, withContent: query.withContent)
      var entries: [PublishedEntry] = []
      entries.reserveCapacity(query.limit)
      try statement.forEach { entries.append(try reader.entry($0, prefix: query.prefix)) }
      return entries
    }
  }

  /// How many entries a list has from its beginning: no entry is looked at.
  public func count(_ query: PublishedQuery) async throws -> Int {
    try await read { database in
      let from = query.from?.seconds ?? 0
      guard let selection = try PublishedSelection(query, in: database), from <= query.until.seconds else {
        return 0
      }
      return try PublishedCounts.count(
        database, set: selection.set ?? PublishedCounts.wholeRepository, prefix: selection.prefix,
        stamps: from...query.until.seconds)
    }
  }

  /// Every form of one record by prefix, deleted ones included; those beside the lists are asked for one by one.
  public func entries(identifier: String) async throws -> [PublishedEntry] {
    try await read { database in
      let statement = try RowStatement(
        database,
        """
        SELECT \(PublishedEntryReader.columns(withContent: true)), x.name
        FROM published_record p CROSS JOIN published_form f ON f.record = p.record
          CROSS JOIN metadata_prefix x ON x.id = f.prefix
        WHERE p.identifier = ? AND instr(x.name, '+') = 0 ORDER BY x.name
        """)
      statement.bind(identifier, at: 1)
      var reader = PublishedEntryReader(database: database, withContent: true)
      var entries: [PublishedEntry] = []
      try statement.forEach {
        entries.append(try reader.entry($0, prefix: $0.text(PublishedEntryReader.columnCount)))
      }
      return entries
    }
  }

  /// One form of one record, a deleted one as well.
  public func entry(identifier: String, prefix: String) async throws -> PublishedEntry? {
    try await read { database in
      // The order of the join is given: SQLite would rather read all forms of the prefix.
      let statement = try RowStatement(
        database,
        """
        SELECT \(PublishedEntryReader.columns(withContent: true))
        FROM published_record p CROSS JOIN published_form f ON f.record = p.record
        WHERE p.identifier = ? AND f.prefix = (SELECT id FROM metadata_prefix WHERE name = ?)
        """)
      statement.bind(identifier, at: 1)
      statement.bind(prefix, at: 2)
      var reader = PublishedEntryReader(database: database, withContent: true)
      return try statement.first { try reader.entry($0, prefix: prefix) }
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
      let statement = try RowStatement(
        database,
        """
        SELECT \(PublishedEntryReader.columns(withContent: false))
        FROM published_form f CROSS JOIN published_record p ON p.record = f.record
        WHERE f.prefix = (SELECT id FROM metadata_prefix WHERE name = ?) AND (f.stamp, f.record) <= (?, ?)
        ORDER BY f.stamp DESC, f.record DESC LIMIT ?
        """)
      statement.bind(prefix, at: 1)
      statement.bind(end.stamp, at: 2)
      statement.bind(end.record, at: 3)
      statement.bind(limit, at: 4)
      var reader = PublishedEntryReader(database: database, withContent: false)
      var entries: [PublishedEntry] = []
      try statement.forEach { entries.append(try reader.entry($0, prefix: prefix)) }
      return entries
    }
  }
}

/// The SQL of a list: one range of one index, whichever arguments it has.
private struct PublishedSelection {
  let prefix: Int64
  let set: Int64?
  let tables: String
  let condition: String
  /// The place after those that are bound.
  let nextPlace: Int32 = 6
  private let start: (stamp: Int64, record: Int64)
  private let until: Int64

  /// `nil` for a prefix or set that nothing was ever published in.
  init?(_ query: PublishedQuery, in database: Database) throws {
    let prefix: Int64? = try database.value("SELECT id FROM metadata_prefix WHERE name = ?", [query.prefix])
    guard let prefix else { return nil }
    self.prefix = prefix
    let joined = "CROSS JOIN published_record p ON p.record = o.record"
    let range = "o.prefix = ?1 AND (o.stamp, o.record) > (?2, ?3) AND o.stamp <= ?4"
    if let spec = query.set {
      let set: Int64? = try database.value("SELECT id FROM published_set WHERE spec = ?", [spec])
      guard let set else { return nil }
      self.set = set
      tables =
        "FROM published_membership o CROSS JOIN published_form f ON f.record = o.record AND f.prefix = o.prefix \(joined)"
      condition = "WHERE o.published_set = ?5 AND \(range)"
    } else {
      set = nil
      tables = "FROM published_form o CROSS JOIN published_form f ON f.id = o.id \(joined)"
      condition = "WHERE ?5 IS NULL AND \(range)"
    }
    // No key is below 0: this is the place before all entries of the first second.
    var start = (stamp: query.from?.seconds ?? .min, record: Int64(-1))
    if let after = query.after, (after.stamp.seconds, after.record) > start {
      start = (after.stamp.seconds, after.record)
    }
    self.start = start
    until = query.until.seconds
  }

  func bind(to statement: RowStatement) {
    statement.bind(prefix, at: 1)
    statement.bind(start.stamp, at: 2)
    statement.bind(start.record, at: 3)
    statement.bind(until, at: 4)
    if let set { statement.bind(set, at: 5) } else { statement.bind(nil as String?, at: 5) }
  }
}

/// Turns rows into entries.
struct PublishedEntryReader {
  private let database: Database
  private let withContent: Bool
  private var sources: SourceReader
  /// Records of a list share few lists of sets.
  private var setSpecs: [Int64: [String]] = [:]

  init(database: Database, withContent: Bool) {
    self.database = database
    self.withContent = withContent
    sources = SourceReader(database: database)
  }

  static func columns(withContent: Bool) -> String {
    "f.record, p.identifier, f.stamp, p.set_list, f.content, f.version, f.metadata_length, f.about_length, "
      + (withContent ? "f.body" : "NULL") + ", f.first_stamp"
  }

  static let columnCount: Int32 = 10

  mutating func entry(_ row: RowStatement, prefix: String) throws -> PublishedEntry {
    let record = RecordKey(rawValue: row.integer(0))
    let metadataLength = Int(row.integer(6))
    var metadata = try row.withBytes(8) { frame in
      frame.isEmpty
        ? [] : try Zstandard.decompress(frame, limit: metadataLength + Int(row.integer(7)))
    }
    let about = Array(metadata.dropFirst(metadataLength))
    metadata.removeLast(about.count)
    let content: PublishedForm.Content
    var source: RecordSource?
    switch PublicationWriter.Content(rawValue: Int(row.integer(4))) {
    case .metadata: content = .metadata(metadata)
    case .source:
      content = .source
      if withContent { source = try sources.source(record.rawValue, version: Int(row.integer(5))) }
    case .deleted, nil: content = .deleted
    }
    return PublishedEntry(
      record: record, identifier: row.text(1), stamp: Timestamp(seconds: row.integer(2)),
      setSpecs: try setSpecs(of: row.integer(3)),
      form: PublishedForm(prefix: prefix, content: content, about: about), source: source,
      firstStamp: row.optionalInteger(9).map { Timestamp(seconds: $0) })
  }

  private mutating func setSpecs(of list: Int64) throws -> [String] {
    if let known = setSpecs[list] { return known }
    let joined: String? = try database.value("SELECT specs FROM set_list WHERE id = ?", [list])
    let specs = Interning.setSpecs(joined ?? "")
    setSpecs[list] = specs
    return specs
  }
}
