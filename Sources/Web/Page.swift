internal import Hummingbird

/// Small answers for people.
enum Page {
  /// Nothing is at this address.
  static var missing: Response { text(.notFound, "Nothing is here.\n") }

  /// The address knows other methods only (RFC 9110, section 15.5.6).
  static func refusal(allowing methods: String) -> Response {
    var response = text(.methodNotAllowed, "This address can be asked with \(methods) only.\n")
    response.headers[.allow] = methods
    return response
  }

  /// A line of plain text.
  static func text(_ status: HTTPResponse.Status, _ text: String) -> Response {
    Response(
      status: status, headers: [.contentType: "text/plain; charset=utf-8", .xContentTypeOptions: "nosniff"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  /// A page of HTML.
  /// - Parameters:
  ///   - title: escaped here.
  ///   - body: HTML, escaped where needed.
  static func html(_ status: HTTPResponse.Status, title: String, body: String) -> Response {
    let text = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escaped(title))</title>
      <style>body{font:1rem/1.5 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}
      pre{overflow-x:auto;background:#f4f4f4;padding:1rem}</style>
      </head>
      <body>
      <h1>\(escaped(title))</h1>
      \(body)
      </body>
      </html>

      """
    return Response(
      status: status,
      headers: [
        .contentType: "text/html; charset=utf-8", .xContentTypeOptions: "nosniff",
        .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'",
      ], body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  /// Text as it may stand in HTML, between tags and in quoted attributes.
  static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
