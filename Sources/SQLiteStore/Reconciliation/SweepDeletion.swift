internal import Foundation
internal import GRDB
internal import Hashing
public import OAIPMH
public import Store

extension SQLiteStore {
  /// Deletes records that a sweep has not met, at most `limit`, in the order of their identifiers; carried out once
  /// none is left. A sweep that was carried out deletes nothing more.
  /// - Throws: ``StoreError`` for a sweep that was dismissed.
  public func carryOut(
    _ sweep: SweepKey, run: RunKey, request: String, limit: Int, at: Timestamp
  ) async throws -> Int {
    try await write { database in
      let table = SweepTable(database: database)
      let sweep = try table.require(sweep)
      switch sweep.state {
      case .listing, .held: break
      case .carriedOut: return 0
      case .dismissed:
        throw StoreError(
          "sweep \(sweep.key.rawValue) of \(sweep.provider) was dismissed; reconcile again to find what is missing"
        )
      }
      let deletion = SweepDeletion(database: database, sweep: sweep, run: run, request: request, at: at)
      return try deletion.delete(limit: limit)
    }
  }
}

/// Deletes what a sweep has not met.
private struct SweepDeletion {
  let database: Database
  let sweep: Sweep
  let run: RunKey
  let request: String
  let at: Timestamp

  func delete(limit: Int) throws -> Int {
    let table = SweepTable(database: database)
    let progress = try database.row("SELECT deleted, position FROM sweep WHERE id = ?", [sweep.key.rawValue])
    if progress?[0] == 0 { try table.keepBalance(of: sweep) }
    let position: String = progress?[1] ?? ""
    var records = try table.missing(in: sweep, after: position, limit: limit)
    // A record that was renamed meanwhile may stand before those that were deleted last.
    if records.count < limit, !position.isEmpty {
      let found = Set(records.map { $0["id"] as Int64 })
      records += try table.missing(in: sweep, after: "", limit: limit - records.count)
        .filter { !found.contains($0["id"]) }
    }
    var tombstones = TombstoneWriter(database: database, run: run.rawValue, request: request, at: at)
    for record in records { try tombstones.delete(record[0], provider: record[1], version: record[3]) }
    let last: String = records.last?["identifier"] ?? position
    try database.run(
      "UPDATE sweep SET deleted = deleted + ?, position = ? WHERE id = ?",
      [records.count, last, sweep.key.rawValue])
    // A page that was compared with the store before this must be compared again.
    try database.run(
      "UPDATE provider SET serial = serial + 1 WHERE name = ?", [sweep.provider.rawValue])
    if try isEmpty(after: last), try isEmpty(after: "") {
      try database.run(
        "UPDATE sweep SET state = ?, ended_at = ? WHERE id = ?",
        [Sweep.State.carriedOut.rawValue, at.seconds, sweep.key.rawValue])
      try table.dismissHeld(before: sweep, at: at)
    }
    return records.count
  }

  private func isEmpty(after identifier: String) throws -> Bool {
    try SweepTable(database: database).missing(in: sweep, after: identifier, limit: 1).isEmpty
  }
}

/// Writes versions that say of records only that they are gone.
struct TombstoneWriter {
  /// Stands for bytes that nobody sent: equal to the content hash of no record.
  static let contentHash = ContentHash(of: [UInt8]())

  let database: Database
  /// The run that found the records gone; 0 outside of any.
  let run: Int64
  /// What showed that they are gone, as an address, a path or in words.
  let request: String
  let at: Timestamp
  private var pages: [Int64: Int64] = [:]

  init(database: Database, run: Int64, request: String, at: Timestamp) {
    self.database = database
    self.run = run
    self.request = request
    self.at = at
  }

  /// Gives a record a version without bytes, in the sets of the one before, and queues what follows a tombstone.
  mutating func delete(_ record: Int64, provider: Int64, version: Int) throws {
    try add(to: record, after: version, of: record)
    try database.run(
      "UPDATE record SET version = ?, content_hash = ?, deleted = 1, last_run = ? WHERE id = ?",
      [version + 1, Self.contentHash.data, run, record])
    try JobQueue(database: database).add(.describe, subject: record, provider: provider)
  }

  /// Writes a version without bytes, with the sets of another version.
  mutating func add(to record: Int64, after version: Int, of model: Int64, modelVersion: Int? = nil) throws {
    let row = try database.row(
      """
      SELECT v.set_list, v.context, g.prefix FROM record_version v JOIN page g ON g.id = v.page
      WHERE v.record = ? AND v.version = ?
      """, [model, modelVersion ?? version])
    guard let row else {
      throw StoreError("a record of the store has no version \(modelVersion ?? version); restore a backup")
    }
    try database.run(
      """
      INSERT INTO record_version
        (record, version, page, content_hash, deleted, set_list, context, pack, start, length, repairs)
      VALUES (?, ?, ?, ?, 1, ?, ?, NULL, 0, 0, NULL)
      """,
      [
        record, version + 1, try page(prefix: row[2]), Self.contentHash.data, row[0] as Int64,
        row[1] as Int64,
      ])
  }

  /// The row that names the request, one for each metadata prefix.
  private mutating func page(prefix: Int64) throws -> Int64 {
    if let page = pages[prefix] { return page }
    let page = try database.insertedKey(
      "INSERT INTO page (run, prefix, request, received_at) VALUES (?, ?, ?, ?) RETURNING id",
      [run, prefix, request, at.seconds])
    pages[prefix] = page
    return page
  }
}
