public import Store

/// How one stage turns jobs into results: as pure as it can be, and safe to run twice.
public protocol StageWork: Sendable {
  /// The stage whose jobs it takes.
  var stage: Stage { get }
  /// How many jobs it takes at once.
  var batchSize: Int { get }
  /// The unit of its progress: `records`, `images`.
  var unit: String { get }
  /// Works at a batch. A job that is in neither list stays leased and comes back when its lease runs out.
  func perform(_ jobs: [Job]) async throws -> StageOutcome
}

/// What came of a batch.
public struct StageOutcome: Sendable {
  /// What is to be written, each result with the job it finishes.
  public var results: [StageResult]
  /// The jobs that failed, each with its reason.
  public var failures: [JobFailure]
  /// What was counted, by provider.
  public var counts: [ProviderID: EnrichmentCounts]
  /// Blobs that nobody needs any more once the results are written.
  public var obsoleteBlobs: [String]

  /// An outcome; by default one of no job.
  public init(
    results: [StageResult] = [], failures: [JobFailure] = [], counts: [ProviderID: EnrichmentCounts] = [:],
    obsoleteBlobs: [String] = []
  ) {
    self.results = results
    self.failures = failures
    self.counts = counts
    self.obsoleteBlobs = obsoleteBlobs
  }

  /// Takes in the outcome of a part of the batch.
  mutating func merge(_ part: StageOutcome) {
    results += part.results
    failures += part.failures
    obsoleteBlobs += part.obsoleteBlobs
    for (provider, counts) in part.counts { count(provider) { $0.add(counts) } }
  }

  /// Counts something for a provider.
  mutating func count(_ provider: ProviderID, _ change: (inout EnrichmentCounts) -> Void) {
    change(&counts[provider, default: EnrichmentCounts()])
  }
}

extension EnrichmentCounts {
  /// Adds what was counted elsewhere; `links` and the states of records are taken from the store at the end.
  mutating func add(_ other: EnrichmentCounts) {
    images += other.images
    analysed += other.analysed
    reused += other.reused
    tags += other.tags
    published += other.published
  }
}
