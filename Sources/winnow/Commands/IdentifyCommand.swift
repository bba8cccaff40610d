import ArgumentParser
import Fetching
import Foundation
import Pipeline
import WinnowConfiguration

/// `winnow identify URL`
struct IdentifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identify",
    abstract: "Judge an OAI-PMH endpoint: can it be harvested, and how long will it take?",
    discussion: """
      Asks at most 15 requests: Identify, formats, sets, two pages of records, lists by date, one record. Where \
      winnow.yaml has a provider with this address, its credentials and certificates are used.
      """)

  @Argument(help: "The base URL of the endpoint.")
  var url: String

  @Option(name: .long, help: "The metadata prefix to try.")
  var prefix: String?

  @Option(name: .customLong("set"), help: "The set to try.")
  var chosenSet: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let configured = try common.configurationIfPresent()
    var settings =
      try configured.map { try Workbench.fetching($0) }
      ?? FetchConfiguration(
        version: Release.version, contact: "mailto:winnow@\(ProcessInfo.processInfo.hostName)")
    settings.endpointRetry = .never
    let engine = FetchEngine(settings)
    let judgement: EndpointJudgement
    do {
      let judge = try judge(engine, settings: settings, configured: configured)
      judgement = await judge.judge(url, prefix: prefix, set: chosenSet)
    } catch {
      await engine.shutdown()
      throw CommandFailure(message: "\(error)")
    }
    await engine.shutdown()
    if common.json {
      try Output.json(judgement)
    } else {
      for line in judgement.lines { Output.line(line) }
    }
    if !judgement.harvestable { throw ExitCode(1) }
  }

  private func judge(
    _ engine: FetchEngine, settings: FetchConfiguration, configured: Configuration?
  ) throws -> EndpointJudge {
    let mapped = try Workbench.installation().mappedPrefixes()
    let pause = settings.endpointPause(for: url)
    if let provider = configured?.providers.first(where: { $0.harvest.url == url }) {
      return try EndpointJudge(
        engine: engine, provider: provider, environment: ProcessInfo.processInfo.environment,
        mappedPrefixes: mapped, pause: pause)
    }
    return EndpointJudge(engine: engine, mappedPrefixes: mapped, pause: pause)
  }
}

extension Installation {
  /// The metadata prefixes for which a mapping to EDM ships.
  fileprivate func mappedPrefixes() throws -> Set<String> {
    let suffix = "-to-edm.xsl"
    let names = try FileManager.default.contentsOfDirectory(atPath: mappings)
    return Set(names.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) })
  }
}
