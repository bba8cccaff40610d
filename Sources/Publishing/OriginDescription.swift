/// Where a record was harvested from: one hop of its way, with the hops before it.
///
/// Source: OAI-PMH Guidelines for Aggregators and the provenance container, 2.0.
public struct OriginDescription: Sendable, Equatable {
  /// Hops beyond this depth are no honest chain and would only serve to exhaust a reader.
  static let deepestChain = 32

  /// The address of the repository harvested.
  public var baseURL: String
  /// The identifier there.
  public var identifier: String
  /// The datestamp there, in its granularity.
  public var datestamp: String
  /// The namespace of the metadata harvested.
  public var metadataNamespace: String
  /// When it was harvested, as written.
  public var harvestDate: String
  /// Whether what was harvested was changed before it was offered again, as written.
  public var altered: String
  /// The hop before, which travelled with the record. An array of at most one, so that the type may hold
  /// itself.
  private var earlierHops: [OriginDescription]

  /// One hop.
  public init(
    baseURL: String, identifier: String, datestamp: String, metadataNamespace: String, harvestDate: String,
    altered: String, earlier: OriginDescription? = nil
  ) {
    self.baseURL = baseURL
    self.identifier = identifier
    self.datestamp = datestamp
    self.metadataNamespace = metadataNamespace
    self.harvestDate = harvestDate
    self.altered = altered
    earlierHops = earlier.map { [$0] } ?? []
  }

  /// The hop before.
  public var earlier: OriginDescription? {
    get { earlierHops.first }
    set { earlierHops = newValue.map { [$0] } ?? [] }
  }

  /// This hop and all before it, newest first.
  public var hops: [OriginDescription] {
    var result: [OriginDescription] = []
    var next: OriginDescription? = self
    while let hop = next {
      result.append(hop)
      next = hop.earlier
    }
    return result
  }
}
