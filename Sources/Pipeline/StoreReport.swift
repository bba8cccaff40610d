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
  /// Images that more than one record shows, at most 50 of each relation.
  public var sharedImages: [SharedImage]
  /// Jobs that were given up, newest first, at most 50.
  public var deadJobs: [DeadJob]

  private static let runLimit = 5
  private static let listLimit = 50

  /// Reads what the report needs.
  public init(
    store: any Store, providers: [(id: ProviderID, name: String)], title: String, at: Timestamp
  ) async throws {
    self.title = title
    self.at = at
    self.providers = []
    for provider in providers {
      self.providers.append(
        Provider(
          id: provider.id.rawValue, name: provider.name,
          counts: try await store.counts(provider: provider.id),
          runs: try await store.runs(provider: provider.id, limit: Self.runLimit)))
    }
    deadJobs = try await store.deadJobs(limit: Self.listLimit)
    sharedImages = try await Self.sharedImages(store)
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
    return try await store.sources(keys).map { "\($0.provider) \($0.identifier)" }
  }

  /// The report for people.
  public var lines: [String] {
    var lines: [String] = []
    if providers.isEmpty { lines.append("no providers yet: add one to winnow.yaml") }
    for provider in providers {
      let counts = provider.counts
      lines.append("\(provider.name) (\(provider.id))")
      lines.append(
        "  records    \(counts.records), of them \(counts.withheld) withheld; beside them \(counts.deleted) deleted, "
          + "\(counts.withdrawn) withdrawn, \(counts.quarantined) quarantined")
      lines.append("  images     \(counts.media) looked at, of \(counts.webResources) web resources")
      lines += Self.section("links", counts.links)
      lines += Self.section("rights", counts.rights)
      lines += Self.section("tags", counts.statements)
      lines += Self.section("findings", counts.findings)
      lines += Self.section("withheld", counts.withheldReasons)
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
