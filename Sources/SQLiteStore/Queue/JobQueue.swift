internal import GRDB
internal import OAIPMH
internal import Store

/// The rows of the queue: asked for, taken, finished.
///
/// A job is unique by stage and subject. Its row goes when it is done; asking again while it runs raises its
/// generation, so that finishing the older one leaves it ready.
struct JobQueue {
  let database: Database

  /// A job is dead after this many attempts.
  static let maximumAttempts = 5
  /// How the reason of a job begins whose worker died.
  private static let lostWorker = "the worker "

  /// States as stored.
  enum State: Int {
    case ready, running, dead
  }

  /// What a worker's answer is worth.
  enum Answer {
    /// The worker holds the job: the answer counts and the job is done.
    case current
    /// The same job was asked for again meanwhile: it is ready once more.
    case superseded
    /// Another worker holds the job, or nobody wants it any more: the answer is dropped.
    case stale
  }

  /// Asks for a job. A dead one gets a new life; one that waits for a retry goes on waiting.
  func add(_ stage: Stage, subject: Int64, provider: Int64) throws {
    try database.run(
      """
      INSERT INTO job (stage, subject, provider) VALUES (?, ?, ?)
      ON CONFLICT (stage, subject) DO UPDATE SET \(Self.renewal)
      """,
      [stage.code, subject, provider])
  }

  /// Asks for a job for each row of a query of subject and provider; returns how many.
  func add(_ stage: Stage, from query: String, _ arguments: StatementArguments) throws -> Int {
    // `WHERE true` tells SQLite's parser that ON belongs to the upsert, not to a join.
    try database.run(
      """
      INSERT INTO job (stage, subject, provider)
      SELECT \(stage.code), subject, provider FROM (\(query)) WHERE true
      ON CONFLICT (stage, subject) DO UPDATE SET \(Self.renewal)
      """, arguments)
  }

  private static let renewal = """
    generation = generation + 1,
    provider = excluded.provider,
    attempt = CASE state WHEN 2 THEN 0 ELSE attempt END,
    not_before = CASE state WHEN 2 THEN 0 ELSE not_before END,
    reason = CASE state WHEN 2 THEN NULL ELSE reason END,
    state = CASE state WHEN 2 THEN 0 ELSE state END
    """

  /// Forgets a job: its subject is gone.
  func remove(_ stage: Stage, subject: Int64) throws {
    try database.run("DELETE FROM job WHERE stage = ? AND subject = ?", [stage.code, subject])
  }

  /// Takes a worker's answer: the job is done, or ready again where it was asked for meanwhile.
  func finish(_ job: Job) throws -> Answer {
    let done = try database.run(
      "DELETE FROM job WHERE id = ? AND state = 1 AND attempt = ? AND generation = ?",
      [job.key, job.attempt, job.generation])
    if done == 1 { return .current }
    let again = try database.run(
      """
      UPDATE job SET state = 0, attempt = 0, not_before = 0, lease_until = NULL, worker = NULL, reason = NULL
      WHERE id = ? AND state = 1 AND attempt = ? AND generation > ?
      """,
      [job.key, job.attempt, job.generation])
    return again == 1 ? .superseded : .stale
  }

  /// Notes a failed attempt; an answer of a worker that no longer holds the job changes nothing.
  func fail(_ failure: JobFailure) throws {
    let job = failure.job
    // Asked for again while it failed: the new wish starts from its first attempt.
    let again = try database.run(
      """
      UPDATE job SET state = 0, attempt = 0, not_before = ?, lease_until = NULL, worker = NULL, reason = ?
      WHERE id = ? AND state = 1 AND attempt = ? AND generation > ?
      """,
      [failure.retryAt?.seconds ?? 0, failure.reason, job.key, job.attempt, job.generation])
    if again == 1 { return }
    let state: State = failure.retryAt == nil || job.attempt >= Self.maximumAttempts ? .dead : .ready
    try database.run(
      """
      UPDATE job SET state = ?, not_before = ?, lease_until = NULL, worker = NULL, reason = ?
      WHERE id = ? AND state = 1 AND attempt = ? AND generation = ?
      """,
      [state.rawValue, failure.retryAt?.seconds ?? 0, failure.reason, job.key, job.attempt, job.generation])
  }

  /// Gives dead jobs one more attempt, but for those whose workers died.
  func retryDead(_ stages: [Stage], providers: [Int64]) throws {
    try database.run(
      """
      UPDATE job SET state = 0, attempt = min(attempt, ?), not_before = 0
      WHERE state = 2 AND stage IN (\(SQLiteStore.list(stages.map { Int64($0.code) })))
        AND provider IN (\(SQLiteStore.list(providers))) AND reason NOT LIKE ?
      """, [Self.maximumAttempts - 1, Self.lostWorker + "%"])
  }

  /// Makes jobs ready whose lease ran out; those without attempts left are dead.
  func releaseExpired(now: Timestamp) throws {
    try database.run(
      """
      UPDATE job SET
        state = CASE WHEN attempt >= \(Self.maximumAttempts) THEN 2 ELSE 0 END,
        reason = '\(Self.lostWorker)' || coalesce(worker, '?') || ' did not answer before its lease ran out',
        lease_until = NULL, worker = NULL
      WHERE state = 1 AND lease_until <= ?
      """, [now.seconds])
  }
}

extension Stage {
  /// The stage as stored; a released code never changes its meaning.
  var code: Int {
    switch self {
    case .describe: 0
    case .fetch: 1
    case .look: 2
    case .conclude: 3
    case .publish: 4
    }
  }

  /// A stage read back.
  init?(code: Int) {
    guard let stage = Stage.allCases.first(where: { $0.code == code }) else { return nil }
    self = stage
  }
}
