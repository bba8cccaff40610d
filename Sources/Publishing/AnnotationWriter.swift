internal import EDM
internal import Hashing
internal import OAIPMH
internal import Store
internal import XMLCodec

/// Writes what Winnow says of a record as Web Annotations in RDF/XML.
///
/// One annotation a statement: the concept is its body, the web resource in the scope of the described object
/// its target, the model with its weights its generator. What a person decided is an annotation of its own
/// that assesses the first. What a person rejected stays: a model said it, its comment begins with `rejected`,
/// and the assessment beside it has something to point to. It stands in no other format.
/// Source: Web Annotation Data Model and Vocabulary (W3C 2017); PROV-O (W3C 2013); RFC 6920 for the names of
/// images and weights by their hash. The confidence is `edm:confidenceLevel`, since the model has no term for
/// it.
struct AnnotationWriter {
  private static let namespaces = [
    ("xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"), ("xmlns:oa", "http://www.w3.org/ns/oa#"),
    ("xmlns:as", "https://www.w3.org/ns/activitystreams#"), ("xmlns:prov", "http://www.w3.org/ns/prov#"),
    ("xmlns:dcterms", "http://purl.org/dc/terms/"), ("xmlns:edm", "http://www.europeana.eu/schemas/edm/"),
    ("xmlns:foaf", "http://xmlns.com/foaf/0.1/"), ("xmlns:owl", "http://www.w3.org/2002/07/owl#"),
    ("xmlns:rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
  ]
  private static let oa = "http://www.w3.org/ns/oa#"
  private static let xsd = "http://www.w3.org/2001/XMLSchema#"
  private static let publicDomainDedication = "http://creativecommons.org/publicdomain/zero/1.0/"
  private static let mediaFragments = "http://www.w3.org/TR/media-frags/"

  /// The beginning of the IRIs of annotations.
  let base: String
  /// The described object.
  let scope: String
  /// The record as harvested: its identifier at the provider.
  let sourceIdentifier: String

  private var xml = XMLWriter()

  init(base: String, scope: String, sourceIdentifier: String) {
    self.base = base
    self.scope = scope
    self.sourceIdentifier = sourceIdentifier
  }

  /// The annotations of a record as one `rdf:RDF` element; `nil` where nothing is said of it.
  consuming func annotations(_ statements: [EnrichmentStatement]) -> [UInt8]? {
    guard !statements.isEmpty else { return nil }
    xml.start("rdf:RDF", Self.namespaces)
    for statement in statements.sorted(by: { $0.id < $1.id }) {
      writeAnnotation(statement)
      if let decision = statement.decision { writeAssessment(decision, of: statement) }
    }
    xml.end()
    return xml.bytes
  }

  private func iri(of statement: EnrichmentStatement) -> String {
    statement.id.contains(":") ? statement.id : base + PublishedIdentifier.percentEncoded(statement.id)
  }

  private mutating func writeAnnotation(_ statement: EnrichmentStatement) {
    xml.start("oa:Annotation", [("rdf:about", iri(of: statement))])
    resource("oa:motivatedBy", Self.oa + (statement.property == "dc:type" ? "classifying" : "tagging"))
    writeBody(statement)
    writeTarget(statement)
    literal("edm:confidenceLevel", Self.decimal(statement.confidence), type: "decimal")
    literal("dcterms:created", statement.generatedAt.description, type: "dateTime")
    literal("dcterms:issued", statement.generatedAt.description, type: "dateTime")
    resource("dcterms:rights", Self.publicDomainDedication)
    writeGenerator(statement)
    writeDerivation(statement)
    xml.element("rdfs:comment", text: "\(statement.standing.rawValue): \(statement.reason)")
    xml.end()
  }

  private mutating func writeBody(_ statement: EnrichmentStatement) {
    guard statement.concept.isEmpty else { return resource("oa:hasBody", statement.concept) }
    textualBody(statement.label, language: "en")
  }

  private mutating func textualBody(_ text: String, language: String?, purpose: String? = nil) {
    xml.start("oa:hasBody")
    xml.start("oa:TextualBody")
    xml.element("rdf:value", language.map { [("xml:lang", $0)] } ?? [], text: text)
    if let purpose { resource("oa:hasPurpose", Self.oa + purpose) }
    xml.end()
    xml.end()
  }

  private mutating func writeTarget(_ statement: EnrichmentStatement) {
    xml.start("oa:hasTarget")
    xml.start("oa:SpecificResource")
    resource("oa:hasSource", statement.webResource)
    resource("oa:hasScope", scope)
    if statement.region != "full" {
      xml.start("oa:hasSelector")
      xml.start("oa:FragmentSelector")
      resource("dcterms:conformsTo", Self.mediaFragments)
      xml.element("rdf:value", text: "xywh=\(statement.region)")
      xml.end()
      xml.end()
    }
    xml.end()
    xml.end()
  }

  private mutating func writeGenerator(_ statement: EnrichmentStatement) {
    xml.start("as:generator")
    xml.start("as:Application", [("rdf:about", Self.name(of: statement.weightsHash))])
    xml.element("foaf:name", text: statement.model)
    xml.element("owl:versionInfo", text: "weights sha256:\(statement.weightsHash.hexadecimal)")
    xml.end()
    xml.end()
    xml.start("prov:wasGeneratedBy")
    xml.start("prov:Activity")
    resource("prov:wasAssociatedWith", Self.name(of: statement.weightsHash))
    resource("prov:used", Self.name(of: statement.medium))
    xml.element("rdfs:label", text: "preprocessing \(statement.preprocessing), region \(statement.region)")
    xml.end()
    xml.end()
  }

  private mutating func writeDerivation(_ statement: EnrichmentStatement) {
    xml.start("prov:wasDerivedFrom")
    xml.start("prov:Entity", [("rdf:about", Self.name(of: statement.medium))])
    resource("prov:atLocation", statement.imageRequest)
    xml.element("dcterms:identifier", text: "sha256:\(statement.medium.hexadecimal)")
    xml.end()
    xml.end()
    xml.start("prov:wasDerivedFrom")
    xml.start("prov:Entity")
    xml.element("dcterms:identifier", text: sourceIdentifier)
    xml.element("owl:versionInfo", text: String(statement.recordVersion))
    xml.end()
    xml.end()
  }

  private mutating func writeAssessment(_ decision: ReviewDecision, of statement: EnrichmentStatement) {
    xml.start("oa:Annotation", [("rdf:about", iri(of: statement) + "/review")])
    resource("oa:motivatedBy", Self.oa + "assessing")
    textualBody(decision.verdict == .accept ? "accepted" : "rejected", language: "en", purpose: "assessing")
    if let note = decision.note { textualBody(note, language: nil, purpose: "commenting") }
    resource("oa:hasTarget", iri(of: statement))
    xml.start("dcterms:creator")
    xml.start("foaf:Person")
    xml.element("foaf:nick", text: decision.reviewer)
    xml.end()
    xml.end()
    literal("dcterms:created", decision.at.description, type: "dateTime")
    resource("dcterms:rights", Self.publicDomainDedication)
    xml.end()
  }

  private mutating func resource(_ name: String, _ iri: String) { xml.empty(name, [("rdf:resource", iri)]) }

  private mutating func literal(_ name: String, _ text: String, type: String) {
    xml.element(name, [("rdf:datatype", Self.xsd + type)], text: text)
  }

  /// The name of some bytes by their hash (RFC 6920).
  static func name(of hash: ContentHash) -> String { "ni:///sha-256;" + Base64URL.text(hash.bytes) }

  /// A number from 0 to 1 with at most four decimals, as `xsd:decimal` writes it.
  static func decimal(_ number: Double) -> String {
    let scaled = Int((min(max(number, 0), 1) * 10_000).rounded())
    guard scaled < 10_000 else { return "1.0" }
    var digits = String(scaled)
    digits = String(repeating: "0", count: 4 - digits.count) + digits
    while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
    return "0." + digits
  }
}
