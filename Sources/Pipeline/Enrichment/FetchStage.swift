internal import EDM
public import Fetching
internal import Foundation
internal import IIIF
internal import OAIPMH
internal import Publishing
public import Store
public import WinnowConfiguration

/// `fetch`: an image is brought, as far as rights, its host and the operator allow; every attempt is a row.
public struct FetchStage: StageWork {
  /// Takes the jobs of `fetch`.
  public let stage = Stage.fetch
  /// Addresses tried at the same time; the engine spreads them over the hosts.
  public let batchSize = 64
  /// Counts in images.
  public let unit = "images"
  private let store: any Store
  private let blobs: any BlobStore
  private let engine: FetchEngine
  private let locator: ImageLocator
  private let shelf: ManifestShelf
  private let rights: RightsGate
  private let providers: [ProviderID: ProviderConfiguration]
  private let incomingFolder: String
  /// The hosts to which a provider's agreement extends: those of its endpoint and of the configuration's `hosts`.
  private let agreementHosts: Set<String>

  /// - Parameters:
  ///   - agreementHosts: hosts for which a provider's agreement overrides robots.txt and reservations.
  ///   - incomingFolder: a folder on the file system of the blobs, for files under way.
  public init(
    store: any Store, blobs: any BlobStore, engine: FetchEngine, rights: RightsGate,
    providers: [ProviderID: ProviderConfiguration], agreementHosts: Set<String>, incomingFolder: String
  ) {
    self.store = store
    self.blobs = blobs
    self.engine = engine
    self.rights = rights
    self.providers = providers
    self.incomingFolder = incomingFolder
    self.agreementHosts = agreementHosts
    locator = ImageLocator(engine: engine)
    shelf = ManifestShelf(locator: locator)
  }

  /// Tries the address of each web resource, as far as its rights allow.
  public func perform(_ jobs: [Job]) async throws -> StageOutcome {
    let resources = try await store.webResources(
      jobs.compactMap { if case .webResource(let key) = $0.subject { key } else { nil } })
    var byKey: [WebResourceKey: WebResource] = [:]
    for resource in resources { byKey[resource.key] = resource }
    var outcome = StageOutcome()
    var wanted: [Question: [Asking]] = [:]
    for job in jobs {
      guard case .webResource(let key) = job.subject, let resource = byKey[key] else {
        outcome.results.append(.obsolete(job))
        continue
      }
      guard let provider = providers[resource.provider] else {
        outcome.failures.append(.unconfigured(job, provider: resource.provider))
        continue
      }
      let decision = rights.decision(for: resource)
      guard decision.fetch else {
        refuse(resource, for: job, decision: decision, outcome: &outcome)
        continue
      }
      let question = Question(
        address: resource.reference.address, agreement: provider.policy.agreement,
        delay: provider.policy.delayMilliseconds.map { .milliseconds($0) })
      wanted[question, default: []].append(
        Asking(job: job, resource: resource, policy: "allowed: \(decision.reason)"))
    }
    try await withThrowingTaskGroup(of: StageOutcome.self) { group in
      for (question, tasks) in wanted {
        group.addTask { try await answer(question, for: tasks) }
      }
      for try await part in group { outcome.merge(part) }
    }
    return outcome
  }

  /// An address with what decides how it may be asked: jobs with the same question share one request.
  private struct Question: Hashable {
    var address: String
    var agreement: Bool
    var delay: Duration?
  }

  /// A job whose web resource may be fetched, with the decision in words.
  private struct Asking {
    var job: Job
    var resource: WebResource
    var policy: String
  }

  private func refuse(
    _ resource: WebResource, for job: Job, decision: RightsDecision, outcome: inout StageOutcome
  ) {
    let address = resource.reference.address
    outcome.results.append(
      .fetched(
        job,
        FetchAttempt(
          address: address, request: address, state: .notCheckedPolicy, at: .now,
          policy: "refused: \(decision.reason)", detail: decision.reason)))
    outcome.count(resource.provider) { $0.refusedByRights += 1 }
  }

  /// Asks once, and gives every task the attempt with its own decision.
  private func answer(_ question: Question, for tasks: [Asking]) async throws -> StageOutcome {
    var outcome = StageOutcome()
    guard let first = tasks.first else { return outcome }
    let known = try await knownAnswer(at: question.address)
    let reference = first.resource.reference
    if let known, reference.imageService == nil, reference.manifest == nil || reference.role != .derived {
      await share(known, among: tasks, question, outcome: &outcome)
      return outcome
    }
    do {
      let location = try await locator.location(
        of: reference, agreement: question.agreement, agreementHosts: agreementHosts, delay: question.delay)
      if let known, location.requests.contains(known.request) {
        await share(known, located: location.finding, among: tasks, question, outcome: &outcome)
        return outcome
      }
      let attempt = try await bring(first.resource, from: location, question: question, outcome: &outcome)
      let finding = await finding(for: first.resource, located: location.finding, question)
      outcome.results.append(.fetched(first.job, attempt.with(policy: first.policy, iiif: finding)))
      await share(
        attempt, located: location.finding, among: Array(tasks.dropFirst()), question, outcome: &outcome)
    } catch let failure as ImageLocator.Failure {
      if let local = failure.outcome?.failure, local.isLocal {
        outcome.failures += tasks.map { retry($0.job, failure.detail) }
        return outcome
      }
      let attempt = FetchAttempt(
        address: question.address, request: failure.request, state: failure.state,
        httpStatus: failure.outcome?.status ?? 0, redirects: failure.outcome?.redirects.map(\.address) ?? [],
        bytes: failure.outcome?.bytes ?? 0, seconds: failure.outcome?.seconds ?? 0, at: .now, policy: "",
        detail: failure.detail)
      outcome.results += tasks.map { .fetched($0.job, attempt.with(policy: $0.policy)) }
    } catch let failure as LocalFailure {
      outcome.failures += tasks.map { retry($0.job, failure.reason) }
    }
    return outcome
  }

  /// What an address gave before, to whichever record: it is not asked again for the same image.
  private func knownAnswer(at address: String) async throws -> FetchAttempt? {
    guard var known = try await store.lastAttempt(at: address), known.medium != nil,
      known.state == .ok || known.state == .okRedirected
    else { return nil }
    known.detail = "known already; not asked again"
    return known
  }

  private func share(
    _ attempt: FetchAttempt, located: IIIFFinding = IIIFFinding(), among tasks: [Asking],
    _ question: Question,
    outcome: inout StageOutcome
  ) async {
    for task in tasks {
      let finding = await finding(for: task.resource, located: located, question)
      outcome.results.append(.fetched(task.job, attempt.with(policy: task.policy, iiif: finding)))
      if attempt.medium != nil { outcome.count(task.resource.provider) { $0.reused += 1 } }
    }
  }

  /// What IIIF documents tell of a web resource, the manifest that its record names included.
  private func finding(
    for resource: WebResource, located: IIIFFinding, _ question: Question
  ) async -> IIIFFinding {
    var finding = located
    // A record that was made from a manifest holds its canvases.
    guard let manifest = resource.reference.manifest, resource.reference.role != .derived,
      providers[resource.provider]?.harvest.kind.bringsManifests != true
    else {
      return finding
    }
    let reading = await shelf.reading(
      of: manifest, agreement: question.agreement, agreementHosts: agreementHosts, delay: question.delay)
    switch reading {
    case .canvases(let canvases):
      finding.canvas = canvases.first { $0.shows(resource.reference) }.flatMap(IIIFFinding.Canvas.init)
    case .unusable(let reason): finding.manifestFailure = reason
    // It may be there again tomorrow: what was known of it holds.
    case .unreachable: finding.canvas = resource.iiif?.canvas
    }
    return finding
  }

  /// This machine could not do its part: says nothing about the address.
  private struct LocalFailure: Error {
    var reason: String
  }

  /// Fetches the file and puts it into place before the row that will name it.
  private func bring(
    _ resource: WebResource, from location: ImageLocator.Location, question: Question,
    outcome: inout StageOutcome
  ) async throws -> FetchAttempt {
    for (index, address) in location.requests.enumerated() {
      let file = incomingFolder + "/" + WorkerName.fileName()
      var request = FetchRequest(
        address: address, purpose: .media, destination: .file(file), delay: question.delay,
        agreement: question.agreement)
      request.agreementHosts = agreementHosts
      request.flushesFile = true
      let answer = await engine.fetch(request)
      if let failure = answer.failure, failure.isLocal {
        throw LocalFailure(reason: answer.detail ?? failure.rawValue)
      }
      if answer.status == 400 || answer.status == 501, index + 1 < location.requests.count { continue }
      var attempt = FetchAttempt(
        address: question.address, request: address,
        state: answer.failure?.linkState ?? (answer.redirects.isEmpty ? .ok : .okRedirected),
        httpStatus: answer.status, redirects: answer.redirects.map(\.address), bytes: answer.bytes,
        seconds: answer.seconds, at: .now, contentType: answer.contentType, policy: "", detail: answer.detail,
        entityTag: answer.entityTag, lastModified: answer.lastModified, notModified: answer.notModified,
        fullWidth: location.full?.width, fullHeight: location.full?.height)
      if answer.failure == nil {
        try await keep(answer, file: file, attempt: &attempt, outcome: &outcome, provider: resource.provider)
      }
      if location.accessLimited, attempt.medium != nil { attempt.state = .iiifDegraded }
      return attempt
    }
    return FetchAttempt(
      address: question.address, request: question.address, state: .iiifInfoMissing, at: .now, policy: "",
      detail: "the image service offers no request for a whole image")
  }

  /// Decides by the bytes what came, and keeps an image.
  private func keep(
    _ answer: FetchOutcome, file: String, attempt: inout FetchAttempt, outcome: inout StageOutcome,
    provider: ProviderID
  ) async throws {
    if let failure = MediaTypeSniffer.mediaFailure(sniffed: answer.sniffed, declared: answer.contentType) {
      attempt.state = failure.linkState
      attempt.detail =
        "\(answer.contentType ?? "no Content-Type") promised, \(answer.sniffed?.rawValue ?? "unknown bytes") came"
      try? FileManager.default.removeItem(atPath: file)
      return
    }
    guard let hash = answer.hash, answer.sniffed?.isImage == true else {
      attempt.state = .okNotAnImage
      try? FileManager.default.removeItem(atPath: file)
      return
    }
    attempt.medium = hash
    outcome.count(provider) { $0.images += 1 }
    if try await store.known([hash]).contains(hash) {
      outcome.count(provider) { $0.reused += 1 }
      try? FileManager.default.removeItem(atPath: file)
    } else {
      try await blobs.adopt(file: file, name: BlobName.original(hash))
    }
  }

  private func retry(_ job: Job, _ reason: String) -> JobFailure {
    JobFailure(job: job, reason: reason, retryAt: Timestamp.now.advanced(by: Int64(1 << min(job.attempt, 6))))
  }
}

extension FetchAttempt {
  /// The same attempt under the decision for another web resource, with what IIIF documents tell of that one.
  func with(policy: String, iiif: IIIFFinding? = nil) -> FetchAttempt {
    var attempt = self
    attempt.policy = policy
    attempt.iiif = iiif
    return attempt
  }
}
