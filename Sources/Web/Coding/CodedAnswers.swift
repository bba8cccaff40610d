internal import Compression
internal import Hummingbird
internal import NIOCore

/// Gives textual answers in the content coding that the client asks for.
///
/// The work is done piece by piece in the task of the request, so that no event loop waits for it and long answers
/// take turns.
struct CodedAnswers<Context: RequestContext>: RouterMiddleware {
  /// Shorter answers go out plainly: they fit into one packet either way.
  static var smallest: Int { 1400 }
  /// Measured on a list of 200 EDM records: of the levels from 1 to 9, the last one whose gain is worth its time.
  static var level: Int { 5 }

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    // An answer to HEAD has no body, but says how long the one to GET is.
    let length = response.headers[.contentLength].flatMap { Int($0) } ?? response.body.contentLength ?? .max
    guard length >= Self.smallest, response.status == .ok, Self.isText(response),
      response.headers[.contentEncoding] == nil
    else { return response }
    response.headers[.vary] = response.headers[.vary].map { "\($0), Accept-Encoding" } ?? "Accept-Encoding"
    let accepted = request.headers[values: .acceptEncoding].joined(separator: ",")
    guard let coding = ContentCoding(accepting: accepted) else { return response }
    response.headers[.contentEncoding] = coding.rawValue
    // The coded bytes are others than those the tag names (RFC 9110, section 8.8.3.3).
    if let tag = response.headers[.eTag], !tag.hasPrefix("W/") { response.headers[.eTag] = "W/" + tag }
    let body = response.body
    guard request.method != .head else {
      // Nothing is sent; how much it would be is told (RFC 9110, section 9.3.2).
      let count = ByteCount()
      try await body.write(
        CodingWriter(
          parent: CountingWriter(count: count),
          deflater: try DeflateStream(coding.wrapping, level: Self.level)))
      response.body = ResponseBody()
      response.headers[.contentLength] = String(count.bytes)
      return response
    }
    response.body = ResponseBody { writer in
      try await body.write(
        CodingWriter(parent: writer, deflater: try DeflateStream(coding.wrapping, level: Self.level)))
    }
    response.headers[.contentLength] = nil
    return response
  }

  private static func isText(_ response: Response) -> Bool {
    guard let type = response.headers[.contentType]?.prefix(while: { $0 != ";" }).lowercased() else {
      return false
    }
    return type.hasPrefix("text/") || type.hasSuffix("+xml") || type.hasSuffix("+json")
      || ["application/json", "application/xml", "application/n-triples"].contains(type)
  }
}

/// Codes what is written to it.
private struct CodingWriter: ResponseBodyWriter {
  private static let pieceSize = 64 * 1024

  var parent: any ResponseBodyWriter
  let deflater: DeflateStream

  mutating func write(_ buffer: ByteBuffer) async throws {
    var rest = buffer
    while let piece = rest.readSlice(length: min(Self.pieceSize, rest.readableBytes)), piece.readableBytes > 0
    {
      let coded = try piece.withUnsafeReadableBytes { try deflater.append($0) }
      if !coded.isEmpty { try await parent.write(ByteBuffer(bytes: coded)) }
      await Task.yield()
    }
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
    try await parent.write(ByteBuffer(bytes: try deflater.finish()))
    try await parent.finish(trailingHeaders)
  }
}

/// How many bytes were written; used by one request, after its writing.
private final class ByteCount {
  var bytes = 0
}

/// Counts what is written to it.
private struct CountingWriter: ResponseBodyWriter {
  let count: ByteCount

  mutating func write(_ buffer: ByteBuffer) async throws { count.bytes += buffer.readableBytes }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
