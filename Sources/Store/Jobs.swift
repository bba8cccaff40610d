public import Hashing
public import OAIPMH

/// The steps of the way of a record that take their work from the queue.
public enum Stage: String, Sendable, Codable, CaseIterable {
  case describe, fetch, look, conclude, publish
}

/// A unit of work: unique by stage, subject and input.
public struct Job: Sendable, Equatable {
  /// What a job is about.
  public enum Subject: Sendable, Hashable {
    case record(RecordKey)
    case webResource(WebResourceKey)
    case medium(MediumID)
  }

  /// The store's key of the job.
  public var key: Int64
  /// The stage that takes it.
  public var stage: Stage
  /// What is to be worked at.
  public var subject: Subject
  /// From 1, counting this claim.
  public var attempt: Int
  /// Rises whenever the same job is asked for again: a completion of an older generation leaves the job ready.
  public var generation: Int

  /// A job as it was claimed.
  public init(key: Int64, stage: Stage, subject: Subject, attempt: Int, generation: Int) {
    self.key = key
    self.stage = stage
    self.subject = subject
    self.attempt = attempt
    self.generation = generation
  }
}

/// How many jobs of each state a stage has.
public struct QueueDepth: Sendable, Equatable, Codable {
  /// Waiting, or due later for a retry.
  public var ready: Int
  /// Leased to a worker.
  public var running: Int
  /// Given up after the last attempt; shown by `winnow report`.
  public var dead: Int

  /// A depth; empty by default.
  public init(ready: Int = 0, running: Int = 0, dead: Int = 0) {
    self.ready = ready
    self.running = running
    self.dead = dead
  }

  /// True where nothing is ready or running.
  public var isIdle: Bool { ready == 0 && running == 0 }
}

/// A failed attempt at a job.
public struct JobFailure: Sendable {
  /// The job as it was claimed.
  public var job: Job
  /// What went wrong, in words.
  public var reason: String
  /// When to try again; `nil` to give up at once.
  public var retryAt: Timestamp?

  /// A failure, and when to try again.
  public init(job: Job, reason: String, retryAt: Timestamp?) {
    self.job = job
    self.reason = reason
    self.retryAt = retryAt
  }
}

/// A job that was given up.
public struct DeadJob: Sendable, Codable, Equatable {
  /// The stage that gave it up.
  public var stage: Stage
  /// The subject in words: a record identifier, an address, a hash.
  public var subject: String
  /// How often it was tried.
  public var attempts: Int
  /// What went wrong the last time, in words.
  public var reason: String

  /// A given-up job with its last failure.
  public init(stage: Stage, subject: String, attempts: Int, reason: String) {
    self.stage = stage
    self.subject = subject
    self.attempts = attempts
    self.reason = reason
  }
}
