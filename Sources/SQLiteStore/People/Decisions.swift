internal import Foundation
internal import GRDB
internal import Hashing
internal import OAIPMH
public import Store

extension SQLiteStore {
  /// Keeps decisions; of two about the same thing the newer one holds. One that says what is known already changes
  /// nothing, not even its date.
  /// - Returns: how many records the new ones bind at present, each of which is concluded again.
  public func record(_ decisions: [ReviewDecision]) async throws -> Int {
    try await write { database in
      let table = DecisionTable(database: database)
      let queue = JobQueue(database: database)
      var bound: Set<Int64> = []
      for decision in decisions {
        let provider = try Interning(database: database).provider(decision.provider)
        guard try table.keep(decision, provider: provider) else { continue }
        for record in try table.records(provider: provider, named: decision.record)
        where bound.insert(record).inserted {
          try queue.add(.conclude, subject: record, provider: provider)
        }
      }
      return bound.count
    }
  }
}

/// What people decided: bound to names that providers give, never to keys of this store, so that it outlives
/// records, media and models.
struct DecisionTable {
  let database: Database

  /// Returns false where the decision is known.
  func keep(_ decision: ReviewDecision, provider: Int64) throws -> Bool {
    try database.run(
      """
      INSERT INTO decision (provider, record, medium, property, concept, verdict, reviewer, at, note)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (provider, record, medium, property, concept) DO UPDATE SET
        verdict = excluded.verdict, reviewer = excluded.reviewer, at = excluded.at, note = excluded.note
      WHERE excluded.at >= at
        AND (excluded.verdict <> verdict OR excluded.reviewer <> reviewer OR excluded.note IS NOT note)
      """,
      [
        provider, decision.record, decision.medium?.data ?? Data(), decision.property, decision.concept,
        decision.verdict.rawValue, decision.reviewer, decision.at.seconds, decision.note,
      ])
    return database.changesCount > 0
  }

  /// The described, living records that a name in a decision means: an OAI identifier or a local id.
  func records(provider: Int64, named name: String) throws -> [Int64] {
    try database.values(
      """
      SELECT r.id FROM record r JOIN description d ON d.record = r.id
      WHERE r.provider = ?1 AND r.identifier = ?2 AND r.deleted = 0
      UNION
      SELECT r.id FROM description d JOIN record r ON r.id = d.record
      WHERE d.local_id = ?2 AND r.provider = ?1 AND r.deleted = 0
      """, [provider, name])
  }

  /// The decisions that bind a record, oldest first.
  func decisions(provider: ProviderID, record: String, localID: String?) throws -> [ReviewDecision] {
    try database.rows(
      """
      SELECT record, medium, property, concept, verdict, reviewer, at, note FROM decision
      WHERE provider = (SELECT id FROM provider WHERE name = ?) AND record IN (?, ?) ORDER BY at, id
      """, [provider.rawValue, record, localID ?? record]
    ).map { row in
      let medium: Data = row[1]
      return ReviewDecision(
        provider: provider, record: row[0], medium: medium.isEmpty ? nil : try ContentHash(column: medium),
        property: row[2], concept: row[3], verdict: try EnumColumn.decode(row[4]), reviewer: row[5],
        at: Timestamp(seconds: row[6]), note: row[7])
    }
  }
}
