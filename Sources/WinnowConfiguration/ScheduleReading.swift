internal import Foundation
internal import OAIPMH

/// A schedule that cannot be used, in one line that tells how to write it.
public struct ScheduleError: Error, CustomStringConvertible, Sendable, Equatable {
  /// Names the schedule, what is wrong, and how it is written.
  public let description: String

  init(_ text: String, _ complaint: String) {
    description = "schedule '\(text)' \(complaint)"
  }
}

extension Schedule {
  /// Reads a schedule: `daily 02:00`, `weekly monday 03:00`, `monthly 1 04:00`, `every 6 hours`, `every 30 minutes`,
  /// `every 2 days`, or the five fields of a line of cron.
  /// - Throws: `ScheduleError`, for a schedule that never comes too.
  public init(parsing text: String) throws(ScheduleError) {
    let words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    let reading = ScheduleReading(text: text)
    let form: Form =
      switch words.first ?? "" {
      case "every": try reading.interval(words)
      case "daily": .calendar(try reading.day(words))
      case "weekly": .calendar(try reading.week(words))
      case "monthly": .calendar(try reading.month(words))
      default: .calendar(try reading.cron(words))
      }
    self.init(text, form)
    // Any moment does, in any zone: 40 years hold every day that there is.
    guard next(after: Timestamp(seconds: 946_684_800), in: .gmt) != nil else {
      throw ScheduleError(text, "never comes: no month has such a day")
    }
  }
}

/// Reads the words of a schedule.
private struct ScheduleReading {
  let text: String

  private static let forms =
    "'daily 02:00', 'weekly monday 03:00', 'monthly 1 04:00', 'every 6 hours' or five fields as in cron"

  func error(_ complaint: String) -> ScheduleError { ScheduleError(text, complaint) }

  /// `every 6 hours`
  func interval(_ words: [String]) throws(ScheduleError) -> Schedule.Form {
    guard words.count == 3, let number = Int64(words[1]) else {
      throw error("is not understood: write such as 'every 6 hours', 'every 30 minutes' or 'every 2 days'")
    }
    let unit: Int64
    switch words[2] {
    case "minute", "minutes": unit = 60
    case "hour", "hours": unit = 3600
    case "day", "days": unit = 86_400
    default: throw error("counts in '\(words[2])': use minutes, hours or days")
    }
    guard (1...525_600).contains(number), number * unit <= 366 * 86_400 else {
      throw error("is out of range: from every 1 minutes to every 366 days")
    }
    return .interval(seconds: number * unit)
  }

  /// `daily 02:00`
  func day(_ words: [String]) throws(ScheduleError) -> ScheduleCalendar {
    guard words.count == 2 else { throw error("is not understood: write such as 'daily 02:00'") }
    return try calendar(at: words[1])
  }

  /// `weekly monday 03:00`
  func week(_ words: [String]) throws(ScheduleError) -> ScheduleCalendar {
    guard words.count == 3 else { throw error("is not understood: write such as 'weekly monday 03:00'") }
    let names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
    guard words[1].count >= 3, let day = names.firstIndex(where: { $0.hasPrefix(words[1]) }) else {
      throw error("has no day of the week '\(words[1])': use monday to sunday")
    }
    var calendar = try calendar(at: words[2])
    calendar.daysOfWeek = [day]
    calendar.restrictsDayOfWeek = true
    return calendar
  }

  /// `monthly 1 04:00`
  func month(_ words: [String]) throws(ScheduleError) -> ScheduleCalendar {
    guard words.count == 3 else { throw error("is not understood: write such as 'monthly 1 04:00'") }
    guard let day = Int(words[1]), (1...28).contains(day) else {
      throw error("has no day '\(words[1])' in every month: use 1 to 28")
    }
    var calendar = try calendar(at: words[2])
    calendar.daysOfMonth = [day]
    calendar.restrictsDayOfMonth = true
    return calendar
  }

  /// `10 3 * * mon-fri`
  func cron(_ words: [String]) throws(ScheduleError) -> ScheduleCalendar {
    guard words.count == 5 else { throw error("is not understood: use \(Self.forms)") }
    var days = try field(words[4], .dayOfWeek)
    // 7 is Sunday too.
    if days.remove(7) != nil { days.insert(0) }
    return ScheduleCalendar(
      minutes: try field(words[0], .minute), hours: try field(words[1], .hour),
      daysOfMonth: try field(words[2], .dayOfMonth), months: try field(words[3], .month), daysOfWeek: days,
      restrictsDayOfMonth: !words[2].hasPrefix("*"), restrictsDayOfWeek: !words[4].hasPrefix("*"))
  }

  /// Every day at a time of day.
  private func calendar(at time: String) throws(ScheduleError) -> ScheduleCalendar {
    let parts = time.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      let hour = number(parts[0]),
      let minute = number(parts[1]), (0...23).contains(hour), (0...59).contains(minute)
    else { throw error("has no time of day '\(time)': write 00:00 to 23:59") }
    return ScheduleCalendar(
      minutes: [minute], hours: [hour], daysOfMonth: Set(1...31), months: Set(1...12), daysOfWeek: Set(0...6),
      restrictsDayOfMonth: false, restrictsDayOfWeek: false)
  }

  // MARK: Fields of cron

  private struct Field {
    let name: String
    let range: ClosedRange<Int>
    /// Names of values, from the first of the range.
    var names: [String] = []

    static let minute = Field(name: "minute", range: 0...59)
    static let hour = Field(name: "hour", range: 0...23)
    static let dayOfMonth = Field(name: "day of the month", range: 1...31)
    static let month = Field(
      name: "month", range: 1...12,
      names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
    static let dayOfWeek = Field(
      name: "day of the week", range: 0...7, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"])
  }

  /// The values of a field: `*`, `5`, `1-5`, `*/15`, `0-30/10`, `mon,wed-fri` (crontab(5)).
  private func field(_ word: String, _ field: Field) throws(ScheduleError) -> Set<Int> {
    var values: Set<Int> = []
    for item in word.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = item.split(separator: "/", omittingEmptySubsequences: false)
      var step = 1
      if parts.count > 1 {
        guard parts.count == 2, let given = number(parts[1]), given > 0 else {
          throw error("has no step '\(item)' for the \(field.name): write such as */15")
        }
        step = given
      }
      var bounds = field.range
      if parts[0] != "*" {
        let ends = parts[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let low = try value(ends[0], field)
        // A step from a single value goes on to the end, as in `5/15`.
        let high =
          ends.count == 2 ? try value(ends[1], field) : parts.count == 2 ? field.range.upperBound : low
        guard low <= high else {
          throw error(
            "has a range '\(parts[0])' for the \(field.name) that goes backwards: write the lower end first")
        }
        bounds = low...high
      }
      values.formUnion(stride(from: bounds.lowerBound, through: bounds.upperBound, by: step))
    }
    return values
  }

  private func value(_ word: Substring, _ field: Field) throws(ScheduleError) -> Int {
    if let index = field.names.firstIndex(of: String(word)) { return field.range.lowerBound + index }
    guard let number = number(word), field.range.contains(number) else {
      let range = "\(field.range.lowerBound) to \(field.range.upperBound)"
      let names = field.names.isEmpty ? "" : " or \(field.names[0]) to \(field.names[field.names.count - 1])"
      throw error("has no \(field.name) '\(word)': use \(range)\(names)")
    }
    return number
  }

  private func number(_ word: Substring) -> Int? {
    word.allSatisfy { $0.isASCII && $0.isNumber } ? Int(word) : nil
  }
}
