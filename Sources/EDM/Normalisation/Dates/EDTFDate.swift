/// One date of an EDTF expression: a year, a decade or a century, perhaps a month and a day, perhaps qualified.
///
/// Source: Extended Date/Time Format (ISO 8601-2:2019, clause 4), levels 0 and 1, and of level 2 the decade or
/// century with a known month (`198X-11`), which Metis writes too.
public struct EDTFDate: Sendable, Hashable {
  /// How much of the year is known.
  public enum YearPrecision: Sendable, Hashable {
    /// The whole year: `1889`.
    case year
    /// The decade: `188X`.
    case decade
    /// The century: `18XX`.
    case century
  }

  /// What a date is said to be besides its digits.
  public struct Qualification: OptionSet, Sendable, Hashable {
    /// The bits of the set.
    public let rawValue: UInt8

    /// The set with these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The source doubts the date: `?`.
    public static let uncertain = Qualification(rawValue: 1)
    /// The source gives the date as an estimate: `~`.
    public static let approximate = Qualification(rawValue: 2)

    /// The sign after the date: `?`, `~`, `%` for both, or nothing.
    var sign: String {
      switch (contains(.uncertain), contains(.approximate)) {
      case (true, true): "%"
      case (true, false): "?"
      case (false, true): "~"
      case (false, false): ""
      }
    }
  }

  /// The years that EDTF writes as four digits; others carry the letter `Y`.
  static let fourDigitYears = -9999...9999

  /// The year, or the first year of the decade or century by its digits; 0 is 1 BC.
  public let year: Int
  /// How much of the year is known.
  public let precision: YearPrecision
  /// The month, 1 to 12, where known.
  public let month: Int?
  /// The day of the month, where known.
  public let day: Int?
  /// Whether the date is uncertain or approximate.
  public var qualification: Qualification

  /// A date of these parts; `nil` where the calendar has no such date.
  ///
  /// - Parameters:
  ///   - year: The year, or the first year of the decade or century; decades and centuries begin at year 0.
  ///   - precision: How much of the year is known.
  ///   - month: The month, 1 to 12.
  ///   - day: The day; only beside a month.
  ///   - qualification: Whether the date is uncertain or approximate.
  public init?(
    year: Int, precision: YearPrecision = .year, month: Int? = nil, day: Int? = nil,
    qualification: Qualification = []
  ) {
    guard precision == .year || (0...9999).contains(year) else { return nil }
    guard year.magnitude <= 999_999_999 else { return nil }
    if let month {
      guard (1...12).contains(month), Self.fourDigitYears.contains(year) else { return nil }
      // The 29th of February is a day of some year of every decade and century.
      let calendarYear = precision == .year ? year : 4
      if let day {
        guard day >= 1, day <= CalendarDate.dayCount(ofMonth: month, year: calendarYear) else { return nil }
      }
    } else if day != nil {
      return nil
    }
    self.year = year
    self.precision = precision
    self.month = month
    self.day = day
    self.qualification = qualification
  }

  /// True where year, month and day are all known.
  public var isComplete: Bool { precision == .year && day != nil }

  /// The first day the date may stand for.
  ///
  /// A bare century is the numbered century, as Metis has it and as Europeana's time spans that
  /// ``EDTF/centuries`` name: `18XX` runs from 1801-01-01 to 1900-12-31. Elsewhere an unspecified digit is any
  /// digit: `188X` runs from 1880 to 1889.
  public var begin: CalendarDate {
    let month = month ?? 1
    return nearest(to: day ?? 1, month: month, year: years.lowerBound, step: 1)
  }

  /// The last day the date may stand for; see ``begin``.
  public var end: CalendarDate {
    let month = month ?? 12
    let year = years.upperBound
    return nearest(
      to: day ?? CalendarDate.dayCount(ofMonth: month, year: year), month: month, year: year, step: -1)
  }

  private var years: ClosedRange<Int> {
    switch precision {
    case .year: year...year
    case .decade: year...year + 9
    case .century: month == nil ? year + 1...year + 100 : year...year + 99
    }
  }

  /// The day itself or, for a 29th of February, the nearest year inside the decade or century that has one.
  private func nearest(to day: Int, month: Int, year: Int, step: Int) -> CalendarDate {
    var year = year
    while day > CalendarDate.dayCount(ofMonth: month, year: year) { year += step }
    return CalendarDate(checkedYear: year, month: month, day: day)
  }
}

extension EDTFDate: CustomStringConvertible {
  /// The date in EDTF.
  public var description: String {
    var text: String
    if Self.fourDigitYears.contains(year) {
      switch precision {
      case .year: text = CalendarDate.padded(year, to: 4)
      case .decade: text = CalendarDate.padded(year / 10, to: 3) + "X"
      case .century: text = CalendarDate.padded(year / 100, to: 2) + "XX"
      }
    } else {
      text = "Y" + String(year)
    }
    if let month { text += "-" + CalendarDate.padded(month, to: 2) }
    if let day { text += "-" + CalendarDate.padded(day, to: 2) }
    return text + qualification.sign
  }
}
