internal import EDM
internal import OAIPMH
internal import Store

/// The `about` containers of a record's forms: where it came from, the rights of its metadata, and whether the
/// rights of the object are its provider's word or the configured default.
struct AboutWriter {
  private static let defaultedComment =
    "defaulted: the record states no rights; this is the default configured for its provider"
  private static let dublinCoreNamespace = "http://purl.org/dc/elements/1.1/"
  private static let edmNamespace = "http://www.europeana.eu/schemas/edm/"

  private let origin: OriginDescription
  /// Provenance containers beside ours: further chains, and what cannot be read as a chain.
  private let furtherProvenance: [UInt8]
  private let rights: [UInt8]
  private let others: [UInt8]
  private let described: DescribedRecord

  /// - Parameters:
  ///   - abouts: the contents of the incoming containers, self-contained.
  ///   - metadata: the incoming metadata element.
  init(
    source: RecordSource, abouts: [[UInt8]], described: DescribedRecord, metadata: [UInt8],
    settings: PublisherSettings
  ) {
    self.described = described
    let provider = settings.providers[source.provider]
    var earlier: OriginDescription?
    var furtherProvenance: [UInt8] = []
    var rights: [UInt8] = []
    var others: [UInt8] = []
    for content in abouts {
      switch AboutContainer.content(content) {
      case .provenance(.success(let chain)) where earlier == nil: earlier = chain
      case .provenance: furtherProvenance += AboutContainer.about(carrying: content)
      case .rights: rights += AboutContainer.about(carrying: content)
      case .other: others += AboutContainer.about(carrying: content)
      }
    }
    if rights.isEmpty, let reference = provider?.metadataRights {
      rights = AboutContainer.about(rightsReference: reference)
    }
    self.furtherProvenance = furtherProvenance
    self.rights = rights
    self.others = others
    origin = OriginDescription(
      baseURL: provider?.endpoint ?? "", identifier: source.identifier, datestamp: source.datestamp,
      metadataNamespace: [.external, .internal].contains(described.kind)
        ? Self.edmNamespace : RootElement(of: metadata).namespace,
      harvestDate: source.receivedAt.description, altered: "false", earlier: earlier)
  }

  private func provenance(altered: Bool) -> [UInt8] {
    var origin = origin
    origin.altered = altered ? "true" : "false"
    return AboutContainer.about(origin)
  }

  /// Everything that came with the record, and our hop.
  var ofSource: [UInt8] { provenance(altered: false) + furtherProvenance + rights + others }

  /// Our writing differs from what was harvested even where nothing was added: its operator, order and
  /// rights.
  private var ofEnriched: [UInt8] { provenance(altered: true) + furtherProvenance + rights }

  /// Of the `edm` form.
  var ofEDM: [UInt8] {
    guard let statement = defaultedRights else { return ofEnriched }
    return ofEnriched
      + AboutContainer.about(
        StatementRemark(
          subject: statement.aggregation, predicate: Self.edmNamespace + "rights",
          object: .resource(statement.rights), comment: Self.defaultedComment))
  }

  /// Of the `marcxml` form, whose statement of rights is that of the aggregation.
  var ofMARC: [UInt8] { ofEDM }

  /// Of the `oai_dc` form. A record that came as Dublin Core goes out with its own elements only, so that a
  /// default does not show in it.
  var ofDublinCore: [UInt8] {
    guard let statement = defaultedRights, described.dublinCore == nil else { return ofEnriched }
    return ofEnriched
      + AboutContainer.about(
        StatementRemark(
          subject: described.about, predicate: Self.dublinCoreNamespace + "rights",
          object: .text(statement.rights), comment: Self.defaultedComment))
  }

  /// The rights of the object where the provider's configured default stands for what the record does not say.
  private var defaultedRights: (aggregation: String, rights: String)? {
    guard described.rights.defaulted, let aggregation = described.record.first(.aggregation),
      let rights = aggregation.first(.edmRights)?.text
    else { return nil }
    return (aggregation.about, rights)
  }

  /// Annotations and patches are our own statements: the rights of the provider's metadata do not hold for them.
  var ofOurStatements: [UInt8] {
    provenance(altered: true) + AboutContainer.about(rightsReference: PublishedRights.ofStatements)
  }
}
