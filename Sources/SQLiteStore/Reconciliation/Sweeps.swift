internal import GRDB
public import OAIPMH
public import Store

extension SQLiteStore {
  /// The sweep of a provider that is being read, or a new one whose first list is the next to be begun.
  public func openSweep(of provider: ProviderID, at: Timestamp) async throws -> Sweep {
    try await write { database in
      let table = SweepTable(database: database)
      let key = try Interning(database: database).provider(provider)
      if let sweep = try table.listing(of: key) { return sweep }
      return try table.open(key, name: provider, at: at)
    }
  }

  /// What a sweep has not met, as far as its lists were read. Neither deleted nor purged records count.
  public func balance(of sweep: SweepKey) async throws -> SweepBalance {
    try await read { database in
      let table = SweepTable(database: database)
      return try table.balance(of: try table.require(sweep))
    }
  }

  /// Identifiers that a sweep has not met, in the order of their bytes, after one of them; at most `limit`.
  public func missing(in sweep: SweepKey, after identifier: String?, limit: Int) async throws -> [String] {
    try await read { database in
      let table = SweepTable(database: database)
      return try table.missing(in: try table.require(sweep), after: identifier ?? "", limit: limit)
        .map { $0["identifier"] }
    }
  }

  /// Ends a sweep with its balance. Once it is held or carried out, older ones of the provider that were held are
  /// dismissed: the newest one counts.
  public func end(_ sweep: SweepKey, as state: Sweep.State, reason: String, at: Timestamp) async throws {
    try await write { database in
      let table = SweepTable(database: database)
      try table.end(try table.require(sweep), as: state, reason: reason, at: at)
    }
  }

  /// Sweeps of a provider, or of all, in some states, newest first.
  public func sweeps(
    provider: ProviderID?, states: Set<Sweep.State>, limit: Int
  ) async throws -> [Sweep] {
    try await read { database in
      let names = try JSONColumn.encode(states.map(\.rawValue).sorted())
      let filter = provider == nil ? "" : "AND provider.name = ?"
      var arguments: StatementArguments = [names]
      if let provider { arguments += [provider.rawValue] }
      arguments += [limit]
      return try database.rows(
        """
        \(SweepTable.selection) WHERE s.state IN (SELECT value FROM json_each(?)) \(filter)
        ORDER BY s.id DESC LIMIT ?
        """, arguments
      ).map { try SweepTable.sweep($0) }
    }
  }
}

/// Sweeps, and the records that they have not met.
///
/// Records of a provider are counted by one pass over them: an index of the last list would have to be rewritten
/// for every record of every harvest.
struct SweepTable {
  let database: Database

  static let selection = """
    SELECT s.id, provider.name, s.first_list, s.state, s.started_at, s.ended_at, s.held, s.missing, s.reason
    FROM sweep s JOIN provider ON provider.id = s.provider
    """

  static func sweep(_ row: Row) throws -> Sweep {
    Sweep(
      key: SweepKey(rawValue: row[0]), provider: ProviderID(row[1]), firstList: ListNumber(rawValue: row[2]),
      state: try EnumColumn.decode(row[3]), startedAt: Timestamp(seconds: row[4]),
      endedAt: (row[5] as Int64?).map { Timestamp(seconds: $0) }, held: row[6], missing: row[7],
      reason: row[8])
  }

  /// A sweep by its key.
  /// - Throws: ``StoreError`` where there is none.
  func require(_ key: SweepKey) throws -> Sweep {
    guard let row = try database.row("\(Self.selection) WHERE s.id = ?", [key.rawValue]) else {
      throw StoreError("there is no sweep \(key.rawValue); `winnow quarantine list` names those that wait")
    }
    return try Self.sweep(row)
  }

  /// The sweep of a provider that is being read.
  func listing(of provider: Int64) throws -> Sweep? {
    try database.row(
      "\(Self.selection) WHERE s.provider = ? AND s.state = ? ORDER BY s.id DESC LIMIT 1",
      [provider, Sweep.State.listing.rawValue]
    ).map { try Self.sweep($0) }
  }

  func open(_ provider: Int64, name: ProviderID, at: Timestamp) throws -> Sweep {
    let list = try ListTable(database: database).next()
    let key = try database.insertedKey(
      "INSERT INTO sweep (provider, first_list, state, started_at) VALUES (?, ?, ?, ?) RETURNING id",
      [provider, list.rawValue, Sweep.State.listing.rawValue, at.seconds])
    return Sweep(
      key: SweepKey(rawValue: key), provider: name, firstList: list, state: .listing, startedAt: at)
  }

  func balance(of sweep: Sweep) throws -> SweepBalance {
    let row = try database.row(
      """
      SELECT count(*), coalesce(sum(last_list < ?), 0) FROM record
      WHERE provider = (SELECT id FROM provider WHERE name = ?) AND deleted = 0 AND purged = 0
      """, [sweep.firstList.rawValue, sweep.provider.rawValue])
    return SweepBalance(held: row?[0] ?? 0, missing: row?[1] ?? 0)
  }

  /// Records that a sweep has not met, in the order of their identifiers' bytes.
  func missing(in sweep: Sweep, after identifier: String, limit: Int) throws -> [Row] {
    try database.rows(
      """
      SELECT id, provider, identifier, version FROM record
      WHERE provider = (SELECT id FROM provider WHERE name = ?) AND identifier > ?
        AND deleted = 0 AND purged = 0 AND last_list < ?
      ORDER BY identifier LIMIT ?
      """, [sweep.provider.rawValue, identifier, sweep.firstList.rawValue, limit])
  }

  func end(_ sweep: Sweep, as state: Sweep.State, reason: String, at: Timestamp) throws {
    // What was missing before it was carried out stands there already.
    if state != .carriedOut || sweep.state != .carriedOut { try keepBalance(of: sweep) }
    try database.run(
      "UPDATE sweep SET state = ?, reason = ?, ended_at = ? WHERE id = ?",
      [state.rawValue, reason, at.seconds, sweep.key.rawValue])
    if state == .held || state == .carriedOut { try dismissHeld(before: sweep, at: at) }
  }

  /// Notes what a sweep found when it ended.
  func keepBalance(of sweep: Sweep) throws {
    let balance = try balance(of: sweep)
    try database.run(
      "UPDATE sweep SET held = ?, missing = ? WHERE id = ?",
      [balance.held, balance.missing, sweep.key.rawValue])
  }

  /// Dismisses what an older sweep of the same provider waits for.
  func dismissHeld(before sweep: Sweep, at: Timestamp) throws {
    try database.run(
      """
      UPDATE sweep SET state = ?, ended_at = ?, reason = reason || ?
      WHERE provider = (SELECT id FROM provider WHERE name = ?) AND state = ? AND id < ?
      """,
      [
        Sweep.State.dismissed.rawValue, at.seconds, "; sweep \(sweep.key.rawValue) took its place",
        sweep.provider.rawValue, Sweep.State.held.rawValue, sweep.key.rawValue,
      ])
  }
}
