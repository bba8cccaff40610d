/// What had to be normalised.
struct NormalisationCensus: Sendable {
  private struct Kind: Sendable {
    var changes = 0
    var records = 0
    var examples = RecordSample<(path: String, before: String, after: String)>(limit: exampleLimit)
  }

  private static let exampleLimit = 5
  private static let textLimit = 160
  private var kinds: [Normalisation.Kind: Kind] = [:]

  mutating func add(_ changes: [Normalisation], _ record: RecordMark) {
    guard !changes.isEmpty else { return }
    var seen: [Normalisation.Kind] = []
    for change in changes {
      kinds[change.kind, default: Kind()].changes += 1
      if seen.contains(change.kind) { continue }
      seen.append(change.kind)
      kinds[change.kind, default: Kind()].records += 1
      kinds[change.kind, default: Kind()].examples.offer(
        record,
        (
          change.path, change.before.beginning(bytes: Self.textLimit),
          change.after.beginning(bytes: Self.textLimit)
        ))
    }
  }

  mutating func merge(_ other: NormalisationCensus) {
    kinds.merge(other.kinds) { own, other in
      var kind = own
      kind.changes += other.changes
      kind.records += other.records
      kind.examples.merge(other.examples)
      return kind
    }
  }

  func quality(_ limit: Int) -> [ProviderQuality.NormalisationCount] {
    Normalisation.Kind.allCases.compactMap { name in
      guard let kind = kinds[name] else { return nil }
      return ProviderQuality.NormalisationCount(
        kind: name.rawValue, changes: kind.changes, records: kind.records,
        examples: kind.examples.sorted.prefix(limit).map {
          ProviderQuality.Example(
            record: $0.record.identifier, path: $0.element.path, before: $0.element.before,
            after: $0.element.after)
        })
    }.sorted { $0.changes > $1.changes }
  }
}

/// What the properties that hold dates say.
///
/// `dc:coverage` and `dc:subject` are not looked at: what is no date there may be no mistake.
struct DateCensus: Sendable {
  private var understood = 0
  private var byExtractor: [NormalisedDate.Extractor: Int] = [:]
  private var doubtful = 0
  private var examples = RecordSample<(property: Property, before: String, after: String)>(limit: 5)
  private var notUnderstood = FrequentValues(capacity: 256)
  private let normaliser = DateNormaliser()

  /// - Parameter hash: of the text.
  mutating func add(_ text: String, of property: Property, _ hash: UInt64, _ record: RecordMark) {
    guard DateStrictness(property) == .dates else { return }
    guard let date = normaliser.normalise(text, of: property) else {
      if !text.isBlank { notUnderstood.add(text, hash: hash, in: record) }
      return
    }
    understood += 1
    byExtractor[date.extractor, default: 0] += 1
    if date.confidence == .low { doubtful += 1 }
    // What is EDTF as it stands shows nothing.
    if date.extractor != .edtf {
      examples.offer(record, (property, text.beginning(bytes: 160), date.edtf.description))
    }
  }

  mutating func merge(_ other: DateCensus) {
    understood += other.understood
    doubtful += other.doubtful
    byExtractor.merge(other.byExtractor, uniquingKeysWith: +)
    examples.merge(other.examples)
    notUnderstood.merge(other.notUnderstood)
  }

  func quality(_ limit: Int) -> ProviderQuality.Dates {
    let dates = understood + notUnderstood.total
    return ProviderQuality.Dates(
      statements: dates, understood: understood, shareUnderstood: .share(understood, of: dates),
      withAssumptions: doubtful,
      forms: byExtractor.map { ProviderQuality.DateForm(form: $0.key.rawValue, count: $0.value) }
        .sorted { ($1.count, $0.form) < ($0.count, $1.form) },
      examples: examples.sorted.prefix(limit).map {
        ProviderQuality.Example(
          record: $0.record.identifier, path: $0.element.property.label, before: $0.element.before,
          after: $0.element.after)
      },
      notUnderstood: notUnderstood.quality(limit))
  }
}
