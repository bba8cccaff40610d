import Archives
import Foundation
import OAIPMH
import Store
import Synchronization
import Testing

@testable import Publishing

@Suite("A dump")
struct DumpTests {
  private func entries(_ count: Int) -> [PublishedEntry] {
    (0..<count).map {
      Bench.entry($0, stamp: Bench.now.advanced(by: -1000 + Int64($0 / 50)), deleted: $0 % 10 == 9)
    }
  }

  private func dump(
    _ archive: MemoryArchive, _ folder: String, _ format: DumpFormat = .edm, _ layout: DumpLayout? = nil,
    since: Timestamp? = nil, bytesInFile: Int = 1 << 30
  ) -> Dump {
    Dump(
      of: archive, into: folder, DumpSelection(format: format, layout: layout, since: since),
      settings: .init(
        generator: "Winnow test", licence: DumpLicence(text: "Ask the museum."),
        addresses: PresentationAddresses(site: "http://winnow.example.org")), blockSize: 100,
      bytesInFile: bytesInFile)
  }

  /// All files with their bytes; of the manifest what does not tell the time.
  private func contents(_ folder: String) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
      guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
      contents[name] = data
      if name == "manifest.json" {
        let text = String(decoding: data, as: UTF8.self).split(separator: "\n")
        contents[name] = Data(
          text.filter { !$0.contains("\"created\"") && !$0.contains("\"until\"") }.joined(separator: "\n")
            .utf8)
      }
    }
    return contents
  }

  @Test(
    "in zip archives holds one document a record, a manifest and checksums, and writes nothing a second time")
  func zip() async throws {
    let folder = try TemporaryFolder()
    let archive = MemoryArchive(entries(450))
    let told = Mutex<[Int]>([])
    let first = try await dump(archive, folder.path).write(
      now: Bench.now, progress: { done in told.withLock { $0.append(done) } })
    #expect(first.records == 405 && first.written == 405 && first.unchanged == 0 && first.deleted == 45)
    #expect(first.providers == ["museum": 405] && first.files == 6)
    #expect(told.withLock { $0 } == [90, 180, 270, 360, 405])
    let parts = (1...5).map { "part-0000\($0).zip" }
    #expect(
      try contents(folder.path).keys.sorted() == ["SHA256SUMS", "deleted.csv", "manifest.json"] + parts)
    var names: [String] = []
    for part in parts {
      let reader = try ArchiveReader(path: folder.path + "/" + part)
      while let entry = try reader.next() { names.append(entry.path) }
    }
    #expect(names.count == 405 && Set(names).count == 405)
    #expect(names.first == "museum/oai%3Awinnow.example.org%3Amuseum%3A0.rdf")
    let deleted = try String(contentsOfFile: folder.path + "/deleted.csv", encoding: .utf8)
      .split(separator: "\r\n")
    #expect(deleted.count == 46 && deleted[0] == "identifier,provider,datestamp")
    #expect(deleted[1] == "oai:winnow.example.org:museum:9,museum,\(Bench.now.advanced(by: -1000))")
    let before = try contents(folder.path)
    let second = try await dump(archive, folder.path).write(now: Bench.now.advanced(by: 60))
    #expect(second.records == 405 && second.written == 0 && second.unchanged == 405)
    #expect(try contents(folder.path) == before)
  }

  @Test(
    "that was killed goes on, and gives the bytes of one that was not",
    arguments: [
      (DumpFormat.edm, DumpLayout?.none), (.edm, .provider), (.edm, .files), (.ntriples, nil), (.jsonld, nil),
    ])
  func killed(format: DumpFormat, layout: DumpLayout?) async throws {
    let whole = try TemporaryFolder()
    let torn = try TemporaryFolder()
    let archive = MemoryArchive(entries(450))
    _ = try await dump(archive, whole.path, format, layout).write(now: Bench.now)
    for moment in [50, 150, 100, 60] {
      await archive.fail(after: moment)
      await #expect(throws: MemoryArchive.Killed.self) {
        try await dump(archive, torn.path, format, layout).write(now: Bench.now)
      }
      #expect(FileManager.default.contents(atPath: torn.path + "/manifest.json") == nil)
    }
    await archive.fail(after: nil)
    let summary = try await dump(archive, torn.path, format, layout).write(now: Bench.now)
    if layout == nil { #expect(summary.unchanged == 180) }
    #expect(try contents(torn.path) == contents(whole.path))
  }

  @Test(
    "of an older date is brought up to date, and is then what a new one would be",
    arguments: DumpLayout.allCases)
  func update(layout: DumpLayout) async throws {
    let old = try TemporaryFolder()
    let new = try TemporaryFolder()
    let archive = MemoryArchive(entries(450))
    _ = try await dump(archive, old.path, .edm, layout).write(now: Bench.now)
    let later = Bench.now.advanced(by: 100)
    await archive.change(120) { entry in
      entry.stamp = Bench.now.advanced(by: 50)
      entry.form.content = .deleted
    }
    await archive.change(301) { entry in
      entry.stamp = Bench.now.advanced(by: 60)
      entry.form.content = .metadata(Array("<rdf:RDF xmlns:rdf=\"x\"><a/></rdf:RDF>".utf8))
    }
    await archive.add(Bench.entry(500, stamp: Bench.now.advanced(by: 70)))
    let summary = try await dump(archive, old.path, .edm, layout).write(now: later)
    #expect(summary.records == 405 && summary.deleted == 46)
    let written = [DumpLayout.zip: 89 + 90 + 1, .files: 2, .provider: 405]
    #expect(summary.written == written[layout])
    _ = try await dump(archive, new.path, .edm, layout).write(now: later)
    #expect(try contents(old.path) == contents(new.path))
  }

  @Test("writes again what was damaged or lost", arguments: ["part-00002.zip", "deleted.csv"])
  func damaged(name: String) async throws {
    let folder = try TemporaryFolder()
    let archive = MemoryArchive(entries(250))
    _ = try await dump(archive, folder.path).write(now: Bench.now)
    let before = try contents(folder.path)
    try Data("broken".utf8).write(to: URL(fileURLWithPath: folder.path + "/" + name))
    _ = try await dump(archive, folder.path).write(now: Bench.now)
    #expect(try contents(folder.path) == before)
  }

  @Test("since a date holds what changed, and lists what was deleted since")
  func since() async throws {
    let folder = try TemporaryFolder()
    let archive = MemoryArchive(entries(450))
    let start = Bench.now.advanced(by: -1000 + 8)
    let summary = try await dump(archive, folder.path, since: start).write(now: Bench.now)
    #expect(summary.records == 45 && summary.deleted == 5)
    #expect(try contents(folder.path).keys.sorted().last == "part-00005.zip")
  }

  @Test("ends its files long before they would be too large for zip without extensions")
  func bounded() async throws {
    let folder = try TemporaryFolder()
    let archive = MemoryArchive((0..<2000).map { Bench.entry($0, stamp: Bench.now.advanced(by: -9)) })
    let dump = Dump(
      of: archive, into: folder.path, DumpSelection(format: .edm),
      settings: .init(
        generator: "", licence: DumpLicence(text: ""), addresses: PresentationAddresses(site: "")),
      bytesInFile: 10_000)
    #expect(try await dump.write(now: Bench.now).records == 2000)
    let names = try contents(folder.path).keys.filter { $0.hasSuffix(".zip") }.sorted()
    #expect(names == ["part-00001-2.zip", "part-00001-3.zip", "part-00001-4.zip", "part-00001.zip"])
  }

  @Test(
    "never bears statement attributes, whatever the repository serves, and is what publishing without them gives"
  )
  func attributes() async throws {
    let folder = try TemporaryFolder()
    let dossier = Dossiers.dossier(statements: [Dossiers.statement(.asserted)])
    func form(_ statementAttributes: Bool) throws -> PublishedRecord {
      try Dossiers.publisher(statementAttributes: statementAttributes).publish(dossier)
    }
    let record = try form(true)
    let entry = PublishedEntry(
      record: record.record, identifier: record.identifier, stamp: Bench.now.advanced(by: -9),
      setSpecs: record.setSpecs, form: try #require(record.forms.first { $0.prefix == "edm" }), source: nil)
    _ = try await dump(MemoryArchive([entry]), folder.path, .edm, .files).write(now: Bench.now)
    let file = try #require(
      try contents(folder.path).first { $0.key.hasSuffix(".rdf") })
    let text = String(decoding: file.value, as: UTF8.self)
    #expect(text.contains("Q144") && text.contains("De  hond &amp; ik"))
    #expect(!text.contains("confidenceLevel") && !text.contains("wasGeneratedBy"))
    let plain = try #require(try form(false).forms.first { $0.prefix == "edm" })
    guard case .metadata(let bytes) = plain.content else { Issue.record("no metadata"); return }
    #expect(text == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + String(decoding: bytes, as: UTF8.self))
  }

  @Test("refuses a folder with another dump, or that of another store, in one line with the remedy")
  func refuses() async throws {
    let folder = try TemporaryFolder()
    let archive = MemoryArchive(entries(10))
    _ = try await dump(archive, folder.path).write(now: Bench.now)
    for (other, words) in [
      (dump(archive, folder.path, .ntriples), "holds another dump (edm, layout zip)"),
      (dump(archive, folder.path, since: Bench.now), "holds another dump (edm, layout zip)"),
      (dump(MemoryArchive(entries(10), identity: [2]), folder.path), "holds a dump of another store"),
    ] {
      let error = await #expect(throws: PublishingError.self) { try await other.write(now: Bench.now) }
      let line = try #require(error?.description)
      #expect(line.hasPrefix("\(folder.path) \(words)") && line.contains("name another folder"), "\(line)")
    }
    try folder.write("manifest.json", "{}")
    await #expect(throws: PublishingError.self) { try await dump(archive, folder.path).write(now: Bench.now) }
  }

  @Test("stops where it is asked to, and goes on")
  func interrupted() async throws {
    let folder = try TemporaryFolder()
    let archive = MemoryArchive((0..<3000).map { Bench.entry($0, stamp: Bench.now.advanced(by: -9)) })
    let dump = Dump(
      of: archive, into: folder.path, DumpSelection(format: .edm),
      settings: .init(
        generator: "", licence: DumpLicence(text: ""), addresses: PresentationAddresses(site: "")),
      blockSize: 1500)
    let asked = Mutex(0)
    let error = await #expect(throws: PublishingError.self) {
      try await dump.write(
        now: Bench.now,
        shouldStop: {
          asked.withLock {
            $0 += 1
            return $0 > 3
          }
        })
    }
    #expect(error?.description == "\(folder.path): the dump was interrupted; the same command again goes on.")
    #expect(try contents(folder.path).keys.sorted() == [".winnow-dump.jsonl", "part-00001.zip"])
    let summary = try await dump.write(now: Bench.now)
    #expect(summary.unchanged == 1500 && summary.written == 1500)
  }

  @Test("names in one line the folder that cannot be made")
  func unwritable() async throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "no folder")
    for path in ["/proc/nonexistent/dump", folder.path + "/file", folder.path + "/file/dump"] {
      let error = await #expect(throws: PublishingError.self) {
        try await dump(MemoryArchive(entries(1)), path).write(now: Bench.now)
      }
      let line = try #require(error?.description)
      #expect(line.hasPrefix("\(path) cannot be written: ") && line.hasSuffix("another folder."), "\(line)")
      #expect(!line.contains("\n") && !line.contains("NSError") && !line.contains("Domain"), "\(line)")
    }
  }

  @Test("bears the same transaction date in MARC records as the repository")
  func transactionDate() throws {
    var entry = Bench.entry(1, stamp: Bench.now, prefix: PublishedFormat.marcxml)
    var record = MARCRecord(leader: MARCFixedFields.leader(type: nil, .corrected))
    record.add("005", TransactionDate.open)
    entry.form.content = .metadata(MARCXMLWriter.bytes(record))
    let encoder = try #require(DumpSelection(format: .marcxml).encoder as? GzippedText)
    let text = String(decoding: try #require(try encoder.text(entry)), as: UTF8.self)
    let digits = Bench.now.description.filter(\.isNumber)
    #expect(text.contains("<controlfield tag=\"005\">\(digits).0</controlfield>"), "\(text)")
  }
}
