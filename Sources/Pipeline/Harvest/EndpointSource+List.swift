internal import Fetching
internal import Logging
internal import OAIPMH
internal import Store
internal import WinnowConfiguration

/// One list of an endpoint, followed to its end.
extension EndpointSource {
  /// Harvests one list: takes up the unfinished one of its scope, or begins a new one after its high-water mark.
  mutating func harvestList(
    _ set: String?, _ options: HarvestOptions, _ endpoint: ListState.Endpoint, into intake: inout Intake
  ) async throws -> HarvestVerdict {
    let scope = scope(set)
    let mark = try await intake.store.mark(of: scope)
    var list = try await beginning(of: scope, options, endpoint, mark: mark, intake.store)
    expectsKnownRecords = mark != nil
    let verdict = try await follow(&list, scope: scope, into: &intake)
    try await intake.settle()
    if let expected = list.expected { intake.expect(expected) }
    guard verdict.isComplete else { return verdict }
    // An index that is being rebuilt says noRecordsMatch too: a mark would leave out for ever what is older.
    let isWholeAndEmpty = list.isEmpty && list.place.from == nil
    if options.isSelective || isWholeAndEmpty {
      try await intake.store.discardCheckpoint(of: scope)
    } else {
      try await intake.store.advanceMark(of: scope, to: list.mark)
    }
    return verdict
  }

  private func beginning(
    of scope: HarvestScope, _ options: HarvestOptions, _ endpoint: ListState.Endpoint, mark: HarvestMark?,
    _ store: any Store
  ) async throws -> ListState {
    let overlap = Int64(provider.harvest.overlapSeconds)
    if options.full || options.isSelective {
      try await store.discardCheckpoint(of: scope)
    } else if options.window == nil, let checkpoint = try await store.checkpoint(of: scope),
      let unfinished = ListState(resuming: checkpoint, scope: scope, endpoint: endpoint, overlap: overlap)
    {
      return unfinished
    }
    var endpoint = endpoint
    // What the last harvest found out counts more than what the endpoint says of itself.
    if mark?.dayGranularity == true { endpoint.dates = .days }
    var list = ListState(
      scope: scope, from: options.start(after: mark, overlap: overlap), until: options.until,
      window: options.window ?? provider.harvest.window,
      endpoint: endpoint, overlap: overlap)
    list.number(try await store.beginList(of: scope))
    return list
  }

  /// Asks for one page after another until the list ends, well or not.
  private mutating func follow(
    _ list: inout ListState, scope: HarvestScope, into intake: inout Intake
  ) async throws -> HarvestVerdict {
    guard let number = list.checkpoint.list else {
      throw EndpointError(
        description: "provider '\(provider.id)': the list has no number: harvest with --full")
    }
    // The next page is asked for while the one before it is hashed and handed over.
    var ahead: Task<[UInt8], any Error>?
    defer { ahead?.cancel() }
    while true {
      guard !intake.interruption.isRequested else { return .interrupted(list) }
      let address = list.request.address(base: provider.harvest.url)
      var page = SourcePage(request: address)
      var step: ListState.Step
      do {
        let awaited = ahead
        ahead = nil
        let body = if let awaited { try await awaited.value } else { try await client.get(address) }
        let (read, unchanged) = try await self.read(body, into: &intake)
        step = list.step(after: read)
        if step == .ingest {
          let (client, next) = (client, list.request.address(base: provider.harvest.url))
          ahead = Task { try await client.get(next) }
        }
        page.take(read, unchanged: unchanged)
      } catch let error as EndpointError {
        if error.isInterruption { return .interrupted(list) }
        guard error.concernsAnswer else { return .incomplete(error.description) }
        step = .trouble(error.description)
      }
      if case .again(let reason) = step {
        note("asking for a page again", reason)
        continue
      }
      if case .trouble(let reason) = step {
        guard await isAlive() else {
          try await intake.take(page, scope: scope, list: number, checkpoint: list.saved)
          return .incomplete(reason)
        }
        step = list.climb(reason)
      }
      try await intake.take(
        page, scope: scope, list: number, checkpoint: list.saved,
        detail: "page \(list.checkpoint.pages)" + (list.part.isEmpty ? "" : " of \(list.part)"))
      switch step {
      case .ingest, .again, .trouble: continue
      case .takeUp(let reason): note("taking the list up elsewhere", reason)
      case .fail(let reason): return .incomplete(reason)
      case .search(let reason):
        note("searching the list by its headers", reason)
        let search = try await search(
          list.partSpan, scope: scope, since: number, isOnlyWitness: true, into: &intake)
        guard search.isWhole else { return .incomplete("\(reason); \(search.finding)") }
        if list.endPart(bySearch: true) == .end {
          return try await check(&list, scope: scope, into: &intake) ?? .searched
        }
      case .end:
        if let verdict = try await check(&list, scope: scope, into: &intake) { return verdict }
      }
    }
  }

  /// The verdict on a list that has ended; `nil` where it has to be listed once more.
  private mutating func check(
    _ list: inout ListState, scope: HarvestScope, into intake: inout Intake
  ) async throws -> HarvestVerdict? {
    try await intake.settle()
    guard let number = list.checkpoint.list else { return .incomplete("the list has no number") }
    guard !list.isSilentlyEmpty else {
      return .incomplete("the endpoint lists no record and does not say noRecordsMatch")
    }
    let distinct = try await intake.store.distinctRecords(in: number)
    if distinct == 0, list.place.wasSearched, list.place.from == nil {
      return .incomplete("no page of the list can be read, and its headers name nothing: run again later")
    }
    var check = CompletenessCheck(
      distinct: distinct, completeListSize: list.expected,
      countTrusted: provider.harvest.countTrusted)
    let isUnproven = list.place.trustedOrder && (list.expected == nil || check.shortfall > 0)
    guard check.needsRecheck || isUnproven else { return check.verdict }
    if list.place.isRelisted { return check.verdict(fetched: 0, how: "when it was listed again") }
    note(
      "checking a list by its headers", "\(check.distinct) of \(list.expected.map(String.init) ?? "unknown")")
    let search = try await search(list.span, scope: scope, since: number, into: &intake)
    if search.isWhole {
      check.distinct = try await intake.store.distinctRecords(in: number)
      return check.needsRecheck || search.fetched > 0
        ? check.verdict(fetched: search.fetched, how: "by ListIdentifiers") : check.verdict
    }
    guard search.mayBeReplaced else { return .incomplete(search.finding) }
    if isUnproven, !check.needsRecheck, list.place.hasRisen {
      return .complete("list ended, taken up again by datestamps that rose all the time; \(search.finding)")
    }
    note("listing once more", search.finding)
    list.relist()
    return nil
  }

  // MARK: Pages

  /// Reads a page. Where known records are expected, each record is first looked at from outside: one with the very
  /// bytes that the store has is not parsed again.
  private mutating func read(
    _ body: [UInt8], into intake: inout Intake
  ) async throws -> (page: ListPage, unchanged: [UnchangedRecord]) {
    guard expectsKnownRecords else { return (PageReader().readRecords(body), []) }
    var candidates: [UnchangedRecord] = []
    let outside = PageReader().readRecords(body) { raw in
      candidates.append(UnchangedRecord(raw))
      return true
    }
    let same = try await intake.unchanged(candidates)
    expectsKnownRecords = same.count * 2 >= candidates.count
    let unchanged = candidates.filter { same.contains($0.identifier) }
    if unchanged.count == candidates.count, outside.records.isEmpty, outside.broken.isEmpty {
      return (outside, unchanged)
    }
    let page = PageReader().readRecords(body) { same.contains($0.header.identifier) }
    return (page, unchanged)
  }

  func note(_ what: Logger.Message, _ cause: String) {
    log.warning(what, metadata: ["provider": "\(provider.id)", "cause": "\(cause)"])
  }
}

extension HarvestVerdict {
  /// A list that was searched by its headers to the end.
  fileprivate static let searched = HarvestVerdict.complete("list searched by its headers")

  static func interrupted(_ list: ListState) -> HarvestVerdict {
    .incomplete("interrupted after \(list.checkpoint.pages) pages: run again to go on")
  }
}

extension SourcePage {
  /// Takes over what a page brought. The record that a page was cut off in is not set aside: it is no broken record,
  /// and is asked for again with what lay behind it.
  mutating func take(_ page: ListPage, unchanged: [UnchangedRecord] = []) {
    records += page.records.map(IncomingRecord.init)
    quarantined += page.broken.filter { page.problem == nil || !$0.isCutOff }.map(QuarantinedRecord.init)
    self.unchanged += unchanged
  }
}

extension EndpointError {
  /// True where the endpoint is there, and only this answer of it is not to be had: it fails at it, or takes too long.
  var concernsAnswer: Bool {
    switch failure {
    case .http5xx, .http400Other, .http404, .http410, .readTimeout, .truncated, .empty, .tooLarge,
      .redirectLoop:
      true
    default: false
    }
  }
}
