/// Dates with the name of a month: `1 November 1889`, `November 1, 1889`, `novembre 1889`, `1889. november 1.`.
enum MonthNameDates {
  /// One such date, or two with a hyphen between them.
  static func read(_ text: DateText) -> DateReading? {
    guard text.hasDigit, text.hasLetter, text.bytes.count <= 90 else { return nil }
    if let date = date(text.bytes) { return DateReading(date, isSpeltOut: true) }
    guard let hyphen = text.bytes.onlyIndex(of: .hyphen) else { return nil }
    guard let from = date(text.bytes[..<hyphen].trimmed()) else { return nil }
    guard let to = date(text.bytes[(hyphen + 1)...].trimmed()) else { return nil }
    return DateReading(.interval(from: from, to: to), isSpeltOut: true)
  }

  private static func date(_ bytes: ArraySlice<UInt8>) -> EDTFDate? {
    guard (8...45).contains(bytes.count) else { return nil }
    var text = bytes
    var qualification: EDTFDate.Qualification = []
    if text.last == .question {
      text.removeLast()
      qualification = .uncertain
    }
    guard let parts = parts(text) else { return nil }
    return EDTFDate(year: parts.year, month: parts.month, day: parts.day, qualification: qualification)
  }

  private static func parts(_ bytes: ArraySlice<UInt8>) -> (year: Int, month: Int, day: Int?)? {
    var scanner = DateScanner(bytes)
    if let year = scanner.digits(4...4) {
      takeText(" m.", &scanner)
      guard takeSeparator(&scanner), let month = takeMonth(&scanner) else { return nil }
      if scanner.isAtEnd { return (year, month, nil) }
      guard takeSeparator(&scanner), let day = scanner.digits(1...2) else { return nil }
      takeText(" d", &scanner)
      _ = scanner.take(.dot)
      return scanner.isAtEnd ? (year, month, day) : nil
    }
    var day = takeDay(&scanner)
    if day != nil {
      guard takeSeparator(&scanner) else { return nil }
      takeConnective(&scanner)
    }
    guard let month = takeMonth(&scanner), takeSeparator(&scanner) else { return nil }
    takeConnective(&scanner)
    if day == nil {
      var attempt = scanner
      if let number = takeDay(&attempt), takeSeparator(&attempt) {
        day = number
        scanner = attempt
      }
    }
    guard let year = scanner.digits(4...4) else { return nil }
    // "1908 г.", "1908 m."
    if scanner.take(.space) {
      guard ["г", "р", "m", "g", "r"].contains(scanner.takeAll { $0.isWordByte }.word) else { return nil }
      _ = scanner.take(.dot)
    }
    return scanner.isAtEnd ? (year, month, day) : nil
  }

  /// A day, perhaps an ordinal: `1`, `1st`, `1er`, `1º`. A dot after it is left to the separator.
  private static func takeDay(_ scanner: inout DateScanner) -> Int? {
    var attempt = scanner
    guard let day = attempt.digits(1...2), attempt.next?.isDigit != true else { return nil }
    let ending = attempt.takeAll { $0.isWordByte }
    if !ending.isEmpty {
      guard ["st", "nd", "rd", "th", "er", "º", "°", "a", "η", "ú"].contains(ending.word) else { return nil }
    }
    scanner = attempt
    return day
  }

  /// A space, dot or comma, or one of the latter and a space; two dots are a slip.
  private static func takeSeparator(_ scanner: inout DateScanner) -> Bool {
    let hasMark = scanner.take(.dot) || scanner.take(.comma)
    return scanner.take(.space) || hasMark
  }

  /// The `de` of `5 de mayo de 1908`.
  private static func takeConnective(_ scanner: inout DateScanner) {
    for word in ["de ", "del ", "of ", "di ", "d'", "d’", "ta' ", "ta’ "]
    where takeText(word, &scanner) { return }
  }

  /// Steps over a text where it comes next: the `m.` and `d.` of Lithuanian `1908 m. gegužės 5 d.`
  @discardableResult
  private static func takeText(_ text: String, _ scanner: inout DateScanner) -> Bool {
    guard scanner.rest.starts(with: text.utf8) else { return false }
    for byte in text.utf8 { _ = scanner.take(byte) }
    return true
  }

  private static func takeMonth(_ scanner: inout DateScanner) -> Int? {
    var attempt = scanner
    let word = attempt.takeAll { $0.isWordByte }
    guard (2...40).contains(word.count) else { return nil }
    if let month = MonthNames.number(of: word.word) {
      scanner = attempt
      takeAbbreviationDot(&scanner)
      return month
    }
    // Irish "Meán Fómhair" and "Deireadh Fómhair".
    guard attempt.take(.space) else { return nil }
    let second = attempt.takeAll { $0.isWordByte }
    guard second.count >= 2, let month = MonthNames.number(of: word.word + " " + second.word) else {
      return nil
    }
    scanner = attempt
    return month
  }

  /// The dot of `nov. 1889`; that of `nov.1889` is the separator.
  private static func takeAbbreviationDot(_ scanner: inout DateScanner) {
    var attempt = scanner
    if attempt.take(.dot), attempt.next == .space || attempt.next == .comma { scanner = attempt }
  }
}
