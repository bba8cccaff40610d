internal import OAIPMH
public import Store

extension Quarantine {
  /// Records deleted in one transaction.
  private static let batch = 500
  /// Sweeps among which one is looked for; a provider has a handful.
  private static let sweepLimit = 100_000

  /// A sweep by its key, whatever became of it.
  /// - Throws: where there is none.
  public func sweep(_ key: SweepKey) async throws -> Sweep {
    let all = try await store.sweeps(provider: nil, states: Set(Sweep.State.allCases), limit: Self.sweepLimit)
    guard let sweep = all.first(where: { $0.key == key }) else {
      throw QuarantineError(
        "there is no \(QuarantineName.sweep(key)): `winnow quarantine list` names what there is")
    }
    return sweep
  }

  /// Puts an end to a held sweep: nothing is deleted.
  /// - Parameter reason: why, kept with the sweep and in the ledger.
  public func dismiss(_ key: SweepKey, reason: String) async throws -> QuarantineOutcome {
    let sweep = try await held(key)
    return try await recorded(sweep.provider) { _ in
      try await store.end(key, as: .dismissed, reason: reason, at: .now)
      return outcome(sweep, .dismissed, isDone: true, "dismissed, nothing was deleted: \(reason)")
    }
  }

  /// Carries the deletions of a held sweep out, batch by batch; one that was killed midway goes on when it is
  /// confirmed again.
  /// - Parameters:
  ///   - request: what showed that the records are gone, as an address or a path.
  public func confirm(
    _ key: SweepKey, request: String, interruption: Interruption, progress: ProgressHandler
  ) async throws -> QuarantineOutcome {
    let sweep = try await held(key)
    return try await recorded(sweep.provider) { run in
      let missing = try await store.balance(of: key).missing
      var deleted = 0
      var isInterrupted = false
      while true {
        isInterrupted = interruption.isRequested
        if isInterrupted { break }
        let count = try await store.carryOut(key, run: run, request: request, limit: Self.batch, at: .now)
        deleted += count
        if count == 0 { break }
        progress(
          ProgressEvent(
            stage: "confirm", provider: sweep.provider.rawValue, done: deleted, total: missing,
            unit: "deletions"))
      }
      var outcome = outcome(sweep, .confirmed, isDone: !isInterrupted, "")
      outcome.deleted = deleted
      if isInterrupted {
        outcome.reason = "interrupted after \(deleted) of \(missing) deletions: confirm it again to go on"
      } else {
        outcome.reason = "confirmed, \(deleted) records were deleted"
        try await store.end(key, as: .carriedOut, reason: "\(sweep.reason); confirmed by a person", at: .now)
      }
      return outcome
    }
  }

  private func held(_ key: SweepKey) async throws -> Sweep {
    let sweep = try await sweep(key)
    let name = QuarantineName.sweep(key)
    switch sweep.state {
    case .held: return sweep
    case .listing:
      throw QuarantineError(
        "\(name) is still being read: `winnow harvest \(sweep.provider) --reconcile` ends it")
    case .carriedOut: throw QuarantineError("\(name) was carried out already: there is nothing left to do")
    case .dismissed:
      throw QuarantineError(
        "\(name) was dismissed: `winnow harvest \(sweep.provider) --reconcile` compares anew")
    }
  }

  private func outcome(
    _ sweep: Sweep, _ action: QuarantineOutcome.Action, isDone: Bool, _ reason: String
  ) -> QuarantineOutcome {
    QuarantineOutcome(
      id: "\(QuarantineName.sweep(sweep.key))", provider: sweep.provider.rawValue, action: action,
      isDone: isDone, reason: reason)
  }
}
