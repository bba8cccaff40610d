internal import Foundation

/// Retries, redirects and the rules of sites: what a fetch is made of.
extension FetchEngine {
  /// Fetches, and tries again by the policy of the request's purpose.
  func fetchTryingAgain(_ request: FetchRequest) async -> FetchOutcome {
    let policy = request.purpose == .endpoint ? configuration.endpointRetry : configuration.mediaRetry
    var request = request
    var retries = 0
    var requests = 0
    var seconds = 0.0
    var hasBrokenCompression = false
    while true {
      var (outcome, hasBrokenEncoding) = await follow(request, obeysRules: request.purpose != .endpoint)
      requests += outcome.requests
      seconds += outcome.seconds
      outcome.hasBrokenCompression = hasBrokenCompression
      (outcome.retries, outcome.requests, outcome.seconds) = (retries, requests, seconds)
      noteMoment(in: &outcome, longest: request.purpose == .endpoint ? policy.longestWait : nil)
      guard let failure = outcome.failure, failure.isTransient, !isFinal(outcome, of: request) else {
        return outcome
      }
      // A server whose compression is broken is asked for plain bytes: that is another request, not a retry.
      if hasBrokenEncoding, request.acceptsCompression {
        request.acceptsCompression = false
        hasBrokenCompression = true
        continue
      }
      guard outcome.status > 0 || outcome.retryAfter == nil,
        let wait = policy.wait(
          after: retries + 1, retryAfter: outcome.retryAfter, jitter: Double.random(in: 0...1))
      else { return outcome }
      retries += 1
      configuration.onRetry?(
        RetryNotice(
          address: outcome.effectiveAddress, attempt: retries, wait: wait, failure: failure,
          status: outcome.status,
          detail: outcome.detail ?? failure.rawValue))
      do { try await Task.sleep(for: wait) } catch {
        outcome.failure = .cancelled
        outcome.detail = "cancelled while waiting to try again"
        return outcome
      }
    }
  }

  /// True where an error page is the endpoint's last word.
  private func isFinal(_ outcome: FetchOutcome, of request: FetchRequest) -> Bool {
    guard let isAnswer = request.isAnswer, outcome.status >= 400, outcome.status != 429, outcome.status != 503
    else { return false }
    return isAnswer(outcome.body)
  }

  /// Names the moment before which a host wants to be left alone, where nobody sits that wait out.
  private func noteMoment(in outcome: inout FetchOutcome, longest: Duration?) {
    guard outcome.failure != nil, let wait = outcome.retryAfter, wait > longest ?? configuration.mediaPatience
    else { return }
    let moment = Date(timeIntervalSinceNow: min(wait, configuration.maximumHold).seconds)
    outcome.notBefore = moment
    if outcome.status > 0 {
      let answer = outcome.detail ?? "the host answered \(outcome.status)"
      outcome.detail = "\(answer) and asked to be left alone until \(moment.inWords)"
    }
  }

  /// Makes one attempt, through all redirects. Each step waits for its own host's turn and obeys that host.
  private func follow(
    _ request: FetchRequest, obeysRules: Bool
  ) async -> (outcome: FetchOutcome, hasBrokenEncoding: Bool) {
    var outcome = FetchOutcome(address: "")
    var address: WebAddress
    do { address = try WebAddress(request.address) } catch {
      outcome.effectiveAddress = error.address
      outcome.fail(.addressRefused, error.description)
      return (outcome, false)
    }
    let limits = request.limits ?? limits(for: request.purpose)
    let first = address.origin
    var visited: Set<String> = [address.text]
    while true {
      outcome.effectiveAddress = address.text
      var crawlDelay: Duration = .zero
      if request.purpose != .endpoint, let reason = refusal(of: address) {
        outcome.fail(.addressRefused, reason)
        return (outcome, false)
      }
      if obeysRules, !request.hasAgreement(for: address.host) {
        guard let rules = await rules(of: address) else {
          outcome.fail(.cancelled, "the fetch was cancelled")
          return (outcome, false)
        }
        if outcome.isForbidden(address, by: rules, honoursReservations: request.honoursReservations) {
          return (outcome, false)
        }
        crawlDelay = rules.robots.crawlDelay ?? .zero
      }
      let exchange = exchange(
        request, address, limits: limits, crawlDelay: crawlDelay, isFirstOrigin: address.origin == first)
      let result = await perform(exchange)
      if let hold = result.hold, let keeper = configuration.holdKeeper {
        await keeper.keep(address.politenessKey, until: Date(timeIntervalSinceNow: hold.seconds))
      }
      await outcome.take(result, request: request, limits: limits, host: address.host)
      guard let target = result.redirectTarget else { return (outcome, result.hasBrokenEncoding) }
      do { address = try WebAddress(target) } catch {
        outcome.fail(.http400Other, "\(address.host) redirects to what is no web address: \(error.address)")
        return (outcome, false)
      }
      outcome.redirects.append(Redirect(address: address.text, status: result.status))
      if !visited.insert(address.text).inserted {
        outcome.fail(.redirectLoop, "the redirects come back to \(address.text)")
        return (outcome, false)
      }
      if outcome.redirects.count > limits.maximumRedirects {
        outcome.fail(.redirectLoop, "more than \(limits.maximumRedirects) redirects")
        return (outcome, false)
      }
    }
  }

  private func limits(for purpose: FetchRequest.Purpose) -> FetchLimits {
    purpose == .endpoint ? configuration.endpointLimits : configuration.mediaLimits
  }

  /// Why an untrusted address may not be asked, as far as its text tells.
  private func refusal(of address: WebAddress) -> String? {
    if address.userInformation != nil { return "\(address.host): a media address may carry no credentials" }
    let guarding = AddressGuard(allowing: configuration.allowedNetworks)
    return configuration.proxies.proxy(for: address) == nil
      ? guarding.refusal(host: address.host) : guarding.refusalBehindProxy(host: address.host)
  }

  private func exchange(
    _ request: FetchRequest, _ address: WebAddress, limits: FetchLimits, crawlDelay: Duration,
    isFirstOrigin: Bool
  ) -> Exchange {
    let isEndpoint = request.purpose == .endpoint
    let profile = configuration.profile(of: address)
    let standard = isEndpoint ? configuration.endpointDelay : configuration.mediaDelay
    let delay = profile?.delay ?? request.delay ?? standard
    var exchange = Exchange(
      address: address, headers: request.headers, limits: limits, product: configuration.product,
      userAgent: configuration.userAgent, delay: max(delay, min(crawlDelay, configuration.maximumCrawlDelay)),
      connections: profile?.connections ?? 1,
      patience: isEndpoint ? configuration.endpointRetry.longestWait : configuration.mediaPatience,
      holdsHostOnRefusal: !isEndpoint)
    if let tag = request.entityTag { exchange.headers.append(("If-None-Match", tag)) }
    if let date = request.lastModified { exchange.headers.append(("If-Modified-Since", date)) }
    if isFirstOrigin {
      exchange.credentials = request.credentials ?? Self.credentials(in: address)
    }
    exchange.certificateAuthorities = request.certificateAuthorities
    exchange.destination = request.destination
    exchange.prefix = request.prefix
    exchange.hashes = request.hashes
    exchange.acceptsCompression = request.acceptsCompression
    exchange.guarding = isEndpoint ? nil : AddressGuard(allowing: configuration.allowedNetworks)
    exchange.proxy = configuration.proxies.proxy(for: address)
    exchange.refusesReservations =
      !isEndpoint && !request.hasAgreement(for: address.host) && request.honoursReservations
    return exchange
  }

  /// Credentials written into a trusted address.
  private static func credentials(in address: WebAddress) -> Credentials? {
    guard
      let parts = address.userInformation?.split(
        separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    else { return nil }
    return .basic(
      user: String(parts[0]).removingPercentEncoding ?? String(parts[0]),
      password: parts.count > 1 ? String(parts[1]).removingPercentEncoding ?? String(parts[1]) : "")
  }

  /// The rules of an address's site, from the rule book or read now.
  private func rules(of address: WebAddress) async -> SiteRules? {
    await ruleBook.rules(of: address.origin) { await self.readRules(of: address) }
  }

  private func readRules(of address: WebAddress) async -> SiteRules {
    var rules = SiteRules(lifetime: configuration.robotsLifetime)
    let robots = await readSiteFile("/robots.txt", of: address, maximumBytes: RobotsRules.maximumBytes)
    switch robots.failure {
    case nil: rules.robots = RobotsRules(robots.body, product: configuration.product)
    // "Unavailable": the site has no rules (RFC 9309, section 2.3.1.3), also after too many redirects.
    case .http400Other, .http401403, .http404, .http410, .empty, .redirectLoop: break
    case let failure?:
      rules.lifetime = min(
        configuration.unreachableLifetime, robots.retryAfter ?? configuration.unreachableLifetime)
      let words = robots.detail ?? failure.rawValue
      rules.unreachable = SiteRules.Refusal(
        failure: failure == .http5xx ? .robotsDisallowed : failure,
        detail: "robots.txt cannot be read: \(words)",
        retryAfter: robots.retryAfter)
      return rules
    }
    let reservations = await readSiteFile("/.well-known/tdmrep.json", of: address, maximumBytes: 1 << 20)
    if reservations.failure == nil { rules.reservations = Reservations(reservations.body) }
    return rules
  }

  private func readSiteFile(_ path: String, of address: WebAddress, maximumBytes: Int) async -> FetchOutcome {
    var request = FetchRequest(address: address.origin + path, purpose: .media)
    request.prefix = nil
    request.hashes = false
    request.honoursReservations = false
    var limits = configuration.mediaLimits
    limits.maximumBytes = Int64(maximumBytes)
    // RFC 9309, section 2.3.1.2: at least five redirects are followed.
    limits.maximumRedirects = max(5, limits.maximumRedirects)
    request.limits = limits
    return await follow(request, obeysRules: false).outcome
  }
}
