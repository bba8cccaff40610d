import EDM
import OAIPMH
import Store
import Testing

private let moment = Timestamp(seconds: 1_767_225_600)

/// A concept with all that can be kept of one.
private func concept(_ number: Int) -> Concept {
  var concept = Concept(
    iri: "http://vocab.getty.edu/aat/30000\(number)",
    prefLabels: [.init(language: "en", text: "posters"), .init(language: "de", text: "Plakate")],
    exactMatches: ["http://www.wikidata.org/entity/Q\(number)"],
    broader: ["http://vocab.getty.edu/aat/300026816"], inScheme: "http://vocab.getty.edu/aat/")
  concept.altLabels = [.init(language: "en", text: "bills (posters)")]
  concept.notes = [.init(language: "", text: "Large sheets.")]
  concept.notations = ["\(number)"]
  concept.narrower = ["http://vocab.getty.edu/aat/300027220"]
  concept.related = ["http://vocab.getty.edu/aat/300027221"]
  concept.closeMatches = ["http://example.org/close"]
  concept.broadMatches = ["http://example.org/broad"]
  concept.narrowMatches = ["http://example.org/narrow"]
  concept.relatedMatches = ["http://example.org/related"]
  concept.iconclass = "48C"
  return concept
}

private func found(_ number: Int) -> CachedConcept {
  let concept = concept(number)
  return CachedConcept(iri: concept.iri, concept: concept, source: concept.iri, at: moment)
}

extension StoreContract {
  static let conceptDemands = [
    StoreDemand("a concept comes back as it was kept, and what was never looked up is absent") { test in
      try await test.store.keep([found(1)])
      let known = try await test.store.concepts([found(1).iri, "http://example.org/unknown", found(1).iri])
      #expect(known == [found(1).iri: found(1)])
      #expect(try await test.store.concepts([]).isEmpty)
    },

    StoreDemand("a failed lookup is kept with its reason; a later one replaces it") { test in
      let failed = CachedConcept(
        iri: found(1).iri, concept: nil, failure: "http_404", source: "http://x.example", at: moment)
      try await test.store.keep([failed])
      #expect(try await test.store.concepts([failed.iri]) == [failed.iri: failed])
      try await test.store.keep([found(1)])
      #expect(try await test.store.concepts([failed.iri]) == [failed.iri: found(1)])
      var refreshed = found(1)
      refreshed.failure = "http_5xx"
      refreshed.at = moment.advanced(by: 60)
      try await test.store.keep([refreshed])
      #expect(try await test.store.concepts([failed.iri]) == [failed.iri: refreshed])
    },

    StoreDemand("concepts are listed page by page in the order of their IRIs, failures left out") { test in
      try await test.store.keep([found(3), found(1), found(2)])
      try await test.store.keep([
        CachedConcept(
          iri: "http://vocab.getty.edu/aat/300001x", concept: nil, failure: "gone", source: "", at: moment)
      ])
      let first = try await test.store.concepts(after: nil, limit: 2)
      #expect(first == [found(1), found(2)])
      #expect(try await test.store.concepts(after: first.last?.iri, limit: 2) == [found(3)])
      #expect(try await test.store.concepts(after: found(3).iri, limit: 2).isEmpty)
    },

    StoreDemand("thousands of IRIs can be asked for at once") { test in
      try await test.store.keep((1...1200).map(found))
      let known = try await test.store.concepts((1...2400).map { found($0).iri })
      #expect(known.count == 1200)
      #expect(known[found(700).iri] == found(700))
    },
  ]
}
