import OAIPMH
import Store
import Testing
import WinnowConfiguration

@testable import Pipeline

/// The ways round a list that cannot be followed: by the highest datestamp, by windows, by its headers.
@Suite("Ways round a broken list")
struct ListTroubleTests {
  private func takeUp(_ step: ListState.Step, sourceLocation: SourceLocation = #_sourceLocation) -> String {
    guard case .takeUp(let reason) = step else {
      Issue.record("\(step) takes nothing up", sourceLocation: sourceLocation)
      return ""
    }
    return reason
  }

  @Test(
    "a worthless token goes on from the highest datestamp less the overlap, and not before the list's from")
  func highestDatestamp() {
    var list = beginList(from: "2026-02-28", overlap: 60)
    _ = list.step(after: Pages.page(["a"], token: "t1", size: 9, datestamp: "2026-03-01T00:00:00Z"))
    let reason = takeUp(list.step(after: Pages.error("badResumptionToken", "expired")))
    #expect(reason == "badResumptionToken: expired; going on from 2026-02-28T23:59:00Z")
    #expect(list.request == .list(prefix: "edm", set: "posters", from: "2026-02-28T23:59:00Z"))
    // The rest of a list states the size of the rest.
    _ = list.step(after: Pages.page(["b"], token: "t2", size: 5, datestamp: "2026-03-02T00:00:00Z"))
    #expect(list.expected == 9)
    _ = takeUp(list.step(after: Pages.error("badResumptionToken")))
    #expect(list.request == .list(prefix: "edm", set: "posters", from: "2026-03-01T23:59:00Z"))
    #expect(list.place.trustedOrder && list.place.hasRisen)
  }

  @Test(
    "without progress since the last time the list is cut into windows, smaller and smaller, then searched")
  func ladder() {
    var list = beginList(until: "2026-03-15T12:00:00Z")
    _ = list.step(after: Pages.page(["a"], token: "t1", datestamp: "2026-01-05T00:00:00Z"))
    #expect(takeUp(list.climb("x")).hasPrefix("x; going on from 2026-01-05"))
    _ = list.step(after: Pages.page(["a"], token: "t1", datestamp: "2026-01-05T00:00:00Z"))
    #expect(takeUp(list.climb("x")) == "x; going on by the month")
    // The first window is open at its beginning: earliestDatestamp is not to be trusted.
    #expect(list.request == .list(prefix: "edm", set: "posters", until: "2026-01-31T23:59:59Z"))
    #expect(takeUp(list.climb("x")) == "x; going on by the day")
    #expect(list.request == .list(prefix: "edm", set: "posters", until: "2026-01-01T23:59:59Z"))
    #expect(takeUp(list.climb("x")) == "x; going on by the hour")
    #expect(list.request == .list(prefix: "edm", set: "posters", until: "2026-01-01T00:59:59Z"))
    // No window could be followed: one search of the whole part instead of one for every hour.
    #expect(list.climb("x") == .search("x"))
    #expect(list.partSpan.from == nil && list.partSpan.until == "2026-03-15T12:00:00Z")
    #expect(list.endPart(bySearch: true) == .end)
  }

  @Test(
    "where windows help, only the one that cannot be followed is searched, and the next ones are asked for")
  func searchedWindow() {
    var list = beginList(from: "2026-01-31", until: "2026-02-28T23:59:59Z", dates: .days)
    _ = list.climb("x")
    #expect(list.checkpoint.until == "2026-01-31")
    #expect(list.step(after: Pages.error("noRecordsMatch")) == .ingest)
    #expect(takeUp(list.climb("x")).hasSuffix("by the day"))
    #expect(list.checkpoint.from == "2026-02-01" && list.checkpoint.until == "2026-02-01")
    #expect(list.climb("x") == .search("x"))
    #expect(list.partSpan.from == "2026-02-01" && list.partSpan.until == "2026-02-01")
    #expect(list.endPart(bySearch: true) == .ingest)
    #expect(list.checkpoint.from == "2026-02-02" && list.checkpoint.until == "2026-02-02")
    var hopeless = list
    #expect(hopeless.climb("x") == .search("x"))
    #expect(hopeless.climb("x") == .fail("x: the list cannot be followed to its end"))
  }

  @Test("behind a narrow window the wider ones take over again, up to the end of the span")
  func widening() {
    var list = beginList(from: "2026-01-31", until: "2026-03-15T12:00:00Z", window: .month)
    #expect(
      list.request
        == .list(
          prefix: "edm", set: "posters", from: "2026-01-31T00:00:00Z", until: "2026-01-31T23:59:59Z"))
    _ = list.climb("x")
    #expect(list.place.levels.map(\.window) == [.month, .day])
    #expect(list.step(after: Pages.error("noRecordsMatch")) == .ingest)
    #expect(list.checkpoint.from == "2026-02-01T00:00:00Z" && list.checkpoint.until == "2026-02-28T23:59:59Z")
    #expect(list.place.levels.map(\.window) == [.month])
    #expect(list.step(after: Pages.page(["a"], size: 1, datestamp: "2026-02-03T00:00:00Z")) == .ingest)
    #expect(list.checkpoint.from == "2026-03-01T00:00:00Z" && list.checkpoint.until == "2026-03-15T12:00:00Z")
    #expect(list.step(after: Pages.page(["b", "c"], datestamp: "2026-03-03T00:00:00Z")) == .end)
    #expect(list.expected == 3, "windows of one page count what they hold")
  }

  @Test("the window of the present is open, so that what changes meanwhile comes along")
  func presentWindow() {
    var list = beginList(from: "2026-10-01", window: .month)
    #expect(list.step(after: Pages.error("noRecordsMatch")) == .ingest)
    #expect(list.request == .list(prefix: "edm", set: "posters", from: "2026-11-01T00:00:00Z"))
    #expect(list.step(after: Pages.page(["a"], datestamp: "2026-11-24T05:00:00Z")) == .end)
  }

  @Test(
    "a missing or impossible earliestDatestamp leaves the first window open, and loses nothing",
    arguments: [nil, "2031-01-01T00:00:00Z"])
  func earliest(stated: String?) {
    let list = beginList(window: .month, earliest: stated)
    #expect(list.request == .list(prefix: "edm", set: "posters", until: "2000-01-31T23:59:59Z"))
  }

  @Test("a list whose datestamps jump is not trusted to be in order")
  func disorder() {
    var list = beginList()
    _ = list.step(after: Pages.page(["a"], token: "t1", datestamp: "2026-03-01T00:00:00Z"))
    _ = list.step(after: Pages.page(["b"], token: "t2", datestamp: "2026-02-01T00:00:00Z"))
    #expect(takeUp(list.step(after: Pages.error("badResumptionToken"))).hasSuffix("going on by the month"))
  }

  @Test("an endpoint that takes no notice of windows is asked for the list in one piece")
  func ignoredWindows() {
    var list = beginList(window: .month)
    let page = Pages.page(["a", "b"], token: "t1", datestamp: "2026-07-01T00:00:00Z")
    #expect(takeUp(list.step(after: page)).contains("takes no notice of from and until"))
    #expect(list.request == .list(prefix: "edm", set: "posters"))
    #expect(list.step(after: page) == .ingest)
    // It came to windows because its tokens are worthless: then only the headers are left.
    var troubled = beginList()
    _ = troubled.climb("x")
    guard case .search = troubled.step(after: page) else {
      Issue.record("windows that are not obeyed were asked for again")
      return
    }
    #expect(troubled.partSpan.from == nil && troubled.partSpan.until == nil)
  }

  @Test("without second granularity no hours are asked for, and without dates no windows at all")
  func granularity() {
    var days = beginList(window: .day, dates: .days)
    #expect(days.climb("x") == .search("x"))
    var none = beginList(dates: .none)
    #expect(none.climb("x") == .search("x"))
  }

  @Test("the same token again, and tokens in a circle, lead on by another way", arguments: 1...7)
  func circle(length: Int) {
    var list = beginList()
    for page in 0..<6 * length + 2 {
      let step = list.step(
        after: Pages.page(["r\(page)"], token: "t\(page % length)"))
      if step == .ingest { continue }
      #expect(takeUp(step).contains(length == 1 ? "same resumption token" : "in a circle"))
      #expect(list.checkpoint.token == nil)
      return
    }
    Issue.record("the circle was not noticed")
  }

  @Test("a list taken up again may give the tokens that it gave before")
  func restartForgetsTokens() {
    var list = beginList()
    _ = list.step(after: Pages.page(["a"], token: "t1"))
    _ = list.step(after: Pages.error("badResumptionToken"))
    #expect(list.step(after: Pages.page(["a"], token: "t1")) == .ingest)
  }

  @Test("windows end with the last second of their month, day or hour")
  func calendar() {
    let cases: [(HarvestWindow, String, String)] = [
      (.month, "2024-02-11T01:02:03Z", "2024-02-29T23:59:59Z"),
      (.month, "2025-12-31T23:59:59Z", "2025-12-31T23:59:59Z"),
      (.day, "2026-01-01T00:00:00Z", "2026-01-01T23:59:59Z"),
      (.hour, "1969-12-31T23:10:00Z", "1969-12-31T23:59:59Z"),
    ]
    for (window, stamp, end) in cases {
      #expect(WindowCalendar.end(of: window, containing: Timestamp(stamp)!) == Timestamp(end), "\(stamp)")
    }
  }
}
