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
  /// The address of our repository, such as `http://winnow.example.org/oai`; annotations and manifests are beside it.
  public var repositoryAddress: String
  /// Whether `edm` bears `edm:wasGeneratedBy` and `edm:confidenceLevel`.
  public var statementAttributes: Bool
  /// By the provider's id.
  public var providers: [ProviderID: Provider]
  /// The concepts that statements may link to.
  public var vocabulary: Vocabulary
  /// Our organisation in MARC; its name stands where a code has to.
  public var isil: String?
  /// Whether the rights of a file, and what its provider agreed to, allow to show it.
  public var mayShow: @Sendable (WebResource) -> Bool

  /// Where annotations and manifests stand.
  public var addresses: PresentationAddresses { PresentationAddresses(repository: repositoryAddress) }

  /// What publishing needs to know.
  /// - Parameter mayShow: nothing unless told.
  public init(
    idPrefix: String, operatorName: String, repositoryAddress: String, statementAttributes: Bool = false,
    providers: [ProviderID: Provider], vocabulary: Vocabulary, isil: String? = nil,
    mayShow: @escaping @Sendable (WebResource) -> Bool = { _ in false }
  ) {
    self.isil = isil
    self.idPrefix = idPrefix
    self.operatorName = operatorName
    self.repositoryAddress = repositoryAddress
    self.mayShow = mayShow
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
