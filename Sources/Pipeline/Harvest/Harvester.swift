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
    let client = try EndpointClient(engine: engine, provider: provider, environment: environment)
    var session = HarvestSession(
      provider: provider, options: options, run: run, client: client, store: store, log: log,
      interruption: interruption, progress: progress)
    defer {
      report.expected = session.expected
      report.apply(session.counts)
      report.requests = client.expense.requests
      report.retries = client.expense.retries
      report.bytes = client.expense.bytes
    }
    let verdict = try await session.harvest()
    report.complete = verdict.isComplete
    report.reason = verdict.reason
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
