internal import Foundation

/// Why a frame did not arrive.
enum FrameFailure: Error {
  /// The other side is gone.
  case closed
  /// The deadline passed.
  case late
  /// What arrived is no frame of ours.
  case malformed
}

/// Frames over a connected socket, with blocking calls: for dedicated threads only.
struct FrameChannel {
  let descriptor: Int32

  func send(_ message: some Encodable) throws(FrameFailure) {
    guard let body = try? JSONEncoder().encode(message), body.count <= DecoderProtocol.maximumFrameBytes
    else {
      throw .malformed
    }
    var bytes = withUnsafeBytes(of: UInt32(body.count).littleEndian) { Array($0) }
    bytes.append(contentsOf: body)
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Foundation.send(
          descriptor, buffer.baseAddress.map { $0 + sent }, buffer.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count > 0 {
        sent += count
      } else if count < 0, errno == EINTR {
        continue
      } else {
        throw .closed
      }
    }
  }

  /// - Parameter deadline: when to give up; `nil` waits for ever.
  func receive<Message: Decodable>(
    _ type: Message.Type, deadline: ContinuousClock.Instant? = nil
  ) throws(FrameFailure) -> Message {
    let prefix = try read(4, deadline: deadline)
    let length = prefix.enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
    guard length <= DecoderProtocol.maximumFrameBytes else { throw .malformed }
    let body = try read(length, deadline: deadline)
    guard let message = try? JSONDecoder().decode(type, from: Data(body)) else { throw .malformed }
    return message
  }

  private func read(_ count: Int, deadline: ContinuousClock.Instant?) throws(FrameFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      try waitForInput(until: deadline)
      let got = bytes.withUnsafeMutableBytes { buffer in
        recv(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, 0)
      }
      if got > 0 {
        filled += got
      } else if got < 0, errno == EINTR {
        continue
      } else {
        throw .closed
      }
    }
    return bytes
  }

  private func waitForInput(until deadline: ContinuousClock.Instant?) throws(FrameFailure) {
    guard let deadline else { return }
    while true {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { throw .late }
      let milliseconds = Int32(clamping: Int(left / .milliseconds(1)) + 1)
      var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&state, 1, milliseconds) > 0 { return }
    }
  }

  /// Whether the other side has gone.
  var isClosed: Bool {
    var state = pollfd(fd: descriptor, events: 0, revents: 0)
    return poll(&state, 1, 0) > 0 && state.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
  }
}
