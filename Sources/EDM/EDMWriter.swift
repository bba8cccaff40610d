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
    var writer = XMLWriter(indented: true)
    var attributes: [(String, String)] = []
    for namespace in KnownNamespace.allCases where plan.namespaces.contains(namespace) {
      attributes.append(("xmlns:" + namespace.prefix, namespace.name))
    }
    writer.start("rdf:RDF", attributes)
    for entry in plan.entries {
      let resource = plan.resources[entry.resource]
      writer.start(entry.kind.label, [("rdf:about", resource.about)])
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
      let statement = resource.statements[arranged.index]
      let label = arranged.property.facts.label
      if let nested = arranged.nested {
        writer.start(label)
        writer.start(KnownClass.qualityAnnotation.label)
        write(nested.statements, of: plan.resources[nested.resource], in: plan, false, to: &writer)
        writer.end()
        writer.end()
        continue
      }
      var attributes: [(String, String)] = []
      switch statement.object {
      case .resource(let iri): attributes.append(("rdf:resource", iri))
      case .literal(let literal):
        if let language = literal.language, arranged.keepsLanguage {
          attributes.append(("xml:lang", language))
        }
        if let datatype = arranged.values.requiredDatatype {
          attributes.append(("rdf:datatype", datatype))
        } else if let datatype = literal.datatype, arranged.keepsDatatype {
          attributes.append(("rdf:datatype", datatype))
        }
      }
      if statementAttributes, arranged.values == .literal || arranged.values == .either,
        let generation = statement.generation
      {
        attributes += Self.attributes(of: generation)
      }
      writer.start(label, attributes)
      if case .literal(let literal) = statement.object { writer.text(literal.text) }
      writer.end()
    }
  }

  /// The statement attributes as far as their values are what the schema takes.
  private static func attributes(of generation: Statement.Generation) -> [(String, String)] {
    var attributes: [(String, String)] = []
    if let agent = generation.agent, agent == "SoftwareAgent" || agent == "Person" {
      attributes.append(("edm:wasGeneratedBy", agent))
    }
    if let confidence = generation.confidence, let value = Double(confidence), (0...1).contains(value),
      confidence.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") })
    {
      attributes.append(("edm:confidenceLevel", confidence))
    }
    return attributes
  }
}
