/// The problem patterns of the records.
struct PatternCensus: Sendable {
  private struct Count: Sendable {
    var records = 0
    var occurrences = 0
    var examples = RecordSample<String>(limit: 5)

    mutating func merge(_ other: Count) {
      records += other.records
      occurrences += other.occurrences
      examples.merge(other.examples)
    }
  }

  private var counts: [ProblemPattern: Count] = [:]
  /// For `P1`: exact up to 16,384 different titles.
  private var titles = FrequentValues(capacity: 16384)

  mutating func add(_ record: EDMRecord, _ mark: RecordMark) {
    var seen: [ProblemPattern] = []
    for occurrence in record.problemPatterns {
      counts[occurrence.pattern, default: Count()].occurrences += 1
      if seen.contains(occurrence.pattern) { continue }
      seen.append(occurrence.pattern)
      counts[occurrence.pattern, default: Count()].records += 1
      counts[occurrence.pattern, default: Count()].examples.offer(
        mark, occurrence.message.beginning(bytes: 300))
    }
    for title in record.foldedTitles { titles.add(title, in: mark) }
  }

  mutating func merge(_ other: PatternCensus) {
    counts.merge(other.counts) { own, other in
      var count = own
      count.merge(other)
      return count
    }
    titles.merge(other.titles)
  }

  func quality(_ records: Int, _ limit: Int) -> [ProviderQuality.Pattern] {
    ProblemPattern.allCases.map { pattern in
      if pattern == .repeatedTitle { return repeatedTitles(records, limit) }
      let count = counts[pattern] ?? Count()
      return ProviderQuality.Pattern(
        pattern: pattern.rawValue, meaning: pattern.meaning, records: count.records,
        share: .share(count.records, of: records), occurrences: count.occurrences,
        examples: count.examples.sorted.prefix(limit).map {
          ProviderQuality.Remark(record: $0.record.identifier, message: $0.element)
        })
    }
  }

  private func repeatedTitles(_ records: Int, _ limit: Int) -> ProviderQuality.Pattern {
    let repeated = titles.ranked.filter { $0.count > 1 }
    let occurrences = repeated.reduce(0) { $0 + $1.count }
    let affected = min(occurrences, records)
    return ProviderQuality.Pattern(
      pattern: ProblemPattern.repeatedTitle.rawValue, meaning: ProblemPattern.repeatedTitle.meaning,
      records: affected, share: .share(affected, of: records), occurrences: occurrences,
      examples: repeated.prefix(min(limit, 5)).map {
        ProviderQuality.Remark(
          record: $0.example.identifier, message: "\"\($0.value)\" is the title of \($0.count) records")
      })
  }
}

extension ProblemPattern {
  /// The pattern in a few words.
  public var meaning: String {
    switch self {
    case .repeatedTitle: "the same title in more than one record"
    case .titleEqualsDescription: "the title is the description too"
    case .titleResemblesDescription: "the title is nearly the description"
    case .unintelligibleTitle: "a title of signs, or one that holds the identifier"
    case .shortTitle: "a title of \(Self.shortTitleLength) characters or fewer"
    case .missingDescription: "no description"
    case .shortDescriptions: "descriptions shorter than \(Self.shortDescriptionLength) characters"
    case .longTitle: "a title of more than \(Self.longTitleLength) characters"
    }
  }
}
