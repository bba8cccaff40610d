internal import Foundation
internal import GRDB
internal import Hashing
internal import OAIPMH
public import Store

extension SQLiteStore {
  /// Which of some records the provider has with the very content. A quarantined identifier is never among them:
  /// it has to be read whole to be released.
  public func unchanged(_ records: [UnchangedRecord], provider: ProviderID) async throws -> Set<String> {
    try await read { database in
      let key: Int64? = try database.value("SELECT id FROM provider WHERE name = ?", [provider.rawValue])
      guard let key else { return [] }
      let statement = try database.cachedStatement(
        sql: """
          SELECT content_hash FROM record r WHERE provider = ? AND identifier = ? AND NOT EXISTS
            (SELECT 1 FROM quarantine q WHERE q.provider = r.provider AND q.subject = r.identifier)
          """)
      var same: Set<String> = []
      for record in records {
        let cursor = try Row.fetchCursor(statement, arguments: [key, record.identifier])
        guard let row = try cursor.next() else { continue }
        if try ContentHash(column: row[0]) == record.contentHash { same.insert(record.identifier) }
      }
      return same
    }
  }

  /// Writes a page in one transaction. It is compared with the store and compressed before, outside the write
  /// lock.
  public func ingest(_ page: IncomingPage) async throws -> IngestCounts {
    let prepared = try await read { try IngestPlanner.plan(page, in: $0) }
    let now = now
    return try await write { database in
      let interning = Interning(database: database)
      let provider = try interning.provider(page.scope.provider)
      let serial: Int64? = try database.value("SELECT serial FROM provider WHERE id = ?", [provider])
      // Another process wrote in between: what was read no longer holds.
      let plan = serial == prepared.serial ? prepared : try IngestPlanner.plan(page, in: database)
      try IngestWriter(database: database, page: page, provider: provider, now: now).write(plan)
      return plan.counts
    }
  }
}

/// Carries a plan out.
private struct IngestWriter {
  let database: Database
  let page: IncomingPage
  let provider: Int64
  let now: Timestamp

  func write(_ plan: IngestPlan) throws {
    if !plan.versions.isEmpty { try writeVersions(plan) }
    try touch(plan)
    try release(plan.released)
    try setAside(plan.quarantined)
    let lists = ListTable(database: database)
    try lists.note(plan.overlaps)
    try lists.count(plan.distinct, in: page.list)
    try database.run("UPDATE provider SET serial = serial + 1 WHERE id = ?", [provider])
    if let checkpoint = page.checkpoint {
      try ScopeTable(database: database).set(checkpoint, of: page.scope, provider: provider)
    }
  }

  private func writeVersions(_ plan: IngestPlan) throws {
    let interning = Interning(database: database)
    let queue = JobQueue(database: database)
    let prefix = try interning.prefix(page.scope.prefix)
    let source = try database.insertedKey(
      "INSERT INTO page (run, prefix, request, received_at) VALUES (?, ?, ?, ?) RETURNING id",
      [page.run.rawValue, prefix, page.request, page.receivedAt.seconds])
    let packs = try plan.frames.map { frame in
      try database.insertedKey("INSERT INTO pack (bytes) VALUES (?) RETURNING id", [Data(frame)])
    }
    var setLists: [[String]: Int64] = [:]
    var contexts: [[UInt8]: Int64] = [:]
    var newKeys: [Int64] = []
    newKeys.reserveCapacity(plan.newRecords)

    for version in plan.versions {
      let record = page.records[version.incoming]
      let hash = record.contentHash.data
      let key: Int64
      switch version.subject {
      case .known(let known):
        key = known
        try update(key, to: version, record, hash)
      case .new(let index) where index < newKeys.count:
        key = newKeys[index]
        try update(key, to: version, record, hash)
      case .new:
        key = try insert(record, hash, plan.legacies[version.incoming])
        newKeys.append(key)
      }
      let setList = try setLists[record.setSpecs] ?? interning.setList(record.setSpecs)
      setLists[record.setSpecs] = setList
      let context = try contexts[record.context] ?? interning.context(record.context)
      contexts[record.context] = context
      try database.run(
        """
        INSERT INTO record_version
          (record, version, page, content_hash, deleted, set_list, context, pack, start, length, repairs)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          key, version.number, source, hash, record.deleted, setList, context, packs[version.place.pack],
          version.place.start, version.place.length, try JSONColumn.encode(list: record.repairs),
        ])
      try queue.add(.describe, subject: key, provider: provider)
    }
  }

  private func insert(
    _ record: IncomingRecord, _ hash: Data, _ legacy: IngestPlan.Legacy?
  ) throws -> Int64 {
    try database.run(
      """
      INSERT INTO record
        (provider, identifier, version, content_hash, deleted, datestamp, last_run, last_list, published_as)
      VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?)
      """,
      [
        provider, record.identifier, hash, record.deleted, record.datestamp, page.run.rawValue,
        max(page.list.rawValue, legacy?.lastList ?? 0), legacy?.publishedAs,
      ])
    return database.lastInsertedRowID
  }

  private func update(
    _ key: Int64, to version: IngestPlan.Version, _ record: IncomingRecord, _ hash: Data
  ) throws {
    try database.run(
      """
      UPDATE record SET version = ?, content_hash = ?, deleted = ?, datestamp = ?, last_run = ?,
        last_list = max(last_list, ?), moved_to = NULL
      WHERE id = ?
      """,
      [
        version.number, hash, record.deleted, record.datestamp, page.run.rawValue, page.list.rawValue, key,
      ])
  }

  /// Notes that unchanged records are still there.
  private func touch(_ plan: IngestPlan) throws {
    if !plan.seen.isEmpty {
      try database.run(
        """
        UPDATE record SET last_run = ?, last_list = max(last_list, ?)
        WHERE id IN (SELECT value FROM json_each(?))
        """,
        [page.run.rawValue, page.list.rawValue, "[\(SQLiteStore.list(plan.seen))]"])
    }
    for (record, datestamp) in plan.moved {
      try database.run(
        "UPDATE record SET last_run = ?, last_list = max(last_list, ?), datestamp = ? WHERE id = ?",
        [page.run.rawValue, page.list.rawValue, datestamp, record])
    }
  }

  private func release(_ identifiers: [String]) throws {
    for identifier in identifiers {
      try database.run("DELETE FROM quarantine WHERE provider = ? AND subject = ?", [provider, identifier])
    }
    for key in page.released {
      let wasCounted: Bool? = try database.value(
        """
        DELETE FROM quarantine WHERE id = ? AND provider = ? RETURNING identifier IS NULL AND last_list = ?
        """, [key.rawValue, provider, page.list.rawValue])
      // Bytes without an identifier counted by their hash; the record that they were counts by its identifier.
      if wasCounted == true { try ListTable(database: database).count(-1, in: page.list) }
    }
  }

  private func setAside(_ quarantined: [IngestPlan.Quarantined]) throws {
    for item in quarantined {
      let record = page.quarantined[item.incoming]
      try database.run(
        """
        INSERT INTO quarantine
          (provider, subject, identifier, reason, bytes, length, context, prefix, request, received_at, run,
           last_list)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (provider, subject) DO UPDATE SET
          reason = excluded.reason, bytes = excluded.bytes, length = excluded.length,
          context = excluded.context, prefix = excluded.prefix, request = excluded.request,
          received_at = excluded.received_at, run = excluded.run,
          last_list = max(last_list, excluded.last_list)
        """,
        [
          provider, item.subject, record.identifier, record.reason, Data(item.frame), record.bytes.count,
          Data(record.context), page.scope.prefix, page.request, page.receivedAt.seconds, page.run.rawValue,
          page.list.rawValue,
        ])
    }
  }
}
