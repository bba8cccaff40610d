internal import Foundation
internal import Hummingbird
internal import OAIPMH

/// A file of a folder with what HTTP says of it.
struct StaticFile {
  let path: String
  let size: Int
  let modified: Timestamp

  /// The regular file at a path; `nil` where there is none.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.path = path
    size = Int(status.st_size)
    modified = Timestamp(seconds: Int64(status.st_mtim.tv_sec))
    entityTag =
      "\"" + String(status.st_mtim.tv_sec, radix: 16) + "-" + String(status.st_mtim.tv_nsec, radix: 16) + "-"
      + String(size, radix: 16) + "\""
  }

  /// Changes with the file's time or size.
  let entityTag: String

  /// By the suffix of the name.
  var contentType: String {
    switch path.split(separator: ".").last.map({ $0.lowercased() }) {
    case "jpg", "jpeg": "image/jpeg"
    case "png": "image/png"
    case "gif": "image/gif"
    case "webp": "image/webp"
    case "tif", "tiff": "image/tiff"
    case "jp2": "image/jp2"
    case "svg": "image/svg+xml"
    case "html", "htm": "text/html; charset=utf-8"
    case "pdf": "application/pdf"
    case "json": "application/json"
    case "xml": "application/xml"
    case "txt": "text/plain; charset=utf-8"
    default: "application/octet-stream"
    }
  }

  /// The whole file, or 304 where the client has it already (RFC 9110, section 13.2.2).
  func response(to request: Request, context: some RequestContext) async throws -> Response {
    var headers: HTTPFields = [
      .contentType: contentType, .eTag: entityTag, .lastModified: HTTPDate.text(modified),
      .cacheControl: "public, max-age=3600", .accessControlAllowOrigin: "*",
      .xContentTypeOptions: "nosniff",
    ]
    if request.has(entityTag: entityTag, modified: modified) {
      headers[.contentType] = nil
      return Response(status: .notModified, headers: headers)
    }
    let body = try await FileIO().loadFile(path: path, context: context)
    return Response(status: .ok, headers: headers, body: body)
  }
}
