import Foundation
import Glibc
import Synchronization

/// Serves whole answers by path on a free port of loopback; everything else is a 404.
final class LoopbackServer: Sendable {
  /// What a path is answered with.
  struct Answer: Sendable {
    var status = 200
    var type = "image/jpeg"
    var body: [UInt8] = []
    /// Sent as it stands, each line with its end.
    var header = ""
  }

  /// The paths asked for, robots.txt and its like left out. Shared with the serving thread, which must not keep
  /// the server alive.
  private final class Requests: Sendable {
    let paths = Mutex<[String]>([])
  }

  let port: UInt16
  private let descriptor: Int32
  private let requests = Requests()

  var base: String { "http://127.0.0.1:\(port)" }
  /// The paths asked for, in order, without those that only fetch a site's rules.
  var paths: [String] { requests.paths.withLock { $0 } }

  init(_ answers: [String: Answer]) throws {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listens = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, size) == 0 && listen(socket, 64) == 0 && getsockname(socket, $0, &size) == 0
      }
    }
    guard listens else { throw POSIXError(.EADDRNOTAVAIL) }
    descriptor = socket
    port = UInt16(bigEndian: address.sin_port)
    Thread { [requests] in
      while true {
        let client = accept(socket, nil, nil)
        guard client >= 0 else {
          close(socket)
          return
        }
        Self.serve(client, answers, requests)
      }
    }.start()
  }

  deinit { shutdown(descriptor, Int32(SHUT_RDWR)) }

  private static func serve(_ client: Int32, _ answers: [String: Answer], _ requests: Requests) {
    defer { close(client) }
    var head: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while head.suffix(4) != [13, 10, 13, 10] {
      let count = recv(client, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      head += buffer.prefix(count)
    }
    let text = String(decoding: head, as: UTF8.self)
    let path = text.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    if path != "/robots.txt", !path.hasPrefix("/.well-known/") { requests.paths.withLock { $0.append(path) } }
    var answer = answers[path] ?? Answer(status: 404, type: "text/plain", body: Array("no".utf8))
    if answer.header.contains("ETag"), text.contains("If-None-Match") {
      answer.status = 304
      answer.body = []
    }
    var reply = "HTTP/1.1 \(answer.status) Scripted\r\nContent-Length: \(answer.body.count)\r\n"
    reply += "Content-Type: \(answer.type)\r\n\(answer.header)Connection: close\r\n\r\n"
    let bytes = Array(reply.utf8) + answer.body
    _ = send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }
}
