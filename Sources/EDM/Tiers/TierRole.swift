/// What a property of an object's description means for the metadata tier.
///
/// Source: `PropertyType`, `EnablingElement` and `ResourceLinkFromProxy` of Europeana's metis-framework.
struct TierRole: Sendable {
  /// The property as a set of one; empty where neither the language dimension nor the enabling elements know it.
  var member: DescriptiveProperties = []
  /// True for the 22 kinds whose text should name its language.
  var isLanguageKind = false
  /// True where a link to a resource of the record counts; the schema takes text alone in the others.
  var takesLinks = false
  /// The group of an enabling element that counts with any value.
  var group: ContextualClasses = []
  /// The groups of an enabling element that counts only as a link to such a class within the record.
  var linkedGroups: ContextualClasses = []

  /// The roles by the number of the property.
  static let table: [TierRole] = {
    var table = [TierRole](repeating: TierRole(), count: KnownProperty.allCases.count)
    func change(_ properties: [KnownProperty], _ body: (inout TierRole) -> Void) {
      for property in properties { body(&table[Int(property.rawValue)]) }
    }
    for (position, property) in DescriptiveProperties.members.enumerated() {
      let member = DescriptiveProperties(rawValue: 1 << UInt32(position))
      table[Int(property.rawValue)].member = member
      table[Int(property.rawValue)].isLanguageKind = DescriptiveProperties.languageKinds.contains(member)
    }
    change(linkProperties) { $0.takesLinks = true }
    change([.dctermsCreated, .dctermsIssued, .dctermsTemporal]) { $0.group = .timeSpan }
    change([.dcFormat, .dcType, .dctermsMedium]) { $0.group = .concept }
    change([.dcCreator, .dcContributor, .dcPublisher]) { $0.group = .agent }
    change([.dctermsSpatial, .edmCurrentLocation]) { $0.group = .place }
    change([.edmHasMet]) { $0.linkedGroups = [.timeSpan, .agent] }
    change([.dcSubject]) { $0.linkedGroups = [.concept, .agent, .place] }
    return table
  }()

  /// The properties by which a description leads to contextual resources.
  private static let linkProperties: [KnownProperty] = [
    .oreProxyFor, .oreProxyIn, .owlSameAs,
    .edmCurrentLocation, .edmHasMet, .edmHasType, .edmIncorporates, .edmIsDerivativeOf,
    .edmIsNextInSequence, .edmIsRelatedTo, .edmIsRepresentationOf, .edmIsSimilarTo, .edmIsSuccessorOf,
    .edmRealizes,
    .dcContributor, .dcCoverage, .dcCreator, .dcDate, .dcDescription, .dcFormat, .dcPublisher, .dcRelation,
    .dcRights, .dcSource, .dcSubject, .dcType,
    .dctermsConformsTo, .dctermsCreated, .dctermsExtent, .dctermsHasFormat, .dctermsHasPart,
    .dctermsHasVersion, .dctermsIsFormatOf, .dctermsIsPartOf, .dctermsIsReferencedBy, .dctermsIsReplacedBy,
    .dctermsIsRequiredBy, .dctermsIssued, .dctermsIsVersionOf, .dctermsMedium, .dctermsProvenance,
    .dctermsReferences, .dctermsReplaces, .dctermsRequires, .dctermsSpatial, .dctermsTableOfContents,
    .dctermsTemporal,
  ]
}
