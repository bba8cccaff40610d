import Foundation
import Logging
import OAIPMH
import Publishing
import Store
import Synchronization
import Testing
import Web

@Suite("Metrics of the server")
struct MetricsRouteTests {
  /// Serves a site without a record while a test asks it.
  private func withServer(
    metrics: (@Sendable ([RequestCount]) async throws -> Site.Metrics)?,
    _ body: (LiveSite) async throws -> Void
  ) async throws {
    let site = try await LiveSite(metrics: metrics)
    do { try await body(site) } catch {
      try await site.stop()
      throw error
    }
    try await site.stop()
  }

  @Test("stand at /metrics with their media type, given what was asked for so far")
  func counted() async throws {
    let seen = Mutex<[RequestCount]>([])
    try await withServer(metrics: { requests in
      seen.withLock { $0 = requests }
      return Site.Metrics(text: "winnow_up 1\n", contentType: "text/plain; version=0.0.4; charset=utf-8")
    }) { site in
      for path in [
        "/oai?verb=Identify", "/oai?verb=Identify", "/oai?verb=ListSets", "/oai?verb=%3Cscript%3E", "/oai",
        "/",
        "/media/x/400.jpg", "/nothing",
      ] { _ = try await site.get(path) }
      let answer = try await site.get("/metrics")
      #expect(answer.status == 200 && answer.body == "winnow_up 1\n")
      #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
    }
    let counts = seen.withLock { $0.map { "\($0.route) \($0.verb) \($0.status) \($0.count)" } }
    #expect(
      counts == [
        "media none 404 1", "oai Identify 200 2", "oai ListSets 200 1", "oai none 200 2",
        "welcome none 200 1",
      ])
  }

  @Test("are not there where the site has none, and cannot be written to")
  func missing() async throws {
    try await withServer(metrics: nil) { site in
      #expect(try await site.get("/metrics").status == 404)
      let post = try await site.get("/metrics", method: "POST")
      #expect(post.status == 405 && post.headers["allow"] == "GET, HEAD")
    }
  }
}

/// A running server without a record.
private final class LiveSite: Sendable {
  private let port: Int
  private let task: Task<Void, any Error>

  init(metrics: (@Sendable ([RequestCount]) async throws -> Site.Metrics)?) async throws {
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    let folder = NSTemporaryDirectory() + "winnow-metrics-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let server = WinnowServer(
      configuration: ServerConfiguration(port: 0),
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    ) { base in
      let records = FolderRecords(folder: folder, base: base)
      let settings = RepositorySettings(
        name: "Metered", baseURL: base + "/oai", adminEmails: ["ops@example.org"],
        idPrefix: "oai:records.example.org", formats: [], pageSize: 10)
      return Site(
        title: "Metered", summary: "Nothing.",
        repository: Repository(
          records: records, settings: settings, tokenKey: Array("k".utf8),
          formats: { try await records.formats() }),
        metrics: metrics)
    }
    task = Task {
      defer {
        continuation.finish()
        try? FileManager.default.removeItem(atPath: folder)
      }
      try await server.run { continuation.yield($0) }
    }
    guard let port = await ports.first(where: { _ in true }) else {
      try await task.value
      throw CancellationError()
    }
    self.port = port
  }

  func stop() async throws {
    task.cancel()
    _ = try? await task.value
  }

  /// Asks over a connection of its own and reads until the server closes it.
  func get(_ path: String, method: String = "GET") async throws -> Answer {
    let port = port
    let request = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    return Answer(
      try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async {
          continuation.resume(with: Result { try Connection(port: port).exchange(request) })
        }
      })
  }
}
