internal import Foundation
internal import GRDB
public import Hashing
internal import OAIPMH
public import Store

extension SQLiteStore {
  /// Which of some media were looked at.
  public func known(_ media: [MediumID]) async throws -> Set<MediumID> {
    try await read { database in
      Set(
        try media.filter { medium in
          try database.value("SELECT facts IS NOT NULL FROM medium WHERE hash = ?", [medium.data]) ?? false
        })
    }
  }

  /// What models said of a medium, in the order in which they first said it.
  public func results(of medium: MediumID) async throws -> [ModelResult] {
    try await read { try MediumReader(database: $0).results(of: medium) }
  }

  /// Perceptual hashes in the order of looking. A medium that is looked at again keeps its position.
  public func perceptualHashes(after position: Int64, limit: Int) async throws -> [(
    position: Int64, medium: MediumID, hash: UInt64
  )] {
    try await read { database in
      try database.rows(
        """
        SELECT position, medium.hash, p.hash FROM perceptual_hash p JOIN medium ON medium.id = p.medium
        WHERE position > ? ORDER BY position LIMIT ?
        """, [position, limit]
      ).map { row in
        (position: row[0], medium: try ContentHash(column: row[1]), hash: UInt64(bitPattern: row[2] as Int64))
      }
    }
  }

  /// Media that more than one record shows, those of most records first.
  public func sharedMedia(limit: Int) async throws -> [MediumID] {
    try await read { database in
      let hashes: [Data] = try database.values(
        """
        SELECT hash FROM web_resource w JOIN medium ON medium.id = w.medium JOIN record r ON r.id = w.record
        WHERE r.deleted = 0 AND r.withdrawal IS NULL GROUP BY w.medium HAVING count(DISTINCT w.record) > 1
        ORDER BY count(DISTINCT w.record) DESC, w.medium LIMIT ?
        """, [limit])
      return try hashes.map { try ContentHash(column: $0) }
    }
  }

  /// Relations between media, the closest first.
  public func relations(limit: Int) async throws -> [MediumRelation] {
    try await read { database in
      try database.rows(
        """
        SELECT \(MediumReader.relationColumns) FROM medium_relation x
          JOIN medium m1 ON m1.id = x.first JOIN medium m2 ON m2.id = x.second
        ORDER BY x.distance, x.first, x.second LIMIT ?
        """, [limit]
      ).map { try MediumReader.relation($0) }
    }
  }
}

/// Reads what is known of media.
struct MediumReader {
  let database: Database

  func facts(of medium: MediumID) throws -> MediumFacts? {
    let text: String? = try database.value("SELECT facts FROM medium WHERE hash = ?", [medium.data])
    return try text.map { try JSONColumn.decode(MediumFacts.self, $0) }
  }

  func results(of medium: MediumID) throws -> [ModelResult] {
    try database.rows(
      """
      SELECT r.region, a.preprocessing, a.model, a.weights_hash, r.task, r.labels, r.embedding, r.at
      FROM medium m JOIN model_result r ON r.medium = m.id JOIN analysis a ON a.id = r.analysis
      WHERE m.hash = ? ORDER BY r.id
      """, [medium.data]
    ).map { row in
      ModelResult(
        medium: medium, region: row[0], preprocessing: row[1], model: row[2],
        weightsHash: try ContentHash(column: row[3]), task: row[4],
        labels: try JSONColumn.decode([ModelResult.Label].self, row[5]),
        embedding: EmbeddingColumn.decode(row[6]), at: Timestamp(seconds: row[7]))
    }
  }

  /// The relations of a medium, on whichever side it stands.
  func relations(of medium: MediumID) throws -> [MediumRelation] {
    try database.rows(
      """
      WITH this (id) AS (SELECT id FROM medium WHERE hash = ?)
      SELECT \(Self.relationColumns)
      FROM (SELECT x.* FROM medium_relation x JOIN this ON x.first = this.id
            UNION SELECT x.* FROM medium_relation x JOIN this ON x.second = this.id) x
        JOIN medium m1 ON m1.id = x.first JOIN medium m2 ON m2.id = x.second
      """, [medium.data]
    ).map { try Self.relation($0) }
  }

  static let relationColumns = "m1.hash, m2.hash, x.kind, x.distance"

  static func relation(_ row: Row) throws -> MediumRelation {
    MediumRelation(
      try ContentHash(column: row[0]), try ContentHash(column: row[1]), kind: try EnumColumn.decode(row[2]),
      distance: row[3])
  }
}
