internal import CLibXML2

/// What every SAX state holds: the context it runs in and the first fault.
///
/// It stands first in each state so that the callbacks which are common to all of them find it behind the same
/// pointer.
struct SessionState {
  var context: xmlParserCtxtPtr?
  /// The first fault that stops the reading.
  var error: XMLError?

  /// Notes the first fault and stops the parser.
  mutating func fail(_ kind: XMLError.Kind, _ message: String) {
    guard error == nil, let context else { return }
    error = XMLError(
      kind: kind, line: Int(xmlSAX2GetLineNumber(context)), column: Int(xmlSAX2GetColumnNumber(context)),
      byte: max(0, Int(xmlByteConsumed(context))), message: message)
    xmlStopParser(context)
  }
}

/// One run of libxml2's SAX2 parser over bytes in memory.
enum ParserSession {
  /// libxml2's tables, made once before the first parser.
  private static let initialised: Void = xmlInitParser()

  /// Parses bytes with the callbacks of a handler.
  ///
  /// libxml2 keeps its callbacks' state behind one untyped pointer; a struct there costs a third less than a class,
  /// whose every property touch is checked for exclusive access.
  /// - Parameters:
  ///   - bytes: a whole document.
  ///   - handler: its fields for DOCTYPE, entities and errors are set here.
  ///   - state: a struct whose first field is a `SessionState`.
  ///   - limits: what the document may cost.
  /// - Returns: the first fault.
  static func run<State>(
    _ bytes: UnsafeBufferPointer<UInt8>, handler: xmlSAXHandler, state: inout State, limits: XMLLimits
  ) -> XMLError? {
    _ = initialised
    // What libxml2 reports outside any context, such as faults of a conversion, would go to standard error.
    xmlSetStructuredErrorFunc(nil, ignoreError)
    guard bytes.count <= min(limits.maximumBytes, Int(Int32.max)) else {
      return XMLError(
        kind: .limit, line: 1, column: 0, byte: 0,
        message: "the document has \(bytes.count) bytes, more than the \(limits.maximumBytes) allowed")
    }
    guard !bytes.isEmpty, let start = bytes.baseAddress else {
      return XMLError(kind: .malformed, line: 1, column: 0, byte: 0, message: "the document is empty")
    }
    if let excess = TagSize.excess(in: bytes) {
      return XMLError(
        kind: .limit, line: 1, column: 0, byte: excess,
        message: "a tag has more than the \(TagSize.maximumAttributes) attributes allowed")
    }
    let context = start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
      xmlCreateMemoryParserCtxt($0, Int32(bytes.count))
    }
    guard let context else {
      return XMLError(kind: .limit, line: 1, column: 0, byte: 0, message: "no memory for a parser")
    }
    defer {
      if let document = context.pointee.myDoc { xmlFreeDoc(document) }
      xmlFreeParserCtxt(context)
    }
    // NOENT here only means that the text of internal entities is reported; external ones are never declared.
    xmlCtxtUseOptions(
      context,
      Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_NOENT.rawValue) | Int32(XML_PARSE_COMPACT.rawValue))
    var handler = handler
    guardEntities(&handler)
    handler.serror = noteError
    handler.initialized = winnow_sax2_magic
    context.pointee.sax.pointee = handler
    return withUnsafeMutablePointer(to: &state) { pointer in
      let raw = UnsafeMutableRawPointer(pointer)
      let session = raw.assumingMemoryBound(to: SessionState.self)
      session.pointee.context = context
      context.pointee.userData = raw
      xmlParseDocument(context)
      session.pointee.context = nil
      context.pointee.userData = UnsafeMutableRawPointer(context)
      if let error = session.pointee.error { return error }
      guard context.pointee.wellFormed == 0 else { return nil }
      return XMLError(
        kind: .malformed, line: 1, column: 0, byte: 0, message: "the document is not well-formed")
    }
  }

  /// Internal entities are kept in a document of libxml2's; external and parameter entities are not even declared, so
  /// that nothing can load them.
  private static func guardEntities(_ handler: inout xmlSAXHandler) {
    handler.internalSubset = { state, name, externalID, systemID in
      guard let context = state?.assumingMemoryBound(to: SessionState.self).pointee.context else { return }
      if context.pointee.myDoc == nil { xmlSAX2StartDocument(context) }
      xmlSAX2InternalSubset(context, name, externalID, systemID)
    }
    handler.entityDecl = { state, name, type, publicID, systemID, content in
      guard let context = state?.assumingMemoryBound(to: SessionState.self).pointee.context,
        type == Int32(XML_INTERNAL_GENERAL_ENTITY.rawValue)
      else { return }
      xmlSAX2EntityDecl(context, name, type, publicID, systemID, content)
    }
    handler.getEntity = { state, name in
      guard let context = state?.assumingMemoryBound(to: SessionState.self).pointee.context else {
        return nil
      }
      return xmlSAX2GetEntity(context, name)
    }
    // Called for an entity without a definition where a DOCTYPE points to an external subset: no error for libxml2.
    handler.reference = { state, name in
      let name = name.map { String(cString: $0) } ?? ""
      state?.assumingMemoryBound(to: SessionState.self).pointee
        .fail(.entity, "the entity '\(name)' is defined outside the document, where nothing is read")
    }
  }

  private static let ignoreError: xmlStructuredErrorFunc = { _, _ in }

  /// Keeps the first error. libxml2 calls it with the state, and never prints when it is set.
  private static let noteError: xmlStructuredErrorFunc = { state, error in
    guard let state, let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue,
      error.pointee.code != Int32(XML_WAR_NS_URI.rawValue),
      error.pointee.code != Int32(XML_WAR_NS_URI_RELATIVE.rawValue)
    else { return }
    let session = state.assumingMemoryBound(to: SessionState.self)
    guard session.pointee.error == nil, let context = session.pointee.context else { return }
    let text = error.pointee.message.map { String(cString: $0) } ?? "unknown fault"
    let message = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let code = error.pointee.code
    let kind: XMLError.Kind =
      if code == Int32(XML_ERR_UNDECLARED_ENTITY.rawValue)
        || code == Int32(XML_WAR_UNDECLARED_ENTITY.rawValue)
      {
        .entity
      } else if code == Int32(XML_ERR_ENTITY_LOOP.rawValue) || code == Int32(XML_ERR_INTERNAL_ERROR.rawValue)
      {
        .limit
      } else {
        .malformed
      }
    session.pointee.error = XMLError(
      kind: kind, line: Int(error.pointee.line), column: Int(error.pointee.int2),
      byte: max(0, Int(xmlByteConsumed(context))), message: message)
    xmlStopParser(context)
  }
}
