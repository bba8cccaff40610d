/// What holds for every request of an engine.
public struct FetchConfiguration: Sendable {
  /// The product token of the User-Agent and of robots.txt groups.
  public var product = "Winnow"
  /// The version in the User-Agent.
  public var version: String
  /// How the operator can be reached: a mailto or web address.
  public var contact: String
  /// Hosts with a pace of their own, by `host` or `host:port`, lower case.
  public var hosts: [String: HostProfile] = [:]
  /// Networks that media may point to although they are private: `network.allow_private`.
  public var allowedNetworks: [CIDRBlock] = []
  /// The pause between two requests to one media host.
  public var mediaDelay: Duration = .milliseconds(1000)
  /// The pause between two requests to one endpoint.
  public var endpointDelay: Duration = .zero
  /// The longest crawl-delay that a robots.txt may impose; longer ones count as this.
  public var maximumCrawlDelay: Duration = .seconds(60)
  /// How endpoints are tried again.
  public var endpointRetry = RetryPolicy()
  /// Media are not tried again hot: a later job does that.
  public var mediaRetry = RetryPolicy.never
  /// Bounds of media requests without bounds of their own.
  public var mediaLimits = FetchLimits()
  /// Bounds of endpoint requests without bounds of their own.
  public var endpointLimits = FetchLimits(
    maximumBytes: 512 << 20, connectTimeout: .seconds(30), idleTimeout: .seconds(120),
    totalTimeout: .seconds(1800),
    maximumRedirects: 5)
  /// How long a media request stays in the queue of a host that asked to be left alone (Retry-After); a longer
  /// wait is answered at once with `http_429_limited` and `retryAfter`.
  public var mediaPatience: Duration = .seconds(60)
  /// The first pause a media host gets after a 429 or 503 without Retry-After; doubles up to `maximumHold`.
  public var firstHold: Duration = .seconds(10)
  /// The longest time that a host is left alone, whatever it asks for; a longer wish counts as this.
  public var maximumHold: Duration = .seconds(86_400)
  /// How long a robots.txt is believed (RFC 9309, section 2.4: no more than a day).
  public var robotsLifetime: Duration = .seconds(86_400)
  /// How long a host whose robots.txt could not be read is left alone.
  public var unreachableLifetime: Duration = .seconds(600)
  /// Transfers under way at once over all hosts, at least 1. Each needs one or two file descriptors.
  public var maximumTransfers = 256
  /// Told of each wait before a retry: for logs and progress. Called on any thread.
  public var onRetry: (@Sendable (RetryNotice) -> Void)?
  /// Keeps across runs and processes which hosts asked to be left alone; `nil` where this engine alone knows.
  public var holdKeeper: (any HoldKeeper)?
  /// How long it is believed that no other process has been told to leave a host alone.
  public var holdLifetime: Duration = .seconds(60)
  /// The proxies to use; by default those of the environment variables that libcurl knows.
  ///
  /// Behind a proxy the names in addresses are resolved there, not here: the address guard then checks literal
  /// addresses and local names only, and keeping private address space closed is the proxy's duty.
  public var proxies = ProxySettings.environment()

  /// The defaults: polite, private address space closed, proxies by the environment.
  /// - Parameters:
  ///   - version: this program's version.
  ///   - contact: a mailto or web address; it is sent to every host.
  public init(version: String, contact: String) {
    self.version = version
    self.contact = contact
  }

  /// `Winnow/VERSION (+contact)`.
  public var userAgent: String { "\(product)/\(version) (+\(contact))" }

  /// The pause between two requests to an endpoint at an address, as far as it is no provider's own.
  /// - Parameter address: an absolute http or https address; another one has the usual pause.
  public func endpointPause(for address: String) -> Duration {
    do { return profile(of: try WebAddress(address))?.delay ?? endpointDelay } catch { return endpointDelay }
  }

  /// The profile of an address, `host:port` before `host`.
  func profile(of address: WebAddress) -> HostProfile? {
    hosts["\(address.host):\(address.port)"] ?? hosts[address.host]
  }
}

/// The pace of one host, from the configuration.
public struct HostProfile: Sendable, Equatable, Codable {
  /// The pause between two requests.
  public var delay: Duration
  /// Requests at once, at least 1.
  public var connections: Int

  /// A pace; fewer connections than 1 count as 1.
  public init(delay: Duration, connections: Int = 1) {
    self.delay = delay
    self.connections = max(1, connections)
  }
}

/// Bounds of one request; a bound that is reached ends it with the failure named here.
public struct FetchLimits: Sendable, Equatable, Codable {
  /// Bytes of body after decompression: `too_large`.
  public var maximumBytes: Int64
  /// `connect_timeout`; covers name lookup, TCP and TLS.
  public var connectTimeout: Duration
  /// The time with less than `minimumRate` before `read_timeout`; whole seconds, at least 1.
  public var idleTimeout: Duration
  /// Bytes a second below which a transfer counts as idle.
  public var minimumRate = 16
  /// The time for one whole transfer: `read_timeout`.
  public var totalTimeout: Duration
  /// Redirects followed: `redirect_loop`.
  public var maximumRedirects: Int
  /// Bytes of header of one answer: `too_large`.
  public var maximumHeaderBytes = 64 << 10

  /// Bounds; without arguments those of media.
  public init(
    maximumBytes: Int64 = 100 << 20, connectTimeout: Duration = .seconds(15),
    idleTimeout: Duration = .seconds(30),
    totalTimeout: Duration = .seconds(300), maximumRedirects: Int = 5
  ) {
    self.maximumBytes = maximumBytes
    self.connectTimeout = connectTimeout
    self.idleTimeout = idleTimeout
    self.totalTimeout = totalTimeout
    self.maximumRedirects = maximumRedirects
  }
}

/// A wait before a request is tried again.
public struct RetryNotice: Sendable {
  /// The address that failed, without credentials.
  public var address: String
  /// The attempt that failed, from 1.
  public var attempt: Int
  /// The time until the next attempt.
  public var wait: Duration
  /// Why the attempt failed.
  public var failure: FetchFailure
  /// HTTP status of the failed attempt, 0 where no answer came.
  public var status: Int
  /// What went wrong, in words.
  public var detail: String
}
