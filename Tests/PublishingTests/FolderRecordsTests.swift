import Foundation
import OAIPMH
import Store
import Synchronization
import Testing

@testable import Publishing

/// A folder that is removed after use.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "winnow-" + UUID().uuidString + "/museum"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }

  /// A scan by modification times alone, which a test can choose.
  var scan: FolderScan {
    FolderScan(folder: path) { Timestamp(seconds: Int64($0.st_mtim.tv_sec)) }
  }

  /// Writes a file with a modification time.
  func write(_ name: String, _ bytes: [UInt8], at stamp: Timestamp = Bench.now.advanced(by: -100)) throws {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    try FileManager.default.setAttributes([.modificationDate: stamp.date], ofItemAtPath: file)
  }

  func write(_ name: String, _ text: String, at stamp: Timestamp = Bench.now.advanced(by: -100)) throws {
    try write(name, Array(text.utf8), at: stamp)
  }
}

@Suite("A folder of records")
struct FolderRecordsTests {
  static let edm =
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><a href=\"{base}/images/1.jpg\"/></rdf:RDF>"
  static let dc =
    "<oai_dc:dc xmlns:oai_dc='http://www.openarchives.org/OAI/2.0/oai_dc/' xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>T</dc:title></oai_dc:dc>"

  private func records(_ folder: TemporaryFolder, now: Timestamp = Bench.now) -> FolderRecords {
    FolderRecords(scan: folder.scan, base: "http://127.0.0.1:9", clock: { now })
  }

  private func repository(_ records: FolderRecords, pageSize: Int = 10, now: Timestamp = Bench.now)
    -> Repository
  {
    var settings = Bench.settings(pageSize: pageSize)
    settings.formats = []
    return Repository(
      records: records, settings: settings, tokenKey: [1], clock: { now },
      formats: { try await records.formats() })
  }

  @Test("serves every file in the format of its root, with subfolders as sets and times as datestamps")
  func lists() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a.xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY e \"]>\">]>\n<!-- c -->\n" + Self.edm)
    try folder.write("maps/16th century/b.xml", Self.edm, at: Bench.now.advanced(by: -50))
    try folder.write("maps/c.xml", Self.dc)
    try folder.write("notes.txt", "no record")
    try folder.write(".hidden.xml", Self.edm)
    let repository = repository(records(folder))
    let edm = await repository.ask("verb=ListRecords&metadataPrefix=edm")
    #expect(edm.identifiers == ["oai:museum.example.org:a", "oai:museum.example.org:maps/16th%20century/b"])
    #expect(!edm.contains("DOCTYPE") && !edm.contains("{base}"))
    #expect(edm.contains("http://127.0.0.1:9/images/1.jpg"))
    #expect(edm.contains("<datestamp>\(Bench.now.advanced(by: -50))</datestamp>"))
    #expect(edm.all(between: "<setSpec>", and: "<") == ["maps", "maps:16th~20century"])
    let dc = await repository.ask("verb=ListRecords&metadataPrefix=oai_dc&set=maps")
    #expect(dc.identifiers == ["oai:museum.example.org:maps/c"])
    let formats = await repository.ask("verb=ListMetadataFormats")
    #expect(formats.all(between: "<metadataPrefix>", and: "<") == ["edm", "oai_dc"])
    let sets = await repository.ask("verb=ListSets")
    #expect(sets.contains("<setName>maps / 16th century</setName>"))
    let one = await repository.ask(
      "verb=GetRecord&metadataPrefix=edm&identifier=oai:museum.example.org:maps/16th%20century/b")
    #expect(one.identifiers.count == 1)
  }

  @Test("serves ill-formed bytes as they are")
  func illFormed() async throws {
    let folder = try TemporaryFolder()
    let body =
      Array("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">a\u{1} & b".utf8) + [
        0xE9, 0x00, 0x0B,
      ]
    try folder.write("bad.xml", body + Array("</rdf:RDF>".utf8))
    let response = await repository(records(folder)).respond(
      to: Bench.arguments("verb=ListRecords&metadataPrefix=edm"))
    #expect(Data(response.body).range(of: Data(body)) != nil)
  }

  @Test("converts an encoding that the dropped declaration named")
  func encodings() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "latin.xml",
      Array(
        "<?xml version='1.0' encoding='ISO-8859-1'?><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
          .utf8)
        + [0xE9] + Array("</rdf:RDF>".utf8))
    #expect(
      await repository(records(folder)).ask("verb=ListRecords&metadataPrefix=edm").contains(">é</rdf:RDF>"))
  }

  @Test("serves NAME.deleted as a deleted record, in the formats it names or in all")
  func deleted() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.xml", Self.edm)
    try folder.write("b.xml", Self.edm)
    try folder.write("b.deleted", "", at: Bench.now.advanced(by: -7))
    try folder.write("c.deleted", "edm\n")
    try folder.write("d.xml", Self.dc)
    let repository = repository(records(folder))
    let edm = await repository.ask("verb=ListRecords&metadataPrefix=edm")
    #expect(Set(edm.identifiers.compactMap(\.last)) == ["a", "b", "c"] && edm.identifiers.count == 3)
    #expect(edm.all(between: "<header status=\"deleted\"><identifier>", and: "<").count == 2)
    let dc = await repository.ask("verb=ListRecords&metadataPrefix=oai_dc")
    #expect(Set(dc.identifiers.compactMap(\.last)) == ["b", "d"])
    let b = await repository.ask("verb=GetRecord&metadataPrefix=edm&identifier=oai:museum.example.org:b")
    #expect(b.contains("status=\"deleted\"") && b.contains("<datestamp>\(Bench.now.advanced(by: -7))<"))
  }

  @Test("takes the metadata out of a saved answer of another repository, one record or many")
  func savedAnswers() async throws {
    let folder = try TemporaryFolder()
    func record(_ name: String) -> String {
      "<record><header><identifier>\(name)</identifier><datestamp>2020-01-01</datestamp></header><metadata>"
        + "<rdf:RDF><dc:title>\(name)</dc:title></rdf:RDF></metadata></record>"
    }
    let start =
      "<?xml version=\"1.0\"?><OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><responseDate>2020-01-01T00:00:00Z</responseDate><request>http://x</request>"
    try folder.write("one.xml", start + "<GetRecord>" + record("first") + "</GetRecord></OAI-PMH>")
    try folder.write(
      "many.xml", start + "<ListRecords>" + record("x") + record("y") + "</ListRecords></OAI-PMH>")
    let answer = await repository(records(folder)).ask("verb=ListRecords&metadataPrefix=edm")
    #expect(
      Set(answer.identifiers) == [
        "oai:museum.example.org:one", "oai:museum.example.org:many/1", "oai:museum.example.org:many/2",
      ])
    #expect(
      answer.all(between: "<metadata><rdf:RDF", and: "</metadata>").allSatisfy { $0.contains("xmlns:dc=") })
    for name in ["first", "x", "y"] { #expect(answer.contains("<dc:title>\(name)</dc:title>")) }
  }

  @Test("delivers each record once over many pages, and goes on with a token after a restart")
  func paging() async throws {
    let folder = try TemporaryFolder()
    for number in 0..<30 {
      try folder.write("r\(number).xml", Self.edm, at: Bench.now.advanced(by: -100 + Int64(number / 7)))
    }
    var found: [String] = []
    var query = "verb=ListRecords&metadataPrefix=edm"
    var pages = 0
    while true {
      let answer = await repository(records(folder)).ask(query)
      found += answer.identifiers
      pages += 1
      guard let token = answer.token, !token.isEmpty else { break }
      query = "verb=ListRecords&resumptionToken=\(token)"
    }
    #expect(found.count == 30 && Set(found).count == 30 && pages == 3)
  }

  @Test("sees new, changed and removed files in later seconds")
  func changes() async throws {
    let folder = try TemporaryFolder()
    let clock = AdjustableClock(Bench.now)
    let records = FolderRecords(scan: folder.scan, base: "", clock: { clock.now })
    try folder.write("a.xml", Self.edm)
    try folder.write("gone.xml", Self.edm)
    var query = PublishedQuery(prefix: "edm", until: Bench.now.advanced(by: -1), limit: 10)
    #expect(try await records.list(query).count == 2)
    try folder.write("b.xml", Self.edm, at: Bench.now)
    try FileManager.default.removeItem(atPath: folder.path + "/gone.xml")
    // The list of before is kept in memory; a file that has gone meanwhile is a deleted record.
    let before = try await records.list(query)
    #expect(before.count == 2 && before.count { $0.form.content == .deleted } == 1)
    clock.now = Bench.now.advanced(by: 2)
    query.until = Bench.now.advanced(by: 1)
    #expect(
      try await records.list(query).map(\.identifier) == [
        "oai:museum.example.org:a", "oai:museum.example.org:b",
      ])
    try folder.write("a.xml", Self.dc, at: Bench.now.advanced(by: 3))
    clock.now = Bench.now.advanced(by: 5)
    query.until = Bench.now.advanced(by: 4)
    #expect(try await records.list(query).map(\.identifier) == ["oai:museum.example.org:b"])
    #expect(try await records.formats().map(\.prefix) == ["edm", "oai_dc"])
  }

  @Test("stamps a file that comes with its old time by the moment at which it comes")
  func arrivals() async throws {
    let folder = try TemporaryFolder()
    let start = Timestamp.now
    try folder.write("old.xml", Self.edm)
    try folder.write("gone.deleted", "edm")
    try folder.write("ahead.xml", Self.edm, at: start.advanced(by: 1000))
    try folder.write("outside", Self.edm)
    try FileManager.default.moveItem(atPath: folder.path + "/outside", toPath: folder.path + "/moved.xml")
    let records = FolderRecords(folder: folder.path, base: "")
    func stamp(_ name: String) async throws -> Timestamp? {
      try await records.entries(identifier: "oai:museum.example.org:\(name)").first?.stamp
    }
    for name in ["old", "gone", "moved"] {
      let stamp = try #require(try await stamp(name))
      #expect(start <= stamp && stamp <= .now, "\(name)")
    }
    #expect(try await stamp("ahead") == start.advanced(by: 1000))
  }

  @Test("names a folder that is missing")
  func missing() async {
    let records = FolderRecords(folder: "/nonexistent/records", base: "", clock: { Bench.now })
    await #expect(throws: FolderError.self) { try await records.formats() }
  }

  @Test(
    "makes an identifier prefix of any folder name",
    arguments: [
      ("/a/Museum", "oai:museum.example.org"), ("/a/My Papers", "oai:my-papers.example.org"),
      ("/a/2024", "oai:x2024.example.org"), ("/a/museum/", "oai:museum.example.org"),
      ("/a/My recs é", "oai:my-recs.example.org"), ("/a/é", "oai:x.example.org"),
    ])
  func prefixes(folder: String, prefix: String) {
    #expect(FolderRecords.idPrefix(ofFolder: folder) == prefix)
    #expect("oai:" + FolderRecords.domain(ofFolder: folder) == prefix)
  }
}

/// A clock that a test moves.
final class AdjustableClock: Sendable {
  private let value: Mutex<Timestamp>
  init(_ now: Timestamp) { value = Mutex(now) }
  var now: Timestamp {
    get { value.withLock { $0 } }
    set { value.withLock { $0 = newValue } }
  }
}
