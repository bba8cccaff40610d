internal import Fetching
internal import Foundation
internal import Synchronization
internal import WinnowConfiguration

/// An endpoint did not answer usefully: one line that names the address's host, the cause and the remedy.
struct EndpointError: Error, CustomStringConvertible {
  let description: String
}

/// Asks one OAI-PMH endpoint, with its credentials and manners, and counts what that cost.
final class EndpointClient: Sendable {
  /// What was spent so far.
  struct Expense {
    /// Attempts, those included that met nobody: one more than the retries of each request, at least.
    var requests = 0
    var retries = 0
    var bytes: Int64 = 0
  }

  private let engine: FetchEngine
  private let credentials: Credentials?
  private let certificateFile: String?
  private let delay: Duration?
  private let spent = Mutex(Expense())

  /// - Throws: `EndpointError` where a secret that the configuration names is not in the environment.
  init(engine: FetchEngine, provider: ProviderConfiguration, environment: [String: String])
    throws(EndpointError)
  {
    self.engine = engine
    certificateFile = provider.harvest.certificateFile
    delay = provider.policy.delayMilliseconds.map { .milliseconds($0) }
    func secret(_ variable: String) throws(EndpointError) -> String {
      guard let value = environment[variable], !value.isEmpty else {
        throw EndpointError(
          description:
            "provider '\(provider.id)' needs the secret in environment variable \(variable): set it")
      }
      return value
    }
    switch provider.harvest.credentials {
    case nil: credentials = nil
    case .bearer(let variable): credentials = .bearer(token: try secret(variable))
    case .header(let name, let variable): credentials = .header(name: name, value: try secret(variable))
    case .basic(let variable):
      let parts = try secret(variable).split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw EndpointError(description: "environment variable \(variable) has to hold user:password")
      }
      credentials = .basic(user: String(parts[0]), password: String(parts[1]))
    }
  }

  /// A client for an address that is not configured yet, as `winnow identify` needs it.
  init(engine: FetchEngine) {
    self.engine = engine
    credentials = nil
    certificateFile = nil
    delay = nil
  }

  /// What was spent so far.
  var expense: Expense { spent.withLock { $0 } }

  /// The body of an answer.
  /// - Parameter address: a whole request.
  func get(_ address: String) async throws(EndpointError) -> [UInt8] {
    let outcome = await engine.fetch(
      FetchRequest(
        address: address, purpose: .endpoint, credentials: credentials,
        certificateAuthorities: certificateFile,
        delay: delay))
    // Without a connection nothing was sent, but it was tried.
    let attempts = max(outcome.requests, outcome.retries + 1)
    spent.withLock { expense in
      expense.requests += attempts
      expense.retries += outcome.retries
      expense.bytes += outcome.bytes
    }
    if let failure = outcome.failure {
      throw EndpointError(
        description: Self.explanation(of: failure, outcome: outcome, attempts: attempts, address: address))
    }
    return outcome.body
  }

  private static func explanation(
    of failure: FetchFailure, outcome: FetchOutcome, attempts: Int, address: String
  ) -> String {
    let host = URLComponents(string: address)?.host ?? address
    let cause = outcome.detail ?? (outcome.status > 0 ? "HTTP status \(outcome.status)" : failure.rawValue)
    let remedy =
      switch failure {
      case .dnsNotFound: "check the address in the configuration"
      case .http401403: "check the credentials in the configuration"
      case .http404, .http410: "check the address: `winnow identify URL` tries it"
      case .tlsExpired, .tlsName, .tlsOther: "ask the provider to mend the certificate, or set ca_file"
      case .http429Limited: "the endpoint asks for patience: run again later"
      case .storage: "free some space on this machine"
      default: "run again later; what was received is kept"
      }
    let effort = attempts > 1 ? " after \(attempts) attempts" : ""
    return "\(host) gave no answer\(effort): \(cause) (\(failure.rawValue)); \(remedy)"
  }
}
