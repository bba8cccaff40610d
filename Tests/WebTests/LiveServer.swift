import Foundation
import Logging
import OAIPMH
import Publishing
import Store
import Synchronization
import Web

/// A running server on a free port of the loopback, with a folder of records and one of images.
final class LiveServer: Sendable {
  let port: Int
  let folder: String
  private let task: Task<Void, any Error>

  /// Starts a server.
  init(
    thumbnail: (@Sendable (String) async throws -> Site.Derivative)? = nil,
    presentation: PresentationDesk? = nil
  ) async throws {
    let folder = NSTemporaryDirectory() + "winnow-web-" + UUID().uuidString
    self.folder = folder
    try FileManager.default.createDirectory(
      atPath: folder + "/records/maps", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: folder + "/images/sub", withIntermediateDirectories: true)
    let old = Date(timeIntervalSince1970: 1_600_000_000)
    func write(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
      try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: folder + "/" + name)
    }
    for number in 0..<25 {
      try write(
        number == 24 ? "records/maps/r24.xml" : "records/r\(number).xml",
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><a>{base}/images/\(number).jpg</a></rdf:RDF>"
      )
    }
    try write("records/gone.deleted", "edm")
    try write("images/one.jpg", "JPEG bytes")
    try write("images/sub/two words.png", "PNG bytes")
    try write("secret.txt", "secret")
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    let server = WinnowServer(
      configuration: ServerConfiguration(port: 0),
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    ) { base in
      // The files are as old as the server: lists hold them two seconds later, which is not waited for.
      let clock: @Sendable () -> Timestamp = { .now.advanced(by: 2) }
      let records = FolderRecords(folder: folder + "/records", base: base, clock: clock)
      let settings = RepositorySettings(
        name: "Live", baseURL: base + "/oai", adminEmails: ["ops@example.org"],
        idPrefix: "oai:records.example.org",
        formats: [], pageSize: 10)
      return Site(
        title: "Live <site>", summary: "Records & images.",
        repository: Repository(
          records: records, settings: settings, tokenKey: Array("k".utf8), clock: clock,
          formats: { try await records.formats() }),
        thumbnail: thumbnail, presentation: presentation,
        images: ImageFolder(folder: folder + "/images", base: base) { path in
          path.hasSuffix(".jpg") || path.hasSuffix(".png") ? (640, 480) : nil
        }, items: records)
    }
    task = Task {
      defer { continuation.finish() }
      try await server.run { port in continuation.yield(port) }
    }
    guard let port = await ports.first(where: { _ in true }) else {
      try await task.value
      throw CancellationError()
    }
    self.port = port
  }

  /// Runs a body beside a server, which ends with it.
  static func serving(
    thumbnail: (@Sendable (String) async throws -> Site.Derivative)? = nil,
    presentation: PresentationDesk? = nil, _ body: (LiveServer) async throws -> Void
  ) async throws {
    let server = try await LiveServer(thumbnail: thumbnail, presentation: presentation)
    do {
      try await body(server)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  /// Stops the server and removes its folders.
  func stop() async {
    task.cancel()
    _ = try? await task.value
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Sends the bytes of a request over a connection of its own and reads until the server closes it.
  func send(_ request: String) async throws -> Answer {
    let port = port
    let bytes = try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try Connection(port: port).exchange(request) })
      }
    }
    return Answer(bytes)
  }

  /// Sends bytes over a connection of its own and reads until the server closes it, or until the other end does.
  func raw(_ request: String) async throws -> (head: Answer, body: [UInt8]) {
    try await raw(Array(request.utf8))
  }

  /// Sends bytes over a connection of its own and reads until it is closed.
  func raw(_ request: [UInt8]) async throws -> (head: Answer, body: [UInt8]) {
    let port = port
    let bytes = try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try Connection(port: port).exchange(request) })
      }
    }
    let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound ?? bytes.endIndex
    let head = Answer(Array(bytes[..<end]))
    let body = bytes[end...]
    return (head, head.headers["transfer-encoding"] == "chunked" ? Self.unchunked(body) : Array(body))
  }

  /// The content of a body in chunks (RFC 9112, section 7.1).
  private static func unchunked(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var (rest, result) = (body, [UInt8]())
    while let line = rest.firstRange(of: [13, 10]) {
      let size = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16) ?? 0
      guard size > 0 else { break }
      result += rest[line.upperBound...].prefix(size)
      rest = rest[line.upperBound...].dropFirst(size + 2)
    }
    return result
  }

  /// A request without a body.
  func get(_ path: String, method: String = "GET", headers: [String] = []) async throws -> Answer {
    let lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1", "Connection: close"] + headers
    return try await send(lines.joined(separator: "\r\n") + "\r\n\r\n")
  }
}

/// An answer as it came over the wire.
struct Answer {
  let status: Int
  let headers: [String: String]
  let body: String

  init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.components(separatedBy: "\r\n\r\n")
    let lines = parts[0].components(separatedBy: "\r\n")
    status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0
    headers = Dictionary(
      lines.dropFirst().compactMap { line in
        let pair = line.split(separator: ":", maxSplits: 1)
        guard pair.count == 2 else { return nil }
        return (pair[0].lowercased(), pair[1].trimmingCharacters(in: .whitespaces))
      }, uniquingKeysWith: { first, _ in first })
    body = parts.dropFirst().joined(separator: "\r\n\r\n")
  }
}

/// A blocking TCP connection to the loopback.
final class Connection {
  struct Failure: Error { let call: String }

  private let descriptor: Int32

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(call: "socket") }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Failure(call: "connect") }
    var timeout = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  func write(_ text: String) throws { try write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { throw Failure(call: "send") }
      rest = rest.dropFirst(sent)
    }
  }

  func readToEnd() throws -> [UInt8] {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count >= 0 else { throw Failure(call: "recv") }
      if count == 0 { return result }
      result += buffer[..<count]
    }
  }

  func exchange(_ request: String) throws -> [UInt8] { try exchange(Array(request.utf8)) }

  func exchange(_ request: [UInt8]) throws -> [UInt8] {
    try write(request)
    return try readToEnd()
  }
}
