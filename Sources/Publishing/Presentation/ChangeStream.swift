internal import IIIF
public import OAIPMH
public import Store
internal import Synchronization

/// The stream of what changed among our manifests and annotation pages.
///
/// Each has its newest activity only. A page is addressed by the place of its newest activity, not by a number: it
/// holds that activity, or the next older one where that has moved on since, and those before it. So whoever walks
/// from the last page by `prev` misses nothing however much changes meanwhile, what changed stands at the end of the
/// next walk, and page 4,000 costs what page 1 costs. The stream ends before the current second, like the lists of
/// the repository.
/// Source: IIIF Change Discovery API 1.0, level 2.
public final class ChangeStream: Sendable {
  /// An activity in the order of the stream.
  private struct Activity {
    var place: PublishedQuery.Position
    var entry: PublishedEntry
  }

  private let records: any PublishedHistory
  private let addresses: PresentationAddresses
  private let pageSize: Int
  private let clock: @Sendable () -> Timestamp
  /// The number of activities as last counted, and the newest activity then: nothing changes without a newer one.
  private let counted = Mutex<(newest: PublishedQuery.Position, count: Int)?>(nil)

  static let prefixes = [PublishedFormat.manifest, PublishedFormat.annotationPage]

  /// A stream.
  /// - Parameter pageSize: records in one page, whose manifest and annotations may both have changed; 100 unless told.
  public init(
    records: any PublishedHistory, addresses: PresentationAddresses, pageSize: Int = 100,
    clock: @escaping @Sendable () -> Timestamp = { .now }
  ) {
    self.records = records
    self.addresses = addresses
    self.pageSize = max(1, pageSize)
    self.clock = clock
  }

  private var bound: Timestamp { clock().advanced(by: -1) }

  /// The collection: the beginning of every walk.
  public func collection() async throws -> [UInt8] {
    let bound = bound
    let newest = try await activities(through: nil, until: bound, records: 1).last?.place
    var collection: OrderedJSON = [
      "@context": .text(Self.context), "id": .text(addresses.changes), "type": "OrderedCollection",
      "totalItems": .integer(try await count(newest: newest, until: bound)),
      "rights": .text(PublishedRights.ofStatements),
    ]
    if let first = try await firstPage(until: bound) { collection.append("first", page(first)) }
    collection.append("last", page(newest))
    return collection.bytes
  }

  /// A page; `nil` for an address that no page can have.
  /// - Parameter name: the last segment of its address.
  public func page(named name: String) async throws -> [UInt8]? {
    let isEmpty = name == Self.emptyName
    guard isEmpty || Self.place(name) != nil else { return nil }
    let place = Self.place(name)
    let bound = bound
    // One record more than is given tells whether there is a page before.
    var found = try await activities(through: place, until: bound, records: pageSize + 1)
    // Whatever stood before a place may have moved to the end of the stream meanwhile: the walk that was on its way
    // there ends with an empty page, not with an error.
    if isEmpty { found = [] }
    var previous: PublishedQuery.Position?
    let places = found.map(\.place).reduce(into: [PublishedQuery.Position]()) { places, place in
      if places.last != place { places.append(place) }
    }
    if places.count > pageSize {
      previous = places[0]
      found.removeAll { $0.place == places[0] }
    }
    var document: OrderedJSON = [
      "@context": .text(Self.context), "id": .text(address(name)), "type": "OrderedCollectionPage",
      "partOf": ["id": .text(addresses.changes), "type": "OrderedCollection"],
    ]
    if let previous { document.append("prev", page(previous)) }
    if let place, let next = try await nextPage(after: place, until: bound) {
      document.append("next", page(next))
    }
    document.append("orderedItems", .list(found.map { activity($0.entry) }))
    return document.bytes
  }

  /// The newest activities up to a place, of at most so many records, the oldest first.
  private func activities(
    through place: PublishedQuery.Position?, until: Timestamp, records limit: Int
  ) async throws -> [Activity] {
    var found: [Activity] = []
    for prefix in Self.prefixes {
      let entries = try await records.newest(prefix: prefix, through: place, until: until, limit: limit)
      found += entries.map { Activity(place: $0.place, entry: $0) }
    }
    // At one place the manifest comes before its annotations: sorting keeps the order of equals.
    let sorted = found.sorted { Self.isBefore($0.place, $1.place) }
    // Each list was cut on its own: only what is newer than every cut is whole.
    var places: [PublishedQuery.Position] = []
    for activity in sorted.reversed() where places.last != activity.place { places.append(activity.place) }
    guard places.count > limit else { return sorted }
    let oldest = places[limit - 1]
    return sorted.filter { !Self.isBefore($0.place, oldest) }
  }

  private static func isBefore(_ left: PublishedQuery.Position, _ right: PublishedQuery.Position) -> Bool {
    (left.stamp, left.record) < (right.stamp, right.record)
  }

  private func count(newest: PublishedQuery.Position?, until: Timestamp) async throws -> Int {
    guard let newest else { return 0 }
    if let known = counted.withLock({ $0 }), known.newest == newest { return known.count }
    var count = 0
    for prefix in Self.prefixes {
      count += try await records.count(PublishedQuery(prefix: prefix, until: until, limit: 1))
    }
    counted.withLock { $0 = (newest, count) }
    return count
  }

  /// The place of the page that begins the stream.
  private func firstPage(until: Timestamp) async throws -> PublishedQuery.Position? {
    try await places(after: nil, until: until).last
  }

  /// The place of the page behind another one; `nil` where nothing is newer.
  private func nextPage(
    after place: PublishedQuery.Position, until: Timestamp
  ) async throws -> PublishedQuery.Position? {
    try await places(after: place, until: until).last
  }

  /// The places of the records that changed after a place, as many as a page holds.
  private func places(
    after place: PublishedQuery.Position?, until: Timestamp
  ) async throws -> [PublishedQuery.Position] {
    var places: [PublishedQuery.Position] = []
    for prefix in Self.prefixes {
      places += try await records.list(
        PublishedQuery(prefix: prefix, until: until, after: place, limit: pageSize, withContent: false)
      ).map(\.place)
    }
    let sorted = places.sorted(by: Self.isBefore).reduce(into: [PublishedQuery.Position]()) { places, place in
      if places.last != place { places.append(place) }
    }
    return Array(sorted.prefix(pageSize))
  }

  private func activity(_ entry: PublishedEntry) -> OrderedJSON {
    let isManifest = entry.form.prefix == PublishedFormat.manifest
    let kind =
      entry.form.content == .deleted ? "Delete" : entry.firstStamp == entry.stamp ? "Create" : "Update"
    return [
      "type": .text(kind),
      "object": [
        "id": .text(
          isManifest ? addresses.manifest(entry.identifier) : addresses.annotations(entry.identifier)),
        "type": isManifest ? "Manifest" : "AnnotationPage",
      ], "endTime": .text(entry.stamp.description),
    ]
  }

  // MARK: Addresses

  private static let context = "http://iiif.io/api/discovery/1/context.json"
  /// The page of a stream without activities.
  private static let emptyName = "0"

  private func address(_ name: String) -> String { addresses.changes + "/" + name }

  private func page(_ place: PublishedQuery.Position?) -> OrderedJSON {
    [
      "id": .text(address(place.map { "\($0.stamp.seconds)-\($0.record)" } ?? Self.emptyName)),
      "type": "OrderedCollectionPage",
    ]
  }

  /// Two whole numbers from 0, in the one spelling that ``page(_:)`` gives them.
  private static func place(_ name: String) -> PublishedQuery.Position? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let stamp = Int64(parts[0]), let record = Int64(parts[1]), stamp >= 0,
      record >= 0, name == "\(stamp)-\(record)"
    else { return nil }
    return .init(stamp: Timestamp(seconds: stamp), record: record)
  }
}

extension PublishedEntry {
  /// The entry's place in its list.
  fileprivate var place: PublishedQuery.Position { .init(stamp: stamp, record: record.rawValue) }
}
