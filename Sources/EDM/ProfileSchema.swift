/// The schema of one of the two profiles as a table: which properties each class holds, in which order and how
/// often.
///
/// Source: EDM.xsd (see ``ExternalSchema``) and EDM-INTERNAL.xsd with ORE.xsd and FOAF.xsd of Europeana's
/// metis-schema.
enum ProfileSchema: Sendable {
  case external, `internal`

  /// The slots of a class in schema order; `nil` for a class that the profile does not hold.
  func slots(of kind: KnownClass) -> [ExternalSchema.Slot]? {
    switch self {
    case .external: ExternalSchema.slots(of: kind)
    case .internal: Self.internalSlots[Int(kind.rawValue)]
    }
  }

  /// The position of a property in the sequence of a class; `nil` where the class does not hold it.
  func position(of property: KnownProperty, in kind: KnownClass) -> Int? {
    switch self {
    case .external: return ExternalSchema.position(of: property, in: kind)
    case .internal:
      let row = Int(kind.rawValue) * KnownProperty.allCases.count
      let position = Self.internalPositions[row + Int(property.rawValue)]
      return position == UInt8.max ? nil : Int(position)
    }
  }

  /// The place of a class among the children of `rdf:RDF`; `nil` where they may stand in any order.
  func rank(of kind: KnownClass) -> Int? {
    self == .internal ? Self.internalOrder.firstIndex(of: kind) : nil
  }

  /// False for a class that holds elements which the record model does not know: its content is not judged.
  func isJudged(_ kind: KnownClass) -> Bool { self == .external || kind != .dataset }

  /// The classes of which `rdf:RDF` must hold a resource.
  var required: [KnownClass] {
    self == .internal ? [.providedCHO, .aggregation, .proxy, .europeanaAggregation] : []
  }

  /// True for a class whose properties stand in any order.
  func isUnordered(_ kind: KnownClass) -> Bool { kind == .concept }

  /// The last position of the part of a class that may stand in any order; -1 where there is none.
  func lastFreePosition(of kind: KnownClass) -> Int {
    switch kind {
    case .providedCHO: self == .external ? ExternalSchema.lastFreePosition : -1
    case .proxy: ExternalSchema.lastFreePosition
    default: -1
    }
  }

  private static let internalOrder: [KnownClass] = [
    .providedCHO, .webResource, .agent, .place, .timeSpan, .concept, .aggregation, .proxy,
    .europeanaAggregation, .license, .organization, .dataset, .service, .persistentIdentifier,
    .persistentIdentifierScheme,
  ]

  private static let internalSlots: [[ExternalSchema.Slot]?] = KnownClass.allCases.map { kind in
    switch kind {
    case .providedCHO: [ExternalSchema.Slot(.owlSameAs)]
    case .proxy: proxy
    case .europeanaAggregation: europeanaAggregation
    case .organization:
      (ExternalSchema.slots(of: .agent) ?? [])
        + [ExternalSchema.Slot(.edmAcronym), .one(.foafHomepage), .one(.foafLogo)]
    case .dataset: []
    case .persistentIdentifier:
      [.exactlyOne(.rdfValue)] + ExternalSchema.Slot.any(.skosNotation, .edmHasURL)
        + [.one(.dctermsCreated), .one(.dctermsCreator), .one(.odrlHasPolicy), .one(.skosInScheme)]
        + ExternalSchema.Slot.any(.edmEquivalentPID, .edmReplacesPID)
    case .persistentIdentifierScheme: [ExternalSchema.Slot(.dctermsTitle)]
    default: ExternalSchema.slots(of: kind)
    }
  }

  private static let internalPositions: [UInt8] = internalSlots.flatMap { slots in
    var row = [UInt8](repeating: UInt8.max, count: KnownProperty.allCases.count)
    for (position, slot) in (slots ?? []).enumerated() {
      row[Int(slot.property.rawValue)] = UInt8(position)
    }
    return row
  }

  /// A proxy holds what an external `edm:ProvidedCHO` holds before its own last elements.
  private static let proxy: [ExternalSchema.Slot] =
    (ExternalSchema.slots(of: .providedCHO) ?? []).prefix { $0.property != .edmPid }
    + [ExternalSchema.Slot(.edmPid), .one(.edmEuropeanaProxy)]
    + ExternalSchema.Slot.any(.edmUserTag, .edmYear) + [.one(.oreProxyFor)]
    + ExternalSchema.Slot.any(.oreProxyIn, .oreLineage) + [.one(.edmType), ExternalSchema.Slot(.owlSameAs)]

  private static let europeanaAggregation: [ExternalSchema.Slot] = [
    .one(.dcCreator), .exactlyOne(.edmAggregatedCHO), .one(.edmDataProvider), .one(.edmProvider),
    .one(.edmCollectionName), .one(.edmDatasetName), .exactlyOne(.edmCountry),
    ExternalSchema.Slot(.edmHasView),
    .one(.edmIsShownBy), .one(.edmPreview), .one(.edmLandingPage), .exactlyOne(.edmLanguage),
    .one(.edmRights), ExternalSchema.Slot(.oreAggregates), .one(.edmCompleteness), .one(.dctermsCreated),
    .one(.dctermsModified), ExternalSchema.Slot(.dqvHasQualityAnnotation),
  ]
}
