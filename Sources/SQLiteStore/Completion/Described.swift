internal import EDM
internal import GRDB
internal import Store

extension Completion {
  /// Keeps a description, and brings the record's web resources up to date with it.
  func described(_ record: Record, as description: RecordDescription) throws {
    try database.run(
      """
      INSERT INTO description (record, kind, about, title, type, rights_original, rights_normalised, rights_category,
        rights_defaulted, findings, withheld, local_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (record) DO UPDATE SET
        kind = excluded.kind, about = excluded.about, title = excluded.title, type = excluded.type,
        rights_original = excluded.rights_original, rights_normalised = excluded.rights_normalised,
        rights_category = excluded.rights_category, rights_defaulted = excluded.rights_defaulted,
        findings = excluded.findings, withheld = excluded.withheld, local_id = excluded.local_id
      """,
      [
        record.key, description.kind, description.about, description.title, description.type,
        description.rights.original, description.rights.normalised, description.rights.category.rawValue,
        description.rights.defaulted, try JSONColumn.encode(list: description.findings),
        try JSONColumn.encode(list: description.withheld), description.localID,
      ])
    let toTry = try WebResourceTable(database: database).update(record.key, to: description.webResources)
    // Nothing is fetched for a record that was taken back.
    for key in toTry where !record.withdrawn {
      try queue.add(.fetch, subject: key, provider: record.provider)
    }
    try queue.add(.conclude, subject: record.key, provider: record.provider)
  }

  /// Takes the web resources of a deleted record away.
  func describedAsDeleted(_ record: Record) throws {
    _ = try WebResourceTable(database: database).update(record.key, to: [])
    try queue.remove(.conclude, subject: record.key)
    try queue.add(.publish, subject: record.key, provider: record.provider)
  }
}

/// The web resources of records.
struct WebResourceTable {
  let database: Database

  /// A row as it stands.
  private struct Existing {
    var key: Int64
    var position: Int
    var reference: WebResourceReference
    var answered: Bool
  }

  /// Replaces a record's web resources. An address that stays keeps its row, and with it what is known of it.
  /// - Returns: the rows whose addresses have to be tried.
  func update(_ record: Int64, to references: [WebResourceReference]) throws -> [Int64] {
    var existing = try rows(of: record)
    var toTry: [Int64] = []
    // A row that names the same address in the same role is preferred over one in another role.
    var matches: [Existing?] = references.map { reference in
      existing.firstIndex { $0.reference.address == reference.address && $0.reference.role == reference.role }
        .map { existing.remove(at: $0) }
    }
    for (position, reference) in references.enumerated() where matches[position] == nil {
      matches[position] = existing.firstIndex { $0.reference.address == reference.address }
        .map { existing.remove(at: $0) }
    }
    for row in existing { try remove(row.key) }

    for (position, reference) in references.enumerated() {
      guard let row = matches[position] else {
        let key = try insert(record, position, reference)
        if reference.role != .isShownAt { toTry.append(key) }
        continue
      }
      if row.reference != reference || row.position != position { try write(row.key, position, reference) }
      if reference.role == .isShownAt {
        try JobQueue(database: database).remove(.fetch, subject: row.key)
      } else if !row.answered || decidesAnew(row.reference, reference) {
        toTry.append(row.key)
      }
    }
    return toTry
  }

  /// Whether anything changed on which the decision to fetch, or the request, rests.
  private func decidesAnew(_ old: WebResourceReference, _ new: WebResourceReference) -> Bool {
    old.rights != new.rights || old.imageService != new.imageService || old.manifest != new.manifest
      || old.role == .isShownAt
  }

  private func rows(of record: Int64) throws -> [Existing] {
    try database.rows(
      """
      SELECT \(WebResourceRow.columns), coalesce(a.state IN ('ok', 'ok_redirected'), 0)
      FROM web_resource w JOIN address t ON t.id = w.address LEFT JOIN attempt a ON a.id = w.attempt
      WHERE w.record = ? ORDER BY w.position
      """, [record]
    ).map { row in
      Existing(
        key: row[0], position: row[2], reference: try WebResourceRow.reference(row),
        answered: row[WebResourceRow.columnCount])
    }
  }

  private func insert(_ record: Int64, _ position: Int, _ reference: WebResourceReference) throws -> Int64 {
    try database.run(
      """
      INSERT INTO web_resource (position, address, role, image_service, manifest, rights_original,
        rights_normalised, rights_category, rights_defaulted, record)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, try arguments(position, reference) + [record])
    return database.lastInsertedRowID
  }

  private func write(_ key: Int64, _ position: Int, _ reference: WebResourceReference) throws {
    try database.run(
      """
      UPDATE web_resource SET position = ?, address = ?, role = ?, image_service = ?, manifest = ?,
        rights_original = ?, rights_normalised = ?, rights_category = ?, rights_defaulted = ?,
        -- What was read of other documents does not hold for these.
        iiif = CASE WHEN image_service IS ? AND manifest IS ? THEN iiif END
      WHERE id = ?
      """, try arguments(position, reference) + [reference.imageService, reference.manifest, key])
  }

  private func arguments(_ position: Int, _ reference: WebResourceReference) throws -> StatementArguments {
    [
      position, try Interning(database: database).address(reference.address), reference.role.rawValue,
      reference.imageService, reference.manifest, reference.rights?.original, reference.rights?.normalised,
      reference.rights?.category.rawValue, reference.rights?.defaulted,
    ]
  }

  private func remove(_ key: Int64) throws {
    try JobQueue(database: database).remove(.fetch, subject: key)
    try database.run("DELETE FROM web_resource WHERE id = ?", [key])
  }
}
