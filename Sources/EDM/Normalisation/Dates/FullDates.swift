/// Dates with a time of day as programmes print them.
enum FullDates {
  private static let weekdays: Set<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// `Sat Jan 01 01:00:00 CET 1701`, or `2013-09-07 09:31:51 UTC`.
  static func read(_ text: DateText) -> DateReading? {
    guard text.hasDigit, text.bytes.contains(.colon), let first = text.bytes.first else { return nil }
    return first.isDigit ? dateAndTime(text.bytes) : weekdayFirst(text.bytes)
  }

  /// The form of Java's `Date.toString` and of C's `asctime`.
  private static func weekdayFirst(_ bytes: ArraySlice<UInt8>) -> DateReading? {
    var scanner = DateScanner(bytes)
    guard weekdays.contains(scanner.takeAll { $0.isASCIILetter }.word), scanner.take(.space) else {
      return nil
    }
    guard let month = months.firstIndex(of: scanner.takeAll { $0.isASCIILetter }.word) else { return nil }
    guard scanner.take(.space), let day = scanner.digits(1...2), scanner.take(.space) else { return nil }
    guard scanner.skipClock(), scanner.take(.space) else { return nil }
    if scanner.next?.isASCIILetter == true {
      guard skipZone(&scanner), scanner.take(.space) else { return nil }
    }
    guard let year = scanner.digits(4...4), scanner.isAtEnd else { return nil }
    return DateReading(EDTFDate(year: year, month: month + 1, day: day), isSpeltOut: true)
  }

  private static func dateAndTime(_ bytes: ArraySlice<UInt8>) -> DateReading? {
    guard bytes.count >= 19 else { return nil }
    guard let date = EDTFDate(bytes.prefix(10), timeAllowed: false), date.isComplete else { return nil }
    var scanner = DateScanner(bytes.dropFirst(10))
    guard scanner.take(.space), scanner.skipClock() else { return nil }
    if !scanner.isAtEnd {
      _ = scanner.take(.space)
      guard skipZone(&scanner), scanner.isAtEnd else { return nil }
    }
    return DateReading(date, isSpeltOut: true)
  }

  /// `UTC`, `CET`, `GMT+01:00`, `+0100`.
  private static func skipZone(_ scanner: inout DateScanner) -> Bool {
    let letters = scanner.takeAll { $0.isASCIILetter }
    guard letters.count <= 5 else { return false }
    guard scanner.take(.plus) || scanner.take(.hyphen) else { return !letters.isEmpty }
    guard scanner.digits(1...4) != nil else { return false }
    return !scanner.take(.colon) || scanner.digits(2...2) != nil
  }
}
