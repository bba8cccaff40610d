internal import Foundation
internal import Logging
internal import OAIPMH
internal import Store

/// Ends a sweep: deletes what is missing, or holds it for a person where that would be too much.
struct SweepConclusion {
  /// The share of the provider's records that may be found deleted at once; percent.
  var guardPercent: Double
  /// True where nothing is to be deleted, only told.
  var isDryRun: Bool

  /// Fewer missing records than these are carried out whatever share they are: a collection of ten may lose one.
  private static let alwaysAllowed = 1
  /// Records deleted in one transaction.
  private static let batch = 500

  /// Concludes a sweep whose lists were all read whole.
  /// - Parameter request: what showed that the records are gone, as an address or a path.
  /// - Returns: what was found and done, in words; incomplete where a person has to confirm.
  func conclude(_ sweep: Sweep, request: String, into intake: inout Intake) async throws -> HarvestVerdict {
    try await intake.settle()
    let balance = try await intake.store.balance(of: sweep.key)
    let share = Double(balance.missing) * 100 / Double(max(1, balance.held))
    let finding =
      "\(balance.missing) of \(balance.held) records are listed no longer"
      + (balance.missing == 0 ? "" : " (\(String(format: "%.1f", share)) %)")
    if isDryRun {
      try await intake.store.end(sweep.key, as: .dismissed, reason: "dry run: \(finding)", at: .now)
      return .complete("dry run: \(finding)")
    }
    if balance.missing > Self.alwaysAllowed, share > guardPercent {
      let reason =
        "\(finding), more than the \(guardPercent.formatted()) % that deletion_guard_percent allows"
      try await intake.store.end(sweep.key, as: .held, reason: reason, at: .now)
      return .incomplete(
        "deletions held: \(reason); see `winnow quarantine list`, then "
          + "`winnow quarantine confirm sweep-\(sweep.key.rawValue)` or `release` it")
    }
    var deleted = 0
    while true {
      let count = try await intake.store.carryOut(
        sweep.key, run: intake.run, request: request, limit: Self.batch, at: .now)
      deleted += count
      intake.count(deleted: count)
      if count == 0 { break }
      intake.progress(
        ProgressEvent(
          stage: "sweep", provider: intake.provider.rawValue, done: deleted, total: balance.missing,
          unit: "deletions"))
    }
    try await intake.store.end(sweep.key, as: .carriedOut, reason: finding, at: .now)
    return .complete(
      balance.missing == 0 ? "every record held is still listed" : "\(finding) and were deleted")
  }
}
