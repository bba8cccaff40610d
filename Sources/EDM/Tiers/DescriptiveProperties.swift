/// A set of the properties that the metadata tier looks at.
public struct DescriptiveProperties: OptionSet, Sendable, Hashable {
  /// One bit a property, in the order of ``members``.
  public let rawValue: UInt32

  /// A set from its bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// A set of one property; empty for one that the metadata tier does not look at.
  public init(_ property: Property) {
    guard let known = property.known else {
      self.init(rawValue: 0)
      return
    }
    self.init(rawValue: TierRole.table[Int(known.rawValue)].member.rawValue)
  }

  /// How many properties the set holds.
  public var count: Int { rawValue.nonzeroBitCount }

  /// The properties of the set.
  public var properties: [Property] {
    Self.members.indices.filter { rawValue & 1 << UInt32($0) != 0 }.map { Property(Self.members[$0]) }
  }

  /// The kinds of statements whose text should name its language.
  static let languageKinds = DescriptiveProperties(rawValue: 1 << 22 - 1)

  /// The 22 kinds of the language dimension first, then the enabling elements that are none of them.
  static let members: [KnownProperty] = [
    .dcCoverage, .dcDescription, .dcFormat, .dcRelation, .dcRights, .dcSource, .dcSubject, .dcTitle, .dcType,
    .dctermsAlternative, .dctermsHasPart, .dctermsIsPartOf, .dctermsIsReferencedBy, .dctermsMedium,
    .dctermsProvenance, .dctermsReferences, .dctermsSpatial, .dctermsTableOfContents, .dctermsTemporal,
    .edmCurrentLocation, .edmHasType, .edmIsRelatedTo,
    .dctermsCreated, .dctermsIssued, .dcCreator, .dcContributor, .dcPublisher, .edmHasMet,
  ]
}
