internal import GRDB
internal import OAIPMH
internal import Store

/// Joins the history of one record to that of another.
struct RecordMerger {
  /// The local ids of two records that become one.
  struct LocalIDs {
    var former: String?
    var present: String?
  }

  private let database: Database
  private let provider: Int64
  private let at: Timestamp
  private var publication: PublicationWriter

  init(
    database: Database, provider: Int64, at: Timestamp, clock: @escaping @Sendable () -> Timestamp
  ) {
    self.database = database
    self.provider = provider
    self.at = at
    publication = PublicationWriter(database: database, clock: clock)
  }

  /// Puts the versions of a record before those of another, and leaves a tombstone of it.
  mutating func merge(
    _ former: Int64, named formerName: String, into present: Int64, as presentName: String
  ) throws {
    let row = try database.row("SELECT version, withdrawal, withdrawn_at FROM record WHERE id = ?", [former])
    guard let row else { return }
    let count: Int = row[0]
    try takeBack(former)
    try joinVersions(of: former, count, to: present)
    var tombstones = TombstoneWriter(
      database: database, run: 0, request: "remap: \(formerName) is \(presentName) now", at: at)
    try tombstones.add(to: former, after: 0, of: present, modelVersion: count)
    try database.run(
      "UPDATE record SET version = 1, content_hash = ?, deleted = 1, moved_to = ? WHERE id = ?",
      [TombstoneWriter.contentHash.data, present, former])
    if let reason: String = row[1] {
      try database.run(
        "UPDATE record SET withdrawal = ?, withdrawn_at = ? WHERE id = ? AND withdrawal IS NULL",
        [reason, row[2] as Int64?, present])
      try withdraw(present)
    }
  }

  /// Writes the published tombstones.
  mutating func close() throws { try publication.close() }

  /// Removes what is published, found and planned of a record. Media stay: they belong to no record.
  private mutating func takeBack(_ record: Int64) throws {
    try publication.withdraw(record)
    _ = try WebResourceTable(database: database).update(record, to: [])
    for stage in [Stage.describe, .conclude, .publish] {
      try JobQueue(database: database).remove(stage, subject: record)
    }
    for table in ["description", "conclusion", "statement"] {
      try database.run("DELETE FROM \(table) WHERE record = ?", [record])
    }
  }

  private func joinVersions(of former: Int64, _ count: Int, to present: Int64) throws {
    // By way of negative numbers: SQLite looks for equal keys row by row.
    try database.run("UPDATE record_version SET version = -version WHERE record = ?", [present])
    try database.run("UPDATE record_version SET version = ? - version WHERE record = ?", [count, present])
    try database.run("UPDATE record_version SET record = ? WHERE record = ?", [present, former])
    try database.run("UPDATE record SET version = version + ? WHERE id = ?", [count, present])
    try database.run("UPDATE published_form SET version = version + ? WHERE record = ?", [count, present])
  }

  private mutating func withdraw(_ record: Int64) throws {
    try database.run(
      "DELETE FROM job WHERE stage = ? AND subject IN (SELECT id FROM web_resource WHERE record = ?)",
      [Stage.fetch.code, record])
    try publication.withdraw(record)
  }

  /// The local ids of two records; to be read before they are joined.
  func localIDs(of former: Int64, _ present: Int64) throws -> LocalIDs {
    let query = "SELECT local_id FROM description WHERE record = ?"
    return LocalIDs(
      former: try database.value(query, [former]), present: try database.value(query, [present]))
  }

  /// Drops decisions bound to a former identifier that say something of what is decided for the present record by
  /// its local id: the present record's stay.
  func dropOverruled(_ former: String, by localID: String?) throws {
    guard let localID else { return }
    try database.run(
      """
      DELETE FROM decision AS d WHERE provider = ?1 AND record = ?2 AND EXISTS (
        SELECT 1 FROM decision o WHERE o.provider = ?1 AND o.record = ?3 AND o.medium = d.medium
          AND o.property = d.property AND o.concept = d.concept)
      """, [provider, former, localID])
  }

  /// Binds decisions by the local id of a record to the identifier of the one it is joined to. They stay bound to
  /// the local id as well, which other records may share. Where one about the same thing is bound already, that one
  /// stays.
  /// - Returns: how many were bound.
  func joinDecisions(_ localIDs: LocalIDs, to present: String) throws -> Int {
    guard let former = localIDs.former, former != localIDs.present else { return 0 }
    return try database.run(
      """
      INSERT INTO decision (provider, record, medium, property, concept, verdict, reviewer, at, note)
      SELECT provider, ?1, medium, property, concept, verdict, reviewer, at, note FROM decision d
      WHERE d.provider = ?2 AND d.record = ?3 AND NOT EXISTS (
        SELECT 1 FROM decision o WHERE o.provider = d.provider AND o.record = ?4 AND o.medium = d.medium
          AND o.property = d.property AND o.concept = d.concept)
      ON CONFLICT DO NOTHING
      """, [present, provider, former, localIDs.present ?? present])
  }

  /// Asks for what is said of a record to be made again, where it can be.
  func queueConclusion(of record: Int64) throws {
    let query = """
      SELECT r.id AS subject, r.provider FROM record r
      WHERE r.id = ? AND r.deleted = 0 AND EXISTS (SELECT 1 FROM description d WHERE d.record = r.id)
      """
    _ = try JobQueue(database: database).add(.conclude, from: query, [record])
  }
}
