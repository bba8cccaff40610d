internal import Store

extension Store {
  /// The jobs about records with the dossiers of these records, and the jobs whose records are gone.
  func dossiers(for jobs: [Job]) async throws -> (found: [(Job, RecordDossier)], gone: [Job]) {
    try await pair(jobs, with: { try await dossiers($0) }, by: \.source.key)
  }

  /// The jobs about records with the current versions of these records, and the jobs whose records are gone.
  func sources(for jobs: [Job]) async throws -> (found: [(Job, RecordSource)], gone: [Job]) {
    try await pair(jobs, with: { try await sources($0) }, by: \.key)
  }

  private func pair<Subject: Sendable>(
    _ jobs: [Job], with read: ([RecordKey]) async throws -> [Subject], by key: (Subject) -> RecordKey
  ) async throws -> (found: [(Job, Subject)], gone: [Job]) {
    var byKey: [RecordKey: Job] = [:]
    var keys: [RecordKey] = []
    var gone: [Job] = []
    for job in jobs {
      guard case .record(let key) = job.subject else {
        gone.append(job)
        continue
      }
      byKey[key] = job
      keys.append(key)
    }
    let found = try await read(keys).compactMap { subject in
      byKey.removeValue(forKey: key(subject)).map { ($0, subject) }
    }
    return (found, gone + byKey.values)
  }
}

extension JobFailure {
  /// The job's provider was taken out of the configuration: it is given up until a later run finds it there.
  static func unconfigured(_ job: Job, provider: ProviderID) -> JobFailure {
    JobFailure(
      job: job, reason: "provider '\(provider)' is not in the configuration: add it again, or withdraw it",
      retryAt: nil)
  }
}
