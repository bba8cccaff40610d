/// Reads what providers write into date properties, and into those where dates are among other things.
///
/// The rules and their order are those of Metis (`europeana/metis-normalization`, `DatesNormalizer`): the text as
/// it stands, then with annotations and words for "about" taken away one after another, each time by every
/// extractor in the order of ``NormalisedDate/Extractor``. A text that fits none is left alone.
public struct DateNormaliser: Sendable {
  /// The last day of the running century.
  public static let endOfCentury = CalendarDate(checkedYear: 2100, month: 12, day: 31)

  /// The last day that a date may begin; a later one is taken for a slip of the pen.
  private let latest: CalendarDate

  /// A normaliser of dates.
  ///
  /// - Parameter latest: The last day that a date may begin. It is the end of the running century unless given,
  ///   so that the same text has the same reading on every day.
  public init(latest: CalendarDate = Self.endOfCentury) {
    self.latest = latest
  }

  /// The date or interval that a text states; `nil` where it states none that is beyond doubt.
  ///
  /// - Parameters:
  ///   - text: The provider's literal.
  ///   - property: The property that holds it. `dc:date` and `dcterms:created`, `issued` and `temporal` are read
  ///     by every extractor. In `dc:coverage` and `dc:subject` a number may be anything: there a date is complete
  ///     or spelt out in words. Other properties hold no dates.
  public func normalise(_ text: String, of property: Property) -> NormalisedDate? {
    guard let strictness = DateStrictness(property), let text = DateText(text), text.mayBeDate else {
      return nil
    }
    if let date = read(text, strictness) { return date }
    for group in strictness.reductions {
      var reduced = text
      // Each step shortens the text; three annotations at most stand around a date.
      for _ in 0..<3 {
        guard let next = reduced.reduced(by: group) else { break }
        reduced = next
        if let date = read(reduced, strictness) { return date }
      }
    }
    return nil
  }

  private func read(_ text: DateText, _ strictness: DateStrictness) -> NormalisedDate? {
    guard text.mayBeDate else { return nil }
    for extractor in NormalisedDate.Extractor.allCases {
      guard var reading = extractor.read(text)?.ordered else { continue }
      reading.notes.formUnion(text.notes)
      reading.edtf = reading.edtf.qualified(text.qualification)
      guard isPast(reading.edtf), strictness.admits(reading, by: extractor) else { continue }
      return NormalisedDate(
        edtf: reading.edtf, extractor: extractor, notes: reading.notes, label: reading.label)
    }
    return nil
  }

  private func isPast(_ edtf: EDTF) -> Bool {
    edtf.dates.allSatisfy { $0.begin <= latest }
  }
}

/// How much a property asks of a text before it counts as a date.
enum DateStrictness {
  /// The property holds dates.
  case dates
  /// The property holds dates among other things.
  case mixed

  init?(_ property: Property) {
    switch property.known {
    case .dcDate, .dctermsCreated, .dctermsIssued, .dctermsTemporal: self = .dates
    case .dcCoverage, .dcSubject: self = .mixed
    default: return nil
    }
  }

  /// What may be taken away from a text, in two rounds that both start from the whole.
  var reductions: [[DateReduction]] {
    switch self {
    case .dates: DateReduction.ofDates
    case .mixed: DateReduction.ofMixed
    }
  }

  func admits(_ reading: DateReading, by extractor: NormalisedDate.Extractor) -> Bool {
    switch self {
    case .dates: true
    case .mixed:
      extractor != .briefRange
        && reading.notes.isDisjoint(with: [.dayAndMonthSwapped, .endsSwapped])
        && (reading.isSpeltOut || reading.edtf.dates.allSatisfy(\.isComplete))
    }
  }
}

extension NormalisedDate.Extractor {
  /// What the extractor reads in a text; `nil` where the text is not of its form.
  func read(_ text: DateText) -> DateReading? {
    switch self {
    case .briefRange: NumericDates.briefRange(text.bytes)
    case .edtf: ISODates.date(text.bytes)
    case .edtfRange: ISODates.range(text.bytes)
    case .centuryNumeric: Centuries.numeric(text)
    case .centuryRoman: Centuries.roman(text)
    case .centuryRomanRange: Centuries.romanRange(text)
    case .decade: Centuries.decade(text)
    case .numericRange: NumericDates.range(text.bytes)
    case .numericParts: NumericDates.single(text.bytes)
    case .dcmiPeriod: ISODates.period(text)
    case .monthName: MonthNameDates.read(text)
    case .fullDate: FullDates.read(text)
    case .era: EraDates.single(text)
    case .eraRange: EraDates.range(text)
    case .longYear: ISODates.longYear(text.bytes)
    case .longYearRange: ISODates.longYearRange(text.bytes)
    }
  }
}
