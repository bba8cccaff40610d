internal import GRDB
public import OAIPMH
public import Store

extension SQLiteStore {
  /// Compares headers with what the store holds of a provider, in one read transaction; changes nothing.
  ///
  /// Of an identifier that stands twice among the headers the last one counts. What was purged is never changed, and
  /// neither is what lies in quarantine: of that no datestamp is known.
  public func compare(
    _ headers: [RecordHeader], provider: ProviderID, since list: ListNumber, comparesSets: Bool
  ) async throws -> HeaderComparison {
    try await read { database in
      let key: Int64? = try database.value("SELECT id FROM provider WHERE name = ?", [provider.rawValue])
      var last: [String: RecordHeader] = [:]
      for header in headers { last[header.identifier] = header }
      var comparison = HeaderComparison()
      for header in headers {
        guard let header = last.removeValue(forKey: header.identifier) else { continue }
        let held = try key.map { try HeldHeader(header.identifier, provider: $0, in: database) }
        let lastList = [held?.record?.lastList, held?.quarantineList].compactMap { $0 }.max()
        if let record = held?.record {
          if held?.quarantineList == nil, record.differs(from: header, comparesSets: comparesSets) {
            comparison.changed.append(header.identifier)
          }
        } else if held?.quarantineList == nil {
          comparison.unknown.append(header.identifier)
        }
        if lastList ?? 0 < list.rawValue { comparison.unseen.append(header.identifier) }
      }
      return comparison
    }
  }
}

/// What the store holds under an identifier, as far as a header tells of it.
private struct HeldHeader {
  /// The record's own side of a header.
  struct Record {
    var datestamp: String
    var deleted: Bool
    var setSpecs: [String]
    var purged: Bool
    var lastList: Int64

    /// Whether a header says anything else of the record.
    func differs(from header: RecordHeader, comparesSets: Bool) -> Bool {
      if purged { return false }
      if deleted != header.deleted { return true }
      // A deleted record has no sets of its own any more, and many repositories name none.
      if comparesSets, !deleted, Set(setSpecs) != Set(header.setSpecs) { return true }
      return !Self.isSameMoment(datestamp, header.datestamp)
    }

    /// Whether two datestamps name the same moment; a day and a second of it do, and a header without a datestamp
    /// contradicts none.
    private static func isSameMoment(_ held: String, _ sent: String) -> Bool {
      if held == sent || sent.isEmpty { return true }
      guard let left = Timestamp(held), let right = Timestamp(sent) else { return false }
      if left == right { return true }
      return (isDay(held) || isDay(sent)) && left.day == right.day
    }

    private static func isDay(_ text: String) -> Bool { !text.contains(":") }
  }

  /// `nil` where the store has no record.
  var record: Record?
  /// The last list that quarantined bytes stood in; `nil` where there are none.
  var quarantineList: Int64?

  init(_ identifier: String, provider: Int64, in database: Database) throws {
    record = try database.row(
      """
      SELECT r.datestamp, r.deleted, s.specs, r.purged, r.last_list
      FROM record r JOIN record_version v ON v.record = r.id AND v.version = r.version
        JOIN set_list s ON s.id = v.set_list
      WHERE r.provider = ? AND r.identifier = ?
      """, [provider, identifier]
    ).map { row in
      Record(
        datestamp: row[0], deleted: row[1], setSpecs: Interning.setSpecs(row[2]), purged: row[3],
        lastList: row[4])
    }
    quarantineList = try database.value(
      "SELECT last_list FROM quarantine WHERE provider = ? AND subject = ?", [provider, identifier])
  }
}
