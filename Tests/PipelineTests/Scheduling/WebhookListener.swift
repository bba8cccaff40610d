import Foundation
import Glibc
import Synchronization

/// Takes one request with a body on a free port of the loopback, and answers with a status.
final class WebhookListener: Sendable {
  private let port: UInt16
  private let descriptor: Int32
  private let received = Received()

  private final class Received: Sendable {
    let text = Mutex<String?>(nil)
  }

  var address: String { "http://127.0.0.1:\(port)/hook" }
  /// The request as it came, head and body.
  var request: String? { received.text.withLock { $0 } }

  init(status: Int) throws {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listens = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, size) == 0 && listen(socket, 4) == 0 && getsockname(socket, $0, &size) == 0
      }
    }
    guard listens else { throw POSIXError(.EADDRNOTAVAIL) }
    descriptor = socket
    port = UInt16(bigEndian: address.sin_port)
    Thread { [received] in
      let client = accept(socket, nil, nil)
      guard client >= 0 else { return }
      defer { close(client) }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      while !Self.isWhole(bytes) {
        let count = recv(client, &buffer, buffer.count, 0)
        guard count > 0 else { return }
        bytes += buffer.prefix(count)
      }
      received.text.withLock { $0 = String(decoding: bytes, as: UTF8.self) }
      let reply = Array("HTTP/1.1 \(status) Scripted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
      _ = send(client, reply, reply.count, Int32(MSG_NOSIGNAL))
    }.start()
  }

  deinit { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// True where the body is as long as the head says.
  private static func isWhole(_ bytes: [UInt8]) -> Bool {
    let parts = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n\r\n")
    guard parts.count == 2, let length = parts[0].firstMatch(of: /(?i)content-length: (\d+)/) else {
      return false
    }
    return parts[1].utf8.count == Int(length.1)
  }
}
