public import Fetching
public import Imaging
public import Logging
internal import OAIPMH
public import Store
public import WinnowConfiguration

/// The whole line for a set of providers: harvest, then every stage after it, each run with its row in the ledger.
public struct Line: Sendable {
  private let store: any Store
  private let harvester: Harvester
  private let enrichment: Enrichment
  private let dereferencing: ConceptHarvest?
  private let engine: FetchEngine
  private let decoder: DecoderPool
  private let fingerprints: [ConfigurationFingerprint]
  private let log: Logger

  /// A line made of a harvester and the stages after it; it ends `engine` and `decoder` when it is closed.
  /// - Parameter dereferencing: looks up the concepts that published records link to; `nil` where vocabularies are not
  ///   to be asked.
  public init(
    store: any Store, harvester: Harvester, enrichment: Enrichment, dereferencing: ConceptHarvest? = nil,
    engine: FetchEngine, decoder: DecoderPool,
    fingerprints: [ConfigurationFingerprint], log: Logger
  ) {
    self.store = store
    self.harvester = harvester
    self.enrichment = enrichment
    self.dereferencing = dereferencing
    self.engine = engine
    self.decoder = decoder
    self.fingerprints = fingerprints
    self.log = log
  }

  /// How the stages after the harvest ended for one provider.
  public struct EnrichmentReport: Sendable, Codable {
    /// The provider's id.
    public var provider: String
    /// True where every queue was emptied and no job was given up.
    public var complete: Bool
    /// Why the run is complete or not, in words.
    public var reason: String
    /// What the stages did for the provider.
    public var counts: EnrichmentCounts

    /// One flat object.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(provider, forKey: .provider)
      try container.encode(complete, forKey: .complete)
      try container.encode(reason, forKey: .reason)
      try counts.encode(to: encoder)
    }
  }

  /// Runs every stage after the harvest.
  public func enrich(_ providers: [ProviderConfiguration]) async throws -> [EnrichmentReport] {
    let run = try await store.beginRun(provider: nil, kind: "enrich", at: .now)
    let (ending, reports) = try await enrichAll(providers)
    try await store.endRun(
      run, complete: ending.complete, reason: ending.reason, report: try reports.json(), at: .now)
    return reports
  }

  /// Harvests and enriches; a provider is complete only when both were.
  ///
  /// Never throws: where the store fails, the reports say so and are given all the same.
  public func run(_ providers: [ProviderConfiguration]) async -> [RunReport] {
    var rows: [RunKey?] = []
    for provider in providers {
      // A store that cannot open a row cannot harvest either, and the harvest's report says why.
      rows.append(try? await store.beginRun(provider: ProviderID(provider.id), kind: "run", at: .now))
    }
    let harvests = await harvester.harvest(providers, options: HarvestOptions())
    var reports = harvests.map { RunReport(harvest: $0, enrichment: EnrichmentCounts()) }
    do {
      for (index, enrichment) in try await enrichAll(providers).1.enumerated() {
        reports[index].enrichment = enrichment.counts
        if !enrichment.complete { reports[index].harvest.note(incomplete: enrichment.reason) }
      }
      for (row, report) in zip(rows, reports) {
        guard let row else { continue }
        try await store.endRun(
          row, complete: report.harvest.complete, reason: report.harvest.reason, report: try report.json(),
          at: .now)
      }
    } catch {
      for index in reports.indices { reports[index].harvest.note(incomplete: "\(error)") }
    }
    return reports
  }

  /// Ends the helpers of the line: the fetching thread and the decoder processes.
  public func close() async {
    await engine.shutdown()
    decoder.shutdown()
  }

  private func enrichAll(
    _ providers: [ProviderConfiguration]
  ) async throws -> (Enrichment.Ending, [EnrichmentReport]) {
    let ids = providers.map { ProviderID($0.id) }
    for fingerprint in fingerprints where ids.contains(fingerprint.provider) {
      for (stage, jobs) in try await fingerprint.queueChangedStages(in: store) where jobs > 0 {
        log.notice(
          "the configuration changed: working again at what is stored",
          metadata: [
            "provider": "\(fingerprint.provider)", "stage": "\(stage.rawValue)", "jobs": "\(jobs)",
          ])
      }
    }
    _ = try await store.queueDueFetches(providers: ids)
    var ending = try await enrichment.run(providers: ids)
    if try await dereference(ids.filter { ending.counts[$0]?.published ?? 0 > 0 }) {
      ending.merge(try await enrichment.run(providers: ids))
    }
    var reports: [EnrichmentReport] = []
    for id in ids {
      var counts = ending.counts[id] ?? EnrichmentCounts()
      let held = try await store.counts(provider: id)
      counts.links = held.links
      counts.withheld = held.withheld
      counts.refusedByRights = held.links[LinkState.notCheckedPolicy.rawValue] ?? 0
      reports.append(
        EnrichmentReport(
          provider: id.rawValue, complete: ending.complete, reason: ending.reason, counts: counts))
    }
    return (ending, reports)
  }

  /// Looks up the concepts that records of some providers link to, and queues the records where any was found.
  ///
  /// A vocabulary that does not answer takes nothing from the run: it is asked again by a later one.
  /// - Returns: whether there is something to be published.
  private func dereference(_ providers: [ProviderID]) async throws -> Bool {
    guard let dereferencing, !providers.isEmpty else { return false }
    let lookup: ConceptLookupReport
    do { lookup = try await dereferencing.run(providers).lookup } catch {
      log.warning("concepts could not be looked up", metadata: ["reason": "\(error)"])
      return false
    }
    if !lookup.complete {
      log.warning("not every concept was looked up", metadata: ["reason": "\(lookup.reason)"])
    }
    guard lookup.found > 0 else { return false }
    log.notice("concepts were looked up", metadata: ["found": "\(lookup.found)"])
    for provider in providers { _ = try await store.requeue(.publish, provider: provider) }
    return true
  }
}
