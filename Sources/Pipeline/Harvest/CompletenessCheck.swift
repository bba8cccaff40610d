/// Decides whether a list that came to its end by itself is whole. Pure.
///
/// The specification lets completeListSize be an estimate (OAI-PMH 2.0, section 3.5): a shortfall is looked into
/// before it is believed, and a surplus is none, since a list may grow while it is read.
struct CompletenessCheck {
  /// Distinct identifiers met in the list, quarantined ones included.
  var distinct: Int
  /// As the endpoint stated it.
  var completeListSize: Int?
  /// False where the provider is set to `count: advisory`.
  var countTrusted: Bool

  /// How far a count may be off that nothing contradicts: the larger of both.
  private static let toleratedShare = 0.01
  private static let toleratedRecords = 5

  /// How many records are missing against the endpoint's word; 0 where none is.
  var shortfall: Int { max(0, (completeListSize ?? distinct) - distinct) }

  /// True where the endpoint's own headers have to tell whether the list is whole.
  var needsRecheck: Bool { countTrusted && shortfall > 0 }

  /// The verdict on a list that needs no recheck.
  var verdict: HarvestVerdict {
    guard let size = completeListSize, shortfall > 0 else { return .complete("list ended") }
    return .complete(
      "list ended at \(distinct) of completeListSize \(size), which is advisory for this provider")
  }

  /// The verdict after the recheck.
  /// - Parameters:
  ///   - fetched: records that the recheck brought; they count in `distinct`.
  ///   - how: what the recheck asked for, in words.
  func verdict(fetched: Int, how: String) -> HarvestVerdict {
    guard let size = completeListSize, shortfall > 0 else {
      return .complete("list ended; \(fetched) records that it had left out were found \(how)")
    }
    let finding = "\(distinct) distinct records of completeListSize \(size), and no more \(how)"
    let tolerated = max(Int(Double(size) * Self.toleratedShare), Self.toleratedRecords)
    return distinct > 0 && shortfall <= tolerated
      ? .complete("count-disputed: \(finding)")
      : .incomplete(
        "list ended at \(finding); set `count: advisory` where the endpoint only estimates its lists")
  }
}
