internal import Foundation
internal import GRDB
internal import OAIPMH
internal import Store

extension Completion {
  /// Keeps what a look found, and wakes the records that show the medium or one newly found to be related.
  func looked(
    _ medium: MediumID, _ facts: MediumFacts, _ results: [ModelResult], _ relations: [MediumRelation]
  ) throws {
    let interning = Interning(database: database)
    let key = try interning.medium(medium)
    try database.run(
      "UPDATE medium SET facts = ?, failure = NULL WHERE id = ?", [try JSONColumn.encode(facts), key])
    if let hash = UInt64(facts.perceptualHash, radix: 16) {
      try database.run(
        """
        INSERT INTO perceptual_hash (medium, hash) VALUES (?, ?)
        ON CONFLICT (medium) DO UPDATE SET hash = excluded.hash
        """,
        [key, Int64(bitPattern: hash)])
    }
    for result in results { try keep(result) }
    try queueConclude(showing: key)
    for relation in relations {
      let first = try interning.medium(relation.first)
      let second = try interning.medium(relation.second)
      let added = try database.run(
        """
        INSERT INTO medium_relation (first, second, kind, distance) VALUES (?, ?, ?, ?)
        ON CONFLICT (first, second, kind) DO UPDATE SET distance = excluded.distance
        WHERE distance <> excluded.distance
        """,
        [first, second, relation.kind.rawValue, relation.distance])
      if added > 0 { try queueConclude(showing: first == key ? second : first) }
    }
  }

  /// Remembers that a medium cannot be decoded, so that nobody tries for ever.
  func undecodable(_ medium: MediumID, _ reason: String) throws {
    let key = try Interning(database: database).medium(medium)
    try database.run("UPDATE medium SET failure = ? WHERE id = ?", [reason, key])
    try queueConclude(showing: key)
  }

  private func queueConclude(showing medium: Int64) throws {
    _ = try queue.add(
      .conclude,
      from: """
        SELECT DISTINCT w.record AS subject, r.provider FROM web_resource w JOIN record r ON r.id = w.record
        WHERE w.medium = ?
        """, [medium])
  }

  private func keep(_ result: ModelResult) throws {
    let interning = Interning(database: database)
    try database.run(
      """
      INSERT INTO model_result (medium, analysis, region, task, labels, embedding, at) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (medium, analysis, region) DO UPDATE SET
        task = excluded.task, labels = excluded.labels, embedding = excluded.embedding, at = excluded.at
      """,
      [
        try interning.medium(result.medium), try interning.analysis(result), result.region, result.task,
        try JSONColumn.encode(result.labels), EmbeddingColumn.encode(result.embedding), result.at.seconds,
      ])
  }
}

/// Feature vectors as IEEE 754 binary32, little-endian.
enum EmbeddingColumn {
  /// The bytes of a vector; `nil` for an empty one.
  static func encode(_ embedding: [Float]) -> Data? {
    if embedding.isEmpty { return nil }
    return embedding.map { $0.bitPattern.littleEndian }.withUnsafeBytes { Data($0) }
  }

  /// A vector read back.
  static func decode(_ data: Data?) -> [Float] {
    guard let data else { return [] }
    return data.withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map { index in
        Float(
          bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
      }
    }
  }
}
