internal import XMLCodec

/// Reads the concepts of a vocabulary: SKOS as RDF/XML, Turtle or N-Triples, and entities of Wikidata as JSON.
///
/// Of the notes of SKOS all kinds become notes; labels and notes that are resources of their own (SKOS-XL, the scope
/// notes of the Getty vocabularies) are taken from these. Subject headings of the Gemeinsame Normdatei are read by
/// its own ontology. Statements that say nothing about concepts are passed over.
///
/// Source: SKOS Reference (W3C 2009).
public struct SKOSReader: Sendable {
  /// A form in which vocabularies are written.
  public enum Format: String, Sendable, CaseIterable {
    case rdfXML = "rdfxml"
    /// Turtle, and N-Triples as a part of it.
    case turtle
    /// The JSON of `Special:EntityData` of Wikidata.
    case wikidata
  }

  /// What a document may cost to read.
  public var limits: SKOSLimits

  /// A reader with limits on what a document may cost.
  public init(limits: SKOSLimits = SKOSLimits()) { self.limits = limits }

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - bytes: the document in UTF-8; RDF/XML in any encoding that it declares.
  ///   - format: how it is written; `nil` where that is to be told from its beginning.
  ///   - base: the address of the document, against which relative references are resolved; "" for none.
  /// - Returns: the concepts that have a label, in the order of the document; of a preferred label in one language
  ///   the first.
  /// - Throws: ``SKOSError`` for what is no such document, or costs more than the limits allow.
  public func read(_ bytes: [UInt8], format: Format? = nil, base: String = "") throws(SKOSError) -> [Concept]
  {
    guard bytes.count <= limits.maximumBytes else {
      throw .tooLarge("\(bytes.count) bytes, more than \(limits.maximumBytes)")
    }
    let format = if let format { format } else { try Self.format(of: bytes) }
    switch format {
    case .turtle:
      var parser = try TurtleParser(bytes, base: base, limits: limits, sink: ConceptCollector())
      try parser.run()
      return parser.sink.concepts()
    case .rdfXML: return try readXML(bytes, base: base)
    case .wikidata: return try WikidataEntities(bytes).concepts()
    }
  }

  /// How a document is written, told from its first characters.
  ///
  /// - Throws: ``SKOSError`` for an empty document and for a web page.
  public static func format(of bytes: [UInt8]) throws(SKOSError) -> Format {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = bytes[start...].firstIndex(where: { !TurtleScanner.isBlank($0) }) else {
      throw .notRDF("nothing at all")
    }
    let beginning = String(decoding: bytes[first...].prefix(1024), as: UTF8.self).lowercased()
    if beginning.hasPrefix("{") { return .wikidata }
    if beginning.hasPrefix("<!doctype html") || beginning.hasPrefix("<html")
      || (beginning.hasPrefix("<?xml") && beginning.contains("<html"))
    {
      throw .notRDF("a web page")
    }
    // An IRI in brackets has a colon before its end; a tag has a blank or its end.
    let isTag =
      beginning.hasPrefix("<?") || beginning.hasPrefix("<!") || beginning.hasPrefix("<rdf:")
      || beginning.hasPrefix("<rdf ")
    return isTag || bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) ? .rdfXML : .turtle
  }

  private func readXML(_ bytes: [UInt8], base: String) throws(SKOSError) -> [Concept] {
    let tape: XMLTape
    do {
      tape = try XMLTape(
        parsing: bytes, names: RecordNames.table, limits: XMLLimits(maximumBytes: limits.maximumBytes))
    } catch {
      throw .malformedXML(error)
    }
    guard let root = tape.events.first, root.name == RecordNames.Syntax.rdf.number else {
      let name = tape.events.first.map { tape.name($0.name).local } ?? ""
      throw .notRDF("XML with the root \"\(name)\"")
    }
    guard tape.events.count / 2 <= limits.maximumStatements else {
      throw .tooLarge("more than \(limits.maximumStatements) statements")
    }
    let base = tape.attribute(RecordNames.Syntax.base.number, of: root) ?? base
    var walk = RDFWalk(tape)
    walk.run()
    var collector = ConceptCollector()
    for resource in walk.record.resources { try Self.pass(resource, base: base, to: &collector) }
    return collector.concepts()
  }

  private static func pass(
    _ resource: Resource, base: String, to collector: inout ConceptCollector
  ) throws(SKOSError) {
    func term(_ name: String) -> RDFTerm {
      .iri(name.hasPrefix("_:") ? name : IRIResolution.resolve(name, against: base))
    }
    let subject = term(resource.about)
    let kind = resource.kind.name
    let type = kind.namespace + kind.local
    let rdf = KnownNamespace.rdf.name
    if type != rdf + "Description" { try collector.take(subject, rdf + "type", .iri(type)) }
    for statement in resource.statements {
      let property = statement.property.name
      let object: RDFTerm =
        switch statement.object {
        case .literal(let literal): .literal(literal.text, language: literal.language ?? "")
        case .resource(let iri): term(iri)
        }
      try collector.take(subject, property.namespace + property.local, object)
    }
  }
}
