internal import EDM
internal import OAIPMH
public import Store

/// `describe`: a record version is read, mapped, normalised and checked; its web resources become known.
public struct DescribeStage: StageWork {
  /// Takes the jobs of `describe`.
  public let stage = Stage.describe
  /// Records described in one transaction.
  public let batchSize = 200
  /// Counts in records.
  public let unit = "records"
  private let store: any Store
  private let describers: [ProviderID: ProviderDescriber]

  /// - Parameter describers: how each provider's records are read.
  public init(store: any Store, describers: [ProviderID: ProviderDescriber]) {
    self.store = store
    self.describers = describers
  }

  /// Describes the current version of each record; one that cannot be described fails with the reason, and the
  /// job of one that is gone ends.
  public func perform(_ jobs: [Job]) async throws -> StageOutcome {
    let (found, gone) = try await store.sources(for: jobs)
    var outcome = StageOutcome(results: gone.map { .obsolete($0) })
    let described = await describers.describedRecords(of: found.map(\.1).filter { !$0.deleted })
    for (job, source) in found {
      guard let describer = describers[source.provider] else {
        outcome.failures.append(.unconfigured(job, provider: source.provider))
        continue
      }
      switch described[source.key] {
      case .success(let record)?:
        outcome.results.append(.described(job, describer.description(of: record)))
      case .failure(let error)?:
        outcome.failures.append(JobFailure(job: job, reason: error.description, retryAt: nil))
      case nil: outcome.results.append(.describedAsDeleted(job))
      }
    }
    return outcome
  }
}
