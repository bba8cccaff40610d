import EDM
import OAIPMH
import Store
import Testing

@testable import Publishing

@Suite("The sets of a record")
struct PublishedSetsTests {
  private func sets(_ dossier: RecordDossier) throws -> [String] {
    try Dossiers.publisher().publish(dossier).setSpecs
  }

  /// A record with links of the given states, and whether each link gave an image before.
  private func dossier(
    _ links: [(LinkState?, hasMedium: Bool)], publishedSets: [String] = []
  ) throws -> RecordDossier {
    var dossier = Dossiers.dossier()
    let link = try #require(dossier.webResources.first)
    dossier.webResources = links.map { state, hasMedium in
      var resource = link
      resource.lastAttempt = state.map {
        FetchAttempt(
          address: Dossiers.image, request: Dossiers.image, state: $0, at: Bench.now, medium: nil,
          policy: "open")
      }
      resource.medium = hasMedium ? link.medium : nil
      return resource
    }
    dossier.publishedSets = publishedSets
    return dossier
  }

  @Test("are of every family, and in none twice")
  func families() throws {
    let sets = try sets(Dossiers.dossier())
    #expect(
      sets == [
        "enriched:no", "genre:none", "link:ok", "provider:museum", "provider:museum:maps",
        "provider:museum:maps:old~20ones", "rights:open", "tier:content:1", "tier:metadata:A", "type:IMAGE",
      ])
    #expect(PublishedSets.ofAllRecords.isDisjoint(with: sets))
    // Every family has a set of this record, so that the parent may stand for all records.
    for family in PublishedSets.ofAllRecords {
      #expect(sets.contains { $0.hasPrefix(family + ":") }, "\(family)")
    }
  }

  @Test("follow what is asserted")
  func asserted() throws {
    var genre = Dossiers.statement(.asserted, decision: .accept)
    genre.property = "dc:type"
    genre.label = "old map"
    let enriched = try sets(Dossiers.dossier(statements: [genre]))
    #expect(enriched.contains("enriched:yes") && !enriched.contains("enriched:no"))
    #expect(enriched.contains("genre:old~20map") && !enriched.contains("genre:none"))
    let said = try sets(
      Dossiers.dossier(statements: [Dossiers.statement(.annotation), Dossiers.statement(.rejected)]))
    #expect(said.contains("enriched:no") && said.contains("genre:none"))
    let depicted = try sets(Dossiers.dossier(statements: [Dossiers.statement(.asserted)]))
    #expect(depicted.contains("enriched:yes") && depicted.contains("genre:none"))
  }

  @Test(
    "follow what is confirmed of the links",
    arguments: [
      ([], "none"), ([(nil, false)], "unchecked"), ([(.ok, true)], "ok"),
      ([(.okNotAnImage, false), (nil, false)], "ok"),
      ([(.http404, false)], "dead"), ([(.dnsNotFound, false)], "dead"),
      ([(.http404, false), (.ok, true)], "partly-dead"),
      ([(.notCheckedPolicy, false), (nil, false)], "not-allowed"),
      ([(.robotsDisallowed, false), (.ok, true)], "ok"),
      // What worked before is not dead after one failure, unless its server says it is gone.
      ([(.http404, true)], "ok"), ([(.readTimeout, true)], "ok"), ([(.http410, true)], "dead"),
      ([(.readTimeout, false)], "unchecked"), ([(.http5xx, false)], "unchecked"),
    ] as [([(LinkState?, hasMedium: Bool)], String)])
  func links(states: [(LinkState?, hasMedium: Bool)], expected: String) throws {
    let sets = try sets(dossier(states)).filter { $0.hasPrefix("link:") }
    #expect(sets == ["link:" + expected])
  }

  @Test(
    "do not move with a failure that passes",
    arguments: [
      LinkState.readTimeout, .connectTimeout, .connectRefused, .dnsTemporary, .http5xx, .http429Limited,
      .tlsExpired,
      .networkOther, .truncated,
    ])
  func passing(state: LinkState) throws {
    for published in ["link:ok", "link:dead", "link:partly-dead", "link:unchecked"] {
      #expect(
        try sets(dossier([(state, false)], publishedSets: ["genre:none", published])).contains(published))
    }
  }

  @Test("of a deleted record are those it was last in")
  func deleted() throws {
    var dossier = Dossiers.dossier(source: Dossiers.source(deleted: true))
    dossier.publishedSets = ["link:ok", "provider:museum", "provider:museum:former"]
    let record = try Dossiers.publisher().publish(dossier)
    #expect(record.setSpecs == dossier.publishedSets)
    #expect(record.forms.allSatisfy { $0.content == .deleted })
    dossier.publishedSets = []
    #expect(try sets(dossier).contains("provider:museum:maps"))
  }

  @Test(
    "are named for people",
    arguments: [
      ("link:ok", "Links: all that were tried work"), ("tier", "Publishing tier"),
      ("tier:content:4", "Content tier: 4"),
      ("tier:metadata:unknown", "Metadata tier: unknown"), ("genre:old~20map", "Genre: old map"),
      ("enriched:no", "Enriched: no"), ("link:new", "Links: new"), ("unheard:of", "unheard:of"), ("x", "x"),
    ])
  func names(spec: String, name: String) { #expect(PublishedSets.name(of: spec, providers: [:]) == name) }
}
