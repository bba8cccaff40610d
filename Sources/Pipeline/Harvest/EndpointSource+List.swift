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
      case .fail(let reason):
        return try await givenUp(reason, scope: scope, into: &intake)
      case .search(let reason):
        note("searching the list by its headers", reason)
        let search = try await search(
          list.partSpan, scope: scope, since: number, isOnlyWitness: true, into: &intake)
        guard search.isWhole else {
          return try await givenUp("\(reason); \(search.finding)", search, scope: scope, into: &intake)
        }
        if list.endPart(bySearch: true) == .end {
          return try await check(&list, scope: scope, into: &intake) ?? .searched
        }
      case .end:
        if let verdict = try await check(&list, scope: scope, into: &intake) { return verdict }
      }
    }
  }

  /// The verdict on a list that no way led to the end of. The next run begins it anew, since the place where this one
  /// stood leads nowhere; only a search that was left half done goes on there.
  private func givenUp(
    _ reason: String, _ search: HeaderSearch? = nil, scope: HarvestScope, into intake: inout Intake
  ) async throws -> HarvestVerdict {
    if search?.isToBeContinued != true {
      try await intake.settle()
      try await intake.store.discardCheckpoint(of: scope)
    }
    return .incomplete(reason)
  }

  /// The verdict on a list that has ended; `nil` where it has to be listed once more.
  private mutating func check(
    _ list: inout ListState, scope: HarvestScope, into intake: inout Intake
  ) async throws -> HarvestVerdict? {
    try await intake.settle()
    guard let number = list.checkpoint.list else { return .incomplete("the list has no number") }
    guard !list.isSilentlyEmpty else {
      return try await givenUp(
        "the endpoint lists no record and does not say noRecordsMatch", scope: scope, into: &intake)
    }
    let distinct = try await intake.store.distinctRecords(in: number)
    if distinct == 0, list.place.wasSearched, list.place.from == nil {
      return try await givenUp(
        "no page of the list can be read, and its headers name nothing: run again later", scope: scope,
        into: &intake)
    }
    var check = CompletenessCheck(
      distinct: distinct, completeListSize: list.expected,
      countTrusted: provider.harvest.countTrusted)
    let isUnproven = list.place.trustedOrder && (list.expected == nil || check.shortfall > 0)
    var search: HeaderSearch?
    let verdict: HarvestVerdict
    if !check.needsRecheck, !isUnproven {
      verdict = check.verdict
    } else if list.place.isRelisted {
      verdict =
        isUnproven && !list.isProvenByOrder(check)
        ? .incomplete(
          "\(check.distinct) distinct records of \(list.expected.map(String.init) ?? "an unknown number"): the list "
            + "broke off each time, and its datestamps do not rise: run again later")
        : check.verdict(fetched: 0, how: "when it was listed again")
    } else {
      note(
        "checking a list by its headers",
        "\(check.distinct) of \(list.expected.map(String.init) ?? "unknown")")
      let found = try await self.search(list.span, scope: scope, since: number, into: &intake)
      search = found
      if found.isWhole {
        check.distinct = try await intake.store.distinctRecords(in: number)
        verdict =
          check.needsRecheck || found.fetched > 0
          ? check.verdict(fetched: found.fetched, how: "by ListIdentifiers") : check.verdict
      } else if !found.mayBeReplaced {
        verdict = .incomplete(found.finding)
      } else if isUnproven, list.isProvenByOrder(check) {
        verdict = .complete(
          "list ended, taken up again by datestamps that rose all the time; \(found.finding)")
      } else {
        note("listing once more", found.finding)
        list.relist()
        return nil
      }
    }
    return verdict.isComplete
      ? verdict : try await givenUp(verdict.reason, search, scope: scope, into: &intake)
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
