internal import Foundation

/// The inside of a decoder process: what the executable that a ``DecoderPool`` starts must call.
public enum DecoderProcess {
  /// Serves requests until the pool goes away, then exits. Sets its own resource limits first: memory, no core
  /// file, no bytes written to any file.
  ///
  /// Started by hand, without a pool, it says so and exits with status 2.
  public static func run() -> Never {
    let channel = FrameChannel(descriptor: DecoderProtocol.socketDescriptor)
    guard isSocket(channel.descriptor),
      let memory = SharedMemory(
        descriptor: DecoderProtocol.memoryDescriptor, count: DecoderProtocol.sharedBytes)
    else {
      FileHandle.standardError.write(
        Data("the decoder is started by other commands, not by hand: use `look`\n".utf8))
      exit(2)
    }
    closeOtherDescriptors()
    // The pool decides when decoders end; an interrupt from the terminal goes to all processes of a command.
    for ignored in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ] { signal(ignored, SIG_IGN) }
    exitWhenClosed(channel.descriptor)
    do {
      let settings = try channel.receive(DecoderProtocol.Settings.self)
      limitResources(settings.limits)
      try channel.send(DecoderProtocol.Response())
      let looker = ImageLooker(limits: settings.limits)
      while true {
        let request = try channel.receive(DecoderProtocol.Request.self)
        try channel.send(respond(to: request, looker: looker, memory: memory))
      }
    } catch {
      exit(error == .closed ? 0 : 1)
    }
  }

  private static func respond(
    to request: DecoderProtocol.Request, looker: ImageLooker, memory: SharedMemory
  ) -> DecoderProtocol.Response {
    var response = DecoderProtocol.Response()
    do {
      let look = try looker.look(file: request.file, options: request.options)
      var used = 0
      func place(_ bytes: [UInt8], width: Int, height: Int) throws(DecodeError) -> DecoderProtocol.Area {
        guard bytes.count <= memory.bytes.count - used else {
          throw .tooManyBytes(
            bytes: used + bytes.count, limit: memory.bytes.count, purpose: "of thumbnails and pixels")
        }
        UnsafeMutableRawBufferPointer(rebasing: memory.bytes[used...]).copyBytes(from: bytes)
        defer { used += bytes.count }
        return DecoderProtocol.Area(width: width, height: height, offset: used, count: bytes.count)
      }
      for thumbnail in look.thumbnails {
        response.thumbnails.append(
          try place(thumbnail.jpeg, width: thumbnail.width, height: thumbnail.height))
      }
      if let pixels = look.pixels {
        response.pixels = try place(pixels.rgb, width: pixels.width, height: pixels.height)
      }
      response.image = look.image
    } catch {
      response = DecoderProtocol.Response(error: error)
    }
    return response
  }

  private static func isSocket(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
  }

  /// Ends this process as soon as the pool closes its end, even in the middle of an image: a pool that was
  /// killed leaves no orphans.
  private static func exitWhenClosed(_ descriptor: Int32) {
    Thread.detachNewThread {
      while true {
        var state = pollfd(fd: descriptor, events: 0, revents: 0)
        if poll(&state, 1, -1) > 0 { _exit(0) }
      }
    }
  }

  /// Whatever the pool's process held open without closing it on `exec` is none of a decoder's business.
  private static func closeOtherDescriptors() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    for descriptor in names.compactMap(Int32.init) where descriptor > DecoderProtocol.memoryDescriptor {
      close(descriptor)
    }
  }

  private static func limitResources(_ limits: DecodeLimits) {
    func limit(_ named: __rlimit_resource, to value: Int) {
      let resource = __rlimit_resource_t(named.rawValue)
      var bounds = rlimit()
      guard getrlimit(resource, &bounds) == 0 else { return }
      let wanted = min(rlim_t(value), bounds.rlim_max)
      bounds = rlimit(rlim_cur: wanted, rlim_max: wanted)
      setrlimit(resource, &bounds)
    }
    limit(RLIMIT_AS, to: limits.maximumMemoryBytes)
    limit(RLIMIT_CORE, to: 0)
    limit(RLIMIT_FSIZE, to: 0)
    limit(RLIMIT_NOFILE, to: 64)
  }
}
