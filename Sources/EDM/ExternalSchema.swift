/// The external profile of EDM as a table: which properties each class holds, in which order and how often.
///
/// Source: EDM.xsd (EDM-EXTERNAL-MAIN, ORE, CONTEXTS, SKOS, CC, SVCS, DQV) of Europeana's metis-schema.
enum ExternalSchema {
  /// A place in a class's sequence.
  struct Slot: Sendable {
    let property: KnownProperty
    let minimum: Int
    /// How many statements the schema takes; `Int.max` for any number.
    let maximum: Int
    /// What this class allows there, where it is narrower than the property itself.
    let values: ValueSpace

    init(
      _ property: KnownProperty, minimum: Int = 0, maximum: Int = .max, values: ValueSpace? = nil
    ) {
      self.property = property
      self.minimum = minimum
      self.maximum = maximum
      self.values = values ?? property.facts.values
    }

    static func one(_ property: KnownProperty) -> Slot { Slot(property, maximum: 1) }
    static func exactlyOne(_ property: KnownProperty) -> Slot { Slot(property, minimum: 1, maximum: 1) }
    static func some(_ property: KnownProperty) -> Slot { Slot(property, minimum: 1) }
    static func any(_ properties: KnownProperty...) -> [Slot] { properties.map { Slot($0) } }
  }

  /// The slots of a class in schema order; `nil` for a class that the external profile does not hold.
  static func slots(of kind: KnownClass) -> [Slot]? { slotTable[Int(kind.rawValue)] }

  /// The position of a property in the sequence of a class; `nil` where the class does not hold it.
  static func position(of property: KnownProperty, in kind: KnownClass) -> Int? {
    let position = positionTable[Int(kind.rawValue) * KnownProperty.allCases.count + Int(property.rawValue)]
    return position == noPosition ? nil : Int(position)
  }

  /// The last position of the Dublin Core block of `edm:ProvidedCHO`, whose elements may stand in any order.
  static let lastFreePosition = position(of: .dctermsTemporal, in: .providedCHO) ?? 0

  private static let noPosition = UInt8.max

  private static let slotTable: [[Slot]?] = KnownClass.allCases.map { kind in
    switch kind {
    case .providedCHO: providedCHO
    case .webResource: webResource
    case .agent: agent
    case .place: place
    case .timeSpan: timeSpan
    case .concept: concept
    case .aggregation: aggregation
    case .license: [.exactlyOne(.odrlInheritFrom), .one(.ccDeprecatedOn)]
    case .service: [.some(.dctermsConformsTo), Slot(.doapImplements)]
    case .qualityAnnotation: [.exactlyOne(.dctermsCreated), .some(.oaHasTarget), .exactlyOne(.oaHasBody)]
    default: nil
    }
  }

  private static let positionTable: [UInt8] = slotTable.flatMap { slots in
    var row = [UInt8](repeating: noPosition, count: KnownProperty.allCases.count)
    for (position, slot) in (slots ?? []).enumerated() {
      row[Int(slot.property.rawValue)] = UInt8(position)
    }
    return row
  }

  /// The Dublin Core block may stand in any order; the canonical one is the schema's own listing.
  private static let providedCHO: [Slot] =
    Slot.any(
      .dcContributor, .dcCoverage, .dcCreator, .dcDate, .dcDescription, .dcFormat, .dcIdentifier, .dcLanguage,
      .dcPublisher, .dcRelation, .dcRights, .dcSource, .dcSubject, .dcTitle, .dcType, .dctermsAlternative,
      .dctermsConformsTo, .dctermsCreated, .dctermsExtent, .dctermsHasFormat, .dctermsHasPart,
      .dctermsHasVersion, .dctermsIsFormatOf, .dctermsIsPartOf, .dctermsIsReferencedBy, .dctermsIsReplacedBy,
      .dctermsIsRequiredBy, .dctermsIssued, .dctermsIsVersionOf, .dctermsMedium, .dctermsProvenance,
      .dctermsReferences, .dctermsReplaces, .dctermsRequires, .dctermsSpatial, .dctermsTableOfContents,
      .dctermsTemporal)
    + [.one(.edmCurrentLocation)]
    + Slot.any(
      .edmHasMet, .edmHasType, .edmIncorporates, .edmIsDerivativeOf, .edmIsNextInSequence, .edmIsRelatedTo)
    + [.one(.edmIsRepresentationOf)]
    + Slot.any(.edmIsSimilarTo, .edmIsSuccessorOf, .edmRealizes)
    + [Slot(.edmPid, values: .literal), .exactlyOne(.edmType), Slot(.owlSameAs)]

  private static let aggregation: [Slot] = [
    .exactlyOne(.edmAggregatedCHO), .one(.edmDataProvider), Slot(.edmHasView), .one(.edmIsShownAt),
    .one(.edmIsShownBy), .one(.edmObject), .exactlyOne(.edmProvider), Slot(.dcRights),
    .exactlyOne(.edmRights), .one(.edmUgc), Slot(.edmIntermediateProvider), Slot(.dqvHasQualityAnnotation),
    .one(.dctermsCreated), .one(.dctermsModified),
  ]

  private static let webResource: [Slot] =
    [Slot(.edmPid, values: .literal)]
    + Slot.any(
      .dcCreator, .dcDescription, .dcFormat, .dcRights, .dcSource, .dcType, .dcTitle, .dcLanguage,
      .dctermsConformsTo, .dctermsCreated, .dctermsExtent, .dctermsHasPart, .dctermsIsFormatOf,
      .dctermsIsPartOf, .dctermsIssued, .dctermsTemporal)
    + [
      .one(.edmIsNextInSequence), .one(.edmRights), Slot(.owlSameAs), .one(.rdfType), .one(.edmCodecName),
      .one(.ebucoreHasMimeType), .one(.ebucoreFileByteSize), .one(.ebucoreDuration), .one(.ebucoreWidth),
      .one(.ebucoreHeight), .one(.edmSpatialResolution), .one(.ebucoreSampleSize), .one(.ebucoreSampleRate),
      .one(.ebucoreBitRate), .one(.ebucoreFrameRate), .one(.edmHasColorSpace),
      Slot(.edmComponentColor, maximum: 6), .one(.edmPointCount), .one(.edmPolygonCount),
      .one(.edmVertexCount), Slot(.rdfsSeeAlso), .one(.ebucoreOrientation), .one(.ebucoreAudioChannelNumber),
      Slot(.dctermsIsReferencedBy), .one(.edmPreview), Slot(.svcsHasService), .one(.edmType),
      .one(.schemaDigitalSourceType), Slot(.edmIntendedUsage),
    ]

  private static let agent: [Slot] =
    Slot.any(
      .skosPrefLabel, .skosAltLabel, .skosNote, .dcDate, .dcIdentifier, .dctermsHasPart, .dctermsIsPartOf)
    + [.one(.edmBegin), .one(.edmEnd)]
    + Slot.any(.edmHasMet, .edmIsRelatedTo, .foafName, .rdaGr2BiographicalInformation)
    + [
      .one(.rdaGr2DateOfBirth), .one(.rdaGr2DateOfDeath), .one(.rdaGr2DateOfEstablishment),
      .one(.rdaGr2DateOfTermination), .one(.rdaGr2Gender),
    ]
    + Slot.any(
      .rdaGr2PlaceOfBirth, .rdaGr2PlaceOfDeath, .rdaGr2ProfessionOrOccupation, .owlSameAs)

  private static let place: [Slot] =
    [.one(.wgs84Lat), .one(.wgs84Long), .one(.wgs84Alt)]
    + Slot.any(.skosPrefLabel, .skosAltLabel, .skosNote, .dctermsHasPart, .dctermsIsPartOf)
    + [.one(.edmIsNextInSequence), Slot(.owlSameAs)]

  private static let timeSpan: [Slot] =
    Slot.any(.skosPrefLabel, .skosAltLabel, .skosNote, .dctermsHasPart, .dctermsIsPartOf)
    + [.one(.edmBegin), .one(.edmEnd), .one(.edmIsNextInSequence)]
    + Slot.any(.owlSameAs, .skosHiddenLabel)
    + [.one(.skosNotation)]

  private static let concept: [Slot] = Slot.any(
    .skosPrefLabel, .skosAltLabel, .skosBroader, .skosNarrower, .skosRelated, .skosBroadMatch,
    .skosNarrowMatch, .skosRelatedMatch, .skosExactMatch, .skosCloseMatch, .skosNote, .skosNotation,
    .skosInScheme)
}
