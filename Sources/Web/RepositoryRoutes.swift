internal import Hashing
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Publishing

extension Site {
  /// Requests to a repository are short; a form that is longer is refused.
  static let longestForm = 64 * 1024
  /// How much of an answer is handed to the connection at once.
  private static let pieceSize = 64 * 1024
  private static let formType = "application/x-www-form-urlencoded"

  /// The answer at `/oai` to a query or a form (OAI-PMH 2.0, section 3.1.1).
  func repositoryAnswer(
    _ request: Request, context: some RequestContext, countedBy tally: RequestTally
  ) async throws -> Response {
    var arguments = FormArguments.parse(request.uri.query ?? "")
    if request.method == .post {
      func refuse(_ status: HTTPResponse.Status, _ text: String) -> Response {
        tally.note(route: "oai", status: status.code)
        return Page.text(status, text)
      }
      guard Self.isForm(request) else {
        return refuse(
          .unsupportedMediaType, "Send the arguments as \(Self.formType), without a content coding.\n")
      }
      guard let form = try? await request.body.collect(upTo: Self.longestForm) else {
        return refuse(.contentTooLarge, "A request has at most \(Self.longestForm) bytes.\n")
      }
      arguments += FormArguments.parse(String(buffer: form))
    }
    let answer = await repository.respond(to: arguments)
    tally.note(route: "oai", verb: arguments.first { $0.name == "verb" }?.value, status: answer.status)
    var headers: HTTPFields = [
      .contentType: answer.contentType, .xContentTypeOptions: "nosniff", .accessControlAllowOrigin: "*",
      .vary: "Accept",
    ]
    if let seconds = answer.retryAfter { headers[.retryAfter] = String(seconds) }
    var body = answer.body
    if answer.status == 200, RepositoryPage.isAsked(by: request) {
      do {
        body = try RepositoryPage.html(of: answer.body)
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.contentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'"
      } catch {
        // The browser gets the XML, which names the stylesheet.
        context.logger.notice("no page of a list: \(error)")
      }
    }
    return Response(
      status: .init(code: answer.status), headers: headers, body: Self.inPieces(ByteBuffer(bytes: body)))
  }

  private static func isForm(_ request: Request) -> Bool {
    guard request.headers[.contentEncoding] == nil else { return false }
    guard let type = request.headers[.contentType] else { return true }
    return type.prefix { $0 != ";" }.filter { $0 != " " }.lowercased() == formType
  }

  /// A body that is written as the client takes it, so that a slow client shows as one that takes little, and one
  /// that takes nothing is noticed.
  private static func inPieces(_ bytes: ByteBuffer) -> ResponseBody {
    ResponseBody(contentLength: bytes.readableBytes) { writer in
      var rest = bytes
      while let piece = rest.readSlice(length: min(pieceSize, rest.readableBytes)), piece.readableBytes > 0 {
        try await writer.write(piece)
      }
      try await writer.finish(nil)
    }
  }

  /// `/oai.xsl`: what makes the answers of the repository readable in a browser.
  static func stylesheetAnswer(_ request: Request) -> Response {
    let bytes = Array(RepositoryStylesheet.text.utf8)
    let tag = "\"\(ContentHash(of: bytes).hexadecimal)\""
    var headers: HTTPFields = [
      .cacheControl: "public, max-age=3600", .eTag: tag, .xContentTypeOptions: "nosniff",
    ]
    if request.names(entityTag: tag) == true { return Response(status: .notModified, headers: headers) }
    headers[.contentType] = "text/xsl; charset=utf-8"
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
