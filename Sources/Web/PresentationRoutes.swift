internal import Hashing
internal import Hummingbird
internal import Publishing

extension Site {
  /// Below `/iiif`: what is said of records, else the images of a folder.
  func presentationAnswer(_ request: Request, context: some RequestContext) async throws -> Response {
    var answer = PresentationAnswer.missing
    if let presentation, let segments = Self.segments(of: request.uri.path, below: "/iiif/") {
      answer = try await presentation.answer(segments)
    }
    switch answer {
    case .document(let bytes, let contentType, let modified):
      let tag = "\"\(ContentHash(of: bytes).hexadecimal)\""
      // It may be withdrawn: whoever keeps a copy has to ask before each use.
      var headers: HTTPFields = [.cacheControl: "no-cache", .eTag: tag, .xContentTypeOptions: "nosniff"]
      if let modified { headers[.lastModified] = HTTPDate.text(modified) }
      if request.has(entityTag: tag, modified: modified) {
        return Response(status: .notModified, headers: headers)
      }
      headers[.contentType] = contentType
      return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    case .elsewhere(let address):
      return Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-cache"])
    case .gone: return Page.text(.gone, "This was here, and was deleted or withdrawn.\n")
    case .missing:
      return try await images?.imageService(request, context: context) ?? Page.missing
    }
  }

  /// The percent-decoded segments of a path behind a route; `nil` for another path.
  private static func segments(of path: String, below route: String) -> [String]? {
    guard path.hasPrefix(route) else { return nil }
    return path.utf8.dropFirst(route.utf8.count).split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false
    ).map { FormArguments.decode($0, plusIsSpace: false) }
  }
}

/// Lets pages of any origin read what is below `/iiif`: viewers are pages of other sites.
///
/// Source: Fetch Standard (WHATWG), section 3.3; IIIF Presentation API 3.0, section 6.1.
enum CrossOrigin {
  /// An answer that any origin may read.
  static func open(_ response: Response) -> Response {
    var response = response
    response.headers[.accessControlAllowOrigin] = "*"
    response.headers[.accessControlExposeHeaders] = "ETag, Last-Modified, Location"
    return response
  }

  /// The answer to the question of a browser whether it may ask.
  static func preflight(allowing methods: String) -> Response {
    Response(
      status: .noContent,
      headers: [
        .allow: methods, .accessControlAllowOrigin: "*", .accessControlAllowMethods: methods,
        .accessControlAllowHeaders: "*", .accessControlMaxAge: "86400",
      ])
  }
}
