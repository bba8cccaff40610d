/// What a provider's text says about time, in EDTF.
///
/// It stands beside the provider's literal, which is never changed.
public struct NormalisedDate: Sendable, Hashable {
  /// The rule that read the text.
  public enum Extractor: String, Sendable, Hashable, CaseIterable {
    /// `1889/98`.
    case briefRange = "brief-range"
    /// `1889-11-01`, `1889?`, `1889-11-01T10:00:00Z`.
    case edtf
    /// `1889/1898`, `1889/`.
    case edtfRange = "edtf-range"
    /// `18..`, `19th century`.
    case centuryNumeric = "century-numeric"
    /// `XIX`, `s. XIX`, `XIXe siècle`.
    case centuryRoman = "century-roman"
    /// `XV-XVI`.
    case centuryRomanRange = "century-roman-range"
    /// `188x`, `1880s`.
    case decade
    /// `1.11.1889 - 3.12.1890`.
    case numericRange = "numeric-range"
    /// `1.11.1889`, `1889/11`, `18--`.
    case numericParts = "numeric-parts"
    /// `name=Great Depression; start=1929; end=1939`.
    case dcmiPeriod = "dcmi-period"
    /// `1 November 1889`.
    case monthName = "month-name"
    /// `Sat Jan 01 01:00:00 CET 1701`.
    case fullDate = "full-date"
    /// `44 BC`.
    case era
    /// `50 BC - 50 AD`.
    case eraRange = "era-range"
    /// `-12345`.
    case longYear = "long-year"
    /// `-12345/-12344`.
    case longYearRange = "long-year-range"
  }

  /// What had to be assumed or left out while reading.
  public struct Notes: OptionSet, Sendable, Hashable {
    /// The bits of the set.
    public let rawValue: UInt16

    /// The set with these bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// `3/4/1905` is read day first; the month might come first.
    public static let dayFirstAssumed = Notes(rawValue: 1 << 0)
    /// `1941-22-06`: no month 22, so the two numbers have changed places.
    public static let dayAndMonthSwapped = Notes(rawValue: 1 << 1)
    /// The range ended before it began; its dates have changed places.
    public static let endsSwapped = Notes(rawValue: 1 << 2)
    /// Two dates side by side are read as a range; they might be two dates.
    public static let rangeAssumed = Notes(rawValue: 1 << 3)
    /// A Roman numeral that stands alone is read as a century.
    public static let centuryAssumed = Notes(rawValue: 1 << 4)
    /// Text before or behind the date, in brackets or before a colon, is left out.
    public static let annotationLeftOut = Notes(rawValue: 1 << 5)
    /// A day or month that the text marks as unknown is left out: `1889-11-??`, `1889-00-00`.
    public static let unknownPartLeftOut = Notes(rawValue: 1 << 6)

    private static let wording: [(Notes, String)] = [
      (.dayFirstAssumed, "day and month may stand the other way round"),
      (.dayAndMonthSwapped, "day and month changed places"),
      (.endsSwapped, "begin and end changed places"),
      (.rangeAssumed, "two dates read as a range"),
      (.centuryAssumed, "a numeral alone read as a century"),
      (.annotationLeftOut, "an annotation left out"),
      (.unknownPartLeftOut, "a part marked as unknown left out"),
    ]

    /// Each note in words.
    public var messages: [String] { Self.wording.filter { contains($0.0) }.map(\.1) }
  }

  /// How far the reading can be relied on.
  public enum Confidence: String, Sendable, Hashable, Comparable {
    /// Another reading is as likely or nearly so.
    case low
    /// The text had to be mended.
    case medium
    /// The text says it.
    case high

    /// True where the first is relied on less.
    public static func < (first: Confidence, second: Confidence) -> Bool { first.rank < second.rank }

    private var rank: Int {
      switch self {
      case .low: 0
      case .medium: 1
      case .high: 2
      }
    }
  }

  /// The date or interval.
  public let edtf: EDTF
  /// The rule that read the text.
  public let extractor: Extractor
  /// What had to be assumed.
  public let notes: Notes
  /// The name of the period where the text gives one (`name=` of a DCMI period).
  public let label: String?

  /// The first day; `nil` where the beginning is open.
  public var begin: CalendarDate? { edtf.begin }

  /// The last day; `nil` where the end is open.
  public var end: CalendarDate? { edtf.end }

  /// The centuries from begin to end; see ``EDTF/centuries``.
  public var centuries: [Int] { edtf.centuries }

  /// True where any part of the date is an estimate (`ca. 1889`).
  public var isApproximate: Bool { edtf.isApproximate }

  /// True where the source doubts any part of the date (`1889?`).
  public var isUncertain: Bool { edtf.isUncertain }

  /// How far the reading can be relied on, by its notes.
  public var confidence: Confidence {
    if !notes.isDisjoint(with: [.dayFirstAssumed, .rangeAssumed, .centuryAssumed]) { return .low }
    if !notes.isDisjoint(with: [.dayAndMonthSwapped, .endsSwapped]) { return .medium }
    return .high
  }
}
