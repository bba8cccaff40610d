internal import EDM
internal import Foundation
internal import GRDB
public import Hashing
internal import OAIPMH
public import Store

extension SQLiteStore {
  /// Web resources with the last attempts that hold for their records, in the order of the keys; unknown ones
  /// are left out.
  public func webResources(_ keys: [WebResourceKey]) async throws -> [WebResource] {
    try await read { database in
      try keys.compactMap { key in
        try WebResourceRow.fetch(database, "w.id = ?", [key.rawValue]).first
      }
    }
  }

  /// The web resources that show a medium, each with the decision made for its own record; those of deleted and
  /// withdrawn records show nothing.
  public func webResources(showing medium: MediumID) async throws -> [WebResource] {
    try await read { database in
      try WebResourceRow.fetch(
        database,
        "w.medium = (SELECT id FROM medium WHERE hash = ?) AND r.deleted = 0 AND r.withdrawal IS NULL",
        [medium.data])
    }
  }

  /// The last attempt that the network answered; where there is none, the last refusal.
  public func lastAttempt(at address: String) async throws -> FetchAttempt? {
    try await read { database in
      try database.row(
        """
        SELECT \(AttemptRow.columns), a.policy
        FROM address t JOIN attempt a ON a.address = t.id LEFT JOIN medium am ON am.id = a.medium
        WHERE t.text = ? ORDER BY a.state IN (\(LinkState.decisions)), a.id DESC LIMIT 1
        """, [address]
      ).flatMap { try AttemptRow.attempt($0, from: 0, policyAt: AttemptRow.columnCount) }
    }
  }
}

/// The columns of a web resource, and how they become one.
enum WebResourceRow {
  static let columns = """
    w.id, w.record, w.position, t.text, w.role, w.image_service, w.manifest, w.rights_original, w.rights_normalised,
    w.rights_category, w.rights_defaulted
    """
  static let columnCount = 11

  /// The web resources that a condition on `w` selects, by record and position.
  static func fetch(
    _ database: Database, _ condition: String, _ arguments: StatementArguments
  ) throws -> [WebResource] {
    try database.rows(
      """
      SELECT \(columns), provider.name, m.hash, o.policy, w.iiif, \(AttemptRow.columns)
      FROM web_resource w JOIN record r ON r.id = w.record JOIN provider ON provider.id = r.provider
        JOIN address t ON t.id = w.address LEFT JOIN medium m ON m.id = w.medium
        LEFT JOIN attempt o ON o.id = w.own_attempt LEFT JOIN attempt a ON a.id = w.attempt
        LEFT JOIN medium am ON am.id = a.medium
      WHERE \(condition) ORDER BY w.record, w.position, w.id
      """, arguments
    ).map { row in
      // Whoever asked last: the decision that holds for this record is the one made for it.
      let attempt = try AttemptRow.attempt(row, from: columnCount + 4, policyAt: columnCount + 2)
      return WebResource(
        key: WebResourceKey(rawValue: row[0]), record: RecordKey(rawValue: row[1]),
        provider: ProviderID(row[columnCount]), position: row[2], reference: try reference(row),
        lastAttempt: attempt, medium: try (row[columnCount + 1] as Data?).map { try ContentHash(column: $0) },
        iiif: try (row[columnCount + 3] as String?).map { try JSONColumn.decode(IIIFFinding.self, $0) })
    }
  }

  /// The reference in the first columns of a row.
  static func reference(_ row: Row) throws -> WebResourceReference {
    WebResourceReference(
      address: row[3], role: try EnumColumn.decode(row[4]), imageService: row[5], manifest: row[6],
      rights: try rights(row, from: 7))
  }

  /// The rights in four columns; `nil` where there are none.
  static func rights(_ row: Row, from column: Int) throws -> RightsFinding? {
    guard let category: String = row[column + 2] else { return nil }
    return RightsFinding(
      original: row[column], normalised: row[column + 1], category: try EnumColumn.decode(category),
      defaulted: row[column + 3])
  }
}

/// The columns of an attempt, and how they become one.
enum AttemptRow {
  static let columns = """
    t.text, a.request, a.state, a.http_status, a.redirects, a.bytes, a.seconds, a.at, am.hash, a.content_type,
    a.detail, a.entity_tag, a.last_modified, a.not_modified, a.full_width, a.full_height, am.failure
    """
  static let columnCount = 17

  /// The attempt in some columns; `nil` where the address was never tried.
  ///
  /// An address whose medium cannot be decoded has the state `decode_error`, whenever that was found out.
  static func attempt(_ row: Row, from start: Int, policyAt policy: Int) throws -> FetchAttempt? {
    guard let stateText: String = row[start + 2] else { return nil }
    let address: String = row[start]
    var state: LinkState = try EnumColumn.decode(stateText)
    var detail: String? = row[start + 10]
    if let failure: String = row[start + 16], !state.isDecision {
      state = .decodeError
      detail = failure
    }
    return FetchAttempt(
      address: address, request: row[start + 1] ?? address, state: state, httpStatus: row[start + 3],
      redirects: try JSONColumn.decode(list: row[start + 4]), bytes: row[start + 5], seconds: row[start + 6],
      at: Timestamp(seconds: row[start + 7]),
      medium: try (row[start + 8] as Data?).map { try ContentHash(column: $0) }, contentType: row[start + 9],
      policy: row[policy] ?? "", detail: detail, entityTag: row[start + 11], lastModified: row[start + 12],
      notModified: row[start + 13], fullWidth: row[start + 14], fullHeight: row[start + 15])
  }
}

/// Enumerations stored by their raw text.
enum EnumColumn {
  /// The case that a text names.
  /// - Throws: ``StoreError`` for a text of a newer Winnow, or a damaged one.
  static func decode<Value: RawRepresentable>(_ text: String) throws -> Value where Value.RawValue == String {
    guard let value = Value(rawValue: text) else {
      throw StoreError(
        "the store holds the unknown \(Value.self) '\(text)'; use the newer Winnow that wrote it")
    }
    return value
  }
}
