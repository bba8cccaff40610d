/// One date of numbers: fields between separators of one kind.
struct NumericDate {
  let date: EDTFDate
  let notes: NormalisedDate.Notes
  /// True for a year of three digits.
  let hasShortYear: Bool

  /// Reads a date; `nil` where the text is none or the order of its fields is unclear.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - shortYearAllowed: Whether three digits alone are a year; as a date of its own they may be a decade.
  init?(_ bytes: ArraySlice<UInt8>, shortYearAllowed: Bool) {
    guard let first = bytes.first, first.isDigit || Field.isUnknownDigit(first) else { return nil }
    if let date = Self.yearAlone(bytes, shortYearAllowed: shortYearAllowed) {
      self = date
      return
    }
    guard let separator = bytes.firstSeparator else { return nil }
    let fields = bytes.split(separator: separator, maxSplits: 3, omittingEmptySubsequences: false)
    guard fields.count == 3 || fields.count == 2 && separator != .space else { return nil }
    let start = Self.withoutLeadingDoubt(fields[0])
    let end = Self.withoutTrailingDoubt(fields[fields.count - 1])
    let isUncertain = start.count < fields[0].count || end.count < fields[fields.count - 1].count
    let qualification: EDTFDate.Qualification = isUncertain ? .uncertain : []
    let middle = fields.count == 3 ? fields[1] : nil
    if let year = YearField(start) {
      guard let last = Field(end) else { return nil }
      let month: Field
      var day: Field?
      if let middle {
        guard let field = Field(middle) else { return nil }
        month = field
        day = last
      } else {
        month = last
      }
      self.init(year, month, day, qualification, dayFirst: false)
    } else if let year = YearField(end) {
      guard let field = Field(start) else { return nil }
      guard let middle else {
        self.init(year, field, nil, qualification, dayFirst: false)
        return
      }
      guard let month = Field(middle) else { return nil }
      self.init(year, month, field, qualification, dayFirst: separator != .dot)
    } else {
      return nil
    }
  }

  private init(
    date: EDTFDate, notes: NormalisedDate.Notes = [], hasShortYear: Bool
  ) {
    self.date = date
    self.notes = notes
    self.hasShortYear = hasShortYear
  }

  private init?(
    _ year: YearField, _ month: Field, _ day: Field?, _ qualification: EDTFDate.Qualification, dayFirst: Bool
  ) {
    var notes: NormalisedDate.Notes = []
    if month.number == nil || day != nil && day?.number == nil { notes.insert(.unknownPartLeftOut) }
    guard let monthNumber = month.number else {
      // Without a month a day says nothing.
      guard
        let date = EDTFDate(year: year.start, precision: year.precision, qualification: qualification)
      else { return nil }
      self.init(date: date, notes: notes, hasShortYear: year.isShort)
      return
    }
    if let date = EDTFDate(
      year: year.start, precision: year.precision, month: monthNumber, day: day?.number,
      qualification: qualification)
    {
      if dayFirst, let dayNumber = day?.number, dayNumber <= 12, dayNumber != monthNumber {
        notes.insert(.dayFirstAssumed)
      }
      self.init(date: date, notes: notes, hasShortYear: year.isShort)
      return
    }
    guard monthNumber > 12, let dayNumber = day?.number else { return nil }
    guard
      let date = EDTFDate(
        year: year.start, precision: year.precision, month: dayNumber, day: monthNumber,
        qualification: qualification)
    else { return nil }
    notes.insert(.dayAndMonthSwapped)
    self.init(date: date, notes: notes, hasShortYear: year.isShort)
  }

  private static func yearAlone(_ bytes: ArraySlice<UInt8>, shortYearAllowed: Bool) -> NumericDate? {
    guard bytes.count <= 6 else { return nil }
    var text = bytes
    var qualification: EDTFDate.Qualification = []
    if text.count > 3, text.first == .question {
      text.removeFirst()
      qualification = .uncertain
    }
    // Of four signs the last may be a digit unknown: "19??". "198?" may be a decade or a doubt.
    if text.count == 5, text.last == .question {
      text.removeLast()
      qualification = .uncertain
    }
    guard let year = YearField(text), shortYearAllowed || !year.isShort else { return nil }
    guard let date = EDTFDate(year: year.start, precision: year.precision, qualification: qualification)
    else { return nil }
    return NumericDate(date: date, hasShortYear: year.isShort)
  }

  /// `?11` without its mark, but `??` as it stands.
  private static func withoutLeadingDoubt(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    field.first == .question && (field.count != 2 || field.last != .question) ? field.dropFirst() : field
  }

  private static func withoutTrailingDoubt(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard field.last == .question else { return field }
    // "??" is an unknown part, "19??" an unknown year of a century.
    if field.count == 2 && field.first == .question { return field }
    if field.count == 4 && field.dropLast().last == .question { return field }
    return field.dropLast()
  }
}

/// A day or a month: one or two digits, or two equal signs that stand for unknown ones.
private struct Field {
  /// `nil` where unknown; zero counts as unknown.
  let number: Int?

  init?(_ bytes: ArraySlice<UInt8>) {
    guard let first = bytes.first, bytes.count <= 2 else { return nil }
    if bytes.count == 2, let last = bytes.last, Self.isUnknownDigit(first), last.lowered == first.lowered {
      number = nil
      return
    }
    var scanner = DateScanner(bytes)
    guard let value = scanner.digits(1...2), scanner.isAtEnd else { return nil }
    number = value == 0 ? nil : value
  }

  static func isUnknownDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case .hyphen, .question: true
    default: byte.lowered == UInt8(ascii: "x") || byte.lowered == UInt8(ascii: "u")
    }
  }
}

/// A year: `1889`, `889`, `188x`, `18--`, `18??`.
private struct YearField {
  let start: Int
  let precision: EDTFDate.YearPrecision
  let isShort: Bool

  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count == 3 || bytes.count == 4 else { return nil }
    var scanner = DateScanner(bytes)
    guard let number = scanner.digits(2...4) else { return nil }
    let rest = scanner.rest
    switch (bytes.count - rest.count, rest.count) {
    case (3, 0), (4, 0):
      start = number
      precision = .year
      isShort = bytes.count == 3
    case (3, 1):
      // "188-" and "188?" may be anything.
      guard let sign = rest.first, sign.isASCIILetter, Field.isUnknownDigit(sign) else { return nil }
      start = number * 10
      precision = .decade
      isShort = false
    case (2, 2):
      guard let sign = rest.first, Field.isUnknownDigit(sign), rest.last?.lowered == sign.lowered else {
        return nil
      }
      start = number * 100
      precision = .century
      isShort = false
    default: return nil
    }
  }
}

extension ArraySlice<UInt8> {
  /// The separator of a numeric date: the first slash, else the first dot, space or hyphen.
  fileprivate var firstSeparator: UInt8? {
    for separator in [UInt8.slash, .dot, .space, .hyphen] where contains(separator) { return separator }
    return nil
  }
}
