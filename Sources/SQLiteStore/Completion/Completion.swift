internal import GRDB
internal import OAIPMH
public import Store

extension SQLiteStore {
  /// Writes results, finishes their jobs and queues what follows, in one transaction. The result of a worker
  /// that no longer holds its job is dropped.
  public func complete(_ results: [StageResult]) async throws {
    guard !results.isEmpty else { return }
    let clock = self.clockReader
    try await write { database in
      var completion = Completion(database: database, clock: clock)
      for result in results { try completion.apply(result) }
      try completion.close()
    }
  }
}

/// Writes the results of a batch of jobs.
struct Completion {
  let database: Database
  let queue: JobQueue
  private var publication: PublicationWriter

  init(database: Database, clock: @escaping @Sendable () -> Timestamp) {
    self.database = database
    queue = JobQueue(database: database)
    publication = PublicationWriter(database: database, clock: clock)
  }

  /// Takes one result; that of a worker that lost its job is dropped.
  mutating func apply(_ result: StageResult) throws {
    switch try queue.finish(result.job) {
    case .stale: return
    case .superseded:
      // What was seen of an address or a medium stays true. What was made of a record's older state is made
      // anew.
      switch result.job.stage {
      case .describe, .conclude, .publish: return
      case .fetch, .look: break
      }
    case .current: break
    }
    switch result {
    case .obsolete: return
    case .described(let job, let description):
      try forRecord(of: job) { try described($0, as: description) }
    case .describedAsDeleted(let job):
      try forRecord(of: job) { try describedAsDeleted($0) }
    case .fetched(let job, let attempt):
      if case .webResource(let key) = job.subject { try fetched(key.rawValue, attempt) }
    case .looked(let job, let facts, let results, let relations):
      if case .medium(let medium) = job.subject { try looked(medium, facts, results, relations) }
    case .undecodable(let job, let reason):
      if case .medium(let medium) = job.subject { try undecodable(medium, reason) }
    case .concluded(let job, let statements):
      try forRecord(of: job) { try concluded($0, statements) }
    case .published(let job, let record):
      guard case .record(let key) = job.subject, key == record.record else {
        throw StoreError(
          "a publish result names another record than its job; this is a defect of Winnow, report it")
      }
      try publication.add(record)
    }
  }

  /// Ends the batch.
  mutating func close() throws { try publication.close() }

  /// What completions need of a record's row.
  struct Record {
    var key: Int64
    var provider: Int64
    var version: Int
    var withdrawn: Bool
    var purged: Bool
  }

  private func forRecord(of job: Job, _ body: (Record) throws -> Void) throws {
    guard case .record(let key) = job.subject,
      let row = try database.row(
        "SELECT provider, version, withdrawal IS NOT NULL, purged FROM record WHERE id = ?", [key.rawValue])
    else { return }
    let record = Record(
      key: key.rawValue, provider: row[0], version: row[1], withdrawn: row[2], purged: row[3])
    // Nothing may come back of what was purged.
    if !record.purged { try body(record) }
  }
}
