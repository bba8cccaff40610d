internal import XMLCodec

/// Words about one statement of a record's metadata.
struct StatementRemark {
  enum Object {
    case resource(String)
    case text(String)
  }

  var subject: String
  var predicate: String
  var object: Object
  /// In English.
  var comment: String
}

/// The containers of `about` that Winnow understands and writes.
enum AboutContainer {
  static let provenance = "http://www.openarchives.org/OAI/2.0/provenance"
  static let rights = "http://www.openarchives.org/OAI/2.0/rights/"
  private static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  private static let schemaInstance = "http://www.w3.org/2001/XMLSchema-instance"

  /// What the content of an incoming `about` is.
  enum Content: Equatable {
    case provenance(Result<OriginDescription, ProvenanceFault>)
    case rights
    case other
  }

  /// Tells what a container is.
  /// - Parameter content: the element inside `about`, self-contained.
  static func content(_ content: [UInt8]) -> Content {
    guard let tape = try? XMLTape(parsing: content, names: ProvenanceReader.names),
      let root = tape.events.first
    else {
      // Metadata and header are what a record lives by: a broken container is carried on in `source`, unread.
      return .other
    }
    switch tape.name(root.name).namespace {
    case provenance: return .provenance(ProvenanceReader.chain(in: tape))
    case rights, String(rights.dropLast()): return .rights
    default: return .other
    }
  }

  /// An `about` with the way of a record.
  static func about(_ origin: OriginDescription) -> [UInt8] {
    var xml = XMLWriter()
    xml.start("about")
    xml.start(
      "provenance",
      [
        ("xmlns", provenance), ("xmlns:xsi", schemaInstance),
        ("xsi:schemaLocation", "\(provenance) http://www.openarchives.org/OAI/2.0/provenance.xsd"),
      ])
    let hops = origin.hops
    for hop in hops {
      xml.start("originDescription", [("harvestDate", hop.harvestDate), ("altered", hop.altered)])
      xml.element("baseURL", text: hop.baseURL)
      xml.element("identifier", text: hop.identifier)
      xml.element("datestamp", text: hop.datestamp)
      xml.element("metadataNamespace", text: hop.metadataNamespace)
    }
    for _ in hops { xml.end() }
    xml.end()
    xml.end()
    return xml.bytes
  }

  /// An `about` with the rights of the metadata, by the address of a statement.
  static func about(rightsReference: String) -> [UInt8] {
    var xml = XMLWriter()
    xml.start("about")
    xml.start(
      "rights",
      [
        ("xmlns", rights), ("xmlns:xsi", schemaInstance),
        ("xsi:schemaLocation", "\(rights) http://www.openarchives.org/OAI/2.0/rights.xsd"),
      ])
    xml.empty("rightsReference", [("ref", rightsReference)])
    xml.end()
    xml.end()
    return xml.bytes
  }

  /// An `about` that tells of one statement of the metadata that it is not the provider's: the statement as RDF
  /// names it, with a comment.
  ///
  /// Neither EDM nor Dublin Core has a place to say so in the metadata, and the containers of the OAI know only
  /// the record as a whole. `rdf:Statement` is made for words about one statement, and readers that do not know
  /// it pass it by.
  /// Source: RDF Schema 1.1, section 5.3.
  static func about(_ remark: StatementRemark) -> [UInt8] {
    var xml = XMLWriter()
    xml.start("about")
    xml.start("rdf:RDF", [("xmlns:rdf", rdf), ("xmlns:rdfs", "http://www.w3.org/2000/01/rdf-schema#")])
    xml.start("rdf:Statement")
    xml.empty("rdf:subject", [("rdf:resource", remark.subject)])
    xml.empty("rdf:predicate", [("rdf:resource", remark.predicate)])
    switch remark.object {
    case .resource(let iri): xml.empty("rdf:object", [("rdf:resource", iri)])
    case .text(let text): xml.element("rdf:object", text: text)
    }
    xml.element("rdfs:comment", [("xml:lang", "en")], text: remark.comment)
    xml.end()
    xml.end()
    xml.end()
    return xml.bytes
  }

  /// An `about` with a container as it came.
  static func about(carrying content: [UInt8]) -> [UInt8] {
    var xml = XMLWriter()
    xml.start("about")
    xml.raw(content)
    xml.end()
    return xml.bytes
  }
}

extension String {
  /// The text without the white space of XML at either end.
  func trimmingWhiteSpace() -> String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
    guard let start = firstIndex(where: { !isSpace($0) }), let end = lastIndex(where: { !isSpace($0) }) else {
      return ""
    }
    return String(self[start...end])
  }
}
