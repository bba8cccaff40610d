import EDM
import OAIPMH
import Store
import Testing

@testable import Pipeline

@Suite("What is concluded of a record")
struct ConclusionTests {
  private static let dog = "http://www.wikidata.org/entity/Q144"
  private static let ship = "http://www.wikidata.org/entity/Q11446"
  private let one = hash("one")
  private let two = hash("two")
  private let three = hash("three")

  /// Two breeds are dogs; `n4` has no concept; `n3` is proven, and so is `n6`, which lacks a concept.
  private func conclusion() throws -> Conclusion {
    let vocabulary = try Vocabulary(
      tableText: """
        class\tiri\tlabel@en
        n1\t\(Self.dog)\tdog
        n2\t\(Self.dog)\tdog
        n3\t\(Self.ship)\tship
        """)
    let proof = TagPolicy.Proof(threshold: 0.8, lowerBound: 0.96, data: "400 posters")
    return Conclusion(
      policy: TagPolicy(
        tasks: [
          "classification": .init(property: .subject, minimumScore: 0.3),
          "genre": .init(property: .type, minimumScore: 0.5),
        ],
        persons: .init(words: ["bride"], allowed: ["saint"], reason: "none of ours"),
        excludedClasses: ["n5": "misleading"], provenClasses: ["n3": proof, "n6": proof]),
      vocabulary: vocabulary)
  }

  private func decision(
    _ verdict: ReviewDecision.Verdict, concept: String, medium: MediumID? = nil, at: Timestamp = moment,
    property: String = "dc:subject"
  ) -> ReviewDecision {
    ReviewDecision(
      provider: museum, record: "oai:museum.example:1", medium: medium, property: property, concept: concept,
      verdict: verdict, reviewer: "An", at: at)
  }

  @Test("an unproven class is an annotation, a proven one is asserted, each with all it rests on")
  func standings() throws {
    let statements = try conclusion().statements(
      for: dossier([one], results: [result(one, [("n1", "beagle", 0.5), ("n3", "galleon", 0.9)])]))
    #expect(statements.map(\.label) == ["galleon", "beagle"])
    #expect(statements.map(\.standing) == [.asserted, .annotation])
    #expect(statements.map(\.concept) == [Self.ship, Self.dog])
    let first = try #require(statements.first)
    #expect(first.property == "dc:subject")
    #expect(first.medium == one)
    #expect(first.webResource == "http://img.example/0.jpg")
    #expect(first.imageRequest == "http://img.example/0.jpg?full")
    #expect(first.region == "full")
    #expect(first.model == "mobilenet")
    #expect(first.weightsHash == hash("weights"))
    #expect(first.preprocessing == "resize-224")
    #expect(first.confidence == 0.9)
    #expect(first.generatedAt == moment)
    #expect(first.recordVersion == 2)
    #expect(first.reason.contains("400 posters"))
    #expect(first.decision == nil)
  }

  @Test("classes of one concept are put together, their scores summed under the best label, at most 1")
  func sums() throws {
    let statements = try conclusion().statements(
      for: dossier([one], results: [result(one, [("n1", "beagle", 0.25), ("n2", "collie", 0.2)])]))
    #expect(statements.count == 1)
    #expect(statements.first?.label == "beagle")
    #expect(abs((statements.first?.confidence ?? 0) - 0.45) < 1e-9)
    let high = try conclusion().statements(
      for: dossier([one], results: [result(one, [("n1", "beagle", 0.7), ("n2", "collie", 0.7)])]))
    #expect(high.first?.confidence == 1)
  }

  @Test(
    "what may not be said is not even kept",
    arguments: [
      ("n5", "web site", 0.99, "classification"), ("n9", "a bride", 0.99, "classification"),
      ("n1", "beagle", 0.29, "classification"), ("g1", "map", 0.49, "genre"),
      ("n1", "beagle", 0.9, "objects"),
    ])
  func leftOut(id: String, label: String, score: Double, task: String) throws {
    let statements = try conclusion().statements(
      for: dossier([one], results: [result(one, [(id, label, score)], task: task)]))
    #expect(statements.isEmpty)
  }

  @Test("an excluded class lends its score to no concept")
  func excludedScores() throws {
    let statements = try conclusion().statements(
      for: dossier([one], results: [result(one, [("n1", "beagle", 0.2), ("n2", "bride dog", 0.7)])]))
    #expect(statements.isEmpty)
  }

  @Test("a genre goes to dc:type; a class without a concept keeps its label and is never asserted")
  func withoutConcept() throws {
    let genre = try conclusion().statements(
      for: dossier([one], results: [result(one, [("g1", "map", 0.6)], task: "genre")]))
    #expect(genre.map(\.property) == ["dc:type"])
    #expect(genre.map(\.concept) == [""])
    #expect(genre.map(\.standing) == [.annotation])
    let proven = try conclusion().statements(for: dossier([one], results: [result(one, [("n6", "x", 0.99)])]))
    #expect(proven.map(\.standing) == [.annotation])
  }

  @Test("a person's word wins, with name and day in the reason")
  func decisions() throws {
    let results = [result(one, [("n1", "beagle", 0.5), ("n3", "galleon", 0.9)])]
    let statements = try conclusion().statements(
      for: dossier(
        [one], results: results,
        decisions: [decision(.accept, concept: Self.dog), decision(.reject, concept: Self.ship)]))
    #expect(statements.map(\.standing) == [.rejected, .asserted])
    #expect(statements.map(\.reason) == ["rejected by An on 2026-01-01", "accepted by An on 2026-01-01"])
    #expect(statements.allSatisfy { $0.decision?.reviewer == "An" })
  }

  @Test("a decision may name the label or the class where there is no concept", arguments: ["map", "g1"])
  func decisionsByName(name: String) throws {
    let results = [result(one, [("g1", "map", 0.6)], task: "genre")]
    let rejected = try conclusion().statements(
      for: dossier(
        [one], results: results, decisions: [decision(.reject, concept: name, property: "dc:type")]))
    #expect(rejected.map(\.standing) == [.rejected])
    let accepted = try conclusion().statements(
      for: dossier(
        [one], results: results, decisions: [decision(.accept, concept: name, property: "dc:type")]))
    #expect(accepted.map(\.standing) == [.annotation])
    #expect(accepted.first?.reason == "accepted by An, but the label has no concept in the vocabulary")
  }

  @Test("decisions about another property, medium or concept do not bind")
  func foreignDecisions() throws {
    let statements = try conclusion().statements(
      for: dossier(
        [one], results: [result(one, [("n1", "beagle", 0.5)])],
        decisions: [
          decision(.reject, concept: Self.dog, property: "dc:type"),
          decision(.reject, concept: Self.dog, medium: two), decision(.reject, concept: Self.ship),
          decision(.reject, concept: ""),
        ]))
    #expect(statements.map(\.standing) == [.annotation])
    #expect(statements.first?.decision == nil)
  }

  @Test("a decision about this medium comes before one about the record, and the newest before older ones")
  func precedence() throws {
    let results = [result(one, [("n1", "beagle", 0.5)])]
    func standing(_ decisions: [ReviewDecision]) throws -> EnrichmentStatement.Standing? {
      try conclusion().statements(for: dossier([one], results: results, decisions: decisions)).first?.standing
    }
    let later = moment.advanced(by: 60)
    #expect(
      try standing([
        decision(.accept, concept: Self.dog, medium: one), decision(.reject, concept: Self.dog, at: later),
      ]) == .asserted)
    #expect(
      try standing([
        decision(.reject, concept: Self.dog, at: later), decision(.accept, concept: Self.dog),
      ]) == .rejected)
    #expect(
      try standing([
        decision(.reject, concept: Self.dog, medium: one),
        decision(.accept, concept: Self.dog, medium: one, at: later),
      ]) == .asserted)
  }

  @Test("a proven class on one page of three stays with the page; on two it is said of the object")
  func lonePages() throws {
    let lone = try conclusion().statements(
      for: dossier([one, two, three], results: [result(one, [("n3", "galleon", 0.9)])]))
    #expect(lone.map(\.standing) == [.annotation])
    #expect(lone.first?.reason == "seen on 1 of 3 images: too few to say it of the whole object")
    let agreed = try conclusion().statements(
      for: dossier(
        [one, two, three],
        results: [result(one, [("n3", "galleon", 0.9)]), result(two, [("n3", "galleon", 0.85)])]))
    #expect(agreed.map(\.standing) == [.asserted, .asserted])
    #expect(agreed.map(\.medium) == [one, two])
  }

  @Test("what a person accepted of a lone page is asserted all the same; a rejected page supports nothing")
  func lonePagesAndPeople() throws {
    let accepted = try conclusion().statements(
      for: dossier(
        [one, two, three], results: [result(one, [("n3", "galleon", 0.9)])],
        decisions: [decision(.accept, concept: Self.ship)]))
    #expect(accepted.map(\.standing) == [.asserted])
    let rejected = try conclusion().statements(
      for: dossier(
        [one, two, three],
        results: [result(one, [("n3", "galleon", 0.9)]), result(two, [("n3", "galleon", 0.9)])],
        decisions: [decision(.reject, concept: Self.ship, medium: two)]))
    #expect(rejected.map(\.standing) == [.annotation, .rejected])
  }

  @Test("the same medium behind two addresses is one image")
  func sharedMedium() throws {
    let statements = try conclusion().statements(
      for: dossier([one, one], results: [result(one, [("n3", "galleon", 0.9)])]))
    #expect(statements.map(\.standing) == [.asserted])
    #expect(statements.map(\.webResource) == ["http://img.example/0.jpg"])
  }

  @Test("an id is stable over models and scores, and differs by record, medium, property and concept")
  func identifiers() throws {
    var newer = result(one, [("n2", "collie", 0.7)])
    newer.model = "another"
    newer.weightsHash = hash("others")
    let old = try conclusion().statements(
      for: dossier([one], results: [result(one, [("n1", "beagle", 0.5)])]))
    let new = try conclusion().statements(for: dossier([one], results: [newer]))
    #expect(old.map(\.id) == new.map(\.id))
    func identifier(
      _ provider: ProviderID = museum, _ record: String = "a", _ medium: MediumID? = nil,
      _ property: String = "dc:subject", _ concept: String = "c"
    ) -> String {
      Conclusion.identifier(
        provider: provider, record: record, medium: medium ?? one, property: property, concept: concept)
    }
    let ids = [
      identifier(), identifier(library), identifier(museum, "b"), identifier(museum, "a", two),
      identifier(museum, "a", one, "dc:type"), identifier(museum, "a", one, "dc:subject", "d"),
    ]
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.hasPrefix("s-") && $0.count == 26 })
  }
}
