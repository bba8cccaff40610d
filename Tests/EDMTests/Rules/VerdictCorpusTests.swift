import Foundation
import Testing

@testable import EDM

/// Our verdicts beside those of the schema and Schematron engines over every record file of the listing.
@Suite("Verdicts on real records", .enabled(if: Checkout.exists(Checkout.listing), "needs ../shared/data"))
struct VerdictCorpusTests {
  private struct Row {
    let file: String
    let profile: String
    let external: String
    let `internal`: String
    let rules: String

    init(_ line: Substring) {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      (file, profile) = (columns[0], columns[2])
      (external, `internal`, rules) = (columns[5], columns[6], columns.count > 7 ? columns[7] : "")
    }

    /// The column of the schema that the record claims to keep.
    var schema: String { profile == "internal" ? `internal` : external }
  }

  @Test("every verdict equals the engines'")
  func agrees() throws {
    let listing = try String(contentsOf: Checkout.listing, encoding: .utf8)
    var differing: [String] = []
    var count = 0
    var unreadable: [String] = []
    for line in listing.split(separator: "\n").dropFirst() {
      let row = Row(line)
      let bytes = Array(try Data(contentsOf: Checkout.samples.appendingPathComponent(row.file)))
      guard let read = try? EDMReader().read(bytes) else {
        unreadable.append(row.file)
        #expect(row.schema != "ok", "\(row.file) was refused by us alone")
        continue
      }
      count += 1
      let verdict = read.verdict
      if verdict.conformsToSchema != (row.schema == "ok") {
        differing.append(
          "\(row.file): schema \(row.schema) | ours "
            + "\(verdict.findings.filter { !$0.rule.hasPrefix("E") }.prefix(3).map { $0.rule + " " + $0.message })"
        )
      }
      if verdict.conformsToRules != (row.rules == "ok") {
        differing.append(
          "\(row.file): rules \(row.rules) | ours "
            + "\(verdict.findings.filter { $0.rule.utf8.count <= 3 }.prefix(3).map { $0.rule + " " + $0.message })"
        )
      }
    }
    print(
      "verdicts: \(count) records, \(differing.count) of \(2 * count) verdicts differ; not EDM: \(unreadable)"
    )
    for line in differing { print("  differs: \(line)") }
    #expect(count > 100)
    #expect(differing == [])
  }
}
