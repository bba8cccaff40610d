import Foundation
import Glibc

/// The cheapest HTTP/1.1 client: one connection kept open, blocking calls, bodies of a stated length into a buffer that
/// is used again. What it costs is taken from the same processors as the server that it measures.
final class HTTPClient {
  private let socket: Int32
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private(set) var bodyStart = 0
  private var end = 0

  /// The body of the last answer.
  var body: ArraySlice<UInt8> { buffer[bodyStart..<end] }

  /// Connects to the loopback address.
  init(port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var yes: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else {
      throw BenchmarkFailure(
        description: "127.0.0.1:\(port) takes no connection: \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(socket) }

  /// Asks for a path with its query.
  /// - Returns: the status of the answer, whose body is read whole.
  func get(_ target: String) throws -> Int {
    let request = Array("GET \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)
    guard send(socket, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
      throw broken(target)
    }
    (bodyStart, end) = (0, 0)
    var head: (length: Int, status: Int)?
    while head == nil {
      try receive(target)
      head = try readHead(target)
    }
    let length = head?.length ?? 0
    if buffer.count < bodyStart + length {
      buffer += [UInt8](repeating: 0, count: bodyStart + length - buffer.count)
    }
    while end < bodyStart + length { try receive(target) }
    return head?.status ?? 0
  }

  private func receive(_ target: String) throws {
    let end = end
    let count = buffer.withUnsafeMutableBytes { bytes in
      recv(socket, bytes.baseAddress.map { $0 + end }, bytes.count - end, 0)
    }
    guard count > 0 else { throw broken(target) }
    self.end += count
  }

  /// The length of the body and the status, once the head is whole.
  private func readHead(_ target: String) throws -> (length: Int, status: Int)? {
    guard let blank = Self.firstBlankLine(buffer[..<end]) else { return nil }
    bodyStart = blank + 4
    let lines = String(decoding: buffer[..<blank], as: UTF8.self).split(separator: "\r\n")
    let parts = (lines.first ?? "").split(separator: " ")
    let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
    guard parts.count >= 2, let status = Int(parts[1]), let length else {
      throw BenchmarkFailure(description: "\(target) was answered without a Content-Length")
    }
    return (length, status)
  }

  private static func firstBlankLine(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (bytes.startIndex...bytes.endIndex - 4).first {
      bytes[$0] == 13 && bytes[$0 + 1] == 10 && bytes[$0 + 2] == 13 && bytes[$0 + 3] == 10
    }
  }

  private func broken(_ target: String) -> BenchmarkFailure {
    BenchmarkFailure(
      description: "the connection broke at \(target.prefix(80)): \(String(cString: strerror(errno)))")
  }
}
