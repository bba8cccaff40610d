internal import GRDB
internal import Hashing
public import Store

extension SQLiteStore {
  /// The records that an identifier means, in key order: an OAI identifier of a provider, one of our
  /// repository, the `rdf:about` of the described object, the id of a statement, or the 64 hexadecimal digits
  /// of a medium; or else an identifier that a provider gave up.
  public func find(_ identifier: String) async throws -> [RecordKey] {
    try await read { database in
      var keys: Set<Int64> = []
      for query in [
        "SELECT id FROM record WHERE provider IN (SELECT id FROM provider) AND identifier = ?",
        "SELECT record FROM published_record WHERE identifier = ?",
        "SELECT record FROM description WHERE about = ?",
        "SELECT record FROM statement WHERE id = ?",
      ] {
        keys.formUnion(try database.values(query, [identifier]) as [Int64])
      }
      if keys.isEmpty {
        let former = "SELECT id FROM record WHERE provider IN (SELECT id FROM provider) AND published_as = ?"
        keys.formUnion(try database.values(former, [identifier]) as [Int64])
      }
      if let medium = ContentHash(hexadecimal: identifier) {
        keys.formUnion(
          try database.values(
            "SELECT record FROM web_resource WHERE medium = (SELECT id FROM medium WHERE hash = ?)",
            [medium.data]) as [Int64])
      }
      return keys.sorted().map { RecordKey(rawValue: $0) }
    }
  }
}
