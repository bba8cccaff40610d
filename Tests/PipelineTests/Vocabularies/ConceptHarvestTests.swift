import EDM
import OAIPMH
import Store
import StoreContract
import Testing
import WinnowConfiguration

@testable import Pipeline

@Suite("Concepts of records and files", .timeLimit(.minutes(5)))
struct ConceptHarvestTests {
  private let temporary: TemporaryStore

  init() throws { temporary = try TemporaryStore() }

  private func lookup() -> ConceptLookup {
    let clock = TestClock()
    return ConceptLookup(
      cache: temporary.store, engine: nil, iconclass: nil, settings: VocabularyConfiguration(),
      clock: { clock.now })
  }

  @Test("the distinct concepts of the records of the named providers are looked up, with a row in the ledger")
  func records() async throws {
    _ = try await ConceptFiles(cache: temporary.store).take(
      Array("<http://x.example/c> <http://www.w3.org/2004/02/skos/core#prefLabel> \"c\"@en .".utf8),
      name: "c.ttl",
      languages: .standard, at: moment)
    try await temporary.ingest((1...3).map { incoming("oai:m:\($0)", metadata: "<a n=\"\($0)\"/>") })
    try await temporary.ingest([incoming("oai:m:gone", deleted: true)])
    try await temporary.ingest([incoming("oai:l:1")], provider: library)
    let harvest = ConceptHarvest(store: temporary.store, lookup: lookup()) { sources in
      sources.map { source in
        #expect(source.provider == museum)
        let links =
          source.identifier == "oai:m:3"
          ? [] : ["http://x.example/c", "http://x.example/only-\(source.identifier.suffix(1))"]
        return EDMRecord(resources: [
          Resource(
            kind: .providedCHO, about: source.identifier,
            statements: links.map { Statement(.dcSubject, .resource($0)) })
        ])
      }
    }
    let report = try await harvest.run([museum])
    #expect(report.records == 3)
    #expect(report.linking == 2)
    #expect(report.lookup.concepts == 3)
    #expect(report.lookup.cached == 1)
    #expect(report.lookup.unasked == 2)
    let row = try #require(try await temporary.store.runs(provider: nil, limit: 1).first)
    #expect(row.kind == ConceptHarvest.runKind)
    #expect(row.complete == true)
  }

  @Test("files of each format are taken, and given back in the order of their IRIs with stable bytes")
  func files() async throws {
    let files = ConceptFiles(cache: temporary.store)
    let skos = "http://www.w3.org/2004/02/skos/core#"
    let turtle = (1...600).map {
      "<http://x.example/\($0)> <\(skos)prefLabel> \"label \($0)\"@en , \"名\"@ko ."
    }
    #expect(
      try await files.take(
        Array(turtle.joined(separator: "\n").utf8), name: "many.ttl", languages: .standard, at: moment) == 600
    )
    let xml = """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="\(skos)">
      <skos:Concept rdf:about="https://vocab.getty.edu/page/aat/300033618"><skos:prefLabel xml:lang="en">paintings</skos:prefLabel></skos:Concept></rdf:RDF>
      """
    #expect(try await files.take(Array(xml.utf8), name: "aat.rdf", languages: .standard, at: moment) == 1)
    let key = "http://vocab.getty.edu/aat/300033618"
    let entry = try #require(try await temporary.store.concepts([key])[key])
    #expect(entry.source == "file:aat.rdf")
    #expect(entry.concept?.iri == key)
    for format in SKOSWriter.Format.allCases {
      var bytes: [UInt8] = []
      #expect(try await files.give(format) { bytes += $0 } == 601)
      let concepts = try SKOSReader().read(bytes)
      #expect(concepts.count == 601)
      #expect(concepts.map(\.iri) == concepts.map(\.iri).sorted())
      #expect(concepts.last?.prefLabels == [.init(language: "en", text: "label 99")])
      #expect(SKOSWriter(format: format).document(concepts) == bytes)
    }
    await #expect(throws: SKOSError.self) {
      _ = try await files.take(Array("no".utf8), name: "no.ttl", languages: .standard, at: moment)
    }
  }

  @Test("an imported concept is never asked for on the net")
  func imported() async throws {
    let text =
      "<http://vocab.getty.edu/aat/300033618> <http://www.w3.org/2004/02/skos/core#prefLabel> \"p\"@en ."
    _ = try await ConceptFiles(cache: temporary.store).take(
      Array(text.utf8), name: "aat.nt", languages: .standard, at: Timestamp(seconds: 0))
    let report = try await lookup().lookUp(["http://vocab.getty.edu/aat/300033618"])
    #expect(report.cached == 1)
    #expect(report.unasked == 0)
  }
}
