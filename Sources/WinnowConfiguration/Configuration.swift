/// Everything `winnow.yaml` says.
public struct Configuration: Sendable {
  /// The file it was read from; relative paths are relative to its folder.
  public var file: String
  public var store: StoreLocation
  public var blobs: BlobLocation
  /// How operators of the servers that we fetch from can reach us; part of the User-Agent.
  public var contact: String
  public var repository: RepositoryConfiguration
  public var providers: [ProviderConfiguration]
  /// Manners towards single hosts.
  public var hosts: [String: HostConfiguration]
  /// Blocks of private addresses that media may point into.
  public var allowedPrivateNetworks: [String]
  /// The model pack to run.
  public var modelPack: String

  /// The provider with an id.
  public func provider(_ id: String) -> ProviderConfiguration? { providers.first { $0.id == id } }
}

/// Where the store is.
public enum StoreLocation: Sendable, Equatable {
  /// A SQLite file, by its absolute path.
  case sqlite(String)
}

/// Where blobs are.
public enum BlobLocation: Sendable, Equatable {
  /// A folder, by its absolute path.
  case folder(String)
}

/// Our own repository.
public struct RepositoryConfiguration: Sendable, Equatable {
  public var name: String
  public var baseURL: String
  public var adminEmail: String
  /// What our identifiers begin with: `oai:winnow.example.org`.
  public var idPrefix: String
  /// Our organisation's code in MARC.
  public var isil: String?
  /// Whether OAI `edm` carries edm:wasGeneratedBy and edm:confidenceLevel.
  public var statementAttributes: Bool
}

/// A partner whose records are harvested.
public struct ProviderConfiguration: Sendable, Equatable {
  public var id: String
  public var name: String
  public var harvest: HarvestConfiguration
  public var defaults: DefaultsConfiguration
  /// The licence of the provider's metadata.
  public var metadataRights: String?
  public var media: [MediaRuleConfiguration]
  /// At most this many media of a record are looked at.
  public var mediaPerRecord: Int
  public var policy: PolicyConfiguration
}

/// How a provider is harvested.
public struct HarvestConfiguration: Sendable, Equatable {
  public var url: String
  public var prefix: String
  /// The absolute path of a stylesheet, where the format is not EDM and the shipped mapping is not wanted.
  public var mapping: String?
  public var sets: [String]
  /// False where completeListSize is known to be an estimate.
  public var countTrusted: Bool
  public var credentials: CredentialsConfiguration?
  /// Certificates of a private authority, by absolute path.
  public var certificateFile: String?
}

/// How a provider's endpoint is told who asks. Secrets stay in the environment.
public enum CredentialsConfiguration: Sendable, Equatable {
  case bearer(environment: String)
  /// The variable holds `user:password`.
  case basic(environment: String)
  case header(name: String, environment: String)
}

/// What holds where a record says nothing.
public struct DefaultsConfiguration: Sendable, Equatable {
  public var dataProvider: String?
  public var country: String?
  public var language: String?
  public var rights: String?

  public init(
    dataProvider: String? = nil, country: String? = nil, language: String? = nil, rights: String? = nil
  ) {
    self.dataProvider = dataProvider
    self.country = country
    self.language = language
    self.rights = rights
  }
}

/// How an image address is derived where the record has none.
public struct MediaRuleConfiguration: Sendable, Equatable {
  /// The element whose values are tried: `dc:identifier`.
  public var from: String
  /// A regular expression; its groups are `$1` to `$9` in the templates.
  public var match: String
  public var manifest: String?
  public var image: String?
}

/// How a provider's media are treated.
public struct PolicyConfiguration: Sendable, Equatable {
  /// Whether media are fetched at all.
  public enum Fetch: String, Sendable { case byRights = "by-rights", never }

  public var fetch: Fetch
  /// True where a contract allows more than the rights statements do.
  public var agreement: Bool
  /// Between two requests to a host of this provider's endpoint or media; milliseconds.
  public var delayMilliseconds: Int?
}

/// Manners towards one host.
public struct HostConfiguration: Sendable, Equatable {
  public var delayMilliseconds: Int?
  public var connections: Int?
}
