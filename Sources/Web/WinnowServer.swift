internal import Glibc
internal import Hummingbird
internal import HummingbirdCore
public import Logging
internal import NIOCore
public import ServiceLifecycle
internal import UnixSignals
internal import Synchronization

/// Where a server listens and what it bears.
public struct ServerConfiguration: Sendable, Equatable {
  /// The host name or address to listen at.
  public var host: String
  /// The port; 0 for any that is free.
  public var port: Int
  /// Connections beyond this number wait in the kernel's queue.
  public var maximumConnections: Int
  /// A connection over which no request comes for this time is closed.
  public var idleSeconds: Int64
  /// What one client may ask at once, and how long a slow one is waited for.
  public var limits: ClientLimits

  /// Where a server listens.
  /// - Parameters:
  ///   - port: 0 for any that is free.
  ///   - maximumConnections: 1024 unless told.
  ///   - idleSeconds: 60 unless told.
  ///   - limits: their own measures unless told.
  public init(
    host: String = "127.0.0.1", port: Int, maximumConnections: Int = 1024, idleSeconds: Int64 = 60,
    limits: ClientLimits = ClientLimits()
  ) {
    self.host = host
    self.port = port
    self.maximumConnections = maximumConnections
    self.idleSeconds = idleSeconds
    self.limits = limits
  }
}

/// A server could not begin to listen.
public struct ListeningError: Error, Sendable, CustomStringConvertible {
  /// Names the address and the remedy, in one line.
  public let description: String

  init(host: String, port: Int, cause: CInt) {
    let remedy =
      switch cause {
      case EADDRINUSE: "another program listens there: stop it, or choose another --port"
      case EACCES: "ports below 1024 need privileges: choose another --port"
      case EADDRNOTAVAIL: "this machine has no such address: choose another --host"
      default: String(cString: strerror(cause))
      }
    description = "cannot listen at \(host) port \(port): \(remedy)"
  }

  init(unknownHost host: String, port: Int) {
    description =
      "cannot listen at \(host) port \(port): no address has this name: choose another --host, such as 127.0.0.1"
  }
}

/// The HTTP server of Winnow.
///
/// The site is made once the port is known, so that what it serves can name its own address. Every connection
/// has a task of its own; a client that reads slowly holds up nobody else.
public struct WinnowServer: Sendable {
  /// The content codings in which long textual answers can be had, for `Identify`.
  public static let contentCodings = ContentCoding.allCases.map(\.rawValue)
  /// The stylesheet that shows the answers of the repository in a browser, by its address seen from theirs.
  public static let stylesheet = "oai.xsl"

  let configuration: ServerConfiguration
  let site: @Sendable (_ base: String) -> Site
  let logger: Logger

  /// A server that does not listen yet.
  /// - Parameters:
  ///   - configuration: where it listens.
  ///   - logger: gets a line for what goes wrong.
  ///   - site: makes what is served; is given the address of the server: `http://127.0.0.1:8080`.
  public init(
    configuration: ServerConfiguration, logger: Logger, site: @escaping @Sendable (_ base: String) -> Site
  ) {
    self.configuration = configuration
    self.logger = logger
    self.site = site
  }

  /// Listens and serves until SIGTERM or SIGINT comes or the task is cancelled; requests under way are
  /// finished.
  /// - Parameters:
  ///   - companions: services that run beside the server, and are asked to stop before it.
  ///   - patience: the longest wait for what is under way when the server is to stop; seconds, `nil` for any.
  ///   - onListening: is told the port once connections are taken.
  /// - Throws: `ListeningError` where the host or port cannot be listened at.
  public func run(
    beside companions: [any Service] = [], patience: Int64? = nil,
    onListening: @escaping @Sendable (_ port: Int) -> Void
  ) async throws {
    var configuration = ServiceGroupConfiguration(
      services: [application(onListening)] + companions, gracefulShutdownSignals: [.sigterm, .sigint],
      logger: logger)
    configuration.maximumGracefulShutdownDuration = patience.map { .seconds($0) }
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch let error as IOError {
      throw ListeningError(
        host: self.configuration.host, port: self.configuration.port, cause: error.errnoCode)
    } catch let error where error is SocketAddressError.UnknownHost || error is SocketAddressError {
      throw ListeningError(unknownHost: self.configuration.host, port: self.configuration.port)
    }
  }

  /// The server as a service, to run in a group with others.
  /// - Parameter onListening: is told the port once connections are taken.
  public func service(onListening: @escaping @Sendable (_ port: Int) -> Void) -> any Service {
    application(onListening)
  }

  private func application(
    _ onListening: @escaping @Sendable (_ port: Int) -> Void
  ) -> some ApplicationProtocol {
    let current = CurrentSite()
    let configuration = configuration
    let site = site
    let limits = configuration.limits
    let connections = ClientLedger(limit: limits.connections)
    return Application(
      router: Self.router(current, limits: limits),
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [ConnectionWatch(limits: limits, connections: connections)],
          idleTimeout: .seconds(configuration.idleSeconds))),
      configuration: .init(
        address: .hostname(configuration.host, port: configuration.port), serverName: "winnow",
        availableConnectionsDelegate: MaximumAvailableConnections(configuration.maximumConnections)),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? configuration.port
        let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
        current.set(site("http://\(host):\(port)"))
        onListening(port)
      }, logger: logger)
  }

  /// The methods of HTTP (RFC 9110, section 9; RFC 5789).
  private static let methods: [HTTPRequest.Method] = [
    .get, .head, .post, .put, .delete, .connect, .options, .trace, .patch,
  ]

  private static func router(_ current: CurrentSite, limits: ClientLimits) -> Router<ClientContext> {
    let router = Router(context: ClientContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: FairShares(limits: limits))
    router.add(middleware: CodedAnswers())
    let tally = RequestTally()
    func refuse(_ path: RouterPath, allowing allowed: [HTTPRequest.Method]) {
      let names = allowed.map(\.rawValue).joined(separator: ", ")
      for method in Self.methods where !allowed.contains(method) {
        router.on(path, method: method) { _, _ in
          let refusal = Page.refusal(allowing: names)
          return allowed.contains(.options) ? CrossOrigin.open(refusal) : refusal
        }
      }
    }
    func get(
      _ path: RouterPath,
      _ answer: @escaping @Sendable (Site, Request, ClientContext) async throws -> Response
    ) {
      router.get(path) { request, context in
        guard let site = current.site else {
          return Page.text(.serviceUnavailable, "The server is starting.\n")
        }
        return try await answer(site, request, context)
      }
    }
    func count(
      _ path: RouterPath, as route: String,
      _ answer: @escaping @Sendable (Site, Request, ClientContext) async throws -> Response
    ) {
      get(path) { site, request, context in
        do {
          let response = try await answer(site, request, context)
          tally.note(route: route, status: response.status.code)
          return response
        } catch {
          tally.note(route: route, status: HTTPResponse.Status.internalServerError.code)
          throw error
        }
      }
    }
    for path: RouterPath in ["/", "/health", "/metrics", "/oai.xsl", "/media/**", "/items/**", "/images/**"] {
      refuse(path, allowing: [.get, .head])
    }
    refuse("/oai", allowing: [.get, .head, .post])
    refuse("/iiif/**", allowing: [.get, .head, .options])
    router.on("/iiif/**", method: .options) { _, _ in CrossOrigin.preflight(allowing: "GET, HEAD, OPTIONS") }
    count("/", as: "welcome") { site, _, _ in site.welcome() }
    count("/health", as: "health") { _, _, _ in Page.text(.ok, "ok\n") }
    count("/metrics", as: "metrics") { site, _, _ in try await site.metricsAnswer(tally) }
    count("/oai.xsl", as: "oai.xsl") { _, request, _ in Site.stylesheetAnswer(request) }
    get("/oai") { site, request, context in
      try await site.repositoryAnswer(request, context: context, countedBy: tally)
    }
    router.post("/oai") { request, context in
      guard let site = current.site else {
        return Page.text(.serviceUnavailable, "The server is starting.\n")
      }
      return try await site.repositoryAnswer(request, context: context, countedBy: tally)
    }
    count("/media/**", as: "media") { site, request, _ in try await site.thumbnailAnswer(request) }
    count("/items/**", as: "items") { site, request, _ in try await site.itemPage(request) }
    count("/images/**", as: "images") { site, request, context in
      try await site.images?.plainFile(request, context: context) ?? Page.missing
    }
    count("/iiif/**", as: "iiif") { site, request, context in
      CrossOrigin.open(try await site.presentationAnswer(request, context: context))
    }
    return router
  }
}

/// The site of a running server: unknown until the server listens.
private final class CurrentSite: Sendable {
  private let value = Mutex<Site?>(nil)

  var site: Site? { value.withLock { $0 } }

  func set(_ site: Site) { value.withLock { $0 = site } }
}
