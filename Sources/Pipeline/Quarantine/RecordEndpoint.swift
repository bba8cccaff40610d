public import Fetching
internal import OAIPMH
internal import Store
public import WinnowConfiguration

/// The endpoint of a provider, asked for single records.
public struct RecordEndpoint: Sendable {
  private let base: String
  private let get: @Sendable (_ address: String) async throws -> [UInt8]

  /// - Parameters:
  ///   - provider: one that is harvested by OAI-PMH.
  ///   - environment: where the configured credentials are looked up.
  /// - Throws: where the provider has no endpoint, or a secret is not in the environment.
  public init(
    engine: FetchEngine, provider: ProviderConfiguration, environment: [String: String]
  ) throws {
    guard provider.harvest.kind == .oaiPMH else {
      throw QuarantineError(
        "provider '\(provider.id)' has no OAI-PMH endpoint to ask: harvest it again, or mend the record with --with"
      )
    }
    let client = try EndpointClient(engine: engine, provider: provider, environment: environment)
    self.init(base: provider.harvest.url) { address in try await client.get(address) }
  }

  /// An endpoint behind an answering closure.
  init(base: String, get: @escaping @Sendable (_ address: String) async throws -> [UInt8]) {
    self.base = base
    self.get = get
  }

  /// Asks for the record that quarantined bytes are of.
  /// - Throws: why it is not to be had whole.
  func record(for entry: QuarantineEntry) async throws -> (record: IncomingRecord, request: String) {
    guard let identifier = entry.record.identifier else {
      throw QuarantineError(
        "its identifier is not known, so that nobody can be asked for it: mend it with --with")
    }
    let address = OAIPMHRequest.record(identifier: identifier, prefix: entry.prefix).address(base: base)
    var page = SourcePage(request: address)
    page.take(PageReader().readRecords(try await get(address)), for: identifier)
    guard let record = page.records.first else {
      throw QuarantineError(page.quarantined.first?.reason ?? "the answer to \(address) holds no record")
    }
    return (record, address)
  }
}
