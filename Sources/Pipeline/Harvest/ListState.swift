internal import Foundation
internal import OAIPMH
internal import Store
internal import WinnowConfiguration

/// Where a list stands, and what follows from its next page. Pure.
///
/// A list that cannot be followed is not given up: it is taken up again from the highest datestamp met, cut into
/// windows that grow smaller, and at last searched by its headers. Each way is gone only as long as it leads on.
struct ListState {
  /// What to do after a page.
  enum Step: Equatable {
    /// Keep the page and go on with ``ListState/request``.
    case ingest
    /// Keep the page: the list has ended by itself.
    case end
    /// Ask for the same page once more.
    case again(String)
    /// The page cannot be read: keep what is whole of it and, if the endpoint lives, ask ``ListState/climb(_:)``.
    case trouble(String)
    /// Keep the page, and take the list up elsewhere.
    case takeUp(String)
    /// Keep the page, and search the part under way by its headers.
    case search(String)
    /// Keep the page: the list cannot be followed to its end.
    case fail(String)
  }

  /// What the endpoint is, as far as lists depend on it.
  struct Endpoint {
    var dates: DateForm
    /// Its clock when it was asked for Identify.
    var now: Timestamp
    /// As it states it; never trusted as a bound.
    var earliest: Timestamp?
  }

  private(set) var checkpoint: HarvestCheckpoint
  private(set) var place: ListPlace
  private let scope: HarvestScope
  private let endpoint: Endpoint
  /// By how much a list that is taken up again reaches back; seconds.
  private let overlap: Int64
  private var emptyPages = 0
  private var isAskedAgain = false
  /// True for a list of an earlier run until it is begun anew: what stood in its way then may be gone.
  private var mayBeginAnew = false
  private var circle = CircleCheck()

  /// Pages without a record but with a token, one after another, before the list is given up.
  private static let emptyPageLimit = 10
  /// Where lists begin whose endpoint states no plausible earliest datestamp; what is older lies in the first window.
  private static let assumedEarliest = Timestamp(seconds: 946_684_800)

  /// A list from its beginning.
  init(
    scope: HarvestScope, from: Timestamp?, until: Timestamp?, window: HarvestWindow?, endpoint: Endpoint,
    overlap: Int64
  ) {
    self.scope = scope
    self.endpoint = endpoint
    self.overlap = overlap
    checkpoint = HarvestCheckpoint()
    place = ListPlace(from: from, until: until, dates: endpoint.dates)
    place.window = window
    beginList()
  }

  /// A list that an earlier run left unfinished; `nil` where it has no number, or no place that can be read.
  init?(resuming checkpoint: HarvestCheckpoint, scope: HarvestScope, endpoint: Endpoint, overlap: Int64) {
    guard checkpoint.list != nil, let state = checkpoint.state,
      let place = try? JSONDecoder().decode(ListPlace.self, from: Data(state.utf8))
    else { return nil }
    self.checkpoint = checkpoint
    self.place = place
    self.scope = scope
    self.endpoint = endpoint
    self.overlap = overlap
    mayBeginAnew = true
  }

  /// Gives the list the number under which the store knows it.
  mutating func number(_ list: ListNumber) { checkpoint.list = list }

  /// What to ask for next.
  var request: OAIPMHRequest {
    if let token = checkpoint.token { return .resume(token: token) }
    return .list(prefix: scope.prefix, set: scope.set, from: checkpoint.from, until: checkpoint.until)
  }

  /// The checkpoint with all that is needed to go on from it.
  var saved: HarvestCheckpoint {
    var saved = checkpoint
    saved.state = (try? JSONEncoder().encode(place)).map { String(decoding: $0, as: UTF8.self) }
    return saved
  }

  /// The high-water mark that a complete list leaves: the moment of its first page by the endpoint's clock.
  var mark: HarvestMark {
    HarvestMark(highWater: checkpoint.responseDate ?? endpoint.now, dayGranularity: place.dates == .days)
  }

  /// The span of the part under way, as it is sent.
  var partSpan: (from: String?, until: String?) {
    (place.start.flatMap(place.dates.text), place.end.flatMap(place.dates.text))
  }

  /// The span of the whole list, as it is sent.
  var span: (from: String?, until: String?) {
    (place.from.flatMap(place.dates.text), place.until.flatMap(place.dates.text))
  }

  /// Records to expect in the list; `nil` where the endpoint states no size.
  var expected: Int? {
    checkpoint.completeListSize ?? (place.wasCut ? place.sizeOfParts : nil)
  }

  /// The part of the list under way in words; empty for a list in one piece.
  var part: String {
    guard !place.levels.isEmpty else { return "" }
    return "\(place.start?.day ?? "…")/\(place.end?.day ?? "…")"
  }

  /// True where nothing was listed, and the endpoint did not say that nothing matches (OAI-PMH 2.0, section 3.6).
  var isSilentlyEmpty: Bool {
    isEmpty && place.from == nil && place.until == nil && place.endedSilently
  }

  /// True where the rise of its datestamps is enough to believe that a list lost nothing when it was taken up again: no
  /// count speaks against it.
  func isProvenByOrder(_ check: CompletenessCheck) -> Bool { place.hasRisen && !check.needsRecheck }

  /// True where nothing was listed, and nothing found by headers.
  var isEmpty: Bool { checkpoint.listed == 0 && !place.wasSearched }

  // MARK: Pages

  /// Takes in a page.
  mutating func step(after page: ListPage) -> Step {
    if let error = page.errors.first { return step(afterError: error, page: page) }
    if let problem = page.problem {
      if !isAskedAgain {
        isAskedAgain = true
        return .again(problem.description)
      }
      note(page)
      return .trouble(problem.description)
    }
    isAskedAgain = false
    if checkpoint.responseDate == nil { checkpoint.responseDate = page.responseDate }
    note(page)
    if hasStrayed(page) { return leaveWindows() }
    checkpoint.pages += 1
    guard let token = page.token?.text, page.token?.continues == true else {
      if place.partListed == 0 { place.endedSilently = true }
      return endPart()
    }
    if token == checkpoint.token {
      return climb("the endpoint gives the same resumption token again")
    }
    if circle.closes(at: token) { return climb("the endpoint's resumption tokens run in a circle") }
    emptyPages = page.size == 0 ? emptyPages + 1 : 0
    if emptyPages > Self.emptyPageLimit {
      return climb("\(emptyPages) pages without a record one after another")
    }
    checkpoint.token = token
    return .ingest
  }

  private mutating func note(_ page: ListPage) {
    checkpoint.listed += page.size
    place.partListed += page.size
    if let size = page.token?.completeListSize {
      // What is left of a list that was taken up again is not its size.
      if place.restartedFrom == nil { place.partSize = size }
      if place.restartedFrom == nil, !place.wasCut { checkpoint.completeListSize = size }
    }
    for stamp in page.timestamps {
      if let highest = place.highest, stamp < highest { place.isOrdered = false }
      if let former = place.highest ?? place.restartedFrom, stamp > former { place.hasRisen = true }
      place.highest = max(place.highest ?? stamp, stamp)
    }
    checkpoint.highestDatestamp = place.highest ?? checkpoint.highestDatestamp
  }

  private mutating func step(afterError error: ProtocolError, page: ListPage) -> Step {
    switch error.code {
    case "noRecordsMatch":
      if checkpoint.responseDate == nil { checkpoint.responseDate = page.responseDate }
      return endPart()
    case "badResumptionToken": return climb("\(error)")
    case "badArgument" where checkpoint.token == nil && (checkpoint.from ?? checkpoint.until) != nil:
      place.refusedDates.append(place.dates)
      place.dates = place.dates.next(refused: place.refusedDates)
      if place.dates == .none { place.levels = [] }
      begin(from: place.start, until: place.end)
      let form = place.dates == .none ? "without dates" : "with dates in \(place.dates.rawValue)"
      return .takeUp("\(error); asking \(form)")
    case "cannotDisseminateFormat":
      return .fail(
        "the endpoint has no records in prefix '\(scope.prefix)': `winnow identify` lists its formats")
    default:
      return checkpoint.token == nil ? .fail("the endpoint answers \(error)") : climb("\(error)")
    }
  }

  // MARK: Parts

  /// The part under way is whole, by its own end or by a search of its headers.
  mutating func endPart(bySearch isSearched: Bool = false) -> Step {
    checkpoint.token = nil
    if isSearched { place.wasSearched = true } else { place.trouble?.windowsHelp = true }
    // A part of a single page needs to state no size.
    place.sizeOfParts += place.partSize ?? place.partListed
    guard let end = place.end, !place.levels.isEmpty else { return .end }
    while let level = place.levels.last, let levelEnd = level.end, end >= levelEnd {
      place.levels.removeLast()
    }
    guard !place.levels.isEmpty else { return .end }
    beginWindow(at: end.advanced(by: 1))
    return .ingest
  }

  /// Begins the window of the narrowest level that starts at a moment; `nil` for the open beginning.
  private mutating func beginWindow(at start: Timestamp?) {
    guard let level = place.levels.last else { return }
    let stated = endpoint.earliest.flatMap { $0 < endpoint.now && $0.seconds >= 0 ? $0 : nil }
    let anchor = start ?? stated ?? Self.assumedEarliest
    var end: Timestamp? = WindowCalendar.end(of: level.window, containing: anchor)
    // The window of the present stays open: what changes while we list comes along.
    if let last = end, last >= endpoint.now { end = nil }
    if let limit = level.end { end = min(end ?? limit, limit) }
    begin(from: start, until: end)
    place.wasCut = true
  }

  /// Begins the whole span, in the windows that were asked for.
  private mutating func beginList() {
    if let window = place.window {
      place.levels = [ListPlace.Level(window: window, end: place.until)]
      beginWindow(at: place.from)
    } else {
      begin(from: place.from, until: place.until)
    }
  }

  private mutating func begin(from: Timestamp?, until: Timestamp?) {
    place.start = from
    place.end = until
    place.restartedFrom = nil
    place.isSearched = false
    place.partListed = 0
    place.partSize = nil
    ask(from: from, until: until)
  }

  private mutating func ask(from: Timestamp?, until: Timestamp?) {
    checkpoint.token = nil
    checkpoint.from = from.flatMap(place.dates.text)
    checkpoint.until = until.flatMap(place.dates.text)
    place.highest = nil
    place.isOrdered = true
    emptyPages = 0
    isAskedAgain = false
    circle = CircleCheck()
  }

  /// Lists the whole span once more, since it came out too short.
  mutating func relist() {
    place.isRelisted = true
    place.levels = []
    // In one piece again, with a size of its own: the sizes of its former parts are not to be added to it.
    place.wasCut = false
    place.sizeOfParts = 0
    place.trustedOrder = false
    begin(from: place.from, until: place.until)
  }

  /// Lists the whole span from its beginning, with every way round trouble open again.
  private mutating func beginAnew() {
    mayBeginAnew = false
    var fresh = ListPlace(from: place.from, until: place.until, dates: place.dates)
    fresh.refusedDates = place.refusedDates
    fresh.window = place.dates == .none ? nil : place.window
    place = fresh
    checkpoint.completeListSize = nil
    beginList()
  }

  // MARK: Trouble

  /// The next way round a list that cannot be followed.
  mutating func climb(_ reason: String) -> Step {
    if place.isOrdered, place.dates != .none, let highest = place.highest,
      place.restartedFrom.map({ highest > $0 }) ?? true
    {
      let from = max(highest.advanced(by: -overlap), place.start ?? Timestamp(seconds: .min))
      ask(from: from, until: place.end)
      place.restartedFrom = highest
      place.trustedOrder = true
      return .takeUp("\(reason); going on from \(checkpoint.from ?? "the beginning")")
    }
    if let window = narrowerWindow {
      if place.trouble == nil {
        place.trouble = ListPlace.Trouble(start: place.start, end: place.end, depth: place.levels.count)
      }
      place.trustedOrder = false
      place.levels.append(ListPlace.Level(window: window, end: place.end))
      beginWindow(at: place.start)
      return .takeUp("\(reason); going on by the \(window.rawValue)")
    }
    if mayBeginAnew {
      beginAnew()
      return .takeUp("\(reason); listing from the beginning once more")
    }
    if !place.isSearched {
      if let trouble = place.trouble, !trouble.windowsHelp {
        // Windows are of no use here: one search instead of one for each of them.
        place.levels.removeLast(place.levels.count - trouble.depth)
        begin(from: trouble.start, until: trouble.end)
        place.trouble = nil
      }
      place.isSearched = true
      return .search(reason)
    }
    return .fail("\(reason): the list cannot be followed to its end")
  }

  private var narrowerWindow: HarvestWindow? {
    guard place.dates != .none, !place.ignoresDates else { return nil }
    let window = place.levels.isEmpty ? .month : place.levels.last?.window.narrower
    return window == .hour && place.dates == .days ? nil : window
  }

  /// Whether most records of a page lie outside the window that was asked for: the endpoint does not select.
  private func hasStrayed(_ page: ListPage) -> Bool {
    guard !place.levels.isEmpty else { return false }
    let day: Int64 = 86_400
    let stamps = page.timestamps
    let strays = stamps.count { stamp in
      place.start.map { stamp < $0.advanced(by: -day) } ?? false
        || place.end.map { stamp > $0.advanced(by: day) } ?? false
    }
    return strays * 2 > stamps.count
  }

  private mutating func leaveWindows() -> Step {
    place.ignoresDates = true
    place.levels = []
    let reason = "the endpoint takes no notice of from and until"
    begin(from: place.from, until: place.until)
    if place.trouble != nil {
      place.trouble = nil
      place.isSearched = true
      return .search(reason)
    }
    return .takeUp("\(reason); asking for the list in one piece")
  }
}

extension ListPage {
  /// Records of every kind: read, known or broken.
  var size: Int { records.count + known.count + broken.count }

  /// The datestamps of the records that could be read.
  var timestamps: [Timestamp] { records.compactMap(\.header.timestamp) + known.compactMap(\.timestamp) }
}
