internal import Foundation
internal import GRDB
internal import Hashing
internal import OAIPMH
public import Store

extension SQLiteStore {
  /// The current versions of records in the order of the keys; unknown keys are left out.
  public func sources(_ keys: [RecordKey]) async throws -> [RecordSource] {
    try await read { database in
      var reader = SourceReader(database: database)
      return try keys.compactMap { try reader.source($0.rawValue) }
    }
  }

  /// The records of a provider, or of all, in key order after a key.
  public func records(provider: ProviderID?, after: RecordKey?, limit: Int) async throws -> [RecordKey] {
    try await read { database in
      let start = after?.rawValue ?? .min
      let keys: [Int64] =
        if let provider {
          try database.values(
            """
            SELECT id FROM record WHERE provider = (SELECT id FROM provider WHERE name = ?) AND id > ?
            ORDER BY id LIMIT ?
            """, [provider.rawValue, start, limit])
        } else {
          try database.values("SELECT id FROM record WHERE id > ? ORDER BY id LIMIT ?", [start, limit])
        }
      return keys.map { RecordKey(rawValue: $0) }
    }
  }
}

/// Reads record versions with their bytes.
struct SourceReader {
  let database: Database
  private var packs: PackReader

  init(database: Database) {
    self.database = database
    packs = PackReader(database: database)
  }

  /// A version of a record, the current one by default; `nil` for an unknown record. The bytes of what was
  /// purged, or found to be gone, are empty.
  mutating func source(_ key: Int64, version: Int? = nil) throws -> RecordSource? {
    let row = try database.row(
      """
      SELECT provider.name, r.identifier, x.name, r.datestamp, v.deleted, s.specs, c.declarations, v.content_hash,
        v.version, g.request, g.received_at, v.repairs, v.pack, v.start, v.length, r.published_as
      FROM record r JOIN record_version v ON v.record = r.id AND v.version = coalesce(?, r.version)
        JOIN provider ON provider.id = r.provider JOIN page g ON g.id = v.page
        JOIN metadata_prefix x ON x.id = g.prefix JOIN set_list s ON s.id = v.set_list
        JOIN namespace_context c ON c.id = v.context
      WHERE r.id = ?
      """, [version, key])
    guard let row else { return nil }
    let pack: Int64? = row[12]
    let bytes = try pack.map { try packs.bytes(pack: $0, start: row[13], length: row[14]) } ?? []
    return RecordSource(
      key: RecordKey(rawValue: key), provider: ProviderID(row[0]), identifier: row[1], prefix: row[2],
      datestamp: row[3], deleted: row[4], setSpecs: Interning.setSpecs(row[5]), bytes: bytes,
      context: Array(row[6] as Data), contentHash: try ContentHash(column: row[7]), version: row[8],
      request: row[9], receivedAt: Timestamp(seconds: row[10]),
      repairs: try JSONColumn.decode(list: row[11]), publishedAs: row[15])
  }
}
