import Foundation
import OAIPMH
import Store
import Testing

@testable import Publishing

@Suite("An EDM dump")
struct EDMDumpTests {
  private func entries(_ count: Int) -> [PublishedEntry] {
    (0..<count).map {
      Bench.entry($0, stamp: Bench.now.advanced(by: -1000 + Int64($0 / 50)), deleted: $0 % 10 == 9)
    }
  }

  private func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  @Test("writes one file a record, a manifest and checksums, and nothing again the second time")
  func whole() async throws {
    let folder = try TemporaryFolder()
    let dump = EDMDump(records: MemoryRecords(entries(450)), folder: folder.path, licence: "Ask the museum.")
    let progress = Failures()
    let first = try await dump.write(now: Bench.now) { progress.add("\($0)") }
    #expect(first.records == 405 && first.written == 405 && first.deleted == 45 && first.unchanged == 0)
    #expect(first.providers == ["museum": 405])
    #expect(progress.count == 3)
    #expect(try names(folder.path) == ["SHA256SUMS", "manifest.json", "museum"])
    #expect(try names(folder.path + "/museum").count == 405)
    let manifest = try String(contentsOfFile: folder.path + "/manifest.json", encoding: .utf8)
    #expect(manifest.contains("\"records\" : 405") && manifest.contains("Ask the museum."))
    let second = try await dump.write(now: Bench.now)
    #expect(second.written == 0 && second.unchanged == 405)
    #expect(try names(folder.path + "/museum").allSatisfy { $0.hasSuffix(".rdf") })
  }

  @Test("takes up what was broken off, mends what was changed and removes what was deleted")
  func resume() async throws {
    let folder = try TemporaryFolder()
    var records = entries(20)
    _ = try await EDMDump(records: MemoryRecords(records), folder: folder.path).write(now: Bench.now)
    let files = try names(folder.path + "/museum")
    try Data("broken".utf8).write(to: URL(fileURLWithPath: folder.path + "/museum/" + files[0]))
    try FileManager.default.removeItem(atPath: folder.path + "/museum/" + files[1])
    records[5].form.content = .deleted
    let summary = try await EDMDump(records: MemoryRecords(records), folder: folder.path).write(
      now: Bench.now)
    #expect(summary.written + summary.unchanged == 17 && summary.deleted == 3)
    #expect((1...2).contains(summary.written))
    #expect(try names(folder.path + "/museum").count == 17)
  }

  @Test("never bears statement attributes, whatever the repository serves")
  func attributes() async throws {
    let folder = try TemporaryFolder()
    let dossier = Dossiers.dossier(statements: [Dossiers.statement(.asserted)])
    let record = try Dossiers.publisher(statementAttributes: true).publish(dossier)
    let form = try #require(record.forms.first { $0.prefix == "edm" })
    let entry = PublishedEntry(
      record: record.record, identifier: record.identifier, stamp: Bench.now.advanced(by: -9),
      setSpecs: record.setSpecs,
      form: form, source: nil)
    _ = try await EDMDump(records: MemoryRecords([entry]), folder: folder.path).write(now: Bench.now)
    let file = try #require(try names(folder.path + "/museum").first)
    let text = try String(contentsOfFile: folder.path + "/museum/" + file, encoding: .utf8)
    #expect(text.contains("Q144") && text.contains("De  hond &amp; ik"))
    #expect(!text.contains("confidenceLevel") && !text.contains("wasGeneratedBy"))
  }

  @Test("names in one line the folder that cannot be made")
  func unwritable() async throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "no folder")
    for path in ["/proc/nonexistent/dump", folder.path + "/file", folder.path + "/file/dump"] {
      let dump = EDMDump(records: MemoryRecords(entries(1)), folder: path)
      let error = await #expect(throws: PublishingError.self) { try await dump.write(now: Bench.now) }
      let line = try #require(error?.description)
      #expect(line.hasPrefix("\(path) cannot be written: ") && line.hasSuffix("another folder."), "\(line)")
      #expect(!line.contains("\n") && !line.contains("NSError") && !line.contains("Domain"), "\(line)")
    }
  }
}
