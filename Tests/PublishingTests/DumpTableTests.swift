import Foundation
import Parquet
import Store
import Testing

@testable import Publishing

@Suite("Tables of a dump")
struct DumpTableTests {
  @Test("every column is explained in the README")
  func documented() throws {
    let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    for table in DumpTable.allCases {
      for column in table.columns {
        #expect(text.contains("`\(column.name)`"), "\(table.rawValue).\(column.name)")
      }
      #expect(Set(table.columns.map(\.name)).count == table.columns.count)
    }
  }

  @Test("cells are quoted where they need it, formulas are defused, nothing and no text differ")
  func cells() {
    let row: [ParquetValue] = [
      .text("plain"), .text("a,b"), .text("say \"yes\"\nor no"), .text(""), .missing, .text("=1+1"),
      .text("-5 °C, cold"),
      .integer(-5), .double(0.25), .boolean(true), .timestamp(milliseconds: 1_700_000_000_000),
    ]
    #expect(
      String(decoding: CSVText.line(row), as: UTF8.self)
        == "plain,\"a,b\",\"say \"\"yes\"\"\nor no\",\"\",,'=1+1,\"'-5 °C, cold\",-5,0.25,true,2023-11-14T22:13:20Z\r\n"
    )
  }

  @Test("a row has a value of the column's kind for each column")
  func rows() throws {
    let record = RecordRow(
      identifier: "oai:winnow.example.org:museum:1",
      dossier: Dossiers.dossier(statements: [Dossiers.statement(.asserted)]), metadataRights: nil,
      addresses: PresentationAddresses(site: "http://winnow.example.org"))
    let statements = DumpTable.statements.rows(of: record)
    let names = DumpTable.statements.columns.map(\.name)
    let statement = Dictionary(uniqueKeysWithValues: zip(names, try #require(statements.first)))
    #expect(statements.count == 1)
    #expect(statement["identifier"] == .text("oai:winnow.example.org:museum:1"))
    #expect(statement["standing"] == .text("asserted") && statement["decision"] == .missing)
    var writer = ParquetWriter(DumpTable.records.columns, creator: "test")
    for row in DumpTable.records.rows(of: record) { try writer.append(row) }
    #expect(writer.rowCount == 1)
  }
}
