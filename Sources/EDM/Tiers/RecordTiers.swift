/// The tiers of a record as it came, as Europeana's own processing would leave it, and with what we say of it.
public struct RecordTiers: Sendable, Equatable, Codable {
  /// As received from the provider.
  public var received: PublishingTiers
  /// With the technical metadata and the preview that Europeana's media processing fills in by itself.
  public var technical: PublishingTiers
  /// With our statements besides: concepts, mended rights.
  public var enriched: PublishingTiers
  /// The content tier of the technical view before the rights lowered it.
  public var contentBeforeLicence: ContentTier

  /// Tiers from the three views.
  public init(
    received: PublishingTiers, technical: PublishingTiers, enriched: PublishingTiers,
    contentBeforeLicence: ContentTier
  ) {
    self.received = received
    self.technical = technical
    self.enriched = enriched
    self.contentBeforeLicence = contentBeforeLicence
  }

  /// What our statements add to what Europeana would reach without them.
  public var uplift: TierGain { TierGain(from: technical, to: enriched) }

  /// What technical metadata and preview add, which is no merit of ours.
  public var technicalGain: TierGain { TierGain(from: received, to: technical) }
}
