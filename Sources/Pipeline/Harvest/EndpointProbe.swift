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
    let body = try await client.get(OAIPMHRequest(.identify).address(base: provider.harvest.url))
    do {
      return try PageReader().readIdentify(body).repositoryName
    } catch {
      throw EndpointError(
        description: "\(provider.harvest.url) is no OAI-PMH endpoint: \(error); `winnow identify` tells more")
    }
  }
}
