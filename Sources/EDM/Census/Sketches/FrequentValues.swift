/// Counts the most frequent of any number of values in bounded memory.
///
/// Exact while no more than ``capacity`` different values came. Then the median count is taken away from every value
/// and those that have nothing left are forgotten: a count is never too high, and too low by at most ``error``, which
/// stays below twice the number of values counted divided by the capacity.
///
/// Source: D. Anderson, P. Bevan, K. Lang, E. Liberty, L. Rhodes, J. Thaler, "A High-Performance Algorithm for
/// Identifying Frequent Items in Data Streams" (2017), after J. Misra and D. Gries (1982).
struct FrequentValues: Sendable {
  /// A value with its count.
  struct Entry: Sendable {
    /// The value, at most ``valueLimit`` bytes of it.
    var value: String
    /// How often it came, at least.
    var count: Int
    /// A record that holds it.
    var example: RecordMark
  }

  /// Longer values are kept by their beginning; they are told apart by the whole.
  static let valueLimit = 200

  /// How many values are kept at once.
  let capacity: Int
  /// A count is too low by at most so much; 0 while every count is exact.
  private(set) var error = 0
  /// The sum of all counts that were added.
  private(set) var total = 0
  private var entries: [UInt64: Entry] = [:]

  init(capacity: Int = 512) { self.capacity = max(2, capacity) }

  /// True while every value is kept with its exact count.
  var isExact: Bool { error == 0 }

  /// How many values are kept.
  var count: Int { entries.count }

  /// Counts a value that a record holds.
  mutating func add(_ value: String, hash: UInt64, in record: RecordMark, count: Int = 1) {
    total += count
    let added = entries.updating(hash) { entry in
      entry.count += count
      if record.priority < entry.example.priority { entry.example = record }
    }
    if added { return }
    entries[hash] = Entry(value: value.beginning(bytes: Self.valueLimit), count: count, example: record)
    if entries.count > capacity { forget() }
  }

  /// Counts a value that a record holds.
  mutating func add(_ value: String, in record: RecordMark) {
    add(value, hash: StableHash.hash(value), in: record)
  }

  /// Counts what another has counted.
  mutating func merge(_ other: FrequentValues) {
    total += other.total
    error += other.error
    for (hash, entry) in other.entries {
      let isKnown = entries.updating(hash) { own in
        own.count += entry.count
        if entry.example.priority < own.example.priority { own.example = entry.example }
      }
      if !isKnown { entries[hash] = entry }
    }
    if entries.count > capacity { forget() }
  }

  /// The values, the most frequent first, those of one count by alphabet.
  var ranked: [Entry] {
    entries.values.sorted { ($1.count, $0.value) < ($0.count, $1.value) }
  }

  private mutating func forget() {
    let counts = entries.values.map(\.count).sorted()
    let median = counts[counts.count / 2]
    error += median
    entries = entries.compactMapValues { entry in
      guard entry.count > median else { return nil }
      var entry = entry
      entry.count -= median
      return entry
    }
  }
}

extension Dictionary {
  /// Changes a value in place; false where there is none.
  fileprivate mutating func updating(_ key: Key, _ change: (inout Value) -> Void) -> Bool {
    guard let index = index(forKey: key) else { return false }
    change(&values[index])
    return true
  }
}

extension String {
  /// The text, or as much of its beginning as fits, with an ellipsis.
  func beginning(bytes limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var end = utf8.index(utf8.startIndex, offsetBy: limit)
    // Not within a character: those bytes begin with 10.
    while end > startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
    return String(self[..<end]) + "…"
  }
}
