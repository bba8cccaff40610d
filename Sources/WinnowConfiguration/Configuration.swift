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
  /// The wait before a failed request to an endpoint is sent again; it doubles each time; milliseconds.
  public var retryWaitMilliseconds: Int
  /// The model pack to run.
  public var modelPack: String
  /// Who is told of alarms; `nil` for the log and the report alone.
  public var notification: NotificationConfiguration?
  /// How concepts of vocabularies are looked up.
  public var vocabularies = VocabularyConfiguration()

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
  /// The address of a picture that stands for the repository, for the branding in Identify.
  public var icon: String?
  /// What one client may ask of the server at once.
  public var limits: LimitsConfiguration
}

/// What one client may ask of `winnow serve` at once; `nil` for the server's own measure.
public struct LimitsConfiguration: Sendable, Equatable {
  /// Requests under way.
  public var requestsPerClient: Int?
  /// Open connections.
  public var connectionsPerClient: Int?
  /// The networks of proxies whose `X-Forwarded-For` names the client.
  public var trustedProxies: [String] = []

  /// The server's own measures.
  public init() {}
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
  /// How a record is found again in the provider's own catalogue; `nil` where nothing goes back there.
  public var localID: LocalIDConfiguration?
  /// How image addresses are derived where records carry none.
  public var media: [MediaRuleConfiguration]
  /// At most this many media of a record are looked at.
  public var mediaPerRecord: Int
  /// How its media are treated.
  public var policy: PolicyConfiguration
}

/// How a provider is harvested.
public struct HarvestConfiguration: Sendable, Equatable {
  /// Where records come from.
  public enum Kind: String, Sendable, CaseIterable {
    /// An OAI-PMH endpoint.
    case oaiPMH = "oai-pmh"
    /// A folder of record files.
    case folder
    /// An archive of record files.
    case zip
    /// A IIIF collection of manifests.
    case iiifCollection = "iiif-collection"
    /// A IIIF Change Discovery stream of manifests.
    case iiifChangeDiscovery = "iiif-change-discovery"

    /// True where `url` is a file or folder of this machine.
    public var isLocal: Bool { self == .folder || self == .zip }
    /// True where records are IIIF manifests.
    public var bringsManifests: Bool { self == .iiifCollection || self == .iiifChangeDiscovery }
  }

  /// Where records come from.
  public var kind: Kind
  /// The base URL of the OAI-PMH endpoint, the address of the collection or stream, or an absolute path.
  public var url: String
  /// The metadata prefix to ask for; `edm` by default, for IIIF manifests `iiif`.
  public var prefix: String
  /// What turns the records into EDM, where the format is not EDM and the shipped mapping is not wanted.
  public var mapping: MappingConfiguration?
  /// The sets to harvest, each with its own high-water mark; empty for the whole repository.
  public var sets: [String]
  /// False where completeListSize is known to be an estimate.
  public var countTrusted: Bool
  /// The spans into which a list is cut from the start; `nil` where long lists are no trouble.
  public var window: HarvestWindow?
  /// By how much an incremental harvest reaches back behind the last complete one; seconds.
  public var overlapSeconds: Int
  /// How often all identifiers are compared with what is held, where the endpoint does not keep its deletions;
  /// days, `nil` for only when asked.
  public var reconcileDays: Int?
  /// The share of a provider's records that may be found deleted at once before a person has to confirm; percent.
  public var deletionGuardPercent: Double
  /// How the endpoint is told who asks; `nil` for nobody in particular.
  public var credentials: CredentialsConfiguration?
  /// Certificates of a private authority, by absolute path.
  public var certificateFile: String?
  /// When `winnow serve` harvests the provider; `nil` for never by itself.
  public var schedule: Schedule?
}

/// A provider's own mapping to EDM.
public struct MappingConfiguration: Sendable, Equatable {
  /// The absolute path of the stylesheet.
  public var file: String
  /// The command that runs it, in batches; `nil` for XSLT 1.0, which is built in.
  public var engine: String?

  /// A mapping by a stylesheet, and the command that runs it where that is not built in.
  public init(file: String, engine: String? = nil) {
    self.file = file
    self.engine = engine
  }
}

/// The span of a part of a list.
public enum HarvestWindow: String, Sendable, Codable, CaseIterable {
  case month
  case day
  case hour

  /// The next smaller span; `nil` below an hour.
  public var narrower: HarvestWindow? {
    switch self {
    case .month: .day
    case .day: .hour
    case .hour: nil
    }
  }
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
