internal import OAIPMH
internal import Store

/// Where a list stands, and what follows from its next page. Pure but for its beginning, which the store knows.
struct ListState {
  /// What to do after a page.
  enum Step: Equatable {
    /// Keep the page and go on.
    case ingest
    /// Keep the page: the list has ended, well or not.
    case end(HarvestVerdict)
    /// Ask for the same page once more.
    case again(String)
    /// The token is worthless: begin the list once more.
    case restart(String)
  }

  private(set) var checkpoint: HarvestCheckpoint
  private let scope: HarvestScope
  private let dayGranularity: Bool
  private var emptyPages = 0
  private var repeats = 0
  private var restarts = 0
  private var circle = CircleCheck()

  /// Pages without a record but with a token, one after another, before the list is given up.
  private static let emptyPageLimit = 10

  /// Takes up the unfinished list of the scope, or begins a new one after its high-water mark.
  init(scope: HarvestScope, options: HarvestOptions, dayGranularity: Bool, store: any Store) async throws {
    if !options.full, !options.isSelective, let unfinished = try await store.checkpoint(of: scope),
      unfinished.token != nil
    {
      self.init(scope: scope, checkpoint: unfinished, dayGranularity: dayGranularity)
      return
    }
    func text(_ stamp: Timestamp) -> String { dayGranularity ? stamp.day : stamp.description }
    var start = HarvestCheckpoint()
    if let from = options.from {
      start.from = text(from)
    } else if !options.full, options.until == nil, let mark = try await store.mark(of: scope) {
      start.from = text(mark.highWater)
    }
    start.until = options.until.map(text)
    self.init(scope: scope, checkpoint: start, dayGranularity: dayGranularity)
  }

  init(scope: HarvestScope, checkpoint: HarvestCheckpoint, dayGranularity: Bool) {
    self.scope = scope
    self.checkpoint = checkpoint
    self.dayGranularity = dayGranularity
  }

  /// What to ask for next.
  var request: OAIPMHRequest {
    if let token = checkpoint.token { return .resume(token: token) }
    return .list(prefix: scope.prefix, set: scope.set, from: checkpoint.from, until: checkpoint.until)
  }

  /// The high-water mark that a complete list leaves: the moment of its first page.
  var mark: HarvestMark? {
    checkpoint.responseDate.map { HarvestMark(highWater: $0, dayGranularity: dayGranularity) }
  }

  /// Takes in a page.
  mutating func step(after page: ListPage, countTrusted: Bool) -> Step {
    if let error = page.errors.first {
      return step(afterError: error, page: page, countTrusted: countTrusted)
    }
    if let problem = page.problem {
      repeats += 1
      if repeats == 1 { return .again(problem.description) }
      // What could be saved is kept; the token stays, so that the next run asks for this page again.
      return .end(.incomplete(problem.description))
    }
    repeats = 0
    if let token = page.token?.text, page.token?.continues == true, token == checkpoint.token {
      // The page is kept but not counted: the next run asks for it again.
      return .end(.incomplete("the endpoint gives the same resumption token again: the list cannot go on"))
    }
    if checkpoint.responseDate == nil { checkpoint.responseDate = page.responseDate }
    checkpoint.pages += 1
    checkpoint.listed += page.size
    if let size = page.token?.completeListSize { checkpoint.completeListSize = size }
    for stamp in page.records.compactMap(\.header.timestamp) + page.known.compactMap(\.timestamp) {
      checkpoint.highestDatestamp = max(checkpoint.highestDatestamp ?? stamp, stamp)
    }
    guard let token = page.token?.text, page.token?.continues == true else {
      checkpoint.token = nil
      if checkpoint.listed == 0, checkpoint.from == nil, checkpoint.until == nil {
        // An empty repository answers noRecordsMatch (OAI-PMH 2.0, section 4.5): nothing at all is a fault.
        return .end(.incomplete("the endpoint lists no record and does not say noRecordsMatch"))
      }
      return .end(check(countTrusted: countTrusted).verdict)
    }
    if circle.closes(at: token) {
      return .end(.incomplete("the endpoint's resumption tokens run in a circle: the list cannot go on"))
    }
    emptyPages = page.size == 0 ? emptyPages + 1 : 0
    if emptyPages > Self.emptyPageLimit {
      return .end(.incomplete("\(emptyPages) pages without a record one after another"))
    }
    checkpoint.token = token
    return .ingest
  }

  private mutating func step(afterError error: ProtocolError, page: ListPage, countTrusted: Bool) -> Step {
    switch error.code {
    case "noRecordsMatch":
      if checkpoint.responseDate == nil { checkpoint.responseDate = page.responseDate }
      let inReplyToToken = checkpoint.token != nil
      checkpoint.token = nil
      return .end(inReplyToToken ? check(countTrusted: countTrusted).verdict : .complete("no records match"))
    case "badResumptionToken":
      restarts += 1
      guard restarts == 1 else {
        return .end(.incomplete("the endpoint refuses its own resumption tokens: \(error.message)"))
      }
      checkpoint = HarvestCheckpoint(from: checkpoint.from, until: checkpoint.until)
      emptyPages = 0
      circle = CircleCheck()
      return .restart("badResumptionToken: \(error.message)")
    case "cannotDisseminateFormat":
      return .end(
        .incomplete(
          "the endpoint has no records in prefix '\(scope.prefix)': `winnow identify` lists its formats"))
    default:
      return .end(.incomplete("the endpoint answers \(error.code): \(error.message)"))
    }
  }

  private func check(countTrusted: Bool) -> CompletenessCheck {
    CompletenessCheck(
      listed: checkpoint.listed, completeListSize: checkpoint.completeListSize, countTrusted: countTrusted)
  }
}

/// Notices tokens that come round again, however long the circle, while it remembers a single one. Pure.
///
/// Source: R. P. Brent, "An improved Monte Carlo factorization algorithm" (1980), section 2: the token kept is
/// exchanged for the present one after 1, 2, 4, 8, … steps.
struct CircleCheck {
  private var kept: String?
  private var steps = 0
  private var limit = 1

  /// Takes the next token; true where it is the one kept.
  mutating func closes(at token: String) -> Bool {
    if token == kept { return true }
    steps += 1
    if steps == limit {
      kept = token
      steps = 0
      limit *= 2
    }
    return false
  }
}

extension ListPage {
  /// Records of every kind: read, known or broken.
  var size: Int { records.count + known.count + broken.count }
}
