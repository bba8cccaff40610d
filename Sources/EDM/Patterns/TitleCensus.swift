/// Counts the titles of a provider's records, for pattern `P1`.
public struct TitleCensus: Sendable {
  /// The number of records in which a title must stand to be reported.
  public let threshold: Int
  private var counts: [String: Int] = [:]

  /// A census that reports titles of at least so many records; two is the least that makes sense.
  public init(threshold: Int = 2) { self.threshold = max(2, threshold) }

  /// Counts the titles of one record.
  /// - Parameter titles: see ``EDMRecord/foldedTitles``.
  public mutating func add(_ titles: [String]) {
    for title in Set(titles) { counts[title, default: 0] += 1 }
  }

  /// The titles that stand in many records, the most frequent first, titles of one frequency by alphabet.
  public var repeated: [(title: String, records: Int)] {
    counts.filter { $0.value >= threshold }.map { (title: $0.key, records: $0.value) }
      .sorted { ($1.records, $0.title) < ($0.records, $1.title) }
  }
}
