internal import OAIPMH
internal import Store

/// What a harvest would bring, counted without bringing it.
struct Rehearsal: CustomStringConvertible {
  private(set) var new = 0
  private(set) var changed = 0
  private(set) var unchanged = 0

  /// Looks at documents from outside and notes their records as named.
  mutating func take(
    _ documents: [IncomingDocument], _ reader: DocumentReader, _ last: String, _ reading: inout Enumeration,
    _ intake: inout Intake
  ) async throws {
    let found = documents.flatMap { reader.looked(at: $0).records }
    let known = try await intake.unchanged(found)
    let others = found.filter { !known.contains($0.identifier) }
    let headers = others.map { RecordHeader(identifier: $0.identifier, datestamp: $0.datestamp) }
    try await take(headers, unchanged: found.count - others.count, &reading, intake)
    // What cannot be read as a record is there all the same.
    let names = found.map(\.identifier) + documents.map(\.header.identifier)
    try await reading.note(names, after: last, store: intake.store)
  }

  /// Counts records by their headers alone.
  mutating func take(
    _ headers: [RecordHeader], unchanged count: Int = 0, _ reading: inout Enumeration, _ intake: Intake
  ) async throws {
    let comparison = try await intake.store.compare(
      headers, provider: intake.provider, since: reading.list, comparesSets: false)
    unchanged += count
    new += comparison.unknown.count
    changed += headers.count - comparison.unknown.count
  }

  var description: String { "dry run: \(new) new, \(changed) changed, \(unchanged) unchanged" }
}
