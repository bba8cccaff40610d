import TestSupport

/// Serves whole answers by path on a free port of loopback; everything else is a 404.
final class LoopbackServer: Sendable {
  /// What a path is answered with.
  struct Answer: Sendable {
    var status = 200
    var type = "image/jpeg"
    /// In JSON, `{base}` stands for the address of the server.
    var body: [UInt8] = []
    /// Further header fields.
    var headers: [String: String] = [:]
  }

  private let server: ScriptedServer

  var base: String { server.base }
  /// The paths asked for, in order, without those that only fetch a site's rules.
  var paths: [String] {
    server.requests.map(\.target).filter { $0 != "/robots.txt" && !$0.hasPrefix("/.well-known/") }
  }

  init(_ answers: [String: Answer]) throws {
    server = try ScriptedServer { request in
      guard let answer = answers[request.target] else {
        return .answer(404, Array("no".utf8), headers: [("Content-Type", "text/plain")])
      }
      var body = answer.body
      if answer.type == "application/json", let host = request.headers["host"] {
        body = Array(String(decoding: body, as: UTF8.self).replacing("{base}", with: "http://" + host).utf8)
      }
      let isKnown = answer.headers["ETag"] != nil && request.headers["if-none-match"] != nil
      return .answer(
        isKnown ? 304 : answer.status, isKnown ? [] : body,
        headers: [("Content-Type", answer.type)] + answer.headers.map { ($0.key, $0.value) })
    }
  }
}
