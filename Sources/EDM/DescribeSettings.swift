public import XMLCodec

/// What turns records of one format into EDM.
public enum RecordMapping: Sendable {
  /// A stylesheet of XSLT 1.0, run within the process.
  case stylesheet(XSLTStylesheet)
  /// A stylesheet that a program of the operator's runs, many records at once; its name.
  case engine(name: String)

  /// The name of the stylesheet, for messages.
  public var name: String {
    switch self {
    case .stylesheet(let stylesheet): stylesheet.name
    case .engine(let name): name
    }
  }
}

/// What describing a provider's records needs to know of the provider.
public struct DescribeSettings: Sendable {
  /// Values for what a provider leaves out of every record; each use is reported.
  public struct Defaults: Sendable, Equatable {
    /// `edm:dataProvider`
    public var dataProvider: String?
    /// The country, for mappings.
    public var country: String?
    /// The language of the objects, for `dc:language` of texts.
    public var language: String?
    /// The rights statement of the files.
    public var rights: String?
    /// `edm:type`: one of ``types``.
    public var type: String?

    /// The kinds of objects that EDM knows.
    public static var types: [String] { ["TEXT", "IMAGE", "SOUND", "VIDEO", "3D"] }

    /// Defaults; what is `nil` is not supplied.
    public init(
      dataProvider: String? = nil, country: String? = nil, language: String? = nil, rights: String? = nil,
      type: String? = nil
    ) {
      self.dataProvider = dataProvider
      self.country = country
      self.language = language
      self.rights = rights
      self.type = type
    }
  }

  /// Which of Europeana's rules a record must keep to be published.
  public enum Validity: String, Sendable, Codable {
    /// The schema and the Schematron rules.
    case schematron
    /// The schema alone: rights statements outside Europeana's list and records without a subject are
    /// published too.
    case schema
  }

  /// The stable id of the provider, part of minted identifiers.
  public var providerID: String
  /// The provider's name: `edm:provider` where a record names none.
  public var providerName: String?
  /// Values for what the records leave out.
  public var defaults: Defaults
  /// The provider's own mapping to EDM, for every other format.
  public var mapping: RecordMapping?
  /// Mappings to EDM by format, where the provider has none of its own.
  public var mappings: [RecordKind: XSLTStylesheet]
  /// Rules that derive image addresses, tried in order.
  public var mediaRules: [MediaRule]
  /// What minted identifiers begin with: a URI without a trailing colon, such as `oai:winnow.example.org`.
  public var idPrefix: String
  /// Which rules a record must keep to be published.
  public var validity: Validity

  /// Settings of one provider.
  public init(
    providerID: String, providerName: String? = nil, defaults: Defaults = Defaults(),
    mapping: RecordMapping? = nil, mappings: [RecordKind: XSLTStylesheet] = [:],
    mediaRules: [MediaRule] = [], idPrefix: String, validity: Validity = .schematron
  ) {
    self.providerID = providerID
    self.providerName = providerName
    self.defaults = defaults
    self.mapping = mapping
    self.mappings = mappings
    self.mediaRules = mediaRules
    self.idPrefix = idPrefix
    self.validity = validity
  }

  /// What turns a format into EDM; `nil` where nothing does, and for EDM itself.
  public func mapping(of kind: RecordKind) -> RecordMapping? {
    if kind == .external || kind == .internal { return nil }
    return mapping ?? mappings[kind].map { .stylesheet($0) }
  }

  /// The values that every mapping may declare as a parameter, for all records of the provider.
  public var mappingParameters: [String: String] {
    [
      "dataProvider": defaults.dataProvider ?? "",
      "country": defaults.country ?? "",
      "language": defaults.language ?? "",
      "rights": defaults.rights ?? "",
      "provider": providerName ?? "",
    ]
  }
}

/// The metadata format of a record, recognised by the namespace of its root.
public enum RecordKind: String, Sendable, Codable, CaseIterable {
  /// EDM as providers send it.
  case external
  /// EDM as Europeana holds it.
  case `internal`
  /// Unqualified Dublin Core of OAI-PMH.
  case dublinCore = "oai_dc"
  /// Dublin Core with the qualifiers of DCMI.
  case qualifiedDublinCore = "oai_qdc"
  case mods, marcxml, lido, mets, ead
  /// A IIIF manifest in the XML form of JSON.
  case iiif
  /// None of these, or not well-formed.
  case unknown

  /// The format whose root element has a name; EDM is `external` until its content shows otherwise.
  static func named(_ namespace: String, _ local: String) -> RecordKind {
    switch namespace {
    case KnownNamespace.rdf.name where local == "RDF": .external
    case "http://www.openarchives.org/OAI/2.0/oai_dc/": .dublinCore
    case "http://worldcat.org/xmlschemas/qdc-1.0/", "http://www.openarchives.org/OAI/2.0/oai_qdc/",
      "http://dublincore.org/schemas/xmls/qdc/", "http://dspace.org/qualifieddc/":
      .qualifiedDublinCore
    case "http://www.loc.gov/mods/v3": .mods
    case "http://www.loc.gov/MARC21/slim": .marcxml
    case "http://www.lido-schema.org": .lido
    case "http://www.loc.gov/METS/": .mets
    case "http://www.w3.org/2005/xpath-functions" where local == "map": .iiif
    case "urn:isbn:1-931666-22-9", "http://ead3.archivists.org/schema/": .ead
    case "" where local == "ead": .ead
    default: .unknown
    }
  }
}
