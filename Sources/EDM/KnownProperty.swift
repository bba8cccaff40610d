/// The properties of the EDM schemas as small integers, each with its name in the form `prefix:local`.
///
/// Source: EDM.xsd and EDM-INTERNAL.xsd with the schemas that they import.
enum KnownProperty: UInt8, CaseIterable, Sendable {
  case dcContributor, dcCoverage, dcCreator, dcDate, dcDescription, dcFormat, dcIdentifier, dcLanguage,
    dcPublisher, dcRelation, dcRights, dcSource, dcSubject, dcTitle, dcType
  case dctermsAlternative, dctermsConformsTo, dctermsCreated, dctermsCreator, dctermsExtent,
    dctermsHasFormat, dctermsHasPart, dctermsHasVersion, dctermsIsFormatOf, dctermsIsPartOf,
    dctermsIsReferencedBy, dctermsIsReplacedBy, dctermsIsRequiredBy, dctermsIssued, dctermsIsVersionOf,
    dctermsMedium, dctermsModified, dctermsProvenance, dctermsReferences, dctermsReplaces, dctermsRequires,
    dctermsSpatial, dctermsTableOfContents, dctermsTemporal, dctermsTitle
  case edmAcronym, edmAggregatedCHO, edmBegin, edmCodecName, edmCollectionName, edmCompleteness,
    edmComponentColor, edmCountry, edmCurrentLocation, edmDataProvider, edmDatasetName, edmEnd,
    edmEquivalentPID, edmEuropeanaProxy, edmEuropeanaRole, edmGeographicLevel, edmHasColorSpace, edmHasMet,
    edmHasType, edmHasURL, edmHasView, edmIncorporates, edmIntendedUsage, edmIntermediateProvider,
    edmIsDerivativeOf, edmIsNextInSequence, edmIsRelatedTo, edmIsRepresentationOf, edmIsShownAt,
    edmIsShownBy, edmIsSimilarTo, edmIsSuccessorOf, edmLandingPage, edmLanguage, edmObject,
    edmOrganizationDomain, edmOrganizationScope, edmOrganizationSector, edmPid, edmPointCount,
    edmPolygonCount, edmPreview, edmProvider, edmRealizes, edmReplacesPID, edmRights, edmSpatialResolution,
    edmType, edmUgc, edmUserTag, edmVertexCount, edmYear
  case oreAggregates, oreLineage, oreProxyFor, oreProxyIn
  case owlSameAs
  case rdfType, rdfValue
  case rdfsLabel, rdfsSeeAlso
  case ebucoreAudioChannelNumber, ebucoreBitRate, ebucoreDuration, ebucoreFileByteSize, ebucoreFrameRate,
    ebucoreHasMimeType, ebucoreHeight, ebucoreOrientation, ebucoreSampleRate, ebucoreSampleSize,
    ebucoreWidth
  case svcsHasService
  case doapImplements
  case wgs84Alt, wgs84Lat, wgs84Long
  case rdaGr2BiographicalInformation, rdaGr2DateOfBirth, rdaGr2DateOfDeath, rdaGr2DateOfEstablishment,
    rdaGr2DateOfTermination, rdaGr2Gender, rdaGr2PlaceOfBirth, rdaGr2PlaceOfDeath,
    rdaGr2ProfessionOrOccupation
  case foafHomepage, foafLogo, foafName
  case skosAltLabel, skosBroadMatch, skosBroader, skosCloseMatch, skosExactMatch, skosHiddenLabel,
    skosInScheme, skosNarrowMatch, skosNarrower, skosNotation, skosNote, skosPrefLabel, skosRelated,
    skosRelatedMatch
  case ccDeprecatedOn
  case odrlHasPolicy, odrlInheritFrom
  case dqvHasQualityAnnotation
  case oaHasBody, oaHasTarget
  case schemaDigitalSourceType
}

extension KnownProperty {
  /// What is known of each property, in the order of the cases.
  static let facts: [Facts] = [
    Facts(.dc, "contributor", .either),
    Facts(.dc, "coverage", .either),
    Facts(.dc, "creator", .either),
    Facts(.dc, "date", .either),
    Facts(.dc, "description", .either),
    Facts(.dc, "format", .either),
    Facts(.dc, "identifier", .literal),
    Facts(.dc, "language", .literal),
    Facts(.dc, "publisher", .either),
    Facts(.dc, "relation", .either),
    Facts(.dc, "rights", .either),
    Facts(.dc, "source", .either),
    Facts(.dc, "subject", .either),
    Facts(.dc, "title", .literal),
    Facts(.dc, "type", .either),
    Facts(.dcterms, "alternative", .literal),
    Facts(.dcterms, "conformsTo", .either),
    Facts(.dcterms, "created", .either),
    Facts(.dcterms, "creator", .either),
    Facts(.dcterms, "extent", .either),
    Facts(.dcterms, "hasFormat", .either),
    Facts(.dcterms, "hasPart", .either),
    Facts(.dcterms, "hasVersion", .either),
    Facts(.dcterms, "isFormatOf", .either),
    Facts(.dcterms, "isPartOf", .either),
    Facts(.dcterms, "isReferencedBy", .either),
    Facts(.dcterms, "isReplacedBy", .either),
    Facts(.dcterms, "isRequiredBy", .either),
    Facts(.dcterms, "issued", .either),
    Facts(.dcterms, "isVersionOf", .either),
    Facts(.dcterms, "medium", .either),
    Facts(.dcterms, "modified", .either),
    Facts(.dcterms, "provenance", .either),
    Facts(.dcterms, "references", .either),
    Facts(.dcterms, "replaces", .either),
    Facts(.dcterms, "requires", .either),
    Facts(.dcterms, "spatial", .either),
    Facts(.dcterms, "tableOfContents", .literal),
    Facts(.dcterms, "temporal", .either),
    Facts(.dcterms, "title", .literal),
    Facts(.edm, "acronym", .literal),
    Facts(.edm, "aggregatedCHO", .resource),
    Facts(.edm, "begin", .literal),
    Facts(.edm, "codecName", .plain),
    Facts(.edm, "collectionName", .literal),
    Facts(.edm, "completeness", .literal),
    Facts(.edm, "componentColor", .colour),
    Facts(.edm, "country", .plain),
    Facts(.edm, "currentLocation", .either),
    Facts(.edm, "dataProvider", .either),
    Facts(.edm, "datasetName", .literal),
    Facts(.edm, "end", .literal),
    Facts(.edm, "equivalentPID", .literal),
    Facts(.edm, "europeanaProxy", .boolean),
    Facts(.edm, "europeanaRole", .either),
    Facts(.edm, "geographicLevel", .either),
    Facts(.edm, "hasColorSpace", .colourSpace),
    Facts(.edm, "hasMet", .resource),
    Facts(.edm, "hasType", .either),
    Facts(.edm, "hasURL", .resource),
    Facts(.edm, "hasView", .resource),
    Facts(.edm, "incorporates", .resource),
    Facts(.edm, "intendedUsage", .resource),
    Facts(.edm, "intermediateProvider", .either),
    Facts(.edm, "isDerivativeOf", .resource),
    Facts(.edm, "isNextInSequence", .resource),
    Facts(.edm, "isRelatedTo", .either),
    Facts(.edm, "isRepresentationOf", .resource),
    Facts(.edm, "isShownAt", .resource),
    Facts(.edm, "isShownBy", .resource),
    Facts(.edm, "isSimilarTo", .resource),
    Facts(.edm, "isSuccessorOf", .resource),
    Facts(.edm, "landingPage", .resource),
    Facts(.edm, "language", .plain),
    Facts(.edm, "object", .resource),
    Facts(.edm, "organizationDomain", .either),
    Facts(.edm, "organizationScope", .either),
    Facts(.edm, "organizationSector", .either),
    Facts(.edm, "pid", .either),
    Facts(.edm, "pointCount", .plainCount),
    Facts(.edm, "polygonCount", .plainCount),
    Facts(.edm, "preview", .resource),
    Facts(.edm, "provider", .either),
    Facts(.edm, "realizes", .resource),
    Facts(.edm, "replacesPID", .literal),
    Facts(.edm, "rights", .resource),
    Facts(.edm, "spatialResolution", .count),
    Facts(.edm, "type", .edmType),
    Facts(.edm, "ugc", .ugc),
    Facts(.edm, "userTag", .literal),
    Facts(.edm, "vertexCount", .plainCount),
    Facts(.edm, "year", .literal),
    Facts(.ore, "aggregates", .resource),
    Facts(.ore, "lineage", .resource),
    Facts(.ore, "proxyFor", .resource),
    Facts(.ore, "proxyIn", .resource),
    Facts(.owl, "sameAs", .resource),
    Facts(.rdf, "type", .resource),
    Facts(.rdf, "value", .literal),
    Facts(.rdfs, "label", .literal),
    Facts(.rdfs, "seeAlso", .resource),
    Facts(.ebucore, "audioChannelNumber", .count),
    Facts(.ebucore, "bitRate", .count),
    Facts(.ebucore, "duration", .plain),
    Facts(.ebucore, "fileByteSize", .long),
    Facts(.ebucore, "frameRate", .double),
    Facts(.ebucore, "hasMimeType", .plain),
    Facts(.ebucore, "height", .integer),
    Facts(.ebucore, "orientation", .orientation),
    Facts(.ebucore, "sampleRate", .integer),
    Facts(.ebucore, "sampleSize", .integer),
    Facts(.ebucore, "width", .integer),
    Facts(.svcs, "has_service", .resource),
    Facts(.doap, "implements", .resource),
    Facts(.wgs84, "alt", .float),
    Facts(.wgs84, "lat", .float),
    Facts(.wgs84, "long", .float),
    Facts(.rdaGr2, "biographicalInformation", .either),
    Facts(.rdaGr2, "dateOfBirth", .literal),
    Facts(.rdaGr2, "dateOfDeath", .literal),
    Facts(.rdaGr2, "dateOfEstablishment", .literal),
    Facts(.rdaGr2, "dateOfTermination", .literal),
    Facts(.rdaGr2, "gender", .literal),
    Facts(.rdaGr2, "placeOfBirth", .either),
    Facts(.rdaGr2, "placeOfDeath", .either),
    Facts(.rdaGr2, "professionOrOccupation", .either),
    Facts(.foaf, "homepage", .resource),
    Facts(.foaf, "logo", .resource),
    Facts(.foaf, "name", .literal),
    Facts(.skos, "altLabel", .literal),
    Facts(.skos, "broadMatch", .resource),
    Facts(.skos, "broader", .resource),
    Facts(.skos, "closeMatch", .resource),
    Facts(.skos, "exactMatch", .resource),
    Facts(.skos, "hiddenLabel", .literal),
    Facts(.skos, "inScheme", .resource),
    Facts(.skos, "narrowMatch", .resource),
    Facts(.skos, "narrower", .resource),
    Facts(.skos, "notation", .literal),
    Facts(.skos, "note", .literal),
    Facts(.skos, "prefLabel", .literal),
    Facts(.skos, "related", .resource),
    Facts(.skos, "relatedMatch", .resource),
    Facts(.cc, "deprecatedOn", .date),
    Facts(.odrl, "hasPolicy", .resource),
    Facts(.odrl, "inheritFrom", .resource),
    Facts(.dqv, "hasQualityAnnotation", .resource),
    Facts(.oa, "hasBody", .resource),
    Facts(.oa, "hasTarget", .resource),
    Facts(.schema, "digitalSourceType", .resource),
  ]

  /// The name of a property and what it may say.
  struct Facts: Sendable {
    let namespace: KnownNamespace
    let local: String
    let values: ValueSpace
    /// `dc:title`.
    let label: String

    init(_ namespace: KnownNamespace, _ local: String, _ values: ValueSpace) {
      self.namespace = namespace
      self.local = local
      self.values = values
      self.label = namespace.prefix + ":" + local
    }
  }

  var facts: Facts { Self.facts[Int(rawValue)] }
}
