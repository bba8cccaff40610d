/// A concept that is asserted of the object, and the property that asserts it.
public struct ConceptLink: Sendable, Equatable {
  /// `dc:subject` for what is depicted, `dc:type` for the genre.
  public var property: Property
  /// The concept, described well enough to stand in the record.
  public var concept: Concept
  /// Who says so and how surely, for ingesters that read the statement attributes.
  public var generation: Statement.Generation?

  /// A link from its parts.
  public init(property: Property, concept: Concept, generation: Statement.Generation? = nil) {
    self.property = property
    self.concept = concept
    self.generation = generation
  }
}

/// Adds to a described record what was learned: concepts, technical metadata, and the place of the operator in
/// the chain of providers. Everything is appended; nothing that the provider said is changed or taken away.
public struct EnrichedRecordBuilder: Sendable {
  /// Becomes `edm:provider`.
  public let operatorName: String

  /// - Parameter operatorName: the name of the repository that publishes the record.
  public init(operatorName: String) { self.operatorName = operatorName }

  /// The enriched record.
  ///
  /// - Parameters:
  ///   - record: of the external profile.
  ///   - links: the concepts to assert, in the order in which they shall stand.
  ///   - technicalMetadata: what is known of files, by the address of the web resource.
  ///   - concepts: those that the record's own links name (``EDMRecord/conceptsToAdd(known:)``): each becomes a
  ///     resource of the record unless it is one already; no statement changes.
  public func build(
    _ record: EDMRecord, links: [ConceptLink] = [], technicalMetadata: [String: TechnicalMetadata] = [:],
    concepts: [Concept] = []
  ) -> EDMRecord {
    var record = record
    takeProviderPlace(in: &record)
    for concept in concepts where record.resource(about: concept.iri) == nil {
      record.resources.append(Self.resource(for: concept))
    }
    for link in links { assert(link, in: &record) }
    // Dictionaries have no order; a record must come out the same each time.
    for (address, metadata) in technicalMetadata.sorted(by: { $0.key < $1.key }) {
      describe(address, metadata, in: &record)
    }
    return record
  }

  /// The operator becomes the provider, the former provider an intermediate one. The schema's documentation
  /// wants the intermediate provider to be distinct from data provider and provider.
  private func takeProviderPlace(in record: inout EDMRecord) {
    for index in record.resources.indices where record.resources[index].kind == .aggregation {
      let former = record.resources[index].statements.filter { $0.property == .edmProvider }
      record.resources[index].statements.removeAll { $0.property == .edmProvider }
      record.resources[index].statements.append(Statement(.edmProvider, .literal(.init(operatorName))))
      let named =
        record.resources[index].objects(.edmDataProvider).map(\.text)
        + record.resources[index].objects(.edmIntermediateProvider).map(\.text) + [operatorName]
      for statement in former where !named.contains(statement.object.text) {
        record.resources[index].statements.append(
          Statement(.edmIntermediateProvider, statement.object, generation: statement.generation))
      }
    }
  }

  private func assert(_ link: ConceptLink, in record: inout EDMRecord) {
    guard let index = record.resources.firstIndex(where: { $0.kind == .providedCHO }) else { return }
    let statement = Statement(link.property, .resource(link.concept.iri), generation: link.generation)
    let isSaid = record.resources[index].statements.contains {
      $0.property == statement.property && $0.object == statement.object
    }
    if !isSaid { record.resources[index].statements.append(statement) }
    guard record.resource(about: link.concept.iri) == nil else { return }
    record.resources.append(Self.resource(for: link.concept))
  }

  /// A concept with what a reader needs who has no vocabulary at hand. The narrower concepts stay in the vocabulary:
  /// there may be hundreds, and they say nothing about the object.
  private static func resource(for concept: Concept) -> Resource {
    var resource = Resource(kind: .concept, about: concept.iri)
    for (property, labels) in [
      (Property.skosPrefLabel, concept.prefLabels), (.skosAltLabel, concept.altLabels),
    ] {
      resource.statements += labels.map { Statement(property, .literal($0.literal)) }
    }
    for (property, iris) in [
      (Property.skosBroader, concept.broader), (.skosRelated, concept.related),
      (.skosBroadMatch, concept.broadMatches), (.skosRelatedMatch, concept.relatedMatches),
      (.skosExactMatch, concept.exactMatches), (.skosCloseMatch, concept.closeMatches),
    ] {
      resource.statements += iris.map { Statement(property, .resource($0)) }
    }
    resource.statements += concept.notes.map { Statement(.skosNote, .literal($0.literal)) }
    resource.statements += concept.notations.map { Statement(.skosNotation, .literal(.init($0))) }
    if let scheme = concept.inScheme {
      resource.statements.append(Statement(.skosInScheme, .resource(scheme)))
    }
    return resource
  }

  private func describe(_ address: String, _ metadata: TechnicalMetadata, in record: inout EDMRecord) {
    let statements = metadata.statements
    guard !statements.isEmpty else { return }
    guard
      let index = record.resources.firstIndex(where: { $0.kind == .webResource && $0.about == address })
    else {
      record.resources.append(Resource(kind: .webResource, about: address, statements: statements))
      return
    }
    let given = Set(record.resources[index].statements.map(\.property))
    record.resources[index].statements += statements.filter { !given.contains($0.property) }
  }
}

extension Concept.Label {
  /// The text as a record holds it.
  fileprivate var literal: Statement.Literal {
    Statement.Literal(text, language: language.isEmpty ? nil : language)
  }
}
