internal import Hummingbird
internal import IIIF
internal import OAIPMH

extension ImageFolder {
  /// A file of the folder as it is.
  func plainFile(_ request: Request, context: some RequestContext) async throws -> Response {
    guard let path = RequestPath(request.uri.path, below: "/images/"),
      let file = StaticFile(path: folder + "/" + path.text)
    else { return Page.missing }
    return try await file.response(to: request, context: context)
  }

  /// `info.json` and image requests of IIIF Image API 3 at level 0: the whole image in its own size.
  ///
  /// A file that is no JPEG is given in its own format, whose media type says so.
  /// Source: IIIF Image API 3.0, sections 2, 4 and 5; compliance level 0.
  func imageService(_ request: Request, context: some RequestContext) async throws -> Response {
    guard let path = RequestPath(request.uri.path, below: "/iiif/") else { return Page.missing }
    var segments = path.segments
    if segments.last == "info.json" {
      segments.removeLast()
      guard let service = try await service(of: segments.joined(separator: "/")) else { return Page.missing }
      return Response(
        status: .ok,
        headers: [
          .contentType: "application/ld+json;profile=\"http://iiif.io/api/image/3/context.json\"",
          .accessControlAllowOrigin: "*",
        ], body: .init(byteBuffer: ByteBuffer(bytes: service.information)))
    }
    if segments.count > 4 {
      let name = segments.dropLast(4).joined(separator: "/")
      if let file = StaticFile(path: folder + "/" + name) {
        guard try await service(of: name)?.size(forRequest: segments.suffix(4).joined(separator: "/")) != nil
        else {
          return Page.text(
            .badRequest, "This image service is of level 0; ask for one of the sizes that info.json lists.\n")
        }
        return try await file.response(to: request, context: context)
      }
    }
    // The identifier alone leads to its description (section 2).
    guard StaticFile(path: folder + "/" + path.text) != nil else { return Page.missing }
    return Response(
      status: .seeOther,
      headers: [.location: identifier(of: path.text) + "/info.json", .accessControlAllowOrigin: "*"])
  }

  private func identifier(of name: String) -> String { base + "/iiif/" + PercentEncoding.component(name) }

  private func service(of name: String) async throws -> StaticImageService? {
    guard let file = StaticFile(path: folder + "/" + name), let size = try await measure(file.path) else {
      return nil
    }
    return StaticImageService(
      base: identifier(of: name), full: PixelSize(width: size.width, height: size.height), longSides: [])
  }
}
