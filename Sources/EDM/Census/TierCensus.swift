/// The tiers of the records in the three views, and what lies between the views.
struct TierCensus: Sendable {
  /// How many records have which tiers in one view.
  private struct View: Sendable {
    var content = [Int](repeating: 0, count: ContentTier.allCases.count)
    /// Metadata tier, language, enabling elements, contextual classes.
    var metadata = [[Int]](repeating: [0, 0, 0, 0], count: 4)

    mutating func add(_ tiers: PublishingTiers) {
      content[tiers.content.rawValue] += 1
      metadata[0][tiers.metadata.steps] += 1
      metadata[1][tiers.language.steps] += 1
      metadata[2][tiers.enabling.steps] += 1
      metadata[3][tiers.contextual.steps] += 1
    }

    mutating func merge(_ other: View) {
      content.add(other.content)
      for index in metadata.indices { metadata[index].add(other.metadata[index]) }
    }

    var quality: ProviderQuality.TierView {
      ProviderQuality.TierView(
        content: content.counts(ContentTier.allCases.map(\.description)),
        metadata: metadata[0].counts(MetadataTier.allCases.map(\.rawValue)),
        language: metadata[1].counts(MetadataTier.allCases.map(\.rawValue)),
        enabling: metadata[2].counts(MetadataTier.allCases.map(\.rawValue)),
        contextual: metadata[3].counts(MetadataTier.allCases.map(\.rawValue)))
    }
  }

  /// What lies between two views.
  private struct Gains: Sendable {
    var records = 0
    var fallen = 0
    /// By tiers gained, from 1.
    var content = [Int](repeating: 0, count: ContentTier.allCases.count - 1)
    var metadata = [Int](repeating: 0, count: MetadataTier.allCases.count - 1)

    mutating func add(_ gain: TierGain) {
      if gain.raisesTier { records += 1 }
      if gain.content < 0 || gain.metadata < 0 { fallen += 1 }
      if gain.content > 0 { content[gain.content - 1] += 1 }
      if gain.metadata > 0 { metadata[gain.metadata - 1] += 1 }
    }

    mutating func merge(_ other: Gains) {
      records += other.records
      fallen += other.fallen
      content.add(other.content)
      metadata.add(other.metadata)
    }

    func quality(of all: Int) -> ProviderQuality.TierGains {
      ProviderQuality.TierGains(
        records: records, share: .share(records, of: all), fallen: fallen,
        contentBySteps: content.counts((1...content.count).map { "+\($0)" }),
        metadataBySteps: metadata.counts((1...metadata.count).map { "+\($0)" }))
    }
  }

  private static let exampleLimit = 100
  private var records = 0
  private var received = View()
  private var technical = View()
  private var enriched = View()
  private var technicalGain = Gains()
  private var uplift = Gains()
  private var heldByLicence = 0
  private var risers = RecordSample<(before: String, after: String)>(limit: exampleLimit)

  mutating func add(_ tiers: RecordTiers, _ record: RecordMark) {
    records += 1
    received.add(tiers.received)
    technical.add(tiers.technical)
    enriched.add(tiers.enriched)
    technicalGain.add(tiers.technicalGain)
    let uplift = tiers.uplift
    self.uplift.add(uplift)
    if tiers.contentBeforeLicence > tiers.technical.content { heldByLicence += 1 }
    if uplift.raisesTier { risers.offer(record, (tiers.technical.short, tiers.enriched.short)) }
  }

  mutating func merge(_ other: TierCensus) {
    records += other.records
    received.merge(other.received)
    technical.merge(other.technical)
    enriched.merge(other.enriched)
    technicalGain.merge(other.technicalGain)
    uplift.merge(other.uplift)
    heldByLicence += other.heldByLicence
    risers.merge(other.risers)
  }

  func quality(_ limit: Int) -> ProviderQuality.Tiers {
    ProviderQuality.Tiers(
      records: records, received: received.quality, technical: technical.quality, enriched: enriched.quality,
      technicalGain: technicalGain.quality(of: records), uplift: uplift.quality(of: records),
      contentLoweredByLicence: heldByLicence,
      rising: risers.members.prefix(2 * limit).sorted { $0.record.identifier < $1.record.identifier }.map {
        ProviderQuality.RisingRecord(
          record: $0.record.identifier, before: $0.element.before, after: $0.element.after)
      })
  }
}

extension PublishingTiers {
  /// `2/B`
  fileprivate var short: String { "\(content)/\(metadata)" }
}

extension [Int] {
  /// Adds numbers place by place.
  mutating func add(_ other: [Int]) {
    for index in indices where index < other.count { self[index] += other[index] }
  }

  /// The numbers with their names.
  func counts(_ names: [String]) -> [ProviderQuality.TierCount] {
    zip(names, self).map { ProviderQuality.TierCount(tier: $0, records: $1) }
  }
}
