internal import Foundation
internal import Glibc
internal import Synchronization

/// A small HTTP server on loopback whose every answer is scripted, faults included.
package final class ScriptedServer: Sendable {
  /// A request as it arrived.
  package struct Request: Sendable {
    /// Path and query.
    package var target: String
    /// By lower-case name.
    package var headers: [String: String]
    /// When its last header line had come.
    package var arrived: ContinuousClock.Instant

    /// The arguments of the query, percent-decoded, in their order.
    package var arguments: [(name: String, value: String)] {
      (URLComponents(string: target)?.queryItems ?? []).map { ($0.name, $0.value ?? "") }
    }
  }

  /// A part of an answer.
  package enum Piece: Sendable {
    case bytes([UInt8])
    case pause(Duration)
    /// Sends these bytes again and again until the client closes.
    case endless([UInt8])
  }

  /// An answer.
  package struct Reply: Sendable {
    /// What is sent, the header included.
    package var pieces: [Piece]
    /// False where the connection is closed behind the answer.
    package var keepsAlive = false

    /// A whole answer with its Content-Length.
    package static func answer(
      _ status: Int = 200, _ body: [UInt8] = [], headers: [(String, String)] = [], keepsAlive: Bool = false
    ) -> Reply {
      var head = "HTTP/1.1 \(status) Scripted\r\nContent-Length: \(body.count)\r\n"
      for (name, value) in headers { head += "\(name): \(value)\r\n" }
      head += keepsAlive ? "\r\n" : "Connection: close\r\n\r\n"
      return Reply(pieces: [.bytes(Array(head.utf8) + body)], keepsAlive: keepsAlive)
    }

    /// A text with its media type.
    package static func text(_ body: String, _ type: String = "text/plain") -> Reply {
      answer(200, Array(body.utf8), headers: [("Content-Type", type)])
    }

    /// A redirect.
    package static func redirect(_ status: Int, to address: String) -> Reply {
      answer(status, headers: [("Location", address)])
    }

    /// Bytes as they are, header included.
    package static func raw(_ pieces: Piece...) -> Reply { Reply(pieces: pieces) }
  }

  /// Shared with the threads that serve, so that they do not keep the server alive.
  private final class RequestLog: Sendable {
    let requests = Mutex<[Request]>([])
  }

  /// The port it listens on.
  package let port: Int
  /// The address it listens on.
  package let host: String
  private let descriptor: Int32
  private let log = RequestLog()

  /// The address of its root, without a slash.
  package var base: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }
  /// Every request so far, in order of arrival.
  package var requests: [Request] { log.requests.withLock { $0 } }
  /// How often a path with its query was asked for.
  package func count(_ target: String) -> Int { requests.count { $0.target == target } }

  /// Listens on a free port.
  package init(host: String = "127.0.0.1", respond: @escaping @Sendable (Request) -> Reply) throws {
    self.host = host
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    self.descriptor = descriptor
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, host, &address.sin_addr)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    var bound = size
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 512) == 0
          && getsockname(descriptor, $0, &bound) == 0
      }
    }
    guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread { [descriptor, log] in
      while true {
        let client = accept(descriptor, nil, nil)
        guard client >= 0 else {
          close(descriptor)
          return
        }
        Thread { Self.serve(client, respond, log) }.start()
      }
    }.start()
  }

  deinit { stop() }

  /// Accepts no more connections; the port is free soon after.
  package func stop() { Glibc.shutdown(descriptor, Int32(SHUT_RDWR)) }

  private static func serve(_ client: Int32, _ respond: (Request) -> Reply, _ log: RequestLog) {
    defer { close(client) }
    while let request = readRequest(client) {
      log.requests.withLock { $0.append(request) }
      let reply = respond(request)
      for piece in reply.pieces {
        switch piece {
        case .bytes(let bytes): guard write(bytes, client) else { return }
        case .pause(let wait):
          Thread.sleep(
            forTimeInterval: Double(wait.components.attoseconds) / 1e18 + Double(wait.components.seconds))
        case .endless(let bytes): while write(bytes, client) {}
        }
      }
      if !reply.keepsAlive { return }
    }
  }

  private static func readRequest(_ client: Int32) -> Request? {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while received.suffix(4) != [13, 10, 13, 10] {
      let count = recv(client, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      received += buffer.prefix(count)
    }
    let lines = String(decoding: received, as: UTF8.self).split(separator: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
        in: .whitespaces)
    }
    let target = lines.first?.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    return Request(target: target, headers: headers, arrived: .now)
  }

  private static func write(_ bytes: [UInt8], _ client: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}
