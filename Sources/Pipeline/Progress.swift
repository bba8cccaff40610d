/// A step of a long job, for whoever shows it.
public struct ProgressEvent: Sendable {
  /// The stage: `harvest`, `describe`, `fetch`, `look`, `conclude`, `publish`.
  public var stage: String
  /// The provider, where the stage has one.
  public var provider: String?
  /// Units done so far.
  public var done: Int
  /// Units expected, where known.
  public var total: Int?
  /// What the units are: `records`, `images`.
  public var unit: String
  /// More to tell: pages, hosts.
  public var detail: String

  /// A step with its place in the job.
  public init(stage: String, provider: String?, done: Int, total: Int?, unit: String, detail: String = "") {
    self.stage = stage
    self.provider = provider
    self.done = done
    self.total = total
    self.unit = unit
    self.detail = detail
  }
}

/// Receives the steps of long jobs.
public typealias ProgressHandler = @Sendable (ProgressEvent) -> Void
