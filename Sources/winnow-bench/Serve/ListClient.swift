import Foundation

/// Asks a repository for parts of lists, and looks at each answer as little as can be.
final class ListClient {
  private let http: HTTPClient

  init(port: Int) throws { http = try HTTPClient(port: port) }

  /// One answer.
  struct Answer {
    /// Wall clock.
    var seconds: Double
    var bytes: Int
    /// Where the list goes on; `nil` at its end.
    var token: String?
  }

  /// The first part of a list.
  func first(_ verb: String, prefix: String, arguments: String = "") throws -> Answer {
    try ask("/oai?verb=\(verb)&metadataPrefix=\(prefix)\(arguments)")
  }

  /// The part of a list behind a token.
  func next(_ verb: String, token: String) throws -> Answer {
    try ask("/oai?verb=\(verb)&resumptionToken=\(token)")
  }

  /// One record.
  func record(_ identifier: String, prefix: String) throws -> Answer {
    let name = identifier.replacingOccurrences(of: "%", with: "%25")
    return try ask("/oai?verb=GetRecord&metadataPrefix=\(prefix)&identifier=\(name)")
  }

  /// The identifiers in the last answer.
  var identifiers: [String] {
    let text = String(decoding: http.body, as: UTF8.self)
    return text.split(separator: "<identifier>").dropFirst().compactMap { piece in
      piece.split(separator: "<", maxSplits: 1).first.map(String.init)
    }
  }

  private func ask(_ target: String) throws -> Answer {
    let began = ContinuousClock.now
    let status = try http.get(target)
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    guard status == 200 else {
      throw BenchmarkFailure(description: "\(target.prefix(80)) was answered \(status)")
    }
    let tail = String(decoding: http.body.suffix(2048), as: UTF8.self)
    guard !tail.contains("<error code=") else {
      throw BenchmarkFailure(
        description: "\(target.prefix(80)) was answered with an error: \(tail.suffix(200))")
    }
    return Answer(seconds: seconds, bytes: http.body.count, token: Self.token(in: tail))
  }

  private static func token(in tail: String) -> String? {
    guard let start = tail.range(of: "<resumptionToken"),
      let open = tail[start.upperBound...].firstIndex(of: ">")
    else { return nil }
    let token = tail[tail.index(after: open)...].prefix { $0 != "<" }
    return token.isEmpty ? nil : String(token)
  }
}
