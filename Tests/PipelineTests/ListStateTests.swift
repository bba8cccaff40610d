import OAIPMH
import Store
import Testing
import WinnowConfiguration

@testable import Pipeline

/// A list of the museum's posters as a harvest begins it.
func beginList(
  from: String? = nil, until: String? = nil, window: HarvestWindow? = nil, dates: DateForm = .seconds,
  earliest: String? = "2026-01-01T00:00:00Z", overlap: Int64 = 0
) -> ListState {
  var list = ListState(
    scope: HarvestScope(provider: museum, prefix: "edm", set: "posters"),
    from: from.flatMap { Timestamp($0) },
    until: until.flatMap { Timestamp($0) }, window: window,
    endpoint: ListState.Endpoint(
      dates: dates, now: Timestamp("2026-11-24T06:00:00Z") ?? moment,
      earliest: earliest.flatMap { Timestamp($0) }),
    overlap: overlap)
  list.number(ListNumber(rawValue: 1))
  return list
}

@Suite("Where a list stands")
struct ListStateTests {
  @Test("a list of three pages is followed by its tokens to its end")
  func tokens() {
    var list = beginList(from: "2026-01-01")
    #expect(list.request == .list(prefix: "edm", set: "posters", from: "2026-01-01T00:00:00Z"))
    #expect(list.step(after: Pages.page(["a", "b"], token: "t1", size: 4)) == .ingest)
    #expect(list.request == .resume(token: "t1"))
    #expect(
      list.step(
        after: Pages.page(
          ["c", "d"], token: "t2", size: 5, responseDate: "2026-11-24T06:00:09Z",
          datestamp: "2026-03-01T00:00:00Z")) == .ingest)
    #expect(list.request == .resume(token: "t2"))
    #expect(list.step(after: Pages.page(["e"], token: "")) == .end)
    #expect(list.checkpoint.token == nil)
    #expect(list.checkpoint.listed == 5)
    #expect(list.checkpoint.pages == 3)
    #expect(list.expected == 5, "the size stated last counts")
    #expect(list.checkpoint.highestDatestamp == Timestamp("2026-03-01T00:00:00Z"))
    // The mark is the moment of the first page: what changes while the list is read is met next time.
    #expect(list.mark == HarvestMark(highWater: Timestamp("2026-11-24T06:00:00Z")!, dayGranularity: false))
  }

  @Test("an unfinished list is taken up at its token, with its counts and its span")
  func resume() throws {
    var first = beginList(from: "2026-01-01", until: "2026-06-01", dates: .days)
    #expect(first.step(after: Pages.page(["a", "b"], token: "t7", size: 3)) == .ingest)
    var list = try #require(
      ListState(
        resuming: first.saved, scope: HarvestScope(provider: museum, prefix: "edm", set: "posters"),
        endpoint: ListState.Endpoint(dates: .days, now: moment, earliest: nil), overlap: 0))
    #expect(list.request == .resume(token: "t7"))
    #expect(
      list.step(after: Pages.error("badResumptionToken"))
        == .takeUp("badResumptionToken; going on from 2026-01-02"))
    #expect(list.request == .list(prefix: "edm", set: "posters", from: "2026-01-02", until: "2026-06-01"))
    #expect(list.expected == 3)
  }

  @Test("a checkpoint without a number, or of a form that is not ours, is no list to take up")
  func foreignCheckpoint() {
    let scope = HarvestScope(provider: museum, prefix: "edm")
    let endpoint = ListState.Endpoint(dates: .days, now: moment, earliest: nil)
    for checkpoint in [
      HarvestCheckpoint(token: "t"),
      HarvestCheckpoint(list: ListNumber(rawValue: 1), token: "t", state: "not ours"),
    ] {
      #expect(ListState(resuming: checkpoint, scope: scope, endpoint: endpoint, overlap: 0) == nil)
    }
  }

  @Test("ten pages without a record are passed over, more are not")
  func emptyPages() {
    var list = beginList()
    for page in 1...10 { #expect(list.step(after: Pages.page([], token: "t\(page)")) == .ingest) }
    var patient = list
    #expect(patient.step(after: Pages.page(["a"], token: "t11")) == .ingest)
    #expect(patient.step(after: Pages.page([], token: "t12")) == .ingest)
    guard case .takeUp(let reason) = list.step(after: Pages.page([], token: "t11")) else {
      Issue.record("an endless row of empty pages was followed")
      return
    }
    #expect(reason.hasPrefix("11 pages without a record one after another"))
  }

  @Test("noRecordsMatch ends a list, at its beginning and in answer to a token")
  func noRecordsMatch() {
    var empty = beginList(from: "2026-11-01")
    #expect(empty.step(after: Pages.error("noRecordsMatch")) == .end)
    #expect(empty.mark.highWater == Timestamp("2026-11-24T06:00:00Z"))
    #expect(!empty.isSilentlyEmpty)
    var begun = beginList()
    _ = begun.step(after: Pages.page(["a"], token: "t1", size: 2))
    #expect(begun.step(after: Pages.error("noRecordsMatch")) == .end)
    #expect(begun.expected == 2)
  }

  @Test("a whole list of nothing is suspicious where noRecordsMatch was not said")
  func silence() {
    var list = beginList()
    #expect(list.step(after: Pages.page([])) == .end)
    #expect(list.isSilentlyEmpty)
    var later = beginList(from: "2026-11-01")
    #expect(later.step(after: Pages.page([])) == .end)
    #expect(!later.isSilentlyEmpty)
  }

  @Test(
    "errors that no other request would mend end the list with their words",
    arguments: [
      ("cannotDisseminateFormat", "", "the endpoint has no records in prefix 'edm'"),
      ("badArgument", "unknown set", "the endpoint answers badArgument: unknown set"),
    ])
  func otherErrors(code: String, message: String, expected: String) {
    var list = beginList()
    guard case .fail(let reason) = list.step(after: Pages.error(code, message)) else {
      Issue.record("\(code) does not end the list")
      return
    }
    #expect(reason.hasPrefix(expected))
  }

  @Test("dates that are refused are sent in the other form, then not at all")
  func refusedDates() {
    var list = beginList(from: "2026-05-06T07:08:09Z")
    guard case .takeUp = list.step(after: Pages.error("badArgument")) else { return _ = Issue.record("1") }
    #expect(list.request == .list(prefix: "edm", set: "posters", from: "2026-05-06"))
    #expect(list.mark.dayGranularity)
    guard case .takeUp = list.step(after: Pages.error("badArgument")) else { return _ = Issue.record("2") }
    #expect(list.request == .list(prefix: "edm", set: "posters"))
    #expect(list.step(after: Pages.error("badArgument", "x")) == .fail("the endpoint answers badArgument: x"))
  }

  @Test("a page that cannot be read is asked for once more, then it is trouble; each page has its own chance")
  func brokenPage() throws {
    for page in [Pages.cut, Pages.maintenance] {
      let problem = try #require(page.problem).description
      var list = beginList()
      _ = list.step(after: Pages.page(["x"], token: "t1"))
      #expect(list.step(after: page) == .again(problem))
      #expect(list.request == .resume(token: "t1"))
      #expect(list.step(after: Pages.page(["y"], token: "t2")) == .ingest)
      #expect(list.step(after: page) == .again(problem))
      #expect(list.step(after: page) == .trouble(problem))
      #expect(list.checkpoint.token == "t2", "the next run asks for this page again")
    }
  }
}
