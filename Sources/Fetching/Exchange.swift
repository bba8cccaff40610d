internal import Hashing

/// One request to one host, redirects not followed: what the transfer loop does.
struct Exchange: Sendable {
  var address: WebAddress
  var headers: [(name: String, value: String)] = []
  var credentials: Credentials?
  var certificateAuthorities: String?
  var limits: FetchLimits
  var destination: FetchRequest.Destination = .memory
  var prefix: Int?
  var hashes = false
  var acceptsCompression = false
  /// Set for untrusted addresses.
  var guarding: AddressGuard?
  var proxy: String?
  /// True where an answer that reserves text and data mining ends the transfer before its body.
  var refusesReservations = false
  var product: String
  var userAgent: String
  /// The pause of the host after this request, and its requests at once.
  var delay: Duration
  var connections: Int
  /// How long it may wait for a host that asked to be left alone.
  var patience: Duration
  /// True where a 429 or 503 without Retry-After holds the host for all; endpoints have their own retries.
  var holdsHostOnRefusal: Bool
}

/// What came of an exchange.
struct ExchangeResult: Sendable {
  var failure: FetchFailure?
  var detail: String?
  var status = 0
  var headers: [String: [String]] = [:]
  var body: [UInt8] = []
  /// The first bytes of the body, wherever it went.
  var head: [UInt8] = []
  var file: String?
  var hash: ContentHash?
  var bytes: Int64 = 0
  var seconds = 0.0
  var redirectTarget: String?
  var retryAfter: Duration?
  /// How long the host is left alone because of this answer.
  var hold: Duration?
  var isReserved = false
  /// True where the body did not decode by its Content-Encoding.
  var hasBrokenEncoding = false
  /// True where a name did not resolve and it is open whether it exists.
  var needsNameLookup = false
  /// False where the request never left.
  var wasSent = false

  static func failed(_ failure: FetchFailure, _ detail: String) -> ExchangeResult {
    var result = ExchangeResult()
    result.failure = failure
    result.detail = detail
    return result
  }
}
