internal import Foundation

/// One decoder process seen from the pool: started, asked, and killed when it does not answer.
///
/// Blocking throughout; it belongs to one thread.
final class DecoderChild {
  let processID: Int32
  private let channel: FrameChannel
  private let memory: SharedMemory
  private let limits: DecodeLimits

  /// Starts a process and waits until it is ready.
  init(executable: String, arguments: [String], limits: DecodeLimits) throws(DecodeError) {
    guard let memoryDescriptor = SharedMemory.makeDescriptor(count: DecoderProtocol.sharedBytes) else {
      throw .decoderUnavailable(reason: "no shared memory (\(systemErrorText()))")
    }
    defer { close(memoryDescriptor) }
    guard let memory = SharedMemory(descriptor: memoryDescriptor, count: DecoderProtocol.sharedBytes) else {
      throw .decoderUnavailable(reason: "shared memory cannot be mapped (\(systemErrorText()))")
    }
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      throw .decoderUnavailable(reason: "no socket (\(systemErrorText()))")
    }
    do {
      // The child's end must not stay open here, or its death would go unseen.
      defer { close(ends[1]) }
      processID = try Self.spawn(
        executable: executable, arguments: arguments, socket: ends[1], memory: memoryDescriptor)
    } catch {
      close(ends[0])
      throw error
    }
    channel = FrameChannel(descriptor: ends[0])
    self.memory = memory
    self.limits = limits
    do {
      try channel.send(DecoderProtocol.Settings(limits: limits))
      _ = try channel.receive(
        DecoderProtocol.Response.self, deadline: .now + .seconds(max(10, limits.secondsPerImage)))
    } catch {
      let (signal, status) = end()
      throw .decoderUnavailable(
        reason: "\(executable) \(arguments.joined(separator: " ")) is no decoder "
          + "(signal \(signal), status \(status) before it was ready): check the installation with `doctor`")
    }
  }

  /// Whether the process died while nothing was asked of it.
  var isGone: Bool { channel.isClosed }

  /// Looks at one image. After `crashed` and `timedOut` the process is gone, and another must be started.
  func look(file: String, options: LookOptions) throws(DecodeError) -> DecodedLook {
    let response: DecoderProtocol.Response
    do {
      try channel.send(DecoderProtocol.Request(file: file, options: options))
      response = try channel.receive(
        DecoderProtocol.Response.self, deadline: .now + .seconds(limits.secondsPerImage))
    } catch .late {
      end(killing: true)
      throw .timedOut(seconds: limits.secondsPerImage)
    } catch {
      let (signal, status) = end(killing: error == .malformed)
      throw .crashed(signal: signal, status: status)
    }
    if let error = response.error { throw error }
    guard let look = self.look(from: response) else {
      let (signal, status) = end(killing: true)
      throw .crashed(signal: signal, status: status)
    }
    return look
  }

  /// A response is not trusted: the process may have been taken over by the image.
  private func look(from response: DecoderProtocol.Response) -> DecodedLook? {
    guard let image = response.image else { return nil }
    let shared = UnsafeRawBufferPointer(memory.bytes)
    var look = DecodedLook(image: image)
    for area in response.thumbnails {
      guard let jpeg = area.bytes(in: shared) else { return nil }
      look.thumbnails.append(Thumbnail(width: area.width, height: area.height, jpeg: jpeg))
    }
    if let area = response.pixels {
      guard (1...LookOptions.greatestPixelLongSide).contains(area.width),
        (1...LookOptions.greatestPixelLongSide).contains(area.height),
        area.count == 3 * area.width * area.height, let rgb = area.bytes(in: shared)
      else { return nil }
      look.pixels = PixelImage(width: area.width, height: area.height, rgb: rgb)
    }
    return look
  }

  private var hasEnded = false

  /// Ends the process and says how it left.
  @discardableResult
  func end(killing: Bool = false) -> (signal: Int, status: Int) {
    guard !hasEnded else { return (0, 0) }
    hasEnded = true
    if killing { kill(processID, SIGKILL) }
    // Closing is what an idle decoder ends of. One that does not is killed after a second.
    close(channel.descriptor)
    var state: Int32 = 0
    let deadline = ContinuousClock.now + .seconds(1)
    while true {
      let ended = waitpid(processID, &state, WNOHANG)
      if ended == processID || (ended < 0 && errno != EINTR) { break }
      if ContinuousClock.now > deadline { kill(processID, SIGKILL) }
      usleep(2000)
    }
    let signal = Int(state & 0x7F)
    return (signal, signal == 0 ? Int(state >> 8 & 0xFF) : 0)
  }

  deinit { end(killing: true) }

  private static func spawn(
    executable: String, arguments: [String], socket: Int32, memory: Int32
  ) throws(DecodeError) -> Int32 {
    // Copies far from the numbers that the child wants, so that placing one does not overwrite the other.
    let socketCopy = fcntl(socket, F_DUPFD_CLOEXEC, 16)
    let memoryCopy = fcntl(memory, F_DUPFD_CLOEXEC, 16)
    defer {
      close(socketCopy)
      close(memoryCopy)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, socketCopy, DecoderProtocol.socketDescriptor)
    posix_spawn_file_actions_adddup2(&actions, memoryCopy, DecoderProtocol.memoryDescriptor)

    // Only what running needs: secrets in the environment are nothing for a process that meets hostile data.
    let passedOn = ["PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TZ"]
    var environment = ProcessInfo.processInfo.environment.filter { passedOn.contains($0.key) }
    // libvips: no temporary files. glibc: few arenas, for the memory limit.
    environment["VIPS_DISC_THRESHOLD"] = "1000g"
    environment["MALLOC_ARENA_MAX"] = "2"
    let argumentVector = ([executable] + arguments).map { strdup($0) } + [nil]
    let environmentVector = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argumentVector + environmentVector).forEach { free($0) } }
    var processID: pid_t = 0
    let status = posix_spawn(&processID, executable, &actions, nil, argumentVector, environmentVector)
    guard status == 0 else {
      throw .decoderUnavailable(
        reason: "\(executable) cannot be started (\(String(cString: strerror(status)))): "
          + "check the installation with `doctor`")
    }
    return processID
  }
}
