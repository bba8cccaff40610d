/// What the tiers of a record rest on, in one view of it.
public struct TierEvidence: Sendable, Equatable {
  /// What the content tier rests on.
  public var media: MediaEvidence
  /// What the metadata tier rests on.
  public var metadata: MetadataEvidence

  /// Evidence from its two parts.
  public init(media: MediaEvidence = MediaEvidence(), metadata: MetadataEvidence = MetadataEvidence()) {
    self.media = media
    self.metadata = metadata
  }

  /// The tiers that follow.
  public var tiers: PublishingTiers {
    PublishingTiers(
      content: media.content.tier, language: metadata.language, enabling: metadata.enabling,
      contextual: metadata.contextual)
  }
}

/// What is known of a record's files from having fetched them, beside what the record says.
public struct MediaKnowledge: Sendable, Equatable {
  /// By the address that the record gives: media type and size of the provider's own files.
  ///
  /// Width and height are those of the original, for a IIIF image those of its `info.json`. What we made of a
  /// file (a larger version, a section) never belongs here, so that it cannot raise a tier.
  public var files: [String: TechnicalMetadata]
  /// True where a preview can be shown, by whatever file.
  public var hasPreview: Bool

  /// Knowledge from its parts.
  public init(files: [String: TechnicalMetadata] = [:], hasPreview: Bool = false) {
    self.files = files
    self.hasPreview = hasPreview
  }

  /// Nothing beyond the record.
  public static let none = MediaKnowledge()
}
