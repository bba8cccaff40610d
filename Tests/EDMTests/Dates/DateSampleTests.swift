import Foundation
import Testing

@testable import EDM

/// The input and expected pairs of Metis's own tests, where they are at hand.
@Suite("Expected dates", .enabled(if: Checkout.exists(Checkout.expectedDates), "needs ../shared/data"))
struct DateSampleTests {
  private struct Row {
    let input: String
    let expected: String?
    let origin: String

    /// Rows of one extractor's tests say what that extractor alone does; the others what a record gets.
    var isOfRecord: Bool { !origin.hasSuffix("Test") && !origin.hasSuffix("Provider") }
  }

  private func rows() throws -> [Row] {
    let lines = try String(contentsOf: Checkout.expectedDates, encoding: .utf8).split(separator: "\n")
      .dropFirst()
    return try lines.map { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      try #require(columns.count == 3)
      return Row(input: columns[0], expected: columns[1] == "null" ? nil : columns[1], origin: columns[2])
    }
  }

  @Test("At least 95 % of the pairs of whole records are equal")
  func recordPairs() throws {
    let rows = try rows()
    // The records' pairs end with those of dc:subject, which begin with the only date of spaces.
    let firstOfSubject = rows.firstIndex { $0.origin == "NUMERIC_SPACES_VARIANT" } ?? rows.endIndex
    let normaliser = DateNormaliser()
    var equal = 0
    var total = 0
    var equalOfExtractors = 0
    var totalOfExtractors = 0
    var causes: [String: Int] = [:]
    for (index, row) in rows.enumerated() {
      let property: Property = row.isOfRecord && index >= firstOfSubject ? .dcSubject : .dcDate
      let date = normaliser.normalise(row.input, of: property)
      let isEqual = date?.edtf.description == row.expected
      if row.isOfRecord {
        total += 1
        if isEqual { equal += 1 }
      } else {
        totalOfExtractors += 1
        if isEqual { equalOfExtractors += 1 }
      }
      if !isEqual { causes[Self.cause(of: row, date), default: 0] += 1 }
    }
    print("Dates of whole records: \(equal) of \(total) as expected")
    print("Dates of single extractors, read by all: \(equalOfExtractors) of \(totalOfExtractors) as expected")
    for (cause, count) in causes.sorted(by: { $0.key < $1.key }) { print("  \(count) \(cause)") }
    #expect(total > 60)
    #expect(Double(equal) >= 0.95 * Double(total))
    #expect(Double(equalOfExtractors) >= 0.95 * Double(totalOfExtractors))
  }

  private static func cause(of row: Row, _ date: NormalisedDate?) -> String {
    let scope = row.isOfRecord ? "record: " : "extractor: "
    guard let date else { return scope + "left alone" }
    guard row.expected == nil else { return scope + "another reading" }
    if row.input.trimmingCharacters(in: .whitespaces) != row.input {
      return scope + "none expected with white space around, which a record's text loses first"
    }
    return scope + "none expected of the extractor alone, read by \(date.extractor.rawValue)"
  }
}

extension Checkout {
  static let expectedDates = samples.appendingPathComponent(
    "europeana+metis-normalization/dates_expected.tsv")
}
