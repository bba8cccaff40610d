internal import GRDB
internal import OAIPMH
internal import Store

extension LinkState {
  /// Decided for one record, not found out about the address: it says nothing to other records.
  var isDecision: Bool {
    switch self {
    case .notCheckedPolicy, .robotsDisallowed, .addressRefused: true
    default: false
    }
  }

  /// ``isDecision`` as the inside of an SQL list.
  static let decisions = LinkState.allCases.filter(\.isDecision).map { "'\($0.rawValue)'" }.joined(
    separator: ", ")
}

extension LinkState {
  /// The states of addresses that gave what they have, as the inside of an SQL list.
  static let answers = [LinkState.ok, .okRedirected, .okNotAnImage, .iiifDegraded].map { "'\($0.rawValue)'" }
    .joined(
      separator: ", ")
}

extension Completion {
  /// Keeps an attempt, and what it means for every record that points to the address.
  ///
  /// What the network answered holds for all records that were allowed to ask. Whether a record is allowed is
  /// decided for each on its own, so records not yet decided learn nothing here, and a refusal stays with its
  /// record.
  func fetched(_ key: Int64, _ attempt: FetchAttempt) throws {
    guard
      let resource = try database.row(
        """
        SELECT w.address, w.record, r.provider, w.medium FROM web_resource w JOIN record r ON r.id = w.record
        WHERE w.id = ?
        """, [key])
    else { return }
    let address: Int64 = resource[0]
    var medium = try attempt.medium.map { try Interning(database: database).medium($0) }
    if medium == nil, attempt.notModified { medium = try resource[3] ?? lastMedium(of: address) }
    let row = try insert(attempt, address: address, medium: medium)

    if let finding = attempt.iiif {
      try database.run(
        "UPDATE web_resource SET iiif = ? WHERE id = ?", [try JSONColumn.encode(finding), key])
    }

    if attempt.state.isDecision {
      try database.run(
        "UPDATE web_resource SET attempt = ?, own_attempt = ?, medium = NULL WHERE id = ?", [row, row, key])
      try queue.add(.conclude, subject: resource[1], provider: resource[2])
      return
    }
    // An address that fails now keeps the medium it gave last.
    try database.run(
      "UPDATE web_resource SET attempt = ?, own_attempt = ?, medium = coalesce(?, medium) WHERE id = ?",
      [row, row, medium, key])
    try database.run(
      """
      UPDATE web_resource SET attempt = ?, medium = coalesce(?, medium)
      WHERE address = ? AND id <> ? AND own_attempt IS NOT NULL
        AND (SELECT state FROM attempt WHERE attempt.id = own_attempt) NOT IN (\(LinkState.decisions))
      """,
      [row, medium, address, key])
    if let medium { try queueLook(at: medium, provider: resource[2]) }
    _ = try queue.add(
      .conclude,
      from: """
        SELECT DISTINCT w.record AS subject, r.provider FROM web_resource w JOIN record r ON r.id = w.record
        WHERE w.address = ?
        """, [address])
  }

  /// Queues a look at a medium that nobody looked at: neither with success nor in vain.
  private func queueLook(at medium: Int64, provider: Int64) throws {
    let unknown: Bool? = try database.value(
      "SELECT facts IS NULL AND failure IS NULL FROM medium WHERE id = ?", [medium])
    if unknown == true { try queue.add(.look, subject: medium, provider: provider) }
  }

  private func lastMedium(of address: Int64) throws -> Int64? {
    try database.value(
      "SELECT medium FROM attempt WHERE address = ? AND medium IS NOT NULL ORDER BY id DESC LIMIT 1",
      [address])
  }

  private func insert(_ attempt: FetchAttempt, address: Int64, medium: Int64?) throws -> Int64 {
    try database.run(
      """
      INSERT INTO attempt (address, request, state, http_status, redirects, bytes, seconds, at, medium, content_type,
        policy, detail, entity_tag, last_modified, not_modified, full_width, full_height)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        address, attempt.request == attempt.address ? nil : attempt.request, attempt.state.rawValue,
        attempt.httpStatus, try JSONColumn.encode(list: attempt.redirects), attempt.bytes, attempt.seconds,
        attempt.at.seconds, medium, attempt.contentType, attempt.policy, attempt.detail, attempt.entityTag,
        attempt.lastModified, attempt.notModified, attempt.fullWidth, attempt.fullHeight,
      ])
    return database.lastInsertedRowID
  }
}
