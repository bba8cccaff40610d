internal import Foundation
internal import OAIPMH
internal import Store

/// The list of a folder's records, made anew when a list of records could need it.
///
/// Files are read on a queue of its own, so that a slow disk does not hold up the threads that serve.
actor FolderListing {
  /// The records as they were at one moment.
  struct Snapshot: Sendable {
    /// By stamp, then key.
    var items: [FolderItem] = []
    /// The place of each record among the items, by the local part of its identifier.
    var places: [String: Int] = [:]
    /// The prefixes that occur, in alphabetical order; `oai_dc` where none does.
    var prefixes: [String] = []
  }

  private let folder: String
  private let clock: @Sendable () -> Timestamp
  private let queue = FileQueue(label: "winnow.folder")
  private var scan: FolderScan
  private var snapshot = Snapshot()
  private var scannedAt: Timestamp?

  init(scan: FolderScan, clock: @escaping @Sendable () -> Timestamp) {
    folder = scan.folder
    self.clock = clock
    self.scan = scan
  }

  /// The records, as of the current second or, for a list with a bound, of any second after the bound.
  func items(until bound: Timestamp?) async throws -> Snapshot {
    let now = clock()
    // A scan of a later second than the bound has seen every file that the list may hold.
    if let scannedAt, scannedAt > bound ?? now.advanced(by: -1) { return snapshot }
    let before = scan
    let (after, items) = try await queue.run { () throws in
      var scan = before
      let items = try scan.items()
      return (scan, items)
    }
    scan = after
    let prefixes = Set(items.flatMap(\.prefixes))
    snapshot = Snapshot(
      items: items,
      places: Dictionary(
        items.indices.map { (items[$0].localIdentifier, $0) }, uniquingKeysWith: { first, _ in first }),
      prefixes: prefixes.isEmpty ? ["oai_dc"] : prefixes.sorted())
    scannedAt = now
    return snapshot
  }

  /// The records in a file; none where the file is gone.
  func contents(of path: String) async throws -> [RecordFile.Content] {
    let file = folder + "/" + path
    return try await queue.run {
      FileManager.default.fileExists(atPath: file)
        ? RecordFile(bytes: try FolderScan.read(file)).contents : []
    }
  }
}

extension FolderListing.Snapshot {
  /// The record with a local identifier.
  func item(_ localIdentifier: String) -> FolderItem? { places[localIdentifier].map { items[$0] } }

  /// Where a list begins or goes on: found by bisection, since the items are in order.
  func start(of query: PublishedQuery) -> Int {
    var low = 0
    var high = items.count
    while low < high {
      let middle = (low + high) / 2
      if items[middle].precedes(query) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension FolderItem {
  /// Whether the item comes before what a query asks for.
  fileprivate func precedes(_ query: PublishedQuery) -> Bool {
    if let after = query.after, (stamp, key) <= (after.stamp, after.record) { return true }
    return query.from.map { stamp < $0 } ?? false
  }
}
