import Fetching
import Foundation

/// Bytes that begin as a JPEG does.
let jpeg: [UInt8] = [0xff, 0xd8, 0xff, 0xe0] + Array("self-made picture".utf8)

/// A configuration without pauses in which loopback is allowed.
func quickConfiguration(allowing blocks: [String] = ["127.0.0.1"]) throws -> FetchConfiguration {
  var configuration = FetchConfiguration(version: "1.0", contact: "mailto:ops@example.org")
  configuration.allowedNetworks = try blocks.map { try CIDRBlock($0) }
  configuration.mediaDelay = .zero
  configuration.endpointRetry = RetryPolicy(attempts: 5, firstWait: .milliseconds(5))
  configuration.firstHold = .milliseconds(20)
  configuration.proxies = ProxySettings()
  return configuration
}

/// Runs something with an engine that is shut down afterwards.
func withEngine<Result>(
  _ configuration: FetchConfiguration, _ body: (FetchEngine) async throws -> Result
) async throws -> Result {
  let engine = FetchEngine(configuration)
  do {
    let result = try await body(engine)
    await engine.shutdown()
    return result
  } catch {
    await engine.shutdown()
    throw error
  }
}

/// A path in a folder of its own that does not exist yet.
func freshPath(_ name: String) throws -> String {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return folder.appendingPathComponent(name).path
}
