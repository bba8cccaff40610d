import EDM
import Testing

@Suite("Entities of Wikidata")
struct WikidataEntityTests {
  private func read(_ entity: String, id: String = "Q1") throws -> [Concept] {
    try SKOSReader().read(Array("{\"entities\": {\"\(id)\": \(entity)}}".utf8))
  }

  private func complaint(_ text: String) -> String {
    do { return "accepted: \(try SKOSReader().read(Array(text.utf8)))" } catch { return "\(error)" }
  }

  /// A statement about another item.
  private func item(_ id: String, rank: String = "normal") -> String {
    """
    {"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": "\(id)"}, "type": "wikibase-entityid"}}, \
    "rank": "\(rank)"}
    """
  }

  /// A statement with an identifier, and how it maps.
  private func identifier(_ text: String, relation: String? = nil) -> String {
    let qualifier = relation.map {
      ", \"qualifiers\": {\"P4390\": [{\"datavalue\": {\"value\": {\"id\": \"\($0)\"}}}]}"
    }
    return """
      {"mainsnak": {"snaktype": "value", "datavalue": {"value": "\(text)", "type": "string"}}, \
      "rank": "normal"\(qualifier ?? "")}
      """
  }

  @Test("labels, aliases, descriptions and ties of an item are read")
  func item() throws {
    let entity = """
      {"type": "item", "id": "Q429785",
       "labels": {"en": {"language": "en", "value": "poster"}, "de": {"language": "de", "value": "Plakat"}},
       "aliases": {"en": [{"language": "en", "value": "bill"}, {"language": "en", "value": "placard"}]},
       "descriptions": {"en": {"language": "en", "value": "printed sheet"}},
       "claims": {
         "P279": [\(item("Q11060274")), \(item("Q5", rank: "deprecated"))],
         "P1014": [\(identifier("300027221")), \(identifier("300027222", relation: "Q39893184"))],
         "P1256": [\(identifier("48C8"))],
         "P227": [\(identifier("4046198-7", relation: "Q39894595"))],
         "P244": [\(identifier("sh85105517")), \(identifier("n79021164"))],
         "P31": [{"mainsnak": {"snaktype": "somevalue"}, "rank": "normal"}]}}
      """
    var expected = Concept(
      iri: "http://www.wikidata.org/entity/Q429785",
      prefLabels: [.init(language: "de", text: "Plakat"), .init(language: "en", text: "poster")],
      exactMatches: [
        "http://vocab.getty.edu/aat/300027221", "http://iconclass.org/48C8",
        "http://id.loc.gov/authorities/subjects/sh85105517",
      ], broader: ["http://www.wikidata.org/entity/Q11060274"], iconclass: "48C8")
    expected.altLabels = [.init(language: "en", text: "bill"), .init(language: "en", text: "placard")]
    expected.notes = [.init(language: "en", text: "printed sheet")]
    expected.closeMatches = ["http://vocab.getty.edu/aat/300027222"]
    expected.broadMatches = ["https://d-nb.info/gnd/4046198-7"]
    #expect(try read(entity, id: "Q429785") == [expected])
  }

  @Test("empty lists stand where an item has nothing; without a label there is no concept")
  func empty() throws {
    let members = "\"aliases\": [], \"descriptions\": [], \"claims\": []"
    let labelled =
      "{\"type\": \"item\", \"labels\": {\"fr\": {\"language\": \"fr\", \"value\": \"a\"}}, \(members)}"
    #expect(
      try read(labelled)
        == [Concept(iri: "http://www.wikidata.org/entity/Q1", prefLabels: [.init(language: "fr", text: "a")])]
    )
    #expect(try read("{\"type\": \"item\", \"labels\": [], \(members)}").isEmpty)
  }

  @Test("people and places are no concepts")
  func otherClasses() {
    func entity(_ claims: String) -> String {
      "{\"entities\": {\"Q1\": {\"type\": \"item\", \"labels\": {}, \"claims\": {\(claims)}}}}"
    }
    #expect(
      complaint(entity("\"P31\": [\(item("Q5"))]"))
        == "it is a person and no concept: no skos:Concept can stand for it")
    #expect(complaint(entity("\"P569\": [\(identifier("+1900"))]")).contains("a person"))
    #expect(complaint(entity("\"P625\": [\(identifier("1,2"))]")).contains("a place"))
    #expect(
      complaint("{\"entities\": {\"P31\": {\"type\": \"property\"}}}").contains("a property of Wikidata"))
    #expect(complaint("{\"entities\": {\"Q9\": {\"missing\": \"\"}}}").contains("Q9 does not exist"))
  }

  @Test("JSON of another kind is refused, however deep")
  func malformed() {
    let deep = String(repeating: "{\"a\":", count: 100_000)
    for text in [
      deep, "{\"entities\": []}", "{\"entities\": {}}", "{\"entities\": {\"Q1\": 3}}", "{", "{\"entities\"",
    ] {
      #expect(complaint(text).hasPrefix("the answer is no Wikidata entity: "), "\(text.prefix(40))")
    }
  }
}
