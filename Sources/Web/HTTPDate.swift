internal import OAIPMH

/// The dates of HTTP: `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// Source: RFC 9110, section 5.6.7 (IMF-fixdate, the only form that senders may use).
enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  // 1970-01-01 was a Thursday.
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

  /// A moment as HTTP writes it.
  static func text(_ stamp: Timestamp) -> String {
    let parts = stamp.description.split { "-T:Z".contains($0) }
    let days = Int((Double(stamp.seconds) / 86_400).rounded(.down))
    let weekday = weekdays[((days % 7) + 7) % 7]
    guard parts.count == 6, let month = Int(parts[1]) else { return "" }
    return "\(weekday), \(parts[2]) \(months[month - 1]) \(parts[0]) \(parts[3]):\(parts[4]):\(parts[5]) GMT"
  }

  /// The moment that a date means; `nil` for any other form.
  static func stamp(_ text: String) -> Timestamp? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else {
      return nil
    }
    let number = month + 1
    return Timestamp("\(parts[3])-\(number < 10 ? "0" : "")\(number)-\(parts[1])T\(parts[4])Z")
  }
}
