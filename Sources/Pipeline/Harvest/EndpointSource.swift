internal import Foundation
internal import Hashing
internal import Logging
internal import OAIPMH
internal import Store
internal import WinnowConfiguration

/// An OAI-PMH endpoint as a source: Identify, then one list a set, page by page, each page one transaction.
struct EndpointSource: Source {
  let provider: ProviderConfiguration
  let client: EndpointClient
  let log: Logger
  /// Whether pages are expected to hold mostly records that are known: then they are looked at from outside first.
  var expectsKnownRecords = false

  init(provider: ProviderConfiguration, client: EndpointClient, log: Logger) {
    self.provider = provider
    self.client = client
    self.log = log
  }

  var expense: SourceExpense { client.expense }

  /// Harvests every list that the configuration and the options ask for; then compares what is held with what is
  /// listed, where that was asked for or is due.
  mutating func harvest(_ options: HarvestOptions, into intake: inout Intake) async throws -> HarvestVerdict {
    try await forgetFormerEndpoint(intake.store)
    // Without an answer here no date can be sent in the right granularity.
    let identity = try await client.identity(at: provider.harvest.url)
    let endpoint = ListState.Endpoint(identity)
    if options.dryRun {
      return options.reconcile
        ? try await reconcile(endpoint, isDryRun: true, into: &intake)
        : try await rehearse(options, endpoint, into: &intake)
    }
    await checkFormats()
    let verdict = try await harvestLists(options, endpoint, into: &intake)
    guard verdict.isComplete, options.set == nil, !options.isSelective else { return verdict }
    guard try await needsReconciliation(options, identity, intake.store) else { return verdict }
    return verdict.joined(with: try await reconcile(endpoint, isDryRun: false, into: &intake))
  }

  /// The sets to list; `nil` stands for the whole repository.
  func sets(_ options: HarvestOptions) -> [String?] {
    let named = options.set.map { [$0] } ?? provider.harvest.sets
    return named.isEmpty ? [nil] : named
  }

  func scope(_ set: String?, _ content: HarvestScope.Content = .records) -> HarvestScope {
    HarvestScope(
      provider: ProviderID(provider.id), prefix: provider.harvest.prefix, set: set, content: content)
  }

  /// Harvests one list a set.
  mutating func harvestLists(
    _ options: HarvestOptions, _ endpoint: ListState.Endpoint, into intake: inout Intake
  ) async throws -> HarvestVerdict {
    var verdicts: [HarvestVerdict] = []
    for set in sets(options) {
      if intake.interruption.isRequested {
        verdicts.append(.incomplete("interrupted before set \(set ?? "of all records"): run again to go on"))
        break
      }
      let verdict = try await harvestList(set, options, endpoint, into: &intake)
      verdicts.append(set.map { verdict.of("set \($0)") } ?? verdict)
    }
    return HarvestVerdict.joined(verdicts)
  }

  /// Marks and tokens of another endpoint say nothing about this one: where the address was changed, the harvest
  /// begins anew.
  private func forgetFormerEndpoint(_ store: any Store) async throws {
    let name = "endpoint:\(provider.id)"
    let current = Array(provider.harvest.url.utf8)
    let former = try await store.setting(name)
    if former == current { return }
    if let former {
      log.notice(
        "the endpoint is another one now; harvesting from the beginning",
        metadata: ["provider": "\(provider.id)", "former": "\(String(decoding: former, as: UTF8.self))"])
      try await store.forgetProgress(of: ProviderID(provider.id))
    }
    try await store.assign(name, current)
  }

  /// Whether the endpoint answers Identify as one: a list that fails all the same has a trouble of its own.
  func isAlive() async -> Bool {
    do {
      _ = try await client.identity(at: provider.harvest.url)
      return true
    } catch {
      log.notice(
        "the endpoint does not answer Identify either",
        metadata: ["provider": "\(provider.id)", "cause": "\(error)"])
      return false
    }
  }

  /// Warns where the endpoint does not list the prefix. Its word is not taken for it: endpoints that answer
  /// ListMetadataFormats badly serve lists all the same.
  private func checkFormats() async {
    do {
      let body = try await client.get(OAIPMHRequest(.listMetadataFormats).address(base: provider.harvest.url))
      let page = PageReader().readMetadataFormats(body)
      if let fault = page.fault { throw EndpointError(description: fault) }
      if !page.items.contains(where: { $0.prefix == provider.harvest.prefix }) {
        log.warning(
          "the endpoint does not list the prefix; trying it all the same",
          metadata: [
            "provider": "\(provider.id)", "prefix": "\(provider.harvest.prefix)",
            "listed": "\(page.items.map(\.prefix).joined(separator: " "))",
          ])
      }
    } catch {
      log.warning(
        "ListMetadataFormats cannot be read; harvesting all the same",
        metadata: ["provider": "\(provider.id)", "cause": "\(error)"])
    }
  }
}

extension ListState.Endpoint {
  /// What lists need to know of an endpoint, by its Identify.
  init(_ identity: IdentifyResponse) {
    self.init(
      dates: identity.hasDayGranularity ? .days : .seconds, now: identity.responseDate ?? .now,
      earliest: Timestamp(identity.earliestDatestamp))
  }
}
