import Foundation
import FoundationNetworking
import Synchronization
import Testing

/// A folder of its own for a test: configuration, store, and the record folders of pretend institutions.
final class Workspace: Sendable {
  /// An institution as the configuration names it.
  struct Provider {
    var id: String
    var endpoint: String
    var prefix = "edm"
    var kind = "oai-pmh"
    /// Further keys of `harvest`: `count: advisory`.
    var harvest = ""
    /// Further lines of the provider.
    var more = ""
  }

  let folder: String
  /// They end with the workspace.
  private let servers = Mutex<[Server]>([])

  init() throws {
    folder = NSTemporaryDirectory() + "winnow-end-to-end-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    servers.withLock { $0.removeAll() }
    try? FileManager.default.removeItem(atPath: folder)
  }

  func path(_ name: String) -> String { folder + "/" + name }

  /// Writes a file and the folders above it.
  /// - Parameter modified: the modification time, a moment in the past unless told. A provider takes the
  ///   moment of writing for the datestamp all the same.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8], modified: Date = Date(timeIntervalSince1970: 1_700_000_000))
    throws
    -> String
  {
    let file = path(name)
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    try FileManager.default.setAttributes([.modificationDate: modified], ofItemAtPath: file)
    return file
  }

  @discardableResult
  func write(_ name: String, _ text: String, modified: Date = Date(timeIntervalSince1970: 1_700_000_000))
    throws
    -> String
  {
    try write(name, Array(text.utf8), modified: modified)
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  /// The paths of all files below a folder, hidden ones too, sorted.
  func files(below name: String) throws -> [String] {
    let names = FileManager.default.enumerator(atPath: path(name))?.compactMap { $0 as? String } ?? []
    return names.filter { file in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path(name + "/" + file), isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }

  /// Writes a configuration for these providers.
  /// - Parameters:
  ///   - file: its name.
  ///   - base: the address at which the repository is to be served.
  ///   - host: the manners towards 127.0.0.1.
  ///   - retryWait: before a failed request to an endpoint is sent again; milliseconds.
  func configure(
    _ providers: [Provider], file: String = "winnow.yaml", store: String = "winnow.sqlite",
    media: String = "media",
    statementAttributes: Bool = false, base: String = "http://127.0.0.1:1",
    host: String = "{delay_ms: 0, connections: 4}",
    retryWait: Int = 50
  ) throws {
    var text = """
      store: sqlite:\(store)
      blobs: folder:\(media)
      contact: mailto:tests@example.org
      repository:
        name: Winnow under test
        base_url: \(base)/oai
        admin_email: tests@example.org
        id_prefix: oai:winnow.example.org
        statement_attributes: \(statementAttributes)
      hosts:
        127.0.0.1: \(host)
      network: {allow_private: ["127.0.0.0/8"], retry_wait_ms: \(retryWait)}
      providers:\(providers.isEmpty ? " []" : "")

      """
    for provider in providers {
      text += """
          - id: \(provider.id)
            name: Institution \(provider.id)
            harvest: {kind: \(provider.kind), url: "\(provider.endpoint)", prefix: \(provider.prefix)\(provider.harvest.isEmpty ? "" : ", " + provider.harvest)}
            defaults: {data_provider: Institution \(provider.id), country: DE, language: de}
            metadata_rights: "http://creativecommons.org/publicdomain/zero/1.0/"
        \(provider.more)

        """
    }
    try write(file, text)
  }

  /// Runs a command of the built executable in this folder.
  func winnow(
    _ arguments: String..., environment: [String: String] = [:], within limit: Duration = .seconds(300)
  )
    async throws -> CommandResult
  {
    try await run(
      try #require(Built.winnow), arguments, in: folder, environment: environment, within: limit)
  }

  /// `winnow run --json`, which has to be complete, as one object a provider.
  func complete(
    _ arguments: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> [[String: Any]] {
    let result = try await run(
      try #require(Built.winnow), ["run", "--json"] + arguments, in: folder)
    #expect(result.status == 0, "\(result)", sourceLocation: sourceLocation)
    return try result.objects()
  }

  /// Serves a folder of records and one of images as an institution, once its lists hold what was just
  /// written.
  func provide(_ name: String, images: String? = nil, pageSize: Int = 100) async throws -> Server {
    var arguments = ["provide", path(name), "--port", "0", "--page-size", String(pageSize)]
    if let images { arguments += ["--images", path(images)] }
    let server = try await start(arguments)
    try await nextSecond()
    return server
  }

  /// Serves what was published.
  /// - Parameter port: one of ``freePort()``, where what was published names its own address.
  func serve(_ configuration: String = "winnow.yaml", port: Int = 0) async throws -> Server {
    try await start(["serve", "--config", configuration, "--port", String(port), "--no-scheduler"])
  }

  private func start(_ arguments: [String]) async throws -> Server {
    let server = try await Server(arguments, in: folder)
    servers.withLock { $0.append(server) }
    return server
  }

  /// A dump of all that is published: text by file name, below the folder of each provider.
  func dump(_ configuration: String = "winnow.yaml") async throws -> [String: String] {
    let target = path("dump-" + UUID().uuidString)
    let result = try await winnow("dump", target, "--layout", "files", "--config", configuration)
    #expect(result.status == 0, "\(result)")
    var files: [String: String] = [:]
    for name in FileManager.default.enumerator(atPath: target)?.compactMap({ $0 as? String }) ?? []
    where name.hasSuffix(".rdf") {
      files[name] = try String(contentsOfFile: target + "/" + name, encoding: .utf8)
    }
    return files
  }
}

/// A serving command on a free port of the loopback; ends with its workspace.
final class Server: Sendable {
  let base: String
  private let process: RunningProcess

  var endpoint: String { base + "/oai" }

  init(_ arguments: [String], in folder: String) async throws {
    process = try RunningProcess(try #require(Built.winnow), arguments, in: folder)
    let match = try await process.firstError(matching: /at (http:\/\/127\.0\.0\.1:\d+)\/oai/)
    base = String(match.1)
  }

  /// Ends the server in the orderly way.
  func stop() async throws -> CommandResult {
    process.signal(SIGTERM)
    return try await process.result(within: .seconds(60))
  }

  /// The body of an answer.
  func get(_ query: String) async throws -> String {
    let address = try #require(URL(string: endpoint + "?" + query))
    return String(decoding: try await URLSession.shared.data(from: address).0, as: UTF8.self)
  }
}

/// Lists hold only what is older than the current second: waits until all that was written is.
func nextSecond() async throws { try await Task.sleep(for: .milliseconds(2100)) }

/// A port of the loopback at which nothing listens.
func freePort() throws -> Int {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
  var size = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isBound = withUnsafeMutablePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
    }
  }
  try #require(isBound)
  return Int(UInt16(bigEndian: address.sin_port))
}
