extension FetchOutcome {
  /// Notes a failure.
  mutating func fail(_ failure: FetchFailure, _ detail: String) {
    self.failure = failure
    self.detail = detail
  }

  /// Notes what the rules of a site say against an address; false where they allow it.
  mutating func isForbidden(_ address: WebAddress, by rules: SiteRules, honoursReservations: Bool) -> Bool {
    if let refusal = rules.unreachable {
      fail(refusal.failure, refusal.detail)
      retryAfter = refusal.retryAfter
      return true
    }
    guard rules.robots.allows(address.target) else {
      fail(.robotsDisallowed, "robots.txt of \(address.host) disallows \(address.target)")
      return true
    }
    if rules.reservations.reserves(address.target) {
      tdmReserved = true
      if honoursReservations {
        fail(.reserved, "\(address.host) reserves \(address.target) by tdmrep.json")
        return true
      }
    }
    return false
  }

  /// Takes over what an exchange gave.
  mutating func take(_ result: ExchangeResult, request: FetchRequest, limits: FetchLimits, host: String) async
  {
    failure = result.failure
    detail = result.detail
    if result.needsNameLookup { failure = await NameLookup.failure(of: host) }
    status = result.status
    headers = result.headers
    body = result.body
    file = result.file
    hash = result.hash
    bytes = result.bytes
    seconds += result.seconds
    if result.wasSent { requests += 1 }
    retryAfter = result.retryAfter
    tdmReserved = tdmReserved || result.isReserved
    notModified = result.status == 304 && (request.entityTag != nil || request.lastModified != nil)
    if result.status == 304, !notModified {
      fail(.http400Other, "\(host) answered 304 to an unconditional request")
    }
    declaredBytes = Self.declaredBytes(in: result.headers)
    sniffed = MediaTypeSniffer.mediaType(of: result.head)
    if request.purpose == .endpoint { inflateUndeclaredGzip(limits) }
  }

  private mutating func inflateUndeclaredGzip(_ limits: FetchLimits) {
    guard (200..<300).contains(status), failure == nil || failure == .truncated, GzipInflater.isGzip(body)
    else {
      return
    }
    inflatedUndeclaredGzip = true
    switch GzipInflater.inflate(body, maximumBytes: limits.maximumBytes) {
    case .whole(let plain): body = plain
    case .broken(let plain):
      body = plain
      fail(.truncated, "the gzip data that came undeclared end early or are damaged")
    case .tooLarge:
      body = []
      fail(.tooLarge, "the gzip data that came undeclared inflate to more than \(limits.maximumBytes) bytes")
    }
    sniffed = MediaTypeSniffer.mediaType(of: body)
  }

  /// The length of the whole body by Content-Range or Content-Length; `nil` where compression makes it another.
  private static func declaredBytes(in headers: [String: [String]]) -> Int64? {
    if let range = headers["content-range"]?.last, let slash = range.lastIndex(of: "/") {
      return Int64(range[range.index(after: slash)...])
    }
    guard headers["content-encoding"] == nil else { return nil }
    return headers["content-length"]?.last.flatMap { Int64($0) }
  }
}
