internal import Fetching
internal import IIIF
internal import Logging
internal import OAIPMH
internal import Store
internal import WinnowConfiguration

/// A IIIF Change Discovery stream as a source: manifests are records, and what happened to them since the last crawl is
/// taken in.
///
/// The mark is the newest moment of the stream by its publisher's clock. A stream of level 0 gives no times: all of it is
/// read each time, and what it names no longer is deleted, as with `--reconcile` for any stream.
struct ChangeDiscoverySource: Source {
  private let provider: ProviderConfiguration
  private let log: Logger
  private var client: ManifestClient

  init(provider: ProviderConfiguration, client: EndpointClient, engine: FetchEngine, log: Logger) {
    self.provider = provider
    self.log = log
    self.client = ManifestClient(provider: provider, client: client, engine: engine)
  }

  var expense: SourceExpense { client.expense }

  private var stream: String { provider.harvest.url }

  mutating func harvest(_ options: HarvestOptions, into intake: inout Intake) async throws -> HarvestVerdict {
    try options.refuseSelection(of: provider)
    let store = intake.store
    if !options.dryRun { try await Enumeration.forgetFormerSource(of: provider, store: store) }
    let scope = HarvestScope(provider: ProviderID(provider.id), prefix: provider.harvest.prefix)
    let mark = options.full || options.reconcile ? nil : try await store.mark(of: scope)?.highWater
    let lastCrawl = mark?.advanced(by: -Int64(provider.harvest.overlapSeconds))
    let walk: ActivityWalk
    do {
      guard let read = try await crawl(since: lastCrawl, intake) else {
        return .incomplete("interrupted while the stream was read: run again to go on")
      }
      walk = read
    } catch {
      return .incomplete("\(error)")
    }
    if options.dryRun { return rehearse(walk) }
    guard !walk.isLevel0 || !walk.tasks.isEmpty else {
      return .incomplete("\(stream) names no manifest: nothing is deleted for that; check harvest.url")
    }
    let sweeps = walk.isLevel0 || options.reconcile
    var reading = try await Enumeration.open(
      scope, source: stream, newest: walk.newest, full: options.full || options.reconcile, sweeps: sweeps,
      store: store)
    let tasks = try await tasks(of: walk, reading, intake)
    intake.expect(tasks.count)
    let outcome = try await ManifestIntake(provider: provider, log: log).work(
      tasks, &client, &reading, &intake)
    return try await end(outcome, walk, sweeps: sweeps, &reading, &intake)
  }

  private func end(
    _ outcome: ManifestIntake.Outcome, _ walk: ActivityWalk, sweeps: Bool, _ reading: inout Enumeration,
    _ intake: inout Intake
  ) async throws -> HarvestVerdict {
    if outcome.left > 0 {
      return try await reading.abandon(
        "interrupted with \(outcome.left) manifests left: run again to go on",
        keepsPlace: !sweeps || outcome.failures.isEmpty, into: &intake)
    }
    guard outcome.failures.isEmpty else {
      // What could not be had is asked for again by the next run, which then need not fetch everything anew.
      let keepsPlace = !sweeps && outcome.missed.count <= ManifestIntake.mostMissed
      if keepsPlace {
        try await reading.rest(newest: walk.newest, missed: outcome.missed, request: stream, into: &intake)
      }
      return try await reading.abandon(
        outcome.failures.description("manifests"), keepsPlace: keepsPlace, into: &intake)
    }
    return try await reading.conclude(
      SweepConclusion(guardPercent: provider.harvest.deletionGuardPercent, isDryRun: false), request: stream,
      highWater: walk.newest ?? reading.checkpoint.responseDate, into: &intake)
  }

  /// What happened since the last crawl; `nil` where the harvest was asked to stop.
  private mutating func crawl(since lastCrawl: Timestamp?, _ intake: Intake) async throws -> ActivityWalk? {
    var next: String?
    do { next = try ActivityStream(json: try await client.get(stream)).last } catch let error as IIIFError {
      throw SourceError("\(stream): \(error)")
    }
    var walk = ActivityWalk(lastCrawl: lastCrawl)
    var seen: Set<String> = []
    while let address = next, !walk.hasEnded {
      if intake.interruption.isRequested { return nil }
      guard seen.insert(address).inserted else {
        throw SourceError("\(stream): its pages run in a circle at \(address): the stream cannot be followed")
      }
      let body = try await client.get(address)
      let page: ActivityPage
      do { page = try ActivityPage(json: body) } catch { throw SourceError("\(address): \(error)") }
      guard page.oddities.isEmpty else {
        throw SourceError("\(address): \(page.oddities.joined(separator: "; ")): what it means is not known")
      }
      walk.take(page)
      next = page.previous
      intake.progress(
        ProgressEvent(
          stage: "stream", provider: provider.id, done: walk.tasks.count, total: nil, unit: "manifests"))
    }
    if walk.others > 0 {
      log.notice(
        "activities of other things than manifests are no records",
        metadata: ["provider": "\(provider.id)", "activities": "\(walk.others)"])
    }
    return walk
  }

  /// What is left to be done, in the order of addresses: what an interrupted run did already is not done again, unless
  /// something happened to it since.
  private func tasks(
    of walk: ActivityWalk, _ reading: Enumeration, _ intake: Intake
  ) async throws -> [ManifestTask] {
    let place = reading.place
    let missed = Set(place.missed)
    let open = walk.tasks.values.filter { task in
      let isBehind = place.isWhole || place.after.map { !Self.isBefore($0, task.address) } ?? false
      guard isBehind, !missed.contains(task.address) else { return true }
      guard let newest = place.newest, let moment = task.moment.flatMap({ Timestamp($0) }) else {
        return false
      }
      return moment >= newest
    }
    // A manifest that nobody here knows need not be deleted.
    let deletions = open.filter(\.isDeleted).map { RecordHeader(identifier: $0.address, datestamp: "") }
    let unknown = Set(
      try await intake.store.compare(
        deletions, provider: intake.provider, since: reading.list, comparesSets: false
      ).unknown)
    return open.filter { !$0.isDeleted || !unknown.contains($0.address) }
      .sorted { Self.isBefore($0.address, $1.address) }
  }

  private func rehearse(_ walk: ActivityWalk) -> HarvestVerdict {
    let deleted = walk.tasks.values.count(where: \.isDeleted)
    return .complete("dry run: \(walk.tasks.count - deleted) manifests to fetch, \(deleted) deleted")
  }

  private static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
