/// What a statement about a concept means for it.
enum SKOSRole {
  case type
  case prefLabel, altLabel, note, notation
  case link(Concept.Tie)
  case inScheme
  /// A label that is a resource of its own (SKOS-XL).
  case labelResource(isPreferred: Bool)
  /// The text of a label or note that is a resource of its own.
  case text
  /// A name of the Gemeinsame Normdatei, which is in German and bears no language.
  case germanName(isPreferred: Bool)

  private static let skos = KnownNamespace.skos.name
  private static let skosXL = "http://www.w3.org/2008/05/skos-xl#"
  private static let gnd = "https://d-nb.info/standards/elementset/gnd#"

  /// The properties that matter, by their IRIs.
  ///
  /// Source: SKOS Reference (W3C 2009), with the extension for labels (appendix B); GND Ontology (Deutsche
  /// Nationalbibliothek).
  static let byProperty: [String: SKOSRole] = [
    KnownNamespace.rdf.name + "type": .type,
    KnownNamespace.rdf.name + "value": .text,
    skosXL + "literalForm": .text,
    skosXL + "prefLabel": .labelResource(isPreferred: true),
    skosXL + "altLabel": .labelResource(isPreferred: false),
    skos + "prefLabel": .prefLabel,
    skos + "altLabel": .altLabel,
    skos + "note": .note,
    skos + "scopeNote": .note,
    skos + "definition": .note,
    skos + "example": .note,
    skos + "historyNote": .note,
    skos + "notation": .notation,
    skos + "broader": .link(\.broader),
    skos + "narrower": .link(\.narrower),
    skos + "related": .link(\.related),
    skos + "exactMatch": .link(\.exactMatches),
    skos + "closeMatch": .link(\.closeMatches),
    skos + "broadMatch": .link(\.broadMatches),
    skos + "narrowMatch": .link(\.narrowMatches),
    skos + "relatedMatch": .link(\.relatedMatches),
    KnownNamespace.owl.name + "sameAs": .link(\.exactMatches),
    skos + "inScheme": .inScheme,
    skos + "topConceptOf": .inScheme,
    gnd + "preferredNameForTheSubjectHeading": .germanName(isPreferred: true),
    gnd + "variantNameForTheSubjectHeading": .germanName(isPreferred: false),
    gnd + "definition": .note,
    gnd + "broaderTermGeneral": .link(\.broader),
    gnd + "broaderTermGeneric": .link(\.broader),
    gnd + "broaderTermInstantial": .link(\.broader),
    gnd + "broaderTermPartitive": .link(\.broader),
    gnd + "relatedTerm": .link(\.related),
  ]

  /// The classes whose members are concepts.
  static let conceptClasses: Set<String> = [
    skos + "Concept", "http://vocab.getty.edu/ontology#Concept", gnd + "SubjectHeading",
    gnd + "SubjectHeadingSensoStricto",
  ]
}
