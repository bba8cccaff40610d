import EDM
import Testing

@Suite("Writing SKOS")
struct SKOSWriterTests {
  private var posters: Concept {
    var concept = Concept(
      iri: "http://x.example/b",
      prefLabels: [
        .init(language: "en", text: "posters & \"bills\""), .init(language: "de", text: "Plakate"),
      ],
      exactMatches: ["http://y.example/2", "http://y.example/1"], broader: ["http://x.example/a"],
      inScheme: "http://x.example/")
    concept.notes = [.init(language: "", text: "two\nlines\t\\ \u{1}")]
    concept.notations = ["P.1"]
    return concept
  }

  private let prints = Concept(iri: "http://x.example/a", prefLabels: [.init(language: "en", text: "prints")])

  @Test("Turtle with concepts in the order of their IRIs, labels in that of their languages")
  func turtle() {
    let text = #"""
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .

      <http://x.example/a> a skos:Concept ;
        skos:prefLabel "prints"@en .

      <http://x.example/b> a skos:Concept ;
        skos:prefLabel "Plakate"@de ;
        skos:prefLabel "posters & \"bills\""@en ;
        skos:note "two\nlines\t\\ \u0001" ;
        skos:notation "P.1" ;
        skos:broader <http://x.example/a> ;
        skos:exactMatch <http://y.example/1> ;
        skos:exactMatch <http://y.example/2> ;
        skos:inScheme <http://x.example/> .

      """#
    let writer = SKOSWriter(format: .turtle)
    #expect(String(decoding: writer.document([posters, prints]), as: UTF8.self) == text)
    #expect(writer.document([prints, posters]) == writer.document([posters, prints]))
  }

  @Test("RDF/XML likewise")
  func rdfXML() {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
      <skos:Concept rdf:about="http://x.example/a">
        <skos:prefLabel xml:lang="en">prints</skos:prefLabel>
      </skos:Concept>
      <skos:Concept rdf:about="http://x.example/b">
        <skos:prefLabel xml:lang="de">Plakate</skos:prefLabel>
        <skos:prefLabel xml:lang="en">posters &amp; "bills"</skos:prefLabel>
        <skos:note>two
      lines\t\\ \u{FFFD}</skos:note>
        <skos:notation>P.1</skos:notation>
        <skos:broader rdf:resource="http://x.example/a"/>
        <skos:exactMatch rdf:resource="http://y.example/1"/>
        <skos:exactMatch rdf:resource="http://y.example/2"/>
        <skos:inScheme rdf:resource="http://x.example/"/>
      </skos:Concept>
      </rdf:RDF>

      """
    #expect(String(decoding: SKOSWriter(format: .rdfXML).document([posters, prints]), as: UTF8.self) == text)
  }

  @Test("what was written is read again, whatever the texts hold", arguments: SKOSWriter.Format.allCases)
  func roundTrip(format: SKOSWriter.Format) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let writer = SKOSWriter(format: format)
    for _ in 0..<200 {
      let concepts = (0..<Int.random(in: 1...4, using: &random)).map { concept($0, &random) }
      let bytes = writer.document(concepts)
      let read = try SKOSReader().read(bytes)
      #expect(read == concepts, "seed \(seed)")
      #expect(writer.document(read) == bytes, "seed \(seed)")
    }
  }

  /// A concept as the writer orders it.
  private func concept(_ number: Int, _ random: inout SeededGenerator) -> Concept {
    func text() -> String {
      let alphabet = Array("ab é\"'\\<>&\n\t{}@^.;,#中😀")
      return "x"
        + String(
          (0..<Int.random(in: 0...12, using: &random)).map { _ in
            alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
          })
    }
    func labels(_ languages: [String]) -> [Concept.Label] {
      languages.map { .init(language: $0, text: text()) }
    }
    func iris() -> [String] {
      Set(
        (0..<Int.random(in: 0...3, using: &random)).map { _ in
          "http://y.example/\(Int.random(in: 0...99, using: &random))"
        }
      ).sorted()
    }
    var concept = Concept(
      iri: "http://x.example/\(number)", prefLabels: labels(["", "de", "en", "zh-Hant"]),
      exactMatches: iris(),
      broader: iris(), inScheme: "http://x.example/")
    concept.altLabels = labels(["fr"]).filter { !concept.prefLabels.contains($0) }
    concept.notes = labels(["en", "nl"])
    concept.notations = [text()]
    concept.narrower = iris()
    concept.related = iris()
    concept.closeMatches = iris()
    concept.broadMatches = iris()
    concept.narrowMatches = iris()
    concept.relatedMatches = iris()
    return concept
  }
}

@Suite("Hostile vocabularies")
struct HostileVocabularyTests {
  private static let documents: [String] = [
    """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <http://x.example/a> a skos:Concept ; skos:prefLabel "a"@en , 'b' , \"\"\"c\\u00e9\"\"\"@de ;
      skos:scopeNote [ <http://x.example/v> ( 1 2.5 true ) ] ; skos:broader _:b0 , <b> .
    """,
    """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
    <skos:Concept rdf:about="http://x.example/a"><skos:prefLabel xml:lang="en">a &amp; b</skos:prefLabel>
    <skos:broader><skos:Concept rdf:nodeID="n"/></skos:broader></skos:Concept></rdf:RDF>
    """,
    """
    {"entities": {"Q1": {"type": "item", "labels": {"en": {"language": "en", "value": "a"}}, "claims": {"P279":
    [{"mainsnak": {"datavalue": {"value": {"id": "Q2"}}}, "rank": "normal"}]}}}}
    """,
  ]

  @Test("changed bytes give concepts or an error, never more", arguments: documents)
  func mutations(document: String) {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let reader = SKOSReader(limits: .singleConcept)
    let signs = Array("<>\"'\\@^[](){};,.:#_%&-+0aé\n \0".utf8) + [0xFF]
    var (read, refused) = (0, 0)
    for _ in 0..<5000 {
      var bytes = Array(document.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = signs.randomElement(using: &random)!
        case 1: bytes.insert(signs.randomElement(using: &random)!, at: place)
        case 2: bytes.remove(at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 12))
        }
        if bytes.isEmpty { break }
      }
      do {
        _ = try reader.read(bytes)
        read += 1
      } catch {
        refused += 1
        let lines = "\(error)".split(whereSeparator: \.isNewline)
        #expect(lines.count == 1, "seed \(seed): \(error)")
      }
    }
    #expect(read + refused == 5000)
    #expect(refused > 500, "seed \(seed)")
  }

  @Test("long texts, many escapes and many labels cost time in proportion")
  func cost() throws {
    let escapes =
      "<http://x.example/a> <http://www.w3.org/2004/02/skos/core#prefLabel> \""
      + String(repeating: "\\n", count: 500_000) + "x\" ."
    #expect(try SKOSReader().read(Array(escapes.utf8)).first?.prefLabels.first?.text.utf8.count == 500_001)
    var labels = "@prefix s: <http://www.w3.org/2004/02/skos/core#> . <http://x.example/a> s:prefLabel \"x\""
    for number in 0..<50_000 { labels += ", \"l\(number)\"" }
    #expect(try SKOSReader().read(Array((labels + ".").utf8)).first?.altLabels.count == 50_000)
  }
}
