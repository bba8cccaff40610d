internal import CLibXSLT
internal import Synchronization

/// One compiled copy of a stylesheet.
///
/// `@unchecked Sendable`: a copy may move between threads but is used by one at a time, because `XSLTStylesheet` takes
/// it out of its pool for the length of a transformation.
final class CompiledStylesheet: @unchecked Sendable {
  private let name: String
  private let stylesheet: xsltStylesheetPtr

  /// libxslt reports compilation faults to a handler of the whole process: one compilation at a time.
  private static let compilation = Mutex(())

  /// Registers EXSLT and forbids, for compiling too, all access to files and network. The preferences live as long as
  /// the process.
  private static let prepared: Void = {
    xmlInitParser()
    xsltInit()
    exsltRegisterAll()
    xsltSetDefaultSecurityPrefs(winnow_xslt_forbid_everything())
    winnow_xslt_collect_compilation(nil)
    winnow_xslt_prepare_budgets()
  }()

  init(source: [UInt8], name: String) throws(XSLTError) {
    _ = Self.prepared
    self.name = name
    let result: Result<xsltStylesheetPtr, XSLTError> = Self.compilation.withLock { _ in
      Result { () throws(XSLTError) in try Self.compile(source: source, name: name) }
    }
    stylesheet = try result.get()
  }

  deinit { xsltFreeStylesheet(stylesheet) }

  private static func compile(source: [UInt8], name: String) throws(XSLTError) -> xsltStylesheetPtr {
    guard let log = ErrorLog() else {
      throw XSLTError(kind: .stylesheet, stylesheet: name, line: nil, message: "no memory")
    }
    winnow_xslt_collect_thread(log.pointer)
    winnow_xslt_collect_compilation(log.pointer)
    defer {
      winnow_xslt_collect_compilation(nil)
      winnow_xslt_collect_thread(nil)
    }
    guard let document = parse(source, name: name), let root = xmlDocGetRootElement(document) else {
      throw log.error(.stylesheet, stylesheet: name, otherwise: "it is not well-formed XML")
    }
    do {
      try checkVersion(root, name: name)
    } catch {
      xmlFreeDoc(document)
      throw error
    }
    guard let stylesheet = xsltParseStylesheetDoc(document) else {
      xmlFreeDoc(document)
      throw log.error(.stylesheet, stylesheet: name, otherwise: "it could not be compiled")
    }
    guard stylesheet.pointee.errors == 0 else {
      // Frees the document with it.
      xsltFreeStylesheet(stylesheet)
      throw log.error(.stylesheet, stylesheet: name, otherwise: "it could not be compiled")
    }
    return stylesheet
  }

  /// The version stands on `xsl:stylesheet`, or as `xsl:version` on a literal result element (XSLT 1.0 section 2.3).
  private static func checkVersion(_ root: xmlNodePtr, name: String) throws(XSLTError) {
    let namespace = "http://www.w3.org/1999/XSL/Transform"
    let isStylesheet = root.pointee.ns.flatMap { $0.pointee.href }.map { string($0) } == namespace
    let attribute =
      isStylesheet ? xmlGetNoNsProp(root, "version") : xmlGetNsProp(root, "version", namespace)
    guard let attribute else {
      throw XSLTError(
        kind: .stylesheet, stylesheet: name, line: xmlGetLineNo(root),
        message: "the root element is no xsl:stylesheet with a version")
    }
    defer { winnow_xslt_free_bytes(attribute) }
    let version = string(attribute)
    guard version == "1.0" else {
      throw XSLTError(kind: .version(version), stylesheet: name, line: nil, message: "version \(version)")
    }
  }

  func transform(
    _ bytes: [UInt8], parameters: [String: String], limits: XSLTLimits
  ) throws(XSLTError) -> [UInt8] {
    guard let log = ErrorLog() else { throw failure("no memory") }
    winnow_xslt_collect_thread(log.pointer)
    defer { winnow_xslt_collect_thread(nil) }
    guard let document = Self.parse(bytes, name: "document") else {
      throw log.error(.document, stylesheet: name, otherwise: "it could not be read")
    }
    defer { xmlFreeDoc(document) }
    // Without numbers on its elements libxml2 finds their order by walking along siblings, and a thousand of one name
    // take minutes.
    xmlXPathOrderDocElems(document)
    guard let context = xsltNewTransformContext(stylesheet, document) else { throw failure("no memory") }
    defer { xsltFreeTransformContext(context) }
    winnow_xslt_collect_transformation(context, log.pointer)
    let security = winnow_xslt_forbid_everything()
    defer { xsltFreeSecurityPrefs(security) }
    guard let security, xsltSetCtxtSecurityPrefs(security, context) == 0 else { throw failure("no memory") }
    context.pointee.maxTemplateDepth = Int32(clamping: limits.maximumDepth)
    context.pointee.opLimit = UInt(limits.maximumOperations)
    if let paths = context.pointee.xpathCtxt { paths.pointee.opLimit = UInt(limits.maximumOperations) }
    for (parameter, value) in parameters.sorted(by: { $0.key < $1.key })
    where xsltQuoteOneUserParam(context, parameter, value) != 0 {
      throw log.error(.transformation, stylesheet: name, otherwise: "parameter '\(parameter)' was refused")
    }
    winnow_xslt_begin_budget(context, Self.nodeBytes(limits))
    let result = xsltApplyStylesheetUser(stylesheet, document, nil, nil, nil, context)
    let isStopped = winnow_xslt_end_budget() != 0
    defer { if let result { xmlFreeDoc(result) } }
    if isStopped {
      throw failure(
        "what it writes takes more memory than a result of \(limits.maximumResultBytes) bytes may")
    }
    guard let result, context.pointee.state == XSLT_STATE_OK else {
      throw log.error(.transformation, stylesheet: name, otherwise: "the transformation failed")
    }
    var text: UnsafeMutablePointer<xmlChar>?
    var count: Int32 = 0
    guard xsltSaveResultToString(&text, &count, result, stylesheet) == 0 else {
      throw failure("the result could not be written")
    }
    defer { if let text { winnow_xslt_free_bytes(text) } }
    guard Int(count) <= limits.maximumResultBytes else {
      throw failure("the result has \(count) bytes, more than the \(limits.maximumResultBytes) allowed")
    }
    return Array(UnsafeBufferPointer(start: text, count: Int(count)))
  }

  /// What the nodes of results and variables may take: an element of few bytes takes many times as much in memory.
  private static func nodeBytes(_ limits: XSLTLimits) -> Int { max(1, 3 * limits.maximumResultBytes) }

  private func failure(_ message: String) -> XSLTError {
    XSLTError(kind: .transformation, stylesheet: name, line: nil, message: message)
  }

  private static func parse(_ bytes: [UInt8], name: String) -> xmlDocPtr? {
    guard bytes.count <= Int(Int32.max),
      bytes.withUnsafeBufferPointer({ TagSize.excess(in: $0) }) == nil
    else { return nil }
    return bytes.withUnsafeBytes { buffer in
      // Never NOENT and never a DTD: no external entity can be loaded, and internal ones are expanded by libxml2 only
      // within its own bound.
      xmlReadMemory(
        buffer.assumingMemoryBound(to: CChar.self).baseAddress, Int32(buffer.count), name, nil,
        Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_NOCDATA.rawValue))
    }
  }
}

private func string(_ text: UnsafePointer<xmlChar>) -> String { String(cString: text) }

/// What libxslt and libxml2 report during one piece of work.
private final class ErrorLog {
  let pointer: UnsafeMutablePointer<winnow_xslt_log>

  init?() {
    guard let pointer = winnow_xslt_log_new() else { return nil }
    self.pointer = pointer
  }

  deinit { winnow_xslt_log_free(pointer) }

  /// An error out of the first report.
  ///
  /// libxslt writes `… error: file NAME line N element E` and the message on the line after it; XPath's own message
  /// comes before that.
  func error(_ kind: XSLTError.Kind, stylesheet: String, otherwise: String) -> XSLTError {
    let lines = String(cString: winnow_xslt_log_text(pointer)).split(whereSeparator: \.isNewline)
    var line: Int?
    var messages: [String] = []
    for text in lines {
      if text.contains("error: file ") || text.contains("error: element ") {
        // A second report only follows from the first.
        guard line == nil else { break }
        let words = text.split(separator: " ")
        if let word = words.firstIndex(of: "line"), word + 1 < words.count { line = Int(words[word + 1]) }
      } else if messages.count < 3 {
        messages.append(String(text))
      }
    }
    return XSLTError(
      kind: kind, stylesheet: stylesheet, line: line,
      message: messages.isEmpty ? otherwise : messages.joined(separator: "; "))
  }
}
