internal import EDM
public import Fetching
internal import Foundation
internal import IIIF
internal import OAIPMH
public import Store
public import WinnowConfiguration

/// `fetch`: an image is brought, as far as rights, its host and the operator allow; every attempt is a row.
public struct FetchStage: StageWork {
  public let stage = Stage.fetch
  public let batchSize = 64
  public let unit = "images"
  private let store: any Store
  private let blobs: any BlobStore
  private let engine: FetchEngine
  private let locator: ImageLocator
  private let rights: RightsGate
  private let providers: [ProviderID: ProviderConfiguration]
  private let incomingFolder: String

  /// - Parameter incomingFolder: a folder on the file system of the blobs, for files under way.
  public init(
    store: any Store, blobs: any BlobStore, engine: FetchEngine, rights: RightsGate,
    providers: [ProviderID: ProviderConfiguration], incomingFolder: String
  ) {
    self.store = store
    self.blobs = blobs
    self.engine = engine
    self.rights = rights
    self.providers = providers
    self.incomingFolder = incomingFolder
    locator = ImageLocator(engine: engine)
  }

  public func perform(_ jobs: [Job]) async throws -> StageOutcome {
    let resources = try await store.webResources(
      jobs.compactMap { if case .webResource(let key) = $0.subject { key } else { nil } })
    var byKey: [WebResourceKey: WebResource] = [:]
    for resource in resources { byKey[resource.key] = resource }
    return try await withThrowingTaskGroup(of: StageOutcome.self) { group in
      for job in jobs {
        guard case .webResource(let key) = job.subject, let resource = byKey[key] else { continue }
        group.addTask { try await fetch(resource, for: job) }
      }
      var outcome = StageOutcome()
      for try await part in group {
        outcome.results += part.results
        outcome.failures += part.failures
        for (provider, counts) in part.counts { outcome.count(provider) { $0.add(counts) } }
      }
      return outcome
    }
  }

  private func fetch(_ resource: WebResource, for job: Job) async throws -> StageOutcome {
    var outcome = StageOutcome()
    guard let provider = providers[resource.provider] else {
      outcome.failures.append(
        JobFailure(
          job: job,
          reason: "provider '\(resource.provider)' is not in the configuration: add it again, or withdraw it",
          retryAt: nil))
      return outcome
    }
    let decision = rights.decision(for: resource)
    guard decision.fetch else {
      outcome.results.append(
        .fetched(
          job,
          FetchAttempt(
            address: resource.reference.address, request: resource.reference.address,
            state: .notCheckedPolicy,
            at: .now, policy: "refused: \(decision.reason)", detail: decision.reason)))
      outcome.count(resource.provider) { $0.refusedByRights += 1 }
      return outcome
    }
    let agreement = provider.policy.agreement
    let delay = provider.policy.delayMilliseconds.map { Duration.milliseconds($0) }
    let allowed = "allowed: \(decision.reason)"
    do {
      let location = try await locator.location(of: resource.reference, agreement: agreement, delay: delay)
      return try await bring(
        resource, from: location, for: job, agreement: agreement, delay: delay, policy: allowed)
    } catch let failure as ImageLocator.Failure {
      if let local = failure.outcome?.failure, local.isLocal {
        outcome.failures.append(retry(job, failure.detail))
        return outcome
      }
      outcome.results.append(
        .fetched(
          job,
          FetchAttempt(
            address: resource.reference.address, request: failure.request, state: failure.state,
            httpStatus: failure.outcome?.status ?? 0,
            redirects: failure.outcome?.redirects.map(\.address) ?? [],
            bytes: failure.outcome?.bytes ?? 0, seconds: failure.outcome?.seconds ?? 0, at: .now,
            policy: allowed,
            detail: failure.detail)))
      return outcome
    }
  }

  /// Fetches the file and puts it into place before the row that will name it.
  private func bring(
    _ resource: WebResource, from location: ImageLocator.Location, for job: Job, agreement: Bool,
    delay: Duration?,
    policy: String
  ) async throws -> StageOutcome {
    var outcome = StageOutcome()
    let previous = resource.medium == nil ? nil : resource.lastAttempt
    for (index, address) in location.requests.enumerated() {
      let file = incomingFolder + "/" + UUID().uuidString
      var request = FetchRequest(
        address: address, purpose: .media, destination: .file(file), delay: delay, agreement: agreement)
      if let previous, previous.request == address {
        request.entityTag = previous.entityTag
        request.lastModified = previous.lastModified
      }
      request.flushesFile = true
      let answer = await engine.fetch(request)
      if let failure = answer.failure, failure.isLocal {
        outcome.failures.append(retry(job, answer.detail ?? failure.rawValue))
        return outcome
      }
      if answer.status == 400 || answer.status == 501, index + 1 < location.requests.count { continue }
      var attempt = FetchAttempt(
        address: resource.reference.address, request: address,
        state: answer.failure?.linkState ?? (answer.redirects.isEmpty ? .ok : .okRedirected),
        httpStatus: answer.status, redirects: answer.redirects.map(\.address), bytes: answer.bytes,
        seconds: answer.seconds, at: .now, contentType: answer.contentType,
        policy: answer.tdmReserved ? policy + "; the site reserves text and data mining" : policy,
        detail: answer.detail, entityTag: answer.entityTag, lastModified: answer.lastModified,
        notModified: answer.notModified, fullWidth: location.full?.width, fullHeight: location.full?.height)
      if answer.notModified {
        attempt.medium = resource.medium
        outcome.count(resource.provider) { $0.reused += 1 }
      } else if answer.failure == nil {
        try await keep(answer, file: file, attempt: &attempt, outcome: &outcome, provider: resource.provider)
      }
      outcome.results.append(.fetched(job, attempt))
      return outcome
    }
    outcome.failures.append(
      retry(job, "the image service offers no request for \(resource.reference.address)"))
    return outcome
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
