import Foundation
import Glibc

/// The smallest HTTP/1.1 server that a client on the same machine can keep a connection to: GET only, one thread a
/// connection, blocking calls. It costs as little as can be, because clients are measured on the same processors.
struct LoopbackServer {
  /// The port it listens at.
  let port: UInt16
  private let listener: Int32
  private let answers: @Sendable () -> ProviderAnswers

  /// Binds to the loopback address.
  /// - Parameters:
  ///   - port: 0 for any that is free.
  ///   - answers: makes what answers one connection.
  init(port: UInt16, answers: @escaping @Sendable () -> ProviderAnswers) throws {
    self.answers = answers
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var yes: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(listener, generic, length) == 0 && listen(listener, 64) == 0
          && getsockname(listener, generic, &length) == 0
      }
    }
    guard isBound else {
      throw BenchmarkFailure(description: "127.0.0.1:\(port) cannot be listened at; choose another --port")
    }
    self.port = UInt16(bigEndian: address.sin_port)
  }

  /// Answers connections until the process ends.
  func serve() -> Never {
    signal(SIGPIPE, SIG_IGN)
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { continue }
      var yes: Int32 = 1
      setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
      let answers = answers
      Thread.detachNewThread {
        var connection = LoopbackConnection(socket: connection, answers: answers())
        connection.serve()
      }
    }
  }
}

/// One connection to a client.
private struct LoopbackConnection {
  let socket: Int32
  var answers: ProviderAnswers
  private var received: [UInt8] = []
  private static let headEnd = Array("\r\n\r\n".utf8)

  init(socket: Int32, answers: ProviderAnswers) {
    self.socket = socket
    self.answers = answers
  }

  /// Answers requests until the client closes.
  mutating func serve() {
    defer { close(socket) }
    while let head = readHead() {
      let lines = head.split(separator: "\r\n")
      let request = (lines.first ?? "").split(separator: " ")
      guard request.count == 3, request[0] == "GET" else { return }
      let host = lines.first { $0.lowercased().hasPrefix("host:") }?.dropFirst(5) ?? "127.0.0.1"
      let body = answers.body(
        for: String(request[1]), host: host.trimmingCharacters(in: .whitespaces))
      let answer = """
        HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=UTF-8\r\nContent-Length: \(body.count)\r\n\r\n
        """
      guard send(Array(answer.utf8)), send(body) else { return }
      if request[2] == "HTTP/1.0" || lines.contains(where: { $0.lowercased() == "connection: close" }) {
        return
      }
    }
  }

  private mutating func readHead() -> String? {
    while true {
      if let end = received.firstRange(of: Self.headEnd) {
        let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
        received.removeSubrange(..<end.upperBound)
        return head
      }
      var piece = [UInt8](repeating: 0, count: 16_384)
      let count = recv(socket, &piece, piece.count, 0)
      guard count > 0, received.count < 1 << 20 else { return nil }
      received += piece[..<count]
    }
  }

  private func send(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let count = Glibc.send(socket, buffer.baseAddress.map { $0 + sent }, buffer.count - sent, 0)
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }
  }
}
