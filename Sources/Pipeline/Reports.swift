public import Store

/// How the harvest of one provider ended: printed by `winnow harvest --json`, one object a provider.
public struct HarvestReport: Sendable, Codable, Equatable {
  /// The provider's id.
  public var provider: String
  /// True where every list came to its end.
  public var complete: Bool
  /// Why the harvest is complete or not, in words.
  public var reason: String
  /// The sum of completeListSize over all lists; `nil` where an endpoint states none.
  public var expected: Int?
  /// Distinct identifiers.
  public var received = 0
  /// Records met for the first time.
  public var new = 0
  /// Records that changed since the version before.
  public var changed = 0
  /// Records received as they were.
  public var unchanged = 0
  /// Records deleted at the provider.
  public var deleted = 0
  /// Records set aside because they could not be read.
  public var quarantined = 0
  /// Repairs, not records.
  public var repaired = 0
  /// Requests sent, repeated ones included.
  public var requests = 0
  /// Requests that were sent again after a failure.
  public var retries = 0
  /// Bytes of answers as they came over the wire.
  public var bytes: Int64 = 0
  /// From the first request to the verdict.
  public var seconds: Double = 0

  /// A report of a harvest that has not begun.
  public init(provider: String, complete: Bool = false, reason: String = "") {
    self.provider = provider
    self.complete = complete
    self.reason = reason
  }

  /// Makes the report incomplete for a further reason.
  mutating func note(incomplete further: String) {
    reason = complete || reason.isEmpty ? further : "\(reason); \(further)"
    complete = false
  }

  /// Takes over what became of the records.
  public mutating func apply(_ counts: IngestCounts) {
    received = counts.received
    new = counts.new
    changed = counts.changed
    unchanged = counts.unchanged
    deleted = counts.deleted
    quarantined = counts.quarantined
    repaired = counts.repaired
  }

  enum CodingKeys: String, CodingKey {
    case provider, complete, reason, expected, received, new, changed, unchanged, deleted, quarantined,
      repaired
    case requests, retries, bytes, seconds
  }

  /// Writes every key, `expected` as null where unknown: readers of the JSON need not test for absence.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try encode(into: &container)
  }

  func encode(into container: inout KeyedEncodingContainer<CodingKeys>) throws {
    try container.encode(provider, forKey: .provider)
    try container.encode(complete, forKey: .complete)
    try container.encode(reason, forKey: .reason)
    try container.encode(expected, forKey: .expected)
    try container.encode(received, forKey: .received)
    try container.encode(new, forKey: .new)
    try container.encode(changed, forKey: .changed)
    try container.encode(unchanged, forKey: .unchanged)
    try container.encode(deleted, forKey: .deleted)
    try container.encode(quarantined, forKey: .quarantined)
    try container.encode(repaired, forKey: .repaired)
    try container.encode(requests, forKey: .requests)
    try container.encode(retries, forKey: .retries)
    try container.encode(bytes, forKey: .bytes)
    try container.encode((seconds * 1000).rounded() / 1000, forKey: .seconds)
  }
}

/// What the stages after the harvest did for one provider.
public struct EnrichmentCounts: Sendable, Codable, Equatable {
  /// Web resources by the state of their last attempt.
  public var links: [String: Int] = [:]
  /// Images fetched now.
  public var images = 0
  /// Images that a model looked at now.
  public var analysed = 0
  /// Images met again that were known already.
  public var reused = 0
  /// Statements kept now, annotations included.
  public var tags = 0
  /// Records whose published forms were made anew now.
  public var published = 0
  /// Records withheld from the formats that a schema binds.
  public var withheld = 0
  /// Web resources not fetched because rights or an agreement forbid it.
  public var refusedByRights = 0

  /// Counts of nothing done.
  public init() {}

  enum CodingKeys: String, CodingKey {
    case links, images, analysed, reused, tags, published, withheld
    case refusedByRights = "refused_by_rights"
  }
}

/// How a run over one provider ended: printed by `winnow run --json`, one object a provider.
public struct RunReport: Sendable, Codable, Equatable {
  /// How the harvest ended.
  public var harvest: HarvestReport
  /// What the stages after it did.
  public var enrichment: EnrichmentCounts

  /// A report of both parts of a run.
  public init(harvest: HarvestReport, enrichment: EnrichmentCounts) {
    self.harvest = harvest
    self.enrichment = enrichment
  }

  /// Both parts as one flat object.
  public func encode(to encoder: any Encoder) throws {
    try harvest.encode(to: encoder)
    try enrichment.encode(to: encoder)
  }

  /// Reads both parts from one flat object.
  public init(from decoder: any Decoder) throws {
    harvest = try HarvestReport(from: decoder)
    enrichment = try EnrichmentCounts(from: decoder)
  }
}
