import EDM
import Fetching
import OAIPMH
import Store
import StoreContract
import TestSupport
import Testing
import WinnowConfiguration

@testable import Pipeline

@Suite("Looking up concepts", .timeLimit(.minutes(5)))
struct ConceptLookupTests {
  private static let painting = "http://vocab.getty.edu/aat/300033618"
  private static let turtle = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <http://vocab.getty.edu/aat/300033618> a skos:Concept ; skos:broader <http://vocab.getty.edu/aat/300033973> ;
      skos:prefLabel "paintings"@en , "schilderijen"@nl , "絵画"@ja .
    <http://vocab.getty.edu/aat/300033973> a skos:Concept ; skos:prefLabel "works"@en .
    """
  private static let entity = """
    {"entities": {"Q144": {"type": "item", "id": "Q144", "labels": {"en": {"language": "en", "value": "dog"}},
    "claims": {"P279": [{"mainsnak": {"datavalue": {"value": {"id": "Q39201"}}}, "rank": "normal"}]}}}}
    """

  private let temporary: TemporaryStore
  private let clock = TestClock()

  init() throws { temporary = try TemporaryStore() }

  /// Answers by path; everything else is a 404.
  private func server(
    _ answers: [String: ScriptedServer.Reply]
  ) throws -> ScriptedServer {
    try ScriptedServer { answers[$0.target] ?? .answer(404, Array("no".utf8)) }
  }

  /// The paths of concepts asked for, in order.
  private func paths(_ server: ScriptedServer) -> [String] {
    server.requests.map(\.target).filter {
      $0.hasPrefix("/aat/") || $0.hasPrefix("/wd/") || $0.hasPrefix("/doc/")
    }
  }

  private func lookup(
    _ server: ScriptedServer?, engine: FetchEngine?, iconclass: IconclassVocabulary? = nil,
    interruption: Interruption = Interruption()
  ) -> ConceptLookup {
    let base = server?.base ?? ""
    let clock = clock
    return ConceptLookup(
      cache: temporary.store, engine: engine, iconclass: iconclass,
      settings: VocabularyConfiguration(
        dereference: true, languages: LabelLanguages(["nl", "en"]),
        mirrors: [.aat: base + "/aat/{id}", .wikidata: base + "/wd/{id}.json"]),
      clock: { clock.now }, interruption: interruption)
  }

  private func engine() throws -> FetchEngine {
    var configuration = FetchConfiguration(version: "1.0", contact: "mailto:ops@example.org")
    configuration.allowedNetworks = [try CIDRBlock("127.0.0.1")]
    configuration.mediaDelay = .zero
    configuration.firstHold = .milliseconds(20)
    configuration.proxies = ProxySettings()
    return FetchEngine(configuration)
  }

  /// Looks IRIs up with an engine of their own.
  private func lookUp(_ server: ScriptedServer, _ iris: [String]) async throws -> ConceptLookupReport {
    let engine = try engine()
    let report = try await lookup(server, engine: engine).lookUp(iris)
    await engine.shutdown()
    return report
  }

  @Test("a concept is fetched once, however it is written and however often it is looked up")
  func found() async throws {
    let server = try server([
      "/aat/300033618": .redirect(303, to: "/doc/300033618.ttl"),
      "/doc/300033618.ttl": .text(Self.turtle, "text/turtle"),
      "/wd/Q144.json": .text(Self.entity, "application/json"),
    ])
    let written = [
      Self.painting, "https://vocab.getty.edu/page/aat/300033618", "https://www.wikidata.org/wiki/Q144",
    ]
    let report = try await lookUp(server, written)
    #expect(report.concepts == 2)
    #expect(report.found == 2)
    #expect(report.requests == 3)
    #expect(report.complete)
    #expect(paths(server).sorted() == ["/aat/300033618", "/doc/300033618.ttl", "/wd/Q144.json"])
    let asked = try #require(server.requests.first { $0.target == "/aat/300033618" })
    #expect(asked.headers["accept"]?.hasPrefix("application/rdf+xml") == true)

    let again = try await lookUp(server, written)
    #expect(again.cached == 2)
    #expect(again.requests == 0)
    let known = try await lookup(nil, engine: nil).known(written + ["http://x.example/other"])
    #expect(known.keys.sorted() == [Self.painting, "http://www.wikidata.org/entity/Q144"])
    #expect(
      known[Self.painting]
        == Concept(
          iri: Self.painting,
          prefLabels: [
            .init(language: "nl", text: "schilderijen"), .init(language: "en", text: "paintings"),
          ],
          broader: ["http://vocab.getty.edu/aat/300033973"]))
    #expect(
      known["http://www.wikidata.org/entity/Q144"]?.broader == ["http://www.wikidata.org/entity/Q39201"])
  }

  @Test(
    "what is no description of the concept is a failure that is kept and asked for again after 30 days",
    arguments: [
      ("missing", "http_404: "), ("page", "no_concept: a web page came where SKOS is expected"),
      ("other", "no_concept: the answer says nothing about <http://vocab.getty.edu/aat/300000001>"),
      ("broken", "no_concept: the vocabulary is not Turtle: line 1"), ("loop", "redirect_loop: "),
      ("huge", "too_large: "),
    ])
  func failures(kind: String, words: String) async throws {
    let huge = Array(repeating: UInt8(ascii: "#"), count: 17 << 20)
    let answers: [String: ScriptedServer.Reply] = [
      "page": .text("<!DOCTYPE html><html><body>Paintings</body></html>", "text/html"),
      "other": .text(Self.turtle, "text/turtle"), "broken": .text("@prefix", "text/turtle"),
      "loop": .redirect(303, to: "/aat/300000001"), "huge": .answer(200, kind == "huge" ? huge : []),
    ]
    let server = try server(answers[kind].map { ["/aat/300000001": $0] } ?? [:])
    let iri = "http://vocab.getty.edu/aat/300000001"
    let report = try await lookUp(server, [iri])
    #expect(report.failed == 1)
    #expect(report.complete)
    #expect(report.failures.first?.hasPrefix("<\(iri)>: \(words)") == true, "\(report.failures)")
    let entry = try #require(try await temporary.store.concepts([iri])[iri])
    #expect(entry.concept == nil)
    #expect(entry.at == clock.now)
    let asked = paths(server).count

    clock.advance(by: 30 * 86_400 - 1)
    #expect(try await lookUp(server, [iri]).requests == 0)
    #expect(paths(server).count == asked)
    clock.advance(by: 1)
    #expect(try await lookUp(server, [iri]).requests > 0)
    #expect(paths(server).count == 2 * asked)
  }

  @Test("a concept is refreshed after 180 days; while its vocabulary is down the former one stays")
  func refreshing() async throws {
    let server = try server(["/aat/300033618": .text(Self.turtle, "text/turtle")])
    _ = try await lookUp(server, [Self.painting])
    clock.advance(by: 180 * 86_400 - 1)
    #expect(try await lookUp(server, [Self.painting]).cached == 1)
    clock.advance(by: 1)
    let down = try self.server(["/aat/300033618": .answer(500)])
    let report = try await lookUp(down, [Self.painting])
    #expect(report.failed == 1)
    #expect(report.failures.first?.contains("http_5xx") == true)
    #expect(try await lookup(nil, engine: nil).known([Self.painting]).count == 1)
    // A server that failed is asked again after a day.
    clock.advance(by: 86_399)
    #expect(try await lookUp(server, [Self.painting]).cached == 1)
    clock.advance(by: 1)
    #expect(try await lookUp(server, [Self.painting]).found == 1)
    #expect(try await temporary.store.concepts([Self.painting])[Self.painting]?.failure == nil)
  }

  @Test("a vocabulary that fails five times in a row is left alone, and the report says so")
  func patience() async throws {
    let server = try server(
      Dictionary(
        uniqueKeysWithValues: (1...9).map { ("/aat/30000000\($0)", ScriptedServer.Reply.answer(500)) }))
    let report = try await lookUp(server, (1...9).map { "http://vocab.getty.edu/aat/30000000\($0)" })
    #expect(report.failed == 5)
    #expect(!report.complete)
    #expect(report.reason.hasPrefix("aat is left alone after http_5xx"))
    #expect(paths(server).count == 5)
  }

  @Test("an address that this machine's configuration refuses is told and not kept")
  func refusedAddress() async throws {
    let engine = FetchEngine(FetchConfiguration(version: "1.0", contact: "mailto:ops@example.org"))
    let server = try server(["/aat/300033618": .text(Self.turtle, "text/turtle")])
    let report = try await lookup(server, engine: engine).lookUp([Self.painting])
    await engine.shutdown()
    #expect(report.reason.hasPrefix("aat: address_refused: "))
    #expect(!report.complete)
    #expect(try await temporary.store.concepts([Self.painting]).isEmpty)
    #expect(server.requests.isEmpty)
  }

  @Test("an entity that was merged into another answers for the number asked for")
  func merged() async throws {
    let server = try server(["/wd/Q999.json": .text(Self.entity, "application/json")])
    _ = try await lookUp(server, ["http://www.wikidata.org/entity/Q999"])
    let known = try await lookup(nil, engine: nil).known(["https://www.wikidata.org/wiki/Q999"])
    let concept = try #require(known["http://www.wikidata.org/entity/Q999"])
    #expect(concept.iri == "http://www.wikidata.org/entity/Q999")
    #expect(concept.exactMatches == ["http://www.wikidata.org/entity/Q144"])
  }

  @Test("a person of Wikidata is kept as a failure, not as a concept")
  func person() async throws {
    let entity = Self.entity.replacing("\"P279\"", with: "\"P31\"").replacing("Q39201", with: "Q5")
    let server = try server(["/wd/Q144.json": .text(entity, "application/json")])
    let report = try await lookUp(server, ["http://www.wikidata.org/entity/Q144"])
    #expect(
      report.failures == [
        "<http://www.wikidata.org/entity/Q144>: no_concept: it is a person and no concept: no skos:Concept can stand for it"
      ])
  }

  @Test("without an engine nothing is asked for; Iconclass answers from its table")
  func withoutNetwork() async throws {
    let table =
      "notation\tbroader\tkey\tnarrower\trelated\tlabel@en\tlabel@de\n34B11\t34B1\t\t\t\tdog\tHund\n"
    let iconclass = try IconclassVocabulary(table: Array(table.utf8))
    let lookup = lookup(nil, engine: nil, iconclass: iconclass)
    let iris = ["https://iconclass.org/34B11", Self.painting, "http://x.example/thesaurus/1"]
    let report = try await lookup.lookUp(iris)
    #expect(report.local == 1)
    #expect(report.unasked == 2)
    #expect(report.complete)
    #expect(report.requests == 0)
    let known = try await lookup.known(iris)
    #expect(known.keys.sorted() == ["http://iconclass.org/34B11"])
    #expect(known["http://iconclass.org/34B11"]?.prefLabels == [.init(language: "en", text: "dog")])
  }

  @Test("an interruption ends the lookup after the concept under way")
  func interrupted() async throws {
    let interruption = Interruption()
    let server = try ScriptedServer { request in
      if request.target.hasPrefix("/aat/") { interruption.request() }
      return request.target.hasPrefix("/aat/") ? .text(Self.turtle, "text/turtle") : .answer(404)
    }
    let engine = try engine()
    let report = try await lookup(server, engine: engine, interruption: interruption)
      .lookUp([Self.painting, "http://vocab.getty.edu/aat/300000001"])
    await engine.shutdown()
    #expect(report.found == 1)
    #expect(!report.complete)
    #expect(report.reason == "interrupted: run again to go on")
    #expect(paths(server) == ["/aat/300033618"])
  }
}
