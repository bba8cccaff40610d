/// How well a record is described: the metadata tier of the Europeana Publishing Framework, for a record as a
/// whole or for one of the three dimensions.
///
/// Source: Europeana Publishing Framework for metadata, tiers A to C; 0 is what does not reach the first.
public enum MetadataTier: String, Sendable, Codable, CaseIterable, Comparable {
  /// Below the first tier.
  case zero = "0"
  /// Basic.
  case a = "A"
  /// Good.
  case b = "B"
  /// Rich: exploration in many languages and across collections.
  case c = "C"

  /// How many steps the tier lies above 0.
  public var steps: Int {
    switch self {
    case .zero: 0
    case .a: 1
    case .b: 2
    case .c: 3
    }
  }

  /// The lower tier comes first.
  public static func < (left: MetadataTier, right: MetadataTier) -> Bool { left.steps < right.steps }
}

extension MetadataTier: CustomStringConvertible {
  /// The letter, or `0`.
  public var description: String { rawValue }

  /// The identifier of the tier in Europeana's vocabulary.
  public var iri: String { Self.baseIRI + rawValue }

  /// What the identifiers of all metadata tiers begin with.
  static let baseIRI = "http://www.europeana.eu/schemas/epf/metadataTier"
}
