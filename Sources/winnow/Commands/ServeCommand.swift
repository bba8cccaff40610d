import ArgumentParser
internal import EDM
import Fetching
import Foundation
import Hashing
import Logging
import OAIPMH
import Pipeline
import Publishing
import Store
import Web
internal import WinnowConfiguration

/// `winnow serve`
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve what was published (/oai, thumbnails, /metrics) and run providers on their schedules.",
    discussion: """
      A provider with 'harvest.schedule' is harvested, enriched and published when it is due, in the time zone of \
      this machine; one that was never harvested is run at once. Trouble raises alarms: in the log, in \
      `winnow report`, and by 'notify'.
      """)

  @Option(name: .long, help: "The address to listen at.")
  var host = "127.0.0.1"

  @Option(name: .long, help: "The port; 0 for any that is free.")
  var port = 8080

  @Flag(name: .long, help: "Only serve: `winnow run` is called from elsewhere.")
  var noScheduler = false

  @OptionGroup var common: CommonOptions

  /// After this time what is under way at the end is torn, which the next start mends; seconds.
  private static let patience: Int64 = 60

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port has to be from 0 to 65535") }
  }

  func run() async throws {
    let bench = try Workbench(common)
    let scheduling = noScheduler ? nil : ScheduledLine(bench)
    let monitor = Monitor(bench, scheduler: scheduling?.scheduler)
    let settings = bench.namedRepositorySettings()
    let repository = try await bench.repository(settings)
    let thumbnails = try ThumbnailDesk(store: bench.store, blobs: bench.blobs, rights: bench.rightsGate())
    let presentation = bench.presentation(settings)
    let log = bench.log
    let listening = ServerConfiguration(host: host, port: port, limits: try bench.clientLimits())
    let server = WinnowServer(configuration: listening, logger: log) { _ in
      Site(
        title: settings.name, summary: "Enriched records, for harvesting.", repository: repository,
        thumbnail: { try await thumbnails.thumbnail($0) }, presentation: presentation,
        metrics: { try await monitor.metrics($0) })
    }
    let (host, json) = (host, common.json)
    for line in try await scheduling?.announcement(at: .now) ?? [] { standardError(line) }
    try await server.run(beside: scheduling.map { [$0] } ?? [], patience: Self.patience) { port in
      ListeningAddress(host: host, port: port).tell("serving \(settings.name)", json: json, log: log)
    }
  }
}

extension Workbench {
  /// What one client may ask of the server at once.
  fileprivate func clientLimits() throws -> ClientLimits {
    let limits = configuration.repository.limits
    var result = ClientLimits(
      trustedProxies: try limits.trustedProxies.map { text in
        do { return try CIDRBlock(text) } catch {
          throw CommandFailure(
            message: "\(configuration.file): repository.limits.trusted_proxies: \(error)", exitCode: 2)
        }
      })
    if let requests = limits.requestsPerClient { result.requests = requests }
    if let connections = limits.connectionsPerClient { result.connections = connections }
    return result
  }

  /// How our repository presents itself, its providers by name.
  fileprivate func namedRepositorySettings() -> RepositorySettings {
    var settings = repositorySettings()
    settings.compressions = WinnowServer.contentCodings
    settings.stylesheet = WinnowServer.stylesheet
    for provider in configuration.providers {
      settings.providerNames[ProviderID(provider.id)] = provider.name
    }
    return settings
  }

  /// What answers at `/oai`.
  fileprivate func repository(_ settings: RepositorySettings) async throws -> Repository {
    let key = try await store.settle(
      "repository.token-key", (0..<32).map { _ in UInt8.random(in: .min ... .max) })
    let log = log
    return Repository(records: store, settings: settings, tokenKey: key, onFailure: { log.error("\($0)") })
  }
}

extension Workbench {
  /// What answers below `/iiif`.
  fileprivate func presentation(_ settings: RepositorySettings) -> PresentationDesk {
    let store = store
    return PresentationDesk(
      records: store, addresses: PresentationAddresses(repository: settings.baseURL),
      providerManifest: { try await store.dossiers([$0]).first?.providerManifest })
  }
}

/// Hands out thumbnails, as far as the rights of the records that show them allow.
struct ThumbnailDesk: Sendable {
  let store: any Store
  let blobs: any BlobStore
  let rights: RightsGate

  func thumbnail(_ hexadecimal: String) async throws -> Site.Derivative {
    guard let medium = ContentHash(hexadecimal: hexadecimal) else { return .missing }
    let shown = try await store.webResources(showing: medium)
    guard let first = shown.first else { return .missing }
    guard shown.contains(where: { rights.allowsThumbnail($0) }) else {
      return .forbidden(rights.decision(for: first).reason)
    }
    let name = BlobName.thumbnail(medium, width: LookStage.thumbnailWidth)
    return try await blobs.get(name).map { .jpeg($0) } ?? .missing
  }
}
