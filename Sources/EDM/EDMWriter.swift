internal import XMLCodec

/// Writes records as canonical RDF/XML of the external EDM profile.
///
/// Resources stand in the order of classes of the schema, statements in the sequence that the schema
/// prescribes, both otherwise in the order of the record; the namespaces in use are declared on the root in a
/// fixed order. Equal content gives equal bytes. What the schema cannot hold is left out and reported.
///
/// Source: EDM.xsd; the profile is described in the EDM Mapping Guidelines of Europeana.
public struct EDMWriter: Sendable {
  /// A writer; it holds no state.
  public init() {}

  /// The record as an `rdf:RDF` element in UTF-8, without an XML declaration.
  ///
  /// - Parameters:
  ///   - record: of either profile; an internal one is converted first (``EDMRecord/external()``).
  ///   - statementAttributes: whether to write `edm:wasGeneratedBy` and `edm:confidenceLevel`. They are not
  ///     RDF: a reader of RDF takes them for claims about the linked concept.
  /// - Returns: the bytes, and a finding for everything that was left out.
  public func write(_ record: EDMRecord, statementAttributes: Bool = false) -> (
    bytes: [UInt8], omitted: [Finding]
  ) {
    let converted = record.profile == .internal ? record.external() : (record: record, findings: [])
    var plan = SchemaPlan(converted.record)
    plan.arrange()
    var writer = XMLWriter(indented: true, capacity: 8192)
    writer.startLeaf(Self.root)
    for (namespace, start) in Self.declarations where plan.namespaces.contains(namespace) {
      writer.leafAttribute(start, namespace.name)
    }
    writer.openLeaf(Self.root)
    for entry in plan.entries {
      let resource = plan.resources[entry.resource]
      writer.start(Self.classTags[Int(entry.kind.rawValue)], Self.about, resource.about)
      write(entry.statements, of: resource, in: plan, statementAttributes, to: &writer)
      writer.end()
    }
    writer.end()
    return (writer.bytes, converted.findings + plan.omitted)
  }

  private func write(
    _ statements: [SchemaPlan.Arranged], of resource: Resource, in plan: SchemaPlan,
    _ statementAttributes: Bool, to writer: inout XMLWriter
  ) {
    for arranged in statements {
      if let nested = arranged.nested.map({ plan.nested[$0] }) {
        writer.start(arranged.property.facts.label)
        writer.start(KnownClass.qualityAnnotation.label)
        write(nested.statements, of: plan.resources[nested.resource], in: plan, false, to: &writer)
        writer.end()
        writer.end()
        continue
      }
      let tag = Self.tags[Int(arranged.property.rawValue)]
      writer.startLeaf(tag)
      var text = ""
      switch resource.statements[arranged.index].object {
      case .resource(let iri): writer.leafAttribute(Self.resource, iri)
      case .literal(let literal):
        text = literal.text
        if let language = literal.language, arranged.keepsLanguage {
          writer.leafAttribute(Self.language, language)
        }
        if let datatype = arranged.values.requiredDatatype {
          writer.leafAttribute(Self.datatype, datatype)
        } else if let datatype = literal.datatype, arranged.keepsDatatype {
          writer.leafAttribute(Self.datatype, datatype)
        }
      }
      if statementAttributes, arranged.values == .literal || arranged.values == .either,
        let generation = resource.statements[arranged.index].generation
      {
        for (name, value) in Self.attributes(of: generation) { writer.leafAttribute(name, value) }
      }
      writer.endLeaf(tag, text: text)
    }
  }

  /// The tags of each property, by its number.
  private static let tags = KnownProperty.allCases.map { XMLTag($0.facts.label) }
  /// The tags of each class, by its number.
  private static let classTags = KnownClass.allCases.map { XMLTag($0.label) }
  private static let about = XMLAttributeStart("rdf:about")
  private static let resource = XMLAttributeStart("rdf:resource")
  private static let language = XMLAttributeStart("xml:lang")
  private static let datatype = XMLAttributeStart("rdf:datatype")
  private static let generatedBy = XMLAttributeStart("edm:wasGeneratedBy")
  private static let confidence = XMLAttributeStart("edm:confidenceLevel")
  /// The root element and the declarations of its namespaces, by their numbers.
  private static let root = XMLTag("rdf:RDF")
  private static let declarations = KnownNamespace.allCases.map {
    (namespace: $0, start: XMLAttributeStart("xmlns:" + $0.prefix))
  }

  /// The start tag of a document of many records, with every namespace that a written record may use.
  public static let openingTag: [UInt8] = {
    let names = KnownNamespace.allCases.map { " xmlns:\($0.prefix)=\"\($0.name)\"" }.joined()
    return Array("<rdf:RDF\(names)>\n".utf8)
  }()

  /// The statement attributes as far as their values are what the schema takes.
  private static func attributes(of generation: Statement.Generation) -> [(XMLAttributeStart, String)] {
    var attributes: [(XMLAttributeStart, String)] = []
    if let agent = generation.agent, agent == "SoftwareAgent" || agent == "Person" {
      attributes.append((generatedBy, agent))
    }
    if let confidence = generation.confidence, let value = Double(confidence), (0...1).contains(value),
      confidence.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") })
    {
      attributes.append((Self.confidence, confidence))
    }
    return attributes
  }
}
