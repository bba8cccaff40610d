public import Fetching
internal import Foundation
public import Logging
internal import OAIPMH
public import Store
public import WinnowConfiguration

/// Harvests providers into the store: Identify, then one list a set, page by page, each page one transaction.
public struct Harvester: Sendable {
  let store: any Store
  let engine: FetchEngine
  let environment: [String: String]
  let log: Logger
  let interruption: Interruption
  let progress: ProgressHandler
  /// Endpoints harvested side by side; each gets one connection.
  private static let providersAtOnce = 8

  /// - Parameter environment: where the configured credentials are looked up.
  public init(
    store: any Store, engine: FetchEngine, environment: [String: String], log: Logger,
    interruption: Interruption,
    progress: @escaping ProgressHandler
  ) {
    self.store = store
    self.engine = engine
    self.environment = environment
    self.log = log
    self.interruption = interruption
    self.progress = progress
  }

  /// Harvests several providers side by side; reports in the order of the providers.
  public func harvest(
    _ providers: [ProviderConfiguration], options: HarvestOptions
  ) async -> [HarvestReport] {
    await withTaskGroup(of: (Int, HarvestReport).self) { group in
      var reports: [Int: HarvestReport] = [:]
      for (index, provider) in providers.enumerated() {
        if index >= Self.providersAtOnce, let (done, report) = await group.next() {
          reports[done] = report
        }
        group.addTask { (index, await harvest(provider, options: options)) }
      }
      for await (done, report) in group { reports[done] = report }
      return providers.indices.compactMap { reports[$0] }
    }
  }

  /// Harvests one provider. The ledger gets a row whatever happens, as far as the store can still take one.
  ///
  /// Never throws: a store that fails makes the harvest incomplete with that reason, and the report is given all
  /// the same.
  public func harvest(_ provider: ProviderConfiguration, options: HarvestOptions) async -> HarvestReport {
    let began = ContinuousClock.now
    var report = HarvestReport(provider: provider.id)
    do {
      try await RunClaim.take(ProviderID(provider.id), in: store)
      let run = try await store.beginRun(provider: ProviderID(provider.id), kind: "harvest", at: .now)
      do {
        try await harvest(provider, options: options, run: run, report: &report)
      } catch {
        report.complete = false
        report.reason = "\(error)"
      }
      report.seconds = (ContinuousClock.now - began).inSeconds
      try await store.endRun(
        run, complete: report.complete, reason: report.reason, report: try report.json(), at: .now)
    } catch {
      report.complete = false
      report.reason = "\(error)"
      report.seconds = (ContinuousClock.now - began).inSeconds
    }
    return report
  }

  private func harvest(
    _ provider: ProviderConfiguration, options: HarvestOptions, run: RunKey, report: inout HarvestReport
  ) async throws {
    var source = try source(of: provider)
    var intake = Intake(
      provider: ProviderID(provider.id), run: run, store: store, log: log, interruption: interruption,
      progress: progress)
    defer {
      report.expected = intake.expected
      report.apply(intake.counts)
      report.requests = source.expense.requests
      report.retries = source.expense.retries
      report.bytes = source.expense.bytes
    }
    do {
      let verdict = try await source.harvest(options, into: &intake)
      report.complete = verdict.isComplete
      report.reason = verdict.reason
    } catch {
      report.reason = "\(error)"
    }
    // What was handed over is written, and counted, however the source ended.
    try await intake.settle()
  }

  /// Where a provider's records come from.
  private func source(of provider: ProviderConfiguration) throws -> any Source {
    let kind = provider.harvest.kind
    let client = try EndpointClient(
      engine: engine, provider: provider, environment: environment, interruption: interruption, log: log)
    return switch kind {
    case .folder, .zip: FilesSource(provider: provider, log: log)
    case .iiifCollection:
      CollectionSource(provider: provider, client: client, engine: engine, log: log)
    case .iiifChangeDiscovery:
      ChangeDiscoverySource(provider: provider, client: client, engine: engine, log: log)
    case .oaiPMH: EndpointSource(provider: provider, client: client, log: log)
    }
  }
}

extension Duration {
  /// The duration in seconds.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}

extension Encodable {
  /// The value as one line of JSON with sorted keys.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
