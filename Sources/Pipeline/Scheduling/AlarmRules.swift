public import OAIPMH
internal import Store

/// When a provider's history gives reason to alarm somebody. Each provider is measured by its own past, and by
/// nothing before there is one.
public struct AlarmRules: Sendable {
  /// A volume below this share of the median of the earlier ones has dropped.
  public var dropShare = 0.5
  /// Fewer earlier runs than these tell nothing.
  public var fewestRuns = 3
  /// So many earlier runs are looked at.
  public var mostRuns = 10
  /// Smaller volumes go up and down by chance.
  public var smallestVolume = 10.0
  /// A pause this many times as long as the longest one before is silence.
  public var silenceFactor: Int64 = 3
  /// No shorter pause is silence; seconds.
  public var shortestSilence: Int64 = 3 * 86_400
  /// Fewer quarantined records than these alarm nobody.
  public var fewestQuarantined = 10
  /// More than this share of a provider's first records in quarantine is too much.
  public var quarantinedShare = 0.05

  /// The rules with their usual thresholds.
  public init() {}

  /// The alarms that a history gives reason for, at a moment.
  public func alarms(of history: ProviderHistory, at now: Timestamp) -> [Alarm] {
    let messages: [(Alarm.Kind, String?)] = [
      (.incomplete, incomplete(history)), (.volumeDrop, volumeDrop(history)),
      (.silence, silence(history, now)),
      (.deletionsHeld, deletionsHeld(history)), (.quarantineGrowth, quarantineGrowth(history)),
    ]
    return messages.compactMap { kind, message in
      message.map { Alarm(kind, history.provider, $0, since: now) }
    }
  }

  private func incomplete(_ history: ProviderHistory) -> String? {
    if let killed = history.killed {
      return "the run begun at \(killed.startedAt) never ended: run again to go on where it stood"
    }
    guard let newest = history.newestEnded, !newest.complete else { return nil }
    return "the \(newest.kind) begun at \(newest.startedAt) ended incomplete: \(newest.reason)"
  }

  // MARK: Volume

  private func volumeDrop(_ history: ProviderHistory) -> String? {
    let held = history.holdings
    if let newest = held.last,
      let message = drop(
        of: newest.records, below: held.dropLast().suffix(mostRuns).map(\.records), "are held")
    {
      return message
    }
    guard let newest = history.harvests.first, newest.complete, isListedWhole(history) else { return nil }
    return drop(of: newest.received, below: earlier(history).map(\.received), "came")
  }

  private func drop(of volume: Int, below earlier: [Int], _ verb: String) -> String? {
    guard earlier.count >= fewestRuns, let usual = Self.median(earlier), usual >= smallestVolume,
      Double(volume) < dropShare * usual
    else { return nil }
    return "\(volume) records \(verb) where there were \(Int(usual)) (median of \(earlier.count) runs): "
      + "ask the provider, or look at what changed in the configuration"
  }

  /// True where every harvest brings all that the provider has, rather than what changed.
  private func isListedWhole(_ history: ProviderHistory) -> Bool {
    let received = earlier(history).map(\.received)
    let most = history.harvests.map(\.received).max() ?? 0
    guard let usual = Self.median(received) else { return false }
    return 2 * usual >= Double(max(most, history.holdings.last?.records ?? 0))
  }

  /// The complete harvests before the newest one.
  private func earlier(_ history: ProviderHistory) -> [ProviderHistory.Harvest] {
    Array(history.harvests.dropFirst().filter(\.complete).prefix(mostRuns))
  }

  // MARK: Silence

  private func silence(_ history: ProviderHistory, _ now: Timestamp) -> String? {
    guard !isListedWhole(history) else { return nil }
    let harvests = history.harvests.filter(\.complete)
    let fruitful = harvests.filter { $0.news > 0 }.map(\.startedAt.seconds)
    guard let latest = fruitful.first, fruitful.count > fewestRuns,
      harvests.prefix(while: { $0.news == 0 }).count >= fewestRuns
    else { return nil }
    let longest = zip(fruitful, fruitful.dropFirst()).map { $0 - $1 }.max() ?? 0
    let quiet = now.seconds - latest
    guard quiet > max(silenceFactor * longest, shortestSilence) else { return nil }
    return
      "nothing new since \(Timestamp(seconds: latest)), \(quiet / 86_400) days ago; the longest pause before was "
      + "\(max(1, longest / 86_400)) days: ask the provider whether its endpoint still follows its collection"
  }

  // MARK: Quarantine

  private func deletionsHeld(_ history: ProviderHistory) -> String? {
    guard let sweep = history.heldSweeps.first else { return nil }
    return "\(sweep.missing) deletions are held: \(sweep.reason); `winnow quarantine list` shows what to do"
  }

  private func quarantineGrowth(_ history: ProviderHistory) -> String? {
    guard let newest = history.harvests.first, newest.quarantined >= fewestQuarantined else { return nil }
    let usual = earlier(history).map(\.quarantined)
    if usual.count >= fewestRuns, let median = Self.median(usual) {
      guard Double(newest.quarantined) > 2 * median else { return nil }
    } else {
      guard Double(newest.quarantined) > quarantinedShare * Double(newest.received) else { return nil }
    }
    return "\(newest.quarantined) of \(newest.received) records could not be read and were set aside: "
      + "`winnow quarantine list` shows them with their reasons"
  }

  /// The value in the middle; `nil` of none.
  static func median(_ values: [Int]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? Double(sorted[middle - 1] + sorted[middle]) / 2 : Double(sorted[middle])
  }
}
