public import EDM
public import Publishing
public import Store

/// Tells of records what their census counts: as the line would describe, judge and publish them now.
public struct DossierReading: Sendable {
  private let describers: [ProviderID: ProviderDescriber]
  private let publisher: RecordPublisher
  private let gate: RightsGate
  private let concepts: ConceptLookup?

  /// - Parameters:
  ///   - describers: how the records of each configured provider are read.
  ///   - publisher: says what the tiers would be with our statements.
  ///   - gate: decides which files may be fetched.
  ///   - concepts: knows the concepts that records link to; nothing is asked on the net.
  public init(
    describers: [ProviderID: ProviderDescriber], publisher: RecordPublisher, gate: RightsGate,
    concepts: ConceptLookup? = nil
  ) {
    self.describers = describers
    self.publisher = publisher
    self.gate = gate
    self.concepts = concepts
  }

  /// An entry a dossier; one of a provider that is not configured has none.
  ///
  /// - Throws: ``MappingEngineError`` where an engine is needed and cannot do its work.
  public func entries(_ dossiers: [RecordDossier]) async throws -> [CensusEntry] {
    let described = await describers.describedRecords(of: dossiers.map(\.source))
    let known = try await concepts?.known(linkedBy: described.values) ?? [:]
    return try dossiers.compactMap { dossier in
      guard let record = try described[dossier.source.key]?.get() else { return nil }
      let assessment = publisher.assessment(record, dossier, concepts: known)
      return CensusEntry(
        identifier: dossier.source.identifier, described: record, tiers: assessment?.tiers,
        evidence: assessment?.evidence,
        media: dossier.webResources.filter { $0.reference.role != .isShownAt }.map { medium($0, dossier) })
    }
  }

  private func medium(_ resource: WebResource, _ dossier: RecordDossier) -> CensusMedium {
    let attempt = resource.lastAttempt
    let facts = resource.medium.flatMap { dossier.facts[$0] }
    let untried: Set<LinkState> = [.notCheckedPolicy, .addressRefused]
    return CensusMedium(
      address: resource.reference.address, category: resource.reference.rights?.category ?? .missing,
      isFetchable: gate.decision(for: resource).fetch && attempt?.state != .addressRefused,
      isTried: attempt.map { !untried.contains($0.state) } ?? false, isFetched: facts != nil,
      width: attempt?.fullWidth ?? facts?.width, height: attempt?.fullHeight ?? facts?.height)
  }
}
