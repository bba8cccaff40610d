public import Store

/// `conclude`: what models and people say of a record becomes statements.
public struct ConcludeStage: StageWork {
  /// Takes the jobs of `conclude`.
  public let stage = Stage.conclude
  /// Records concluded in one transaction.
  public let batchSize = 100
  /// Counts in records.
  public let unit = "records"
  private let store: any Store
  private let conclusion: Conclusion

  /// The stage over a store, with the rules that turn results into statements.
  public init(store: any Store, conclusion: Conclusion) {
    self.store = store
    self.conclusion = conclusion
  }

  /// Concludes from the dossier of each record; jobs about records that are gone end.
  public func perform(_ jobs: [Job]) async throws -> StageOutcome {
    let (found, gone) = try await store.dossiers(for: jobs)
    var outcome = StageOutcome(results: gone.map { .obsolete($0) })
    for (job, dossier) in found {
      let statements = conclusion.statements(for: dossier)
      outcome.results.append(.concluded(job, statements))
      outcome.count(dossier.source.provider) { $0.tags += statements.count }
    }
    return outcome
  }
}
