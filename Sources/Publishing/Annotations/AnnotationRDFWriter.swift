internal import XMLCodec

/// Writes annotations as RDF/XML, the format `oa` of the repository.
///
/// One annotation a statement, with the concept and its label as bodies, and the web resource in the scope of the
/// described object as target. What a person decided is an annotation of its own that assesses the first. What a
/// person rejected stays: a model said it, its comment begins with `rejected`, and the assessment beside it has
/// something to point to. It stands in no other format.
struct AnnotationRDFWriter {
  private static let namespaces = [
    ("xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"), ("xmlns:oa", "http://www.w3.org/ns/oa#"),
    ("xmlns:as", "https://www.w3.org/ns/activitystreams#"), ("xmlns:prov", "http://www.w3.org/ns/prov#"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"), ("xmlns:dcterms", "http://purl.org/dc/terms/"),
    ("xmlns:edm", "http://www.europeana.eu/schemas/edm/"), ("xmlns:foaf", "http://xmlns.com/foaf/0.1/"),
    ("xmlns:owl", "http://www.w3.org/2002/07/owl#"),
    ("xmlns:rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xmlns:iiif", "http://iiif.io/api/presentation/3#"),
  ]
  private static let oa = "http://www.w3.org/ns/oa#"
  private static let xsd = "http://www.w3.org/2001/XMLSchema#"

  private var xml = XMLWriter()

  /// Annotations as one `rdf:RDF` element; `nil` where there are none.
  static func write(_ annotations: [StatementAnnotation]) -> [UInt8]? {
    guard !annotations.isEmpty else { return nil }
    var writer = AnnotationRDFWriter()
    writer.xml.start("rdf:RDF", namespaces)
    for annotation in annotations {
      writer.write(annotation)
      if let review = annotation.review { writer.write(review, of: annotation.id) }
    }
    writer.xml.end()
    return writer.xml.bytes
  }

  private mutating func write(_ annotation: StatementAnnotation) {
    xml.start("oa:Annotation", [("rdf:about", annotation.id)])
    resource("oa:motivatedBy", Self.oa + annotation.motivation)
    if let concept = annotation.concept {
      xml.start("oa:hasBody")
      xml.start("oa:SpecificResource")
      resource("oa:hasSource", concept)
      resource("oa:hasPurpose", Self.oa + annotation.motivation)
      xml.end()
      xml.end()
    }
    textualBody(annotation.label, language: annotation.language, purpose: annotation.motivation)
    for target in annotation.targets { write(target, scope: annotation.scope) }
    literal("edm:confidenceLevel", annotation.confidence, type: "decimal")
    literal("dcterms:created", annotation.generated, type: "dateTime")
    literal("dcterms:issued", annotation.generated, type: "dateTime")
    resource("dcterms:rights", PublishedRights.ofStatements)
    writeGenerator(annotation)
    writeDerivation(annotation)
    xml.element("rdfs:comment", text: annotation.comment)
    xml.end()
  }

  private mutating func textualBody(_ text: String, language: String?, purpose: String) {
    xml.start("oa:hasBody")
    xml.start("oa:TextualBody")
    xml.element("rdf:value", text: text)
    if let language { xml.element("dc:language", text: language) }
    resource("oa:hasPurpose", Self.oa + purpose)
    xml.end()
    xml.end()
  }

  private mutating func write(_ target: StatementAnnotation.Target, scope: String) {
    xml.start("oa:hasTarget")
    xml.start("oa:SpecificResource")
    if let canvas = target.canvas {
      xml.start("oa:hasSource")
      xml.start("iiif:Canvas", [("rdf:about", canvas.id)])
      xml.start("dcterms:isPartOf")
      xml.empty("iiif:Manifest", [("rdf:about", canvas.manifest)])
      xml.end()
      xml.end()
      xml.end()
    } else {
      resource("oa:hasSource", target.source)
    }
    resource("oa:hasScope", scope)
    if let fragment = target.fragment {
      xml.start("oa:hasSelector")
      xml.start("oa:FragmentSelector")
      resource("dcterms:conformsTo", StatementAnnotation.mediaFragments)
      xml.element("rdf:value", text: fragment)
      xml.end()
      xml.end()
    }
    xml.end()
    xml.end()
  }

  private mutating func writeGenerator(_ annotation: StatementAnnotation) {
    xml.start("as:generator")
    xml.start("as:Application", [("rdf:about", annotation.generator)])
    xml.element("foaf:name", text: annotation.model)
    xml.element("owl:versionInfo", text: annotation.generatorVersion)
    xml.end()
    xml.end()
    xml.start("prov:wasGeneratedBy")
    xml.start("prov:Activity")
    resource("prov:wasAssociatedWith", annotation.generator)
    resource("prov:used", annotation.image)
    xml.element("rdfs:label", text: annotation.activity)
    xml.end()
    xml.end()
  }

  private mutating func writeDerivation(_ annotation: StatementAnnotation) {
    xml.start("prov:wasDerivedFrom")
    xml.start("prov:Entity", [("rdf:about", annotation.image)])
    resource("prov:atLocation", annotation.imageRequest)
    xml.element("dcterms:identifier", text: annotation.imageIdentifier)
    xml.end()
    xml.end()
    xml.start("prov:wasDerivedFrom")
    xml.start("prov:Entity")
    xml.element("dcterms:identifier", text: annotation.sourceIdentifier)
    xml.element("owl:versionInfo", text: annotation.sourceVersion)
    xml.end()
    xml.end()
  }

  private mutating func write(_ review: StatementAnnotation.Review, of annotation: String) {
    xml.start("oa:Annotation", [("rdf:about", review.id)])
    resource("oa:motivatedBy", Self.oa + "assessing")
    textualBody(review.verdict, language: "en", purpose: "assessing")
    if let note = review.note { textualBody(note, language: nil, purpose: "commenting") }
    resource("oa:hasTarget", annotation)
    xml.start("dcterms:creator")
    xml.start("foaf:Person")
    xml.element("foaf:nick", text: review.reviewer)
    xml.end()
    xml.end()
    literal("dcterms:created", review.created, type: "dateTime")
    resource("dcterms:rights", PublishedRights.ofStatements)
    xml.end()
  }

  private mutating func resource(_ name: String, _ iri: String) { xml.empty(name, [("rdf:resource", iri)]) }

  private mutating func literal(_ name: String, _ text: String, type: String) {
    xml.element(name, [("rdf:datatype", Self.xsd + type)], text: text)
  }
}
