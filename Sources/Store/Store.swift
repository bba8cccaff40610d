public import Hashing
public import OAIPMH

/// A store failed in a way that a person has to mend.
public struct StoreError: Error, CustomStringConvertible, Sendable {
  /// Names the thing and the remedy, in one line.
  public let description: String

  /// A failure in one line that names the thing and the remedy.
  public init(_ description: String) { self.description = description }
}

/// The results of one stage for a batch of jobs, written in one transaction that also finishes the jobs and
/// queues what follows.
public enum StageResult: Sendable {
  /// The record was described: queues `fetch` for each of its web resources that has to be tried, and `conclude`.
  case described(Job, RecordDescription)
  /// The record is deleted at its source: its web resources go, and `publish` is queued.
  case describedAsDeleted(Job)
  /// An address was tried: queues `look` for a medium without facts, and `conclude` for every record that
  /// points to the address.
  case fetched(Job, FetchAttempt)
  /// A medium was looked at: queues `conclude` for every record that shows it.
  case looked(Job, MediumFacts, [ModelResult], [MediumRelation])
  /// A medium cannot be decoded: its addresses take the state `decode_error`; queues `conclude`.
  case undecodable(Job, reason: String)
  /// What Winnow says of the record: queues `publish` whenever a statement, link state or fact changed.
  case concluded(Job, [EnrichmentStatement])
  /// What is published: the stamp moves where a form changed.
  case published(Job, PublishedRecord)

  /// The job has no subject any more: it ends without an effect.
  case obsolete(Job)

  /// The job that the result finishes.
  public var job: Job {
    switch self {
    case .obsolete(let job), .described(let job, _), .describedAsDeleted(let job), .fetched(let job, _),
      .looked(let job, _, _, _),
      .undecodable(let job, _), .concluded(let job, _), .published(let job, _):
      job
    }
  }
}

/// What `conclude` and `publish` work from: everything known of a record.
public struct RecordDossier: Sendable {
  /// The current version of the record as received.
  public var source: RecordSource
  /// What describing found; `nil` until the record was described.
  public var description: RecordDescription?
  /// The record's web resources, in the order of the record.
  public var webResources: [WebResource]
  /// What decoding found, by medium; a medium that was not looked at is absent.
  public var facts: [MediumID: MediumFacts]
  /// What models said, by medium.
  public var results: [MediumID: [ModelResult]]
  /// Relations of the record's media to media of any record.
  public var relations: [MediumRelation]
  /// The decisions of people that bind to the record.
  public var decisions: [ReviewDecision]
  /// What was concluded before; empty until the record was concluded.
  public var statements: [EnrichmentStatement]
  /// Set when the record was withdrawn.
  public var withdrawal: String?
  /// The tiers as they were last published; `nil` until the record was.
  public var tiers: DatedTiers?
  /// The sets of our repository that last held the record; empty until it was published.
  public var publishedSets: [String]

  /// Everything known of a record, read in one transaction.
  public init(
    source: RecordSource, description: RecordDescription?, webResources: [WebResource],
    facts: [MediumID: MediumFacts], results: [MediumID: [ModelResult]], relations: [MediumRelation],
    decisions: [ReviewDecision], statements: [EnrichmentStatement], withdrawal: String?,
    tiers: DatedTiers? = nil, publishedSets: [String] = []
  ) {
    self.source = source
    self.description = description
    self.webResources = webResources
    self.facts = facts
    self.results = results
    self.relations = relations
    self.decisions = decisions
    self.statements = statements
    self.withdrawal = withdrawal
    self.tiers = tiers
    self.publishedSets = publishedSets
  }
}

/// Where records, jobs and results live. Operations are those of the domain; each is one transaction.
///
/// Implementations run blocking work on threads of their own, never on the cooperative pool.
public protocol Store: PublishedHistory, PublishedArchive, ConceptCache {
  // MARK: Harvest

  /// Opens a row in the run ledger.
  func beginRun(provider: ProviderID?, kind: String, at: Timestamp) async throws -> RunKey
  /// Closes a row of the run ledger.
  func endRun(_ run: RunKey, complete: Bool, reason: String, report: String, at: Timestamp) async throws
  /// The newest rows of the ledger, newest first.
  func runs(provider: ProviderID?, limit: Int) async throws -> [RunEntry]
  /// An unfinished list of a scope, as its last page left it.
  func checkpoint(of scope: HarvestScope) async throws -> HarvestCheckpoint?
  /// Forgets an unfinished list, for a harvest that starts again.
  func discardCheckpoint(of scope: HarvestScope) async throws
  /// How far a scope is complete.
  func mark(of scope: HarvestScope) async throws -> HarvestMark?
  /// Moves the high-water mark and forgets the checkpoint: the list was complete.
  func advanceMark(of scope: HarvestScope, to mark: HarvestMark) async throws
  /// Forgets marks and unfinished lists of a provider: its endpoint is another one now.
  func forgetProgress(of provider: ProviderID) async throws
  /// Begins a list: gives it a number higher than every one before.
  func beginList(of scope: HarvestScope) async throws -> ListNumber
  /// Distinct identifiers, quarantined ones included, that stood in a list so far; 0 for one never begun.
  func distinctRecords(in list: ListNumber) async throws -> Int
  /// Which of some records a provider has with the very content, by identifier.
  func unchanged(_ records: [UnchangedRecord], provider: ProviderID) async throws -> Set<String>
  /// Writes a page: record versions, memberships, quarantine, the checkpoint and the jobs that follow.
  func ingest(_ page: IncomingPage) async throws -> IngestCounts

  // MARK: Reconciliation

  /// Compares headers with what the store holds of a provider; changes nothing.
  /// - Parameters:
  ///   - since: identifiers that stood in no list from this one on come back as `unseen`.
  ///   - comparesSets: false where the headers do not tell their sets.
  func compare(
    _ headers: [RecordHeader], provider: ProviderID, since list: ListNumber, comparesSets: Bool
  ) async throws -> HeaderComparison
  /// Notes identifiers as seen in a list of headers, together with the place where the list goes on. One that the
  /// store does not know is counted once it comes with a page of that list.
  func noteSeen(
    _ identifiers: [String], scope: HarvestScope, list: ListNumber, checkpoint: HarvestCheckpoint
  ) async throws
  /// The sweep of a provider that is being read, or a new one.
  func openSweep(of provider: ProviderID, at: Timestamp) async throws -> Sweep
  /// What a sweep has not met, as far as its lists were read.
  func balance(of sweep: SweepKey) async throws -> SweepBalance
  /// Identifiers that a sweep has not met, in their order, after one of them; at most `limit`.
  func missing(in sweep: SweepKey, after identifier: String?, limit: Int) async throws -> [String]
  /// Ends a sweep as held or dismissed, with its balance; a held one that is carried out or dismissed later leaves
  /// this state. Other sweeps of the provider that were held are dismissed: the newest one counts.
  func end(_ sweep: SweepKey, as state: Sweep.State, reason: String, at: Timestamp) async throws
  /// Deletes records that a sweep has not met, at most `limit`: each gets a version without bytes that names the
  /// request, and the jobs that follow a tombstone. The sweep is carried out once none is left.
  /// - Returns: how many were deleted.
  func carryOut(
    _ sweep: SweepKey, run: RunKey, request: String, limit: Int, at: Timestamp
  ) async throws -> Int
  /// Sweeps of a provider, or of all, in some states, newest first.
  func sweeps(provider: ProviderID?, states: Set<Sweep.State>, limit: Int) async throws -> [Sweep]
  /// The quarantined records of a provider, or of all, newest first.
  func quarantine(provider: ProviderID?, limit: Int) async throws -> [QuarantineEntry]
  /// Quarantined bytes by their key.
  func quarantineEntry(_ key: QuarantineKey) async throws -> QuarantineEntry?
  /// Drops quarantined bytes that a person has no use for; false where there are none of that key.
  func dropQuarantined(_ key: QuarantineKey) async throws -> Bool
  /// Gives records of a provider other identifiers: history, media, decisions and published identifiers go along.
  /// Where a record came under the new identifier already, the former one's versions come before its own, the
  /// decisions are joined (the new record's win), and the former record's published identifier becomes a tombstone.
  func remap(_ provider: ProviderID, _ changes: [IdentifierChange], at: Timestamp) async throws -> RemapCounts

  // MARK: Jobs

  /// Takes up to `limit` ready jobs and leases them to a worker. A job whose lease ran out is ready again; one
  /// that has used up its attempts is dead.
  func claim(_ stage: Stage, providers: [ProviderID]?, limit: Int, leaseSeconds: Int, worker: String)
    async throws
    -> [Job]
  /// Prolongs the leases of jobs that are still being worked at.
  func renew(_ jobs: [Job], leaseSeconds: Int) async throws
  /// Writes results, finishes their jobs and queues what follows.
  func complete(_ results: [StageResult]) async throws
  /// Notes failed attempts.
  func fail(_ failures: [JobFailure]) async throws
  /// The depth of each stage's queue.
  func queue(providers: [ProviderID]?) async throws -> [Stage: QueueDepth]
  /// Queues `fetch` for web resources whose address failed, once it is time to ask again: a day after the first
  /// failure, then 3, 7, 14 and 30 days after the last one. Decisions (rights, robots, address guard) are not asked
  /// again.
  /// - Returns: how many were queued.
  func queueDueFetches(providers: [ProviderID]?) async throws -> Int
  /// The workers that hold leases.
  func leaseHolders() async throws -> [String]
  /// Makes the jobs of a worker ready that is known to be gone, without waiting for their leases.
  func releaseLeases(of worker: String) async throws
  /// When the next job that waits for a retry becomes ready; `nil` where none waits.
  func nextRetry(providers: [ProviderID]?) async throws -> Timestamp?
  /// Given-up jobs, newest first.
  func deadJobs(limit: Int) async throws -> [DeadJob]
  /// Gives each given-up job of some stages one more attempt: what hindered it, a full disk or a provider
  /// missing from the configuration, may be gone. A job whose worker died over it stays given up, lest it
  /// takes the next one along.
  func retryDeadJobs(_ stages: [Stage], providers: [ProviderID]?) async throws
  /// Queues a stage again for all that a provider has, or for all: what a stage makes depends on configuration
  /// too.
  /// - Returns: how many jobs are ready that were not.
  func requeue(_ stage: Stage, provider: ProviderID?) async throws -> Int

  // MARK: Reading

  /// The current versions of records.
  func sources(_ keys: [RecordKey]) async throws -> [RecordSource]
  /// Web resources with their last attempts.
  func webResources(_ keys: [WebResourceKey]) async throws -> [WebResource]
  /// The last attempt at an address by any record, for media shared between records.
  func lastAttempt(at address: String) async throws -> FetchAttempt?
  /// The requests that brought a medium, with the rights decisions of the records that show it.
  func webResources(showing medium: MediumID) async throws -> [WebResource]
  /// Which of some media have facts already.
  func known(_ media: [MediumID]) async throws -> Set<MediumID>
  /// Which results a medium has: model id and weights hash.
  func results(of medium: MediumID) async throws -> [ModelResult]
  /// Perceptual hashes of all media, in the order they were looked at, after a position; at most `limit`.
  func perceptualHashes(after position: Int64, limit: Int) async throws -> [(
    position: Int64, medium: MediumID, hash: UInt64
  )]
  /// The records that an identifier means: an OAI identifier of a provider, one of our repository, an `about`,
  /// a statement id.
  func find(_ identifier: String) async throws -> [RecordKey]
  /// The records of a provider, or of all, in key order after a key.
  func records(provider: ProviderID?, after: RecordKey?, limit: Int) async throws -> [RecordKey]
  /// Counts for reports.
  func counts(provider: ProviderID) async throws -> ProviderCounts
  /// Relations between media, with the records that show them, at most `limit`.
  func relations(limit: Int) async throws -> [MediumRelation]

  /// Media that more than one record shows, those of most records first, at most `limit`.
  func sharedMedia(limit: Int) async throws -> [MediumID]

  // MARK: People

  /// Keeps decisions and queues `conclude` for the records they bind.
  func record(_ decisions: [ReviewDecision]) async throws -> Int
  /// Withdraws records: a tombstone is published. With `purge`, bytes, results and vectors go as well; returns
  /// the media that no other record shows, whose blobs are to be removed.
  func withdraw(_ keys: [RecordKey], reason: String, purge: Bool, at: Timestamp) async throws -> [MediumID]

  // MARK: Shared state

  /// A value that all processes share, such as the token key; `nil` where it was never set.
  func setting(_ name: String) async throws -> [UInt8]?
  /// Sets a shared value, whatever held before.
  func assign(_ name: String, _ value: [UInt8]) async throws
}
