/// Centuries and decades: `18..`, `19th century`, `s. XIX`, `XV-XVI`, `188x`, `1880s`.
enum Centuries {
  /// The centuries that have begun.
  private static let numbered = 1...21

  /// `18..`, which are the years that start with 18, or an Arabic number with a word for century.
  static func numeric(_ text: DateText) -> DateReading? {
    guard text.hasDigit, text.bytes.count <= CenturyPhrase.longest else { return nil }
    if let reading = yearsByPrefix(text.bytes) { return reading }
    guard text.hasLetter, let phrase = CenturyPhrase(text.bytes), !phrase.isRoman, phrase.hasWord else {
      return nil
    }
    return reading(of: phrase)
  }

  /// A Roman number, alone or with a word for century.
  static func roman(_ text: DateText) -> DateReading? {
    guard !text.hasDigit, text.hasLetter, let phrase = CenturyPhrase(text.bytes), phrase.last == nil else {
      return nil
    }
    return reading(of: phrase)
  }

  /// Two Roman numbers with a hyphen between them.
  static func romanRange(_ text: DateText) -> DateReading? {
    guard !text.hasDigit, text.hasLetter, let phrase = CenturyPhrase(text.bytes), phrase.last != nil else {
      return nil
    }
    return reading(of: phrase)
  }

  /// `188x` and `188u`, and decades by words: `1880s`, `1880er Jahre`, Nordic `1880-talet`.
  static func decade(_ text: DateText) -> DateReading? {
    guard text.hasDigit, text.hasLetter, text.bytes.count <= 20 else { return nil }
    var scanner = DateScanner(text.bytes)
    var qualification: EDTFDate.Qualification = scanner.take(.question) ? .uncertain : []
    guard let decade = scanner.digits(3...3) else { return nil }
    if let sign = scanner.next, sign.lowered == UInt8(ascii: "x") || sign.lowered == UInt8(ascii: "u") {
      guard scanner.take(sign) else { return nil }
      if scanner.take(.question) { qualification = .uncertain }
      guard scanner.isAtEnd else { return nil }
      return DateReading(EDTFDate(year: decade * 10, precision: .decade, qualification: qualification))
    }
    guard scanner.take(.zero) else { return nil }
    var ending = scanner.rest
    if ending.last == .question {
      ending.removeLast()
      qualification = .uncertain
    }
    guard ending.first?.isDigit == false, let isNordic = decadeEndings[ending.trimmed().word] else {
      return nil
    }
    let date: EDTFDate?
    if decade.isMultiple(of: 10) {
      // "1800-talet" is the century; "1800s" may be that or ten years.
      guard isNordic else { return nil }
      date = EDTFDate(year: decade * 10, precision: .century, qualification: qualification)
    } else {
      date = EDTFDate(year: decade * 10, precision: .decade, qualification: qualification)
    }
    return DateReading(date, isSpeltOut: true)
  }

  /// What follows a year that ends in zero; true where the language counts centuries so.
  private static let decadeEndings: [String: Bool] = [
    "s": false, "'s": false, "’s": false, "er": false, "er jahre": false, "er-jahre": false,
    "-talet": true, "-tal": true, "-tallet": true, "-luku": true, "-luvulla": true, "-luvulta": true,
  ]

  private static func yearsByPrefix(_ bytes: ArraySlice<UInt8>) -> DateReading? {
    guard bytes.count <= 6 else { return nil }
    var scanner = DateScanner(bytes)
    var qualification: EDTFDate.Qualification = scanner.take(.question) ? .uncertain : []
    guard let century = scanner.digits(2...2), century >= 10 else { return nil }
    guard scanner.take(.dot), scanner.take(.dot) else { return nil }
    if scanner.take(.question) { qualification = .uncertain }
    guard scanner.isAtEnd else { return nil }
    return DateReading(EDTFDate(year: century * 100, precision: .century, qualification: qualification))
  }

  private static func reading(of phrase: CenturyPhrase) -> DateReading? {
    guard numbered.contains(phrase.first), phrase.last.map(numbered.contains) ?? true else { return nil }
    let qualification: EDTFDate.Qualification = phrase.isUncertain ? .uncertain : []
    var notes: NormalisedDate.Notes = []
    if !phrase.hasWord { notes.insert(.centuryAssumed) }
    let isSpeltOut = phrase.hasWord || phrase.isPlainNumeral
    guard let last = phrase.last else {
      return DateReading(date(phrase.first, qualification), notes: notes, isSpeltOut: isSpeltOut)
    }
    // The mark behind a range is its end's.
    guard let from = date(phrase.first, []), let to = date(last, qualification) else { return nil }
    return DateReading(.interval(from: from, to: to), notes: notes, isSpeltOut: isSpeltOut)
  }

  private static func date(_ century: Int, _ qualification: EDTFDate.Qualification) -> EDTFDate? {
    EDTFDate(year: (century - 1) * 100, precision: .century, qualification: qualification)
  }
}
