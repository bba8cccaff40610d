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
  public func build(
    _ record: EDMRecord, links: [ConceptLink] = [], technicalMetadata: [String: TechnicalMetadata] = [:]
  ) -> EDMRecord {
    var record = record
    takeProviderPlace(in: &record)
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

  /// A concept with what a reader needs who has no vocabulary at hand.
  private static func resource(for concept: Concept) -> Resource {
    var resource = Resource(kind: .concept, about: concept.iri)
    for label in concept.prefLabels {
      resource.statements.append(
        Statement(.skosPrefLabel, .literal(.init(label.text, language: label.language))))
    }
    for broader in concept.broader { resource.statements.append(Statement(.skosBroader, .resource(broader))) }
    for match in concept.exactMatches {
      resource.statements.append(Statement(.skosExactMatch, .resource(match)))
    }
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
