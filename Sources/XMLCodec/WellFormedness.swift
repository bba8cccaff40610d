internal import CLibXML2

/// Checks whether bytes are a well-formed document, namespaces included, without keeping anything of it.
public enum WellFormedness {
  private struct State {
    var session = SessionState()
  }

  /// The first fault of a document; `nil` for a well-formed one.
  public static func problem(
    in bytes: UnsafeBufferPointer<UInt8>, limits: XMLLimits = .default
  ) -> XMLError? {
    if bytes.count <= limits.maximumBytes, PlainDocument.isWellFormed(bytes) { return nil }
    var state = State()
    return ParserSession.run(bytes, handler: xmlSAXHandler(), state: &state, limits: limits)
  }

  /// The first fault of a document; `nil` for a well-formed one.
  public static func problem(in bytes: [UInt8], limits: XMLLimits = .default) -> XMLError? {
    bytes.withUnsafeBufferPointer { problem(in: $0, limits: limits) }
  }
}
