internal import Compression
internal import Foundation
internal import GRDB
internal import Hashing
internal import Store

extension Completion {
  /// Replaces what is said of a record; queues `publish` where that, or anything else it publishes, changed.
  func concluded(_ record: Record, _ statements: [EnrichmentStatement]) throws {
    let text = try JSONColumn.encode(list: statements)
    let digest = try digest(of: record, statements: text)
    let old: Data? = try database.value("SELECT digest FROM conclusion WHERE record = ?", [record.key])
    if old == digest { return }
    try StatementTable(database: database).replace(record.key, by: statements, text: text)
    try database.run("UPDATE conclusion SET digest = ? WHERE record = ?", [digest, record.key])
    try queue.add(.publish, subject: record.key, provider: record.provider)
  }

  /// Covers everything that publishing takes from the store, apart from the times at which links were tried.
  private func digest(of record: Record, statements: String?) throws -> Data {
    var digest = RowDigest()
    digest.add(record.version.databaseValue)
    digest.add((statements ?? "").databaseValue)
    try digest.add(
      database,
      """
      SELECT kind, about, title, type, rights_original, rights_normalised, rights_category, rights_defaulted,
        findings, withheld, local_id, r.withdrawal
      FROM description d JOIN record r ON r.id = d.record WHERE record = ?
      """, [record.key])
    try digest.add(
      database,
      """
      SELECT w.address, w.role, w.image_service, w.manifest, w.rights_original, w.rights_normalised,
        w.rights_category, w.rights_defaulted, a.state, a.full_width, a.full_height, w.medium, m.facts, m.failure,
        w.iiif
      FROM web_resource w LEFT JOIN attempt a ON a.id = w.attempt LEFT JOIN medium m ON m.id = w.medium
      WHERE w.record = ? ORDER BY w.position
      """, [record.key])
    try digest.add(
      database,
      """
      SELECT first, second, kind, distance FROM web_resource w JOIN medium_relation ON first = w.medium
      WHERE w.record = ?1
      UNION
      SELECT first, second, kind, distance FROM web_resource w JOIN medium_relation ON second = w.medium
      WHERE w.record = ?1 ORDER BY 1, 2, 3
      """, [record.key])
    return digest.finalize()
  }
}

/// The statements of records: whole in one compressed column, with an index of their ids.
struct StatementTable {
  let database: Database

  /// Replaces the statements of a record.
  /// - Parameter text: their JSON.
  func replace(_ record: Int64, by statements: [EnrichmentStatement], text: String?) throws {
    let frame = try text.map { Data(try Zstandard.compress(Array($0.utf8))) }
    try database.run(
      """
      INSERT INTO conclusion (record, digest, statements) VALUES (?, x'', ?)
      ON CONFLICT (record) DO UPDATE SET statements = excluded.statements
      """, [record, frame])
    try database.run("DELETE FROM statement WHERE record = ?", [record])
    for (position, statement) in statements.enumerated() {
      try database.run(
        "INSERT INTO statement (record, position, id, standing) VALUES (?, ?, ?, ?)",
        [record, position, statement.id, statement.standing.rawValue])
    }
  }

  /// The statements of a record.
  func statements(of record: Int64) throws -> [EnrichmentStatement] {
    let frame: Data? = try database.value("SELECT statements FROM conclusion WHERE record = ?", [record])
    guard let frame else { return [] }
    let text = try frame.withUnsafeBytes { try Zstandard.decompress($0, limit: Pack.sizeLimit) }
    return try JSONDecoder().decode([EnrichmentStatement].self, from: Data(text))
  }
}

/// A hash over the values of rows.
private struct RowDigest {
  private var hasher = ContentHasher()

  /// Adds all rows of a query, in its order.
  mutating func add(_ database: Database, _ sql: String, _ arguments: StatementArguments) throws {
    let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
    while let row = try rows.next() {
      for value in row.databaseValues { add(value) }
    }
    hasher.update([0xFF])
  }

  /// Adds a value with its type and length, so that neighbours cannot run into each other.
  mutating func add(_ value: DatabaseValue) {
    let bytes: [UInt8]
    let type: UInt8
    switch value.storage {
    case .null: (type, bytes) = (0, [])
    case .int64(let number): (type, bytes) = (1, Array(String(number).utf8))
    case .double(let number): (type, bytes) = (2, Array(String(number).utf8))
    case .string(let text): (type, bytes) = (3, Array(text.utf8))
    case .blob(let data): (type, bytes) = (4, Array(data))
    }
    hasher.update([type] + Array("\(bytes.count):".utf8) + bytes)
  }

  func finalize() -> Data { hasher.finalize().data }
}
