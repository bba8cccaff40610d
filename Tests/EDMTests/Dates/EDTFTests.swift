import Testing

@testable import EDM

@Suite("EDTF")
struct EDTFTests {
  @Test(
    "First and last day and the centuries between",
    arguments: [
      ("1873", "1873-01-01", "1873-12-31", [19]), ("1900", "1900-01-01", "1900-12-31", [19]),
      ("1901", "1901-01-01", "1901-12-31", [20]), ("1900-02", "1900-02-01", "1900-02-28", [19]),
      ("2000-02", "2000-02-01", "2000-02-29", [20]), ("1873-04-09", "1873-04-09", "1873-04-09", [19]),
      ("187X", "1870-01-01", "1879-12-31", [19]), ("190X", "1900-01-01", "1909-12-31", [19, 20]),
      // The numbered century, as the time spans of Europeana have it.
      ("18XX", "1801-01-01", "1900-12-31", [19]), ("00XX", "0001-01-01", "0100-12-31", [1]),
      ("187X-02", "1870-02-01", "1879-02-28", [19]), ("18XX-04-09", "1800-04-09", "1899-04-09", [18, 19]),
      ("187X-02-29", "1872-02-29", "1876-02-29", [19]),
      ("0000", "0000-01-01", "0000-12-31", []), ("-0043", "-0043-01-01", "-0043-12-31", []),
      ("Y-45000", "-45000-01-01", "-45000-12-31", []), ("-0049/0050", "-0049-01-01", "0050-12-31", [1]),
      ("1873/1901", "1873-01-01", "1901-12-31", [19, 20]),
      ("15XX/18XX", "1501-01-01", "1900-12-31", [16, 17, 18, 19]),
      ("1873-04/..", "1873-04-01", nil, [19]), ("../1873", nil, "1873-12-31", [19]),
    ] as [(String, String?, String?, [Int])])
  func bounds(text: String, begin: String?, end: String?, centuries: [Int]) throws {
    let edtf = try #require(EDTF(parsing: text))
    #expect(edtf.description == text)
    #expect(edtf.begin?.description == begin)
    #expect(edtf.end?.description == end)
    #expect(edtf.centuries == centuries)
  }

  @Test(
    "What is no expression of the levels read here",
    arguments: [
      "", "187", "18", "1873-", "1873-4", "1873-04-9", "1873-13", "1873-02-30", "1900-02-29",
      "1873-04-09T10:00:00",
      "../", "/", "1873/1880/1890", "1873 / 1880", "18X3", "XXXX", "-18XX", "-0000", "Y45", "Y-1234",
      "Y-12345-01",
      "1873??", "1873?~", "?1873", "1873x", "2001-21",
    ])
  func notEDTF(text: String) {
    #expect(EDTF(parsing: text) == nil)
  }

  @Test("Qualifications belong to each date")
  func qualifications() throws {
    let edtf = try #require(EDTF(parsing: "1873?/1880%"))
    #expect(edtf.isUncertain)
    #expect(edtf.isApproximate)
    #expect(edtf.dates.map(\.qualification) == [.uncertain, [.uncertain, .approximate]])
    #expect(edtf.qualified(.approximate).description == "1873%/1880%")
    #expect(EDTF(parsing: "../1880")?.isUncertain == false)
  }

  @Test("The calendar: leap years, order and years before 1")
  func calendar() throws {
    #expect(CalendarDate(year: 1900, month: 2, day: 29) == nil)
    #expect(CalendarDate(year: 0, month: 2, day: 29) != nil)
    #expect(CalendarDate(year: 1873, month: 13, day: 1) == nil)
    let first = try #require(CalendarDate(year: -43, month: 3, day: 15))
    let last = try #require(CalendarDate(year: 1873, month: 4, day: 9))
    #expect(first < last)
    #expect(first.century == nil)
    #expect(last.century == 19)
    #expect(first.description == "-0043-03-15")
  }
}
