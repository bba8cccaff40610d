internal import GRDB
internal import Store

/// Writes the rows of a page's new records and record versions: one statement for all of a kind.
struct VersionRows {
  private let database: Database
  private let list: ListNumber
  private let record: RowStatement
  private let version: RowStatement

  /// - Parameter page: the row of the page that brought them.
  init(_ database: Database, page: Int64, run: RunKey, list: ListNumber, provider: Int64) throws {
    self.database = database
    self.list = list
    record = try RowStatement(
      database,
      """
      INSERT INTO record
        (provider, last_run, identifier, version, content_hash, deleted, datestamp, last_list, published_as)
      VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?)
      """)
    record.bind(provider, at: 1)
    record.bind(run.rawValue, at: 2)
    version = try RowStatement(
      database,
      """
      INSERT INTO record_version
        (page, record, version, content_hash, deleted, set_list, context, pack, start, length, repairs)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    version.bind(page, at: 1)
  }

  /// Writes a new record and returns its key.
  func insert(_ incoming: IncomingRecord, _ legacy: IngestPlan.Legacy?) throws -> Int64 {
    record.bind(incoming.identifier, at: 3)
    record.bind(incoming.contentHash, at: 4)
    record.bind(incoming.deleted, at: 5)
    record.bind(incoming.datestamp, at: 6)
    record.bind(max(list.rawValue, legacy?.lastList ?? 0), at: 7)
    record.bind(legacy?.publishedAs, at: 8)
    try record.run()
    return database.lastInsertedRowID
  }

  /// Writes a version of a record.
  func insert(
    _ new: IngestPlan.Version, of key: Int64, _ incoming: IncomingRecord, _ place: Pack.Place, pack: Int64,
    setList: Int64, context: Int64
  ) throws {
    version.bind(key, at: 2)
    version.bind(new.number, at: 3)
    version.bind(incoming.contentHash, at: 4)
    version.bind(incoming.deleted, at: 5)
    version.bind(setList, at: 6)
    version.bind(context, at: 7)
    version.bind(pack, at: 8)
    version.bind(place.start, at: 9)
    version.bind(place.length, at: 10)
    version.bind(try JSONColumn.encode(list: incoming.repairs), at: 11)
    try version.run()
  }
}

/// Keys of interned values that mostly come many times in a row: neighbours are compared before anything is hashed.
struct RepeatedValue<Value: Hashable> {
  private var last: (value: Value, key: Int64)?
  private var keys: [Value: Int64] = [:]

  /// The key of a value, asked for once.
  mutating func key(of value: Value, else find: (Value) throws -> Int64) rethrows -> Int64 {
    if let last, last.value == value { return last.key }
    let key: Int64
    if let known = keys[value] {
      key = known
    } else {
      key = try find(value)
      keys[value] = key
    }
    last = (value, key)
    return key
  }
}
