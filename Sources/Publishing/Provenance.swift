internal import OAIPMH
internal import XMLCodec

/// Where a record was harvested from: one hop of its way, with the hops before it.
///
/// Source: OAI-PMH Guidelines for Aggregators and the provenance container, 2.0.
public struct OriginDescription: Sendable, Equatable {
  /// Hops beyond this depth are no honest chain and would only serve to exhaust a reader.
  static let deepestChain = 32

  /// The address of the repository harvested.
  public var baseURL: String
  /// The identifier there.
  public var identifier: String
  /// The datestamp there, in its granularity.
  public var datestamp: String
  /// The namespace of the metadata harvested.
  public var metadataNamespace: String
  /// When it was harvested, as written.
  public var harvestDate: String
  /// Whether what was harvested was changed before it was offered again, as written.
  public var altered: String
  /// The hop before, which travelled with the record. An array of at most one, so that the type may hold
  /// itself.
  private var earlierHops: [OriginDescription]

  /// One hop.
  public init(
    baseURL: String, identifier: String, datestamp: String, metadataNamespace: String, harvestDate: String,
    altered: String, earlier: OriginDescription? = nil
  ) {
    self.baseURL = baseURL
    self.identifier = identifier
    self.datestamp = datestamp
    self.metadataNamespace = metadataNamespace
    self.harvestDate = harvestDate
    self.altered = altered
    earlierHops = earlier.map { [$0] } ?? []
  }

  /// The hop before.
  public var earlier: OriginDescription? { earlierHops.first }
}

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
    case provenance(OriginDescription?)
    case rights
    case other
  }

  /// Tells what a container is.
  /// - Parameter content: the element inside `about`, self-contained.
  static func content(_ content: [UInt8]) -> Content {
    guard let tape = try? XMLTape(parsing: content, names: names), let root = tape.events.first else {
      // Metadata and header are what a record lives by: a broken container is carried on in `source`, unread.
      return .other
    }
    switch tape.name(root.name).namespace {
    case provenance:
      let start = tape.events.firstIndex { $0.kind == .start && $0.name == Name.originDescription.rawValue }
      return .provenance(start.map { origin(in: tape, at: $0, depth: 0) })
    case rights, String(rights.dropLast()): return .rights
    default: return .other
    }
  }

  private enum Name: Int32, CaseIterable {
    case originDescription, baseURL, identifier, datestamp, metadataNamespace
  }

  private static let harvestDate = Int32(Name.allCases.count)
  private static let altered = Int32(Name.allCases.count + 1)
  private static let names = XMLNameTable(
    Name.allCases.map { (provenance, "\($0)") } + [("", "harvestDate"), ("", "altered")])

  private static func origin(in tape: XMLTape, at index: Int, depth: Int) -> OriginDescription {
    let start = tape.events[index]
    var result = OriginDescription(
      baseURL: "", identifier: "", datestamp: "", metadataNamespace: "",
      harvestDate: tape.attribute(harvestDate, of: start) ?? "",
      altered: tape.attribute(altered, of: start) ?? "")
    var earlier: OriginDescription?
    var child = index + 1
    while child < Int(start.partner) {
      let event = tape.events[child]
      guard event.kind == .start else {
        child += 1
        continue
      }
      let text = { tape.content(at: child).trimmingWhiteSpace() }
      switch Name(rawValue: event.name) {
      case .baseURL: result.baseURL = text()
      case .identifier: result.identifier = text()
      case .datestamp: result.datestamp = text()
      case .metadataNamespace: result.metadataNamespace = text()
      case .originDescription where depth < OriginDescription.deepestChain:
        earlier = origin(in: tape, at: child, depth: depth + 1)
      default: break
      }
      child = Int(event.partner) + 1
    }
    return OriginDescription(
      baseURL: result.baseURL, identifier: result.identifier, datestamp: result.datestamp,
      metadataNamespace: result.metadataNamespace, harvestDate: result.harvestDate, altered: result.altered,
      earlier: earlier)
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
    write(origin, to: &xml)
    xml.end()
    xml.end()
    return xml.bytes
  }

  private static func write(_ origin: OriginDescription, to xml: inout XMLWriter) {
    xml.start("originDescription", [("harvestDate", origin.harvestDate), ("altered", origin.altered)])
    xml.element("baseURL", text: origin.baseURL)
    xml.element("identifier", text: origin.identifier)
    xml.element("datestamp", text: origin.datestamp)
    xml.element("metadataNamespace", text: origin.metadataNamespace)
    if let earlier = origin.earlier { write(earlier, to: &xml) }
    xml.end()
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
