/// Which rights statements hold, and how they were written.
struct RightsCensus: Sendable {
  private struct Statement: Sendable {
    var records = 0
    var defaulted = 0
    var category: RightsFinding.Category
    /// Exact for more variants than one provider was ever met with: a version filled down a spreadsheet has hundreds.
    var variants = FrequentValues(capacity: 4096)

    init(_ category: RightsFinding.Category) { self.category = category }

    mutating func add(_ rights: RightsFinding, _ normalised: String, _ record: RecordMark) {
      records += 1
      if rights.defaulted {
        defaulted += 1
      } else if let original = rights.original, original != normalised {
        variants.add(original, in: record)
      }
    }

    mutating func merge(_ other: Statement) {
      records += other.records
      defaulted += other.defaulted
      variants.merge(other.variants)
    }
  }

  private var statements: [String: Statement] = [:]
  private var unknown = FrequentValues(capacity: 4096)
  private var missing = 0
  private var missingExamples = RecordSample<Void>(limit: 5)
  private var unread = 0

  mutating func add(_ rights: RightsFinding, isUnread: Bool, _ record: RecordMark) {
    if isUnread {
      unread += 1
    } else if let normalised = rights.normalised {
      // There are 14 accepted statements, some of them in a few versions.
      statements[normalised, default: Statement(rights.category)].add(rights, normalised, record)
    } else if let original = rights.original, rights.category != .missing {
      unknown.add(original, in: record)
    } else {
      missing += 1
      missingExamples.offer(record, ())
    }
  }

  mutating func merge(_ other: RightsCensus) {
    for (name, statement) in other.statements {
      statements[name, default: Statement(statement.category)].merge(statement)
    }
    unknown.merge(other.unknown)
    missing += other.missing
    unread += other.unread
    missingExamples.merge(other.missingExamples)
  }

  func quality(_ records: Int, _ limit: Int) -> ProviderQuality.Rights {
    ProviderQuality.Rights(
      statements: statements.map { name, statement in
        ProviderQuality.RightsStatement(
          statement: name, category: statement.category.rawValue, records: statement.records,
          share: .share(statement.records, of: records), defaulted: statement.defaulted,
          mended: statement.variants.total, variants: statement.variants.quality(limit))
      }.sorted { ($1.records, $0.statement) < ($0.records, $1.statement) },
      unknown: unknown.total, unknownValues: unknown.quality(limit), missing: missing,
      missingExamples: missingExamples.sorted.prefix(limit).map(\.record.identifier),
      defaulted: statements.values.reduce(0) { $0 + $1.defaulted },
      mended: statements.values.reduce(0) { $0 + $1.variants.total })
  }
}
