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
  private let providers: Set<ProviderID>

  /// - Parameter providers: the configured providers; records of another fail with that reason, unless they are
  ///   deleted or withdrawn.
  public init(store: any Store, publisher: RecordPublisher, providers: Set<ProviderID>) {
    self.store = store
    self.publisher = publisher
    self.providers = providers
  }

  /// Writes the published forms of each record from its dossier; jobs about records that are gone end.
  public func perform(_ jobs: [Job]) async throws -> StageOutcome {
    let (found, gone) = try await store.dossiers(for: jobs)
    var outcome = StageOutcome(results: gone.map { .obsolete($0) })
    for (job, dossier) in found {
      let provider = dossier.source.provider
      guard providers.contains(provider) || dossier.source.deleted || dossier.withdrawal != nil else {
        outcome.failures.append(.unconfigured(job, provider: provider))
        continue
      }
      do {
        outcome.results.append(.published(job, try publisher.publish(dossier)))
        outcome.count(provider) { $0.published += 1 }
      } catch {
        outcome.failures.append(JobFailure(job: job, reason: error.description, retryAt: nil))
      }
    }
    return outcome
  }
}
