/// Computes the tiers of Europeana's Publishing Framework the way Europeana's own indexing does.
///
/// A record of the internal profile is judged as read, by its proxies; a record of the external profile has no
/// proxies yet, its `edm:ProvidedCHO` stands for the proxy that it would become.
///
/// Source: metis-indexing of Europeana's metis-framework, as of December 2025.
public struct TierCalculator: Sendable {
  /// Whose descriptions count for the metadata tier.
  public enum Scope: Sendable {
    /// Every proxy but Europeana's own: the tier of the provider's aggregation.
    case providerProxies
    /// Every proxy: the tier of Europeana's aggregation.
    case allProxies
  }

  /// Whose descriptions count for the metadata tier.
  public var scope: Scope
  /// The players that count as media.
  public var embeddableMedia: EmbeddableMedia

  /// A calculator; the defaults are Europeana's.
  public init(scope: Scope = .providerProxies, embeddableMedia: EmbeddableMedia = .europeana) {
    self.scope = scope
    self.embeddableMedia = embeddableMedia
  }

  /// The tiers of a record by itself.
  public func tiers(of record: EDMRecord, media: MediaKnowledge = .none) -> PublishingTiers {
    evidence(of: record, media: media).tiers
  }

  /// What the tiers of a record rest on.
  ///
  /// - Parameters:
  ///   - record: of either profile, as read.
  ///   - media: what is known of its files; it wins over what the record says of them.
  public func evidence(of record: EDMRecord, media: MediaKnowledge = .none) -> TierEvidence {
    TierEvidence(
      media: MediaReading(record, files: media.files, embeddableMedia)
        .evidence(hasPreview: media.hasPreview),
      metadata: MetadataReading(record, scope).evidence)
  }

  /// What the tiers of a record with our statements rest on.
  ///
  /// Only what the provider's own files are counts: their sizes come from `media` and from the record as
  /// received, never from the enriched record.
  ///
  /// - Parameters:
  ///   - enriched: the record with our statements.
  ///   - received: the record as received.
  ///   - media: what is known of the provider's files.
  public func evidence(
    ofEnriched enriched: EDMRecord, received: EDMRecord, media: MediaKnowledge
  ) -> TierEvidence {
    evidence(ofEnriched: enriched, received: received, FileList(received), media: media)
  }

  /// The same, of a record whose files were read before.
  private func evidence(
    ofEnriched enriched: EDMRecord, received: EDMRecord, _ list: FileList, media: MediaKnowledge
  ) -> TierEvidence {
    let reading = MediaReading(enriched, files: media.files, received: list, embeddableMedia)
    let hasPreview = media.hasPreview || MediaReading.hasPreview(received, media.files)
    return TierEvidence(
      media: reading.evidence(hasPreview: hasPreview), metadata: MetadataReading(enriched, scope).evidence)
  }

  /// The tiers of a record as received, with technical metadata and preview, and with our statements.
  ///
  /// - Parameters:
  ///   - received: the record as read, of either profile.
  ///   - enriched: the record with our statements; `nil` where there are none.
  ///   - media: what is known of the provider's files and preview.
  public func tiers(
    received: EDMRecord, enriched: EDMRecord? = nil, media: MediaKnowledge = .none
  ) -> RecordTiers {
    assessment(received: received, enriched: enriched, media: media).tiers
  }

  /// The same, with what the last of the three views rests on.
  public func assessment(
    received: EDMRecord, enriched: EDMRecord? = nil, media: MediaKnowledge = .none
  ) -> (tiers: RecordTiers, evidence: TierEvidence) {
    let list = FileList(received)
    var reading = MediaReading(received, files: [:], filesOf: list, embeddableMedia)
    var evidence = TierEvidence(
      media: reading.evidence(hasPreview: false), metadata: MetadataReading(received, scope).evidence)
    let tiers = evidence.tiers
    if media.hasPreview || !media.files.isEmpty {
      reading.files = media.files
      evidence.media = reading.evidence(hasPreview: media.hasPreview)
    }
    let technical = evidence.tiers
    let beforeLicence = evidence.media.content.beforeLicence
    if let enriched {
      evidence = self.evidence(ofEnriched: enriched, received: received, list, media: media)
    }
    return (
      RecordTiers(
        received: tiers, technical: technical, enriched: evidence.tiers, contentBeforeLicence: beforeLicence),
      evidence
    )
  }
}
