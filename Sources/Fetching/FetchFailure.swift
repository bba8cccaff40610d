/// Why a fetch gave nothing, by cause.
///
/// The raw values are those of the link-rot ledger's states, so that a failure becomes a state by its raw
/// value; `isLocal` names the few that say nothing about the address.
public enum FetchFailure: String, Sendable, Codable, CaseIterable, Error {
  case dnsNotFound = "dns_nxdomain"
  case dnsTemporary = "dns_temp"
  case connectRefused = "connect_refused"
  case connectTimeout = "connect_timeout"
  case readTimeout = "read_timeout"
  case tlsExpired = "tls_expired"
  case tlsName = "tls_name"
  case tlsOther = "tls_other"
  /// A 4xx status with no case of its own, or a 3xx without a usable target.
  case http400Other = "http_400_other"
  case http401403 = "http_401_403"
  case http404 = "http_404"
  case http410 = "http_410"
  /// Status 429, or not sent because the host asked to be left alone for longer than the caller would wait.
  case http429Limited = "http_429_limited"
  case http5xx = "http_5xx"
  case robotsDisallowed = "robots_disallowed"
  /// The owner of the site reserves text and data mining.
  case reserved = "not_checked_policy"
  /// No http(s) address, credentials in a media address, or an address in private address space.
  case addressRefused = "address_refused"
  /// An address came twice in a chain of redirects, or the chain was longer than allowed.
  case redirectLoop = "redirect_loop"
  /// HTML came where a medium was expected.
  case soft404HTML = "soft404_html"
  /// The bytes are of another kind than the Content-Type says.
  case mimeMismatch = "mime_mismatch"
  case truncated
  case empty
  /// More bytes, or more header, than the limits allow.
  case tooLarge = "too_large"
  case networkOther = "network_other"
  /// The calling task was cancelled, or the engine was shut down.
  case cancelled = "cancelled"
  /// This machine could not keep what came: a full disk, a missing folder.
  case storage = "storage"

  /// True where the failure says something about this machine and nothing about the address.
  public var isLocal: Bool { self == .cancelled || self == .storage }

  /// The failure that an HTTP status stands for; `nil` for 2xx and 304.
  /// - Parameter status: a final status, after redirects were followed.
  public init?(status: Int) {
    switch status {
    case 200..<300, 304: return nil
    case 401, 403, 407, 451: self = .http401403
    case 404: self = .http404
    case 410: self = .http410
    case 429: self = .http429Limited
    case 500...: self = .http5xx
    case 300..<500: self = .http400Other
    default: self = .networkOther
    }
  }

  /// True where the same request may well succeed a little later: transport errors, 5xx and 429.
  var isTransient: Bool {
    switch self {
    case .dnsNotFound, .dnsTemporary, .connectRefused, .connectTimeout, .readTimeout, .http429Limited,
      .http5xx,
      .truncated, .empty, .networkOther:
      true
    default: false
    }
  }
}
