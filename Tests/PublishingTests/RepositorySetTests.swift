import OAIPMH
import Publishing
import Store
import Testing

@Suite("Sets of the repository")
struct RepositorySetTests {
  private static let old = Bench.now.advanced(by: -1000)

  private func repository(_ records: MemoryRecords, now: Timestamp = Bench.now) -> Repository {
    var settings = Bench.settings()
    settings.setsOfAllRecords = PublishedSets.ofAllRecords
    settings.setPageSize = 100
    return Repository(records: records, settings: settings, tokenKey: Array("secret".utf8), clock: { now })
  }

  private static func named(_ specs: [String]) -> [PublishedSet] {
    specs.map { PublishedSet(spec: $0, name: $0) }
  }

  @Test("hold every record where they are the parents of a family, and are bound to their tokens")
  func parents() async throws {
    let entries = (0..<25).map {
      Bench.entry($0, stamp: Self.old, sets: ["link:\($0 % 2 == 0 ? "ok" : "dead")", "provider:museum"])
    }
    let repository = repository(
      MemoryRecords(entries, sets: Self.named(["link:dead", "link:ok", "provider:museum"])))
    let sets = await repository.ask("verb=ListSets").all(between: "<setSpec>", and: "<")
    #expect(sets == ["link", "link:dead", "link:ok", "provider", "provider:museum"])
    for set in ["link", "provider"] {
      var found: [String] = []
      var answer = await repository.ask("verb=ListRecords&metadataPrefix=edm&set=\(set)")
      #expect(answer.contains("completeListSize=\"25\" cursor=\"0\""))
      while true {
        found += answer.identifiers
        guard let token = answer.token, !token.isEmpty else { break }
        answer = await repository.ask("verb=ListRecords&resumptionToken=\(token)")
      }
      #expect(found.count == 25 && Set(found).count == 25)
    }
    let dead = await repository.ask("verb=ListIdentifiers&metadataPrefix=edm&set=link:dead")
    #expect(dead.identifiers.count == 10 && dead.contains("completeListSize=\"12\""))
    let token = try #require(dead.token)
    #expect(await repository.ask("verb=ListIdentifiers&resumptionToken=\(token)").identifiers.count == 2)
    #expect(
      await repository.ask("verb=ListIdentifiers&resumptionToken=\(token)&set=link:ok").codes == [
        "badArgument"
      ])
    #expect(
      await repository.ask("verb=ListIdentifiers&resumptionToken=\(token)&metadataPrefix=oai_dc").codes
        == ["badArgument"])
  }

  @Test("that held records and hold none now are no bad arguments")
  func emptied() async {
    let repository = repository(
      MemoryRecords(
        [Bench.entry(1, stamp: Self.old, sets: ["link:ok"])], sets: Self.named(["link:ok"])))
    for set in ["link:dead", "tier:content:4", "tier", "provider:gone"] {
      let codes = await repository.ask("verb=ListRecords&metadataPrefix=oai_dc&set=\(set)").codes
      #expect(codes == ["noRecordsMatch"], "\(set)")
    }
    #expect(
      await repository.ask("verb=ListRecords&metadataPrefix=edm&set=link:dead").codes == ["noRecordsMatch"])
    #expect(await repository.ask("verb=ListRecords&metadataPrefix=edm&set=a b").codes == ["badArgument"])
  }

  @Test("let a harvester of the parent, and of the new set, see a record that moves between them")
  func moved() async {
    let before = Bench.entry(1, stamp: Self.old, sets: ["link:ok"])
    let after = Bench.entry(1, stamp: Bench.now.advanced(by: -5), sets: ["link:dead"])
    let sets = Self.named(["link:dead", "link:ok"])
    let from = "&from=\(Bench.now.advanced(by: -10))"
    #expect(
      await repository(MemoryRecords([before], sets: sets)).ask(
        "verb=ListRecords&metadataPrefix=edm&set=link:ok"
      ).identifiers.count == 1)
    let repository = repository(MemoryRecords([after], sets: sets))
    for set in ["link", "link:dead"] {
      let list = await repository.ask("verb=ListRecords&metadataPrefix=edm&set=\(set)\(from)")
      #expect(list.identifiers.count == 1 && list.contains("<setSpec>link:dead</setSpec>"), "\(set)")
    }
    let left = await repository.ask("verb=ListRecords&metadataPrefix=edm&set=link:ok\(from)")
    #expect(left.codes == ["noRecordsMatch"])
  }
}

@Suite("Details of the protocol")
struct ProtocolDetailTests {
  private static let old = Bench.now.advanced(by: -1000)

  private func repository(_ count: Int) -> Repository {
    Bench.repository(MemoryRecords((0..<count).map { Bench.entry($0, stamp: Self.old) }))
  }

  @Test(
    "several errors come in one answer",
    arguments: [
      (
        "verb=ListRecords&from=x&until=y&set=a b",
        ["badArgument", "badArgument", "badArgument", "badArgument"]
      ),
      ("verb=GetRecord&extra=1", ["badArgument", "badArgument", "badArgument"]),
      ("verb=ListRecords&metadataPrefix=edm&metadataPrefix=edm", ["badArgument"]),
      ("verb=ListRecords&metadataPrefix=", ["badArgument"]),
      ("verb=ListRecords&metadataPrefix=edm&set=", ["badArgument"]),
      ("verb=ListRecords&metadataPrefix=edm&from=", ["badArgument"]),
      ("verb=GetRecord&metadataPrefix=edm&identifier=", ["badArgument"]), ("verb=", ["badVerb"]),
      ("verb=Identify&verb=Identify", ["badVerb"]), ("verb=identify", ["badVerb"]),
      ("verb=ListRecords&metadataPrefix=edm&from=2001-01-01&until=2030-01-01T00:00:00Z", ["badArgument"]),
      ("verb=ListRecords&metadataPrefix=edm&from=2001-01-01&until=2000-01-01", ["badArgument"]),
      ("verb=ListRecords&metadataPrefix=edm&from=0001-01-01&until=0001-01-02", ["noRecordsMatch"]),
    ])
  func several(query: String, codes: [String]) async {
    #expect(await repository(3).ask(query).codes == codes)
  }

  @Test("Identify tells the rights of the metadata, the icon and the codings where they are known")
  func descriptions() async {
    var settings = Bench.settings()
    #expect(!(await identify(settings)).contains("rightsManifest"))
    settings.metadataRights = ["http://example.org/a?b&c", PublishedRights.ofStatements]
    settings.icon = RepositoryIcon(url: "http://example.org/i.png", title: "Us & them")
    settings.compressions = ["gzip", "deflate"]
    let answer = await identify(settings)
    #expect(answer.contains("<compression>gzip</compression><compression>deflate</compression><description>"))
    #expect(answer.contains("appliesTo=\"http://www.openarchives.org/OAI/2.0/entity#metadata\""))
    #expect(answer.contains("<rightsReference ref=\"http://example.org/a?b&amp;c\"/>"))
    #expect(
      answer.contains(
        "<collectionIcon><url>http://example.org/i.png</url><title>Us &amp; them</title></collectionIcon>"))
  }

  private func identify(_ settings: RepositorySettings) async -> String {
    await Repository(records: MemoryRecords([]), settings: settings, tokenKey: [1], clock: { Bench.now }).ask(
      "verb=Identify")
  }
}
