public import EDM
public import Store

/// What publishing needs to know beside the records.
public struct PublisherSettings: Sendable {
  /// What is known of a provider.
  public struct Provider: Sendable, Equatable {
    /// The address of its OAI-PMH repository, or what else it is harvested from.
    public var endpoint: String
    /// The rights of its metadata, where its records do not state them: the address of a statement.
    public var metadataRights: String?
    /// What stands before its numbers in field 035 of its catalogue, such as `(BE-Amsab)`.
    public var marcPrefix: String?
    /// The language of its catalogue, in which it reads our terms: a tag or a name.
    public var language: String?

    /// What is known of a provider.
    public init(
      endpoint: String, metadataRights: String? = nil, marcPrefix: String? = nil, language: String? = nil
    ) {
      self.endpoint = endpoint
      self.metadataRights = metadataRights
      self.marcPrefix = marcPrefix
      self.language = language
    }
  }

  /// The beginning of our identifiers, such as `oai:winnow.example.org`.
  public var idPrefix: String
  /// Who publishes: becomes `edm:provider`.
  public var operatorName: String
  /// The beginning of the IRIs of annotations, such as `http://winnow.example.org/annotations/`.
  public var annotationBase: String
  /// Whether `edm` bears `edm:wasGeneratedBy` and `edm:confidenceLevel`.
  public var statementAttributes: Bool
  /// By the provider's id.
  public var providers: [ProviderID: Provider]
  /// The concepts that statements may link to.
  public var vocabulary: Vocabulary
  /// The address of our repository, to which MARC fields of provenance lead back; `nil` for none.
  public var baseURL: String?
  /// Our organisation in MARC; its name stands where a code has to.
  public var isil: String?

  /// What publishing needs to know.
  public init(
    idPrefix: String, operatorName: String, annotationBase: String, statementAttributes: Bool = false,
    providers: [ProviderID: Provider], vocabulary: Vocabulary, baseURL: String? = nil, isil: String? = nil
  ) {
    self.baseURL = baseURL
    self.isil = isil
    self.idPrefix = idPrefix
    self.operatorName = operatorName
    self.annotationBase = annotationBase
    self.statementAttributes = statementAttributes
    self.providers = providers
    self.vocabulary = vocabulary
  }
}

/// A record cannot be published.
public struct PublishingError: Error, Sendable, CustomStringConvertible {
  /// Names the record and the remedy, in one line.
  public let description: String

  init(_ description: String) { self.description = description }
}
