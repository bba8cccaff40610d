extension Property {
  /// `dc:contributor`
  public static let dcContributor = Property(.dcContributor)
  /// `dc:coverage`
  public static let dcCoverage = Property(.dcCoverage)
  /// `dc:creator`
  public static let dcCreator = Property(.dcCreator)
  /// `dc:date`
  public static let dcDate = Property(.dcDate)
  /// `dc:description`
  public static let dcDescription = Property(.dcDescription)
  /// `dc:format`
  public static let dcFormat = Property(.dcFormat)
  /// `dc:identifier`
  public static let dcIdentifier = Property(.dcIdentifier)
  /// `dc:language`
  public static let dcLanguage = Property(.dcLanguage)
  /// `dc:publisher`
  public static let dcPublisher = Property(.dcPublisher)
  /// `dc:relation`
  public static let dcRelation = Property(.dcRelation)
  /// `dc:rights`
  public static let dcRights = Property(.dcRights)
  /// `dc:source`
  public static let dcSource = Property(.dcSource)
  /// `dc:subject`
  public static let dcSubject = Property(.dcSubject)
  /// `dc:title`
  public static let dcTitle = Property(.dcTitle)
  /// `dc:type`
  public static let dcType = Property(.dcType)

  /// `dcterms:alternative`
  public static let dctermsAlternative = Property(.dctermsAlternative)
  /// `dcterms:conformsTo`
  public static let dctermsConformsTo = Property(.dctermsConformsTo)
  /// `dcterms:created`
  public static let dctermsCreated = Property(.dctermsCreated)
  /// `dcterms:creator`
  public static let dctermsCreator = Property(.dctermsCreator)
  /// `dcterms:extent`
  public static let dctermsExtent = Property(.dctermsExtent)
  /// `dcterms:hasFormat`
  public static let dctermsHasFormat = Property(.dctermsHasFormat)
  /// `dcterms:hasPart`
  public static let dctermsHasPart = Property(.dctermsHasPart)
  /// `dcterms:hasVersion`
  public static let dctermsHasVersion = Property(.dctermsHasVersion)
  /// `dcterms:isFormatOf`
  public static let dctermsIsFormatOf = Property(.dctermsIsFormatOf)
  /// `dcterms:isPartOf`
  public static let dctermsIsPartOf = Property(.dctermsIsPartOf)
  /// `dcterms:isReferencedBy`
  public static let dctermsIsReferencedBy = Property(.dctermsIsReferencedBy)
  /// `dcterms:isReplacedBy`
  public static let dctermsIsReplacedBy = Property(.dctermsIsReplacedBy)
  /// `dcterms:isRequiredBy`
  public static let dctermsIsRequiredBy = Property(.dctermsIsRequiredBy)
  /// `dcterms:issued`
  public static let dctermsIssued = Property(.dctermsIssued)
  /// `dcterms:isVersionOf`
  public static let dctermsIsVersionOf = Property(.dctermsIsVersionOf)
  /// `dcterms:medium`
  public static let dctermsMedium = Property(.dctermsMedium)
  /// `dcterms:modified`
  public static let dctermsModified = Property(.dctermsModified)
  /// `dcterms:provenance`
  public static let dctermsProvenance = Property(.dctermsProvenance)
  /// `dcterms:references`
  public static let dctermsReferences = Property(.dctermsReferences)
  /// `dcterms:replaces`
  public static let dctermsReplaces = Property(.dctermsReplaces)
  /// `dcterms:requires`
  public static let dctermsRequires = Property(.dctermsRequires)
  /// `dcterms:spatial`
  public static let dctermsSpatial = Property(.dctermsSpatial)
  /// `dcterms:tableOfContents`
  public static let dctermsTableOfContents = Property(.dctermsTableOfContents)
  /// `dcterms:temporal`
  public static let dctermsTemporal = Property(.dctermsTemporal)
  /// `dcterms:title`
  public static let dctermsTitle = Property(.dctermsTitle)

  /// `edm:acronym`
  public static let edmAcronym = Property(.edmAcronym)
  /// `edm:aggregatedCHO`
  public static let edmAggregatedCHO = Property(.edmAggregatedCHO)
  /// `edm:begin`
  public static let edmBegin = Property(.edmBegin)
  /// `edm:codecName`
  public static let edmCodecName = Property(.edmCodecName)
  /// `edm:collectionName`
  public static let edmCollectionName = Property(.edmCollectionName)
  /// `edm:completeness`
  public static let edmCompleteness = Property(.edmCompleteness)
  /// `edm:componentColor`
  public static let edmComponentColor = Property(.edmComponentColor)
  /// `edm:country`
  public static let edmCountry = Property(.edmCountry)
  /// `edm:currentLocation`
  public static let edmCurrentLocation = Property(.edmCurrentLocation)
  /// `edm:dataProvider`
  public static let edmDataProvider = Property(.edmDataProvider)
  /// `edm:datasetName`
  public static let edmDatasetName = Property(.edmDatasetName)
  /// `edm:end`
  public static let edmEnd = Property(.edmEnd)
  /// `edm:equivalentPID`
  public static let edmEquivalentPID = Property(.edmEquivalentPID)
  /// `edm:europeanaProxy`
  public static let edmEuropeanaProxy = Property(.edmEuropeanaProxy)
  /// `edm:europeanaRole`
  public static let edmEuropeanaRole = Property(.edmEuropeanaRole)
  /// `edm:geographicLevel`
  public static let edmGeographicLevel = Property(.edmGeographicLevel)
  /// `edm:hasColorSpace`
  public static let edmHasColorSpace = Property(.edmHasColorSpace)
  /// `edm:hasMet`
  public static let edmHasMet = Property(.edmHasMet)
  /// `edm:hasType`
  public static let edmHasType = Property(.edmHasType)
  /// `edm:hasURL`
  public static let edmHasURL = Property(.edmHasURL)
  /// `edm:hasView`
  public static let edmHasView = Property(.edmHasView)
  /// `edm:incorporates`
  public static let edmIncorporates = Property(.edmIncorporates)
  /// `edm:intendedUsage`
  public static let edmIntendedUsage = Property(.edmIntendedUsage)
  /// `edm:intermediateProvider`
  public static let edmIntermediateProvider = Property(.edmIntermediateProvider)
  /// `edm:isDerivativeOf`
  public static let edmIsDerivativeOf = Property(.edmIsDerivativeOf)
  /// `edm:isNextInSequence`
  public static let edmIsNextInSequence = Property(.edmIsNextInSequence)
  /// `edm:isRelatedTo`
  public static let edmIsRelatedTo = Property(.edmIsRelatedTo)
  /// `edm:isRepresentationOf`
  public static let edmIsRepresentationOf = Property(.edmIsRepresentationOf)
  /// `edm:isShownAt`
  public static let edmIsShownAt = Property(.edmIsShownAt)
  /// `edm:isShownBy`
  public static let edmIsShownBy = Property(.edmIsShownBy)
  /// `edm:isSimilarTo`
  public static let edmIsSimilarTo = Property(.edmIsSimilarTo)
  /// `edm:isSuccessorOf`
  public static let edmIsSuccessorOf = Property(.edmIsSuccessorOf)
  /// `edm:landingPage`
  public static let edmLandingPage = Property(.edmLandingPage)
  /// `edm:language`
  public static let edmLanguage = Property(.edmLanguage)
  /// `edm:object`
  public static let edmObject = Property(.edmObject)
  /// `edm:organizationDomain`
  public static let edmOrganizationDomain = Property(.edmOrganizationDomain)
  /// `edm:organizationScope`
  public static let edmOrganizationScope = Property(.edmOrganizationScope)
  /// `edm:organizationSector`
  public static let edmOrganizationSector = Property(.edmOrganizationSector)
  /// `edm:pid`
  public static let edmPid = Property(.edmPid)
  /// `edm:pointCount`
  public static let edmPointCount = Property(.edmPointCount)
  /// `edm:polygonCount`
  public static let edmPolygonCount = Property(.edmPolygonCount)
  /// `edm:preview`
  public static let edmPreview = Property(.edmPreview)
  /// `edm:provider`
  public static let edmProvider = Property(.edmProvider)
  /// `edm:realizes`
  public static let edmRealizes = Property(.edmRealizes)
  /// `edm:replacesPID`
  public static let edmReplacesPID = Property(.edmReplacesPID)
  /// `edm:rights`
  public static let edmRights = Property(.edmRights)
  /// `edm:spatialResolution`
  public static let edmSpatialResolution = Property(.edmSpatialResolution)
  /// `edm:type`
  public static let edmType = Property(.edmType)
  /// `edm:ugc`
  public static let edmUgc = Property(.edmUgc)
  /// `edm:userTag`
  public static let edmUserTag = Property(.edmUserTag)
  /// `edm:vertexCount`
  public static let edmVertexCount = Property(.edmVertexCount)
  /// `edm:year`
  public static let edmYear = Property(.edmYear)

  /// `ore:aggregates`
  public static let oreAggregates = Property(.oreAggregates)
  /// `ore:lineage`
  public static let oreLineage = Property(.oreLineage)
  /// `ore:proxyFor`
  public static let oreProxyFor = Property(.oreProxyFor)
  /// `ore:proxyIn`
  public static let oreProxyIn = Property(.oreProxyIn)

  /// `owl:sameAs`
  public static let owlSameAs = Property(.owlSameAs)

  /// `rdf:type`
  public static let rdfType = Property(.rdfType)
  /// `rdf:value`
  public static let rdfValue = Property(.rdfValue)

  /// `rdfs:label`
  public static let rdfsLabel = Property(.rdfsLabel)
  /// `rdfs:seeAlso`
  public static let rdfsSeeAlso = Property(.rdfsSeeAlso)

  /// `ebucore:audioChannelNumber`
  public static let ebucoreAudioChannelNumber = Property(.ebucoreAudioChannelNumber)
  /// `ebucore:bitRate`
  public static let ebucoreBitRate = Property(.ebucoreBitRate)
  /// `ebucore:duration`
  public static let ebucoreDuration = Property(.ebucoreDuration)
  /// `ebucore:fileByteSize`
  public static let ebucoreFileByteSize = Property(.ebucoreFileByteSize)
  /// `ebucore:frameRate`
  public static let ebucoreFrameRate = Property(.ebucoreFrameRate)
  /// `ebucore:hasMimeType`
  public static let ebucoreHasMimeType = Property(.ebucoreHasMimeType)
  /// `ebucore:height`
  public static let ebucoreHeight = Property(.ebucoreHeight)
  /// `ebucore:orientation`
  public static let ebucoreOrientation = Property(.ebucoreOrientation)
  /// `ebucore:sampleRate`
  public static let ebucoreSampleRate = Property(.ebucoreSampleRate)
  /// `ebucore:sampleSize`
  public static let ebucoreSampleSize = Property(.ebucoreSampleSize)
  /// `ebucore:width`
  public static let ebucoreWidth = Property(.ebucoreWidth)

  /// `svcs:has_service`
  public static let svcsHasService = Property(.svcsHasService)

  /// `doap:implements`
  public static let doapImplements = Property(.doapImplements)

  /// `wgs84_pos:alt`
  public static let wgs84Alt = Property(.wgs84Alt)
  /// `wgs84_pos:lat`
  public static let wgs84Lat = Property(.wgs84Lat)
  /// `wgs84_pos:long`
  public static let wgs84Long = Property(.wgs84Long)

  /// `rdaGr2:biographicalInformation`
  public static let rdaGr2BiographicalInformation = Property(.rdaGr2BiographicalInformation)
  /// `rdaGr2:dateOfBirth`
  public static let rdaGr2DateOfBirth = Property(.rdaGr2DateOfBirth)
  /// `rdaGr2:dateOfDeath`
  public static let rdaGr2DateOfDeath = Property(.rdaGr2DateOfDeath)
  /// `rdaGr2:dateOfEstablishment`
  public static let rdaGr2DateOfEstablishment = Property(.rdaGr2DateOfEstablishment)
  /// `rdaGr2:dateOfTermination`
  public static let rdaGr2DateOfTermination = Property(.rdaGr2DateOfTermination)
  /// `rdaGr2:gender`
  public static let rdaGr2Gender = Property(.rdaGr2Gender)
  /// `rdaGr2:placeOfBirth`
  public static let rdaGr2PlaceOfBirth = Property(.rdaGr2PlaceOfBirth)
  /// `rdaGr2:placeOfDeath`
  public static let rdaGr2PlaceOfDeath = Property(.rdaGr2PlaceOfDeath)
  /// `rdaGr2:professionOrOccupation`
  public static let rdaGr2ProfessionOrOccupation = Property(.rdaGr2ProfessionOrOccupation)

  /// `foaf:homepage`
  public static let foafHomepage = Property(.foafHomepage)
  /// `foaf:logo`
  public static let foafLogo = Property(.foafLogo)
  /// `foaf:name`
  public static let foafName = Property(.foafName)

  /// `skos:altLabel`
  public static let skosAltLabel = Property(.skosAltLabel)
  /// `skos:broadMatch`
  public static let skosBroadMatch = Property(.skosBroadMatch)
  /// `skos:broader`
  public static let skosBroader = Property(.skosBroader)
  /// `skos:closeMatch`
  public static let skosCloseMatch = Property(.skosCloseMatch)
  /// `skos:exactMatch`
  public static let skosExactMatch = Property(.skosExactMatch)
  /// `skos:hiddenLabel`
  public static let skosHiddenLabel = Property(.skosHiddenLabel)
  /// `skos:inScheme`
  public static let skosInScheme = Property(.skosInScheme)
  /// `skos:narrowMatch`
  public static let skosNarrowMatch = Property(.skosNarrowMatch)
  /// `skos:narrower`
  public static let skosNarrower = Property(.skosNarrower)
  /// `skos:notation`
  public static let skosNotation = Property(.skosNotation)
  /// `skos:note`
  public static let skosNote = Property(.skosNote)
  /// `skos:prefLabel`
  public static let skosPrefLabel = Property(.skosPrefLabel)
  /// `skos:related`
  public static let skosRelated = Property(.skosRelated)
  /// `skos:relatedMatch`
  public static let skosRelatedMatch = Property(.skosRelatedMatch)

  /// `cc:deprecatedOn`
  public static let ccDeprecatedOn = Property(.ccDeprecatedOn)

  /// `odrl:hasPolicy`
  public static let odrlHasPolicy = Property(.odrlHasPolicy)
  /// `odrl:inheritFrom`
  public static let odrlInheritFrom = Property(.odrlInheritFrom)

  /// `dqv:hasQualityAnnotation`
  public static let dqvHasQualityAnnotation = Property(.dqvHasQualityAnnotation)

  /// `oa:hasBody`
  public static let oaHasBody = Property(.oaHasBody)
  /// `oa:hasTarget`
  public static let oaHasTarget = Property(.oaHasTarget)

  /// `schema:digitalSourceType`
  public static let schemaDigitalSourceType = Property(.schemaDigitalSourceType)
}
