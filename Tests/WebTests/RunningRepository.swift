import Foundation
import Logging
import Publishing
import Store
import Web

/// A running server with a repository over given records.
final class RunningRepository: Sendable {
  let port: Int
  private let task: Task<Void, any Error>

  init(
    _ records: any PublishedRecords, limits: ClientLimits = ClientLimits(), pageSize: Int = 10,
    setsOfAllRecords: Set<String> = []
  ) async throws {
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    let server = WinnowServer(
      configuration: ServerConfiguration(port: 0, limits: limits),
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    ) { base in
      let settings = RepositorySettings(
        name: "Running", baseURL: base + "/oai", adminEmails: ["ops@example.org"],
        idPrefix: "oai:records.example.org", formats: PublishedFormat.all, setsOfAllRecords: setsOfAllRecords,
        pageSize: pageSize, compressions: WinnowServer.contentCodings, stylesheet: WinnowServer.stylesheet)
      return Site(
        title: "Running", summary: "Records.",
        repository: Repository(records: records, settings: settings, tokenKey: Array("k".utf8)))
    }
    task = Task {
      defer { continuation.finish() }
      try await server.run { continuation.yield($0) }
    }
    guard let port = await ports.first(where: { _ in true }) else {
      try await task.value
      throw CancellationError()
    }
    self.port = port
  }

  func stop() async {
    task.cancel()
    _ = try? await task.value
  }

  /// Asks over a connection of its own and reads until the server closes it.
  func get(_ path: String, headers: [String] = []) async throws -> Answer {
    let port = port
    let lines = ["GET \(path) HTTP/1.1", "Host: x", "Connection: close"] + headers
    return Answer(
      try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async {
          continuation.resume(
            with: Result { try Connection(port: port).exchange(lines.joined(separator: "\r\n") + "\r\n\r\n") }
          )
        }
      })
  }
}
