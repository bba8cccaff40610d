internal import CLibXML2

/// An expression of XPath 1.0 that picks values out of documents; it may be used by several threads at once.
///
/// It reads the document alone: XPath has no function that opens anything. An evaluation stops at
/// ``XPathLimits``.
public struct XPathExpression: Sendable, Hashable {
  /// The expression, as given.
  public let text: String
  /// The prefixes it may use.
  public let namespaces: [String: String]

  private let limits: XPathLimits

  /// Checks an expression: its syntax, and that every prefix and function it names is known.
  /// - Parameters:
  ///   - text: the expression.
  ///   - namespaces: the namespace names of the prefixes that it may use.
  ///   - limits: what an evaluation may cost.
  public init(
    _ text: String, namespaces: [String: String], limits: XPathLimits = .default
  ) throws(XPathError) {
    guard text.utf8.count <= limits.maximumLength else {
      throw XPathError("the expression is longer than \(limits.maximumLength) bytes")
    }
    guard !text.utf8.contains(0) else { throw XPathError("the expression holds a NUL character") }
    self.text = text
    self.namespaces = namespaces
    self.limits = limits
    // What is wrong with names shows only where an evaluation comes to them: a step that finds nothing hides it.
    try XPathNames(in: text).check(prefixes: namespaces.keys)
    _ = try values(in: Array("<x/>".utf8))
  }

  /// The values in a document: the text of each node of a set in document order, or the one string or number that
  /// the expression comes to. A truth value is none.
  /// - Parameters:
  ///   - document: a well-formed document.
  ///   - count: at most so many.
  /// - Throws: where the document cannot be read, or the evaluation fails or reaches a limit.
  public func values(in document: [UInt8], atMost count: Int = 100) throws(XPathError) -> [String] {
    // libxml2 reports to the thread unless told otherwise.
    xmlSetStructuredErrorFunc(nil, { _, _ in })
    defer { xmlSetStructuredErrorFunc(nil, nil) }
    guard let tree = Self.parse(document, limits) else {
      throw XPathError("the document is not well-formed, or larger than \(limits.maximumBytes) bytes")
    }
    defer { xmlFreeDoc(tree) }
    // Without numbers on its elements libxml2 sorts them by walking along siblings.
    xmlXPathOrderDocElems(tree)
    guard let context = xmlXPathNewContext(tree) else { throw XPathError("no memory") }
    defer { xmlXPathFreeContext(context) }
    // Paths begin at the document, as in a stylesheet's template for `/`.
    context.pointee.node = UnsafeMutableRawPointer(tree).assumingMemoryBound(to: xmlNode.self)
    context.pointee.opLimit = UInt(limits.maximumOperations)
    for (prefix, name) in namespaces { xmlXPathRegisterNs(context, prefix, name) }
    // Compiled anew each time: an evaluation writes into what was compiled, so that threads could not share it, and
    // compiling takes less time than parsing the smallest record.
    guard let compiled = xmlXPathCtxtCompile(context, text) else { throw Self.error(context, text) }
    defer { xmlXPathFreeCompExpr(compiled) }
    guard let result = xmlXPathCompiledEval(compiled, context) else { throw Self.error(context, text) }
    defer { xmlXPathFreeObject(result) }
    switch result.pointee.type {
    case XPATH_NODESET:
      guard let set = result.pointee.nodesetval, set.pointee.nodeNr > 0 else { return [] }
      xmlXPathNodeSetSort(set)
      return (0..<min(count, Int(set.pointee.nodeNr))).compactMap { index in
        Self.string(xmlXPathCastNodeToString(set.pointee.nodeTab[index]))
      }
    case XPATH_STRING, XPATH_NUMBER:
      return Self.string(xmlXPathCastToString(result)).map { [$0] } ?? []
    default: return []
    }
  }

  private static func parse(_ document: [UInt8], _ limits: XPathLimits) -> xmlDocPtr? {
    guard document.count <= min(limits.maximumBytes, Int(Int32.max)),
      document.withUnsafeBufferPointer({ TagSize.excess(in: $0) }) == nil
    else { return nil }
    return document.withUnsafeBytes { buffer in
      // Never NOENT and never a DTD: nothing outside the document is loaded.
      xmlReadMemory(
        buffer.assumingMemoryBound(to: CChar.self).baseAddress, Int32(buffer.count), "document", nil,
        Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_NOCDATA.rawValue)
          | Int32(XML_PARSE_NOERROR.rawValue) | Int32(XML_PARSE_NOWARNING.rawValue))
    }
  }

  private static func string(_ text: UnsafeMutablePointer<xmlChar>?) -> String? {
    guard let text else { return nil }
    defer { winnow_free(text) }
    return String(cString: text)
  }

  private static func error(_ context: xmlXPathContextPtr, _ text: String) -> XPathError {
    let code = context.pointee.lastError.code - Int32(XML_XPATH_EXPRESSION_OK.rawValue)
    let cause =
      switch UInt32(bitPattern: code) {
      case XPATH_EXPR_ERROR.rawValue: "it is not an XPath expression"
      case XPATH_UNCLOSED_ERROR.rawValue: "a bracket is not closed"
      case XPATH_UNFINISHED_LITERAL_ERROR.rawValue, XPATH_START_LITERAL_ERROR.rawValue:
        "a quotation mark is missing"
      case XPATH_UNDEF_PREFIX_ERROR.rawValue: "it uses a prefix that is not bound"
      case XPATH_UNKNOWN_FUNC_ERROR.rawValue: "it calls a function that XPath 1.0 does not have"
      case XPATH_INVALID_ARITY.rawValue: "a function has too few or too many arguments"
      case XPATH_INVALID_PREDICATE_ERROR.rawValue: "a predicate cannot be used"
      case XPATH_UNDEF_VARIABLE_ERROR.rawValue, XPATH_VARIABLE_REF_ERROR.rawValue: "it uses a variable"
      case XPATH_OP_LIMIT_EXCEEDED.rawValue: "it takes too many operations"
      case XPATH_RECURSION_LIMIT_EXCEEDED.rawValue: "it is nested too deeply"
      default: "XPath error \(code)"
      }
    let place = Int(context.pointee.lastError.int1)
    return XPathError(place > 0 && place < text.utf8.count ? "\(cause) (at character \(place + 1))" : cause)
  }
}

/// Why an XPath expression cannot be used.
public struct XPathError: Error, Sendable, Equatable, CustomStringConvertible {
  /// One line.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// Bounds on what an evaluation may cost.
public struct XPathLimits: Sendable, Hashable {
  /// Bytes of an expression.
  public var maximumLength: Int
  /// Steps of an evaluation, as libxml2 counts them.
  public var maximumOperations: Int
  /// Bytes of a document.
  public var maximumBytes: Int

  /// Limits of one's own.
  public init(
    maximumLength: Int = 2000, maximumOperations: Int = 1_000_000, maximumBytes: Int = 64 << 20
  ) {
    self.maximumLength = maximumLength
    self.maximumOperations = maximumOperations
    self.maximumBytes = maximumBytes
  }

  /// 2,000 bytes, a million steps (well below a second), 64 MiB.
  public static let `default` = XPathLimits()
}
