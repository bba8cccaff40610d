public import EDM

/// Everything `winnow.yaml` says.
public struct Configuration: Sendable {
  /// The file it was read from; relative paths are relative to its folder.
  public var file: String
  /// Where records, jobs and results live; `winnow.sqlite` beside the file by default.
  public var store: StoreLocation
  /// Where images live; the folder `media` beside the file by default.
  public var blobs: BlobLocation
  /// How operators of the servers that we fetch from can reach us; part of the User-Agent.
  public var contact: String
  /// The repository that `winnow serve` offers.
  public var repository: RepositoryConfiguration
  /// The partners, in the order of the file.
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
  /// The repository's name in Identify and in edm:provider.
  public var name: String
  /// The address of the OAI-PMH endpoint.
  public var baseURL: String
  /// The address of the administrator in Identify.
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
  /// `a-z`, `0-9` and `-`; stable for ever.
  public var id: String
  /// The institution's name.
  public var name: String
  /// How its records are harvested.
  public var harvest: HarvestConfiguration
  /// What holds where its records say nothing.
  public var defaults: DescribeSettings.Defaults
  /// The licence of the provider's metadata.
  public var metadataRights: String?
  /// How image addresses are derived where records carry none.
  public var media: [MediaRuleConfiguration]
  /// At most this many media of a record are looked at.
  public var mediaPerRecord: Int
  /// How its media are treated.
  public var policy: PolicyConfiguration
}

/// How a provider is harvested.
public struct HarvestConfiguration: Sendable, Equatable {
  /// The base URL of the OAI-PMH endpoint.
  public var url: String
  /// The metadata prefix to ask for; `edm` by default.
  public var prefix: String
  /// The absolute path of a stylesheet, where the format is not EDM and the shipped mapping is not wanted.
  public var mapping: String?
  /// The sets to harvest, each with its own high-water mark; empty for the whole repository.
  public var sets: [String]
  /// False where completeListSize is known to be an estimate.
  public var countTrusted: Bool
  /// How the endpoint is told who asks; `nil` for nobody in particular.
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

/// How an image address is derived where the record has none.
public struct MediaRuleConfiguration: Sendable, Equatable {
  /// The element whose values are tried: `dc:identifier`.
  public var from: String
  /// A regular expression; its groups are `$1` to `$9` in the templates.
  public var match: String
  /// The template of a IIIF manifest's address; either this or `image`.
  public var manifest: String?
  /// The template of an image's address; either this or `manifest`.
  public var image: String?
}

/// How a provider's media are treated.
public struct PolicyConfiguration: Sendable, Equatable {
  /// Whether media are fetched at all.
  public enum Fetch: String, Sendable { case byRights = "by-rights", never }

  /// Whether media are fetched.
  public var fetch: Fetch
  /// True where a contract allows more than the rights statements do.
  public var agreement: Bool
  /// Between two requests to a host of this provider's endpoint or media; milliseconds.
  public var delayMilliseconds: Int?
}

/// Manners towards one host.
public struct HostConfiguration: Sendable, Equatable {
  /// Between two requests to the host; milliseconds, `nil` for the usual second.
  public var delayMilliseconds: Int?
  /// Connections at the same time, 1 to 16; `nil` for one.
  public var connections: Int?
}
