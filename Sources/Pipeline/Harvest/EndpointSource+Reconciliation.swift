internal import Foundation
internal import Logging
internal import OAIPMH
internal import Store
internal import WinnowConfiguration

/// Comparing all that an endpoint lists with all that is held of it: records that appeared behind the cursor, changed
/// sets, and deletions that nobody announced.
extension EndpointSource {
  /// Records asked for one by one in one reconciliation; beyond that the whole list is harvested again.
  private static let singleRecordLimit = 500
  /// Missing records that are asked for by name before the list is believed.
  private static let probes = 5

  /// Whether a reconciliation was asked for, or is due by the configuration.
  func needsReconciliation(
    _ options: HarvestOptions, _ identity: IdentifyResponse, _ store: any Store
  ) async throws -> Bool {
    if options.reconcile { return true }
    guard identity.deletedRecordPolicy != .persistent else { return false }
    guard let days = provider.harvest.reconcileDays else { return false }
    let last = try await store.sweeps(
      provider: ProviderID(provider.id), states: [.carriedOut, .held], limit: 1
    ).first
    guard let last else { return true }
    return last.startedAt.advanced(by: Int64(days) * 86_400) <= .now
  }

  /// Lists all headers, fetches what is new or other, and deletes, or holds, what is listed no longer.
  mutating func reconcile(
    _ endpoint: ListState.Endpoint, isDryRun: Bool, into intake: inout Intake
  ) async throws -> HarvestVerdict {
    try await intake.settle()
    let sweep = try await intake.store.openSweep(of: intake.provider, at: .now)
    var findings = ReconciliationFindings()
    for set in sets(HarvestOptions()) {
      if let hindrance = try await compare(
        set, sweep: sweep, isDryRun: isDryRun, findings: &findings, into: &intake)
      {
        return .incomplete("reconciliation: \(hindrance)")
      }
    }
    if let identifier = try await unlistedRecord(sweep, intake) {
      let reason = "ListIdentifiers leaves out records that GetRecord still hands out, such as \(identifier)"
      try await intake.store.end(sweep.key, as: .dismissed, reason: reason, at: .now)
      return .incomplete("reconciliation: \(reason): nothing was deleted")
    }
    let conclusion = SweepConclusion(
      guardPercent: provider.harvest.deletionGuardPercent, isDryRun: isDryRun)
    let sweeping = try await conclusion.conclude(sweep, request: findings.request, into: &intake)
    let verdict = sweeping.telling("reconciliation: \(findings.description), \(sweeping.reason)")
    guard findings.exceedsSingleRecords, !isDryRun else { return verdict }
    note("harvesting in full", "\(findings.unknown + findings.changed) records differ from what is held")
    return verdict.joined(with: try await harvestLists(HarvestOptions(full: true), endpoint, into: &intake))
  }

  /// Follows the headers of one set, and fetches what differs as far as that is few.
  /// - Returns: why the comparison cannot be relied on; `nil` where it can.
  private func compare(
    _ set: String?, sweep: Sweep, isDryRun: Bool, findings: inout ReconciliationFindings,
    into intake: inout Intake
  ) async throws -> String? {
    let scope = scope(set, .headers)
    var checkpoint = try await intake.store.checkpoint(of: scope) ?? HarvestCheckpoint()
    // An unfinished list of an earlier sweep proves nothing for this one; one of a dry run fetched nothing.
    if (checkpoint.list.map { $0 < sweep.firstList } ?? true) || checkpoint.state != nil {
      checkpoint = HarvestCheckpoint(
        list: try await intake.store.beginList(of: scope), state: isDryRun ? "dry run" : nil)
    }
    guard let number = checkpoint.list else { return "the list has no number" }
    var headers = HeaderList(scope: scope, base: provider.harvest.url, checkpoint: checkpoint)
    var single = SingleRecords(source: self, scope: self.scope(set), list: number)
    findings.request = headers.address
    while let page = try await headers.next(asking: client) {
      if intake.interruption.isRequested { return "interrupted: run again to go on" }
      findings.tellsSets = findings.tellsSets || page.items.contains { !$0.setSpecs.isEmpty }
      let comparison = try await intake.store.compare(
        page.items, provider: intake.provider, since: sweep.firstList, comparesSets: findings.tellsSets)
      findings.take(comparison)
      findings.exceedsSingleRecords = findings.unknown + findings.changed > Self.singleRecordLimit
      if !isDryRun, !findings.exceedsSingleRecords {
        for identifier in comparison.unknown + comparison.changed {
          if let hindrance = try await single.take(identifier, into: &intake) { return hindrance }
        }
      }
      try await intake.settle()
      try await intake.store.noteSeen(
        page.items.map(\.identifier), scope: scope, list: number, checkpoint: headers.checkpoint)
      intake.progress(
        ProgressEvent(
          stage: "reconcile", provider: provider.id, done: headers.checkpoint.listed,
          total: headers.checkpoint.completeListSize, unit: "headers",
          detail: "page \(headers.checkpoint.pages)"))
    }
    try await single.finish(into: &intake)
    if let failure = headers.failure { return "ListIdentifiers: \(failure)" }
    try await intake.store.discardCheckpoint(of: scope)
    let distinct = try await intake.store.distinctRecords(in: number)
    let check = CompletenessCheck(
      distinct: distinct, completeListSize: headers.checkpoint.completeListSize,
      countTrusted: provider.harvest.countTrusted)
    let verdict = check.verdict(fetched: 0, how: "by ListIdentifiers")
    return check.needsRecheck && !verdict.isComplete ? verdict.reason : nil
  }

  /// A missing record that the endpoint still hands out by name: its lists are not whole then. Where sets are
  /// harvested, a record may have left them and be there all the same.
  private func unlistedRecord(_ sweep: Sweep, _ intake: Intake) async throws -> String? {
    guard provider.harvest.sets.isEmpty else { return nil }
    for identifier in try await intake.store.missing(in: sweep.key, after: nil, limit: Self.probes) {
      let address = OAIPMHRequest.record(identifier: identifier, prefix: provider.harvest.prefix)
        .address(base: provider.harvest.url)
      let page = PageReader().readRecords(try await client.get(address))
      if page.records.contains(where: { $0.header.identifier == identifier && !$0.header.deleted }) {
        return identifier
      }
    }
    return nil
  }

  // MARK: Rehearsal

  /// Tells what a harvest would bring, by headers alone; changes nothing.
  func rehearse(
    _ options: HarvestOptions, _ endpoint: ListState.Endpoint, into intake: inout Intake
  ) async throws -> HarvestVerdict {
    let overlap = Int64(provider.harvest.overlapSeconds)
    var verdicts: [HarvestVerdict] = []
    for set in sets(options) {
      let scope = scope(set, .headers)
      let mark = try await intake.store.mark(of: self.scope(set))
      let from = options.start(after: mark, overlap: overlap)
      var headers = HeaderList(
        scope: scope, base: provider.harvest.url,
        checkpoint: HarvestCheckpoint(
          from: from.flatMap(endpoint.dates.text), until: options.until.flatMap(endpoint.dates.text)))
      while let page = try await headers.next(asking: client) {
        if intake.interruption.isRequested { return .incomplete("interrupted: nothing was changed") }
        let comparison = try await intake.store.compare(
          page.items, provider: intake.provider, since: ListNumber(rawValue: 0), comparesSets: false)
        intake.count(rehearsed: page.items, comparison)
      }
      if let size = headers.checkpoint.completeListSize { intake.expect(size) }
      verdicts.append(
        headers.failure.map { .incomplete("dry run: ListIdentifiers: \($0)") }
          ?? .complete("dry run: nothing was changed"))
    }
    return HarvestVerdict.joined(verdicts)
  }
}

/// What a reconciliation has found so far.
private struct ReconciliationFindings {
  var unknown = 0
  var changed = 0
  /// True once a header named a set: before, headers say nothing about sets.
  var tellsSets = false
  var exceedsSingleRecords = false
  /// The request that began the list.
  var request = ""

  mutating func take(_ comparison: HeaderComparison) {
    unknown += comparison.unknown.count
    changed += comparison.changed.count
  }

  var description: String {
    unknown + changed == 0
      ? "nothing new or changed behind the cursor"
      : "\(unknown) records were new behind the cursor, \(changed) changed"
  }
}
