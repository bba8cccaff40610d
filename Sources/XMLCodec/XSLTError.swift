/// Why a stylesheet could not be used or a document could not be transformed.
public struct XSLTError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of fault it is.
  public enum Kind: Sendable, Equatable {
    /// The stylesheet is not well-formed XML or not a stylesheet.
    case stylesheet
    /// The stylesheet is written for another version of XSLT.
    case version(String)
    /// The document to be transformed is not well-formed.
    case document
    /// The transformation stopped with an error, at a limit, or by `xsl:message terminate="yes"`.
    case transformation
  }

  /// What kind of fault it is.
  public var kind: Kind
  /// The name of the stylesheet, as given.
  public var stylesheet: String
  /// The line of the stylesheet (or of the document, for `document`), where known.
  public var line: Int?
  /// What is wrong, without a line break.
  public var message: String

  /// An error about a stylesheet, from its parts.
  public init(kind: Kind, stylesheet: String, line: Int?, message: String) {
    self.kind = kind
    self.stylesheet = stylesheet
    self.line = line
    self.message = message
  }

  /// One line that names the stylesheet, the place and, for another version, the remedy.
  public var description: String {
    let place = line.map { ", line \($0)" } ?? ""
    return switch kind {
    case .version(let version):
      "\(stylesheet) is XSLT \(version), and only XSLT 1.0 is built in: "
        + "name an engine for it in the mapping, as in {file: \(stylesheet), engine: \"command ...\"}"
    case .document: "the document for \(stylesheet) is not well-formed\(place): \(message)"
    case .stylesheet, .transformation: "\(stylesheet)\(place): \(message)"
    }
  }
}
