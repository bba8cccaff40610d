public import EDM

extension ConceptLookup {
  /// The concepts that are here of those that some records link to; nothing is asked on the net.
  public func known(
    linkedBy described: some Sequence<Result<DescribedRecord, MappingEngineError>>
  ) async throws -> [String: Concept] {
    try await known(described.flatMap { (try? $0.get())?.record.conceptLinks ?? [] })
  }
}
