import Testing

@testable import EDM

@Suite("Dates out of anything")
struct DateRobustnessTests {
  private static let pieces: [String] =
    (0...9).map(String.init)
    + [
      "1", "18", "19", "187", "1873", "1880", "04", "12", "31", "-", "-", "/", ".", " ", " - ", "..", "?",
      "??", "~",
      "%", "X", "XX", "x", "u", "--", "[", "]", "(", ")", "ca. ", "circa ", "BC", " AD", " π.Χ.",
      "T10:00:00Z", "Y",
      "April", " mai ", "s. ", "XIX", "IV", "th", "e ", " century", " siècle", "start=", "end=", ";", ": ",
      "|",
      "\u{A0}", "–", "é", "листопад", "😀", "\u{0}", "\u{301}", "\u{200B}", "名", ",",
    ]
  private static let properties: [Property] = [.dcDate, .dcSubject, .dctermsTemporal, .dcCoverage]

  /// Half of the texts are pieces in any order, half dates with pieces around them.
  private static func text(using generator: inout SeededGenerator) -> String {
    func piece() -> String { pieces.randomElement(using: &generator) ?? "" }
    if Bool.random(using: &generator) {
      return (0..<Int.random(in: 1...8, using: &generator)).map { _ in piece() }.joined()
    }
    let dates = (0..<Int.random(in: 1...2, using: &generator)).map { _ in date(using: &generator) }
    let separator = ["/", "-", " - ", "|", " "].randomElement(using: &generator) ?? "/"
    var text = dates.joined(separator: separator)
    if Int.random(in: 0..<3, using: &generator) == 0 { text = piece() + text }
    if Int.random(in: 0..<3, using: &generator) == 0 { text += piece() }
    return text
  }

  private static func date(using generator: inout SeededGenerator) -> String {
    let year = CalendarDate.padded(Int.random(in: -200...2200, using: &generator), to: 4)
    let month = String(Int.random(in: 0...13, using: &generator))
    let day = String(Int.random(in: 0...32, using: &generator))
    let sign = ["-", ".", "/", " "].randomElement(using: &generator) ?? "-"
    return switch Int.random(in: 0..<8, using: &generator) {
    case 0: year
    case 1: year + "?"
    case 2: year.prefix(2) + "--"
    case 3: year.dropLast() + "x"
    case 4: year + sign + month
    case 5: day + sign + month + sign + year
    case 6: day + " mai " + year
    default: year + sign + month + sign + day
    }
  }

  @Test("Whatever is read is EDTF that reads back to the same, in order, and is read the same again")
  func roundTrip() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    let normaliser = DateNormaliser()
    var read = 0
    for _ in 0..<60_000 {
      let text = Self.text(using: &generator)
      let property = Self.properties.randomElement(using: &generator) ?? .dcDate
      guard let date = normaliser.normalise(text, of: property) else { continue }
      read += 1
      let note: Comment = "seed \(seed): \(text) as \(date.edtf)"
      let again = EDTF(parsing: date.edtf.description)
      #expect(again == date.edtf, note)
      #expect(again?.begin == date.begin && again?.end == date.end, note)
      #expect(date.begin != nil || date.end != nil, note)
      if let begin = date.begin, let end = date.end { #expect(begin <= end, note) }
      // What is written in EDTF stays as it is.
      let second = normaliser.normalise(date.edtf.description, of: .dcDate)
      #expect(second?.edtf == date.edtf, note)
    }
    print("Dates: seed \(seed), \(read) of 60000 random texts read")
    #expect(read > 5000, "seed \(seed)")
  }

  @Test("Random Unicode does no harm")
  func randomUnicode() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    print("Dates: Unicode seed \(seed)")
    let normaliser = DateNormaliser()
    for _ in 0..<20_000 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...40, using: &generator) {
        let highest: UInt32 = Bool.random(using: &generator) ? 0x250 : 0x10FFFF
        guard let scalar = Unicode.Scalar(UInt32.random(in: 0...highest, using: &generator)) else { continue }
        scalars.append(scalar)
      }
      let text = String(scalars)
      guard let date = normaliser.normalise(text, of: .dcDate) else { continue }
      #expect(EDTF(parsing: date.edtf.description) == date.edtf, "seed \(seed): \(text)")
    }
  }

  @Test(
    "Long texts take no longer than reading them",
    arguments: [
      "1", "1873", "(", "[", "[ca. ", "X", "XIX ", "-", "?", "/", ": ", "a", "é", "1873 (", ".", " ", ";=",
    ])
  func longTexts(piece: String) {
    let normaliser = DateNormaliser()
    let long = String(repeating: piece, count: 100_000 / piece.utf8.count)
    let clock = ContinuousClock()
    let longTime = clock.measure {
      for property in Self.properties { #expect(normaliser.normalise(long, of: property) == nil) }
    }
    #expect(longTime < .seconds(10))
    // The longest text that is looked at in full.
    let full = String(long.utf8.prefix(DateText.longest)) ?? ""
    let fullTime = clock.measure {
      for property in Self.properties { _ = normaliser.normalise(full, of: property) }
    }
    #expect(fullTime < .seconds(10))
  }

  @Test("A text over the limit is prose, one at the limit is read")
  func limit() {
    let annotation = String(repeating: "a", count: DateText.longest - 6)
    #expect(DateNormaliser().normalise("1873 (\(annotation))", of: .dcDate) == nil)
    #expect(DateNormaliser().normalise("1873 (\(annotation.dropLast()))", of: .dcDate)?.begin?.year == 1873)
  }
}
