/// A date or an interval in the Extended Date/Time Format.
///
/// Source: ISO 8601-2:2019, clauses 4 and 5.2; <https://www.loc.gov/standards/datetime/>.
public enum EDTF: Sendable, Hashable {
  /// One date.
  case date(EDTFDate)
  /// From one date to another; `nil` is an open end, written `..`.
  case interval(from: EDTFDate?, to: EDTFDate?)

  /// The first day; `nil` where the beginning is open.
  public var begin: CalendarDate? {
    switch self {
    case .date(let date): date.begin
    case .interval(let first, _): first?.begin
    }
  }

  /// The last day; `nil` where the end is open.
  public var end: CalendarDate? {
    switch self {
    case .date(let date): date.end
    case .interval(_, let last): last?.end
    }
  }

  /// The numbers of the centuries from begin to end, ascending: 19 for the years 1801 to 1900.
  ///
  /// An open interval has the century of its known end alone. Centuries before year 1 have no number.
  public var centuries: [Int] {
    guard let begin = begin ?? end, let end = end ?? self.begin, let last = end.century else { return [] }
    let first = begin.century ?? 1
    return first <= last ? Array(first...last) : []
  }

  /// The dates that are stated, one or two.
  public var dates: [EDTFDate] {
    switch self {
    case .date(let date): [date]
    case .interval(let first, let last): [first, last].compactMap { $0 }
    }
  }

  /// True where any date is approximate.
  public var isApproximate: Bool { has(.approximate) }

  /// True where any date is uncertain.
  public var isUncertain: Bool { has(.uncertain) }

  private func has(_ qualification: EDTFDate.Qualification) -> Bool {
    switch self {
    case .date(let date): date.qualification.contains(qualification)
    case .interval(let first, let last):
      first?.qualification.contains(qualification) == true
        || last?.qualification.contains(qualification) == true
    }
  }

  /// The same with a qualification put on every date.
  func qualified(_ qualification: EDTFDate.Qualification) -> EDTF {
    func mark(_ date: EDTFDate) -> EDTFDate {
      var date = date
      date.qualification.formUnion(qualification)
      return date
    }
    return switch self {
    case .date(let date): .date(mark(date))
    case .interval(let first, let last): .interval(from: first.map(mark), to: last.map(mark))
    }
  }
}

extension EDTF: CustomStringConvertible {
  /// The expression in EDTF: `1889`, `18XX?`, `1889/1898`, `1907/..`.
  public var description: String {
    switch self {
    case .date(let date): date.description
    case .interval(let first, let last): (first?.description ?? "..") + "/" + (last?.description ?? "..")
    }
  }
}
