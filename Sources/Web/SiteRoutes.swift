internal import Hashing
internal import Hummingbird
internal import OAIPMH
internal import Publishing

extension Site {
  /// `/metrics`: numbers for a monitoring system.
  func metricsAnswer(_ tally: RequestTally) async throws -> Response {
    guard let metrics = try await metrics?(tally.snapshot) else { return Page.missing }
    return Response(
      status: .ok,
      headers: [
        .contentType: metrics.contentType, .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
      ], body: .init(byteBuffer: ByteBuffer(string: metrics.text)))
  }

  /// The first page: what is here.
  func welcome() -> Response {
    var links = [("/oai?verb=Identify", "OAI-PMH repository, readable here in the browser")]
    links.append(("/oai?verb=ListMetadataFormats", "Formats"))
    links.append(("/oai?verb=ListSets", "Sets"))
    let list = links.map { "<li><a href=\"\(Page.escaped($0.0))\">\(Page.escaped($0.1))</a></li>" }.joined()
    return Page.html(.ok, title: title, body: "<p>\(Page.escaped(summary))</p>\n<ul>\(list)</ul>")
  }

  /// `/media/{sha256}/400.jpg`.
  func thumbnailAnswer(_ request: Request) async throws -> Response {
    guard let thumbnail, let path = RequestPath(request.uri.path, below: "/media/"), path.segments.count == 2,
      path.segments[1] == "400.jpg", path.segments[0].utf8.count == 64
    else { return Page.missing }
    switch try await thumbnail(path.segments[0].lowercased()) {
    case .missing: return Page.missing
    case .forbidden(let reason): return Page.text(.forbidden, reason + "\n")
    case .jpeg(let bytes):
      // The name is the hash of the image, but its rights may change and it may be withdrawn: whoever keeps a
      // copy has to ask before each use.
      let tag = "\"\(ContentHash(of: bytes).hexadecimal)\""
      var headers: HTTPFields = [
        .cacheControl: "no-cache", .eTag: tag, .xContentTypeOptions: "nosniff",
      ]
      if request.names(entityTag: tag) == true { return Response(status: .notModified, headers: headers) }
      headers[.contentType] = "image/jpeg"
      return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
  }

  /// `/items/NAME`: a landing page for a record of a folder.
  func itemPage(_ request: Request) async throws -> Response {
    guard let items, let path = RequestPath(request.uri.path, below: "/items/"),
      let page = try await items.page(path: path.text)
    else { return Page.missing }
    guard let metadata = page.metadata else {
      return Page.html(.gone, title: path.text, body: "<p>This record was deleted.</p>")
    }
    let address =
      "/oai?verb=GetRecord&metadataPrefix=\(page.prefix)&identifier=\(PercentEncoding.component(page.identifier))"
    return Page.html(
      .ok, title: path.text,
      body: """
        <p>\(Page.escaped(page.identifier)), last changed \(page.stamp)</p>
        <p><a href="\(Page.escaped(address))">This record over OAI-PMH</a></p>
        <pre>\(Page.escaped(String(decoding: metadata, as: UTF8.self)))</pre>
        """)
  }
}
