import ArgumentParser
import Fetching
import Foundation
import Pipeline

/// `winnow identify URL`
struct IdentifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identify",
    abstract: "Judge an OAI-PMH endpoint: can it be harvested, and how long will it take?")

  @Argument(help: "The base URL of the endpoint.")
  var url: String

  @Option(name: .long, help: "The metadata prefix to try.")
  var prefix: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    var settings =
      try common.configurationIfPresent().map { try Workbench.fetching($0) }
      ?? FetchConfiguration(
        version: Release.version, contact: "mailto:winnow@\(ProcessInfo.processInfo.hostName)")
    settings.endpointRetry = .never
    let engine = FetchEngine(settings)
    let judgement = await EndpointJudge(engine: engine).judge(url, prefix: prefix)
    await engine.shutdown()
    if common.json {
      try Output.json(judgement)
    } else {
      for line in judgement.lines { Output.line(line) }
    }
    if !judgement.harvestable { throw ExitCode(1) }
  }
}
