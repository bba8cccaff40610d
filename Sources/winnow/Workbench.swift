import EDM
import Fetching
import Foundation
import Imaging
import Inference
import Logging
import OAIPMH
import Pipeline
import Publishing
import SQLiteStore
import Store
import WinnowConfiguration

/// Puts the parts together for a command: configuration, store, blobs, engine, decoder, models.
struct Workbench: Sendable {
  let configuration: Configuration
  let installation: Installation
  let store: any Store
  let blobs: FolderBlobStore
  let log: Logger

  /// Opens what the configuration names; makes or migrates the store.
  init(_ options: CommonOptions) throws {
    let installation = try Workbench.installation()
    let configuration = try Configuration(
      contentsOf: options.config, shippedMappings: installation.mappings)
    self.installation = installation
    self.configuration = configuration
    switch configuration.store {
    case .sqlite(let path): store = try SQLiteStore(path: path)
    }
    switch configuration.blobs {
    case .folder(let path): blobs = try FolderBlobStore(path: path)
    }
    log = Workbench.logger()
  }

  /// Where the files that ship with Winnow are.
  static func installation() throws -> Installation {
    try Installation.find(executable: executablePath, environment: ProcessInfo.processInfo.environment)
  }

  /// The path of this executable, whatever name it was called by.
  static var executablePath: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  }

  /// Logs to standard error: notices and above, or what WINNOW_LOG names.
  static func logger() -> Logger {
    var log = Logger(label: "winnow") { ConsoleLogHandler(label: $0) }
    log.logLevel =
      ProcessInfo.processInfo.environment["WINNOW_LOG"].flatMap { Logger.Level(rawValue: $0) } ?? .notice
    return log
  }

  /// The configured providers of some names, or all.
  func providers(_ names: [String]) throws -> [ProviderConfiguration] {
    guard !configuration.providers.isEmpty else {
      throw CommandFailure(message: "\(configuration.file) has no providers: add one under 'providers'")
    }
    guard !names.isEmpty else { return configuration.providers }
    return try names.map { name in
      guard let provider = configuration.provider(name) else {
        let known = configuration.providers.map(\.id).joined(separator: ", ")
        throw CommandFailure(
          message: "no provider '\(name)' in \(configuration.file): there are \(known)", exitCode: 2)
      }
      return provider
    }
  }

  /// The providers by id.
  var providersByID: [ProviderID: ProviderConfiguration] {
    Dictionary(uniqueKeysWithValues: configuration.providers.map { (ProviderID($0.id), $0) })
  }

  /// The engine that fetches for all providers.
  func engine() throws -> FetchEngine {
    var settings = try Workbench.fetching(configuration)
    let log = log
    settings.holdKeeper = HostHolds(store: store, log: log)
    settings.onRetry = { notice in
      log.notice(
        "trying again",
        metadata: [
          "address": "\(notice.address)", "attempt": "\(notice.attempt)",
          "wait": "\(String(format: "%.1f s", notice.wait / .seconds(1)))",
          "cause": "\(notice.detail)",
        ])
    }
    return FetchEngine(settings)
  }

  /// Who asks on the net, and with which manners.
  static func fetching(_ configuration: Configuration) throws -> FetchConfiguration {
    var settings = FetchConfiguration(version: Release.version, contact: configuration.contact)
    settings.endpointRetry.firstWait = .milliseconds(configuration.retryWaitMilliseconds)
    for (host, manners) in configuration.hosts {
      settings.hosts[host] = HostProfile(
        delay: .milliseconds(manners.delayMilliseconds ?? 1000), connections: manners.connections ?? 1)
    }
    settings.allowedNetworks = try configuration.allowedPrivateNetworks.map { text in
      do { return try CIDRBlock(text) } catch {
        throw CommandFailure(message: "\(configuration.file): network.allow_private: \(error)")
      }
    }
    return settings
  }

  /// How our repository presents itself.
  func repositorySettings() -> RepositorySettings {
    let repository = configuration.repository
    // Each address once; CC0 covers what we say ourselves.
    let rights = Set(configuration.providers.compactMap(\.metadataRights)).union([
      PublishedRights.ofStatements
    ])
    return RepositorySettings(
      name: repository.name, baseURL: repository.baseURL, adminEmails: [repository.adminEmail],
      idPrefix: repository.idPrefix, formats: PublishedFormat.all,
      setsOfAllRecords: PublishedSets.ofAllRecords, metadataRights: rights.sorted(),
      icon: repository.icon.map { RepositoryIcon(url: $0, title: repository.name) })
  }

  /// The rights gate of this configuration.
  func rightsGate() throws -> RightsGate {
    RightsGate(policy: try installation.rightsPolicy(), providers: providersByID)
  }
}
