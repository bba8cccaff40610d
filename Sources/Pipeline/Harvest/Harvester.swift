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
  /// - Throws: `StoreError` where the store fails: then nothing more can be kept.
  public func harvest(
    _ providers: [ProviderConfiguration], options: HarvestOptions
  ) async throws -> [HarvestReport] {
    try await withThrowingTaskGroup(of: (Int, HarvestReport).self) { group in
      var reports: [Int: HarvestReport] = [:]
      for (index, provider) in providers.enumerated() {
        if index >= Self.providersAtOnce, let (done, report) = try await group.next() {
          reports[done] = report
        }
        group.addTask { (index, try await harvest(provider, options: options)) }
      }
      for try await (done, report) in group { reports[done] = report }
      return providers.indices.compactMap { reports[$0] }
    }
  }

  /// Harvests one provider. The ledger gets a row whatever happens.
  public func harvest(_ provider: ProviderConfiguration, options: HarvestOptions) async throws
    -> HarvestReport
  {
    let id = ProviderID(provider.id)
    let began = ContinuousClock.now
    let run = try await store.beginRun(provider: id, kind: "harvest", at: .now)
    var report = HarvestReport(provider: provider.id)
    do {
      let client = try EndpointClient(engine: engine, provider: provider, environment: environment)
      var session = HarvestSession(
        provider: provider, options: options, run: run, client: client, store: store, log: log,
        interruption: interruption, progress: progress)
      let verdict = try await session.harvest()
      report.complete = verdict.isComplete
      report.reason = verdict.reason
      report.expected = session.expected
      report.apply(session.counts)
      report.requests = client.expense.requests
      report.retries = client.expense.retries
      report.bytes = client.expense.bytes
    } catch let error as EndpointError {
      report.reason = error.description
    } catch {
      report.reason = "\(error)"
      try? await store.endRun(run, complete: false, reason: report.reason, report: "{}", at: .now)
      throw error
    }
    report.seconds = (ContinuousClock.now - began).inSeconds
    try await store.endRun(
      run, complete: report.complete, reason: report.reason, report: try report.json(), at: .now)
    return report
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
