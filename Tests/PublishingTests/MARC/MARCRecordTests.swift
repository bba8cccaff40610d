import EDM
import Hashing
import Store
import Testing

@testable import Publishing

@Suite("A record in MARC")
struct MARCRecordTests {
  static let rich = MARCBench.metadata(
    """
    <dc:title xml:lang="nl">Het paard &amp; de hond</dc:title><dc:title xml:lang="ar">الحصان والكلب</dc:title>\
    <dcterms:alternative xml:lang="fr">Le cheval $a | le chien</dcterms:alternative>\
    <dc:creator rdf:resource="http://museum.example.org/agent/1"/><dc:creator>Drukkerij De Hoop</dc:creator>\
    <dc:contributor rdf:resource="http://museum.example.org/agent/2"/>\
    <dc:description xml:lang="nl">Een prent
    	in twee delen</dc:description><dc:identifier>INV-42</dc:identifier>\
    <dc:language>nl</dc:language><dc:language>French</dc:language><dc:publisher>Uitgever</dc:publisher>\
    <dcterms:issued>1901</dcterms:issued><dcterms:created>1899-05-01</dcterms:created><dc:date>2004</dc:date>\
    <dc:subject>dieren</dc:subject><dc:subject rdf:resource="http://vocab.getty.edu/aat/300249930"/>\
    <dc:subject rdf:resource="http://unknown.example.org/term"/>\
    <dc:type>prent</dc:type><dcterms:spatial rdf:resource="http://museum.example.org/place/1"/>\
    <dcterms:spatial>Gent</dcterms:spatial><dcterms:temporal>19de eeuw</dcterms:temporal>\
    <dcterms:extent>30 x 40 cm</dcterms:extent><dcterms:medium>papier</dcterms:medium><dc:rights>Vrij</dc:rights>
    """,
    resources: """
      <edm:Agent rdf:about="http://museum.example.org/agent/1"><skos:prefLabel>Smit, Jan</skos:prefLabel>\
      <rdaGr2:dateOfBirth>1850</rdaGr2:dateOfBirth></edm:Agent>\
      <edm:Agent rdf:about="http://museum.example.org/agent/2"><skos:prefLabel>Atelier Noord</skos:prefLabel></edm:Agent>\
      <edm:Place rdf:about="http://museum.example.org/place/1"><skos:prefLabel xml:lang="fr">Anvers</skos:prefLabel>\
      <skos:prefLabel xml:lang="nl">Antwerpen</skos:prefLabel></edm:Place>\
      <skos:Concept rdf:about="http://vocab.getty.edu/aat/300249930"><skos:prefLabel xml:lang="en">horse</skos:prefLabel>\
      <skos:exactMatch rdf:resource="http://www.wikidata.org/entity/Q726"/></skos:Concept>
      """,
    aggregation: "<edm:isShownAt rdf:resource=\"http://museum.example.org/page/1?a=1&amp;b=2\"/>")

  @Test("holds what the provider says as far as its meaning is certain, and ours with its provenance")
  func whole() throws {
    let dossier = MARCBench.dossier(
      Self.rich,
      statements: [
        MARCBench.statement(MARCBench.dog), MARCBench.statement(MARCBench.print, property: "dc:type"),
      ])
    let model = "mobilenet-v2@1, weights sha256:\(Dossiers.weights.hexadecimal.prefix(16))"
    let explanation = "http://winnow.example.org/oai?verb=GetRecord&metadataPrefix=oa&identifier="
    #expect(
      try MARCBench.publisher().marcLines(dossier) == [
        "LDR 00000nkm a22000003u 4500", "001 oai:winnow.example.org:museum:1", "003 XX-HUB",
        "005 00000000000000.0", "008 231114s1899    xx |||||||||||||||||mul|d",
        "024 7  $a http://museum.example.org/object/1 $2 uri", "024 8  $a INV-42", "035    $a (BE-Mus)42",
        "040    $a XX-HUB $b dut $c XX-HUB", "041    $a dut $a fre",
        "100 1  $a Smit, Jan $4 cre $0 http://museum.example.org/agent/1", "245 14 $a Het paard & de hond",
        "246 3  $a الحصان والكلب", "246 3  $a Le cheval $a | le chien", "260    $c 2004",
        "264  0 $c 1899-05-01", "264  1 $b Uitgever $c 1901", "300    $a 30 x 40 cm", "340    $a papier",
        "520    $a Een prent  in twee delen", "540    $a Vrij",
        "540    $a CC BY-SA 4.0 $f CC BY-SA 4.0 $2 cc $u http://creativecommons.org/licenses/by-sa/4.0/",
        "650  7 $a horse $2 aat $0 http://vocab.getty.edu/aat/300249930 $1 http://www.wikidata.org/entity/Q726",
        "650  7 $8 1\\p $a hond $2 wikidata $0 \(MARCBench.dog) $1 \(MARCBench.dog)",
        "651  4 $a Antwerpen $0 http://museum.example.org/place/1", "653    $a dieren",
        "653    $a http://unknown.example.org/term", "653  5 $a Gent", "653  4 $a 19de eeuw",
        "653  6 $a prent",
        "655  7 $8 1\\p $a prent $2 aat $0 \(MARCBench.print) $1 http://www.wikidata.org/entity/Q11060274",
        "720    $a Drukkerij De Hoop $4 cre", "720    $a Atelier Noord $4 ctb", "850    $a Museum",
        "856 41 $u \(Dossiers.image) $q image/jpeg $3 Digital object",
        "856 42 $u http://museum.example.org/page/1?a=1&b=2 $3 Web page of the object",
        "883 0  $8 1\\p $a \(model) $c 0.875 $d 20231114 $q XX-HUB "
          + "$u \(explanation)oai:winnow.example.org:museum:1 $w (XX-HUB)oai:winnow.example.org:museum:1",
      ])
  }

  @Test("has the type of record of its object")
  func types() throws {
    for (type, code) in [("TEXT", "a"), ("IMAGE", "k"), ("SOUND", "i"), ("VIDEO", "g"), ("3D", "r")] {
      let metadata = MARCBench.metadata(MARCBench.title + "<dc:language>nl</dc:language>", type: type)
      #expect(
        try MARCBench.publisher().marcLines(MARCBench.dossier(metadata)).first
          == "LDR 00000n\(code)m a22000003u 4500")
    }
  }

  @Test(
    "passes over definite articles in filing, where the language is told",
    arguments: [
      ("nl", "De  hond", 4), ("nl", "Deurne", 0), ("fr", "L’école", 2), ("fr", "La mer", 3), ("fr", "L'", 0),
      ("de", "Die", 0), ("en", "A dog", 2), ("en-GB", "The dog", 4), ("de", "Ein Hund", 0),
      ("ar", "الكلب", 0),
      ("xx", "The dog", 0), ("Dutch", "Het paard", 4),
    ])
  func articles(language: String, title: String, count: Int) {
    #expect(InitialArticles.length(in: title, language: language) == count)
    #expect(InitialArticles.length(in: title, language: nil) == 0)
  }

  @Test(
    "codes dates of making that are beyond doubt, and no others",
    arguments: [
      ("<dcterms:created>1899</dcterms:created>", "s1899    "), ("<dc:date>1880/1890</dc:date>", "q18801890"),
      ("<dc:date>1880</dc:date><dc:date>1990</dc:date>", "|||||||||"),
      ("<dc:date>oud</dc:date>", "|||||||||"),
      ("<dcterms:issued>1901</dcterms:issued><dc:date>1990</dc:date>", "s1901    "),
      ("<dc:date>-0044</dc:date>", "|||||||||"), ("", "|||||||||"),
    ])
  func dates(statements: String, coded: String) throws {
    let metadata = MARCBench.metadata(MARCBench.title + statements)
    let field = try #require(
      try MARCBench.publisher().marcLines(MARCBench.dossier(metadata)).first { $0.hasPrefix("008 ") })
    #expect(field == "008 231114" + coded + "xx |||||||||||||||||||||d" && field.count == 44)
  }

  @Test("without a title has the beginning of its description in brackets; nothing is made up")
  func untitled() throws {
    let long = String(repeating: "woord ", count: 60)
    let metadata = MARCBench.metadata("<dc:description>\(long)</dc:description><dc:subject>a</dc:subject>")
    let fields = try MARCBench.publisher().marcLines(MARCBench.dossier(metadata))
    let title = try #require(fields.first { $0.hasPrefix("245 ") })
    #expect(title.hasPrefix("245 00 $a [woord woord ") && title.hasSuffix("…]") && title.count < 230)
    #expect(fields.contains { $0.hasPrefix("520    $a woord woord") })
  }

  @Test("names the operator where it has no code, and leaves out what rests on one")
  func withoutCode() throws {
    let dossier = MARCBench.dossier(MARCBench.metadata(MARCBench.title), localID: nil)
    let fields = try MARCBench.publisher(isil: nil, prefix: nil, language: nil).marcLines(dossier)
    #expect(!fields.contains { $0.hasPrefix("003") || $0.hasPrefix("035") })
    #expect(fields.contains("040    $a Winnow Test $c Winnow Test"))
  }

  @Test("holds values that are longer than a field of ISO 2709 whole in notes")
  func longValues() throws {
    let words = String(repeating: "woord ", count: 4000) + "einde"
    let metadata = MARCBench.metadata(
      "<dc:title>\(words)</dc:title><dc:description>\(words)</dc:description><dc:subject>\(words)</dc:subject>"
        + "<dc:subject>kort</dc:subject>")
    let fields = try MARCBench.publisher().marcLines(MARCBench.dossier(metadata))
    #expect(fields.allSatisfy { $0.utf8.count < 9_100 })
    #expect(fields.contains { $0.hasPrefix("245 00 $a woord woord") && $0.hasSuffix("woord …") })
    #expect(fields.contains("653    $a kort") && !fields.contains { $0.hasPrefix("653    $a woord") })
    for tag in ["500", "520"] {
      let text = fields.filter { $0.hasPrefix(tag) }.map { $0.dropFirst(10) }.joined(separator: " ")
      #expect(text == words, "\(tag) holds it once, whole")
    }
  }
}
