public import EDM
public import OAIPMH
public import Store

/// What the store holds of some providers, for people and machines.
public struct StoreReport: Sendable, Encodable {
  /// One provider.
  public struct Provider: Sendable, Encodable {
    /// The provider's id.
    public var id: String
    /// The provider's name for people.
    public var name: String
    /// What the store holds of the provider.
    public var counts: ProviderCounts
    /// The newest runs, newest first.
    public var runs: [RunEntry]
    /// Deletions that wait for a person to confirm them.
    public var heldSweeps: [HeldSweep]
    /// What the records are like; `nil` where that was not asked for, or the provider is not configured.
    public var quality: ProviderQuality?

    /// The run that says most about the present state: the newest that harvested and enriched, else the newest.
    public var lastRun: RunEntry? { runs.first { $0.kind == "run" } ?? runs.first }
  }

  /// Records of different providers that show the same or nearly the same image.
  public struct SharedImage: Sendable, Encodable {
    /// `same bytes`, or `same scan, N bits apart`.
    public var relation: String
    /// `provider identifier`, each once.
    public var records: [String]
  }

  /// The heading of the report.
  public var title: String
  /// When the store was read.
  public var at: Timestamp
  /// The providers, in the order they were asked for.
  public var providers: [Provider]
  /// What a person should look at, by provider.
  public var alarms: [Alarm]
  /// Images that more than one record shows, at most 50 of each relation.
  public var sharedImages: [SharedImage]
  /// Jobs that were given up, newest first, at most 50.
  public var deadJobs: [DeadJob]

  private static let runLimit = 5
  private static let listLimit = 50
  /// Records named of those that show one image.
  private static let namesShown = 10

  /// Reads what the report needs.
  public init(
    store: any Store, providers: [(id: ProviderID, name: String)], title: String, at: Timestamp
  ) async throws {
    self.title = title
    self.at = at
    self.providers = []
    alarms = []
    for provider in providers {
      alarms += try await Self.alarms(of: provider.id, store, at: at)
      self.providers.append(
        Provider(
          id: provider.id.rawValue, name: provider.name,
          counts: try await store.counts(provider: provider.id),
          runs: try await store.runs(provider: provider.id, limit: Self.runLimit),
          heldSweeps: try await store.sweeps(
            provider: provider.id, states: [.held], limit: Self.listLimit
          ).map(HeldSweep.init)))
    }
    deadJobs = try await store.deadJobs(limit: Self.listLimit)
    sharedImages = try await Self.sharedImages(store)
  }

  /// What the ledger gives reason for now, and what the scheduler told of its schedule.
  private static func alarms(
    of provider: ProviderID, _ store: any Store, at now: Timestamp
  ) async throws -> [Alarm] {
    let raised = try await AlarmDesk.active(provider, in: store)
    let present = AlarmRules().alarms(of: try await ProviderHistory(of: provider, in: store), at: now)
    let known = present.map { alarm in
      var alarm = alarm
      alarm.since = raised.first { $0.kind == alarm.kind }?.since ?? alarm.since
      return alarm
    }
    return known + raised.filter { Alarm.Kind.ofSchedule.contains($0.kind) }
  }

  private static func sharedImages(_ store: any Store) async throws -> [SharedImage] {
    var shared: [SharedImage] = []
    for medium in try await store.sharedMedia(limit: listLimit) {
      let records = try await names(ofRecordsShowing: [medium], store)
      shared.append(SharedImage(relation: "same bytes", records: records))
    }
    for relation in try await store.relations(limit: listLimit) {
      let records = try await names(ofRecordsShowing: [relation.first, relation.second], store)
      shared.append(SharedImage(relation: "same scan, \(relation.distance) bits apart", records: records))
    }
    return shared
  }

  private static func names(ofRecordsShowing media: [MediumID], _ store: any Store) async throws -> [String] {
    var keys: [RecordKey] = []
    for medium in media {
      for resource in try await store.webResources(showing: medium) where !keys.contains(resource.record) {
        keys.append(resource.record)
      }
    }
    let shown = try await store.sources(Array(keys.prefix(namesShown))).map {
      "\($0.provider) \($0.identifier)"
    }
    return keys.count > namesShown ? shown + ["\(keys.count - namesShown) more"] : shown
  }

  /// The report for people.
  public var lines: [String] {
    var lines: [String] = []
    if providers.isEmpty { lines.append("no providers yet: add one to winnow.yaml") }
    if !alarms.isEmpty {
      lines.append("Alarms")
      lines += alarms.map { "  \($0.line) (since \($0.since))" }
    }
    for provider in providers {
      let counts = provider.counts
      lines.append("\(provider.name) (\(provider.id))")
      lines.append(
        "  records    \(counts.records), of them \(counts.withheld) withheld; beside them \(counts.deleted) deleted, "
          + "\(counts.withdrawn) withdrawn, \(counts.quarantined) quarantined")
      lines.append("  images     \(counts.media) looked at, of \(counts.webResources) web resources")
      lines += provider.heldSweeps.map { "  held       \($0.id): \($0.reason)" }
      lines += Self.section("links", counts.links)
      lines += Self.section("rights", counts.rights)
      lines += Self.section("tags", counts.statements)
      lines += Self.section("findings", counts.findings)
      lines += Self.section("withheld", counts.withheldReasons)
      lines += Self.lines(of: counts.catalogueKeys)
      if let quality = provider.quality { lines += QualityLines(quality).lines.map { "  " + $0 } }
      if let run = provider.lastRun {
        let state = run.endedAt == nil ? "NOT ENDED (killed?)" : run.complete ? "complete" : "INCOMPLETE"
        lines.append("  last run   \(run.kind) of \(run.startedAt): \(state) (\(run.reason))")
      }
    }
    if !sharedImages.isEmpty {
      lines.append("Images that several records show")
      lines += sharedImages.map { "  \($0.relation): \($0.records.joined(separator: " = "))" }
    }
    if !deadJobs.isEmpty {
      lines.append("Jobs that were given up")
      lines += deadJobs.map {
        "  \($0.stage.rawValue) of \($0.subject) after \($0.attempts) attempts: \($0.reason)"
      }
    }
    return lines
  }

  /// Nothing where no key was looked for.
  private static func lines(of keys: CatalogueKeys) -> [String] {
    guard keys.known + keys.missing > 0 else { return [] }
    var lines = [
      "  catalogue  \(keys.known) records have a key of the provider's catalogue, \(keys.missing) have none"
    ]
    if keys.missing > 0 {
      let more =
        keys.missing > keys.missingIn.count ? ", and \(keys.missing - keys.missingIn.count) more" : ""
      lines.append("             no patch for \(keys.missingIn.joined(separator: ", "))\(more)")
    }
    lines += keys.shared.map { "             \($0.records) records have the key \($0.key)" }
    return lines
  }

  private static func section(_ name: String, _ values: [String: Int]) -> [String] {
    guard !values.isEmpty else { return [] }
    let sorted = values.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(listLimit)
    let label = "  " + name + String(repeating: " ", count: max(1, 11 - name.count))
    let indent = String(repeating: " ", count: label.count)
    return sorted.enumerated().map { index, entry in
      (index == 0 ? label : indent) + "\(entry.value)  \(entry.key)"
    }
  }
}
