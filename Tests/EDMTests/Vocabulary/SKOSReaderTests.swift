import Testing

@testable import EDM

@Suite("Reading SKOS")
struct SKOSReaderTests {
  private func read(_ text: String, limits: SKOSLimits = SKOSLimits()) throws -> [Concept] {
    try SKOSReader(limits: limits).read(Array(text.utf8), base: "http://x.example/doc")
  }

  private func complaint(_ text: String, limits: SKOSLimits = SKOSLimits()) -> String {
    do { return "accepted: \(try read(text, limits: limits))" } catch { return "\(error)" }
  }

  /// What both documents below say.
  private var poster: Concept {
    var concept = Concept(
      iri: "http://x.example/posters",
      prefLabels: [.init(language: "en", text: "posters"), .init(language: "de", text: "Plakate")],
      exactMatches: ["http://www.wikidata.org/entity/Q429785", "http://y.example/same"],
      broader: ["http://x.example/prints"], inScheme: "http://x.example/")
    concept.altLabels = [
      .init(language: "de", text: "Poster"), .init(language: "en", text: "bills (posters)"),
    ]
    concept.notes = [
      .init(language: "en", text: "Large sheets."), .init(language: "", text: "Since 1800 & before."),
    ]
    concept.notations = ["P.1"]
    concept.narrower = ["http://x.example/film"]
    concept.related = ["http://x.example/adverts"]
    concept.closeMatches = ["http://y.example/close"]
    concept.broadMatches = ["http://y.example/broad"]
    concept.narrowMatches = ["http://y.example/narrow"]
    concept.relatedMatches = ["http://y.example/related"]
    return concept
  }

  @Test("all that a concept may hold is read from Turtle")
  func turtle() throws {
    let text = """
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix owl: <http://www.w3.org/2002/07/owl#> .
      <posters> a skos:Concept ;
        skos:prefLabel "posters"@en , "Plakate"@de , "Poster"@de ;
        skos:altLabel "bills (posters)"@en , "posters"@en , "bills (posters)"@en , " " ;
        skos:scopeNote "Large sheets."@en ; skos:definition "Since 1800 & before." ;
        skos:notation "P.1" ; skos:inScheme <http://x.example/> , <http://other.example/> ;
        skos:broader <prints>, <prints>, <posters>, <not an iri> .
      """
    // A blank within an IRI is no Turtle.
    #expect(complaint(text).contains("an IRI holds a blank"))
    let good =
      text.replacing(", <not an iri>", with: "") + """

        <posters> skos:narrower <film> ; skos:related <adverts> ;
          skos:exactMatch <http://www.wikidata.org/entity/Q429785> ; owl:sameAs <http://y.example/same> ;
          skos:closeMatch <http://y.example/close> ; skos:broadMatch <http://y.example/broad> ;
          skos:narrowMatch <http://y.example/narrow> ; skos:relatedMatch <http://y.example/related> ;
          skos:hiddenLabel "postres"@en ; <http://y.example/other> "passed over" .
        <http://x.example/> a skos:ConceptScheme ; skos:prefLabel "Scheme"@en .
        """
    #expect(try read(good) == [poster])
  }

  @Test("the same is read from RDF/XML: nested, split, with xml:base and inherited languages")
  func rdfXML() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xml:base="http://x.example/vocabulary"
        xmlns:skos="http://www.w3.org/2004/02/skos/core#" xmlns:owl="http://www.w3.org/2002/07/owl#">
        <skos:Concept rdf:about="posters" xml:lang="en">
          <skos:prefLabel>posters</skos:prefLabel>
          <skos:prefLabel xml:lang="de">Plakate</skos:prefLabel>
          <skos:prefLabel xml:lang="de">Poster</skos:prefLabel>
          <skos:altLabel>bills (posters)</skos:altLabel>
          <skos:scopeNote rdf:parseType="Resource"><rdf:value>Large sheets.</rdf:value></skos:scopeNote>
          <skos:definition xml:lang="">Since 1800 &amp; before.</skos:definition>
          <skos:inScheme rdf:resource="http://x.example/"/>
          <skos:broader><skos:Concept rdf:about="prints"><skos:prefLabel>prints</skos:prefLabel></skos:Concept></skos:broader>
        </skos:Concept>
        <rdf:Description rdf:about="posters">
          <skos:notation>P.1</skos:notation>
          <skos:narrower rdf:resource="film"/><skos:related rdf:resource="adverts"/>
          <skos:exactMatch rdf:resource="http://www.wikidata.org/entity/Q429785"/>
          <owl:sameAs rdf:resource="http://y.example/same"/>
          <skos:closeMatch rdf:resource="http://y.example/close"/>
          <skos:broadMatch rdf:resource="http://y.example/broad"/>
          <skos:narrowMatch rdf:resource="http://y.example/narrow"/>
          <skos:relatedMatch rdf:resource="http://y.example/related"/>
        </rdf:Description>
        <rdf:Description rdf:about="http://x.example/person">
          <rdf:type rdf:resource="http://xmlns.com/foaf/0.1/Person"/>
          <skos:prefLabel>Somebody</skos:prefLabel>
        </rdf:Description>
      </rdf:RDF>
      """
    var expected = poster
    // A note of a resource of its own comes behind the others.
    expected.notes.reverse()
    let prints = Concept(
      iri: "http://x.example/prints", prefLabels: [.init(language: "en", text: "prints")])
    #expect(try read(text) == [expected, prints])
  }

  @Test("labels and notes that are resources: SKOS-XL and the scope notes of the Getty vocabularies")
  func resources() throws {
    let text = """
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
      @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
      @prefix gvp: <http://vocab.getty.edu/ontology#> .
      @prefix aat: <http://vocab.getty.edu/aat/> .
      <http://vocab.getty.edu/aat/scopeNote/1> a gvp:ScopeNote ; rdf:value "Note in English."@en .
      aat:300033618 a skos:Concept, gvp:Concept ; xl:prefLabel <http://vocab.getty.edu/aat/term/1-en> ;
        xl:altLabel [ a xl:Label ; xl:literalForm "painting"@en ] ;
        skos:scopeNote <http://vocab.getty.edu/aat/scopeNote/1> , <http://vocab.getty.edu/aat/scopeNote/2> .
      <http://vocab.getty.edu/aat/term/1-en> a xl:Label ; xl:literalForm "paintings"@en .
      """
    let concept = try #require(try read(text).first)
    #expect(try read(text).count == 1)
    #expect(concept.iri == "http://vocab.getty.edu/aat/300033618")
    #expect(concept.prefLabels == [.init(language: "en", text: "paintings")])
    #expect(concept.altLabels == [.init(language: "en", text: "painting")])
    #expect(concept.notes == [.init(language: "en", text: "Note in English.")])
  }

  @Test("subject headings of the Gemeinsame Normdatei are concepts in German, other records of it are none")
  func germanHeadings() throws {
    let text = """
      @prefix gndo: <https://d-nb.info/standards/elementset/gnd#> .
      @prefix owl: <http://www.w3.org/2002/07/owl#> .
      <https://d-nb.info/gnd/1> a gndo:SubjectHeadingSensoStricto ;
        gndo:preferredNameForTheSubjectHeading "Plakat" ; gndo:variantNameForTheSubjectHeading "Poster" ;
        gndo:broaderTermGeneral <https://d-nb.info/gnd/2> ; owl:sameAs <http://www.wikidata.org/entity/Q429785> ;
        gndo:definition "Aushang" .
      <https://d-nb.info/gnd/3> a gndo:DifferentiatedPerson ; gndo:preferredNameForThePerson "Jemand" .
      """
    var expected = Concept(
      iri: "https://d-nb.info/gnd/1", prefLabels: [.init(language: "de", text: "Plakat")],
      exactMatches: ["http://www.wikidata.org/entity/Q429785"], broader: ["https://d-nb.info/gnd/2"])
    expected.altLabels = [.init(language: "de", text: "Poster")]
    expected.notes = [.init(language: "", text: "Aushang")]
    #expect(try read(text) == [expected])
  }

  @Test("what is no vocabulary is refused in one line that says what it is")
  func refusals() {
    #expect(complaint(" \n").hasPrefix("nothing at all came where SKOS is expected"))
    for page in [
      "<!DOCTYPE html><p>no</p>", "\n<HTML><body/></HTML>", "<?xml version=\"1.0\"?><html xmlns=\"x\"/>",
    ] {
      #expect(complaint(page).hasPrefix("a web page came where SKOS is expected"))
    }
    #expect(
      complaint("<?xml version=\"1.0\"?><feed/>").hasPrefix("XML with the root \"feed\" came where SKOS"))
    #expect(complaint("<rdf:RDF").hasPrefix("the vocabulary is not well-formed XML: line 1"))
    #expect(complaint("not RDF").hasPrefix("the vocabulary is not Turtle: line 1:"))
    #expect(complaint("{\"error\": 1}") == "the answer is no Wikidata entity: it has no \"entities\"")
    #expect(
      complaint("<a:s> <a:p> <a:o> .", limits: SKOSLimits(maximumBytes: 10))
        == "the vocabulary has 19 bytes, more than 10: split it, or raise the limit")
  }

  @Test("a file without any concept gives none")
  func noConcepts() throws { #expect(try read("<a:s> <a:p> <a:o> .").isEmpty) }
}
