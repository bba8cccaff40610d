public import Fetching
internal import OAIPMH
public import WinnowConfiguration

/// Asks a configured endpoint for Identify, as a harvest would: with its credentials and certificates.
public struct EndpointProbe: Sendable {
  private let engine: FetchEngine
  private let environment: [String: String]

  /// - Parameter environment: where the configured credentials are looked up.
  public init(engine: FetchEngine, environment: [String: String]) {
    self.engine = engine
    self.environment = environment
  }

  /// The name that the provider's endpoint gives itself.
  /// - Throws: an error of one line, with the remedy, where the endpoint cannot be asked or does not answer.
  public func repositoryName(of provider: ProviderConfiguration) async throws -> String {
    let client = try EndpointClient(engine: engine, provider: provider, environment: environment)
    return try await client.identity(at: provider.harvest.url).repositoryName
  }
}

extension EndpointClient {
  /// What an endpoint says of itself.
  /// - Parameter base: its base URL.
  func identity(at base: String) async throws(EndpointError) -> IdentifyResponse {
    let body = try await get(OAIPMHRequest(.identify).address(base: base))
    do {
      return try PageReader().readIdentify(body)
    } catch {
      throw EndpointError(
        description: "\(base) is no OAI-PMH endpoint: \(error); `winnow identify` tells more")
    }
  }
}
