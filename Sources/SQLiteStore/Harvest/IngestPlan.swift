internal import Store

/// What a page changes: found in a read transaction, so that the write transaction stays short.
///
/// A plan holds as long as the provider's serial number stands still.
struct IngestPlan: Sendable {
  /// A record that a version belongs to.
  enum Subject: Sendable {
    case known(Int64)
    /// Made by this page: the place among its new records.
    case new(Int)
  }

  /// A version to write.
  struct Version: Sendable {
    var subject: Subject
    /// The place of the record in the page.
    var incoming: Int
    var number: Int
  }

  /// Bytes to keep aside.
  struct Quarantined: Sendable {
    var subject: String
    var incoming: Int
    var frame: [UInt8]
  }

  /// What a new record takes over from what was known of its identifier.
  struct Legacy: Sendable {
    /// From what ours is made, where the identifier once belonged to another record.
    var publishedAs: String?
    /// The last list that it stood in, broken.
    var lastList: Int64
  }

  var serial: Int64 = 0
  var counts = IngestCounts()
  /// How many records are new.
  var newRecords = 0
  var versions: [Version] = []
  /// Records without a new version, seen for the first time in this run or list.
  var seen: [Int64] = []
  /// Unchanged records with a new datestamp.
  var moved: [(record: Int64, datestamp: String)] = []
  var quarantined: [Quarantined] = []
  /// Identifiers that came broken once and are whole now.
  var released: [String] = []
  /// How many identifiers stand in the list for the first time.
  var distinct = 0
  /// What stands in several unfinished lists.
  var overlaps: [ListOverlap] = []
  /// What new records take over, by their place in the page.
  var legacies: [Int: Legacy] = [:]
}
