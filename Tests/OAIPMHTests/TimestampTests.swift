import Foundation
import OAIPMH
import Testing

@Suite("Timestamp")
struct TimestampTests {
  @Test(
    "reads datestamps as they are met",
    arguments: [
      ("2026-11-24T06:00:00Z", "2026-11-24T06:00:00Z"), ("2026-11-24", "2026-11-24T00:00:00Z"),
      (" 2026-11-24T06:00:00 ", "2026-11-24T06:00:00Z"), ("2026-11-24T06:00:00.123Z", "2026-11-24T06:00:00Z"),
      ("2026-11-24T06:00:00+01:00", "2026-11-24T05:00:00Z"),
      ("2026-11-24T23:30:00-0100", "2026-11-25T00:30:00Z"),
      ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"), ("2000-02-29", "2000-02-29T00:00:00Z"),
      ("2026-11-24T06:00Z", "2026-11-24T06:00:00Z"), ("0001-01-01", "0001-01-01T00:00:00Z"),
    ])
  func reads(_ text: String, _ expected: String) {
    #expect(Timestamp(text)?.description == expected)
  }

  @Test(
    "refuses what is no date",
    arguments: [
      "", "2026", "2026-13-01", "2026-02-30", "1900-02-29", "2026-11-24T25:00:00Z", "24.11.2026", "Z",
    ])
  func refuses(_ text: String) { #expect(Timestamp(text) == nil) }

  @Test("days agree with Foundation's calendar over four centuries")
  func calendar() {
    let format = Date.ISO8601FormatStyle(timeZone: .gmt)
    var seconds: Int64 = -6_000_000_000
    while seconds < 8_000_000_000 {
      let stamp = Timestamp(seconds: seconds)
      #expect(stamp.description == stamp.date.formatted(format))
      #expect(Timestamp(stamp.description) == stamp)
      seconds += 12_345_678
    }
  }

  @Test("is written as text in JSON")
  func json() throws {
    let stamp = Timestamp(seconds: 1_000_000_000)
    let data = try JSONEncoder().encode([stamp])
    #expect(String(decoding: data, as: UTF8.self) == #"["2001-09-09T01:46:40Z"]"#)
    #expect(try JSONDecoder().decode([Timestamp].self, from: data) == [stamp])
    #expect(stamp.day == "2001-09-09")
    #expect(stamp.advanced(by: 60).seconds == 1_000_000_060)
  }
}
