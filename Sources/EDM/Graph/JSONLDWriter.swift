/// Writes statements as compact JSON-LD: the nodes of one record as a line of the `@graph` of a document.
///
/// Names are shortened by a context of prefixes alone, so that every key tells its property; links are `@id`,
/// texts have their `@language` or `@type` beside them, and a node without a name stands where it is linked from.
///
/// Source: JSON-LD 1.1 (W3C 2020), sections 3.1, 4.1.5, 4.2.
public struct JSONLDWriter: Sendable {
  private static let type = KnownNamespace.rdf.name + "type"
  private static let prefixes: [(prefix: String, name: String)] =
    KnownNamespace.allCases.map { (prefix: $0.prefix, name: $0.name) } + [
      (prefix: "as", name: "https://www.w3.org/ns/activitystreams#"),
      (prefix: "prov", name: "http://www.w3.org/ns/prov#"),
      (prefix: "xsd", name: "http://www.w3.org/2001/XMLSchema#"),
    ]

  private let blankPrefix: String

  /// A writer.
  /// - Parameter blankPrefix: as for ``NTriplesWriter``.
  public init(blankPrefix: String) { self.blankPrefix = blankPrefix }

  /// The beginning of a document: its context and the opening of its graph.
  public static let opening: [UInt8] = {
    let context = prefixes.map { "\"\($0.prefix)\":\"\($0.name)\"" }.joined(separator: ",")
    return Array("{\"@context\":{\(context)},\"@graph\":[\n".utf8)
  }()

  /// The end of a document.
  public static let closing = Array("\n]}\n".utf8)

  /// What stands between two records.
  public static let separator = Array(",\n".utf8)

  /// The nodes of a record, with commas between them.
  public func line(_ statements: [RDFStatement]) -> [UInt8] {
    var nodes: [RDFNode] = []
    var bySubject: [RDFNode: [RDFStatement]] = [:]
    var links: [RDFNode: Int] = [:]
    for statement in statements {
      if bySubject[statement.subject] == nil { nodes.append(statement.subject) }
      bySubject[statement.subject, default: []].append(statement)
      if case .blank = statement.object { links[statement.object, default: 0] += 1 }
    }
    var line = NodeLine(blankPrefix: blankPrefix, bySubject: bySubject, links: links)
    var isFirst = true
    for node in nodes where !line.isNested(node) {
      if !isFirst { line.bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      line.write(node)
    }
    return line.bytes
  }

  /// An IRI as a key: shortened where a prefix fits.
  fileprivate static func compact(_ iri: String) -> String {
    guard let cut = iri.utf8.lastIndex(where: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "/") }) else {
      return iri
    }
    let end = iri.utf8.index(after: cut)
    guard let prefix = prefixOfName[String(iri[..<end])], end < iri.endIndex else { return iri }
    return prefix + ":" + iri[end...]
  }

  private static let prefixOfName = Dictionary(uniqueKeysWithValues: prefixes.map { ($0.name, $0.prefix) })

  /// The nodes of one record under way.
  private struct NodeLine {
    let blankPrefix: String
    let bySubject: [RDFNode: [RDFStatement]]
    let links: [RDFNode: Int]
    var bytes: [UInt8] = []

    init(blankPrefix: String, bySubject: [RDFNode: [RDFStatement]], links: [RDFNode: Int]) {
      self.blankPrefix = blankPrefix
      self.bySubject = bySubject
      self.links = links
    }

    /// True for a node without a name that one statement links to.
    func isNested(_ node: RDFNode) -> Bool {
      if case .blank = node { return links[node] == 1 }
      return false
    }

    mutating func write(_ node: RDFNode) {
      bytes.append(UInt8(ascii: "{"))
      var needsComma = false
      func comma(_ bytes: inout [UInt8]) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
      }
      if !isNested(node) {
        comma(&bytes)
        bytes += "\"@id\":".utf8
        string(name(of: node))
      }
      let statements = bySubject[node] ?? []
      let types = statements.filter { $0.predicate == JSONLDWriter.type }.compactMap { statement in
        if case .iri(let iri) = statement.object { JSONLDWriter.compact(iri) } else { nil as String? }
      }
      if !types.isEmpty {
        comma(&bytes)
        bytes += "\"@type\":".utf8
        list(types) { $0.string($1) }
      }
      var predicates: [String] = []
      var objects: [String: [RDFNode]] = [:]
      for statement in statements {
        if statement.predicate == JSONLDWriter.type, case .iri = statement.object { continue }
        if objects[statement.predicate] == nil { predicates.append(statement.predicate) }
        objects[statement.predicate, default: []].append(statement.object)
      }
      for predicate in predicates {
        comma(&bytes)
        string(JSONLDWriter.compact(predicate))
        bytes.append(UInt8(ascii: ":"))
        list(objects[predicate] ?? []) { $0.value($1) }
      }
      bytes.append(UInt8(ascii: "}"))
    }

    private mutating func list<Element>(_ elements: [Element], _ write: (inout Self, Element) -> Void) {
      if elements.count == 1 { return write(&self, elements[0]) }
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        write(&self, element)
      }
      bytes.append(UInt8(ascii: "]"))
    }

    private mutating func value(_ object: RDFNode) {
      switch object {
      case .literal(let text, nil, nil): string(text)
      case .literal(let text, let language, let datatype):
        bytes += "{\"@value\":".utf8
        string(text)
        bytes += (datatype == nil ? ",\"@language\":" : ",\"@type\":").utf8
        string(datatype.map { JSONLDWriter.compact($0) } ?? language ?? "")
        bytes.append(UInt8(ascii: "}"))
      case .blank where isNested(object): write(object)
      case .iri, .blank:
        bytes += "{\"@id\":".utf8
        string(name(of: object))
        bytes.append(UInt8(ascii: "}"))
      }
    }

    private func name(of node: RDFNode) -> String {
      switch node {
      case .iri(let iri): iri
      case .blank(let number): "_:\(blankPrefix)b\(number)"
      case .literal(let text, _, _): text
      }
    }

    /// A string of JSON (RFC 8259, section 7).
    private mutating func string(_ text: String) {
      bytes.append(UInt8(ascii: "\""))
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 0x0A: bytes += "\\n".utf8
        case 0x0D: bytes += "\\r".utf8
        case 0x09: bytes += "\\t".utf8
        case 0..<0x20:
          let digits = Array("0123456789abcdef".utf8)
          bytes += "\\u00".utf8
          bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        default: bytes.append(byte)
        }
      }
      bytes.append(UInt8(ascii: "\""))
    }
  }
}
