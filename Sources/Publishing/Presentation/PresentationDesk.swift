internal import IIIF
public import OAIPMH
public import Store

/// What stands at an address below `/iiif`.
public enum PresentationAnswer: Sendable, Equatable {
  /// A document.
  /// - `modified`: when what it says last changed, where that is known.
  case document([UInt8], contentType: String, modified: Timestamp?)
  /// It is elsewhere: the address.
  case elsewhere(String)
  /// It was here: the record was deleted or withdrawn, or has no such document any more.
  case gone
  case missing
}

/// Finds what stands below `/iiif`: annotations, manifests and measurements of records, the stream of their changes,
/// and what the terms in them mean.
///
/// All that is said of a record was written when it was published, in one transaction with what the repository says;
/// here it is only looked up.
public struct PresentationDesk: Sendable {
  private let records: any PublishedHistory
  private let addresses: PresentationAddresses
  private let providerManifest: @Sendable (RecordKey) async throws -> String?
  private let stream: ChangeStream

  /// - Parameters:
  ///   - providerManifest: the manifest that a record's provider has, where there is one.
  ///   - pageSize: records in one page of the stream of changes.
  ///   - clock: the current second.
  public init(
    records: any PublishedHistory, addresses: PresentationAddresses,
    providerManifest: @escaping @Sendable (RecordKey) async throws -> String?, pageSize: Int = 100,
    clock: @escaping @Sendable () -> Timestamp = { .now }
  ) {
    self.records = records
    self.addresses = addresses
    self.providerManifest = providerManifest
    stream = ChangeStream(records: records, addresses: addresses, pageSize: pageSize, clock: clock)
  }

  private static let linkedData = "application/ld+json"
  private static let presentation =
    "application/ld+json;profile=\"\(AnnotationJSONWriter.presentationContext)\""
  private static let annotation =
    "application/ld+json;profile=\"\(AnnotationJSONWriter.annotationContext)\""
  private static let discovery =
    "application/ld+json;profile=\"http://iiif.io/api/discovery/1/context.json\""

  /// What stands at a path.
  /// - Parameter segments: those behind `/iiif/`, percent-decoded.
  public func answer(_ segments: [String]) async throws -> PresentationAnswer {
    switch segments.first {
    case "changes" where segments.count == 1:
      return .document(try await stream.collection(), contentType: Self.discovery, modified: nil)
    case "changes" where segments.count == 2:
      return Self.found(try await stream.page(named: segments[1]), Self.discovery)
    case "context.json" where segments.count == 1:
      return Self.found(AnnotationContext.document.bytes, Self.linkedData)
    case "metrics" where segments.count == 1:
      return Self.found(QualityWriter(addresses: addresses).metrics, Self.linkedData)
    case "metrics" where segments.count == 2:
      return Self.found(QualityWriter(addresses: addresses).metric(segments[1]), Self.linkedData)
    default: return try await record(segments)
    }
  }

  private static func found(_ bytes: [UInt8]?, _ contentType: String) -> PresentationAnswer {
    bytes.map { .document($0, contentType: contentType, modified: nil) } ?? .missing
  }

  /// The identifier is one segment; one whose slashes a proxy has decoded is understood too.
  private func record(_ segments: [String]) async throws -> PresentationAnswer {
    func identifier(dropping count: Int) -> String { segments.dropLast(count).joined(separator: "/") }
    let end = segments.suffix(3)
    switch (segments.count, segments.last) {
    case (2..., "manifest"): return try await manifest(identifier(dropping: 1))
    case (2..., "annotations"):
      return try await document(
        identifier(dropping: 1), PublishedFormat.annotationPage, Self.presentation)
    case (2..., "quality"):
      return try await document(identifier(dropping: 1), PublishedFormat.quality, Self.linkedData)
    case (2..., "edm"):
      return try await document(identifier(dropping: 1), PublishedFormat.edm, "application/rdf+xml")
    case (4..., "review") where end.first == "annotations":
      return try await annotation(identifier(dropping: 3), segments[segments.count - 2], isReview: true)
    case (3..., let statement?) where end.dropFirst().first == "annotations":
      return try await annotation(identifier(dropping: 2), statement, isReview: false)
    case (3..., _) where end.dropFirst().first == "canvas":
      return try await canvas(identifier(dropping: 2))
    default: return .missing
    }
  }

  private func document(
    _ identifier: String, _ prefix: String, _ contentType: String
  ) async throws -> PresentationAnswer {
    guard let entry = try await records.entry(identifier: identifier, prefix: prefix) else {
      return try await isGone(identifier) ? .gone : .missing
    }
    guard case .metadata(let bytes) = entry.form.content else { return .gone }
    return .document(bytes, contentType: contentType, modified: entry.stamp)
  }

  /// Whether a record was deleted or withdrawn: then nothing that it ever had is here.
  private func isGone(_ identifier: String) async throws -> Bool {
    let source = try await records.entry(identifier: identifier, prefix: PublishedFormat.source)
    return source?.form.content == .deleted
  }

  /// The record's own manifest, or the way to that of its provider.
  private func manifest(_ identifier: String) async throws -> PresentationAnswer {
    let own = try await document(identifier, PublishedFormat.manifest, Self.presentation)
    if case .document = own { return own }
    guard let source = try await records.entry(identifier: identifier, prefix: PublishedFormat.source),
      source.form.content != .deleted, let address = try await providerManifest(source.record),
      address.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return own }
    return .elsewhere(address)
  }

  /// A canvas is described in its manifest.
  private func canvas(_ identifier: String) async throws -> PresentationAnswer {
    let manifest = try await document(identifier, PublishedFormat.manifest, Self.presentation)
    if case .document = manifest { return .elsewhere(addresses.manifest(identifier)) }
    return manifest
  }

  private func annotation(
    _ identifier: String, _ statement: String, isReview: Bool
  ) async throws -> PresentationAnswer {
    let page = try await document(identifier, PublishedFormat.annotationPage, Self.annotation)
    guard case .document(let bytes, let contentType, let modified) = page else { return page }
    let id = addresses.annotation(identifier, statement: statement) + (isReview ? "/review" : "")
    let annotation = AnnotationJSONWriter.document(id, inPage: bytes, context: addresses.context)
    return annotation.map { .document($0, contentType: contentType, modified: modified) } ?? .missing
  }
}
