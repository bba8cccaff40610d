internal import EDM
internal import Hashing
internal import OAIPMH
public import Store

/// Published records that change while they are harvested, and what is true of each.
///
/// Each record is served as `edm` and as `oai_dc`; what is served names the number of the record's last change.
public actor ChangingCollection {
  private let store: any Store
  private let keys: [RecordKey]
  /// The number of changes of each record.
  private var changes: [Int]
  private var deleted: Set<Int> = []

  /// Fills a store with published records.
  public init(store: any Store, count: Int) async throws {
    self.store = store
    changes = [Int](repeating: 0, count: count)
    let provider = ProviderID("museum")
    let scope = HarvestScope(provider: provider, prefix: "edm")
    let records = (0..<count).map { number in
      let bytes = Array("<record>\(number)</record>".utf8)
      return IncomingRecord(
        identifier: "oai:m:\(number)", datestamp: "2026-01-01", deleted: false, setSpecs: [], bytes: bytes,
        context: [], contentHash: ContentHash(of: bytes))
    }
    let run = try await store.beginRun(provider: provider, kind: "harvest", at: .now)
    let list = try await store.beginList(of: scope)
    _ = try await store.ingest(
      IncomingPage(
        run: run, scope: scope, list: list, request: "http://museum.example/oai", receivedAt: .now,
        records: records, checkpoint: HarvestCheckpoint(list: list, token: nil, listed: count)))
    var keys: [RecordKey] = []
    for number in 0..<count { keys += try await store.find("oai:m:\(number)").prefix(1) }
    self.keys = keys
    let description = RecordDescription(
      kind: "external", about: "http://museum.example/1", title: nil, type: "IMAGE",
      rights: RightsFinding(original: nil, normalised: nil, category: .missing), findings: [], withheld: [],
      webResources: [])
    let jobs = try await store.claim(
      .describe, providers: nil, limit: count, leaseSeconds: 600, worker: "test")
    try await store.complete(jobs.map { .described($0, description) })
    try await publish()
  }

  /// The identifier that a record is served under.
  public static func identifier(_ number: Int) -> String { "oai:ours:\(number)" }

  /// Changes records in one commit; one that was deleted comes back.
  /// - Parameter deleting: those that are deleted instead.
  /// - Returns: those that are served otherwise from now on.
  @discardableResult
  public func change(_ numbers: Set<Int>, deleting: Set<Int> = []) async throws -> Set<Int> {
    let changed = numbers.union(deleting.subtracting(deleted))
    for number in numbers { changes[number] += 1 }
    deleted.subtract(numbers)
    deleted.formUnion(deleting)
    try await publish()
    return changed
  }

  /// What is served of each record now, as ``state(of:)`` reads it out of a record.
  public var truth: [String: String] {
    Dictionary(
      uniqueKeysWithValues: changes.indices.map {
        (Self.identifier($0), deleted.contains($0) ? "deleted" : "\(changes[$0])")
      })
  }

  /// Publishes every record; what did not change keeps its stamp.
  private func publish() async throws {
    _ = try await store.requeue(.publish, provider: nil)
    let jobs = try await store.claim(
      .publish, providers: nil, limit: keys.count, leaseSeconds: 600, worker: "test")
    let numbers = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
    try await store.complete(
      jobs.compactMap { job in
        guard case .record(let key) = job.subject, let number = numbers[key] else { return nil }
        let content: PublishedForm.Content =
          deleted.contains(number)
          ? .deleted : .metadata(Array("<state xmlns=\"urn:test\">\(changes[number])</state>".utf8))
        return .published(
          job,
          PublishedRecord(
            record: key, identifier: Self.identifier(number), setSpecs: ["provider:museum", "link:ok"],
            forms: ["edm", "oai_dc"].map { PublishedForm(prefix: $0, content: content, about: []) }))
      })
  }
}
