internal import Foundation
internal import OAIPMH

/// What the clocks of a time zone show. Times on the wall are seconds as if the zone were UTC.
struct LocalClock {
  private let timeZone: TimeZone

  /// More than any zone is off UTC, and more than any zone ever moved its clocks at once.
  private static let reach: Int64 = 86_400

  init(_ timeZone: TimeZone) { self.timeZone = timeZone }

  /// The day on the calendar at a moment, counted from 1970-01-01.
  func day(at moment: Timestamp) -> Int64 { shown(at: moment.seconds).floorDivided(by: 86_400) }

  /// When the clock shows a time: never, once, or twice; the earlier first.
  func moments(showing wall: Int64) -> [Timestamp] {
    let offsets = Set([offset(at: wall - Self.reach), offset(at: wall + Self.reach)])
    return offsets.map { wall - $0 }.filter { shown(at: $0) == wall }.sorted().map(Timestamp.init(seconds:))
  }

  /// The first moment after the clock jumped over a time.
  func firstMoment(past wall: Int64) -> Timestamp {
    var low = wall - Self.reach
    var high = wall + Self.reach
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if shown(at: middle) >= wall { high = middle } else { low = middle }
    }
    return Timestamp(seconds: high)
  }

  private func shown(at seconds: Int64) -> Int64 { seconds + offset(at: seconds) }

  private func offset(at seconds: Int64) -> Int64 {
    Int64(timeZone.secondsFromGMT(for: Timestamp(seconds: seconds).date))
  }
}

/// A day of the proleptic Gregorian calendar.
struct CivilDay: Equatable {
  let month: Int
  let day: Int
  /// 0 is Sunday.
  let weekday: Int

  /// Days are counted by the algorithm of H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2014).
  init(daysSinceEpoch: Int64) {
    let shifted = daysSinceEpoch + 719_468
    let dayOfEra = shifted - shifted.floorDivided(by: 146_097) * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
    // 1970-01-01 was a Thursday.
    let sinceSunday = daysSinceEpoch + 4
    weekday = Int(sinceSunday - sinceSunday.floorDivided(by: 7) * 7)
  }
}

extension Int64 {
  /// The quotient, rounded towards minus infinity.
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
