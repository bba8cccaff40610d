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
      let statement = try RowStatement(
        database,
        """
        SELECT content_hash FROM record r WHERE provider = ? AND identifier = ? AND NOT EXISTS
          (SELECT 1 FROM quarantine q WHERE q.provider = r.provider AND q.subject = r.identifier)
        """)
      statement.bind(key, at: 1)
      var same: Set<String> = []
      same.reserveCapacity(records.count)
      for record in records {
        statement.bind(record.identifier, at: 2)
        if try statement.first({ try $0.hash(0) }) == record.contentHash { same.insert(record.identifier) }
      }
      return same
    }
  }

  /// Writes a page in one transaction. It is compared with the store and compressed before, outside the write
  /// lock.
  public func ingest(_ page: IncomingPage) async throws -> IngestCounts {
    // Mostly every record that is handed over becomes a version: they are compressed while they are looked up.
    async let all = PagePacks(page.records, page.records.indices)
    let prepared = try await read { try IngestPlanner.plan(page, in: $0) }
    var packs = try await all
    if prepared.versions.count < page.records.count {
      packs = try PagePacks(page.records, prepared.versions.map(\.incoming))
    }
    let (packed, now) = (packs, now)
    return try await write { database in
      let interning = Interning(database: database)
      let provider = try interning.provider(page.scope.provider)
      let serial: Int64? = try database.value("SELECT serial FROM provider WHERE id = ?", [provider])
      // Another process wrote in between: what was read no longer holds.
      let plan = serial == prepared.serial ? prepared : try IngestPlanner.plan(page, in: database)
      let packs =
        plan.versions.allSatisfy { packed.places[$0.incoming] != nil }
        ? packed : try PagePacks(page.records, plan.versions.map(\.incoming))
      try IngestWriter(database: database, page: page, packs: packs, provider: provider, now: now).write(plan)
      return plan.counts
    }
  }
}

/// Carries a plan out.
private struct IngestWriter {
  let database: Database
  let page: IncomingPage
  let packs: PagePacks
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
    let prefix = try interning.prefix(page.scope.prefix)
    let source = try database.insertedKey(
      "INSERT INTO page (run, prefix, request, received_at) VALUES (?, ?, ?, ?) RETURNING id",
      [page.run.rawValue, prefix, page.request, page.receivedAt.seconds])
    let packKeys = try packs.frames.map { frame in
      try database.insertedKey("INSERT INTO pack (bytes) VALUES (?) RETURNING id", [Data(frame)])
    }
    let rows = try VersionRows(database, page: source, run: page.run, list: page.list, provider: provider)
    var keys: [Int64] = []
    keys.reserveCapacity(plan.versions.count)
    var newKeys: [Int64] = []
    newKeys.reserveCapacity(plan.newRecords)
    var sets = RepeatedValue<[String]>()
    var contexts = RepeatedValue<[UInt8]>()
    for version in plan.versions {
      let record = page.records[version.incoming]
      let key: Int64
      switch version.subject {
      case .known(let known):
        key = known
        try update(key, to: version, record)
      case .new(let index) where index < newKeys.count:
        key = newKeys[index]
        try update(key, to: version, record)
      case .new:
        key = try rows.insert(record, plan.legacies[version.incoming])
        newKeys.append(key)
      }
      guard let place = packs.places[version.incoming] else {
        throw StoreError(
          "a record was not packed; this is a defect of Winnow, report it with the command used")
      }
      try rows.insert(
        version, of: key, record, place, pack: packKeys[place.pack],
        setList: try sets.key(of: record.setSpecs, else: interning.setList),
        context: try contexts.key(of: record.context, else: interning.context))
      keys.append(key)
    }
    _ = try JobQueue(database: database).add(
      .describe, from: "SELECT value AS subject, ? AS provider FROM json_each(?)",
      [provider, "[\(SQLiteStore.list(keys))]"])
  }

  private func update(
    _ key: Int64, to version: IngestPlan.Version, _ record: IncomingRecord
  ) throws {
    try database.run(
      """
      UPDATE record SET version = ?, content_hash = ?, deleted = ?, datestamp = ?, last_run = ?,
        last_list = max(last_list, ?), moved_to = NULL
      WHERE id = ?
      """,
      [
        version.number, record.contentHash.data, record.deleted, record.datestamp, page.run.rawValue,
        page.list.rawValue, key,
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
