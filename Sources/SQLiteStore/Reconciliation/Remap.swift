internal import GRDB
public import OAIPMH
public import Store

extension SQLiteStore {
  /// Gives records of a provider other identifiers, all at once: in a map where one identifier is given up and
  /// taken by another record, each record moves by one step.
  ///
  /// A renamed record stays published under the identifier it has. Where two records become one, the former one is
  /// left as a tombstone that says where it went; a withdrawal of either holds for both. Decisions and quarantined
  /// bytes of identifiers that no record has move too.
  /// - Throws: ``StoreError`` where an identifier is given two new ones.
  public func remap(
    _ provider: ProviderID, _ changes: [IdentifierChange], at: Timestamp
  ) async throws -> RemapCounts {
    let changes = try Self.distinct(changes)
    let clock = clockReader
    return try await write { database in
      let key = try Interning(database: database).provider(provider)
      var remapping = try Remapping(database: database, provider: key, at: at, clock: clock)
      return try remapping.apply(changes)
    }
  }

  /// Changes without those that change nothing.
  private static func distinct(_ changes: [IdentifierChange]) throws -> [IdentifierChange] {
    var present: [String: String] = [:]
    var result: [IdentifierChange] = []
    for change in changes where change.former != change.present {
      if let known = present.updateValue(change.present, forKey: change.former) {
        if known == change.present { continue }
        throw StoreError(
          "the map gives \(change.former) two new identifiers, \(known) and \(change.present); leave one of them"
        )
      }
      result.append(change)
    }
    return result
  }
}

/// Changes identifiers of one provider in one transaction.
private struct Remapping {
  /// A record whose identifier changes.
  private struct Moving {
    var key: Int64
    var former: String
    var present: String
  }

  private let database: Database
  private let provider: Int64
  private var merger: RecordMerger
  private var counts = RemapCounts()
  private var taken: [String: Moving] = [:]
  /// Records that were joined to another one, with the identifiers they had.
  private var tombstones: [(key: Int64, identifier: String)] = []
  private var concluded: Set<Int64> = []

  init(
    database: Database, provider: Int64, at: Timestamp, clock: @escaping @Sendable () -> Timestamp
  ) throws {
    self.database = database
    self.provider = provider
    merger = RecordMerger(database: database, provider: provider, at: at, clock: clock)
  }

  mutating func apply(_ changes: [IdentifierChange]) throws -> RemapCounts {
    let moving = try changes.compactMap { try self.moving($0) }
    // Out of the way first, so that identifiers can be swapped.
    for record in moving { try name(record.key, Self.parked(record.former)) }
    var merges: [(former: Moving, present: Int64)] = []
    for record in moving {
      if let present = taken[record.present]?.key {
        merges.append((record, present))
      } else if let holder = try holder(of: record.present) {
        if holder.isTombstone {
          try name(holder.key, Self.parked(Self.parked("\(holder.key)")))
          tombstones.append((holder.key, record.present))
          taken[record.present] = record
        } else {
          merges.append((record, holder.key))
        }
      } else {
        taken[record.present] = record
      }
    }
    for record in taken.values { try rename(record) }
    counts.renamed = taken.count
    let local = try merges.map { try merger.localIDs(of: $0.former.key, $0.present) }
    for (merge, localIDs) in zip(merges, local) {
      try merger.dropOverruled(merge.former.former, by: localIDs.present)
    }
    try moveDecisions(changes)
    for (merge, localIDs) in zip(merges, local) {
      counts.decisions += try merger.joinDecisions(localIDs, to: merge.former.present)
      try merger.merge(
        merge.former.key, named: merge.former.former, into: merge.present, as: merge.former.present)
      tombstones.append((merge.former.key, merge.former.former))
      concluded.insert(merge.present)
    }
    counts.merged = merges.count
    for tombstone in tombstones { try bury(tombstone.key, under: tombstone.identifier) }
    try moveQuarantine(changes)
    try merger.close()
    for record in concluded.sorted() { try merger.queueConclusion(of: record) }
    try database.run("UPDATE provider SET serial = serial + 1 WHERE id = ?", [provider])
    return counts
  }

  /// The record that a change is about; `nil` where the store has none, or where it was joined to another one.
  private mutating func moving(_ change: IdentifierChange) throws -> Moving? {
    guard let holder = try holder(of: change.former), !holder.isTombstone else {
      counts.unknown += 1
      return nil
    }
    return Moving(key: holder.key, former: change.former, present: change.present)
  }

  private func holder(of identifier: String) throws -> (key: Int64, isTombstone: Bool)? {
    try database.row(
      "SELECT id, deleted = 1 AND moved_to IS NOT NULL FROM record WHERE provider = ? AND identifier = ?",
      [provider, identifier]
    ).map { ($0[0], $0[1]) }
  }

  /// A name that no provider gives: XML holds no such character.
  private static func parked(_ identifier: String) -> String { "\u{1}" + identifier }

  private func name(_ record: Int64, _ identifier: String) throws {
    try database.run("UPDATE record SET identifier = ? WHERE id = ?", [identifier, record])
  }

  /// Gives a record its new identifier; ours goes on being made from the one it was first published under.
  private func rename(_ record: Moving) throws {
    try database.run(
      """
      UPDATE record SET identifier = ?1, published_as = nullif(coalesce(published_as, ?2), ?1) WHERE id = ?3
      """, [record.present, record.former, record.key])
  }

  /// Leaves what is left of a joined record under the identifier it had; where a renamed record took that, under
  /// the one that this gave up.
  private func bury(_ record: Int64, under identifier: String) throws {
    var free = identifier
    while let taker = taken[free] { free = taker.former }
    try database.run(
      """
      UPDATE record SET identifier = ?1, published_as = nullif(coalesce(published_as, ?2), ?1) WHERE id = ?3
      """, [free, identifier, record])
  }

  /// Binds decisions to the new identifiers. Where one about the same thing is bound to the new identifier already,
  /// that one stays.
  private mutating func moveDecisions(_ changes: [IdentifierChange]) throws {
    let moves = "UPDATE OR IGNORE decision SET record = ? WHERE provider = ? AND record = ?"
    let having = try changes.filter { change in
      try database.run(moves, [Self.parked(change.former), provider, change.former]) > 0
    }
    for change in having {
      let count = try database.run(moves, [change.present, provider, Self.parked(change.former)])
      counts.decisions += count
      try database.run(
        "DELETE FROM decision WHERE provider = ? AND record = ?", [provider, Self.parked(change.former)])
      guard count > 0 else { continue }
      concluded.formUnion(
        try DecisionTable(database: database).records(provider: provider, named: change.present))
    }
  }

  /// Quarantined bytes go by the new identifier, so that they leave when it comes whole.
  private func moveQuarantine(_ changes: [IdentifierChange]) throws {
    let moves = "UPDATE OR IGNORE quarantine SET subject = ? WHERE provider = ? AND subject = ?"
    let having = try changes.filter { change in
      try database.run(moves, [Self.parked(change.former), provider, change.former]) > 0
    }
    for change in having {
      let parked = Self.parked(change.former)
      try database.run(moves, [change.present, provider, parked])
      try database.run("DELETE FROM quarantine WHERE provider = ? AND subject = ?", [provider, parked])
      try database.run(
        "UPDATE quarantine SET identifier = subject WHERE provider = ? AND subject = ?",
        [provider, change.present])
    }
  }
}
