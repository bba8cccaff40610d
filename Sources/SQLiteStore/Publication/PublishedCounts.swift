internal import GRDB
internal import OAIPMH

/// How many entries lists have, kept beside the entries by second and by day: what a list of millions has is the sum of
/// its days and of the seconds of the days that it begins and ends in, whichever dates it is asked for with.
struct PublishedCounts {
  /// The seconds of a day of UTC.
  static let day: Int64 = 86_400
  /// Stands for all sets: keys of sets begin at 1.
  static let wholeRepository: Int64 = 0

  private struct Span: Hashable {
    var set: Int64
    var prefix: Int64
    var width: Int64
    var start: Int64
  }

  private let database: Database
  private var changes: [Span: Int64] = [:]

  init(database: Database) { self.database = database }

  /// Notes that entries with a stamp came (above 0) or went (below 0).
  mutating func note(_ entries: Int64, set: Int64, prefix: Int64, stamp: Int64) {
    for width in [1, Self.day] {
      let start = Self.start(of: stamp, width: width)
      changes[Span(set: set, prefix: prefix, width: width, start: start), default: 0] += entries
    }
  }

  /// Writes what was noted.
  mutating func write() throws {
    let add = try RowStatement(
      database,
      """
      INSERT INTO published_count (published_set, prefix, width, start, entries) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (published_set, prefix, width, start) DO UPDATE SET entries = entries + excluded.entries
      """)
    let remove = try RowStatement(
      database,
      """
      DELETE FROM published_count
      WHERE published_set = ? AND prefix = ? AND width = ? AND start = ? AND entries = 0
      """)
    for (span, entries) in changes where entries != 0 {
      for (place, value) in [span.set, span.prefix, span.width, span.start].enumerated() {
        add.bind(value, at: Int32(place + 1))
        remove.bind(value, at: Int32(place + 1))
      }
      add.bind(entries, at: 5)
      try add.run()
      if entries < 0 { try remove.run() }
    }
    changes = [:]
  }

  /// How many entries have a stamp in a range, both ends included.
  static func count(
    _ database: Database, set: Int64, prefix: Int64, stamps: ClosedRange<Int64>
  ) throws -> Int {
    let (from, until) = (stamps.lowerBound, stamps.upperBound)
    let firstDay = start(of: from, width: day)
    let lastDay = start(of: until, width: day)
    func sum(width: Int64, from: Int64, until: Int64) throws -> Int {
      try database.value(
        """
        SELECT coalesce(sum(entries), 0) FROM published_count
        WHERE published_set = ? AND prefix = ? AND width = ? AND start BETWEEN ? AND ?
        """, [set, prefix, width, from, until]) ?? 0
    }
    guard firstDay < lastDay else { return try sum(width: 1, from: from, until: until) }
    return try sum(width: 1, from: from, until: firstDay + day - 1)
      + sum(width: day, from: firstDay + day, until: lastDay - 1)
      + sum(width: 1, from: lastDay, until: until)
  }

  /// The first second of the span of some width that a stamp lies in.
  private static func start(of stamp: Int64, width: Int64) -> Int64 { stamp / width * width }
}
