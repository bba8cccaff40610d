import Foundation
import TestSupport
import Testing

/// A workspace whose one provider, `model`, is a fault provider.
struct FaultBench {
  let space: Workspace
  let provider: FaultProvider

  /// - Parameters:
  ///   - harvest: further keys of the provider's `harvest`, such as `count: advisory`.
  ///   - retryWait: before a failed request is sent again; milliseconds.
  init(
    _ repository: ModelRepository = ModelRepository(1...12), _ faults: [Fault] = [], harvest: String = "",
    retryWait: Int = 1
  ) throws {
    space = try Workspace()
    provider = try FaultProvider(repository, faults)
    try configure(harvest: harvest, retryWait: retryWait)
  }

  /// Writes another configuration for the same provider.
  func configure(
    harvest: String = "", file: String = "winnow.yaml", store: String = "winnow.sqlite", retryWait: Int = 1
  )
    throws
  {
    try space.configure(
      [.init(id: "model", endpoint: provider.endpoint, prefix: "oai_dc", harvest: harvest)], file: file,
      store: store, retryWait: retryWait)
  }

  /// `winnow harvest --json`, with what holds of every harvest checked: exit code, sums, and a report of as many
  /// requests as the provider saw.
  func harvest(
    _ arguments: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Harvested {
    provider.takeLog()
    let result = try await run(
      try #require(Built.winnow), ["harvest", "--json"] + arguments, in: space.folder, within: .seconds(120))
    guard let report = try? JSONDecoder().decode(Harvested.Report.self, from: Data(result.output.utf8)) else {
      throw UnexpectedOutput(text: "\(result)")
    }
    let log = provider.takeLog()
    #expect(result.status == (report.complete ? 0 : 1), "\(result)", sourceLocation: sourceLocation)
    #expect(
      report.received
        == report.new + report.changed + report.unchanged + report.deleted + report.quarantined,
      "\(result)", sourceLocation: sourceLocation)
    #expect(report.requests == log.count, "\(log.map(\.summary)) \(result)", sourceLocation: sourceLocation)
    #expect(!report.reason.isEmpty && !report.reason.contains("\n"), sourceLocation: sourceLocation)
    return Harvested(report: report, log: log.map(\.summary), errors: result.errors)
  }

  /// What the store holds now.
  func stored(_ file: String = "winnow.sqlite") async throws -> StoredState {
    try await StoredState(path: space.path(file))
  }

  /// Checks that the store holds the repository's records byte for byte, each in one version, and nothing else.
  /// - Parameter others: identifiers of records that are looked at elsewhere.
  func expectIntact(
    except others: Set<String> = [], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let stored = try await stored()
    let held = stored.records.filter { !others.contains($0.key) }
    let listed = provider.repository.records.filter { !others.contains($0.identifier) }
    #expect(Set(held.keys) == Set(listed.map(\.identifier)), sourceLocation: sourceLocation)
    for record in listed {
      guard let twin = held[record.identifier] else { continue }
      #expect(twin.bytes == Array(record.markup.utf8), "\(twin.text)", sourceLocation: sourceLocation)
      #expect(
        twin.datestamp == record.datestamp && twin.sets == record.sets && twin.deleted == record.isDeleted
          && twin.repairs.isEmpty && twin.version == 1,
        "\(twin)", sourceLocation: sourceLocation)
    }
  }
}

/// What a harvest said, and what it asked for.
struct Harvested: CustomStringConvertible {
  /// The object that `winnow harvest --json` prints.
  struct Report: Decodable {
    var provider: String
    var complete: Bool
    var reason: String
    var expected: Int?
    var received: Int
    var new: Int
    var changed: Int
    var unchanged: Int
    var deleted: Int
    var quarantined: Int
    var repaired: Int
    var requests: Int
    var retries: Int

    /// New, changed, unchanged, deleted, quarantined; repairs.
    var counts: [Int] { [new, changed, unchanged, deleted, quarantined, repaired] }
  }

  var report: Report
  /// All requests in few words, in order.
  var log: [String]
  var errors: String

  /// The requests without those with which every harvest begins.
  var requests: [String] {
    Array(log.drop { ["Identify", "ListMetadataFormats", "ListSets"].contains($0) })
  }

  var description: String { "\(report)\n\(log.joined(separator: "\n"))\n\(errors)" }

  /// Checks what came and what was asked for.
  func expect(_ expected: Expected, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(report.complete == expected.complete, "\(self)", sourceLocation: sourceLocation)
    for words in expected.reasons {
      #expect(report.reason.contains(words), "\(report.reason)", sourceLocation: sourceLocation)
    }
    #expect(report.counts == expected.counts, "\(self)", sourceLocation: sourceLocation)
    guard let asked = expected.requests else { return }
    #expect(requests == asked, "\(errors)", sourceLocation: sourceLocation)
  }
}

/// What a harvest has to say and to ask for.
struct Expected: Sendable {
  var complete = true
  /// Words that the reason holds.
  var reasons: [String] = []
  var new = 0
  var changed = 0
  var unchanged = 0
  var deleted = 0
  var quarantined = 0
  var repaired = 0
  /// In order, without those with which every harvest begins; `nil` where a test looks at them in its own way.
  var requests: [String]?

  var counts: [Int] { [new, changed, unchanged, deleted, quarantined, repaired] }
}

/// A script for a list of the twelve records 1 to 12 on three pages, and what has to come of it.
struct ListFault: Sendable, CustomTestStringConvertible {
  var name: String
  var faults: [Fault]
  var repository = ModelRepository(1...12)
  var harvest = ""
  var expected: Expected

  var testDescription: String { name }

  init(
    _ name: String, _ faults: Fault..., repository: ModelRepository = ModelRepository(1...12),
    harvest: String = "", expected: Expected
  ) {
    self.name = name
    self.faults = faults
    self.repository = repository
    self.harvest = harvest
    self.expected = expected
  }

  /// Harvests once and checks all that is expected, and that the store holds the records as they are, if it was
  /// complete.
  func check() async throws {
    let bench = try FaultBench(repository, faults, harvest: harvest)
    let harvested = try await bench.harvest()
    harvested.expect(expected)
    guard expected.complete, expected.repaired + expected.quarantined == 0 else { return }
    try await bench.expectIntact()
    #expect(try await bench.stored().quarantine.isEmpty)
  }
}

/// The beginning of a list taken up again behind the record with a number: its datestamp less the overlap of five
/// minutes, as it stands in requests.
func restart(behind number: Int) -> String { "f=" + ModelRecord.stamp(hours: number - 1, minutes: 55) }

extension [String] {
  /// The requests of a list in pages, from its first one.
  static func list(_ verb: String = "ListRecords", pages: Int = 3) -> [String] {
    [verb] + (2...Swift.max(2, pages)).prefix(pages - 1).map { "\(verb) p\($0)" }
  }

  /// The requests of a list of records that is taken up again behind a record.
  static func restarted(behind number: Int, pages: Int) -> [String] {
    let place = restart(behind: number)
    return ["ListRecords from=" + place.dropFirst(2)]
      + (2...Swift.max(2, pages)).prefix(pages - 1).map { "ListRecords p\($0);\(place)" }
  }
}
