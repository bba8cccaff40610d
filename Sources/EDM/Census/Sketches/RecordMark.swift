/// A record as it stands in examples: its identifier, and a number by which examples are drawn.
///
/// Of all records that could be an example those with the lowest numbers are: a random choice that does not depend on
/// the order in which the records came.
struct RecordMark: Sendable, Equatable {
  /// The record's identifier.
  let identifier: String
  /// The lower, the sooner it is an example.
  let priority: UInt64

  init(_ identifier: String) {
    self.identifier = identifier
    priority = StableHash.hash(identifier)
  }
}

/// A few of any number of elements, drawn at random and yet the same whatever the order in which they came.
struct RecordSample<Element: Sendable>: Sendable {
  /// An element with the record that it comes from.
  struct Member: Sendable {
    var record: RecordMark
    var element: Element
  }

  /// How many are kept.
  let limit: Int
  /// In the order of their priority.
  private(set) var members: [Member] = []

  init(limit: Int) { self.limit = limit }

  /// Offers an element; of several of one record the first one counts.
  mutating func offer(_ record: RecordMark, _ element: @autoclosure () -> Element) {
    if members.count == limit, let last = members.last, record.priority >= last.record.priority { return }
    let place = members.firstIndex { $0.record.priority >= record.priority } ?? members.count
    if place < members.count, members[place].record == record { return }
    members.insert(Member(record: record, element: element()), at: place)
    if members.count > limit { members.removeLast() }
  }

  /// Draws from what another has drawn from.
  mutating func merge(_ other: RecordSample) {
    for member in other.members { offer(member.record, member.element) }
  }

  /// In the order of the records' identifiers.
  var sorted: [Member] { members.sorted { $0.record.identifier < $1.record.identifier } }
}

/// The elements with the highest of any number of measures.
struct Extremes<Element: Sendable>: Sendable {
  /// An element with its measure.
  struct Member: Sendable {
    var measure: Int
    var record: RecordMark
    var element: Element
  }

  /// How many are kept.
  let limit: Int
  /// The highest measure first.
  private(set) var members: [Member] = []

  init(limit: Int) { self.limit = limit }

  /// Offers an element; of several of one record with one measure the first one counts.
  mutating func offer(_ measure: Int, _ record: RecordMark, _ element: @autoclosure () -> Element) {
    if members.count == limit, let last = members.last, measure < last.measure { return }
    let place =
      members.firstIndex { ($0.measure, record.priority) <= (measure, $0.record.priority) } ?? members.count
    guard place < limit else { return }
    if place < members.count, members[place].measure == measure, members[place].record == record { return }
    members.insert(Member(measure: measure, record: record, element: element()), at: place)
    if members.count > limit { members.removeLast() }
  }

  /// Keeps the highest of both.
  mutating func merge(_ other: Extremes) {
    for member in other.members { offer(member.measure, member.record, member.element) }
  }
}
