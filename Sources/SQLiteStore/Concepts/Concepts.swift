internal import EDM
internal import GRDB
internal import OAIPMH
public import Store

extension SQLiteStore {
  /// What is known under some IRIs; IRIs that were never looked up are absent.
  public func concepts(_ iris: [String]) async throws -> [String: CachedConcept] {
    let list = try JSONColumn.encode(Array(Set(iris)))
    return try await read { database in
      var found: [String: CachedConcept] = [:]
      for row in try database.rows(
        """
        SELECT iri, concept, failure, source, at FROM concept
        WHERE iri IN (SELECT value FROM json_each(?))
        """, [list])
      {
        let entry = try Self.entry(row)
        found[entry.iri] = entry
      }
      return found
    }
  }

  /// Keeps what became known, in one transaction; it replaces what was known before.
  public func keep(_ concepts: [CachedConcept]) async throws {
    try await write { database in
      for entry in concepts {
        try database.run(
          """
          INSERT INTO concept (iri, concept, failure, source, at) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (iri) DO UPDATE SET concept = excluded.concept, failure = excluded.failure,
            source = excluded.source, at = excluded.at
          """,
          [
            entry.iri, try entry.concept.map { try JSONColumn.encode($0) }, entry.failure, entry.source,
            entry.at.seconds,
          ])
      }
    }
  }

  /// Entries that hold a concept, in the byte order of their IRIs after one of them; at most `limit`.
  public func concepts(after iri: String?, limit: Int) async throws -> [CachedConcept] {
    try await read { database in
      try database.rows(
        """
        SELECT iri, concept, failure, source, at FROM concept
        WHERE iri > ? AND concept IS NOT NULL ORDER BY iri LIMIT ?
        """, [iri ?? "", limit]
      ).map(Self.entry)
    }
  }

  private static func entry(_ row: Row) throws -> CachedConcept {
    let concept: String? = row["concept"]
    return CachedConcept(
      iri: row["iri"], concept: try concept.map { try JSONColumn.decode(Concept.self, $0) },
      failure: row["failure"], source: row["source"], at: Timestamp(seconds: row["at"]))
  }
}
