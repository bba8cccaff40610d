internal import Compression
internal import Foundation
internal import GRDB
public import Hashing
public import OAIPMH
public import Store

extension SQLiteStore {
  /// Withdraws records at once: whatever was served of them is a deletion from the moment this returns.
  ///
  /// A purge also overwrites their bytes, of every version, inside the packs they share with other records,
  /// and zeroes the pages of the file that held them. Keys, identifiers and hashes stay, so that the record
  /// is recognised when its provider sends it again, and is not stored. Decisions of people stay too: they
  /// hold none of its content.
  /// - Returns: for a purge, the media that no other record shows, whose blobs are to be removed.
  public func withdraw(
    _ keys: [RecordKey], reason: String, purge: Bool, at: Timestamp
  ) async throws -> [MediumID] {
    let clock = clockReader
    let body: @Sendable (Database) throws -> [MediumID] = { database in
      var publication = PublicationWriter(database: database, clock: clock)
      var purger = Purger(database: database)
      for key in keys {
        let known = try database.run(
          "UPDATE record SET withdrawal = ?, withdrawn_at = ? WHERE id = ?",
          [reason, at.seconds, key.rawValue])
        if known == 0 { continue }
        // A page that was compared with the store before this must be compared again.
        try database.run(
          "UPDATE provider SET serial = serial + 1 WHERE id = (SELECT provider FROM record WHERE id = ?)",
          [key.rawValue])
        try database.run(
          """
          DELETE FROM job WHERE stage = ? AND subject IN (SELECT id FROM web_resource WHERE record = ?)
          """, [Stage.fetch.code, key.rawValue])
        try publication.withdraw(key.rawValue)
        if purge { try purger.purge(key.rawValue) }
      }
      try publication.close()
      return try purger.close()
    }
    guard purge else { return try await write(body) }
    return try await writeOutsideTransaction { database in
      try database.execute(sql: "PRAGMA secure_delete = ON")
      defer {
        // A connection that keeps zeroing is slower, not wrong.
        try? database.execute(sql: "PRAGMA secure_delete = OFF")
      }
      var media: [MediumID] = []
      try database.inTransaction(.immediate) {
        media = try body(database)
        return .commit
      }
      // The write-ahead log still holds the pages as they were.
      try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      return media
    }
  }
}

/// Removes the content of records.
private struct Purger {
  let database: Database
  private var spans: [Int64: [Range<Int>]] = [:]
  private var media: Set<Int64> = []

  init(database: Database) { self.database = database }

  /// Removes what is kept of one record; the bytes in packs go at the end, each pack once.
  mutating func purge(_ record: Int64) throws {
    for row in try database.rows(
      "SELECT pack, start, length FROM record_version WHERE record = ? AND pack IS NOT NULL", [record])
    {
      let start: Int = row[1]
      spans[row[0], default: []].append(start..<start + (row[2] as Int))
    }
    try database.run("UPDATE record_version SET pack = NULL, repairs = NULL WHERE record = ?", [record])
    try database.run("UPDATE record SET purged = 1 WHERE id = ?", [record])
    try database.run(
      """
      DELETE FROM quarantine WHERE (provider, subject) IN (SELECT provider, identifier FROM record WHERE id = ?)
      """, [record])
    for stage in [Stage.describe, .conclude, .publish] {
      try JobQueue(database: database).remove(stage, subject: record)
    }
    for table in ["description", "conclusion", "statement"] {
      try database.run("DELETE FROM \(table) WHERE record = ?", [record])
    }
    try purgeWebResources(of: record)
  }

  private mutating func purgeWebResources(of record: Int64) throws {
    let addresses: [Int64] = try database.values(
      "SELECT DISTINCT address FROM web_resource WHERE record = ?", [record])
    media.formUnion(
      try database.values(
        "SELECT DISTINCT medium FROM web_resource WHERE record = ? AND medium IS NOT NULL", [record])
        as [Int64])
    try database.run("DELETE FROM web_resource WHERE record = ?", [record])
    for address in addresses {
      let shared: Bool? = try database.value(
        "SELECT EXISTS (SELECT 1 FROM web_resource WHERE address = ?)", [address])
      if shared == true { continue }
      media.formUnion(
        try database.values(
          "SELECT DISTINCT medium FROM attempt WHERE address = ? AND medium IS NOT NULL", [address])
          as [Int64])
      try database.run("DELETE FROM attempt WHERE address = ?", [address])
      try database.run("DELETE FROM address WHERE id = ?", [address])
    }
  }

  /// Rewrites the packs, and removes what is known of media that nobody shows any more.
  /// - Returns: those media.
  mutating func close() throws -> [MediumID] {
    for (pack, ranges) in spans { try overwrite(pack, ranges) }
    var orphans: [MediumID] = []
    for medium in media.sorted() {
      let shown: Bool? = try database.value(
        "SELECT EXISTS (SELECT 1 FROM web_resource WHERE medium = ?)", [medium])
      if shown == true { continue }
      let hash: Data? = try database.value("SELECT hash FROM medium WHERE id = ?", [medium])
      if let hash { orphans.append(try ContentHash(column: hash)) }
      try JobQueue(database: database).remove(.look, subject: medium)
      try database.run("UPDATE medium SET facts = NULL, failure = NULL WHERE id = ?", [medium])
      try database.run("DELETE FROM perceptual_hash WHERE medium = ?", [medium])
      try database.run("DELETE FROM model_result WHERE medium = ?", [medium])
      try database.run("DELETE FROM medium_relation WHERE first = ?", [medium])
      try database.run("DELETE FROM medium_relation WHERE second = ?", [medium])
    }
    return orphans
  }

  /// Zeroes spans of a pack. What else lies in it keeps its place.
  private func overwrite(_ pack: Int64, _ ranges: [Range<Int>]) throws {
    let frame: Data? = try database.value("SELECT bytes FROM pack WHERE id = ?", [pack])
    guard let frame else { return }
    var content = try frame.withUnsafeBytes { try Zstandard.decompress($0, limit: Pack.sizeLimit) }
    for range in ranges where range.upperBound <= content.count {
      content.replaceSubrange(range, with: repeatElement(0, count: range.count))
    }
    try database.run("UPDATE pack SET bytes = ? WHERE id = ?", [Data(try Zstandard.compress(content)), pack])
  }
}
