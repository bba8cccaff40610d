internal import IIIF

/// The JSON-LD context below `/iiif/context.json`: what annotations say beyond the Web Annotation vocabulary, and the
/// terms of that vocabulary which the context of the Presentation API does not hand down to nested resources.
///
/// Source: JSON-LD 1.1 (W3C 2020), section 4.1.8 on type-scoped contexts, which hold for one resource only.
enum AnnotationContext {
  /// The document.
  static var document: OrderedJSON { ["@context": context] }

  private static let context: OrderedJSON = [
    "@version": .number(1.1),
    "oa": "http://www.w3.org/ns/oa#", "as": "https://www.w3.org/ns/activitystreams#",
    "prov": "http://www.w3.org/ns/prov#", "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/", "edm": "http://www.europeana.eu/schemas/edm/",
    "foaf": "http://xmlns.com/foaf/0.1/", "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "iiif_prezi": "http://iiif.io/api/presentation/3#",
    "id": "@id", "type": "@type",
    // Of the Web Annotation vocabulary, for readers that do not open the contexts within the context of IIIF.
    "body": link("oa:hasBody"), "target": link("oa:hasTarget"), "creator": link("dcterms:creator"),
    "generator": link("as:generator"), "created": ["@id": "dcterms:created", "@type": "xsd:dateTime"],
    "generated": ["@id": "dcterms:issued", "@type": "xsd:dateTime"],
    "motivation": ["@id": "oa:motivatedBy", "@type": "@vocab"], "tagging": "oa:tagging",
    "classifying": "oa:classifying", "assessing": "oa:assessing", "commenting": "oa:commenting",
    // What one annotation says of itself. The confidence is a text, since a JSON number has no decimal form.
    "confidence": ["@id": "edm:confidenceLevel", "@type": "xsd:decimal"],
    "comment": "rdfs:comment", "version": "owl:versionInfo", "identifier": "dcterms:identifier",
    "wasDerivedFrom": link("prov:wasDerivedFrom"), "wasGeneratedBy": link("prov:wasGeneratedBy"),
    "wasAssociatedWith": link("prov:wasAssociatedWith"), "used": link("prov:used"),
    "atLocation": link("prov:atLocation"), "Entity": "prov:Entity",
    "Activity": ["@id": "prov:Activity", "@context": ["description": "rdfs:label"]],
    "Software": ["@id": "as:Application", "@context": ["name": "foaf:name"]],
    "Person": ["@id": "foaf:Person", "@context": ["nickname": "foaf:nick"]],
    "TextualBody": [
      "@id": "oa:TextualBody",
      "@context": ["value": "rdf:value", "language": "dc:language", "purpose": purpose],
    ],
    "SpecificResource": [
      "@id": "oa:SpecificResource",
      "@context": [
        "source": link("oa:hasSource"), "scope": link("oa:hasScope"), "describedObject": link("oa:hasScope"),
        "selector": link("oa:hasSelector"), "purpose": purpose,
      ],
    ],
    "FragmentSelector": [
      "@id": "oa:FragmentSelector",
      "@context": ["value": "rdf:value", "conformsTo": link("dcterms:conformsTo")],
    ],
    "Canvas": [
      "@id": "iiif_prezi:Canvas", "@context": ["partOf": link("dcterms:isPartOf")],
    ],
    "Manifest": "iiif_prezi:Manifest",
  ]

  private static func link(_ property: String) -> OrderedJSON {
    ["@id": .text(property), "@type": "@id"]
  }

  private static let purpose: OrderedJSON = [
    "@id": "oa:hasPurpose", "@type": "@vocab",
    "@context": [
      "tagging": "oa:tagging", "classifying": "oa:classifying", "assessing": "oa:assessing",
      "commenting": "oa:commenting",
    ],
  ]
}
