import Foundation
import OAIPMH
import Testing
import XMLCodec

/// The folder of responses recorded from real repositories, which lies beside a checkout and not in it.
private let recordings = URL(filePath: #filePath).resolvingSymlinksInPath()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "shared/data/oai")

@Suite("Recorded responses", .enabled(if: FileManager.default.fileExists(atPath: recordings.path)))
struct RecordedResponsesTests {
  private func files() -> [URL] {
    let all = FileManager.default.enumerator(at: recordings, includingPropertiesForKeys: nil)
    return (all?.allObjects as? [URL] ?? [])
      .filter { $0.pathExtension == "xml" || $0.pathExtension.isEmpty }
      .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true }
      .sorted { $0.path < $1.path }
  }

  @Test("every recorded response is read without a crash, and its records are whole")
  func all() throws {
    var records = 0
    var broken: [String: Int] = [:]
    var repairs: [String: Int] = [:]
    var problems: [String: Int] = [:]
    var abouts = 0
    for file in files() {
      let body = [UInt8](try Data(contentsOf: file))
      let page = PageReader().readRecords(body)
      records += page.records.count
      for record in page.records {
        let stored = try StoredRecord(bytes: record.bytes, context: record.context)
        #expect(stored.header == record.header, "\(file.lastPathComponent)")
        #expect(stored.repairs == record.repairs, "\(file.lastPathComponent)")
        if let metadata = stored.metadata {
          #expect(
            WellFormedness.problem(in: metadata) == nil,
            "\(file.lastPathComponent) \(record.header.identifier)")
        }
        abouts += stored.abouts.count
        for repair in record.repairs { repairs[repair.kind, default: 0] += 1 }
      }
      for item in page.broken {
        broken["\(file.lastPathComponent): \(item.reason)", default: 0] += 1
      }
      for repair in page.repairs { repairs[repair.kind, default: 0] += 1 }
      if let problem = page.problem { problems[String(problem.description.prefix(60)), default: 0] += 1 }
      _ = PageReader().readIdentifiers(body)
      _ = PageReader().readSets(body)
      _ = PageReader().readMetadataFormats(body)
      _ = try? PageReader().readIdentify(body)
    }
    print("records \(records), abouts \(abouts), repairs \(repairs), broken \(broken), problems \(problems)")
    // The one without an identifier is a fixture of its project's own making.
    #expect(broken.count == 1)
    #expect(records >= 5200)
  }

  @Test("well-formed recordings give exactly the records that the inventory counts")
  func inventory() throws {
    let table = try String(contentsOf: recordings.appending(path: "INVENTORY_recorded.tsv"), encoding: .utf8)
    var compared = 0
    for line in table.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count >= 7, fields[4] == "ok", let expected = Int(fields[5]), let deleted = Int(fields[6])
      else { continue }
      let folder = recordings.appending(path: String(fields[0]))
      let found =
        FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL]
        ?? []
      guard let file = found.first(where: { $0.path.hasSuffix(String(fields[1])) }) else { continue }
      let page = PageReader().readRecords([UInt8](try Data(contentsOf: file)))
      guard page.requestVerb != "ListIdentifiers" else { continue }
      #expect(page.records.count == expected, "\(fields[1])")
      #expect(page.records.count { $0.header.deleted } == deleted, "\(fields[1])")
      #expect(page.records.allSatisfy { $0.repairs.isEmpty }, "\(fields[1])")
      compared += 1
    }
    print("compared \(compared)")
    #expect(compared >= 90)
  }
}
