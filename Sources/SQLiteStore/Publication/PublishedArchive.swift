internal import GRDB
public import OAIPMH
public import Store

extension SQLiteStore {
  /// Forms in the order of the keys: a walk along the published records, each with one look at its forms.
  public func forms(_ query: FormQuery) async throws -> [PublishedEntry] {
    try await read { database in
      var condition = "p.record >= ?2 AND p.record < ?3"
      condition += query.state == .deleted ? " AND f.content = 2" : " AND f.content <> 2"
      if query.provider != nil {
        condition +=
          " AND EXISTS (SELECT 1 FROM record r JOIN provider v ON v.id = r.provider WHERE r.id = p.record AND v.name = ?4)"
      }
      if query.since != nil {
        condition +=
          query.sinceAnyForm
          ? " AND EXISTS (SELECT 1 FROM published_form a WHERE a.record = p.record AND a.stamp >= ?5)"
          : " AND f.stamp >= ?5"
      }
      let statement = try RowStatement(
        database,
        """
        SELECT \(PublishedEntryReader.columns(withContent: query.withContent))
        FROM published_record p
          CROSS JOIN published_form f
            ON f.record = p.record AND f.prefix = (SELECT id FROM metadata_prefix WHERE name = ?1)
        WHERE \(condition) ORDER BY p.record LIMIT ?6
        """)
      statement.bind(query.prefix, at: 1)
      statement.bind(query.from.rawValue, at: 2)
      statement.bind(query.below?.rawValue ?? .max, at: 3)
      if let provider = query.provider { statement.bind(provider.rawValue, at: 4) }
      if let since = query.since { statement.bind(since.seconds, at: 5) }
      statement.bind(query.limit, at: 6)
      var reader = PublishedEntryReader(database: database, withContent: query.withContent)
      var entries: [PublishedEntry] = []
      try statement.forEach { entries.append(try reader.entry($0, prefix: query.prefix)) }
      return entries
    }
  }

  /// The highest key of a record that anything is or was published of.
  public func lastPublishedKey() async throws -> RecordKey? {
    try await read { database in
      let key: Int64? = try database.value("SELECT max(record) FROM published_record")
      return key.map { RecordKey(rawValue: $0) }
    }
  }

  /// The newest stamp in each block of keys in which a form changed: one range of an index for each prefix.
  public func changedBlocks(
    prefix: String?, after moment: Timestamp, blockSize: Int64
  ) async throws -> [Int64: Timestamp] {
    try await read { database in
      var newest: [Int64: Timestamp] = [:]
      let prefixes: [Int64] = try database.values(
        "SELECT id FROM metadata_prefix WHERE ? IS NULL OR name = ?", [prefix, prefix])
      for prefix in prefixes {
        let rows = try database.rows(
          """
          SELECT record / ?, max(stamp) FROM published_form WHERE prefix = ? AND stamp > ? GROUP BY record / ?
          """, [blockSize, prefix, moment.seconds, blockSize])
        for row in rows {
          let stamp = Timestamp(seconds: row[1])
          newest[row[0]] = max(newest[row[0]] ?? stamp, stamp)
        }
      }
      return newest
    }
  }
}
