internal import EDM
internal import GRDB
public import Store

extension SQLiteStore {
  /// The providers that have anything in the store, by id.
  public func providers() async throws -> [ProviderID] {
    try await read { database in
      let names: [String] = try database.values("SELECT name FROM provider ORDER BY name")
      return names.map { ProviderID($0) }
    }
  }

  /// Counts for reports, all of one moment; zeros for an unknown provider.
  public func counts(provider: ProviderID) async throws -> ProviderCounts {
    try await read { database in
      var counts = ProviderCounts()
      let key: Int64? = try database.value("SELECT id FROM provider WHERE name = ?", [provider.rawValue])
      guard let key else { return counts }
      let reader = CountReader(database: database, provider: key)
      counts.records = try reader.count(
        "SELECT count(*) FROM record r WHERE r.provider = ? AND r.deleted = 0 AND r.withdrawal IS NULL")
      counts.deleted = try reader.count(
        "SELECT count(*) FROM record r WHERE r.provider = ? AND r.deleted = 1")
      counts.withdrawn = try reader.count(
        "SELECT count(*) FROM record r WHERE r.provider = ? AND r.withdrawal IS NOT NULL")
      counts.quarantined = try reader.count("SELECT count(*) FROM quarantine WHERE provider = ?")
      counts.withheld = try reader.count("SELECT count(*) \(reader.described) AND d.withheld IS NOT NULL")
      counts.webResources = try reader.count("SELECT count(*) \(reader.shown)")
      counts.media = try reader.count("SELECT count(DISTINCT w.medium) \(reader.shown)")
      counts.links = try reader.counts(
        """
        SELECT CASE WHEN m.failure IS NOT NULL AND a.state NOT IN (\(LinkState.decisions))
            THEN '\(LinkState.decodeError.rawValue)' ELSE a.state END, count(*)
        FROM record r JOIN web_resource w ON w.record = r.id JOIN attempt a ON a.id = w.attempt
          LEFT JOIN medium m ON m.id = a.medium
        WHERE r.provider = ? AND r.withdrawal IS NULL GROUP BY 1
        """)
      counts.statements = try reader.counts(
        """
        SELECT s.standing, count(*) FROM record r JOIN statement s ON s.record = r.id
        WHERE r.provider = ? AND r.deleted = 0 AND r.withdrawal IS NULL GROUP BY 1
        """)
      counts.rights = try reader.counts("SELECT d.rights_category, count(*) \(reader.described) GROUP BY 1")
      counts.findings = try reader.counts(
        """
        SELECT json_extract(f.value, '$.rule'), count(*)
        FROM record r JOIN description d ON d.record = r.id, json_each(d.findings) f
        WHERE r.provider = ? AND r.deleted = 0 AND r.withdrawal IS NULL GROUP BY 1
        """)
      counts.withheldReasons = try reader.counts(
        """
        SELECT f.value, count(*) FROM record r JOIN description d ON d.record = r.id, json_each(d.withheld) f
        WHERE r.provider = ? AND r.deleted = 0 AND r.withdrawal IS NULL GROUP BY 1
        """)
      counts.catalogueKeys = try reader.catalogueKeys()
      return counts
    }
  }
}

/// Counts rows of one provider.
private struct CountReader {
  let database: Database
  let provider: Int64

  /// Described records that are neither deleted nor withdrawn.
  let described =
    "FROM record r JOIN description d ON d.record = r.id WHERE r.provider = ? AND r.deleted = 0 AND r.withdrawal IS NULL"
  let shown =
    "FROM record r JOIN web_resource w ON w.record = r.id WHERE r.provider = ? AND r.withdrawal IS NULL"

  /// Identifiers and keys that are named.
  private static let named = 20

  func catalogueKeys() throws -> CatalogueKeys {
    var keys = CatalogueKeys()
    let missing = "\(described) AND d.local_id IS NULL AND d.findings LIKE '%\"\(Finding.noLocalID)\"%'"
    keys.known = try count("SELECT count(*) \(described) AND d.local_id IS NOT NULL")
    keys.missing = try count("SELECT count(*) \(missing)")
    keys.missingIn = try database.values(
      "SELECT r.identifier \(missing) ORDER BY r.identifier LIMIT \(Self.named)", [provider])
    keys.shared = try database.rows(
      """
      SELECT d.local_id, count(*) \(described) AND d.local_id IS NOT NULL
      GROUP BY d.local_id HAVING count(*) > 1 ORDER BY count(*) DESC, d.local_id LIMIT \(Self.named)
      """, [provider]
    ).map { CatalogueKeys.Shared(key: $0[0], records: $0[1]) }
    return keys
  }

  func count(_ sql: String) throws -> Int { try database.value(sql, [provider]) ?? 0 }

  func counts(_ sql: String) throws -> [String: Int] {
    Dictionary(uniqueKeysWithValues: try database.rows(sql, [provider]).map { ($0[0], $0[1]) })
  }
}
