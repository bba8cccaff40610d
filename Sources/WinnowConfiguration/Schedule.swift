public import Foundation
public import OAIPMH

/// When a provider is harvested: `harvest.schedule` of the configuration.
///
/// Either a number of minutes, hours or days counted from the last start, or moments of the calendar as cron knows
/// them. Moments of the calendar are those of a time zone, which is the machine's for `winnow serve`, as it is for
/// cron. Around a change of the clock nothing is skipped and nothing comes twice: a moment that the clock jumps over
/// comes right after the jump, one that the clock shows twice comes the first time. Where the hour is left open
/// (`*`), every hour that passes counts.
public struct Schedule: Sendable, Equatable, CustomStringConvertible {
  enum Form: Sendable, Equatable {
    /// So many seconds after the last start.
    case interval(seconds: Int64)
    case calendar(ScheduleCalendar)
  }

  /// The schedule as it was written.
  public let description: String
  let form: Form

  init(_ text: String, _ form: Form) {
    description = text
    self.form = form
  }

  /// The moment to start again, after a start.
  /// - Parameters:
  ///   - start: when it was started last; the moment returned is later.
  ///   - timeZone: whose days and hours are meant.
  /// - Returns: `nil` where there is none within 40 years, as for 31 February.
  public func next(after start: Timestamp, in timeZone: TimeZone) -> Timestamp? {
    switch form {
    case .interval(let seconds): start.advanced(by: seconds)
    case .calendar(let calendar): calendar.next(after: start, in: LocalClock(timeZone))
    }
  }
}

/// Moments of the calendar, by the five fields of cron.
struct ScheduleCalendar: Sendable, Equatable {
  var minutes: Set<Int>
  var hours: Set<Int>
  var daysOfMonth: Set<Int>
  var months: Set<Int>
  /// 0 is Sunday.
  var daysOfWeek: Set<Int>
  /// False where the day of the month was left open (`*`).
  var restrictsDayOfMonth: Bool
  /// False where the day of the week was left open (`*`).
  var restrictsDayOfWeek: Bool

  /// 29 February on one weekday comes once in 28 years, or 40 where a century's leap day is left out.
  private static let longestSearch = 40 * 366

  /// The first moment after another one.
  func next(after start: Timestamp, in clock: LocalClock) -> Timestamp? {
    // From the day before: a clock that jumps over midnight moves the moments of one day into the next.
    let first = clock.day(at: start) - 1
    for day in first...(first + Int64(Self.longestSearch)) where includes(CivilDay(daysSinceEpoch: day)) {
      var earliest: Timestamp?
      for hour in hours {
        for minute in minutes {
          let wall = day * 86_400 + Int64(hour) * 3600 + Int64(minute) * 60
          for moment in moments(at: wall, in: clock)
          where moment > start && earliest.map({ moment < $0 }) ?? true {
            earliest = moment
          }
        }
      }
      if let earliest { return earliest }
    }
    return nil
  }

  /// When the clock shows a time for which there is a start.
  private func moments(at wall: Int64, in clock: LocalClock) -> [Timestamp] {
    let shown = clock.moments(showing: wall)
    if hours.count == 24 { return shown }
    if let first = shown.first { return [first] }
    return [clock.firstMoment(past: wall)]
  }

  /// Where both days are restricted, either is enough (crontab(5)).
  func includes(_ day: CivilDay) -> Bool {
    guard months.contains(day.month) else { return false }
    let fitsMonth = daysOfMonth.contains(day.day)
    let fitsWeek = daysOfWeek.contains(day.weekday)
    return restrictsDayOfMonth && restrictsDayOfWeek ? fitsMonth || fitsWeek : fitsMonth && fitsWeek
  }
}
