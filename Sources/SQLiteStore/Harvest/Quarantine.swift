internal import Compression
internal import Foundation
internal import GRDB
internal import OAIPMH
public import Store

extension SQLiteStore {
  /// The quarantined records of a provider, or of all, newest first.
  public func quarantine(provider: ProviderID?, limit: Int) async throws -> [QuarantineEntry] {
    try await read { database in
      let filter = provider == nil ? "" : "WHERE provider.name = ?"
      var arguments: StatementArguments = provider.map { [$0.rawValue] } ?? []
      arguments += [limit]
      return try database.rows(
        "\(QuarantineRow.selection) \(filter) ORDER BY q.received_at DESC, q.id DESC LIMIT ?", arguments
      ).map { try QuarantineRow.entry($0) }
    }
  }

  /// Quarantined bytes by their key.
  public func quarantineEntry(_ key: QuarantineKey) async throws -> QuarantineEntry? {
    try await read { database in
      try database.row("\(QuarantineRow.selection) WHERE q.id = ?", [key.rawValue])
        .map { try QuarantineRow.entry($0) }
    }
  }

  /// Drops quarantined bytes that a person has no use for; false where there are none of that key.
  public func dropQuarantined(_ key: QuarantineKey) async throws -> Bool {
    try await write { database in
      try database.run(
        """
        UPDATE provider SET serial = serial + 1
        WHERE id = (SELECT provider FROM quarantine WHERE quarantine.id = ?)
        """, [key.rawValue])
      return try database.run("DELETE FROM quarantine WHERE id = ?", [key.rawValue]) > 0
    }
  }
}

/// The columns of quarantined bytes, and how they become an entry.
private enum QuarantineRow {
  static let selection = """
    SELECT q.id, provider.name, q.prefix, q.request, q.received_at, q.identifier, q.reason, q.bytes, q.length,
      q.context
    FROM quarantine q JOIN provider ON provider.id = q.provider
    """

  static func entry(_ row: Row) throws -> QuarantineEntry {
    let frame: Data = row[7]
    let bytes = try frame.withUnsafeBytes { try Zstandard.decompress($0, limit: row[8]) }
    return QuarantineEntry(
      key: QuarantineKey(rawValue: row[0]), provider: ProviderID(row[1]), prefix: row[2], request: row[3],
      receivedAt: Timestamp(seconds: row[4]),
      record: QuarantinedRecord(
        identifier: row[5], reason: row[6], bytes: bytes, context: Array(row[9] as Data)))
  }
}
