import Foundation
import OAIPMH
import Store
import Synchronization
import Testing

@testable import Publishing

@Suite("A repository")
struct RepositoryTests {
  static let stamps = (0..<25).map { Bench.now.advanced(by: -1000 + Int64($0 / 3)) }
  static let sets = [
    PublishedSet(spec: "provider", name: "Provider"),
    PublishedSet(spec: "provider:museum", name: "Museum <1>"),
    PublishedSet(spec: "type", name: "Type"),
  ]

  private func repository(count: Int = 25, pageSize: Int = 10) -> Repository {
    let entries = (0..<count).map {
      Bench.entry($0, stamp: Bench.now.advanced(by: -1000 + Int64($0 / 3)), deleted: $0 % 7 == 6)
    }
    return Bench.repository(MemoryRecords(entries, sets: Self.sets), pageSize: pageSize)
  }

  /// Every page of a list.
  private func pages(_ repository: Repository, _ query: String, verb: String = "ListRecords") async
    -> [String]
  {
    var pages = [await repository.ask("verb=\(verb)&\(query)")]
    while let token = pages.last?.token, !token.isEmpty, pages.count < 1000 {
      pages.append(await repository.ask("verb=\(verb)&resumptionToken=\(token)"))
    }
    return pages
  }

  @Test(
    "delivers each record exactly once, whatever the size of its pages",
    arguments: [0, 1, 9, 10, 11, 20, 25, 30])
  func paging(count: Int) async {
    for verb in ["ListRecords", "ListIdentifiers"] {
      let repository = repository(count: count)
      let pages = await pages(repository, "metadataPrefix=edm", verb: verb)
      let found = pages.flatMap(\.identifiers)
      #expect(Set(found).count == count && found.count == count)
      // No phantom token where the total is a multiple of the page size.
      #expect(pages.count == max(1, (count + 9) / 10))
      if count == 0 { #expect(pages[0].codes == ["noRecordsMatch"]) }
      #expect((pages.last?.token ?? "none") == (count <= 10 ? "none" : ""))
    }
  }

  @Test("carries the size counted at first and the cursor of each part")
  func attributes() async {
    let pages = await pages(repository(), "metadataPrefix=edm")
    #expect(pages.map { $0.all(between: "completeListSize=\"", and: "\"") } == [["25"], ["25"], ["25"]])
    #expect(pages.map { $0.all(between: "cursor=\"", and: "\"") } == [["0"], ["10"], ["20"]])
    #expect(pages.map { $0.contains("expirationDate=\"2023-11-21T22:13:20Z\"") } == [true, true, false])
  }

  @Test("gives the same part for the same token again and again")
  func repeatable() async throws {
    let repository = repository()
    let token = try #require(await repository.ask("verb=ListRecords&metadataPrefix=edm").token)
    let first = await repository.ask("verb=ListRecords&resumptionToken=\(token)")
    let second = await repository.ask("verb=ListRecords&resumptionToken=\(token)")
    #expect(first == second && first.identifiers.count == 10)
  }

  @Test("keeps the current second out of lists and says so in its responseDate")
  func bound() async {
    let entries = [-2, -1, 0, 1].enumerated().map {
      Bench.entry($0.offset, stamp: Bench.now.advanced(by: $0.element))
    }
    let repository = Bench.repository(MemoryRecords(entries))
    let answer = await repository.ask("verb=ListRecords&metadataPrefix=edm")
    #expect(answer.identifiers.map { $0.suffix(1) } == ["0", "1"])
    #expect(answer.contains("<responseDate>\(Bench.now.advanced(by: -1))</responseDate>"))
    // What the next harvest asks for begins where this one ended.
    let later = Bench.repository(MemoryRecords(entries), now: Bench.now.advanced(by: 10))
    let next = await later.ask("verb=ListRecords&metadataPrefix=edm&from=\(Bench.now.advanced(by: -1))")
    #expect(next.identifiers.map { $0.suffix(1) } == ["1", "2", "3"])
  }

  @Test("delivers a record that changes during a list in this list or in the next")
  func change() async throws {
    let entries = (0..<25).map { Bench.entry($0, stamp: Bench.now.advanced(by: -1000)) }
    let records = MemoryRecords(entries)
    let repository = Bench.repository(records)
    let first = await repository.ask("verb=ListRecords&metadataPrefix=edm")
    for number in [3, 20, 21, 22, 23, 24] {
      await records.touch("oai:winnow.example.org:museum:\(number)", at: Bench.now)
    }
    let second = await repository.ask("verb=ListRecords&resumptionToken=\(try #require(first.token))")
    #expect(second.identifiers.count == 10)
    #expect(second.token?.isEmpty != false)
    let from = try #require(first.all(between: "<responseDate>", and: "<").first)
    let later = Bench.repository(records, now: Bench.now.advanced(by: 5))
    let next = await later.ask("verb=ListRecords&metadataPrefix=edm&from=\(from)")
    #expect(Set((first + second + next).identifiers).count == 25)
    #expect(next.identifiers.count == 6)
  }

  @Test("refuses tokens that are not its own, of another verb, or too old")
  func tokens() async throws {
    let entries = (0..<25).map { Bench.entry($0, stamp: Bench.now.advanced(by: -1000)) }
    let records = MemoryRecords(entries, sets: Self.sets)
    let repository = Bench.repository(records)
    let token = try #require(await repository.ask("verb=ListRecords&metadataPrefix=edm").token)
    var seen = 0
    for index in token.indices where token[index] != "." {
      let other =
        String(token[..<index]) + (token[index] == "A" ? "B" : "A")
        + String(token[token.index(after: index)...])
      let answer = await repository.ask("verb=ListRecords&resumptionToken=\(other)")
      #expect(answer.codes == ["badResumptionToken"])
      seen += 1
    }
    #expect(seen > 100)
    for other in [
      "", "a", ".", "a.b", token + "=", token + ".", String(token.dropLast()),
      String(repeating: "A", count: 5000),
    ] {
      #expect(
        await repository.ask("verb=ListRecords&resumptionToken=\(other)").codes == ["badResumptionToken"])
    }
    #expect(
      await repository.ask("verb=ListIdentifiers&resumptionToken=\(token)").codes == ["badResumptionToken"])
    #expect(await repository.ask("verb=ListSets&resumptionToken=\(token)").codes == ["badResumptionToken"])
    let foreign = Bench.repository(records, key: Array("other".utf8))
    #expect(await foreign.ask("verb=ListRecords&resumptionToken=\(token)").codes == ["badResumptionToken"])
    let rotated = Bench.repository(records, key: Array("other".utf8), formerKeys: [Array("secret".utf8)])
    #expect(await rotated.ask("verb=ListRecords&resumptionToken=\(token)").identifiers.count == 10)
    let week: Int64 = 7 * 86_400
    let soon = Bench.repository(records, now: Bench.now.advanced(by: week))
    #expect(await soon.ask("verb=ListRecords&resumptionToken=\(token)").identifiers.count == 10)
    let late = Bench.repository(records, now: Bench.now.advanced(by: week + 1))
    #expect(await late.ask("verb=ListRecords&resumptionToken=\(token)").codes == ["badResumptionToken"])
  }

  @Test(
    "answers each request with the errors of the protocol",
    arguments: [
      ("verb=GetRecord&identifier=oai:x&metadataPrefix=edm", ["idDoesNotExist"]),
      ("verb=GetRecord&identifier=oai:x&metadataPrefix=mods", ["cannotDisseminateFormat", "idDoesNotExist"]),
      (
        "verb=GetRecord&identifier=oai:winnow.example.org:museum:1&metadataPrefix=mods",
        ["cannotDisseminateFormat"]
      ),
      (
        "verb=GetRecord&identifier=oai:winnow.example.org:museum:1&metadataPrefix=oai_dc",
        ["cannotDisseminateFormat"]
      ),
      ("verb=GetRecord&identifier=oai:winnow.example.org:museum:1&metadataPrefix=edm", []),
      ("verb=ListMetadataFormats&identifier=oai:x", ["idDoesNotExist"]),
      ("verb=ListMetadataFormats&identifier=oai:winnow.example.org:museum:6", ["noMetadataFormats"]),
      ("verb=ListMetadataFormats&identifier=oai:winnow.example.org:museum:1", []),
      ("verb=ListRecords&metadataPrefix=mods", ["cannotDisseminateFormat"]),
      ("verb=ListRecords&metadataPrefix=oai_dc", ["noRecordsMatch"]),
      ("verb=ListRecords&metadataPrefix=edm&set=type", ["noRecordsMatch"]),
      ("verb=ListRecords&metadataPrefix=edm&set=unknown", ["noRecordsMatch"]),
      ("verb=ListRecords&metadataPrefix=edm&until=2001-01-01", ["noRecordsMatch"]),
      ("verb=ListRecords&metadataPrefix=edm&from=2030-01-01", ["noRecordsMatch"]),
      ("verb=ListRecords&metadataPrefix=edm&from=2030-01-01&until=2031-01-01", ["noRecordsMatch"]),
      ("verb=ListRecords&metadataPrefix=edm&from=2001-01-01", []),
      ("verb=ListIdentifiers&metadataPrefix=edm&set=provider:museum", []),
      ("verb=ListSets", []), ("verb=ListSets&resumptionToken=x", ["badResumptionToken"]),
      ("verb=Identify", []),
    ])
  func errors(query: String, codes: [String]) async {
    #expect(await repository().ask(query).codes == codes)
  }

  @Test("says noSetHierarchy where it has no sets")
  func withoutSets() async {
    let repository = Bench.repository(MemoryRecords([Bench.entry(1, stamp: Bench.now.advanced(by: -5))]))
    #expect(await repository.ask("verb=ListSets").codes == ["noSetHierarchy"])
    #expect(await repository.ask("verb=ListRecords&metadataPrefix=edm&set=a").codes == ["noSetHierarchy"])
    #expect(
      await repository.ask("verb=ListRecords&metadataPrefix=mods&set=a").codes
        == ["cannotDisseminateFormat", "noSetHierarchy"])
  }

  @Test("pages its sets")
  func sets() async throws {
    let first = await repository().ask("verb=ListSets")
    #expect(first.all(between: "<setSpec>", and: "<") == ["provider", "provider:museum"])
    #expect(first.contains("<setName>Museum &lt;1&gt;</setName>"))
    let second = await repository().ask("verb=ListSets&resumptionToken=\(try #require(first.token))")
    #expect(second.all(between: "<setSpec>", and: "<") == ["type"])
    #expect(second.contains("<resumptionToken completeListSize=\"3\" cursor=\"2\"/>"))
  }

  @Test(
    "names for people the sets that its store knows by their specs only",
    arguments: [
      ("provider", "Provider"), ("provider:museum", "Museum of Dogs"), ("provider:archive", "archive"),
      ("provider:museum:maps:old~20ones", "Museum of Dogs: maps:old ones"), ("type", "Type"),
      ("type:IMAGE", "Type: IMAGE"), ("rights", "Rights"), ("rights:open", "Rights: open"),
      ("a~3Ab:c", "a:b:c"),
    ])
  func setNames(spec: String, name: String) async {
    let records = MemoryRecords([], sets: [PublishedSet(spec: spec, name: spec)])
    let answer = await Bench.repository(records).ask("verb=ListSets")
    #expect(answer.contains("<setSpec>\(spec)</setSpec><setName>\(name)</setName>"))
  }

  @Test(
    "says what becomes of deleted records",
    arguments: [DeletedRecordPolicy.no, .transient, .persistent])
  func deletedRecords(policy: DeletedRecordPolicy) async {
    var settings = Bench.settings()
    settings.deletedRecords = policy
    let repository = Repository(records: MemoryRecords([]), settings: settings, tokenKey: [1])
    #expect(
      await repository.ask("verb=Identify").contains("<deletedRecord>\(policy.rawValue)</deletedRecord>"))
  }

  @Test("identifies itself with its true earliest datestamp")
  func identify() async {
    let answer = await repository().ask("verb=Identify")
    #expect(answer.contains("<repositoryName>Test &amp; Trial</repositoryName>"))
    #expect(answer.contains("<earliestDatestamp>\(Bench.now.advanced(by: -1000))</earliestDatestamp>"))
    #expect(answer.contains("<deletedRecord>persistent</deletedRecord>"))
    #expect(answer.contains("<repositoryIdentifier>winnow.example.org</repositoryIdentifier>"))
    let empty = await Bench.repository(MemoryRecords([])).ask("verb=Identify")
    #expect(empty.contains("<earliestDatestamp>\(Bench.now.advanced(by: -1))</earliestDatestamp>"))
  }

  @Test("marks deleted records and leaves their metadata out")
  func deleted() async {
    let answer = await repository().ask(
      "verb=GetRecord&identifier=oai:winnow.example.org:museum:6&metadataPrefix=edm")
    #expect(answer.contains("<header status=\"deleted\">"))
    #expect(!answer.contains("<metadata>"))
  }

  @Test("echoes arguments escaped, and none with badVerb and badArgument")
  func echo() async {
    let hostile = await repository().ask("verb=GetRecord&identifier=a\"b<c>'&metadataPrefix=edm")
    #expect(hostile.codes == ["idDoesNotExist"])
    #expect(hostile.contains("identifier=\"a&quot;b&lt;c>'\""))
    for query in ["verb=ListRecords&metadataPrefix=edm&from=<x>", "verb=<x>", "verb=Identify&a=<x>"] {
      let answer = await repository().ask(query)
      #expect(answer.contains("<request>http://127.0.0.1:8080/oai</request>"))
      #expect(!answer.contains("<x>"))
    }
  }

  @Test("answers 503 with a time to come back where its records cannot be read")
  func broken() async {
    let failures = Failures()
    let repository = Repository(
      records: BrokenRecords(), settings: Bench.settings(), tokenKey: [1], clock: { Bench.now },
      onFailure: { failures.add($0) })
    for query in ["verb=Identify", "verb=ListRecords&metadataPrefix=edm", "verb=ListSets"] {
      let response = await repository.respond(to: Bench.arguments(query))
      #expect(response.status == 503 && response.retryAfter == 60)
    }
    #expect(failures.count == 3)
    #expect(await repository.respond(to: []).status == 200)
  }
}

/// Counts what a repository complains of.
final class Failures: Sendable {
  private let lines = Mutex<[String]>([])
  func add(_ line: String) { lines.withLock { $0.append(line) } }
  var count: Int { lines.withLock { $0.count } }
}
