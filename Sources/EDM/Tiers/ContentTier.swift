/// How well a record serves those who want to see and use the object: the content tier of the Europeana
/// Publishing Framework.
///
/// Source: Europeana Publishing Framework, content tiers 1 to 4; 0 is what does not reach the first.
public enum ContentTier: Int, Sendable, Codable, CaseIterable, Comparable {
  /// Not fit for publication: no preview, no usable file.
  case zero = 0
  /// Europeana as a search engine: a small file, or a landing page that works.
  case one = 1
  /// A showcase: a file of fair size under any accepted rights statement.
  case two = 2
  /// For non-commercial reuse: a large file under a restricted licence.
  case three = 3
  /// For free reuse: a large file under an open licence.
  case four = 4

  /// The lower tier comes first.
  public static func < (left: ContentTier, right: ContentTier) -> Bool { left.rawValue < right.rawValue }
}

extension ContentTier: CustomStringConvertible {
  /// The figure.
  public var description: String { String(rawValue) }

  /// The identifier of the tier in Europeana's vocabulary.
  public var iri: String { Self.baseIRI + description }

  /// What the identifiers of all content tiers begin with.
  static let baseIRI = "http://www.europeana.eu/schemas/epf/contentTier"
}
