import Testing

@testable import EDM

@Suite("Text around dates, and properties")
struct DateAnnotationTests {
  private func read(_ text: String, of property: Property = .dcDate) -> NormalisedDate? {
    DateNormaliser().normalise(text, of: property)
  }

  @Test(
    "Words and signs for about make a date approximate",
    arguments: [
      "ca. 1873", "ca 1873", "Ca.1873", "c. 1873", "c.1873", "circa 1873", "[ca. 1873]", "(ca. 1873)",
      "(ca.) 1873",
      "[um] 1873", "um 1873", "~1873", "vers 1873", "cca 1873", "około 1873", "omkring 1873", "около 1873",
      "περίπου 1873", "cerca de 1873", "ca. 1873 (print)", "Made: ca. 1873", "kb. 1873", "ok. 1873",
    ])
  func approximate(text: String) {
    #expect(read(text)?.edtf.description == "1873~", "\(text)")
    #expect(read(text)?.isApproximate == true)
    #expect(read(text)?.isUncertain == false)
  }

  @Test(
    "Marks of doubt make it uncertain, both make it both",
    arguments: [
      ("1873?", "1873?"), ("[1873?]", "1873?"), ("[1873]?", "1873?"), ("1873 (?)", "1873?"),
      ("1873[?]", "1873?"),
      ("ca. 1873?", "1873%"), ("ca. 1873 (?)", "1873%"),
    ])
  func uncertain(text: String, edtf: String) {
    #expect(read(text)?.edtf.description == edtf, "\(text)")
    #expect(read(text)?.isUncertain == true)
    #expect(read(text)?.isApproximate == edtf.hasSuffix("%"))
  }

  @Test(
    "Brackets and annotations are left out; lost words are noted",
    arguments: [
      ("[1873]", false), ("(1873)", false), ("1873]", false), ("18[73]", false), ("1873.", false),
      ("1873;", false),
      ("\u{A0}1873 ", false), ("1873 (print)", true), ("(print) 1873", true), ("1873 [print]", true),
      ("Created: 1873", true), ("1873 (print (second))", true),
    ])
  func annotations(text: String, isNoted: Bool) {
    #expect(read(text)?.edtf.description == "1873", "\(text)")
    #expect(read(text)?.notes == (isNoted ? .annotationLeftOut : []), "\(text)")
  }

  @Test("A number behind a code is none", arguments: ["MONTHS:1200", "12:1873", "http://example.org/:1873"])
  func codes(text: String) {
    #expect(read(text) == nil)
  }

  @Test("c1873 may be a copyright date and is left alone; so is a person's life")
  func copyright() {
    #expect(read("c1873") == nil)
    #expect(read("cop. 1873") == nil)
    #expect(read("Doe, Jane, 1873-1901") == nil)
  }

  @Test(
    "Coverage and subject take complete dates and words, not bare numbers",
    arguments: [
      ("1873-04-09", "1873-04-09"), ("1873 04 09", "1873-04-09"), ("9.4.1873", "1873-04-09"),
      ("1873-04-09/1880-05-01", "1873-04-09/1880-05-01"),
      ("[1873-04-09 - 1880-05-01]", "1873-04-09/1880-05-01"),
      ("ca. 1873-04-09", "1873-04-09~"), ("9 April 1873", "1873-04-09"), ("18th century", "17XX"),
      ("XVII", "16XX"), ("44 BC", "-0043"), ("name=Gründerzeit; start=1871", "1871/.."),
      ("2013-02-03 10:00:00 UTC", "2013-02-03"), ("1873-04-09 (print)", "1873-04-09"),
      ("1873", nil), ("1873/1880", nil), ("1873/79", nil), ("1873-1880", nil), ("16..", nil), ("16--", nil),
      ("1873-04", nil), ("V", nil), ("mix", nil), ("-45000", nil), ("187x", nil), ("Topic: 1873-04-09", nil),
    ])
  func mixedProperties(text: String, edtf: String?) {
    #expect(read(text, of: .dcSubject)?.edtf.description == edtf, "\(text)")
    #expect(read(text, of: .dcCoverage)?.edtf.description == edtf, "\(text)")
  }

  @Test("The date properties are read, others are not")
  func properties() {
    for property: Property in [.dcDate, .dctermsCreated, .dctermsIssued, .dctermsTemporal] {
      #expect(read("1873", of: property)?.edtf.description == "1873")
    }
    for property: Property in [.dcTitle, .dcIdentifier, .dctermsExtent] {
      #expect(read("1873-04-09", of: property) == nil)
    }
  }

  @Test("A date after the last allowed day is left alone")
  func future() throws {
    let day = try #require(CalendarDate(year: 1990, month: 6, day: 15))
    let normaliser = DateNormaliser(latest: day)
    #expect(normaliser.normalise("1990-06-15", of: .dcDate)?.edtf.description == "1990-06-15")
    #expect(normaliser.normalise("1990-06-16", of: .dcDate) == nil)
    #expect(normaliser.normalise("1989/1991", of: .dcDate) == nil)
    #expect(DateNormaliser().normalise("2100", of: .dcDate)?.edtf.description == "2100")
    #expect(DateNormaliser().normalise("2101", of: .dcDate) == nil)
  }

  @Test("A numeral alone is read with low confidence")
  func confidence() {
    #expect(read("XVII")?.notes == .centuryAssumed)
    #expect(read("XVII")?.confidence == .low)
    #expect(read("s. XVII")?.confidence == .high)
    #expect(read("1873-04-??")?.notes == .unknownPartLeftOut)
    #expect(NormalisedDate.Confidence.low < .high)
  }
}
