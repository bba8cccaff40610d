import Foundation
import OAIPMH
import Testing
import XMLCodec

/// The folder of responses recorded from real repositories, which lies beside a checkout and not in it.
private let recordings = URL(filePath: #filePath).resolvingSymlinksInPath()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "shared/data/oai")

/// What was read out of a collection of responses.
private struct ReadingTally: Equatable {
  var responses = 0
  var records = 0
  var deleted = 0
  var abouts = 0
  /// Headers of lists of identifiers.
  var headers = 0
  var sets = 0
  var formats = 0
  var identified = 0
  /// Responses whose list goes on.
  var tokens = 0
  /// Errors of the protocol, by code.
  var errors: [String: Int] = [:]
  /// Repairs of records and of pages around them, by kind.
  var repairs: [String: Int] = [:]
  /// Records that had to be set aside, by file and reason.
  var quarantined: [String] = []
  /// Responses that are broken around their records, by file and problem.
  var problems: [String] = []

  mutating func add(_ body: [UInt8], named name: String) throws {
    let page = PageReader().readRecords(body)
    // Files of another kind lie among the responses: records, configurations of harvesters.
    if case .notOAI = page.problem { return }
    responses += 1
    records += page.records.count
    deleted += page.records.count { $0.header.deleted }
    if page.token?.continues == true { tokens += 1 }
    for error in page.errors { errors[error.code, default: 0] += 1 }
    for repair in page.repairs + page.records.flatMap(\.repairs) { repairs[repair.kind, default: 0] += 1 }
    quarantined += page.broken.map { "\(name): \($0.reason)" }
    if let problem = page.problem { problems.append("\(name): \(problem)") }
    for record in page.records {
      let stored = try StoredRecord(bytes: record.bytes, context: record.context)
      #expect(stored.header == record.header && stored.repairs == record.repairs, "\(name)")
      if let metadata = stored.metadata {
        #expect(WellFormedness.problem(in: metadata) == nil, "\(name) \(record.header.identifier)")
      }
      abouts += stored.abouts.count
    }
    if page.records.isEmpty { headers += PageReader().readIdentifiers(body).items.count }
    sets += PageReader().readSets(body).items.count
    formats += PageReader().readMetadataFormats(body).items.count
    if (try? PageReader().readIdentify(body)) != nil { identified += 1 }
  }

  var description: String {
    """
    recorded responses \(responses): records \(records), deleted \(deleted), about containers \(abouts), \
    headers \(headers), sets \(sets), formats \(formats), Identify \(identified), lists that go on \(tokens), \
    errors \(errors.sorted { $0.key < $1.key }), repairs \(repairs.sorted { $0.key < $1.key }), \
    quarantined \(quarantined), problems \(problems)
    """
  }
}

@Suite("Recorded responses", .enabled(if: FileManager.default.fileExists(atPath: recordings.path)))
struct RecordedResponsesTests {
  private func files() -> [URL] {
    let all = FileManager.default.enumerator(at: recordings, includingPropertiesForKeys: nil)
    return (all?.allObjects as? [URL] ?? [])
      .filter { $0.pathExtension == "xml" || $0.pathExtension.isEmpty }
      .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true }
      .sorted { $0.path < $1.path }
  }

  @Test("every recorded response is read whole: its records, repairs and quarantines are these")
  func all() throws {
    var tally = ReadingTally()
    for file in files() {
      try tally.add([UInt8](try Data(contentsOf: file)), named: file.lastPathComponent)
    }
    print(tally.description)
    #expect(tally.responses == 163)
    #expect(tally.records == 5227 && tally.deleted == 8 && tally.abouts == 1)
    #expect(tally.headers == 432 && tally.sets == 348 && tally.formats == 19 && tally.identified == 9)
    #expect(tally.tokens == 51)
    #expect(tally.repairs == ["control-character": 1, "transcoded": 1])
    // Both broken pages, and the record without an identifier, are of their projects' own making: for tests.
    #expect(tally.quarantined == ["ListRecords4.xml: the header has no identifier"])
    #expect(tally.problems.count == 2, "\(tally.problems)")
    #expect(
      tally.problems.contains {
        $0.hasPrefix("00001.xml: the response is not well-formed around its records")
      })
    #expect(
      tally.problems.contains("ListRecordsBroken.xml: the response is not XML; it begins with 'broken xml'"))
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
