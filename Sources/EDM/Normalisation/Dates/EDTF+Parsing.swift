extension EDTF {
  /// Reads an expression of levels 0 and 1; `nil` where the text is none.
  ///
  /// An empty end of an interval is read as an open one. Seasons (`2001-21`) and unspecified months and days
  /// (`1999-XX`) are not read: in collections' records the first are brief ranges.
  ///
  /// - Parameter text: The expression, without white space.
  public init?(parsing text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes[...], timeAllowed: false)
  }

  init?(_ bytes: ArraySlice<UInt8>, timeAllowed: Bool) {
    guard bytes.count <= 100 else { return nil }
    guard let slash = bytes.firstIndex(of: .slash) else {
      guard let date = EDTFDate(bytes, timeAllowed: timeAllowed) else { return nil }
      self = .date(date)
      return
    }
    let first = bytes[..<slash].trimmingSpaces(timeAllowed)
    let last = bytes[(slash + 1)...].trimmingSpaces(timeAllowed)
    let from = EDTFDate(first, timeAllowed: timeAllowed)
    let to = EDTFDate(last, timeAllowed: timeAllowed)
    guard from != nil || first.isOpenEnd, to != nil || last.isOpenEnd, from != nil || to != nil else {
      return nil
    }
    self = .interval(from: from, to: to)
  }
}

extension ArraySlice<UInt8> {
  fileprivate var isOpenEnd: Bool { isEmpty || elementsEqual([.dot, .dot]) }

  fileprivate func trimmingSpaces(_ lenient: Bool) -> ArraySlice<UInt8> { lenient ? trimmed() : self }
}

extension EDTFDate {
  /// Reads one date, with a time of day behind it where that is allowed; the time is left out of the result.
  init?(_ bytes: ArraySlice<UInt8>, timeAllowed: Bool) {
    var scanner = DateScanner(bytes)
    if scanner.take(.upperY) {
      self.init(longYear: &scanner)
      return
    }
    let isNegative = scanner.take(.hyphen)
    guard let (year, precision) = Self.fourDigitYear(&scanner), !isNegative || precision == .year else {
      return nil
    }
    guard !isNegative || year > 0 else { return nil }
    var month: Int?
    var day: Int?
    if scanner.take(.hyphen) {
      guard let number = scanner.digits(2...2) else { return nil }
      month = number
      if scanner.take(.hyphen) {
        guard let number = scanner.digits(2...2) else { return nil }
        day = number
        if timeAllowed, precision == .year, scanner.take(.upperT) {
          guard scanner.skipTimeOfDay(), scanner.isAtEnd else { return nil }
        }
      }
    }
    guard let qualification = Self.trailingQualification(&scanner) else { return nil }
    self.init(
      year: isNegative ? -year : year, precision: precision, month: month, day: day,
      qualification: qualification)
  }

  /// `Y-12345`, the letter already read.
  private init?(longYear scanner: inout DateScanner) {
    let isNegative = scanner.take(.hyphen)
    guard let year = scanner.digits(5...9), year > 9999 else { return nil }
    guard let qualification = Self.trailingQualification(&scanner) else { return nil }
    self.init(year: isNegative ? -year : year, qualification: qualification)
  }

  /// `1889`, `188X` or `18XX`.
  private static func fourDigitYear(_ scanner: inout DateScanner) -> (Int, YearPrecision)? {
    guard let century = scanner.digits(2...2) else { return nil }
    if scanner.take(.upperX) {
      return scanner.take(.upperX) ? (century * 100, .century) : nil
    }
    guard let decade = scanner.digits(1...1) else { return nil }
    let start = century * 100 + decade * 10
    if scanner.take(.upperX) { return (start, .decade) }
    guard let year = scanner.digits(1...1) else { return nil }
    return (start + year, .year)
  }

  /// The qualification up to the end of the text; `nil` where anything else follows.
  private static func trailingQualification(_ scanner: inout DateScanner) -> Qualification? {
    var qualification: Qualification = []
    if scanner.take(.question) {
      qualification = .uncertain
    } else if scanner.take(.tilde) {
      qualification = .approximate
    } else if scanner.take(.percent) {
      qualification = [.uncertain, .approximate]
    }
    return scanner.isAtEnd ? qualification : nil
  }
}
