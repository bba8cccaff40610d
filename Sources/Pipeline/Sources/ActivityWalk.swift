internal import IIIF
internal import OAIPMH

/// Goes through a IIIF Change Discovery stream from its newest activity back, and finds out what is to be done about
/// each manifest: only the newest activity of an object counts. Pure: the caller fetches the pages.
///
/// Source: IIIF Change Discovery API 1.0, sections 3.3 and 4 (the processing algorithm).
struct ActivityWalk {
  /// Activities that ended before this moment were processed by an earlier crawl; `nil` for the first crawl.
  let lastCrawl: Timestamp?
  /// What is to be done, by address.
  private(set) var tasks: [String: ManifestTask] = [:]
  /// The newest moment of the stream; `nil` for a stream of level 0, whose activities have none.
  private(set) var newest: Timestamp?
  /// True once nothing older matters.
  private(set) var hasEnded = false
  /// Activities of collections, annotation pages and other things, which are no records.
  private(set) var others = 0
  private var isDeleteOnly = false
  private var processed: Set<String> = []

  /// - Parameter lastCrawl: the mark of the last complete crawl, the overlap taken off.
  init(lastCrawl: Timestamp?) { self.lastCrawl = lastCrawl }

  /// True where the stream gives no times: it is to be read whole each time, and says nothing of deletions.
  var isLevel0: Bool { newest == nil }

  /// Takes in a page, from its newest activity back.
  mutating func take(_ page: ActivityPage) {
    for activity in page.activities.reversed() where !hasEnded { take(activity) }
  }

  private mutating func take(_ activity: Activity) {
    let moment = activity.moment.flatMap { Timestamp($0) }
    if let moment { newest = max(newest ?? moment, moment) }
    if let lastCrawl, let moment, moment < lastCrawl {
      hasEnded = true
      return
    }
    if activity.kind == .refresh {
      // Whatever is still there was named again after the refresh began; only what was deleted before was not.
      if lastCrawl == nil { hasEnded = true } else { isDeleteOnly = true }
      return
    }
    guard activity.isManifest else {
      others += 1
      return
    }
    switch activity.kind {
    case .create, .update, .add:
      if !isDeleteOnly { note(activity.object, isDeleted: false, activity.moment) }
    case .delete, .remove:
      note(activity.object, isDeleted: true, activity.moment)
    case .move:
      if !isDeleteOnly, let target = activity.target { note(target, isDeleted: false, activity.moment) }
      note(activity.object, isDeleted: true, activity.moment)
    case .refresh: break
    }
  }

  private mutating func note(_ address: String, isDeleted: Bool, _ moment: String?) {
    guard processed.insert(address).inserted else { return }
    tasks[address] = ManifestTask(address: address, isDeleted: isDeleted, moment: moment)
  }
}
