import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Demo records")
struct DemoRecordTests {
  private static let institutions = ["museum", "library", "archive"]

  private static func records() -> [URL] {
    institutions.flatMap { ProjectFiles.files(below: "Fixtures/demo/\($0)", suffix: "xml") }
  }

  @Test("There are at least sixty, and all but the one with a control character are well-formed")
  func wellFormed() throws {
    let records = Self.records()
    #expect(records.count >= 60)
    var broken: [String] = []
    for record in records where !XMLParser(data: try Data(contentsOf: record)).parse() {
      broken.append(record.lastPathComponent)
    }
    #expect(broken == ["rb-0404.xml"])
  }

  @Test("The deliberate one is well-formed without its U+0001")
  func deliberateOne() throws {
    let record = try #require(Self.records().first { $0.lastPathComponent == "rb-0404.xml" })
    let bytes = try Data(contentsOf: record)
    #expect(bytes.filter { $0 == 1 }.count == 1)
    #expect(XMLParser(data: bytes.filter { $0 != 1 }).parse())
  }

  @Test("Records are in six languages")
  func languages() throws {
    var found: Set<String> = []
    for record in Self.records() {
      let text = try String(contentsOf: record, encoding: .utf8)
      for match in text.matches(of: /xml:lang="([a-z]+)"/) { found.insert(String(match.1)) }
    }
    #expect(found.isSuperset(of: ["de", "en", "fr", "it", "nl", "es"]))
  }

  @Test("Every decision names a record and a concept that are there")
  func decisions() throws {
    let lines = try ProjectFiles.text("Fixtures/demo/decisions.csv").split(separator: "\n")
    #expect(lines.first == "provider,record,medium,property,concept,verdict,reviewer,note")
    let table = try ProjectFiles.text("Mappings/vocabularies/imagenet.tsv")
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let path = cells[1].replacing("oai:\(cells[0]).example.org:", with: "")
      let file = ProjectFiles.root.appending(path: "Fixtures/demo/\(cells[0])/\(path).xml")
      #expect(FileManager.default.fileExists(atPath: file.path), "\(line)")
      #expect(table.contains("\t\(cells[4])\t"), "\(line)")
      #expect(["accept", "reject"].contains(cells[5]), "\(line)")
    }
  }
}
