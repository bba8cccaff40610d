internal import Fetching
internal import Hummingbird
internal import NIOCore

/// A request under way, with where it comes from.
struct ClientContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The address at the other end of the connection.
  let peer: IPAddress?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress?.ipAddress.flatMap { IPAddress($0) }
  }
}

/// Refuses requests of a client that has too many under way.
struct FairShares: RouterMiddleware {
  /// Monitoring has to get through always.
  private static let unlimited: Set<String> = ["/health", "/metrics"]
  /// Seconds after which a client may try again.
  private static let retryAfter = "5"

  let limits: ClientLimits
  let ledger: ClientLedger

  init(limits: ClientLimits) {
    self.limits = limits
    ledger = ClientLedger(limit: limits.requests)
  }

  func handle(
    _ request: Request, context: ClientContext, next: (Request, ClientContext) async throws -> Response
  ) async throws -> Response {
    let forwarded = request.headers.lazy.filter { $0.name.canonicalName == "x-forwarded-for" }.map(\.value)
      .joined(separator: ",")
    guard !Self.unlimited.contains(request.uri.path),
      let client = limits.client(peer: context.peer, forwarded: forwarded)
    else { return try await next(request, context) }
    guard let admission = ledger.admit(client) else {
      var refusal = Page.text(
        .serviceUnavailable,
        "More than \(limits.requests) requests of yours are under way; wait for their answers.\n")
      refusal.headers[.retryAfter] = Self.retryAfter
      return refusal
    }
    var response = try await next(request, context)
    let body = response.body
    // The request is under way until its answer is written; the writing keeps its place.
    response.body = ResponseBody(contentLength: body.contentLength) { writer in
      defer { withExtendedLifetime(admission) {} }
      try await body.write(writer)
    }
    return response
  }
}
