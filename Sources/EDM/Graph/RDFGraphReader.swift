internal import XMLCodec

/// Reads what Winnow publishes as RDF/XML into a graph, statement by statement in the order of the document.
///
/// Typed nodes, links, texts with language or datatype, nested and unnamed nodes. The attributes
/// `edm:wasGeneratedBy` and `edm:confidenceLevel` of a statement are left out: to RDF they would be claims about the
/// concept that the statement links to, and where it holds a text, that text would be lost. Characters that no IRI may
/// hold, such as spaces in addresses of images, are percent-encoded: one of them would keep others from reading all the
/// rest.
///
/// Source: RDF 1.1 XML Syntax (W3C 2014), section 6, without `rdf:li`, `rdf:ID` on properties, `rdf:parseType`.
public struct RDFGraphReader: Sendable {
  /// A reader; it holds no state.
  public init() {}

  /// The statements of a document.
  /// - Parameters:
  ///   - document: an `rdf:RDF` element.
  ///   - base: the IRI against which relative references are resolved.
  /// - Throws: where the bytes are not well-formed or the root is no `rdf:RDF`.
  public func statements(in document: [UInt8], base: String) throws(EDMReadError) -> [RDFStatement] {
    let tape: XMLTape
    do {
      tape = try XMLTape(
        parsing: document, names: RecordNames.table, limits: XMLLimits(maximumBytes: 64 << 20))
    } catch {
      throw .malformed(error)
    }
    guard let root = tape.events.first, root.name == RecordNames.Syntax.rdf.number else {
      let name = tape.events.first.map { tape.name($0.name) } ?? (namespace: "", local: "")
      throw .notRDF(QualifiedName(name.namespace, name.local))
    }
    var walk = GraphWalk(tape: tape, base: base)
    walk.readNodes(in: 0, language: tape.attribute(RecordNames.Syntax.language.number, of: root))
    return walk.statements
  }
}

/// One pass over a tape that collects statements.
private struct GraphWalk {
  private typealias Syntax = RecordNames.Syntax
  private static let rdf = KnownNamespace.rdf.name

  let tape: XMLTape
  let base: String
  var statements: [RDFStatement] = []
  private var blanks: [String: Int] = [:]
  private var blankCount = 0

  init(tape: XMLTape, base: String) {
    self.tape = tape
    self.base = base
    statements.reserveCapacity(tape.events.count / 3)
  }

  /// Reads the node elements inside an element; returns the nodes.
  @discardableResult
  mutating func readNodes(in index: Int, language: String?) -> [RDFNode] {
    var nodes: [RDFNode] = []
    var position = index + 1
    while position < Int(tape.events[index].partner) {
      let event = tape.events[position]
      if event.kind == .start {
        nodes.append(readNode(at: position, inherited: language))
        position = Int(event.partner)
      }
      position += 1
    }
    return nodes
  }

  private mutating func readNode(at index: Int, inherited: String?) -> RDFNode {
    let event = tape.events[index]
    let language = tape.attribute(Syntax.language.number, of: event) ?? inherited
    let node =
      if let about = tape.attribute(Syntax.about.number, of: event) {
        RDFNode.iri(resolved(about))
      } else if let id = tape.attribute(Syntax.id.number, of: event) {
        RDFNode.iri(resolved("#" + id))
      } else {
        blank(tape.attribute(Syntax.nodeID.number, of: event))
      }
    if event.name != Syntax.description.number {
      statements.append(RDFStatement(node, Self.rdf + "type", .iri(name(event.name))))
    }
    for place in tape.attributeIndices(of: event) where isProperty(tape.attributeName(at: place)) {
      let text = tape.attributeValue(at: place)
      statements.append(
        RDFStatement(
          node, name(tape.attributeName(at: place)), .literal(text, language: language, datatype: nil)))
    }
    var position = index + 1
    while position < Int(event.partner) {
      let child = tape.events[position]
      if child.kind == .start {
        readProperty(at: position, of: node, inherited: language)
        position = Int(child.partner)
      }
      position += 1
    }
    return node
  }

  private mutating func readProperty(at index: Int, of subject: RDFNode, inherited: String?) {
    let event = tape.events[index]
    let language = tape.attribute(Syntax.language.number, of: event) ?? inherited
    let predicate = name(event.name)
    let objects: [RDFNode]
    if let link = tape.attribute(Syntax.resource.number, of: event) {
      objects = [.iri(resolved(link))]
    } else if let id = tape.attribute(Syntax.nodeID.number, of: event) {
      objects = [blank(id)]
    } else if holdsNodes(index) {
      // What is said of the nested node follows what links to it.
      let place = statements.count
      let nodes = readNodes(in: index, language: language)
      statements.insert(contentsOf: nodes.map { RDFStatement(subject, predicate, $0) }, at: place)
      return
    } else {
      let datatype = tape.attribute(Syntax.datatype.number, of: event).map { resolved($0) }
      let named = datatype == nil ? language.flatMap { $0.isEmpty ? nil : $0 } : nil
      objects = [.literal(tape.content(at: index), language: named, datatype: datatype)]
    }
    for object in objects { statements.append(RDFStatement(subject, predicate, object)) }
  }

  private func holdsNodes(_ index: Int) -> Bool {
    let end = Int(tape.events[index].partner)
    return end > index + 2 && tape.events[index + 1..<end].contains { $0.kind == .start }
  }

  private func isProperty(_ number: Int32) -> Bool {
    guard RecordNames.syntax(number) == nil else { return false }
    return tape.name(number).namespace != "http://www.w3.org/XML/1998/namespace"
  }

  private mutating func blank(_ id: String?) -> RDFNode {
    if let id, let known = blanks[id] { return .blank(known) }
    blankCount += 1
    if let id { blanks[id] = blankCount }
    return .blank(blankCount)
  }

  private func name(_ number: Int32) -> String {
    if let known = RecordNames.iri(number) { return known }
    let name = tape.name(number)
    return name.namespace + name.local
  }

  private func resolved(_ reference: String) -> String {
    IRI.escaped(IRIResolution.resolve(reference, against: base))
  }
}

extension RecordNames {
  /// The IRIs of properties and classes by their numbers, so that they are not joined anew for every statement.
  private static let iris = table.known.prefix(Int(firstSyntax)).map { $0.namespace + $0.local }

  fileprivate static func iri(_ number: Int32) -> String? {
    number < firstSyntax ? iris[Int(number)] : nil
  }
}
