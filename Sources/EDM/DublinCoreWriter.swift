internal import XMLCodec

/// Writes records as unqualified Dublin Core of OAI-PMH.
///
/// A record that came as Dublin Core goes out with its own elements, character for character and in their order;
/// an EDM record is reduced to its Dublin Core. Asserted concepts follow as labels with their language.
///
/// Source: oai_dc.xsd of the Open Archives Initiative; the refinements of DCMI Metadata Terms.
public struct DublinCoreWriter: Sendable {
  /// A writer; it holds no state.
  public init() {}

  /// The record as an `oai_dc:dc` element in UTF-8, without an XML declaration.
  ///
  /// - Parameters:
  ///   - described: the record.
  ///   - links: the concepts to assert, as `dc:subject` or `dc:type` with one element a language.
  public func write(_ described: DescribedRecord, links: [ConceptLink] = []) -> [UInt8] {
    write(described.record, source: described.dublinCore, links: links)
  }

  /// The record as an `oai_dc:dc` element in UTF-8, without an XML declaration.
  ///
  /// - Parameters:
  ///   - record: of the external profile.
  ///   - source: the elements of the record as it came, where it came as Dublin Core.
  ///   - links: the concepts to assert.
  public func write(
    _ record: EDMRecord, source: [DublinCoreStatement]? = nil, links: [ConceptLink] = []
  ) -> [UInt8] {
    var statements = source ?? Self.reduced(record)
    for link in links {
      guard let known = link.property.known, known == .dcSubject || known == .dcType else { continue }
      for label in link.concept.prefLabels {
        let statement = DublinCoreStatement(
          element: known.facts.local, text: label.text, language: label.language)
        if !statements.contains(statement) { statements.append(statement) }
      }
    }
    return Self.bytes(statements)
  }

  private static func bytes(_ statements: [DublinCoreStatement]) -> [UInt8] {
    var writer = XMLWriter(indented: true)
    writer.start(
      "oai_dc:dc",
      [
        ("xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
        ("xmlns:dc", KnownNamespace.dc.name),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        (
          "xsi:schemaLocation",
          "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
        ),
      ])
    for statement in statements {
      let attributes = statement.language.map { [("xml:lang", $0)] } ?? []
      writer.start("dc:" + statement.element, attributes)
      writer.text(statement.text)
      writer.end()
    }
    writer.end()
    return writer.bytes
  }

  // MARK: From EDM

  /// The order in which the elements of a reduced record stand.
  private static let order = [
    "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format",
    "identifier", "source", "language", "relation", "coverage", "rights",
  ]

  /// The Dublin Core element that a property is or refines; `nil` for one without.
  private static func element(for property: KnownProperty) -> String? {
    switch property {
    case .dctermsAlternative: "title"
    case .dctermsTableOfContents: "description"
    case .dctermsCreated, .dctermsIssued: "date"
    case .dctermsExtent, .dctermsMedium: "format"
    case .dctermsSpatial, .dctermsTemporal: "coverage"
    case .dctermsConformsTo, .dctermsHasFormat, .dctermsHasPart, .dctermsHasVersion, .dctermsIsFormatOf,
      .dctermsIsPartOf, .dctermsIsReferencedBy, .dctermsIsReplacedBy, .dctermsIsRequiredBy,
      .dctermsIsVersionOf, .dctermsReferences, .dctermsReplaces, .dctermsRequires:
      "relation"
    case .edmType: "type"
    default: property.facts.namespace == .dc ? property.facts.local : nil
    }
  }

  private static func reduced(_ record: EDMRecord) -> [DublinCoreStatement] {
    var statements: [DublinCoreStatement] = []
    var seen: Set<DublinCoreStatement> = []
    func add(_ statement: DublinCoreStatement) {
      if seen.insert(statement).inserted { statements.append(statement) }
    }
    let described = Dictionary(
      record.resources.lazy.map { ($0.about, $0) }, uniquingKeysWith: { first, _ in first })
    for resource in record.resources(of: .providedCHO) {
      for statement in resource.statements {
        guard let property = statement.property.known, let element = element(for: property) else { continue }
        switch statement.object {
        case .literal(let literal):
          add(DublinCoreStatement(element: element, text: literal.text, language: literal.language))
        case .resource(let iri):
          let labels = described[iri]?.statements.filter { $0.property == .skosPrefLabel } ?? []
          if labels.isEmpty { add(DublinCoreStatement(element: element, text: iri)) }
          for case .literal(let label) in labels.map(\.object) {
            add(DublinCoreStatement(element: element, text: label.text, language: label.language))
          }
        }
      }
    }
    if let aggregation = record.first(.aggregation) {
      for property in [Property.edmIsShownAt, .edmIsShownBy] {
        for object in aggregation.objects(property) {
          add(DublinCoreStatement(element: "identifier", text: object.text))
        }
      }
      for object in aggregation.objects(.edmRights) {
        add(DublinCoreStatement(element: "rights", text: object.text))
      }
    }
    let ranks = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    return statements.enumerated().sorted {
      let (left, right) = (ranks[$0.element.element] ?? 0, ranks[$1.element.element] ?? 0)
      return left == right ? $0.offset < $1.offset : left < right
    }.map(\.element)
  }
}
