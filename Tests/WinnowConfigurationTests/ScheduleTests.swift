import Foundation
import OAIPMH
import Testing
import WinnowConfiguration

@Suite("A schedule")
struct ScheduleTests {
  private static let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

  /// The moments of a schedule after one, in UTC.
  private func moments(
    _ text: String, after start: String, _ zone: TimeZone = .gmt, count: Int = 3
  ) throws -> [String] {
    let schedule = try Schedule(parsing: text)
    var moment = try #require(Timestamp(start))
    var moments: [String] = []
    for _ in 0..<count {
      moment = try #require(schedule.next(after: moment, in: zone))
      moments.append(moment.description)
    }
    return moments
  }

  private static let forms: [(text: String, expected: [String])] = [
    ("daily 02:00", ["2026-03-04T02:00:00Z", "2026-03-05T02:00:00Z", "2026-03-06T02:00:00Z"]),
    ("Daily 17:30", ["2026-03-03T17:30:00Z", "2026-03-04T17:30:00Z", "2026-03-05T17:30:00Z"]),
    ("weekly monday 03:00", ["2026-03-09T03:00:00Z", "2026-03-16T03:00:00Z", "2026-03-23T03:00:00Z"]),
    ("weekly tue 12:00", ["2026-03-10T12:00:00Z", "2026-03-17T12:00:00Z", "2026-03-24T12:00:00Z"]),
    ("monthly 1 04:00", ["2026-04-01T04:00:00Z", "2026-05-01T04:00:00Z", "2026-06-01T04:00:00Z"]),
    ("every 6 hours", ["2026-03-03T18:00:00Z", "2026-03-04T00:00:00Z", "2026-03-04T06:00:00Z"]),
    ("every 30 minutes", ["2026-03-03T12:30:00Z", "2026-03-03T13:00:00Z", "2026-03-03T13:30:00Z"]),
    ("every 2 days", ["2026-03-05T12:00:00Z", "2026-03-07T12:00:00Z", "2026-03-09T12:00:00Z"]),
    ("every 1 hour", ["2026-03-03T13:00:00Z", "2026-03-03T14:00:00Z", "2026-03-03T15:00:00Z"]),
    ("10 3 * * *", ["2026-03-04T03:10:00Z", "2026-03-05T03:10:00Z", "2026-03-06T03:10:00Z"]),
    ("*/20 * * * *", ["2026-03-03T12:20:00Z", "2026-03-03T12:40:00Z", "2026-03-03T13:00:00Z"]),
    ("0 8-18/5 * * mon-fri", ["2026-03-03T13:00:00Z", "2026-03-03T18:00:00Z", "2026-03-04T08:00:00Z"]),
    ("5/25 22 * * sun,wed", ["2026-03-04T22:05:00Z", "2026-03-04T22:30:00Z", "2026-03-04T22:55:00Z"]),
    ("0 0 1 jan,jul *", ["2026-07-01T00:00:00Z", "2027-01-01T00:00:00Z", "2027-07-01T00:00:00Z"]),
    // Either of two restricted days is enough; a day left open restricts nothing.
    ("0 0 15 * fri", ["2026-03-06T00:00:00Z", "2026-03-13T00:00:00Z", "2026-03-15T00:00:00Z"]),
    ("0 0 * * 7", ["2026-03-08T00:00:00Z", "2026-03-15T00:00:00Z", "2026-03-22T00:00:00Z"]),
    ("0 0 * * 5-7", ["2026-03-06T00:00:00Z", "2026-03-07T00:00:00Z", "2026-03-08T00:00:00Z"]),
    ("0 12 31 * *", ["2026-03-31T12:00:00Z", "2026-05-31T12:00:00Z", "2026-07-31T12:00:00Z"]),
    ("0 0 29 2 *", ["2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z", "2036-02-29T00:00:00Z"]),
    ("0 0 29 2 */7", ["2032-02-29T00:00:00Z", "2060-02-29T00:00:00Z", "2088-02-29T00:00:00Z"]),
  ]

  @Test("comes when it is written, after Tuesday 3 March 2026 at noon", arguments: forms)
  func comes(text: String, expected: [String]) throws {
    #expect(try moments(text, after: "2026-03-03T12:00:00Z") == expected)
  }

  @Test("means the hours of its time zone")
  func zone() throws {
    #expect(
      try moments("daily 02:00", after: "2026-01-10T00:30:00Z", Self.berlin, count: 2)
        == ["2026-01-10T01:00:00Z", "2026-01-11T01:00:00Z"])
    let newYork = try #require(TimeZone(identifier: "America/New_York"))
    #expect(
      try moments("weekly sunday 23:00", after: "2026-07-01T00:00:00Z", newYork, count: 1)
        == ["2026-07-06T03:00:00Z"])
  }

  // In Berlin the clocks went from 02:00 to 03:00 on 29 March 2026 and go from 03:00 to 02:00 on 25 October.
  private static let changes: [(text: String, after: String, expected: [String])] = [
    (
      "daily 02:30", "2026-03-28T00:00:00Z",
      ["2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"]
    ),
    (
      "daily 03:00", "2026-03-28T12:00:00Z",
      ["2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z", "2026-03-31T01:00:00Z"]
    ),
    // Two moments in the hour that is left out come as one.
    (
      "0,30 2 * * *", "2026-03-28T12:00:00Z",
      ["2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z", "2026-03-30T00:30:00Z"]
    ),
    (
      "daily 02:30", "2026-10-24T12:00:00Z",
      ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z", "2026-10-27T01:30:00Z"]
    ),
    // Asked in the second of the two hours, today's moment is over.
    (
      "daily 02:30", "2026-10-25T01:10:00Z",
      ["2026-10-26T01:30:00Z", "2026-10-27T01:30:00Z", "2026-10-28T01:30:00Z"]
    ),
    // Every hour that passes counts.
    (
      "0 * * * *", "2026-10-24T23:30:00Z",
      ["2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z"]
    ),
    (
      "30 * * * *", "2026-03-29T00:00:00Z",
      ["2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z"]
    ),
    (
      "every 1 days", "2026-03-28T12:00:00Z",
      ["2026-03-29T12:00:00Z", "2026-03-30T12:00:00Z", "2026-03-31T12:00:00Z"]
    ),
  ]

  @Test("is neither left out nor doubled where the clocks change", arguments: changes)
  func clockChanges(text: String, after: String, expected: [String]) throws {
    #expect(try moments(text, after: after, Self.berlin) == expected)
  }

  @Test("comes right after midnight where the clocks jump over it, and after a day that a country left out")
  func jumps() throws {
    let beirut = try #require(TimeZone(identifier: "Asia/Beirut"))
    // 27 March 2022, 00:00 to 01:00.
    #expect(
      try moments("daily 00:00", after: "2022-03-26T12:00:00Z", beirut, count: 2)
        == ["2022-03-26T22:00:00Z", "2022-03-27T21:00:00Z"])
    let apia = try #require(TimeZone(identifier: "Pacific/Apia"))
    // Samoa had no 30 December 2011: its run comes with the first moment of the 31st.
    #expect(
      try moments("daily 02:00", after: "2011-12-29T13:00:00Z", apia, count: 2)
        == ["2011-12-30T10:00:00Z", "2011-12-30T12:00:00Z"])
  }

  @Test("always goes forward, and a fixed time of day comes once a day, in every zone and year")
  func daysOfTheYear() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed)
    for _ in 0..<40 {
      let identifier = try #require(TimeZone.knownTimeZoneIdentifiers.randomElement(using: &random))
      let zone = try #require(TimeZone(identifier: identifier))
      let time = "\(Int.random(in: 0...23, using: &random)):\(Int.random(in: 10...59, using: &random))"
      let schedule = try Schedule(parsing: "daily \(time)")
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = zone
      var moment = Timestamp(
        seconds: Int64(Date.timeIntervalBetween1970AndReferenceDate)
          + Int64.random(in: 0...1_000_000_000, using: &random))
      for _ in 0..<370 {
        let next = try #require(schedule.next(after: moment, in: zone))
        let label: Comment = "seed \(seed): \(identifier) \(time) after \(moment): \(next)"
        #expect(next > moment, label)
        let days = calendar.dateComponents(
          [.day], from: calendar.startOfDay(for: moment.date), to: calendar.startOfDay(for: next.date)
        ).day
        #expect((0...2).contains(days ?? -1), label)
        #expect(next.seconds - moment.seconds <= 2 * 86_400, label)
        moment = next
      }
    }
  }

  private static let refused: [(text: String, complaint: String)] = [
    ("", "is not understood: use"), ("hourly", "is not understood: use"),
    ("daily", "is not understood: write such as 'daily 02:00'"),
    ("daily 24:00", "has no time of day '24:00': write 00:00 to 23:59"),
    ("daily 2", "has no time of day '2'"), ("daily 02:0", "has no time of day '02:0'"),
    ("weekly someday 03:00", "has no day of the week 'someday': use monday to sunday"),
    ("monthly 31 04:00", "has no day '31' in every month: use 1 to 28"),
    ("every 0 hours", "is out of range"), ("every 400 days", "is out of range"),
    ("every 6 weeks", "counts in 'weeks': use minutes, hours or days"),
    ("every six hours", "is not understood: write such as 'every 6 hours'"),
    ("60 * * * *", "has no minute '60': use 0 to 59"), ("* 24 * * *", "has no hour '24': use 0 to 23"),
    ("0 0 0 * *", "has no day of the month '0': use 1 to 31"),
    ("0 0 * foo *", "has no month 'foo': use 1 to 12 or jan to dec"),
    ("0 0 * * 8", "has no day of the week '8': use 0 to 7 or sun to sat"),
    ("0 5-2 * * *", "has a range '5-2' for the hour that goes backwards"),
    ("*/0 * * * *", "has no step '*/0' for the minute"), ("1,,2 * * * *", "has no minute ''"),
    ("-1 * * * *", "has no minute ''"), ("* * * *", "is not understood: use"),
    ("0 0 31 2 *", "never comes: no month has such a day"),
    ("0 0 31 4,6,9,11 *", "never comes"), ("0 0 30 feb *", "never comes"),
  ]

  @Test("that cannot be followed is refused in one line that says how it is written", arguments: refused)
  func refuses(text: String, complaint: String) throws {
    let error = try #require(throws: ScheduleError.self) { try Schedule(parsing: text) }
    #expect(error.description.hasPrefix("schedule '\(text)' "))
    #expect(error.description.contains(complaint))
    #expect(!error.description.contains("\n"))
  }
}

/// SplitMix64: the same numbers for the same seed.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
