/// Dates of numbers alone, in several orders and with several separators.
enum NumericDates {
  /// `1889/98` or `1889-98`: the end has the last two digits of its year.
  ///
  /// An end up to 12 would be a month, one before the beginning a slip.
  static func briefRange(_ bytes: ArraySlice<UInt8>) -> DateReading? {
    guard (7...9).contains(bytes.count) else { return nil }
    var scanner = DateScanner(bytes)
    let firstDoubt: EDTFDate.Qualification = scanner.take(.question) ? .uncertain : []
    guard let begin = scanner.digits(4...4), scanner.take(.slash) || scanner.take(.hyphen) else { return nil }
    guard let brief = scanner.digits(2...2), brief > 12, brief > begin % 100 else { return nil }
    let lastDoubt: EDTFDate.Qualification = scanner.take(.question) ? .uncertain : []
    guard scanner.isAtEnd else { return nil }
    guard let first = EDTFDate(year: begin, qualification: firstDoubt) else { return nil }
    guard let last = EDTFDate(year: begin - begin % 100 + brief, qualification: lastDoubt) else { return nil }
    return DateReading(.interval(from: first, to: last))
  }

  /// `1889-11-01`, `1.11.1889`, `11/1889`, `1889-11-??`, `18--`, `18??`, each perhaps with a question mark before
  /// or behind.
  static func single(_ bytes: ArraySlice<UInt8>) -> DateReading? {
    guard bytes.count <= longestDate, let date = NumericDate(bytes, shortYearAllowed: false) else {
      return nil
    }
    return DateReading(date.date, notes: date.notes)
  }

  private static let longestDate = 14

  /// Two such dates with `/`, `-`, `|`, or a space between them, one of which may be open (`?`, `-`, `..`).
  static func range(_ bytes: ArraySlice<UInt8>) -> DateReading? {
    guard (3...longestDate * 2 + 3).contains(bytes.count) else { return nil }
    guard bytes.allSatisfy({ $0.isDigit || $0.isPartOfNumericRange }) else { return nil }
    if bytes.contains(.bar) {
      guard let bar = bytes.onlyIndex(of: .bar) else { return nil }
      return range(bytes[..<bar].trimmed(), bytes[(bar + 1)...].trimmed())
    }
    if let dash = spacedDash(bytes) {
      return range(bytes[..<(dash - 1)], bytes[(dash + 2)...])
    }
    if let slash = bytes.onlyIndex(of: .slash) {
      let reading = range(bytes[..<slash].trimmed(), bytes[(slash + 1)...].trimmed())
      if let reading { return reading }
    }
    if let hyphen = bytes.onlyIndex(of: .hyphen) {
      let last = bytes[(hyphen + 1)...]
      // "187-?" may be a decade.
      if hyphen - bytes.startIndex == 3, isOpen(last) { return nil }
      return range(bytes[..<hyphen], last)
    }
    if let space = bytes.onlyIndex(of: .space) {
      return range(bytes[..<space], bytes[(space + 1)...], openAllowed: false)
    }
    return nil
  }

  /// The index of a hyphen with a space on both sides.
  private static func spacedDash(_ bytes: ArraySlice<UInt8>) -> Int? {
    var index = bytes.startIndex + 1
    while index < bytes.endIndex - 1 {
      if bytes[index] == .hyphen, bytes[index - 1] == .space, bytes[index + 1] == .space { return index }
      index += 1
    }
    return nil
  }

  private static func range(
    _ first: ArraySlice<UInt8>, _ last: ArraySlice<UInt8>, openAllowed: Bool = true
  ) -> DateReading? {
    let from = NumericDate(first, shortYearAllowed: true)
    let to = NumericDate(last, shortYearAllowed: true)
    guard from != nil || openAllowed && isOpen(first), to != nil || openAllowed && isOpen(last) else {
      return nil
    }
    switch (from, to) {
    case (nil, nil): return nil
    case (let from?, let to?):
      // "1889-990" is more likely a slip than a range from the year 990.
      guard from.hasShortYear || !to.hasShortYear else { return nil }
      var notes = from.notes.union(to.notes)
      if !openAllowed { notes.insert(.rangeAssumed) }
      return DateReading(.interval(from: from.date, to: to.date), notes: notes)
    case (let date?, nil): return DateReading(.interval(from: date.date, to: nil), notes: date.notes)
    case (nil, let date?): return DateReading(.interval(from: nil, to: date.date), notes: date.notes)
    }
  }

  private static func isOpen(_ bytes: ArraySlice<UInt8>) -> Bool {
    switch bytes.count {
    case 1: bytes.first == .question || bytes.first == .hyphen
    case 2: bytes.allSatisfy { $0 == .dot }
    default: false
    }
  }
}

extension UInt8 {
  /// A separator, a mark of doubt, or a letter for an unknown digit.
  fileprivate var isPartOfNumericRange: Bool {
    switch self {
    case .space, .hyphen, .dot, .slash, .question, .bar: true
    default: self.lowered == UInt8(ascii: "x") || self.lowered == UInt8(ascii: "u")
    }
  }
}
