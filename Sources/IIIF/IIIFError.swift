/// Why a IIIF document cannot be read: one line that names what is missing or wrong.
public enum IIIFError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The document is larger than the limit, in bytes.
  case tooLarge(bytes: Int, limit: Int)
  /// No JSON object: HTML from a wall, a truncated answer, a bare list.
  case notJSON(reason: String)
  /// JSON, but neither `@context` nor any other sign says that it is this kind of document.
  case notRecognised(expected: String, found: String)
  /// A member without which the document says nothing.
  case missing(member: String, document: String)
  /// A member that is there with a value that cannot be meant.
  case invalid(member: String, document: String, found: String)

  /// The error as one line.
  public var description: String {
    switch self {
    case .tooLarge(let bytes, let limit):
      "the IIIF document has \(bytes) bytes, more than the limit of \(limit)"
    case .notJSON(let reason):
      "the IIIF document is no JSON object: \(reason)"
    case .notRecognised(let expected, let found):
      "not a \(expected): \(found)"
    case .missing(let member, let document):
      "the \(document) has no `\(member)`"
    case .invalid(let member, let document, let found):
      "`\(member)` of the \(document) is \(found)"
    }
  }
}
