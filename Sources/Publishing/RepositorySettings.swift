public import OAIPMH
public import Store

/// How a repository presents itself and its lists.
public struct RepositorySettings: Sendable {
  /// A name for people.
  public var name: String
  /// The address of the repository, without arguments.
  public var baseURL: String
  /// At least one, of the shape `name@host.tld`.
  public var adminEmails: [String]
  /// The beginning of our identifiers, such as `oai:winnow.example.org`.
  public var idPrefix: String
  /// The formats on offer.
  public var formats: [MetadataFormat]
  /// What becomes of the headers of deleted records: `persistent` only where none is ever forgotten.
  public var deletedRecords: DeletedRecordPolicy
  /// What providers are called in the names of their sets; their ids stand for those not named here.
  public var providerNames: [ProviderID: String]
  /// Sets that hold every record. The records' own sets do not name them: they are answered as the whole list, and
  /// offered where one of the sets below them is.
  public var setsOfAllRecords: Set<String>
  /// Records in one part of a list.
  public var pageSize: Int
  /// Sets in one part of `ListSets`.
  public var setPageSize: Int
  /// For how many seconds a resumption token can be used.
  public var tokenLifetime: Int64
  /// Content codings that the server offers, such as `gzip`.
  public var compressions: [String]
  /// The address of an XSLT stylesheet for people with a browser, or `nil`.
  public var stylesheet: String?
  /// The rights statements that hold for metadata of the repository, by their addresses.
  public var metadataRights: [String]
  /// The picture that stands for the repository.
  public var icon: RepositoryIcon?

  /// Settings of a repository.
  /// - Parameters:
  ///   - pageSize: records in one part of a list; 200 unless told.
  ///   - tokenLifetime: seconds; a week unless told.
  public init(
    name: String, baseURL: String, adminEmails: [String], idPrefix: String, formats: [MetadataFormat],
    deletedRecords: DeletedRecordPolicy = .persistent, providerNames: [ProviderID: String] = [:],
    setsOfAllRecords: Set<String> = [],
    pageSize: Int = 200, setPageSize: Int = 1000, tokenLifetime: Int64 = 7 * 86_400,
    compressions: [String] = [], stylesheet: String? = nil, metadataRights: [String] = [],
    icon: RepositoryIcon? = nil
  ) {
    self.name = name
    self.baseURL = baseURL
    self.adminEmails = adminEmails
    self.idPrefix = idPrefix
    self.formats = formats
    self.deletedRecords = deletedRecords
    self.providerNames = providerNames
    self.setsOfAllRecords = setsOfAllRecords
    self.pageSize = max(1, pageSize)
    self.setPageSize = max(1, setPageSize)
    self.tokenLifetime = tokenLifetime
    self.compressions = compressions
    self.stylesheet = stylesheet
    self.metadataRights = metadataRights
    self.icon = icon
  }
}

/// The formats in which Winnow publishes records.
public enum PublishedFormat {
  /// The record as it was received.
  public static let source = "source"
  /// EDM external with our statements beside the provider's.
  public static let edm = "edm"
  /// Dublin Core.
  public static let dublinCore = "oai_dc"
  /// Everything we say, as Web Annotations.
  public static let annotations = "oa"

  /// A minimal complete record of MARC 21 in XML.
  public static let marcxml = "marcxml"
  /// What we add to a record of the provider's own catalogue, as a record of MARC 21 in XML.
  public static let cataloguePatch = "marcxml_patch"

  /// Everything we say, as an AnnotationPage of IIIF: beside the lists.
  public static let annotationPage = "+annotations"
  /// A manifest for a record whose provider has none: beside the lists.
  public static let manifest = "+manifest"
  /// What was measured of the record's files, as JSON-LD: beside the lists.
  public static let quality = "+quality"

  /// All that a repository lists, in the order of `ListMetadataFormats`.
  public static let prefixes = [source, edm, dublinCore, marcxml, cataloguePatch, annotations]

  /// What `ListMetadataFormats` says of them.
  public static let all = [
    MetadataFormat(
      prefix: dublinCore, schema: "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
      namespace: "http://www.openarchives.org/OAI/2.0/oai_dc/"),
    MetadataFormat(
      prefix: edm, schema: "http://www.europeana.eu/schemas/edm/EDM.xsd",
      namespace: "http://www.europeana.eu/schemas/edm/"),
    MetadataFormat(prefix: marcxml, schema: MARCXMLWriter.schema, namespace: MARCXMLWriter.namespace),
    MetadataFormat(prefix: cataloguePatch, schema: MARCXMLWriter.schema, namespace: MARCXMLWriter.namespace),
    // Each record keeps the format in which its provider sent it, so no one schema binds them.
    MetadataFormat(
      prefix: source, schema: "http://www.w3.org/2001/XMLSchema.xsd",
      namespace: "http://www.w3.org/2001/XMLSchema-instance"),
    MetadataFormat(
      prefix: annotations, schema: "http://www.openarchives.org/OAI/2.0/rdf.xsd",
      namespace: "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
  ]
}
