internal import GRDB
public import OAIPMH
public import Store

extension SQLiteStore {
  /// Opens a row in the run ledger.
  public func beginRun(provider: ProviderID?, kind: String, at: Timestamp) async throws -> RunKey {
    try await write { database in
      let key = try provider.map { try Interning(database: database).provider($0) }
      return RunKey(
        rawValue: try database.insertedKey(
          "INSERT INTO run (provider, kind, started_at) VALUES (?, ?, ?) RETURNING id",
          [key, kind, at.seconds]))
    }
  }

  /// Closes a row of the run ledger.
  public func endRun(
    _ run: RunKey, complete: Bool, reason: String, report: String, at: Timestamp
  ) async throws {
    try await write { database in
      try database.run(
        "UPDATE run SET ended_at = ?, complete = ?, reason = ?, report = ? WHERE id = ?",
        [at.seconds, complete, reason, report, run.rawValue])
    }
  }

  /// The newest rows of the ledger, newest first; a run that was killed has no end.
  public func runs(provider: ProviderID?, limit: Int) async throws -> [RunEntry] {
    try await read { database in
      let filter = provider == nil ? "" : "WHERE provider.name = ?"
      var arguments: StatementArguments = provider.map { [$0.rawValue] } ?? []
      arguments += [limit]
      return try database.rows(
        """
        SELECT provider.name, kind, started_at, ended_at, complete, reason, report
        FROM run LEFT JOIN provider ON provider.id = run.provider \(filter)
        ORDER BY run.id DESC LIMIT ?
        """, arguments
      ).map { row in
        RunEntry(
          provider: (row[0] as String?).map { ProviderID($0) }, kind: row[1],
          startedAt: Timestamp(seconds: row[2]), endedAt: (row[3] as Int64?).map { Timestamp(seconds: $0) },
          complete: row[4], reason: row[5], report: row[6])
      }
    }
  }

  /// An unfinished list of a scope, as its last page left it.
  public func checkpoint(of scope: HarvestScope) async throws -> HarvestCheckpoint? {
    try await read { try ScopeTable(database: $0).checkpoint(of: scope) }
  }

  /// Forgets an unfinished list.
  public func discardCheckpoint(of scope: HarvestScope) async throws {
    try await write { try ScopeTable(database: $0).discardCheckpoint(of: scope) }
  }

  /// How far a scope is complete.
  public func mark(of scope: HarvestScope) async throws -> HarvestMark? {
    try await read { try ScopeTable(database: $0).mark(of: scope) }
  }

  /// Forgets marks and unfinished lists of a provider.
  public func forgetProgress(of provider: ProviderID) async throws {
    try await write { database in
      try database.run(
        "DELETE FROM scope WHERE provider = (SELECT id FROM provider WHERE name = ?)", [provider.rawValue])
    }
  }

  /// Moves the high-water mark and forgets the checkpoint.
  public func advanceMark(of scope: HarvestScope, to mark: HarvestMark) async throws {
    try await write { try ScopeTable(database: $0).advance(scope, to: mark) }
  }
}
