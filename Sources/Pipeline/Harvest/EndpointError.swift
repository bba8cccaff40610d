internal import Fetching
internal import Foundation

/// An endpoint did not answer usefully: one line that names the address's host, the cause and the remedy.
struct EndpointError: Error, CustomStringConvertible {
  let description: String
  /// Why the request failed; `nil` where the answer came and was of no use.
  var failure: FetchFailure?
  /// The last HTTP status; 0 where no answer came.
  var status = 0
  /// True where nobody is to blame: somebody asked the harvest to stop.
  var isInterruption = false
  /// The moment before which the endpoint asked not to be asked again.
  var notBefore: Date?
  /// What came of the body: of a page that broke off all that arrived, of an error page its beginning.
  var body: [UInt8] = []

  /// A fault of the configuration or of an answer that came.
  init(description: String) { self.description = description }

  /// A request that failed.
  /// - Parameters:
  ///   - address: the whole request; only its host is named.
  ///   - attempts: how often it was tried.
  init(_ failure: FetchFailure, outcome: FetchOutcome, attempts: Int, address: String) {
    description = Self.explanation(of: failure, outcome: outcome, attempts: attempts, address: address)
    self.failure = failure
    status = outcome.status
    isInterruption = failure == .cancelled
    notBefore = outcome.notBefore
    body = outcome.body
  }

  /// A request that was given up because somebody asked the harvest to stop.
  static func interruption(address: String) -> EndpointError {
    var error = EndpointError(
      description: "interrupted while waiting for \(host(of: address)): run again to go on")
    error.failure = .cancelled
    error.isInterruption = true
    return error
  }

  private static func host(of address: String) -> String { URLComponents(string: address)?.host ?? address }

  private static func explanation(
    of failure: FetchFailure, outcome: FetchOutcome, attempts: Int, address: String
  ) -> String {
    let host = host(of: address)
    if failure == .cancelled { return "interrupted while waiting for \(host): run again to go on" }
    let cause = outcome.detail ?? (outcome.status > 0 ? "HTTP status \(outcome.status)" : failure.rawValue)
    let effort = attempts > 1 ? " after \(attempts) attempts" : ""
    if let wall = outcome.botWall {
      return "\(host) gave no answer\(effort): \(cause), from a wall against crawlers (\(wall)); "
        + "ask the provider to let the User-Agent or address of this machine through to the OAI-PMH endpoint"
    }
    return "\(host) gave no answer\(effort): \(cause) (\(failure.rawValue)); \(remedy(failure, outcome))"
  }

  private static func remedy(_ failure: FetchFailure, _ outcome: FetchOutcome) -> String {
    if let moment = outcome.notBefore {
      return "it is not asked before \(moment.formatted(.iso8601)): run again then"
    }
    return switch failure {
    case .dnsNotFound: "check the address in the configuration"
    case .http401403:
      outcome.status == 407
        ? "check the proxy's credentials in http_proxy or https_proxy"
        : "check the credentials in the configuration"
    case .http404, .http410, .http400Other, .redirectLoop, .addressRefused:
      "check the address: `winnow identify URL` tries it"
    case .tlsExpired, .tlsName, .tlsOther: "ask the provider to mend the certificate, or set ca_file"
    case .http429Limited: "the endpoint asks for patience: run again later"
    case .storage: "free some space on this machine"
    default: "run again later; what was received is kept"
    }
  }
}
