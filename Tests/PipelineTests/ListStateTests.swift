import OAIPMH
import Store
import Testing

@testable import Pipeline

@Suite("Where a list stands")
struct ListStateTests {
  private let scope = HarvestScope(provider: museum, prefix: "edm", set: "posters")

  private func begin(
    _ checkpoint: HarvestCheckpoint = HarvestCheckpoint(), dayGranularity: Bool = false
  ) -> ListState {
    ListState(scope: scope, checkpoint: checkpoint, dayGranularity: dayGranularity)
  }

  @Test("a list of three pages is followed by its tokens to a complete end")
  func tokens() {
    var list = begin(HarvestCheckpoint(from: "2026-01-01"))
    #expect(list.request == .list(prefix: "edm", set: "posters", from: "2026-01-01"))
    #expect(list.mark == nil)
    #expect(list.step(after: Pages.page(["a", "b"], token: "t1", size: 5), countTrusted: true) == .ingest)
    #expect(list.request == .resume(token: "t1"))
    #expect(
      list.step(
        after: Pages.page(
          ["c", "d"], token: "t2", responseDate: "2026-11-24T06:00:09Z", datestamp: "2026-03-01T00:00:00Z"),
        countTrusted: true) == .ingest)
    #expect(list.request == .resume(token: "t2"))
    #expect(
      list.step(after: Pages.page(["e"], token: "", size: 5), countTrusted: true)
        == .end(.complete("list ended")))
    #expect(list.checkpoint.token == nil)
    #expect(list.checkpoint.listed == 5)
    #expect(list.checkpoint.pages == 3)
    #expect(list.checkpoint.completeListSize == 5)
    #expect(list.checkpoint.highestDatestamp == Timestamp("2026-03-01T00:00:00Z"))
    // The mark is the moment of the first page: what changes while the list is read is met next time.
    #expect(list.mark == HarvestMark(highWater: Timestamp("2026-11-24T06:00:00Z")!, dayGranularity: false))
  }

  @Test("a token that comes twice in a row ends the list, and its page is not counted twice")
  func repeatedToken() {
    var list = begin()
    #expect(list.step(after: Pages.page(["a"], token: "t1", size: 3), countTrusted: true) == .ingest)
    let step = list.step(after: Pages.page(["b"], token: "t1", size: 3), countTrusted: true)
    #expect(
      step == .end(.incomplete("the endpoint gives the same resumption token again: the list cannot go on")))
    #expect(list.checkpoint.token == "t1")
    #expect(list.checkpoint.listed == 1)
  }

  @Test("tokens that run in a circle end the list", arguments: 2...7)
  func circle(length: Int) {
    var list = begin()
    for page in 0..<6 * length {
      let step = list.step(
        after: Pages.page(["r\(page)"], token: "t\(page % length)"), countTrusted: true)
      if step == .ingest { continue }
      #expect(
        step == .end(.incomplete("the endpoint's resumption tokens run in a circle: the list cannot go on")))
      return
    }
    Issue.record("the circle was not noticed in \(6 * length) pages")
  }

  @Test("ten pages without a record are passed over, more are not")
  func emptyPages() {
    var list = begin()
    for page in 1...10 {
      #expect(list.step(after: Pages.page([], token: "t\(page)"), countTrusted: true) == .ingest)
    }
    var patient = list
    #expect(patient.step(after: Pages.page(["a"], token: "t11"), countTrusted: true) == .ingest)
    #expect(patient.step(after: Pages.page([], token: "t12"), countTrusted: true) == .ingest)
    #expect(
      list.step(after: Pages.page([], token: "t11"), countTrusted: true)
        == .end(.incomplete("11 pages without a record one after another")))
    #expect(list.checkpoint.token == "t10")
  }

  @Test("noRecordsMatch at the beginning is a complete, empty list with a mark")
  func nothingNew() {
    var list = begin(HarvestCheckpoint(from: "2026-11-01"))
    #expect(
      list.step(after: Pages.error("noRecordsMatch"), countTrusted: true)
        == .end(.complete("no records match")))
    #expect(list.mark?.highWater == Timestamp("2026-11-24T06:00:00Z"))
  }

  @Test("noRecordsMatch in answer to a token is the end of the list, held against its stated size")
  func noMoreRecords() {
    var short = begin()
    _ = short.step(after: Pages.page(["a"], token: "t1", size: 2), countTrusted: true)
    var whole = begin()
    _ = whole.step(after: Pages.page(["a", "b"], token: "t1", size: 2), countTrusted: true)
    #expect(
      short.step(after: Pages.error("noRecordsMatch"), countTrusted: true)
        == .end(.incomplete("list ended at 1 of completeListSize 2")))
    #expect(
      whole.step(after: Pages.error("noRecordsMatch"), countTrusted: true) == .end(.complete("list ended")))
  }

  @Test("a worthless token begins the list again, once")
  func badToken() {
    var list = begin(HarvestCheckpoint(from: "2026-01-01", until: "2026-06-01"))
    _ = list.step(after: Pages.page(["a", "b"], token: "t1", size: 4), countTrusted: true)
    #expect(
      list.step(after: Pages.error("badResumptionToken", "expired"), countTrusted: true)
        == .restart("badResumptionToken: expired"))
    #expect(list.request == .list(prefix: "edm", set: "posters", from: "2026-01-01", until: "2026-06-01"))
    #expect(list.checkpoint == HarvestCheckpoint(from: "2026-01-01", until: "2026-06-01"))
    _ = list.step(after: Pages.page(["a", "b"], token: "t2", size: 4), countTrusted: true)
    #expect(
      list.step(after: Pages.error("badResumptionToken", "expired"), countTrusted: true)
        == .end(.incomplete("the endpoint refuses its own resumption tokens: expired")))
  }

  @Test("a token that a restarted list gives again is no circle")
  func restartForgetsTokens() {
    var list = begin()
    _ = list.step(after: Pages.page(["a"], token: "t1"), countTrusted: true)
    _ = list.step(after: Pages.error("badResumptionToken"), countTrusted: true)
    #expect(list.step(after: Pages.page(["a"], token: "t1"), countTrusted: true) == .ingest)
  }

  @Test(
    "other errors end the list with their words",
    arguments: [
      ("cannotDisseminateFormat", "", "the endpoint has no records in prefix 'edm'"),
      ("badArgument", "unknown set", "the endpoint answers badArgument: unknown set"),
    ])
  func otherErrors(code: String, message: String, expected: String) {
    var list = begin()
    guard
      case .end(.incomplete(let reason)) = list.step(after: Pages.error(code, message), countTrusted: true)
    else {
      Issue.record("\(code) does not end the list")
      return
    }
    #expect(reason.hasPrefix(expected))
  }

  @Test(
    "a broken page is asked for once more; broken again, it ends the list with the token kept",
    arguments: [Pages.cut, Pages.maintenance])
  func brokenPage(page: ListPage) throws {
    let problem = try #require(page.problem)
    var list = begin()
    _ = list.step(after: Pages.page(["x"], token: "t1"), countTrusted: true)
    #expect(list.step(after: page, countTrusted: true) == .again(problem.description))
    #expect(list.request == .resume(token: "t1"))
    #expect(list.step(after: page, countTrusted: true) == .end(.incomplete(problem.description)))
    #expect(list.checkpoint.token == "t1")
    #expect(list.checkpoint.listed == 1)
  }

  @Test("each page has its own second chance")
  func secondChances() {
    var list = begin()
    for page in 1...3 {
      guard case .again = list.step(after: Pages.cut, countTrusted: true) else {
        Issue.record("page \(page) had no second chance")
        return
      }
      #expect(list.step(after: Pages.page(["r\(page)"], token: "t\(page)"), countTrusted: true) == .ingest)
    }
    #expect(list.checkpoint.pages == 3)
  }

  @Test("an unfinished list is taken up at its token with its counts")
  func resume() {
    let unfinished = HarvestCheckpoint(
      token: "t7", from: "2026-01-01", responseDate: moment, completeListSize: 3, listed: 2, pages: 7)
    var list = begin(unfinished)
    #expect(list.request == .resume(token: "t7"))
    #expect(list.step(after: Pages.page(["c"]), countTrusted: true) == .end(.complete("list ended")))
    #expect(list.mark?.highWater == moment)
  }

  @Test(
    "a list that came to its end is held against its stated size",
    arguments: [
      (3, nil, true, HarvestVerdict.complete("list ended")),
      (3, 3, true, .complete("list ended")),
      (4, 3, true, .complete("list ended")),
      (2, 3, true, .incomplete("list ended at 2 of completeListSize 3")),
      (2, 3, false, .complete("list ended at 2; completeListSize 3 is advisory for this provider")),
      (0, 0, true, .complete("list ended")),
    ] as [(Int, Int?, Bool, HarvestVerdict)])
  func completeness(listed: Int, size: Int?, trusted: Bool, expected: HarvestVerdict) {
    let check = CompletenessCheck(listed: listed, completeListSize: size, countTrusted: trusted)
    #expect(check.verdict == expected)
  }
}

@Suite("Where a list begins")
struct ListBeginningTests {
  private let scope = HarvestScope(provider: museum, prefix: "edm")
  private let temporary: TemporaryStore

  init() throws { temporary = try TemporaryStore() }

  private func begin(
    _ options: HarvestOptions = HarvestOptions(), dayGranularity: Bool = false
  ) async throws -> ListState {
    try await ListState(
      scope: scope, options: options, dayGranularity: dayGranularity, store: temporary.store)
  }

  /// Leaves an unfinished list behind.
  private func interruptList() async throws {
    let run = try await temporary.store.beginRun(provider: museum, kind: "harvest", at: moment)
    _ = try await temporary.store.ingest(
      IncomingPage(
        run: run, scope: scope, request: "http://museum.example/oai", receivedAt: moment,
        records: [incoming("a")], unchanged: [], quarantined: [],
        checkpoint: HarvestCheckpoint(token: "t3", from: "2026-01-01", listed: 1, pages: 3)))
  }

  @Test("the first list has no from")
  func first() async throws {
    #expect(try await begin().request == .list(prefix: "edm"))
  }

  @Test("after a complete list the next one begins at its mark, in the endpoint's granularity")
  func afterMark() async throws {
    try await temporary.store.advanceMark(
      of: scope, to: HarvestMark(highWater: moment.advanced(by: 5), dayGranularity: false))
    #expect(try await begin().request == .list(prefix: "edm", from: "2026-01-01T00:00:05Z"))
    #expect(try await begin(dayGranularity: true).request == .list(prefix: "edm", from: "2026-01-01"))
  }

  @Test("an unfinished list goes on at its token, unless a full or selective harvest is asked for")
  func unfinished() async throws {
    try await interruptList()
    let resumed = try await begin()
    #expect(resumed.request == .resume(token: "t3"))
    #expect(resumed.checkpoint.pages == 3)
    #expect(try await begin(HarvestOptions(full: true)).request == .list(prefix: "edm"))
    #expect(
      try await begin(HarvestOptions(from: moment)).request
        == .list(prefix: "edm", from: "2026-01-01T00:00:00Z"))
  }

  @Test("a full harvest leaves the mark aside; an until alone means from the beginning")
  func optionsBeatTheMark() async throws {
    try await temporary.store.advanceMark(
      of: scope, to: HarvestMark(highWater: moment, dayGranularity: false))
    #expect(try await begin(HarvestOptions(full: true)).request == .list(prefix: "edm"))
    #expect(
      try await begin(HarvestOptions(until: moment), dayGranularity: true).request
        == .list(prefix: "edm", until: "2026-01-01"))
  }
}
