import Testing

@testable import EDM

@Suite("Contextual classes")
struct ContextualTierTests {
  private typealias Fixtures = TierFixtures

  private func complete(_ kind: ResourceClass, _ statements: [Statement], by property: Property = .dcRelation)
    -> ContextualClasses
  {
    Fixtures.metadata(
      Fixtures.internalRecord(
        [Fixtures.link(property, "x:1")], [Resource(kind: kind, about: "x:1", statements: statements)])
    ).completeClasses
  }

  private static let label = Fixtures.text(.skosPrefLabel, "label")

  @Test(
    "an agent needs a label and a begin, an end or a profession",
    arguments: [
      Property.edmBegin, .edmEnd, .rdaGr2DateOfBirth, .rdaGr2PlaceOfBirth, .rdaGr2DateOfDeath,
      .rdaGr2PlaceOfDeath, .rdaGr2ProfessionOrOccupation,
    ])
  func agents(_ property: Property) {
    #expect(complete(.agent, [Self.label, Fixtures.text(property, "1900")]) == .agent)
    #expect(complete(.agent, [Fixtures.text(property, "1900")]).isEmpty)
    #expect(complete(.agent, [Self.label, Fixtures.text(property, " ")]).isEmpty)
    #expect(complete(.agent, [Fixtures.text(.skosPrefLabel, " "), Fixtures.text(property, "1900")]).isEmpty)
  }

  @Test("a note, a gender or a biography do not complete an agent; a place by link does")
  func agentsElse() {
    for property in [Property.skosNote, .rdaGr2Gender, .rdaGr2BiographicalInformation, .dcDate] {
      #expect(complete(.agent, [Self.label, Fixtures.text(property, "x")]).isEmpty)
    }
    #expect(complete(.agent, [Self.label]).isEmpty)
    #expect(complete(.agent, [Self.label, Fixtures.link(.rdaGr2PlaceOfBirth, "x:rome")]) == .agent)
  }

  @Test(
    "a concept needs a label and a note or one of five relations",
    arguments: [
      (Property.skosNote, true), (.skosBroader, true), (.skosNarrower, true), (.skosExactMatch, true),
      (.skosCloseMatch, true), (.skosRelated, true), (.skosBroadMatch, false), (.skosNarrowMatch, false),
      (.skosRelatedMatch, false), (.skosInScheme, false), (.skosAltLabel, false), (.skosNotation, false),
    ])
  func concepts(_ property: Property, _ counts: Bool) {
    let detail = property.isResourceOnly ? Fixtures.link(property, "x:2") : Fixtures.text(property, "x")
    #expect(complete(.concept, [Self.label, detail]) == (counts ? .concept : []))
    #expect(complete(.concept, [detail]).isEmpty)
  }

  @Test("a place needs a label, latitude and longitude")
  func places() {
    let lat = Fixtures.text(.wgs84Lat, "41.9")
    let long = Fixtures.text(.wgs84Long, "12.5")
    #expect(complete(.place, [Self.label, lat, long]) == .place)
    #expect(complete(.place, [lat, long]).isEmpty)
    #expect(complete(.place, [Self.label, lat]).isEmpty)
    #expect(complete(.place, [Self.label, long]).isEmpty)
    #expect(complete(.place, [Self.label, Fixtures.text(.skosNote, "a town")]).isEmpty)
    #expect(
      complete(.place, [Self.label, Fixtures.text(.edmBegin, "1"), Fixtures.text(.edmEnd, "2")]).isEmpty)
  }

  @Test("a period needs begin and end, and no label")
  func timeSpans() {
    let begin = Fixtures.text(.edmBegin, "1900")
    let end = Fixtures.text(.edmEnd, "1999")
    #expect(complete(.timeSpan, [begin, end]) == .timeSpan)
    #expect(complete(.timeSpan, [Self.label, begin]).isEmpty)
    #expect(complete(.timeSpan, [Self.label, end]).isEmpty)
    #expect(
      complete(.timeSpan, [Fixtures.text(.wgs84Lat, "1"), Fixtures.text(.wgs84Long, "2")]).isEmpty)
  }

  @Test("two complete classes C, one B, none A; two of one class are one")
  func counts() {
    func tier(_ kinds: [ResourceClass]) -> MetadataTier {
      let resources = kinds.enumerated().map { index, kind in
        Resource(
          kind: kind, about: "x:\(index)",
          statements: [Self.label, Fixtures.text(.edmBegin, "1"), Fixtures.text(.edmEnd, "2")])
      }
      return Fixtures.metadata(
        Fixtures.internalRecord(resources.map { Fixtures.link(.dcRelation, $0.about) }, resources)
      ).contextual
    }
    #expect(tier([]) == .a)
    #expect(tier([.agent]) == .b)
    #expect(tier([.agent, .agent]) == .b)
    #expect(tier([.agent, .timeSpan]) == .c)
    #expect(tier([.agent, .timeSpan] + Array(repeating: .agent, count: 40)) == .c)
    #expect(tier([.concept, .place]) == .a)
  }

  @Test("a complete resource counts only where a description links to it by a property that takes links")
  func linked() {
    let statements = [Self.label, Fixtures.text(.skosNote, "x")]
    #expect(complete(.concept, statements, by: .dcSubject) == .concept)
    #expect(complete(.concept, statements, by: .owlSameAs) == .concept)
    #expect(complete(.concept, statements, by: .dcTitle).isEmpty)
    #expect(complete(.concept, statements, by: .dcIdentifier).isEmpty)
    #expect(complete(.concept, statements, by: .oreLineage).isEmpty)
    let unlinked = Fixtures.internalRecord([], [Fixtures.concept("x:1", statements)])
    #expect(Fixtures.metadata(unlinked).contextual == .a)
  }
}
