/// The tiers of a record in one view of it.
public struct PublishingTiers: Sendable, Equatable, Codable {
  /// What the files and their rights allow.
  public var content: ContentTier
  /// The lowest of the three dimensions.
  public var metadata: MetadataTier
  /// How many of the kinds of statements name the language of their text.
  public var language: MetadataTier
  /// How many of the statements by which people search and browse are there.
  public var enabling: MetadataTier
  /// How many classes of people, places, periods and concepts are described within the record.
  public var contextual: MetadataTier

  /// Tiers from the four that are judged; the metadata tier is the lowest of its dimensions.
  public init(
    content: ContentTier, language: MetadataTier, enabling: MetadataTier, contextual: MetadataTier
  ) {
    self.content = content
    self.language = language
    self.enabling = enabling
    self.contextual = contextual
    metadata = min(language, enabling, contextual)
  }
}

extension PublishingTiers: CustomStringConvertible {
  /// `2/B (language C, enabling elements C, contextual classes B)`
  public var description: String {
    "\(content)/\(metadata) (language \(language), enabling elements \(enabling), "
      + "contextual classes \(contextual))"
  }
}

/// By how many tiers one view of a record lies above another; negative where it lies below.
public struct TierGain: Sendable, Hashable, Codable {
  /// In content tiers.
  public var content: Int
  /// In metadata tiers.
  public var metadata: Int
  /// Of the first dimension of the metadata tier.
  public var language: Int
  /// Of the second.
  public var enabling: Int
  /// Of the third.
  public var contextual: Int

  /// What lies between two views.
  public init(from before: PublishingTiers, to after: PublishingTiers) {
    content = after.content.rawValue - before.content.rawValue
    metadata = after.metadata.steps - before.metadata.steps
    language = after.language.steps - before.language.steps
    enabling = after.enabling.steps - before.enabling.steps
    contextual = after.contextual.steps - before.contextual.steps
  }

  /// True where the content tier or the metadata tier is higher.
  public var raisesTier: Bool { content > 0 || metadata > 0 }

  /// Content and metadata tiers together.
  public var total: Int { content + metadata }
}
