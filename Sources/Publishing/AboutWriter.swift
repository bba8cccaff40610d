internal import EDM
internal import OAIPMH
internal import Store

/// The `about` containers of a record's forms: where it came from, and the rights of its metadata.
struct AboutWriter {
  private static let publicDomainDedication = "http://creativecommons.org/publicdomain/zero/1.0/"
  private static let edmNamespace = "http://www.europeana.eu/schemas/edm/"

  private let origin: OriginDescription
  private let rights: [UInt8]
  private let others: [UInt8]

  /// - Parameters:
  ///   - abouts: the contents of the incoming containers, self-contained.
  ///   - metadata: the incoming metadata element.
  init(
    source: RecordSource, abouts: [[UInt8]], kind: RecordKind, metadata: [UInt8], settings: PublisherSettings
  ) {
    let provider = settings.providers[source.provider]
    var earlier: OriginDescription?
    var rights: [UInt8] = []
    var others: [UInt8] = []
    for content in abouts {
      switch AboutContainer.content(content) {
      case .provenance(let origin): earlier = earlier ?? origin
      case .rights: rights += AboutContainer.about(carrying: content)
      case .other: others += AboutContainer.about(carrying: content)
      }
    }
    if rights.isEmpty, let reference = provider?.metadataRights {
      rights = AboutContainer.about(rightsReference: reference)
    }
    self.rights = rights
    self.others = others
    origin = OriginDescription(
      baseURL: provider?.endpoint ?? "", identifier: source.identifier, datestamp: source.datestamp,
      metadataNamespace: kind == .external || kind == .internal
        ? Self.edmNamespace : RootElement(of: metadata).namespace,
      harvestDate: source.receivedAt.description, altered: "false", earlier: earlier)
  }

  private func provenance(altered: Bool) -> [UInt8] {
    var origin = origin
    origin.altered = altered ? "true" : "false"
    return AboutContainer.about(origin)
  }

  /// Everything that came with the record, and our hop.
  var ofSource: [UInt8] { provenance(altered: false) + rights + others }

  /// Our writing differs from what was harvested even where nothing was added: its operator, order and
  /// rights.
  var ofEnriched: [UInt8] { provenance(altered: true) + rights }

  /// Annotations are our own statements: the rights of the provider's metadata do not hold for them.
  var ofAnnotations: [UInt8] {
    provenance(altered: true) + AboutContainer.about(rightsReference: Self.publicDomainDedication)
  }
}
