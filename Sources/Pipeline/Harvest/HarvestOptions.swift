public import OAIPMH
internal import Store
public import WinnowConfiguration

/// What a harvest is asked for beyond the configuration.
public struct HarvestOptions: Sendable {
  /// Start from the beginning: no `from`, and an unfinished list is forgotten.
  public var full: Bool
  /// Only records changed at or after this moment; such a harvest does not move the high-water mark.
  public var from: Timestamp?
  /// Only records changed at or before this moment; such a harvest does not move the high-water mark.
  public var until: Timestamp?
  /// Only this set.
  public var set: String?
  /// The spans into which lists are cut, whatever the configuration says.
  public var window: HarvestWindow?
  /// Compare all that the provider lists with all that is held of it.
  public var reconcile: Bool
  /// Change nothing: only tell what a harvest, or a reconciliation, would do.
  public var dryRun: Bool

  /// Options; by default an incremental harvest of what is configured.
  public init(
    full: Bool = false, from: Timestamp? = nil, until: Timestamp? = nil, set: String? = nil,
    window: HarvestWindow? = nil, reconcile: Bool = false, dryRun: Bool = false
  ) {
    self.full = full
    self.from = from
    self.until = until
    self.set = set
    self.window = window
    self.reconcile = reconcile
    self.dryRun = dryRun
  }

  /// True where the harvest covers only a part that was asked for by hand.
  var isSelective: Bool { from != nil || until != nil }

  /// Where a list begins: where the options say, else behind the last complete harvest unless all is asked for.
  func start(after mark: HarvestMark?, overlap: Int64) -> Timestamp? {
    if let from { return from }
    return full || isSelective ? nil : mark?.highWater.advanced(by: -overlap)
  }
}
