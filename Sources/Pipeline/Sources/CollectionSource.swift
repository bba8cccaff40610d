internal import Fetching
internal import Logging
internal import OAIPMH
internal import Store
internal import WinnowConfiguration

/// A IIIF collection of manifests as a source: each manifest is a record.
///
/// Each harvest reads the whole collection, pages and inner collections included, then its manifests. One that left the
/// collection is deleted, unless that would be too much at once or something could not be read.
struct CollectionSource: Source {
  private let provider: ProviderConfiguration
  private let log: Logger
  private var client: ManifestClient

  init(provider: ProviderConfiguration, client: EndpointClient, engine: FetchEngine, log: Logger) {
    self.provider = provider
    self.log = log
    self.client = ManifestClient(provider: provider, client: client, engine: engine)
  }

  var expense: SourceExpense { client.expense }

  mutating func harvest(_ options: HarvestOptions, into intake: inout Intake) async throws -> HarvestVerdict {
    try options.refuseSelection(of: provider)
    if !options.dryRun { try await Enumeration.forgetFormerSource(of: provider, store: intake.store) }
    let scope = HarvestScope(
      provider: ProviderID(provider.id), prefix: provider.harvest.prefix,
      content: options.dryRun ? .headers : .records)
    var failures = FailureList()
    guard let addresses = try await manifests(&failures, intake) else {
      return .incomplete("interrupted while the collection was read: run again to go on")
    }
    var reading = try await Enumeration.open(
      scope, source: provider.harvest.url, full: options.full || options.dryRun, sweeps: true,
      store: intake.store)
    if options.dryRun { return try await rehearse(addresses, failures, &reading, &intake) }
    let place = reading.place.after
    let tasks = addresses.filter { address in place.map { Self.isBefore($0, address) } ?? true }
      .map { ManifestTask(address: $0) }
    intake.expect(tasks.count)
    let outcome = try await ManifestIntake(provider: provider, log: log).work(
      tasks, &client, &reading, &intake)
    if outcome.left > 0 {
      return try await reading.abandon(
        "interrupted with \(outcome.left) manifests left: run again to go on",
        keepsPlace: failures.isEmpty && outcome.failures.isEmpty, into: &intake)
    }
    guard failures.isEmpty else {
      return try await reading.abandon(failures.description("collections"), into: &intake)
    }
    guard outcome.failures.isEmpty else {
      return try await reading.abandon(outcome.failures.description("manifests"), into: &intake)
    }
    guard !addresses.isEmpty else {
      return try await reading.abandon(
        "\(provider.harvest.url) lists no manifest: nothing is deleted for that; check harvest.url",
        into: &intake)
    }
    return try await reading.conclude(
      conclusion(options), request: provider.harvest.url, highWater: reading.checkpoint.responseDate,
      into: &intake)
  }

  /// The addresses of all manifests in the order of their bytes; `nil` where the harvest was asked to stop.
  private mutating func manifests(_ failures: inout FailureList, _ intake: Intake) async throws -> [String]? {
    var walk = CollectionWalk(root: provider.harvest.url)
    while let next = walk.next {
      if intake.interruption.isRequested { return nil }
      let body: [UInt8]
      do { body = try await client.get(next.address) } catch {
        failures.append("\(next.address): \(error)")
        walk.skip()
        continue
      }
      do { try walk.take(body) } catch { failures.append("\(next.address): \(error)") }
      intake.progress(
        ProgressEvent(
          stage: "collection", provider: provider.id, done: walk.manifests.count, total: nil,
          unit: "manifests"))
    }
    return walk.manifests.sorted(by: Self.isBefore)
  }

  private func rehearse(
    _ addresses: [String], _ failures: FailureList, _ reading: inout Enumeration, _ intake: inout Intake
  ) async throws -> HarvestVerdict {
    guard failures.isEmpty else {
      return try await reading.abandon(failures.description("collections"), into: &intake)
    }
    let headers = addresses.map { RecordHeader(identifier: $0, datestamp: "") }
    let unknown = try await intake.store.compare(
      headers, provider: intake.provider, since: reading.list, comparesSets: false
    ).unknown.count
    try await reading.note(addresses, after: addresses.last, store: intake.store)
    let verdict = try await reading.conclude(
      conclusion(HarvestOptions(dryRun: true)), request: provider.harvest.url, highWater: nil, into: &intake)
    return HarvestVerdict.complete("dry run: \(addresses.count) manifests, \(unknown) of them new")
      .joined(with: verdict)
  }

  private func conclusion(_ options: HarvestOptions) -> SweepConclusion {
    SweepConclusion(guardPercent: provider.harvest.deletionGuardPercent, isDryRun: options.dryRun)
  }

  private static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
