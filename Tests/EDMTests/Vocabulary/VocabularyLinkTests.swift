import EDM
import Testing

@Suite("Links to vocabularies")
struct VocabularyLinkTests {
  @Test(
    "however a concept is written, its canonical IRI is found",
    arguments: [
      ("http://www.wikidata.org/entity/Q144", "http://www.wikidata.org/entity/Q144"),
      ("https://www.wikidata.org/wiki/Q144#P31", "http://www.wikidata.org/entity/Q144"),
      ("https://m.wikidata.org/wiki/Q144", "http://www.wikidata.org/entity/Q144"),
      ("https://www.wikidata.org/wiki/Special:EntityData/Q144.json", "http://www.wikidata.org/entity/Q144"),
      ("http://vocab.getty.edu/aat/300033618", "http://vocab.getty.edu/aat/300033618"),
      ("https://vocab.getty.edu/page/aat/300033618/", "http://vocab.getty.edu/aat/300033618"),
      ("HTTPS://Vocab.Getty.edu/aat/300033618.json", "http://vocab.getty.edu/aat/300033618"),
      (" http://vocab.getty.edu/aat/300033618.rdf\n", "http://vocab.getty.edu/aat/300033618"),
      ("http://iconclass.org/34B11", "http://iconclass.org/34B11"),
      ("https://www.iconclass.org/rkd/34B11/", "http://iconclass.org/34B11"),
      ("http://iconclass.org/25F(+46)", "http://iconclass.org/25F%28%2B46%29"),
      ("http://iconclass.org/25F%28%2b46%29.rdf", "http://iconclass.org/25F%28%2B46%29"),
      ("http://iconclass.org/11H(JOHN+THE%20BAPTIST)", "http://iconclass.org/11H%28JOHN%20THE%20BAPTIST%29"),
      ("https://d-nb.info/gnd/4011882-4", "https://d-nb.info/gnd/4011882-4"),
      ("http://d-nb.info/gnd/11850205X/about/lds", "https://d-nb.info/gnd/11850205X"),
      (
        "https://id.loc.gov/authorities/subjects/sh85085001.html",
        "http://id.loc.gov/authorities/subjects/sh85085001"
      ),
    ])
  func canonical(written: String, canonical: String) throws {
    let link = try #require(VocabularyLink(written))
    #expect(link.iri == canonical)
    #expect(VocabularyLink(link.iri) == link)
    #expect(VocabularyLink(link.address) == link)
    #expect(VocabularyLink.key(of: written) == canonical)
  }

  @Test(
    "what names no concept of a known vocabulary is left alone",
    arguments: [
      "", "Q144", "http://www.wikidata.org/entity/P31", "http://www.wikidata.org/wiki/Dog",
      "http://www.wikidata.org/entity/Q", "http://www.wikidata.org/entity/Q1٢",
      "http://vocab.getty.edu/tgn/7011179",
      "http://vocab.getty.edu/ulan/500115493", "http://vocab.getty.edu/aat/scopeNote/34904",
      "http://vocab.getty.edu/aat/", "http://vocab.getty.edu.example/aat/300033618",
      "http://example.org/http://vocab.getty.edu/aat/300033618", "http://iconclass.org/",
      "http://iconclass.org/help",
      "http://iconclass.org/25F%2", "http://iconclass.org/2%0a", "http://iconclass.org/25F/../etc",
      "http://id.loc.gov/authorities/names/n79021164", "ftp://vocab.getty.edu/aat/300033618",
      "http://user@vocab.getty.edu/aat/300033618", "http://vocab.getty.edu:81/aat/300033618",
    ])
  func foreign(iri: String) {
    #expect(VocabularyLink(iri) == nil)
    #expect(VocabularyLink.key(of: iri) == iri)
  }

  @Test("addresses and media types are those that the vocabularies answer")
  func requests() {
    func link(_ scheme: VocabularyLink.Scheme, _ identifier: String) -> [String] {
      let link = VocabularyLink(scheme: scheme, identifier: identifier)
      return [link.address, String(link.accept.prefix { $0 != "," })]
    }
    #expect(
      link(.wikidata, "Q144")
        == ["https://www.wikidata.org/wiki/Special:EntityData/Q144.json", "application/json"])
    #expect(
      link(.aat, "300033618") == ["http://vocab.getty.edu/aat/300033618", "application/rdf+xml"])
    #expect(
      link(.iconclass, "25F(+46)") == ["https://iconclass.org/25F%28%2B46%29.rdf", "application/rdf+xml"])
    #expect(link(.gnd, "4011882-4") == ["https://d-nb.info/gnd/4011882-4/about/lds.ttl", "text/turtle"])
    #expect(
      link(.lcsh, "sh85085001")
        == ["http://id.loc.gov/authorities/subjects/sh85085001.skos.rdf", "application/rdf+xml"])
  }
}

@Suite("Languages of labels")
struct LabelLanguagesTests {
  private func concept(_ tags: String...) -> Concept {
    Concept(iri: "http://x.example/1", prefLabels: tags.map { .init(language: $0, text: "text \($0)") })
  }

  private func kept(_ concept: Concept, _ languages: String...) -> [String] {
    concept.limited(to: LabelLanguages(languages)).prefLabels.map(\.language)
  }

  @Test("labels stand in the order of the languages wanted, one each; the plain tag wins")
  func order() {
    #expect(kept(concept("de", "fr", "en"), "en", "de") == ["en", "de"])
    #expect(kept(concept("en-GB", "en", "en-US"), "en") == ["en"])
    #expect(kept(concept("en-GB", "en-US"), "en") == ["en-GB"])
    #expect(kept(concept("zh-Hant", "zh-hans"), "zh-hans", "zh") == ["zh-hans", "zh-Hant"])
    #expect(kept(concept("", "fr"), "en", "fr") == ["fr", ""])
    #expect(kept(concept("eng"), "en") == ["eng"])
  }

  @Test("where no label is in a language wanted the first one stays")
  func fallback() { #expect(kept(concept("ja", "ko"), "en") == ["ja"]) }

  @Test("alternatives and notes of other languages go, several of one language stay")
  func others() {
    var full = concept("en")
    full.altLabels = [
      .init(language: "ja", text: "a"), .init(language: "en", text: "b"), .init(language: "en", text: "c"),
    ]
    full.notes = [.init(language: "ja", text: "d"), .init(language: "en", text: "e")]
    let limited = full.limited(to: LabelLanguages(["EN"]))
    #expect(limited.altLabels.map(\.text) == ["b", "c"])
    #expect(limited.notes.map(\.text) == ["e"])
  }
}
