internal import XMLCodec

/// One pass over a tape that collects resources and statements.
struct RDFWalk {
  private typealias Syntax = RecordNames.Syntax

  private let tape: XMLTape
  private(set) var record = EDMRecord()
  private(set) var findings: [Finding] = []
  private(set) var repairs: [Repair] = []
  private var anonymousCount = 0

  init(_ tape: XMLTape) { self.tape = tape }

  mutating func run() {
    guard let root = tape.events.first else { return }
    let language = tape.attribute(Syntax.language.number, of: root)
    var index = 1
    while index < Int(root.partner) {
      let event = tape.events[index]
      switch event.kind {
      case .start:
        _ = readResource(at: index, inherited: language)
        index = Int(event.partner) + 1
      case .text:
        if !tape.isBlank(event) {
          report(
            "stray-text", .warning, "rdf:RDF",
            "text \"\(tape.text(of: event).shortened())\" stands "
              + "outside any resource and was left out")
        }
        index += 1
      case .end: index += 1
      }
    }
    if record.resources.contains(where: { $0.kind == .proxy || $0.kind == .europeanaAggregation }) {
      record.profile = .internal
    }
  }

  // MARK: Resources

  /// Reads a node element, with everything inside, and returns what names the resource.
  private mutating func readResource(at index: Int, inherited: String?) -> String {
    let event = tape.events[index]
    let language = tape.attribute(Syntax.language.number, of: event) ?? inherited
    var resource = Resource(kind: resourceClass(of: event), about: "")
    var isNamed = false
    for index in tape.attributeIndices(of: event) {
      let name = tape.attributeName(at: index)
      switch Syntax.of(name) {
      case .about?, .plainAbout?: (resource.about, isNamed) = (tape.attributeValue(at: index), true)
      case .id?: (resource.about, isNamed) = ("#" + tape.attributeValue(at: index), true)
      case .nodeID?: (resource.about, isNamed) = (Self.blankName(tape.attributeValue(at: index)), true)
      case .language?: continue
      case .base?, .datatype?, .resource?, .plainResource?, .parseType?:
        reportAttribute(name, on: resource.kind.label)
      default: resource.statements.append(propertyAttribute((name, tape.attributeValue(at: index)), language))
      }
    }
    if !isNamed { resource.about = anonymousName() }
    // Its place is kept before what is nested in it.
    let place = record.resources.count
    record.resources.append(resource)
    // An element with its text and the white space after it are four events, a link three.
    resource.statements.reserveCapacity((Int(event.partner) - index + 2) / 3)
    readStatements(in: index, of: &resource, language: language)
    if event.name == Syntax.description.number { resource.takeClassFromType() }
    if !resource.kind.isKnown {
      report(
        "unknown-class", .warning, resource.kind.label,
        "\(resource.kind.label) is not a class of the EDM schemas; it is kept and not published as EDM")
    }
    checkOrder(of: resource)
    record.resources[place] = resource
    return resource.about
  }

  private func resourceClass(of event: XMLTape.Event) -> ResourceClass {
    if let known = RecordNames.resourceClass(event.name) { return ResourceClass(known) }
    let name = tape.name(event.name)
    return ResourceClass(QualifiedName(name.namespace, name.local))
  }

  private func propertyAttribute(_ attribute: (name: Int32, value: String), _ language: String?) -> Statement
  {
    let property = property(attribute.name)
    // An attribute cannot say whether it is text or link; rdf:type alone is defined to be a link.
    if property == .rdfType { return Statement(property, .resource(attribute.value)) }
    return Statement(property, .literal(.init(attribute.value, language: language)))
  }

  private mutating func readStatements(in index: Int, of resource: inout Resource, language: String?) {
    let end = Int(tape.events[index].partner)
    var position = index + 1
    while position < end {
      let event = tape.events[position]
      switch event.kind {
      case .start:
        readStatement(at: position, of: &resource, inherited: language)
        position = Int(event.partner) + 1
      case .text:
        if !tape.isBlank(event) {
          report(
            "stray-text", .warning, resource.kind.label,
            "text "
              + "\"\(tape.text(of: event).shortened())\" stands outside any element of "
              + "\(resource.kind.label) \(resource.about.shortened()) and was left out")
        }
        position += 1
      case .end: position += 1
      }
    }
  }

  // MARK: Statements

  /// What the attributes of a property element say.
  private struct Attributes {
    var resource: String?
    var language: String?
    var datatype: String?
    var parseType: String?
    var generation: Statement.Generation?
  }

  private mutating func readStatement(at index: Int, of resource: inout Resource, inherited: String?) {
    let event = tape.events[index]
    let property = property(event.name)
    if !property.isKnown {
      report(
        "unknown-element", .warning, "\(resource.kind.label)/\(property.label)",
        "\(property.label) is not an element of the EDM schemas; it is kept and not published as EDM")
    }
    if readPlainStatement(event, at: index, property, of: &resource, inherited) { return }
    var attributes = Attributes(language: inherited)
    readAttributes(of: event, property, resource.kind, into: &attributes)
    let end = Int(event.partner)
    func add(_ object: Statement.Object) {
      resource.statements.append(Statement(property, object, generation: attributes.generation))
    }

    if let link = attributes.resource { add(.resource(link)) }
    if end == index + 1 {
      if attributes.resource == nil { add(.literal(literal("", attributes))) }
      return
    }
    if end == index + 2 {
      let text = tape.text(of: tape.events[index + 1])
      if attributes.resource == nil {
        add(.literal(literal(text, attributes)))
      } else if !text.isBlank {
        add(.literal(literal(text, attributes)))
        report(
          "E2", .warning, "\(resource.kind.label)/\(property.label)",
          "\(property.label) has both rdf:resource and the text \"\(text.shortened())\"; "
            + "they are published as two elements")
      }
      return
    }
    readNested(at: index, property, attributes, of: &resource)
  }

  /// Reads a statement of the form that nearly all have: a text with its language or without, or a link; false for
  /// any other.
  private func readPlainStatement(
    _ event: XMLTape.Event, at index: Int, _ property: Property, of resource: inout Resource,
    _ inherited: String?
  ) -> Bool {
    let attributes = tape.attributeIndices(of: event)
    guard attributes.count <= 1, Int(event.partner) <= index + 2 else { return false }
    var language = inherited
    if let attribute = attributes.first {
      switch Syntax.of(tape.attributeName(at: attribute)) {
      case .resource? where Int(event.partner) == index + 1:
        let statement = Statement(property, .resource(tape.attributeValue(at: attribute)))
        resource.statements.append(consume statement)
        return true
      case .language?: language = tape.attributeValue(at: attribute)
      default: return false
      }
    }
    guard Int(event.partner) == index + 2 else { return false }
    let text = tape.text(of: tape.events[index + 1])
    let statement = Statement(property, .literal(.init(text, language: language)))
    resource.statements.append(consume statement)
    return true
  }

  private mutating func readAttributes(
    of event: XMLTape.Event, _ property: Property, _ kind: ResourceClass, into attributes: inout Attributes
  ) {
    var agent: String?
    var confidence: String?
    for index in tape.attributeIndices(of: event) {
      let value = tape.attributeValue(at: index)
      switch Syntax.of(tape.attributeName(at: index)) {
      case .resource?, .plainResource?: attributes.resource = value
      case .nodeID?: attributes.resource = Self.blankName(value)
      case .language?: attributes.language = value
      case .datatype?: attributes.datatype = value
      case .parseType?: attributes.parseType = value
      case .wasGeneratedBy?: agent = value
      case .confidenceLevel?: confidence = value
      default: reportAttribute(tape.attributeName(at: index), on: "\(kind.label)/\(property.label)")
      }
    }
    if agent != nil || confidence != nil {
      attributes.generation = Statement.Generation(agent: agent, confidence: confidence)
    }
  }

  /// A property element that holds elements: nested resources, or mark-up within text.
  private mutating func readNested(
    at index: Int, _ property: Property, _ attributes: Attributes, of resource: inout Resource
  ) {
    let end = Int(tape.events[index].partner)
    let path = "\(resource.kind.label)/\(property.label)"
    let holdsText = directTexts(in: index).contains { !tape.isBlank($0) }
    if holdsText || attributes.parseType == "Literal" {
      let text = tape.content(at: index)
      resource.statements.append(
        Statement(property, .literal(literal(text, attributes)), generation: attributes.generation))
      report(
        "markup-in-text", .warning, path,
        "\(property.label) holds elements within its text; the text \"\(text.shortened())\" was read without them"
      )
      return
    }
    if attributes.parseType == "Resource" {
      var nested = Resource(
        kind: ResourceClass(QualifiedName(KnownNamespace.rdf.name, "Description")), about: anonymousName())
      let place = record.resources.count
      record.resources.append(nested)
      readStatements(in: index, of: &nested, language: attributes.language)
      nested.takeClassFromType()
      record.resources[place] = nested
      link(nested.about, property, attributes, of: &resource, path)
      return
    }
    var position = index + 1
    while position < end {
      let event = tape.events[position]
      if event.kind == .start {
        let name = readResource(at: position, inherited: attributes.language)
        link(name, property, attributes, of: &resource, path)
        position = Int(event.partner)
      }
      position += 1
    }
  }

  private mutating func link(
    _ name: String, _ property: Property, _ attributes: Attributes, of resource: inout Resource,
    _ path: String
  ) {
    resource.statements.append(Statement(property, .resource(name), generation: attributes.generation))
    // A quality annotation belongs inside its property.
    guard property != .dqvHasQualityAnnotation else { return }
    repairs.append(
      Repair(
        kind: "nested-resource", place: path, before: "a resource inside \(property.label)",
        after: "a resource of its own, linked by rdf:resource=\"\(name)\""))
  }

  private func directTexts(in index: Int) -> [XMLTape.Event] {
    var texts: [XMLTape.Event] = []
    var position = index + 1
    while position < Int(tape.events[index].partner) {
      let event = tape.events[position]
      if event.kind == .text { texts.append(event) }
      position = event.kind == .start ? Int(event.partner) + 1 : position + 1
    }
    return texts
  }

  // MARK: Names

  private func literal(_ text: String, _ attributes: Attributes) -> Statement.Literal {
    Statement.Literal(text, language: attributes.language, datatype: attributes.datatype)
  }

  private func property(_ number: Int32) -> Property {
    if let known = RecordNames.property(number) { return Property(known) }
    let name = tape.name(number)
    return Property(QualifiedName(name.namespace, name.local))
  }

  private mutating func anonymousName() -> String {
    anonymousCount += 1
    return "_:b\(anonymousCount)"
  }

  /// Named blank nodes cannot collide with anonymous ones, which are `_:b1` and so on.
  private static func blankName(_ nodeID: String) -> String { "_:node-" + nodeID }

  // MARK: Reports

  /// Notes the first element of a resource that stands after one it should precede.
  private mutating func checkOrder(of resource: Resource) {
    guard record.profile == .external, let kind = resource.kind.known, kind != .concept else { return }
    var highest = -1
    var last: KnownProperty?
    for index in resource.statements.indices {
      guard let property = resource.statements[index].property.known,
        var position = ExternalSchema.position(of: property, in: kind)
      else { continue }
      if kind == .providedCHO { position = max(position, ExternalSchema.lastFreePosition) }
      if position < highest, let last {
        repairs.append(
          Repair(
            kind: "element-order", place: "\(kind.label)/\(property.facts.label)",
            before: "\(property.facts.label) after \(last.facts.label)",
            after: "moved to its place in the schema"))
        return
      }
      if position > highest { (highest, last) = (position, property) }
    }
  }

  private mutating func reportAttribute(_ number: Int32, on path: String) {
    let name = tape.name(number)
    report(
      "unknown-attribute", .warning, path,
      "the attribute \(QualifiedName(name.namespace, name.local).label) "
        + "has no meaning here and was left out")
  }

  private mutating func report(
    _ rule: String, _ severity: Finding.Severity, _ path: String, _ message: String
  ) {
    findings.append(Finding(rule: rule, severity: severity, path: path, message: message))
  }
}

extension RecordNames.Syntax {
  fileprivate static func of(_ number: Int32) -> Self? { RecordNames.syntax(number) }
}

extension Resource {
  /// Gives a described resource the class that its first `rdf:type` names, as RDF/XML's typed nodes do.
  fileprivate mutating func takeClassFromType() {
    for (index, statement) in statements.enumerated() where statement.property == .rdfType {
      guard case .resource(let iri) = statement.object, let name = Self.className(iri) else { continue }
      kind = ResourceClass(name)
      statements.remove(at: index)
      return
    }
  }

  /// A class of the EDM schemas by its IRI.
  private static func className(_ iri: String) -> QualifiedName? {
    for kind in KnownClass.allCases where iri == kind.namespace.name + kind.local {
      return QualifiedName(kind.namespace.name, kind.local)
    }
    return nil
  }
}
