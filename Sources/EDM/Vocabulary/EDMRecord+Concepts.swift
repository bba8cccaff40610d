extension EDMRecord {
  /// The properties of a described object whose links may lead to a concept. People and organisations are another
  /// class; a place or period is left out where its vocabulary says that it is no concept.
  private static let conceptProperties: Set<KnownProperty> = [
    .dcSubject, .dcType, .dcFormat, .dcCoverage, .dctermsMedium, .dctermsSpatial, .dctermsTemporal,
    .edmHasType,
  ]

  /// The links of the description to what may be a concept and does not stand in the record, as the provider wrote
  /// them, each once, in the order read.
  public var conceptLinks: [String] {
    let described = resources.filter { $0.kind == .providedCHO || $0.kind == .proxy }
    var found: [String] = []
    for statement in described.lazy.flatMap(\.statements) {
      guard let property = statement.property.known, Self.conceptProperties.contains(property),
        case .resource(let iri) = statement.object, IRI.isWebAddress(iri)
      else { continue }
      found.append(iri)
    }
    guard !found.isEmpty else { return [] }
    return found.distinct(besides: resources.map(\.about))
  }

  /// The concepts that the provider's own links name, in the order of the links, to be added to the record.
  ///
  /// A concept bears the IRI with which the record links to it, since a link counts only where that very IRI stands
  /// in the record; the canonical one becomes an exact match where they differ.
  ///
  /// - Parameter known: concepts by their canonical IRI (``VocabularyLink/key(of:)``).
  public func conceptsToAdd(known: [String: Concept]) -> [Concept] {
    conceptLinks.compactMap { link in
      guard var concept = known[VocabularyLink.key(of: link)] else { return nil }
      if concept.iri != link {
        concept.exactMatches.insert(concept.iri, at: 0)
        concept.exactMatches = concept.exactMatches.distinct(besides: [link])
        concept.iri = link
      }
      return concept
    }
  }
}
