internal import Hummingbird
internal import XMLCodec

/// The answers of the repository as pages of HTML.
///
/// Browsers give up XSLT, so that a browser gets the page made here, by the stylesheet that older ones apply themselves.
enum RepositoryPage {
  private static let stylesheet = Result { () throws(XSLTError) in
    // A list of 200 records takes a fifth of these operations.
    try XSLTStylesheet(
      source: Array(RepositoryStylesheet.text.utf8), name: "oai.xsl",
      limits: XSLTLimits(maximumOperations: 50_000_000))
  }

  /// Whether a request comes from a browser that is to show the answer: only browsers ask for both kinds of HTML.
  /// Programs that take anything, or name HTML among what they take, get XML.
  static func isAsked(by request: Request) -> Bool {
    guard request.method == .get || request.method == .head else { return false }
    let types = request.headers[values: .accept].joined(separator: ",").lowercased().split(separator: ",")
      .map { $0.prefix { $0 != ";" }.filter { $0 != " " } }
    return types.contains("text/html") && types.contains("application/xhtml+xml")
  }

  /// The page of an answer.
  /// - Throws: ``XSLTError`` where the answer is beyond the limits of a page.
  static func html(of answer: [UInt8]) throws(XSLTError) -> [UInt8] {
    try stylesheet.get().transform(answer)
  }
}
