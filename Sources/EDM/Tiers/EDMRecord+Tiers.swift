extension EDMRecord {
  /// States the tiers of the record on its first aggregation, as `dqv:hasQualityAnnotation`; tiers stated there
  /// before are replaced.
  ///
  /// Source: `RdfTierUtils` of Europeana's metis-framework; EDM.xsd (DQV).
  ///
  /// - Parameters:
  ///   - tiers: those of the record as it is published.
  ///   - created: when they were computed, ISO 8601. A record keeps its bytes only while this stays the same:
  ///     give the time at which the tiers last changed.
  public mutating func state(_ tiers: PublishingTiers, created: String) {
    guard let index = resources.firstIndex(where: { $0.kind == .aggregation }) else { return }
    let target = resources[index].about
    let former = Set(resources.lazy.filter { $0.statesTier(of: target) }.map(\.about))
    resources[index].statements.removeAll {
      $0.property == .dqvHasQualityAnnotation && former.contains($0.object.text)
    }
    for (name, body) in [("content", tiers.content.iri), ("metadata", tiers.metadata.iri)] {
      let about = "_:tier-" + name
      resources[index].statements.append(Statement(.dqvHasQualityAnnotation, .resource(about)))
      resources.append(
        Resource(
          kind: .qualityAnnotation, about: about,
          statements: [
            Statement(.dctermsCreated, .literal(.init(created))),
            Statement(.oaHasTarget, .resource(target)),
            Statement(.oaHasBody, .resource(body)),
          ]))
    }
    // Last, since it moves the positions.
    let added = resources.suffix(2)
    resources.removeLast(2)
    resources.removeAll { $0.kind == .qualityAnnotation && former.contains($0.about) }
    resources += added
  }

  /// The tiers that the record states of its aggregations, content and metadata; `nil` for one it does not state.
  public var statedTiers: (content: ContentTier?, metadata: MetadataTier?) {
    var stated: (content: ContentTier?, metadata: MetadataTier?)
    let targets = Set(resources.lazy.filter { $0.kind == .aggregation }.map(\.about))
    for annotation in resources where annotation.kind == .qualityAnnotation {
      guard let body = annotation.first(.oaHasBody)?.text,
        annotation.objects(.oaHasTarget).contains(where: { targets.contains($0.text) })
      else { continue }
      stated.content = stated.content ?? ContentTier.allCases.first { $0.iri == body }
      stated.metadata = stated.metadata ?? MetadataTier.allCases.first { $0.iri == body }
    }
    return stated
  }
}

extension Resource {
  /// True for an annotation that states a tier of an aggregation.
  fileprivate func statesTier(of target: String) -> Bool {
    guard kind == .qualityAnnotation, let body = first(.oaHasBody)?.text else { return false }
    return (body.hasPrefix(ContentTier.baseIRI) || body.hasPrefix(MetadataTier.baseIRI))
      && objects(.oaHasTarget).contains { $0.text == target }
  }
}
