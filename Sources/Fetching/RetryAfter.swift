internal import Foundation

/// The Retry-After header field (RFC 9110, section 10.2.3): seconds, or a date.
enum RetryAfter {
  /// The wait asked for, from now; `nil` where the text is neither form. A date that has passed is no wait.
  static func wait(_ text: String, now: Date) -> Duration? {
    let text = text.trimmingCharacters(in: .whitespaces)
    if let seconds = Double(text), seconds.isFinite, !text.isEmpty {
      return .seconds(min(max(0, seconds), 1e9))
    }
    guard let date = HTTPDate.date(text) else { return nil }
    return .seconds(max(0, date.timeIntervalSince(now)))
  }
}

/// Dates of HTTP (RFC 9110, section 5.6.7) in all three forms, and with the numeric zones that servers send
/// against the specification.
enum HTTPDate {
  static func date(_ text: String) -> Date? {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" }).map(String.init)
    // `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
    guard words.count >= 5 else { return nil }
    let isAsctime = words[3].contains(":")
    let (dayText, monthText) = isAsctime ? (words[2], words[1]) : (words[1], words[2])
    let (clockText, yearText) = isAsctime ? (words[3], words[4]) : (words[4], words[3])
    let clock = clockText.split(separator: ":").compactMap { Int($0) }
    guard let day = Int(dayText), let month = months.firstIndex(of: monthText.prefix(3).lowercased()),
      var year = Int(yearText), clock.count == 3, (1...31).contains(day), (0..<24).contains(clock[0]),
      (0..<60).contains(clock[1]), (0...60).contains(clock[2])
    else { return nil }
    if year < 100 { year += year < 70 ? 2000 : 1900 }
    var parts = DateComponents()
    (parts.year, parts.month, parts.day) = (year, month + 1, day)
    (parts.hour, parts.minute, parts.second) = (clock[0], clock[1], clock[2])
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar.date(from: parts)
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
}
