internal import Fetching
internal import Foundation
internal import WinnowConfiguration

/// Fetches manifests and what lists them.
///
/// What has the origin of the configured address is asked for as that is, with its credentials. Another origin was named
/// by a document from outside: no secret goes there, and the guard against private addresses and robots.txt hold.
struct ManifestClient {
  private let client: EndpointClient
  private let engine: FetchEngine
  private let configured: String?
  private let agreement: Bool
  private let delay: Duration?
  private var foreign = SourceExpense()

  init(provider: ProviderConfiguration, client: EndpointClient, engine: FetchEngine) {
    self.client = client
    self.engine = engine
    configured = Self.origin(of: provider.harvest.url)
    agreement = provider.policy.agreement
    delay = provider.policy.delayMilliseconds.map { .milliseconds($0) }
  }

  /// What asking cost so far.
  var expense: SourceExpense {
    var sum = client.expense
    sum.requests += foreign.requests
    sum.retries += foreign.retries
    sum.bytes += foreign.bytes
    return sum
  }

  /// The body of an answer.
  mutating func get(_ address: String) async throws(EndpointError) -> [UInt8] {
    if let origin = Self.origin(of: address), origin == configured { return try await client.get(address) }
    var request = FetchRequest(address: address, purpose: .media, delay: delay, agreement: agreement)
    request.acceptsCompression = true
    request.hashes = false
    let outcome = await engine.fetch(request)
    let attempts = max(outcome.requests, outcome.retries + 1)
    foreign.requests += attempts
    foreign.retries += outcome.retries
    foreign.bytes += outcome.bytes
    if let failure = outcome.failure {
      throw EndpointError(failure, outcome: outcome, attempts: attempts, address: address)
    }
    return outcome.body
  }

  /// Scheme, host and port.
  private static func origin(of address: String) -> String? {
    guard let parts = URLComponents(string: address), let scheme = parts.scheme?.lowercased(),
      let host = parts.host?.lowercased()
    else { return nil }
    return "\(scheme)://\(host):\(parts.port ?? (scheme == "https" ? 443 : 80))"
  }
}
