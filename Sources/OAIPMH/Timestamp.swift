public import Foundation

/// A moment in UTC with the precision of a second: the UTCdatetime of OAI-PMH 2.0, section 3.3.
public struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int64

  /// The moment that many seconds after 1970-01-01T00:00:00Z.
  public init(seconds: Int64) { self.seconds = seconds }

  /// The second in which a date lies.
  public init(_ date: Date) { seconds = Int64(date.timeIntervalSince1970.rounded(.down)) }

  /// The current second.
  public static var now: Timestamp { Timestamp(Date()) }

  /// The same moment as a Foundation date.
  public var date: Date { Date(timeIntervalSince1970: Double(seconds)) }

  /// `YYYY-MM-DDThh:mm:ssZ`.
  public var description: String {
    let civil = CivilDate(daysSinceEpoch: Int64((Double(seconds) / 86400).rounded(.down)))
    let second = seconds - civil.daysSinceEpoch * 86400
    return "\(civil)T\(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60))Z"
  }

  /// `YYYY-MM-DD`.
  public var day: String {
    CivilDate(daysSinceEpoch: Int64((Double(seconds) / 86400).rounded(.down))).description
  }

  /// Reads `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss` with an optional fraction and an optional `Z` or offset.
  ///
  /// Stricter readers lose real records: datestamps without `Z` and with offsets are met in the wild.
  /// - Parameter text: a datestamp as sent; surrounding white space is ignored.
  public init?(_ text: some StringProtocol) {
    if let moment = text.utf8.withContiguousStorageIfAvailable(Self.regular) ?? nil {
      self = moment
      return
    }
    var digits = Substring(text.trimmingCharacters(in: .whitespacesAndNewlines))
    func number(_ count: Int) -> Int64? {
      let part = digits.prefix(count)
      guard part.count == count, part.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
      digits = digits.dropFirst(count)
      return Int64(part)
    }
    func skip(_ character: Character) -> Bool {
      guard digits.first == character else { return false }
      digits = digits.dropFirst()
      return true
    }
    guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2),
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let civil = CivilDate(year: year, month: month, day: day)
    guard civil == CivilDate(daysSinceEpoch: civil.daysSinceEpoch) else { return nil }
    var total = civil.daysSinceEpoch * 86400
    if skip("T") || skip(" ") {
      guard let hour = number(2), skip(":"), let minute = number(2), hour < 24, minute < 60 else {
        return nil
      }
      total += hour * 3600 + minute * 60
      if skip(":") {
        guard let second = number(2), second <= 60 else { return nil }
        total += second
      }
      if skip(".") || skip(",") { digits = digits.drop(while: { $0.isNumber }) }
      if digits.first == "+" || digits.first == "-" {
        let sign: Int64 = digits.first == "-" ? -1 : 1
        digits = digits.dropFirst()
        guard let hours = number(2), skip(":") || true, let minutes = number(2) else { return nil }
        total -= sign * (hours * 3600 + minutes * 60)
      } else {
        _ = skip("Z") || skip("z")
      }
    }
    guard digits.isEmpty else { return nil }
    seconds = total
  }

  /// Reads exactly `YYYY-MM-DDThh:mm:ssZ`, as nearly every header of a harvest has it; `nil` says nothing.
  private static func regular(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    guard text.count == 20, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      text[10] == UInt8(ascii: "T"), text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
      text[19] == UInt8(ascii: "Z")
    else { return nil }
    func number(_ places: Range<Int>) -> Int64? {
      var result: Int64 = 0
      for place in places {
        guard text[place] >= UInt8(ascii: "0"), text[place] <= UInt8(ascii: "9") else { return nil }
        result = result * 10 + Int64(text[place] - UInt8(ascii: "0"))
      }
      return result
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
    else { return nil }
    let civil = CivilDate(year: year, month: month, day: day)
    let days = civil.daysSinceEpoch
    guard civil == CivilDate(daysSinceEpoch: days) else { return nil }
    return Timestamp(seconds: days * 86400 + hour * 3600 + minute * 60 + second)
  }

  /// Orders moments in time, the earlier first.
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

  /// The moment a number of seconds later, or earlier for a negative number.
  public func advanced(by seconds: Int64) -> Timestamp { Timestamp(seconds: self.seconds + seconds) }
}

extension Timestamp: Codable {
  /// Reads a moment from any text that ``init(_:)`` understands.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let stamp = Timestamp(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not a UTC datetime"))
    }
    self = stamp
  }

  /// Writes the moment as `YYYY-MM-DDThh:mm:ssZ`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// A date of the proleptic Gregorian calendar.
///
/// Days are counted by the algorithm of H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2014):
/// Foundation's calendar costs some hundred times more and is called for every header of a harvest.
struct CivilDate: Equatable, CustomStringConvertible {
  let year: Int64
  let month: Int64
  let day: Int64

  init(year: Int64, month: Int64, day: Int64) {
    self.year = year
    self.month = month
    self.day = day
  }

  init(daysSinceEpoch: Int64) {
    let shifted = daysSinceEpoch + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var daysSinceEpoch: Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  var description: String {
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      + "-\(padded(month))-\(padded(day))"
  }
}

private func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
