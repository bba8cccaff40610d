import EDM
import Foundation
import Hashing
import OAIPMH
import SQLiteStore
import Store
import WinnowConfiguration

/// A folder that goes with its last reference.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("winnow-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A store in a folder of its own.
struct TemporaryStore {
  let folder: TemporaryFolder
  let store: any Store
  let blobs: FolderBlobStore

  init() throws {
    folder = try TemporaryFolder()
    store = try SQLiteStore(path: folder.path + "/store.sqlite")
    blobs = try FolderBlobStore(path: folder.path + "/media")
  }

  /// Ingests records as one page in a run of their own; each then waits to be described.
  func ingest(_ records: [IncomingRecord], provider: ProviderID = museum) async throws {
    let run = try await store.beginRun(provider: provider, kind: "harvest", at: moment)
    let scope = HarvestScope(provider: provider, prefix: "edm")
    _ = try await store.ingest(
      IncomingPage(
        run: run, scope: scope, list: try await store.beginList(of: scope),
        request: "http://museum.example/oai?verb=ListRecords", receivedAt: moment, records: records,
        checkpoint: HarvestCheckpoint(listed: records.count, pages: 1)))
  }

  /// Takes all ready jobs of a stage.
  func claim(_ stage: Stage) async throws -> [Job] {
    try await store.claim(stage, providers: nil, limit: 1000, leaseSeconds: 60, worker: "test")
  }

  /// Ingests a record and describes it with some web resources.
  func describe(
    _ identifier: String, _ references: [WebResourceReference], provider: ProviderID = museum
  ) async throws {
    try await ingest([incoming(identifier)], provider: provider)
    try await store.complete(
      try await claim(.describe).map { .described($0, description(references)) })
  }

  /// The web resources of a record.
  func webResources(_ identifier: String) async throws -> [WebResource] {
    try await store.dossiers(try await store.find(identifier)).flatMap(\.webResources)
  }
}

let museum = ProviderID("museum")
let library = ProviderID("library")
let moment = Timestamp(seconds: 1_767_225_600)  // 2026-01-01T00:00:00Z

let openRights = RightsFinding(
  original: "http://creativecommons.org/publicdomain/mark/1.0/",
  normalised: "http://creativecommons.org/publicdomain/mark/1.0/", category: .open)
let closedRights = RightsFinding(
  original: "http://rightsstatements.org/vocab/InC/1.0/",
  normalised: "http://rightsstatements.org/vocab/InC/1.0/", category: .permission)

/// The bytes that stand for something, as a hash.
func hash(_ name: String) -> ContentHash { ContentHash(of: Array(name.utf8)) }

/// A record as a page brings it.
func incoming(
  _ identifier: String, metadata: String = "<a/>", deleted: Bool = false
) -> IncomingRecord {
  let text =
    "<record><header><identifier>\(identifier)</identifier><datestamp>2026-01-01</datestamp></header>"
    + "<metadata>\(metadata)</metadata></record>"
  return IncomingRecord(
    identifier: identifier, datestamp: "2026-01-01", deleted: deleted, setSpecs: ["posters"],
    bytes: Array(text.utf8), context: Array(" xmlns=\"http://www.openarchives.org/OAI/2.0/\"".utf8),
    contentHash: hash(text))
}

func reference(
  _ address: String, _ role: WebResourceReference.Role = .isShownBy, rights: RightsFinding? = openRights
) -> WebResourceReference {
  WebResourceReference(address: address, role: role, rights: rights)
}

func description(_ references: [WebResourceReference] = []) -> RecordDescription {
  RecordDescription(
    kind: "external", about: "http://museum.example/1", title: "A poster", type: "IMAGE", rights: openRights,
    findings: [Finding(rule: "E10", severity: .warning, path: "dc:title", message: "one title only")],
    withheld: [], webResources: references)
}

func source(
  _ identifier: String = "oai:museum.example:1", metadata: String = "<a/>", deleted: Bool = false
) -> RecordSource {
  let record = incoming(identifier, metadata: metadata, deleted: deleted)
  return RecordSource(
    key: RecordKey(rawValue: 1), provider: museum, identifier: identifier, prefix: "edm",
    datestamp: record.datestamp, deleted: deleted, setSpecs: record.setSpecs, bytes: record.bytes,
    context: record.context, contentHash: record.contentHash, version: 2,
    request: "http://museum.example/oai?verb=ListRecords", receivedAt: moment, repairs: [])
}

func attempt(_ address: String, _ medium: MediumID?, state: LinkState = .ok) -> FetchAttempt {
  FetchAttempt(
    address: address, request: address + "?full", state: state, httpStatus: 200, at: moment, medium: medium,
    contentType: "image/jpeg", policy: "allowed: open")
}

/// A web resource at a place of its record, with the medium it gave.
func webResource(_ position: Int, _ medium: MediumID?, _ reference: WebResourceReference? = nil)
  -> WebResource
{
  let address = "http://img.example/\(position).jpg"
  return WebResource(
    key: WebResourceKey(rawValue: Int64(position + 1)), record: RecordKey(rawValue: 1), provider: museum,
    position: position, reference: reference ?? PipelineTests.reference(address),
    lastAttempt: medium.map { attempt(address, $0) }, medium: medium)
}

func facts(_ perceptualHash: UInt64 = 0x00ff_00ff_00ff_00ff, flags: [String] = []) -> MediumFacts {
  let digits = String(perceptualHash, radix: 16)
  return MediumFacts(
    mime: "image/jpeg", byteCount: 1000, width: 640, height: 480, colourSpace: "sRGB",
    dominantColours: ["AABBCC"], exifOrientation: 1,
    perceptualHash: String(repeating: "0", count: 16 - digits.count) + digits, signals: [:], flags: flags)
}

func result(
  _ medium: MediumID, _ labels: [(id: String, label: String, score: Double)], task: String = "classification"
) -> ModelResult {
  ModelResult(
    medium: medium, region: "full", preprocessing: "resize-224", model: "mobilenet",
    weightsHash: hash("weights"), task: task,
    labels: labels.map { ModelResult.Label(id: $0.id, label: $0.label, score: $0.score) }, embedding: [],
    at: moment)
}

/// A dossier of a record that shows some media, one web resource each.
func dossier(
  _ media: [MediumID], results: [ModelResult] = [], decisions: [ReviewDecision] = []
) -> RecordDossier {
  let resources = media.enumerated().map { webResource($0, $1) }
  return RecordDossier(
    source: source(), description: description(resources.map(\.reference)), webResources: resources,
    facts: Dictionary(media.map { ($0, facts()) }, uniquingKeysWith: { first, _ in first }),
    results: Dictionary(grouping: results, by: \.medium), relations: [], decisions: decisions, statements: [],
    withdrawal: nil)
}

/// The providers of a configuration whose entries are given as YAML.
func providers(_ entries: String) throws -> [ProviderID: ProviderConfiguration] {
  let configuration = try Configuration(
    parsing: """
      contact: mailto:ops@example.org
      repository: {name: Hub, base_url: "http://hub.example/oai", admin_email: a@hub.example, id_prefix: "oai:hub.example"}
      providers:
      \(entries)
      """, file: "/winnow.yaml", shippedMappings: nil)
  return Dictionary(uniqueKeysWithValues: configuration.providers.map { (ProviderID($0.id), $0) })
}

/// A value as JSON, read back as an object.
func jsonObject(_ value: some Encodable) throws -> [String: Any] {
  try JSONSerialization.jsonObject(with: JSONEncoder().encode(value)) as? [String: Any] ?? [:]
}
