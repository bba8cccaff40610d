import Fetching
import Foundation
import Logging
import OAIPMH
import SQLiteStore
import Store
import Synchronization
import TestSupport
import WinnowConfiguration

@testable import Pipeline

/// A folder with a store in which one provider is harvested from a source of any kind.
final class SourceSpace: Sendable {
  let folder: String
  let store: any Store
  private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  init() throws {
    // Without links, as messages name it.
    folder =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("winnow-source-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    store = try SQLiteStore(path: folder + "/store.sqlite")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ name: String, _ text: String, modified: Int = 1_700_000_000) throws {
    try write(name, Array(text.utf8), modified: modified)
  }

  func write(_ name: String, _ bytes: [UInt8], modified: Int = 1_700_000_000) throws {
    let file = path(name)
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: Double(modified))], ofItemAtPath: file)
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

  /// A provider of a kind.
  /// - Parameter more: further keys of `harvest`, after a comma.
  func provider(_ kind: String, _ url: String, more: String = "") throws -> ProviderConfiguration {
    let configuration = try Configuration(
      parsing: """
        contact: mailto:ops@example.org
        repository: {name: Hub, base_url: "http://hub.example/oai", admin_email: a@hub.example, id_prefix: "oai:hub.example"}
        providers:
          - id: museum
            harvest: {kind: \(kind), url: "\(url)"\(more)}
        """, file: path("winnow.yaml"), shippedMappings: nil)
    return configuration.providers[0]
  }

  /// What a harvest came to.
  struct Result {
    var verdict: HarvestVerdict
    var counts: IngestCounts
    var expense: SourceExpense

    /// New, changed, unchanged, deleted and quarantined.
    var numbers: [Int] { [counts.new, counts.changed, counts.unchanged, counts.deleted, counts.quarantined] }
  }

  /// Harvests the provider once.
  /// - Parameter pages: asks the harvest to stop once this many pages are written.
  func harvest(
    _ provider: ProviderConfiguration, _ options: HarvestOptions = HarvestOptions(),
    stopAfterPages pages: Int? = nil
  ) async throws -> Result {
    var fetching = FetchConfiguration(version: "1.0", contact: "mailto:ops@example.org")
    fetching.allowedNetworks = [try CIDRBlock("127.0.0.1")]
    fetching.hosts["127.0.0.1"] = HostProfile(delay: .zero, connections: 1)
    fetching.endpointRetry = .never
    fetching.mediaRetry = .never
    fetching.proxies = ProxySettings()
    let engine = FetchEngine(fetching)
    let interruption = Interruption()
    let written = Mutex(0)
    let run = try await store.beginRun(provider: ProviderID(provider.id), kind: "harvest", at: .now)
    var intake = Intake(
      provider: ProviderID(provider.id), run: run, store: store, log: log, interruption: interruption
    ) { event in
      guard event.stage == "harvest", let pages else { return }
      let count = written.withLock { count in
        count += 1
        return count
      }
      if count >= pages { interruption.request() }
    }
    let client = try EndpointClient(engine: engine, provider: provider, environment: [:])
    var source: any Source =
      switch provider.harvest.kind {
      case .folder, .zip: FilesSource(provider: provider, log: log)
      case .iiifCollection: CollectionSource(provider: provider, client: client, engine: engine, log: log)
      default: ChangeDiscoverySource(provider: provider, client: client, engine: engine, log: log)
      }
    let verdict = try await source.harvest(options, into: &intake)
    try await intake.settle()
    return Result(verdict: verdict, counts: intake.counts, expense: source.expense)
  }

  /// The current versions of all records by identifier.
  func records() async throws -> [String: RecordSource] {
    let keys = try await store.records(provider: nil, after: nil, limit: 10_000)
    return Dictionary(
      try await store.sources(keys).map { ($0.identifier, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The identifiers of records that are not deleted, sorted.
  func living() async throws -> [String] {
    try await records().values.filter { !$0.deleted }.map(\.identifier).sorted()
  }

  /// The identifiers of deleted records, sorted.
  func deleted() async throws -> [String] {
    try await records().values.filter(\.deleted).map(\.identifier).sorted()
  }
}

/// A small EDM-like document.
func document(_ title: String) -> String { "<?xml version=\"1.0\"?>\n<r><t>\(title)</t></r>" }

/// Serves documents by path, which a test may change; what is not there is a 404.
final class DocumentServer: Sendable {
  private final class Documents: Sendable {
    let byPath = Mutex<[String: String]>([:])
  }

  private let documents = Documents()
  private let server: ScriptedServer

  var base: String { server.base }
  /// The paths asked for, without those that only fetch a site's rules.
  var paths: [String] {
    server.requests.map(\.target).filter { $0 != "/robots.txt" && !$0.hasPrefix("/.well-known/") }
  }

  init() throws {
    let documents = documents
    server = try ScriptedServer { request in
      guard let text = documents.byPath.withLock({ $0[request.target] }) else {
        return .answer(404, Array("no".utf8), headers: [("Content-Type", "text/plain")])
      }
      return .text(text, text.hasPrefix("<") ? "application/rdf+xml" : "application/json")
    }
  }

  /// Sets a document; `{base}` in it stands for the address of the server.
  func set(_ path: String, _ text: String?) {
    let text = text?.replacing("{base}", with: base)
    documents.byPath.withLock { $0[path] = text }
  }

  /// Sets a manifest of version 3 with one canvas.
  func setManifest(_ path: String, title: String, more: String = "") {
    set(path, manifest("{base}\(path)", title: title, more: more))
  }
}

/// A manifest of version 3 with one canvas.
/// - Parameter more: further members, each after a comma.
func manifest(_ id: String, title: String, more: String = "") -> String {
  """
  {"@context":"http://iiif.io/api/presentation/3/context.json","id":"\(id)","type":"Manifest",
   "label":{"de":["\(title)"]},"items":[{"id":"\(id)/c1","type":"Canvas","height":10,"width":10,
   "items":[{"id":"\(id)/p1","type":"AnnotationPage","items":[{"id":"\(id)/a1","type":"Annotation",
   "motivation":"painting","body":{"id":"http://img.example/1.jpg","type":"Image","format":"image/jpeg"},
   "target":"\(id)/c1"}]}]}]\(more)}
  """
}
