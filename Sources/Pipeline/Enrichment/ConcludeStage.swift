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

  /// Concludes from the dossier of each record; jobs about records that are gone are left out.
  public func perform(_ jobs: [Job]) async throws -> StageOutcome {
    var outcome = StageOutcome()
    for (job, dossier) in try await store.dossiers(for: jobs) {
      let statements = conclusion.statements(for: dossier)
      outcome.results.append(.concluded(job, statements))
      outcome.count(dossier.source.provider) { $0.tags += statements.count }
    }
    return outcome
  }
}

extension Store {
  /// The jobs about records with the dossiers of these records. Jobs about records that are gone are left out.
  func dossiers(for jobs: [Job]) async throws -> [(Job, RecordDossier)] {
    var byKey: [RecordKey: Job] = [:]
    var keys: [RecordKey] = []
    for job in jobs {
      guard case .record(let key) = job.subject else { continue }
      byKey[key] = job
      keys.append(key)
    }
    return try await dossiers(keys).compactMap { dossier in
      byKey[dossier.source.key].map { ($0, dossier) }
    }
  }
}
