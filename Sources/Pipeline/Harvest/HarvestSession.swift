internal import Foundation
internal import Hashing
internal import Logging
internal import OAIPMH
internal import Store
internal import WinnowConfiguration

/// One harvest of one provider, from Identify to the verdict.
struct HarvestSession {
  let provider: ProviderConfiguration
  let options: HarvestOptions
  let run: RunKey
  let client: EndpointClient
  let store: any Store
  let log: Logger
  let interruption: Interruption
  let progress: ProgressHandler
  private var writer: PageWriter
  /// Whether pages are expected to hold mostly records that are known: then they are looked at from outside first.
  private var expectsKnownRecords = false

  /// What became of the records of all lists so far.
  var counts: IngestCounts { writer.counts }
  /// The sum of completeListSize over all lists; `nil` while no list stated one.
  private(set) var expected: Int?

  init(
    provider: ProviderConfiguration, options: HarvestOptions, run: RunKey, client: EndpointClient,
    store: any Store,
    log: Logger, interruption: Interruption, progress: @escaping ProgressHandler
  ) {
    self.provider = provider
    self.options = options
    self.run = run
    self.client = client
    self.store = store
    self.log = log
    self.interruption = interruption
    self.progress = progress
    writer = PageWriter(store: store, progress: progress)
  }

  /// Harvests every list that the configuration and the options ask for.
  mutating func harvest() async throws -> HarvestVerdict {
    try await forgetFormerEndpoint()
    let identity = try await identify()
    await checkFormats()
    let named = options.set.map { [$0] } ?? provider.harvest.sets
    let sets: [String?] = named.isEmpty ? [nil] : named
    var failures: [String] = []
    var reasons: [String] = []
    for set in sets {
      if interruption.isRequested {
        failures.append("interrupted before set \(set ?? "of all records"): run again to go on")
        break
      }
      let verdict = try await harvestList(set: set, identity: identity)
      let reason = set.map { "set \($0): \(verdict.reason)" } ?? verdict.reason
      reasons.append(reason)
      if !verdict.isComplete { failures.append(reason) }
    }
    return failures.isEmpty
      ? .complete(reasons.joined(separator: "; ")) : .incomplete(failures.joined(separator: "; "))
  }

  /// Marks and tokens of another endpoint say nothing about this one: where the address was changed, the harvest
  /// begins anew.
  private func forgetFormerEndpoint() async throws {
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

  /// What the endpoint says of itself. Without an answer here no date can be sent in the right granularity.
  private func identify() async throws(EndpointError) -> IdentifyResponse {
    let body = try await client.get(OAIPMHRequest(.identify).address(base: provider.harvest.url))
    do {
      return try PageReader().readIdentify(body)
    } catch {
      throw EndpointError(
        description: "\(provider.harvest.url) is no OAI-PMH endpoint: \(error); `winnow identify` tells more")
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

  // MARK: One list

  private mutating func harvestList(set: String?, identity: IdentifyResponse) async throws -> HarvestVerdict {
    let scope = HarvestScope(provider: ProviderID(provider.id), prefix: provider.harvest.prefix, set: set)
    var list = try await ListState(
      scope: scope, options: options, dayGranularity: identity.hasDayGranularity, store: store)
    if options.full || options.isSelective { try await store.discardCheckpoint(of: scope) }
    let hasMark = try await store.mark(of: scope) != nil
    expectsKnownRecords = hasMark
    let verdict = try await follow(&list, scope: scope)
    try await writer.settle()
    if verdict.isComplete, !options.isSelective, let mark = list.mark {
      try await store.advanceMark(of: scope, to: mark)
    }
    if let size = list.checkpoint.completeListSize { expected = (expected ?? 0) + size }
    return verdict
  }

  /// Asks for one page after another until the list ends, well or not.
  private mutating func follow(_ list: inout ListState, scope: HarvestScope) async throws -> HarvestVerdict {
    while true {
      if interruption.isRequested {
        return .incomplete("interrupted after \(list.checkpoint.pages) pages: run again to go on")
      }
      let address = list.request.address(base: provider.harvest.url)
      let body: [UInt8]
      do {
        body = try await client.get(address)
      } catch {
        return .incomplete(error.description)
      }
      let (page, unchanged) = try await read(body)
      switch list.step(after: page, countTrusted: provider.harvest.countTrusted) {
      case .again(let reason):
        log.warning(
          "asking for a page again", metadata: ["provider": "\(provider.id)", "cause": "\(reason)"])
      case .restart(let reason):
        log.warning(
          "starting the list again", metadata: ["provider": "\(provider.id)", "cause": "\(reason)"])
        try await writer.settle()
        try await store.discardCheckpoint(of: scope)
      case .ingest:
        try await ingest(
          page, unchanged: unchanged, request: address, scope: scope, checkpoint: list.checkpoint)
      case .end(let verdict):
        try await ingest(
          page, unchanged: unchanged, request: address, scope: scope, checkpoint: list.checkpoint)
        return verdict
      }
    }
  }

  /// Reads a page. Where known records are expected, each record is first looked at from outside: one with the very
  /// bytes that the store has is not parsed again.
  private mutating func read(_ body: [UInt8]) async throws -> (page: ListPage, unchanged: [UnchangedRecord]) {
    guard expectsKnownRecords else { return (PageReader().readRecords(body), []) }
    var candidates: [UnchangedRecord] = []
    let outside = PageReader().readRecords(body) { raw in
      var hasher = ContentHasher()
      raw.forEachIdentityPiece { hasher.update($0) }
      candidates.append(
        UnchangedRecord(
          identifier: raw.header.identifier, datestamp: raw.header.datestamp, contentHash: hasher.finalize()))
      return true
    }
    try await writer.settle()
    let same = try await store.unchanged(candidates, provider: ProviderID(provider.id))
    expectsKnownRecords = same.count * 2 >= candidates.count
    let unchanged = candidates.filter { same.contains($0.identifier) }
    if unchanged.count == candidates.count, outside.records.isEmpty, outside.broken.isEmpty {
      return (outside, unchanged)
    }
    let page = PageReader().readRecords(body) { same.contains($0.header.identifier) }
    return (page, unchanged)
  }

  /// Hands a page over to be written together with the place where the list goes on.
  private mutating func ingest(
    _ page: ListPage, unchanged: [UnchangedRecord], request: String, scope: HarvestScope,
    checkpoint: HarvestCheckpoint
  ) async throws {
    let records = page.records.map { record -> IncomingRecord in
      var hasher = ContentHasher()
      record.forEachIdentityPiece { hasher.update($0) }
      return IncomingRecord(
        identifier: record.header.identifier, datestamp: record.header.datestamp,
        deleted: record.header.deleted,
        setSpecs: record.header.setSpecs, bytes: record.bytes, context: record.context,
        contentHash: hasher.finalize(), repairs: record.repairs)
    }
    let quarantined = page.broken.map {
      QuarantinedRecord(identifier: $0.identifier, reason: $0.reason, bytes: $0.bytes)
    }
    try await writer.write(
      IncomingPage(
        run: run, scope: scope, request: request, receivedAt: .now, records: records, unchanged: unchanged,
        quarantined: quarantined,
        checkpoint: checkpoint),
      event: ProgressEvent(
        stage: "harvest", provider: provider.id, done: checkpoint.listed, total: checkpoint.completeListSize,
        unit: "records", detail: "page \(checkpoint.pages)"))
  }
}
