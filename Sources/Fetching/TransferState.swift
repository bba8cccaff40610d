internal import Glibc
internal import Hashing

/// What a transfer has received so far: all that libcurl's callbacks touch, in one value behind one pointer.
struct TransferState {
  /// Why a callback ended the transfer.
  enum Stop {
    /// All that was wanted has come.
    case enough
    case tooLarge(String)
    case reserved(String)
    case storage(String)
  }

  /// Kept of the body of an answer that is no success.
  static let keptOfErrorPage = 64 << 10

  private let limits: FetchLimits
  private let destination: FetchRequest.Destination
  private let prefix: Int?
  private let guarding: AddressGuard?
  private let reservationProduct: String?
  private var hasher: ContentHasher?
  private var descriptor: Int32 = -1
  private var headerBytes = 0

  private(set) var status = 0
  private(set) var headers: [String: [String]] = [:]
  private(set) var body: [UInt8] = []
  private(set) var head: [UInt8] = []
  private(set) var received: Int64 = 0
  private(set) var stop: Stop?
  /// True once the connection stands, TLS included.
  private(set) var isConnected = false
  private(set) var refusedAddress: String?
  private(set) var hasTriedPermittedAddress = false

  init(_ exchange: Exchange) {
    limits = exchange.limits
    destination = exchange.destination
    prefix = exchange.prefix
    // Behind a proxy every socket leads to the proxy.
    guarding = exchange.proxy == nil ? exchange.guarding : nil
    reservationProduct = exchange.refusesReservations ? exchange.product : nil
    hasher = exchange.hashes ? ContentHasher() : nil
  }

  /// The SHA-256 of the body, where it was asked for.
  var hash: ContentHash? { hasher?.finalize() }

  var isSuccess: Bool { (200..<300).contains(status) }

  /// Whether a socket to an address may be opened.
  mutating func permitsSocket(to address: IPAddress?) -> Bool {
    guard let guarding else { return true }
    guard let address, guarding.permits(address) else {
      refusedAddress = address?.description ?? "an unknown address family"
      return false
    }
    hasTriedPermittedAddress = true
    return true
  }

  /// Whether the request may be sent over a connection that stands: a reused one opened no socket.
  mutating func permitsRequest(to address: IPAddress?) -> Bool {
    guard permitsSocket(to: address) else { return false }
    isConnected = true
    return true
  }

  /// Takes a line of the header; false ends the transfer.
  mutating func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
    headerBytes += bytes.count
    if headerBytes > limits.maximumHeaderBytes {
      stop = .tooLarge("the header has more than \(limits.maximumHeaderBytes) bytes")
      return false
    }
    var line = bytes[...]
    while let last = line.last, last == 0x0a || last == 0x0d || last == 0x20 || last == 0x09 {
      line = line.dropLast()
    }
    if line.starts(with: "HTTP/".utf8) {
      // A new header: the one before was informational.
      headers.removeAll(keepingCapacity: true)
      let digits = line.drop { $0 != 0x20 }.drop { $0 == 0x20 }.prefix { (0x30...0x39).contains($0) }
      status = digits.reduce(0) { min($0 * 10 + Int($1 - 0x30), 999) }
    } else if line.isEmpty {
      return status < 200 || acceptsHeader()
    } else if let colon = line.firstIndex(of: 0x3a) {
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      let value = String(decoding: line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
      headers[name, default: []].append(value)
    }
    return true
  }

  private mutating func acceptsHeader() -> Bool {
    guard let reservationProduct, isSuccess,
      let field = HeaderReservation.field(in: headers, product: reservationProduct)
    else { return true }
    stop = .reserved(field)
    return false
  }

  /// Takes bytes of the body; false ends the transfer.
  mutating func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard isSuccess else {
      received += Int64(bytes.count)
      body.append(contentsOf: bytes.prefix(Self.keptOfErrorPage - body.count))
      guard received > Self.keptOfErrorPage else { return true }
      stop = .enough
      return false
    }
    var wanted = bytes[...]
    if let prefix {
      wanted = wanted.prefix(max(0, prefix - Int(received)))
    } else if received + Int64(bytes.count) > limits.maximumBytes {
      stop = .tooLarge("the body has more than \(limits.maximumBytes) bytes")
      return false
    }
    keep(UnsafeRawBufferPointer(rebasing: wanted))
    if stop == nil, wanted.count < bytes.count { stop = .enough }
    return stop == nil
  }

  private mutating func keep(_ bytes: UnsafeRawBufferPointer) {
    received += Int64(bytes.count)
    hasher?.update(bytes)
    switch destination {
    case .memory: body.append(contentsOf: bytes)
    case .file(let path):
      if head.count < MediaTypeSniffer.sufficientBytes {
        head.append(contentsOf: bytes.prefix(MediaTypeSniffer.sufficientBytes - head.count))
      }
      write(bytes, path)
    }
  }

  private mutating func write(_ bytes: UnsafeRawBufferPointer, _ path: String) {
    if descriptor < 0 {
      descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        stop = .storage("\(path) cannot be written: \(String(cString: strerror(errno)))")
        return
      }
    }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        stop = .storage("\(path) cannot be written: \(String(cString: strerror(errno)))")
        return
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Closes the file, if there is one.
  /// - Parameter keeps: false removes it.
  /// - Returns: the path of the file that was kept.
  mutating func closeFile(keeps: Bool) -> String? {
    guard descriptor >= 0, case .file(let path) = destination else { return nil }
    // NFS and quotas report a full disk only here.
    let isClosed = close(descriptor) == 0
    descriptor = -1
    if keeps && !isClosed {
      stop = .storage("\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
    guard keeps, isClosed else {
      unlink(path)
      return nil
    }
    return path
  }
}
