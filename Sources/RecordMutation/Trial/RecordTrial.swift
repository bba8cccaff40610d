public import EDM
public import OAIPMH
public import XMLCodec

/// Takes a record, however damaged, the whole way that a harvested one goes, and checks what must hold of each.
///
/// The way: the page with salvage, the record as stored, format, mapping, description, rules, normalisation,
/// patterns, tiers, dates, writing, and reading again what was written.
public struct RecordTrial: Sendable {
  private let describer: RecordDescriber
  private let limits: XMLLimits

  /// Records of a page beyond this number are read and not described.
  private static let describedRecords = 4

  /// A trial.
  /// - Parameters:
  ///   - mappings: the mappings to EDM by format.
  ///   - limits: what a page may cost.
  public init(mappings: [RecordKind: XSLTStylesheet], limits: XMLLimits = .default) {
    describer = RecordDescriber(
      settings: DescribeSettings(
        providerID: "museum", providerName: "Museum of Examples",
        defaults: .init(dataProvider: "Museum", country: "BE", language: "nl", type: "IMAGE"),
        mappings: mappings, idPrefix: "oai:hub.example"))
    self.limits = limits
  }

  /// Tries a record.
  /// - Parameters:
  ///   - bytes: a document or a page.
  ///   - form: what it was before it was damaged.
  /// - Throws: the first promise that is not kept.
  public func run(_ bytes: [UInt8], form: SeedRecord.Form) throws(BrokenProperty) -> TrialOutcome {
    var outcome = TrialOutcome()
    switch form {
    case .document: try describe(bytes, identifier: "oai:museum.example:1", into: &outcome)
    case .page: try readPage(bytes, into: &outcome)
    }
    return outcome
  }

  // MARK: Pages

  private func readPage(_ bytes: [UInt8], into outcome: inout TrialOutcome) throws(BrokenProperty) {
    let reader = PageReader(limits: limits)
    let page = reader.readRecords(bytes)
    _ = reader.readIdentifiers(bytes)
    if let problem = page.problem { outcome.refuse("page: " + Self.kind(of: problem)) }
    outcome.records += page.records.count + page.broken.count
    for broken in page.broken { outcome.refuse("record: " + Self.kind(of: broken.reason)) }
    for (position, record) in page.records.enumerated() where position < Self.describedRecords {
      let stored: StoredRecord
      do {
        stored = try StoredRecord(bytes: record.bytes, context: record.context)
      } catch {
        throw BrokenProperty("a record that was read can be opened again", error.description)
      }
      let document = Array("<w".utf8) + record.context + [62] + record.readableBytes + Array("</w>".utf8)
      if let problem = WellFormedness.problem(in: document, limits: limits) {
        throw BrokenProperty("a record that was read is well-formed", problem.description)
      }
      guard stored.header == record.header else {
        throw BrokenProperty(
          "a stored record has the header that was read", "\(stored.header) for \(record.header)")
      }
      guard stored.repairs == record.repairs else {
        throw BrokenProperty(
          "a stored record needs the repairs of the harvest", "\(stored.repairs) for \(record.repairs)")
      }
      guard let metadata = stored.metadata else {
        outcome.refuse(record.header.deleted ? "record: deleted" : "record: without metadata")
        continue
      }
      outcome.records -= 1
      try describe(metadata, identifier: record.header.identifier, into: &outcome)
    }
  }

  private static func kind(of problem: PageProblem) -> String {
    switch problem {
    case .empty: "empty"
    case .html: "HTML"
    case .notXML: "not XML"
    case .notOAI: "not OAI-PMH"
    case .truncated: "cut off"
    case .malformed: "malformed around its records"
    case .refused: "an error of the repository"
    }
  }

  /// A reason without the values in it.
  private static func kind(of reason: String) -> String {
    let known = [
      "cut off", "no header", "no identifier", "nested more than", "entit", "namespace", "Namespace",
      "mismatch",
      "attribute", "Attribute", "encod", "Encod", "UTF-8", "CDATA", "comment", "Comment", "character", "Char",
      "reference", "DOCTYPE", "processing instruction", "PI", "EndTag", "StartTag", "bytes allowed",
    ]
    return known.first { reason.contains($0) }.map { "broken (\($0))" } ?? "broken (other)"
  }

  // MARK: Records

  private func describe(
    _ metadata: [UInt8], identifier: String, into outcome: inout TrialOutcome
  ) throws(BrokenProperty) {
    outcome.records += 1
    let described = describer.describe(metadata: metadata, identifier: identifier)
    guard let read = described.read else {
      let finding = described.findings.first
      outcome.refuse(finding?.rule ?? "without a finding")
      guard !described.withheld.isEmpty else {
        throw BrokenProperty("what cannot be read is withheld", "\(described.kind)")
      }
      return
    }
    outcome.read += 1
    if described.withheld.isEmpty { outcome.published += 1 }
    let promises = RecordPromises(describer: describer)
    if described.kind == .external || described.kind == .internal {
      try promises.checkReading(of: metadata, read)
    }
    try promises.checkReports(of: described, metadata.count)
    try promises.checkViews(of: read)
    try promises.checkTexts(of: described, read)
    try promises.checkWriting(of: described, identifier: identifier)
  }
}
