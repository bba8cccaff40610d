import Testing

@testable import EDM

@Suite("Metadata tiers")
struct MetadataTierTests {
  private typealias Fixtures = TierFixtures

  // MARK: Language

  @Test(
    "a quarter of the kinds of statements with a language A, half B, three quarters C",
    arguments: [
      (0, 0, MetadataTier.zero), (0, 4, .zero), (1, 4, .a), (1, 5, .zero), (2, 4, .b), (2, 5, .a), (3, 4, .c),
      (3, 5, .b), (4, 4, .c), (5, 21, .zero), (5, 20, .a), (16, 22, .b), (17, 22, .c), (22, 22, .c),
    ])
  func languageRatio(_ tagged: Int, _ all: Int, _ tier: MetadataTier) {
    let kinds = DescriptiveProperties.members.prefix(all).enumerated().map { index, property in
      Fixtures.text(Property(property), "text", index < tagged ? "en" : nil)
    }
    let evidence = Fixtures.metadata(Fixtures.internalRecord(kinds))
    #expect(evidence.kinds.count == all)
    #expect(evidence.kindsWithLanguage.count == tagged)
    #expect(evidence.language == tier)
  }

  @Test("one value with a language is enough for a kind; blank text and blank languages are none")
  func languageOfKinds() {
    let evidence = Fixtures.metadata(
      Fixtures.internalRecord([
        Fixtures.text(.dcTitle, "a"), Fixtures.text(.dcTitle, "b", "en"),
        Fixtures.text(.dcSubject, " ", "en"),
        Fixtures.text(.dcType, "t", " "), Fixtures.text(.dcCreator, "c", "en"),
        Fixtures.text(.dcDate, "1900"),
      ]))
    #expect(evidence.kinds.properties == [.dcTitle, .dcType])
    #expect(evidence.kindsWithLanguage.properties == [.dcTitle])
    #expect(evidence.kindsWithoutLanguage.properties == [.dcType])
  }

  @Test(
    "a link has the language of the label of a place, period or concept, not of an agent",
    arguments: [
      (ResourceClass.concept, true), (.place, true), (.timeSpan, true), (.agent, false),
      (.webResource, false),
    ])
  func languageOfLinks(_ kind: ResourceClass, _ counts: Bool) {
    func evidence(_ label: Statement) -> MetadataEvidence {
      Fixtures.metadata(
        Fixtures.internalRecord(
          [Fixtures.link(.dcRelation, "x:1")], [Resource(kind: kind, about: "x:1", statements: [label])]))
    }
    let tagged = evidence(Fixtures.text(.skosPrefLabel, "dog", "en"))
    #expect(tagged.kinds.properties == [.dcRelation])
    #expect(tagged.kindsWithLanguage.properties == (counts ? [.dcRelation] : []))
    #expect(evidence(Fixtures.text(.skosPrefLabel, "dog")).kindsWithLanguage.isEmpty)
    #expect(evidence(Fixtures.text(.skosPrefLabel, " ", "en")).kindsWithLanguage.isEmpty)
    #expect(evidence(Fixtures.text(.skosAltLabel, "dog", "en")).kindsWithLanguage.isEmpty)
  }

  @Test("links are followed by rdf:about alone")
  func linksByAbout() {
    let concept = Fixtures.concept(
      "x:1",
      [
        Fixtures.text(.skosPrefLabel, "dog", "en"), Fixtures.link(.skosExactMatch, "x:2"),
        Fixtures.link(.owlSameAs, "x:3"),
      ])
    for (iri, counts) in [("x:1", true), ("x:2", false), ("x:3", false), ("X:1", false), ("x:1/", false)] {
      let evidence = Fixtures.metadata(Fixtures.internalRecord([Fixtures.link(.dcSubject, iri)], [concept]))
      #expect(evidence.kindsWithLanguage.isEmpty != counts, "\(iri)")
      #expect(evidence.enablingElements.isEmpty != counts, "\(iri)")
      #expect(evidence.completeClasses.isEmpty != counts, "\(iri)")
    }
  }

  // MARK: Enabling elements

  @Test(
    "four enabling elements of two groups C, three of two B, one A",
    arguments: [
      ([], MetadataTier.zero), ([Property.dcType], .a), ([.dcType, .dcFormat, .dctermsMedium], .a),
      ([.dcType, .dcCreator], .a), ([.dcType, .dcFormat, .dcCreator], .b),
      ([.dcType, .dcCreator, .dctermsSpatial], .b), ([.dcType, .dcFormat, .dctermsMedium, .dcCreator], .c),
      ([.dctermsCreated, .dcType, .dcCreator, .dctermsSpatial], .c),
      ([.dcDate, .dcTitle, .dcSubject], .zero),
    ])
  func enablingCounts(_ properties: [Property], _ tier: MetadataTier) {
    let evidence = Fixtures.metadata(Fixtures.internalRecord(properties.map { Fixtures.text($0, "text") }))
    #expect(evidence.enabling == tier)
  }

  @Test(
    "the group of each enabling element; repeating one adds nothing; a link anywhere is enough",
    arguments: [
      (Property.dctermsCreated, ContextualClasses.timeSpan), (.dctermsIssued, .timeSpan),
      (.dctermsTemporal, .timeSpan), (.dcFormat, .concept), (.dcType, .concept), (.dctermsMedium, .concept),
      (.dcCreator, .agent), (.dcContributor, .agent), (.dcPublisher, .agent), (.dctermsSpatial, .place),
      (.edmCurrentLocation, .place),
    ])
  func enablingGroups(_ property: Property, _ group: ContextualClasses) {
    let twice = Fixtures.metadata(
      Fixtures.internalRecord([Fixtures.text(property, "text"), Fixtures.link(property, "x:elsewhere")]))
    #expect(twice.enablingElements.properties == [property])
    #expect(twice.enablingGroups == group)
    let link = Fixtures.metadata(Fixtures.internalRecord([Fixtures.link(property, "x:elsewhere")]))
    #expect(link.enablingGroups == group)
    let blank = Fixtures.metadata(
      Fixtures.internalRecord([Fixtures.text(property, " "), Fixtures.link(property, "")]))
    #expect(blank.enablingElements.isEmpty)
  }

  @Test("hasMet counts as a link to a period or agent of the record, subject to a concept, agent or place")
  func enablingLinks() {
    let allowed: [(Property, [ResourceClass: ContextualClasses])] = [
      (.edmHasMet, [.timeSpan: .timeSpan, .agent: .agent]),
      (.dcSubject, [.concept: .concept, .agent: .agent, .place: .place]),
    ]
    for (property, classes) in allowed {
      for kind in [ResourceClass.timeSpan, .agent, .concept, .place, .webResource] {
        let evidence = Fixtures.metadata(
          Fixtures.internalRecord([Fixtures.link(property, "x:1")], [Resource(kind: kind, about: "x:1")]))
        #expect(evidence.enablingGroups == classes[kind] ?? [], "\(property) to \(kind)")
        #expect(evidence.enablingElements.count == (classes[kind] == nil ? 0 : 1))
      }
      let text = Fixtures.metadata(
        Fixtures.internalRecord([Fixtures.text(property, "Anna", "en"), Fixtures.link(property, "x:1")]))
      #expect(text.enablingElements.isEmpty)
    }
  }

  @Test("a resource of two classes counts for both groups and is one element")
  func twoClasses() {
    let evidence = Fixtures.metadata(
      Fixtures.internalRecord(
        [Fixtures.link(.dcSubject, "x:1")],
        [Resource(kind: .agent, about: "x:1"), Resource(kind: .place, about: "x:1")]))
    #expect(evidence.enablingElements.count == 1)
    #expect(evidence.enablingGroups == [.agent, .place])
  }

  // MARK: Whole

  @Test("the metadata tier is the lowest dimension")
  func minimum() {
    let tiers = PublishingTiers(content: .two, language: .c, enabling: .a, contextual: .b)
    #expect(tiers.metadata == .a)
    #expect(PublishingTiers(content: .two, language: .zero, enabling: .c, contextual: .c).metadata == .zero)
    #expect(MetadataTier.allCases.sorted() == [.zero, .a, .b, .c])
  }

  @Test("Europeana's proxy counts only among all proxies, an aggregator's always")
  func scopes() {
    var record = Fixtures.internalRecord([Fixtures.text(.dcType, "drawing", "en")])
    record.resources.append(
      Resource(
        kind: .proxy, about: "/proxy/aggregator",
        statements: [Fixtures.link(.oreLineage, "/proxy/0"), Fixtures.text(.dcCreator, "Anna")]))
    record.resources.append(
      Resource(
        kind: .proxy, about: "/proxy/europeana",
        statements: [Fixtures.text(.edmEuropeanaProxy, "true"), Fixtures.text(.dctermsSpatial, "Rome", "en")])
    )
    #expect(Fixtures.metadata(record).enablingElements.properties == [.dcType, .dcCreator])
    #expect(
      Fixtures.metadata(record, .allProxies).enablingElements.properties == [
        .dcType, .dctermsSpatial, .dcCreator,
      ])
  }

  @Test("a record of the external profile is judged as the proxy that it becomes")
  func externalProfile() throws {
    let description = [
      Fixtures.text(.dcTitle, "Dog", "en"), Fixtures.text(.dcType, "drawing"),
      Fixtures.link(.dcSubject, "x:1"),
    ]
    let concept = Fixtures.concept(
      "x:1", [Fixtures.text(.skosPrefLabel, "dog", "en"), Fixtures.text(.skosNote, "an animal")])
    let inner = Fixtures.metadata(Fixtures.internalRecord(description, [concept]))
    #expect(Fixtures.metadata(Fixtures.external(description, [concept])) == inner)
    #expect(inner.language == .b)
    #expect(inner.enabling == .a)
    #expect(inner.contextual == .b)
    // The object of an internal record says nothing itself.
    var record = Fixtures.internalRecord()
    record.resources[0].statements = description
    #expect(Fixtures.metadata(record).kinds.isEmpty)
  }
}
