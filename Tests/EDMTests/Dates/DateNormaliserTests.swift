import Testing

@testable import EDM

/// Texts made up for the tests, by the extractor that reads them.
@Suite("Dates to EDTF")
struct DateNormaliserTests {
  private func expect(
    _ text: String, is edtf: String?, by extractor: NormalisedDate.Extractor? = nil,
    of property: Property = .dcDate
  ) {
    let date = DateNormaliser().normalise(text, of: property)
    #expect(date?.edtf.description == edtf, "\(text)")
    if let extractor { #expect(date?.extractor == extractor, "\(text)") }
  }

  @Test(
    "A brief range has the end of its century, unless it is a month or ends first",
    arguments: [
      ("1873/79", "1873/1879"), ("1873-79", "1873/1879"), ("?1873/79", "1873?/1879"),
      ("1873/79?", "1873/1879?"), ("1914–18", "1914/1918"), ("1654/55 (undated plate)", "1654/1655"),
      ("[1654/55]", "1654/1655"),
    ])
  func briefRanges(text: String, edtf: String) {
    expect(text, is: edtf, by: .briefRange)
  }

  @Test("What looks like a brief range but is none", arguments: [("1873/72", nil), ("1873/11", "1873-11")])
  func otherThanBrief(text: String, edtf: String?) {
    expect(text, is: edtf)
  }

  @Test(
    "EDTF and ISO 8601 stay what they are, times of day go",
    arguments: [
      ("1873", "1873"), ("1873-04", "1873-04"), ("1873-04-09", "1873-04-09"), ("-0320", "-0320"),
      ("0000", "0000"), ("1873~", "1873~"), ("1873-04%", "1873-04%"), ("1873-04-09?", "1873-04-09?"),
      ("1873-04-09T11:20:00Z", "1873-04-09"), ("1873-04-09T11:20:00.5+02:00", "1873-04-09"),
      ("1873-04-09T", "1873-04-09"), ("-0320-02-01T00:00:00Z", "-0320-02-01"), ("Y-45000", "Y-45000"),
      ("187X", "187X"), ("18XX", "18XX"), ("2000-02-29", "2000-02-29"),
    ])
  func edtf(text: String, edtf: String) {
    expect(text, is: edtf, by: .edtf)
  }

  @Test(
    "Intervals in EDTF, with blanks and open ends",
    arguments: [
      ("1873/1880", "1873/1880"), ("1873-04/1880-01-31", "1873-04/1880-01-31"), ("1873 / 1880", "1873/1880"),
      ("1873/", "1873/.."), ("/1873", "../1873"), ("../1873~", "../1873~"), ("1873%/..", "1873%/.."),
      ("-0320/-0300", "-0320/-0300"), ("1873-04-09T10:00:00Z/1880", "1873-04-09/1880"),
      ("1880/1873", "1873/1880"), ("c. 1873/1880", "1873~/1880~"),
    ])
  func edtfRanges(text: String, edtf: String) {
    expect(text, is: edtf, by: .edtfRange)
  }

  @Test(
    "Centuries by Arabic numbers",
    arguments: [
      ("17..", "17XX"), ("?17..", "17XX?"), ("1st century", "00XX"), ("13th century", "12XX"),
      ("3rd Century?", "02XX?"), ("[15th century]", "14XX"), ("16. Jahrhundert", "15XX"), ("16. Jh.", "15XX"),
      ("16e siècle", "15XX"), ("17ème siècle", "16XX"), ("17de eeuw", "16XX"), ("18e eeuw", "17XX"),
      ("siglo 18", "17XX"), ("17. století", "16XX"), ("17. század", "16XX"), ("19ος αιώνας", "18XX"),
      ("18 век", "17XX"), ("19-й век", "18XX"), ("18. århundrede", "17XX"), ("18. sajand", "17XX"),
      ("17th-18th century", "16XX/17XX"), ("14.-15. Jh.", "13XX/14XX"), ("ca. 12th century", "11XX~"),
    ])
  func numericCenturies(text: String, edtf: String) {
    expect(text, is: edtf, by: .centuryNumeric)
  }

  @Test(
    "Centuries by Roman numerals",
    arguments: [
      ("XVII", "16XX"), ("xvii", "16XX"), ("I", "00XX"), ("s. XXI", "20XX"), ("?XVII", "16XX?"),
      ("s. XVII", "16XX"), ("s.XVII", "16XX"), ("S XVII", "16XX"), ("saec. XII", "11XX"),
      ("sec. XII?", "11XX?"),
      ("siglo XVII", "16XX"), ("século XVII", "16XX"), ("secolo XVII", "16XX"), ("XVII secolo", "16XX"),
      ("segle XVII", "16XX"), ("XVIIe siècle", "16XX"), ("XVIIème siècle", "16XX"), ("XVII w.", "16XX"),
      ("XVII wiek", "16XX"), ("XVII век", "16XX"), ("XVII в.", "16XX"), ("XVII. század", "16XX"),
      ("secolul al XVII-lea", "16XX"), ("XVII a.", "16XX"), ("XVII st.", "16XX"), ("XVII gs.", "16XX"),
    ])
  func romanCenturies(text: String, edtf: String) {
    expect(text, is: edtf, by: .centuryRoman)
  }

  @Test(
    "Ranges of Roman numerals",
    arguments: [
      ("XI-XIII", "10XX/12XX"), ("xi–xiii", "10XX/12XX"), ("s. XI-XIII", "10XX/12XX"),
      ("SAEC. XI - XIII", "10XX/12XX"), ("XI-XIII?", "10XX/12XX?"), ("XI-XIII вв.", "10XX/12XX"),
      ("XIIIe-XIVe siècles", "12XX/13XX"), ("XIII-XI", "10XX/12XX"), ("[XI-XIII]", "10XX/12XX"),
    ])
  func romanRanges(text: String, edtf: String) {
    expect(text, is: edtf, by: .centuryRomanRange)
  }

  @Test(
    "No century: not begun, no such numeral, no such ordinal, or no word for it",
    arguments: [
      "XXII", "23rd century", "XIIII", "VIX", "VV", "MDCCC", "mix", "13st century", "2th century",
      "13thcentury", "saecXII", "0th century", "5th century BC", "S. 17", "18 s.", "early 18th century",
      "17e",
    ])
  func noCentury(text: String) {
    expect(text, is: nil)
  }

  @Test(
    "Decades",
    arguments: [
      ("173x", "173X"), ("173u?", "173X?"), ("?173U", "173X?"), ("1730s", "173X"), ("1730's", "173X"),
      ("1730er Jahre", "173X"), ("1730-talet", "173X"), ("1700-talet", "17XX"), ("1730-luku", "173X"),
      ("1700-tallet?", "17XX?"),
    ])
  func decades(text: String, edtf: String) {
    expect(text, is: edtf, by: .decade)
  }

  @Test("A decade that may be a year or a century is none", arguments: ["173-", "173?", "1700s", "1730 s1"])
  func noDecade(text: String) {
    expect(text, is: nil)
  }

  @Test(
    "Roman numerals are told by their shortest form",
    arguments: [
      ("i", 1), ("IV", 4), ("xiv", 14), ("MCMXCIX", 1999), ("iiii", nil), ("vx", nil), ("il", nil), ("", nil),
    ])
  func romanNumerals(text: String, value: Int?) {
    #expect(RomanNumeral.value(Array(text.utf8)[...]) == value)
  }
}
