import Foundation
import Hashing
import OAIPMH
import Store
import Testing

@testable import Pipeline

@Suite("Decisions read from CSV")
struct DecisionTableTests {
  private static let header = "provider,record,medium,property,concept,verdict,reviewer,note"

  private func table(_ text: String) throws -> [ReviewDecision] {
    try DecisionTable(csv: Data(text.utf8), file: "tags.csv", at: moment).decisions
  }

  @Test("rows become decisions in the order of the file; comments and empty rows are left out")
  func goodFile() throws {
    let medium = hash("one")
    let decisions = try table(
      """
      # decided in the reading room
      \(Self.header)
      museum,oai:m:1,\(medium),dc:subject,http://www.wikidata.org/entity/Q144,accept,An,"a dog, clearly"
      # the second
      museum, oai:m:2 ,,dc:type,map,reject,Bo,
      ,,,,,,,

      """)
    #expect(decisions.count == 2)
    let first = try #require(decisions.first)
    #expect(
      first
        == ReviewDecision(
          provider: museum, record: "oai:m:1", medium: medium, property: "dc:subject",
          concept: "http://www.wikidata.org/entity/Q144", verdict: .accept, reviewer: "An", at: moment,
          note: "a dog, clearly"))
    #expect(
      decisions.last
        == ReviewDecision(
          provider: museum, record: "oai:m:2", medium: nil, property: "dc:type", concept: "map",
          verdict: .reject, reviewer: "Bo", at: moment))
  }

  @Test("a spreadsheet's file is read: byte order mark, CRLF, columns in another order")
  func spreadsheet() throws {
    let decisions = try table(
      "\u{FEFF}# for review\r\nverdict,reviewer,concept,property,record,provider\r\n# next\r\n"
        + "accept,An,Q144,dc:subject,oai:m:1,museum\r\nreject,Bo,Q145,dc:subject,oai:m:2,museum\r\n")
    #expect(decisions.map(\.record) == ["oai:m:1", "oai:m:2"])
    #expect(decisions.map(\.verdict) == [.accept, .reject])
    #expect(decisions.allSatisfy { $0.provider == museum })
  }

  @Test(
    "each mistake is named with its row and remedy",
    arguments: [
      (",oai:m:1,,dc:subject,Q144,accept,An,", "'provider' is empty"),
      ("museum,,,dc:subject,Q144,accept,An,", "'record' is empty"),
      ("museum,oai:m:1,,dc:subject,,accept,An,", "'concept' is empty"),
      ("museum,oai:m:1,,dc:subject,Q144,accept,,", "'reviewer' is empty"),
      ("museum,oai:m:1,,dc:title,Q144,accept,An,", "property 'dc:title' has to be dc:subject or dc:type"),
      ("museum,oai:m:1,,dc:subject,Q144,yes,An,", "verdict 'yes' has to be accept or reject"),
      ("museum,oai:m:1,abc,dc:subject,Q144,accept,An,", "medium 'abc' is no SHA-256 in hexadecimal"),
    ])
  func mistakes(row: String, expected: String) throws {
    let good = "museum,oai:m:0,,dc:subject,Q144,accept,An,"
    let error = try #require(throws: DecisionTableError.self) {
      try table([Self.header, good, row].joined(separator: "\n"))
    }
    #expect(error.description == "tags.csv: row 2: \(expected)")
  }

  @Test("a missing column is named with the columns there have to be")
  func missingColumn() throws {
    let error = try #require(throws: DecisionTableError.self) {
      try table("provider,record\nmuseum,oai:m:1\n")
    }
    #expect(
      error.description
        == "tags.csv: column 'property' is missing: the first line has to name "
        + "provider,record,property,concept,verdict,reviewer,medium,note")
  }

  @Test("bytes that are no UTF-8 are refused")
  func notUTF8() throws {
    let error = try #require(throws: DecisionTableError.self) {
      try DecisionTable(csv: Data([0x70, 0xe9]), file: "tags.csv", at: moment)
    }
    #expect(error.description == "tags.csv: is not UTF-8: save it as UTF-8")
  }

  @Test("a quotation that goes wrong is refused, not guessed at")
  func quotation() throws {
    let error = try #require(throws: DecisionTableError.self) { try table(Self.header + "\n\"a\"b,c\n") }
    #expect(error.description.hasPrefix("tags.csv: is no CSV: "))
  }
}
