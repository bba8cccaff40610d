import ArgumentParser
internal import EDM
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
    commandName: "serve", abstract: "Serve what was published: /oai and thumbnails.",
    discussion: "This version has no scheduler: call `winnow run` from a timer beside it.")

  @Option(name: .long, help: "The address to listen at.")
  var host = "127.0.0.1"

  @Option(name: .long, help: "The port; 0 for any that is free.")
  var port = 8080

  @Flag(name: .long, help: "Only serve. This version has no scheduler, so it always does.")
  var noScheduler = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port has to be from 0 to 65535") }
  }

  func run() async throws {
    let bench = try Workbench(common)
    let key = try await bench.store.settle(
      "repository.token-key", (0..<32).map { _ in UInt8.random(in: .min ... .max) })
    let log = bench.log
    var named = bench.repositorySettings()
    for provider in bench.configuration.providers {
      named.providerNames[ProviderID(provider.id)] = provider.name
    }
    let settings = named
    let repository = Repository(
      records: bench.store, settings: settings, tokenKey: key, onFailure: { log.error("\($0)") })
    let thumbnails = try ThumbnailDesk(store: bench.store, blobs: bench.blobs, rights: bench.rightsGate())
    let server = WinnowServer(configuration: ServerConfiguration(host: host, port: port), logger: log) { _ in
      Site(
        title: settings.name, summary: "Enriched records, for harvesting.", repository: repository,
        thumbnail: { try await thumbnails.thumbnail($0) })
    }
    let (host, json) = (host, common.json)
    try await server.run { port in
      ListeningAddress(host: host, port: port).tell("serving \(settings.name)", json: json, log: log)
    }
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
