internal import GRDB
public import Store

extension SQLiteStore {
  /// Begins a list: gives it a number higher than every one before.
  public func beginList(of scope: HarvestScope) async throws -> ListNumber {
    try await write { database in
      let provider = try Interning(database: database).provider(scope.provider)
      return try ListTable(database: database).begin(scope, provider: provider)
    }
  }

  /// Distinct identifiers, quarantined ones included, that stood in a list so far; 0 for one never begun.
  public func distinctRecords(in list: ListNumber) async throws -> Int {
    try await read { database in
      try database.value("SELECT distinct_records FROM list WHERE number = ?", [list.rawValue]) ?? 0
    }
  }

  /// Notes identifiers as seen in a list of headers, together with the place where the list goes on. One that the
  /// store has neither as a record nor in quarantine counts once it comes with a page of the same list.
  public func noteSeen(
    _ identifiers: [String], scope: HarvestScope, list: ListNumber, checkpoint: HarvestCheckpoint
  ) async throws {
    try await write { database in
      let provider = try Interning(database: database).provider(scope.provider)
      let table = ListTable(database: database)
      let membership = try ListMembership(database, provider: provider, list: list)
      var keys: [Int64] = []
      for identifier in Set(identifiers) {
        let record = try database.row(
          "SELECT id, last_list FROM record WHERE provider = ? AND identifier = ?", [provider, identifier])
        let quarantined: Int64? = try database.value(
          "SELECT last_list FROM quarantine WHERE provider = ? AND subject = ?", [provider, identifier])
        guard let lastList: Int64 = record?[1] ?? quarantined else { continue }
        if let record { keys.append(record[0]) }
        if quarantined != nil {
          try database.run(
            "UPDATE quarantine SET last_list = max(last_list, ?) WHERE provider = ? AND subject = ?",
            [list.rawValue, provider, identifier])
        }
        if try membership.contains(identifier, lastList: lastList) { continue }
        try table.count(1, in: list)
        if let overlap = membership.overlap(identifier, lastList: lastList) { try table.note([overlap]) }
      }
      try database.run(
        "UPDATE record SET last_list = max(last_list, ?) WHERE id IN (SELECT value FROM json_each(?))",
        [list.rawValue, "[\(SQLiteStore.list(keys))]"])
      // A page that was compared with the store before this must be compared again.
      try database.run("UPDATE provider SET serial = serial + 1 WHERE id = ?", [provider])
      try ScopeTable(database: database).set(checkpoint, of: scope, provider: provider)
    }
  }
}

/// A subject that stood in a list older than the one remembered of it.
struct ListOverlap: Sendable {
  var list: Int64
  var subject: String
}

/// Tells whether identifiers, or bytes without one, stood in a list before.
///
/// A record remembers the newest list that it stood in, and that is enough while one list is read after another.
/// Where a list is interrupted and a newer one meets its records first, its members are written down one by one.
struct ListMembership {
  private let database: Database
  private let list: Int64
  /// Unfinished lists of the provider beside this one.
  private let others: Set<Int64>

  init(_ database: Database, provider: Int64?, list: ListNumber) throws {
    self.database = database
    self.list = list.rawValue
    others =
      try provider.map { try ScopeTable(database: database).openLists(of: $0) }?
      .subtracting([list.rawValue]) ?? []
  }

  /// Whether a subject stood in the list, by the last one that is remembered of it.
  func contains(_ subject: String, lastList: Int64) throws -> Bool {
    if lastList <= list { return lastList == list }
    return try database.value(
      "SELECT EXISTS (SELECT 1 FROM list_overlap WHERE list = ? AND subject = ?)", [list, subject]) ?? false
  }

  /// What has to be written down of a subject that stands in the list for the first time.
  func overlap(_ subject: String, lastList: Int64) -> ListOverlap? {
    if lastList > list { return ListOverlap(list: list, subject: subject) }
    return others.contains(lastList) ? ListOverlap(list: lastList, subject: subject) : nil
  }
}

/// The numbered lists.
struct ListTable {
  let database: Database

  func begin(_ scope: HarvestScope, provider: Int64) throws -> ListNumber {
    // What was written down of lists that have ended since is of no use any more.
    let open = try ScopeTable(database: database).openLists(of: provider)
    try database.run(
      """
      DELETE FROM list_overlap WHERE list IN (SELECT number FROM list WHERE provider = ?)
        AND list NOT IN (SELECT value FROM json_each(?))
      """, [provider, "[\(SQLiteStore.list(open.sorted()))]"])
    return ListNumber(
      rawValue: try database.insertedKey(
        "INSERT INTO list (provider, prefix, set_spec, content) VALUES (?, ?, ?, ?) RETURNING number",
        [provider, scope.prefix, scope.set ?? "", scope.content.rawValue]))
  }

  /// The number that the next list will be given.
  func next() throws -> ListNumber {
    let last: Int64? = try database.value("SELECT seq FROM sqlite_sequence WHERE name = 'list'")
    return ListNumber(rawValue: (last ?? 0) + 1)
  }

  func note(_ overlaps: [ListOverlap]) throws {
    for overlap in overlaps {
      try database.run(
        "INSERT INTO list_overlap (list, subject) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [overlap.list, overlap.subject])
    }
  }

  /// Adds identifiers that stand in a list for the first time.
  func count(_ distinct: Int, in list: ListNumber) throws {
    if distinct == 0 { return }
    try database.run(
      "UPDATE list SET distinct_records = distinct_records + ? WHERE number = ?", [distinct, list.rawValue])
  }
}
