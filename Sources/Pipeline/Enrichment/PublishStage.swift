internal import EDM
public import OAIPMH
public import Publishing
public import Store

/// `publish`: the record in every format, as it is served from now on.
public struct PublishStage: StageWork {
  /// Takes the jobs of `publish`.
  public let stage = Stage.publish
  /// Records published in one transaction.
  public let batchSize = 100
  /// Counts in records.
  public let unit = "records"
  private let store: any Store
  private let publisher: RecordPublisher
  private let describers: [ProviderID: ProviderDescriber]
  private let concepts: ConceptLookup?
  private let now: @Sendable () -> Timestamp

  /// - Parameters:
  ///   - describers: how the records of each configured provider are read; records of another fail with that reason,
  ///     unless they are deleted or withdrawn.
  ///   - concepts: knows the concepts that records link to; nothing is asked on the net.
  ///   - now: the time, for the date of tiers that changed.
  public init(
    store: any Store, publisher: RecordPublisher, describers: [ProviderID: ProviderDescriber],
    concepts: ConceptLookup? = nil, now: @escaping @Sendable () -> Timestamp = { .now }
  ) {
    self.store = store
    self.publisher = publisher
    self.describers = describers
    self.concepts = concepts
    self.now = now
  }

  /// Writes the published forms of each record from its dossier; jobs about records that are gone end.
  public func perform(_ jobs: [Job]) async throws -> StageOutcome {
    let (found, gone) = try await store.dossiers(for: jobs)
    var outcome = StageOutcome(results: gone.map { .obsolete($0) })
    let described = await describers.describedRecords(of: found.map(\.1).filter { !$0.isGone }.map(\.source))
    let known = try await concepts?.known(linkedBy: described.values) ?? [:]
    let now = now()
    for (job, dossier) in found {
      let provider = dossier.source.provider
      guard dossier.isGone || describers[provider] != nil else {
        outcome.failures.append(.unconfigured(job, provider: provider))
        continue
      }
      do {
        let record = try described[dossier.source.key]?.get()
        let published = try publisher.publish(dossier, described: record, concepts: known, at: now)
        outcome.results.append(.published(job, published))
        outcome.count(provider) { $0.published += 1 }
      } catch {
        outcome.failures.append(JobFailure(job: job, reason: "\(error)", retryAt: nil))
      }
    }
    return outcome
  }
}

extension RecordDossier {
  /// True for a record that its provider deleted, or that was withdrawn.
  fileprivate var isGone: Bool { source.deleted || withdrawal != nil }
}
