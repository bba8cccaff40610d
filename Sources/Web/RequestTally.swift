internal import Synchronization

/// Requests of one kind that a server has answered.
public struct RequestCount: Sendable, Hashable {
  /// The part of the site: `oai`, `oai.xsl`, `media`, `items`, `images`, `iiif`, `metrics`, `health` or `welcome`.
  public var route: String
  /// The verb of OAI-PMH; `none` elsewhere, and where it is none of the six.
  public var verb: String
  /// The status of the answers.
  public var status: Int
  /// How many there were.
  public var count: Int
}

/// Counts the requests of a server. What is counted apart is bounded, whatever is asked for.
final class RequestTally: Sendable {
  private struct Kind: Hashable {
    var route: String
    var verb: String
    var status: Int
  }

  private static let verbs: Set<String> = [
    "Identify", "ListMetadataFormats", "ListSets", "ListIdentifiers", "ListRecords", "GetRecord",
  ]

  private let counts = Mutex<[Kind: Int]>([:])

  /// Notes an answer.
  /// - Parameter verb: as the client sent it.
  func note(route: String, verb: String? = nil, status: Int) {
    let verb = verb.flatMap { Self.verbs.contains($0) ? $0 : nil } ?? "none"
    counts.withLock { $0[Kind(route: route, verb: verb, status: status), default: 0] += 1 }
  }

  /// What was counted so far, in a fixed order.
  var snapshot: [RequestCount] {
    counts.withLock { $0 }.map { kind, count in
      RequestCount(route: kind.route, verb: kind.verb, status: kind.status, count: count)
    }.sorted { ($0.route, $0.verb, $0.status) < ($1.route, $1.verb, $1.status) }
  }
}
