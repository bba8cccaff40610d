/// Reads Turtle, and N-Triples as the part of it that they are, and hands statement after statement to a sink.
///
/// The document is read once from its beginning to its end; nothing but prefixes and the labels of blank nodes is
/// kept. The first fault ends reading.
///
/// Source: RDF 1.1 Turtle (W3C Recommendation 2014), section 6.5.
struct TurtleParser<Sink: TripleSink> {
  private(set) var sink: Sink
  var scanner: TurtleScanner
  private let limits: SKOSLimits
  private var base: String
  private var prefixes: [String: String] = [:]
  private var blanks: [String: Int] = [:]
  private var blankCount = 0
  private var statementCount = 0
  private var depth = 0

  private static var rdf: String { KnownNamespace.rdf.name }

  /// - Parameters:
  ///   - bytes: the document in UTF-8.
  ///   - base: what relative references are resolved against until the document says otherwise; "" for nothing.
  init(_ bytes: [UInt8], base: String, limits: SKOSLimits, sink: Sink) throws(SKOSError) {
    scanner = try TurtleScanner(bytes)
    self.base = base
    self.limits = limits
    self.sink = sink
  }

  /// Reads the whole document.
  mutating func run() throws(SKOSError) {
    scanner.skipBlanks()
    while !scanner.isAtEnd {
      try readStatement()
      scanner.skipBlanks()
    }
  }

  // MARK: Statements

  private mutating func readStatement() throws(SKOSError) {
    switch scanner.current {
    case UInt8(ascii: "@"):
      scanner.advance()
      switch scanner.takeWord() {
      case "prefix": try readPrefix()
      case "base": base = try readIRI()
      default: throw scanner.fault("after @ stands neither prefix nor base")
      }
      try scanner.expect(".")
    case UInt8(ascii: "["):
      let subject = try readBlankNode()
      scanner.skipBlanks()
      if scanner.current != UInt8(ascii: ".") { try readPredicates(of: subject) }
      try scanner.expect(".")
    default:
      if let directive = scanner.takeDirective() {
        if directive == "prefix" { try readPrefix() } else { base = try readIRI() }
        return
      }
      let subject = try readSubject()
      try readPredicates(of: subject)
      try scanner.expect(".")
    }
  }

  private mutating func readPrefix() throws(SKOSError) {
    scanner.skipBlanks()
    let prefix = try scanner.takePrefix()
    scanner.skipBlanks()
    prefixes[prefix] = try readIRI()
  }

  private mutating func readSubject() throws(SKOSError) -> RDFTerm {
    switch scanner.current {
    case UInt8(ascii: "("): return try readCollection()
    case UInt8(ascii: "_"): return try readBlankLabel()
    default: return .iri(try readName())
    }
  }

  private mutating func readPredicates(of subject: RDFTerm) throws(SKOSError) {
    while true {
      scanner.skipBlanks()
      let predicate = scanner.takeA() ? Self.rdf + "type" : try readName()
      repeat {
        scanner.skipBlanks()
        let object = try readObject()
        try emit(subject, predicate, object)
        scanner.skipBlanks()
      } while scanner.take(UInt8(ascii: ","))
      guard scanner.take(UInt8(ascii: ";")) else { return }
      // Semicolons may stand one after the other, and before the end.
      repeat { scanner.skipBlanks() } while scanner.take(UInt8(ascii: ";"))
      if scanner.current == UInt8(ascii: ".") || scanner.current == UInt8(ascii: "]") { return }
    }
  }

  private mutating func readObject() throws(SKOSError) -> RDFTerm {
    switch scanner.current {
    case UInt8(ascii: "<"): return .iri(try readIRI())
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return try readLiteral()
    case UInt8(ascii: "["): return try readBlankNode()
    case UInt8(ascii: "("): return try readCollection()
    case UInt8(ascii: "_"): return try readBlankLabel()
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      return .literal(try scanner.takeNumber(), language: "")
    default:
      if let truth = scanner.takeBoolean() { return .literal(truth, language: "") }
      return .iri(try readName())
    }
  }

  private mutating func emit(
    _ subject: RDFTerm, _ predicate: String, _ object: RDFTerm
  ) throws(SKOSError) {
    statementCount += 1
    guard statementCount <= limits.maximumStatements else {
      throw .tooLarge("more than \(limits.maximumStatements) statements")
    }
    try sink.take(subject, predicate, object)
  }

  // MARK: Terms

  private mutating func readIRI() throws(SKOSError) -> String {
    scanner.skipBlanks()
    let reference = try scanner.takeIRI()
    return base.isEmpty ? reference : IRIResolution.resolve(reference, against: base)
  }

  /// An IRI in brackets, or a prefixed name.
  private mutating func readName() throws(SKOSError) -> String {
    if scanner.current == UInt8(ascii: "<") { return try readIRI() }
    let start = scanner.position
    let prefix = try scanner.takePrefix()
    guard let namespace = prefixes[prefix] else {
      throw scanner.fault("the prefix \"\(prefix):\" was not declared", at: start)
    }
    return namespace + (try scanner.takeLocalName())
  }

  private mutating func readLiteral() throws(SKOSError) -> RDFTerm {
    let text = try scanner.takeQuoted()
    if scanner.take(UInt8(ascii: "@")) { return .literal(text, language: try scanner.takeLanguage()) }
    if scanner.take(UInt8(ascii: "^")) {
      try scanner.expect("^")
      scanner.skipBlanks()
      _ = try readName()
    }
    return .literal(text, language: "")
  }

  private mutating func readBlankLabel() throws(SKOSError) -> RDFTerm {
    let label = try scanner.takeBlankLabel()
    if let number = blanks[label] { return .blank(number) }
    blankCount += 1
    blanks[label] = blankCount
    return .blank(blankCount)
  }

  private mutating func newBlank() -> RDFTerm {
    blankCount += 1
    return .blank(blankCount)
  }

  /// `[ … ]`
  private mutating func readBlankNode() throws(SKOSError) -> RDFTerm {
    try descend()
    scanner.advance()
    let node = newBlank()
    scanner.skipBlanks()
    if scanner.current != UInt8(ascii: "]") { try readPredicates(of: node) }
    try scanner.expect("]")
    depth -= 1
    return node
  }

  /// `( … )`
  private mutating func readCollection() throws(SKOSError) -> RDFTerm {
    try descend()
    scanner.advance()
    var first: RDFTerm?
    var last: RDFTerm?
    scanner.skipBlanks()
    while !scanner.take(UInt8(ascii: ")")) {
      let item = try readObject()
      let node = newBlank()
      if let last { try emit(last, Self.rdf + "rest", node) }
      try emit(node, Self.rdf + "first", item)
      first = first ?? node
      last = node
      scanner.skipBlanks()
    }
    let end = RDFTerm.iri(Self.rdf + "nil")
    if let last { try emit(last, Self.rdf + "rest", end) }
    depth -= 1
    return first ?? end
  }

  private mutating func descend() throws(SKOSError) {
    depth += 1
    guard depth <= limits.maximumDepth else {
      throw .tooLarge("more than \(limits.maximumDepth) nodes within one another")
    }
  }
}
