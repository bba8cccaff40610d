import EDM
import Hashing
import OAIPMH
import Publishing
import Store

/// A made-up record at every station of its way: as received, described, concluded and published, made once by the code
/// that production runs, and then given out under any number.
struct StoredSample: Sendable {
  private let element: NumberedText
  private let setSpecs: [String]
  private let description: RecordDescription
  private let about: NumberedText
  private let landingPage: NumberedText
  private let statements: [EnrichmentStatement]
  private let published: PublishedRecord
  private let forms: [(metadata: NumberedText?, about: NumberedText)]
  private let identifier: NumberedText

  private static let context = Array(" xmlns=\"http://www.openarchives.org/OAI/2.0/\"".utf8)

  /// Makes a sample.
  /// - Parameters:
  ///   - metadata: the record; its number stands in it as it is, and plus a million.
  ///   - number: seven digits, the first of them 1.
  ///   - statements: how many things a model said of it.
  init(
    metadata: String, number: Int, provider: ProviderID, set: String, statements count: Int,
    describer: RecordDescriber, publisher: RecordPublisher, now: Timestamp
  ) throws {
    let numbers = [number, number + 1_000_000]
    let name = Self.identifier(number)
    let header =
      "<header><identifier>\(name)</identifier><datestamp>2026-01-01T00:00:00Z</datestamp>"
      + "<setSpec>\(set)</setSpec></header>"
    let bytes = Array("<record>\(header)<metadata>\(metadata)</metadata></record>".utf8)
    let described = describer.describe(metadata: Array(metadata.utf8), identifier: name)
    let statements = (0..<count).map { Self.statement($0, of: number, at: now) }
    let source = RecordSource(
      key: RecordKey(rawValue: 0), provider: provider, identifier: name, prefix: "edm",
      datestamp: "2026-01-01T00:00:00Z", deleted: false, setSpecs: [set], bytes: bytes, context: Self.context,
      contentHash: ContentHash(of: bytes), version: 1, request: "", receivedAt: now, repairs: [])
    description = RecordDescription(
      kind: described.kind.rawValue, about: described.about, title: described.title, type: described.type,
      rights: described.rights, findings: described.findings, withheld: described.withheld,
      webResources: described.webResources.filter { $0.role == .isShownAt })
    published = try publisher.publish(
      RecordDossier(
        source: source, description: description, webResources: [], facts: [:], results: [:], relations: [],
        decisions: [], statements: statements, withdrawal: nil), described: described, at: now)
    element = NumberedText(bytes, numbers: numbers)
    setSpecs = [set]
    about = NumberedText(described.about, numbers: numbers)
    landingPage = NumberedText(description.webResources.first?.address ?? "", numbers: numbers)
    identifier = NumberedText(published.identifier, numbers: numbers)
    self.statements = statements
    forms = published.forms.map { form in
      var metadata: NumberedText?
      if case .metadata(let bytes) = form.content { metadata = NumberedText(bytes, numbers: numbers) }
      return (metadata, NumberedText(form.about, numbers: numbers))
    }
  }

  private static func identifier(_ number: Int) -> String {
    "oai:collection.example.org:item_\(number)"
  }

  private static func statement(_ position: Int, of number: Int, at now: Timestamp) -> EnrichmentStatement {
    let image = "http://images.example.org/iiif/\(number)_0/full/full/0/default.jpg"
    return EnrichmentStatement(
      id: "s\(number)-\(position)", property: "dc:subject",
      concept: "http://www.wikidata.org/entity/Q\(146 + position)", label: "cat",
      medium: ContentHash(of: Array(image.utf8)), webResource: image, imageRequest: image, region: "full",
      model: "sample-model", weightsHash: ContentHash(of: Array("weights".utf8)), preprocessing: "resize-224",
      confidence: 0.75, generatedAt: now, recordVersion: 1, standing: .annotation,
      reason: "not proven on heritage data")
  }

  // MARK: Under another number

  /// The record as a page brings it.
  func incoming(_ record: Int) -> IncomingRecord {
    let bytes = element.bytes(of: record)
    return IncomingRecord(
      identifier: Self.identifier(1_000_000 + record), datestamp: "2026-01-01T00:00:00Z", deleted: false,
      setSpecs: setSpecs, bytes: bytes, context: Self.context, contentHash: ContentHash(of: bytes))
  }

  /// The tombstone that a page brings later.
  func tombstone(_ record: Int) -> IncomingRecord {
    let name = Self.identifier(1_000_000 + record)
    let header =
      "<header status=\"deleted\"><identifier>\(name)</identifier><datestamp>2026-01-02T00:00:00Z</datestamp>"
    let bytes = Array("<record>\(header)<setSpec>\(setSpecs[0])</setSpec></header></record>".utf8)
    return IncomingRecord(
      identifier: name, datestamp: "2026-01-02T00:00:00Z", deleted: true, setSpecs: setSpecs, bytes: bytes,
      context: Self.context, contentHash: ContentHash(of: bytes))
  }

  /// What describing it finds. Only the landing page is kept of its addresses: nothing is to be fetched.
  func description(_ record: Int) -> RecordDescription {
    var result = description
    result.about = about.text(of: record)
    if !result.webResources.isEmpty { result.webResources[0].address = landingPage.text(of: record) }
    return result
  }

  /// What is said of it.
  func statements(_ record: Int) -> [EnrichmentStatement] {
    statements.enumerated().map { position, statement in
      var result = statement
      result.id = "s\(1_000_000 + record)-\(position)"
      return result
    }
  }

  /// What is published of it.
  func published(_ record: Int, as key: RecordKey) -> PublishedRecord {
    var result = published
    result.record = key
    result.identifier = identifier.text(of: record)
    for (index, form) in forms.enumerated() {
      if let metadata = form.metadata { result.forms[index].content = .metadata(metadata.bytes(of: record)) }
      result.forms[index].about = form.about.bytes(of: record)
    }
    return result
  }

  /// What is published of it once it is deleted.
  func withdrawn(_ record: Int, as key: RecordKey) -> PublishedRecord {
    PublishedRecord(
      record: key, identifier: identifier.text(of: record), setSpecs: published.setSpecs,
      forms: PublishedFormat.prefixes.map { PublishedForm(prefix: $0, content: .deleted, about: []) })
  }
}
