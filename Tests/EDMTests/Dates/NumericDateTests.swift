import Testing

@testable import EDM

@Suite("Dates of numbers alone")
struct NumericDateTests {
  private func read(_ text: String, of property: Property = .dcDate) -> NormalisedDate? {
    DateNormaliser().normalise(text, of: property)
  }

  @Test(
    "Year first or last, with several separators",
    arguments: [
      ("1873/04/09", "1873-04-09"), ("1873.4.9", "1873-04-09"), ("1873 04 09", "1873-04-09"),
      ("09.04.1873", "1873-04-09"), ("9-4-1873", "1873-04-09"), ("9/4/1873", "1873-04-09"),
      ("9 4 1873", "1873-04-09"), ("04/1873", "1873-04"), ("4.1873", "1873-04"), ("1873/04", "1873-04"),
      ("?9.4.1873", "1873-04-09?"), ("9.4.1873?", "1873-04-09?"), ("9.4.873", "0873-04-09"),
      ("873/4/9", "0873-04-09"),
    ])
  func parts(text: String, edtf: String) {
    #expect(read(text)?.edtf.description == edtf)
    #expect(read(text)?.extractor == .numericParts)
  }

  @Test(
    "Unknown parts are left out, unknown digits become X",
    arguments: [
      ("1873-04-??", "1873-04"), ("1873-??-??", "1873"), ("1873-xx", "1873"), ("1873.uu.12", "1873"),
      ("--.04.1873", "1873-04"), ("??/??/1873", "1873"), ("???/1873", "1873?"), ("1873/???", "1873?"),
      ("1873-00-00", "1873"), ("00.04.1873", "1873-04"), ("17--", "17XX"), ("17??", "17XX"),
      ("17uu?", "17XX?"),
      ("173x.04", "173X-04"), ("09/04/17xx", "17XX-04-09"), ("17xx-??-31", "17XX"),
    ])
  func unknownParts(text: String, edtf: String) {
    #expect(read(text)?.edtf.description == edtf)
  }

  @Test(
    "Ranges of numeric dates",
    arguments: [
      ("1873-1880", "1873/1880"), ("1873 - 1880", "1873/1880"), ("1873|1880", "1873/1880"),
      ("1873? - ?1880", "1873?/1880?"), ("9.4.1873-1.5.1880", "1873-04-09/1880-05-01"),
      ("1873/04/09 - 1880/05/01", "1873-04-09/1880-05-01"),
      ("1873-04-09 | 1880-05-01", "1873-04-09/1880-05-01"),
      ("04/1873-05/1880", "1873-04/1880-05"), ("1873/?", "1873/.."), ("?-1873", "../1873"),
      ("1873 - ..", "1873/.."), ("- - 9.4.1873", "../1873-04-09"), ("873-880", "0873/0880"),
      ("17-- - 18--", "17XX/18XX"), ("17??/18??", "17XX/18XX"), ("??.1873-??.1880", "1873/1880"),
    ])
  func ranges(text: String, edtf: String) {
    #expect(read(text)?.edtf.description == edtf)
    #expect(read(text)?.extractor == .numericRange)
  }

  @Test(
    "What is no date, or may be two different ones, is left alone",
    arguments: [
      "", "  ", "?", "-", "12", "187", "187?", "18735", "1873-13-01-02", "31.02.1873", "29.02.1900",
      "1873-13",
      "99-99-1873", "1.2.3", "12:30", "192.168.0.12", "+49 30 1234567", "ISBN 3-16-148410-0", "1873--1880",
      "1873-", "- 1873", "1873-4.9", "1873-187-", "187-1880?-", "187-?", "1873-880", "1-2-73", "9. 4. 1873",
      "1873 ca.", "printed 1873", "1873; 1880", "2101", "9999", "n.d.", "[17__]", "1873/1874/1875", "3.5",
    ])
  func nothing(text: String) {
    #expect(read(text) == nil)
  }

  @Test("Day first is an assumption where the month might come first, a fact with dots")
  func dayFirst() {
    #expect(read("3/4/1905")?.edtf.description == "1905-04-03")
    #expect(read("3/4/1905")?.notes == .dayFirstAssumed)
    #expect(read("3/4/1905")?.confidence == .low)
    #expect(read("3.4.1905")?.notes == [])
    #expect(read("13/4/1905")?.notes == [])
    #expect(read("4/4/1905")?.confidence == .high)
  }

  @Test("Day and month change places where only that makes a date")
  func swapped() {
    let date = read("1873-22-06")
    #expect(date?.edtf.description == "1873-06-22")
    #expect(date?.notes == .dayAndMonthSwapped)
    #expect(date?.confidence == .medium)
    #expect(read("06/22/1873")?.edtf.description == "1873-06-22")
    #expect(read("1873-22-06", of: .dcSubject) == nil)
  }

  @Test("A range that ends before it begins is turned round, with a note")
  func turned() {
    let date = read("1880-1873")
    #expect(date?.edtf.description == "1873/1880")
    #expect(date?.notes == .endsSwapped)
    #expect(date?.notes.messages == ["begin and end changed places"])
  }

  @Test("Two dates side by side are a range with a note")
  func sideBySide() {
    let date = read("1873-04-09 1880-05-01")
    #expect(date?.edtf.description == "1873-04-09/1880-05-01")
    #expect(date?.notes == .rangeAssumed)
    #expect(read("1873 [1880?]")?.edtf.description == "1873/1880?")
  }
}
