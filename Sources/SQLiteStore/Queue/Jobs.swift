internal import Foundation
internal import GRDB
internal import Hashing
public import OAIPMH
public import Store

extension SQLiteStore {
  /// Takes ready jobs in one write transaction, after a look whether there are any: idle workers only read.
  ///
  /// Jobs come in the order in which they were asked for; each provider gets its share of the limit first.
  public func claim(
    _ stage: Stage, providers: [ProviderID]?, limit: Int, leaseSeconds: Int, worker: String
  ) async throws -> [Job] {
    let now = now
    // Idle workers only read: the write lock stays with those that have something to write.
    let idle = try await read { database in
      try !JobClaim(database: database, stage: stage, now: now).hasWork(
        for: Self.keys(of: providers, database))
    }
    if idle || limit <= 0 { return [] }
    return try await write { database in
      try JobQueue(database: database).releaseExpired(now: now)
      let claim = JobClaim(database: database, stage: stage, now: now)
      return try claim.take(
        limit, for: Self.keys(of: providers, database), leaseSeconds: leaseSeconds, worker: worker)
    }
  }

  /// Prolongs the leases of jobs that their workers still hold; a lost job is left alone.
  public func renew(_ jobs: [Job], leaseSeconds: Int) async throws {
    let until = now.seconds + Int64(leaseSeconds)
    try await write { database in
      for job in jobs {
        try database.run(
          "UPDATE job SET lease_until = ? WHERE id = ? AND state = 1 AND attempt = ?",
          [until, job.key, job.attempt])
      }
    }
  }

  /// Notes failed attempts: the job waits for its retry, or is dead after the fifth.
  public func fail(_ failures: [JobFailure]) async throws {
    try await write { database in
      let queue = JobQueue(database: database)
      for failure in failures { try queue.fail(failure) }
    }
  }

  /// The depth of each stage's queue; every stage has an entry.
  public func queue(providers: [ProviderID]?) async throws -> [Stage: QueueDepth] {
    try await read { database in
      let keys = try Self.list(Self.keys(of: providers, database))
      var depths = Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0, QueueDepth()) })
      // Three queries, so that each finds its partial index.
      for state in [JobQueue.State.ready, .running, .dead] {
        let rows = try Row.fetchCursor(
          database,
          sql: """
            SELECT stage, count(*) FROM job WHERE state = \(state.rawValue) AND provider IN (\(keys)) GROUP BY stage
            """)
        while let row = try rows.next() {
          guard let stage = Stage(code: row[0]) else { continue }
          switch state {
          case .ready: depths[stage]?.ready = row[1]
          case .running: depths[stage]?.running = row[1]
          case .dead: depths[stage]?.dead = row[1]
          }
        }
      }
      return depths
    }
  }

  /// When the next job that waits for a retry becomes ready. Leases of running jobs do not count.
  public func nextRetry(providers: [ProviderID]?) async throws -> Timestamp? {
    let now = now
    return try await read { database in
      var earliest: Int64?
      for provider in try Self.keys(of: providers, database) {
        for stage in Stage.allCases {
          let time: Int64? = try database.value(
            """
            SELECT not_before FROM job WHERE state = 0 AND stage = ? AND provider = ? AND not_before > ?
            ORDER BY not_before LIMIT 1
            """,
            [stage.code, provider, now.seconds])
          if let time { earliest = min(earliest ?? time, time) }
        }
      }
      return earliest.map { Timestamp(seconds: $0) }
    }
  }

  /// Makes the given-up jobs ready for a last attempt, but for those whose workers died.
  public func retryDeadJobs(_ stages: [Stage], providers: [ProviderID]?) async throws {
    try await write { database in
      let keys = try Self.keys(of: providers, database)
      try JobQueue(database: database).retryDead(stages, providers: keys)
    }
  }

  /// Given-up jobs, newest first.
  public func deadJobs(limit: Int) async throws -> [DeadJob] {
    try await read { database in
      try database.rows(
        """
        SELECT stage, attempt, coalesce(reason, ''),
          CASE stage
            WHEN 1 THEN (SELECT text FROM web_resource JOIN address ON address.id = web_resource.address
                         WHERE web_resource.id = subject)
            WHEN 2 THEN (SELECT lower(hex(hash)) FROM medium WHERE medium.id = subject)
            ELSE (SELECT identifier FROM record WHERE record.id = subject)
          END
        FROM job WHERE state = 2 ORDER BY id DESC LIMIT ?
        """, [limit]
      ).compactMap { row in
        Stage(code: row[0]).map {
          DeadJob(stage: $0, subject: row[3] ?? "", attempts: row[1], reason: row[2])
        }
      }
    }
  }

  /// Asks for a stage again, for everything of a provider, or of all, that the stage has work for.
  /// - Returns: how many jobs were asked for.
  public func requeue(_ stage: Stage, provider: ProviderID?) async throws -> Int {
    try await write { database in
      let filter = provider == nil ? "" : "AND r.provider = (SELECT id FROM provider WHERE name = ?)"
      let query =
        switch stage {
        case .describe:
          "SELECT r.id AS subject, r.provider FROM record r WHERE r.purged = 0 \(filter)"
        case .conclude:
          """
          SELECT r.id AS subject, r.provider FROM record r JOIN description d ON d.record = r.id
          WHERE r.deleted = 0 \(filter)
          """
        case .publish:
          """
          SELECT r.id AS subject, r.provider FROM record r
          WHERE (EXISTS (SELECT 1 FROM description d WHERE d.record = r.id)
            OR EXISTS (SELECT 1 FROM published_record p WHERE p.record = r.id)) \(filter)
          """
        case .fetch:
          """
          SELECT w.id AS subject, r.provider FROM record r JOIN web_resource w ON w.record = r.id
          WHERE w.role <> 'isShownAt' AND r.deleted = 0 AND r.withdrawal IS NULL \(filter)
          """
        case .look:
          """
          SELECT w.medium AS subject, min(r.provider) AS provider
          FROM record r JOIN web_resource w ON w.record = r.id JOIN medium m ON m.id = w.medium
          WHERE m.failure IS NULL \(filter) GROUP BY w.medium
          """
        }
      return try JobQueue(database: database).add(stage, from: query, provider.map { [$0.rawValue] } ?? [])
    }
  }

  /// Queues the fetches of failed addresses whose time has come.
  public func queueDueFetches(providers: [ProviderID]?) async throws -> Int {
    let now = now
    return try await write { database in
      try JobQueue(database: database).add(
        .fetch,
        from: """
          SELECT w.id AS subject, r.provider FROM web_resource w JOIN record r ON r.id = w.record
            JOIN attempt a ON a.id = w.attempt
          WHERE w.medium IS NULL AND r.deleted = 0 AND r.withdrawal IS NULL AND a.medium IS NULL
            AND a.state NOT IN (\(LinkState.decisions), \(LinkState.answers))
            AND r.provider IN (\(Self.list(Self.keys(of: providers, database))))
            AND a.at <= ?1 - 3600 * CASE (SELECT count(*) FROM attempt b WHERE b.address = w.address)
              WHEN 1 THEN 20 WHEN 2 THEN 3 * 24 WHEN 3 THEN 7 * 24 WHEN 4 THEN 14 * 24 ELSE 30 * 24 END
          """, [now.seconds])
    }
  }

  /// The workers that hold leases.
  public func leaseHolders() async throws -> [String] {
    try await read { database in
      try database.values(
        "SELECT DISTINCT worker FROM job WHERE state = 1 AND worker IS NOT NULL ORDER BY worker")
    }
  }

  /// Ends the leases of a worker; its jobs are ready again as after any lease that ran out.
  public func releaseLeases(of worker: String) async throws {
    try await write { database in
      try database.run("UPDATE job SET lease_until = 0 WHERE state = 1 AND worker = ?", [worker])
    }
  }

  /// The rows of some providers, or of all; unknown ones are left out.
  static func keys(of providers: [ProviderID]?, _ database: Database) throws -> [Int64] {
    guard let providers else { return try database.values("SELECT id FROM provider ORDER BY id") }
    return try providers.compactMap {
      try database.value("SELECT id FROM provider WHERE name = ?", [$0.rawValue])
    }
  }

  /// Integers as the inside of an SQL list.
  static func list(_ keys: [Int64]) -> String { keys.map(String.init).joined(separator: ",") }
}

/// Takes ready jobs of one stage.
private struct JobClaim {
  let database: Database
  let stage: Stage
  let now: Timestamp

  func hasWork(for providers: [Int64]) throws -> Bool {
    let expired: Bool? = try database.value(
      "SELECT EXISTS (SELECT 1 FROM job WHERE state = 1 AND lease_until <= ?)", [now.seconds])
    if expired == true { return true }
    return try providers.contains { provider in
      try database.value(
        """
        SELECT EXISTS (SELECT 1 FROM job WHERE state = 0 AND stage = ? AND provider = ? AND not_before <= ?)
        """, [stage.code, provider, now.seconds]) ?? false
    }
  }

  /// Takes up to `limit` jobs. Each provider gets its share first, so that a large one does not hold up the
  /// others and their hosts; what they leave goes to whoever has more.
  func take(_ limit: Int, for providers: [Int64], leaseSeconds: Int, worker: String) throws -> [Job] {
    var jobs: [Job] = []
    let share = max(1, limit / max(providers.count, 1))
    for most in providers.count > 1 ? [share, limit] : [limit] {
      for provider in providers where jobs.count < limit {
        let count = min(most, limit - jobs.count)
        let rows = try database.rows(
          """
          UPDATE job SET state = 1, attempt = attempt + 1, lease_until = ?, worker = ?
          WHERE id IN (
            SELECT id FROM job WHERE state = 0 AND stage = ? AND provider = ? AND not_before <= ?
            ORDER BY not_before, id LIMIT ?)
          RETURNING id, subject, attempt, generation
          """,
          [now.seconds + Int64(leaseSeconds), worker, stage.code, provider, now.seconds, count])
        jobs += try rows.compactMap { try job($0) }
      }
    }
    return jobs.sorted { $0.key < $1.key }
  }

  private func job(_ row: Row) throws -> Job? {
    let key: Int64 = row[1]
    let subject: Job.Subject
    switch stage {
    case .describe, .conclude, .publish: subject = .record(RecordKey(rawValue: key))
    case .fetch: subject = .webResource(WebResourceKey(rawValue: key))
    case .look:
      guard let hash: Data = try database.value("SELECT hash FROM medium WHERE id = ?", [key]) else {
        return nil
      }
      subject = .medium(try ContentHash(column: hash))
    }
    return Job(key: row[0], stage: stage, subject: subject, attempt: row[2], generation: row[3])
  }
}
