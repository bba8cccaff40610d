import Foundation
import Store
import Testing

@testable import Pipeline

@Suite("Changed identifiers read from CSV")
struct RemapTableTests {
  private func changes(_ text: String) throws -> [IdentifierChange] {
    try RemapTable(csv: Data(text.utf8), file: "map.csv").changes
  }

  private static let both = [
    IdentifierChange(former: "oai:m:1", present: "oai:new:1"),
    IdentifierChange(former: "oai:m:2", present: "oai:new:2,b"),
  ]

  @Test(
    "both headings are read, in any order, as spreadsheets and people write them",
    arguments: [
      "former,present\noai:m:1,oai:new:1\noai:m:2,\"oai:new:2,b\"\n",
      "\u{FEFF}old,new\r\noai:m:1,oai:new:1\r\n# moved in spring\r\n,\r\n oai:m:2 ,\"oai:new:2,b\"\r\n",
      "present,note,former\noai:new:1,first,oai:m:1\n\"oai:new:2,b\",,oai:m:2",
    ])
  func goodFiles(text: String) throws { #expect(try changes(text) == Self.both) }

  @Test(
    "each mistake is named with its row and remedy",
    arguments: [
      (",b", "row 2: 'former' is empty"),
      ("b,", "row 2: 'present' is empty"),
      ("b,b", "row 2: 'b' stands on both sides: leave the row out"),
      ("a,c", "row 2: 'a' is given up in row 1 already: leave one of them out"),
      ("b,z", "row 2: 'z' is taken in row 1 already: two records cannot have one identifier"),
      (
        "z,c",
        "row 1: 'z' is taken here and given up in row 2: harvest in between, or change it by way of a third one, "
          + "in files of their own"
      ),
      (
        "z,a",
        "row 1: 'z' is taken here and given up in row 2: harvest in between, or change it by way of a third one, "
          + "in files of their own"
      ),
    ])
  func mistakes(row: String, expected: String) throws {
    let error = try #require(throws: RemapTableError.self) { try changes("former,present\na,z\n\(row)\n") }
    #expect(error.description == "map.csv: \(expected)")
  }

  @Test(
    "a file that is no such table says what it has to be",
    arguments: [
      ("from,to\na,b\n", "map.csv: the first line has to name the columns former,present (or old,new)"),
      ("former,new\na,b\n", "map.csv: the first line has to name the columns former,present (or old,new)"),
      ("former,present\n", "map.csv: has no rows: write one for each changed identifier"),
    ])
  func otherTables(text: String, expected: String) throws {
    let error = try #require(throws: RemapTableError.self) { try changes(text) }
    #expect(error.description == expected)
  }
}
