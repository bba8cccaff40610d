internal import CLibCurl
internal import Foundation

/// A libcurl easy handle at work on one exchange. Lives on the transfer loop's thread only.
final class Transfer {
  let exchange: Exchange
  let easy: UnsafeMutableRawPointer
  private let state: UnsafeMutablePointer<TransferState>
  private let errorText: UnsafeMutablePointer<CChar>
  private var fields: UnsafeMutablePointer<curl_slist>?
  private let started = ContinuousClock.now

  /// Prepares a handle.
  /// - Parameter easy: a fresh or reset handle; it stays the caller's.
  init(_ exchange: Exchange, easy: UnsafeMutableRawPointer) {
    self.exchange = exchange
    self.easy = easy
    state = .allocate(capacity: 1)
    state.initialize(to: TransferState(exchange))
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    setUpRequest()
    setUpConnection()
    setUpCallbacks()
  }

  deinit {
    _ = state.pointee.closeFile(keeps: false)
    state.deinitialize(count: 1)
    state.deallocate()
    errorText.deallocate()
    curl_slist_free_all(fields)
  }

  private func setUpRequest() {
    winnow_curl_set_text(easy, CURLOPT_URL, exchange.address.text)
    winnow_curl_set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    winnow_curl_set_text(easy, CURLOPT_USERAGENT, exchange.userAgent)
    winnow_curl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
    // One request a connection at a time is all that politeness allows: HTTP/2 would add nothing.
    winnow_curl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    if exchange.acceptsCompression { winnow_curl_set_text(easy, CURLOPT_ACCEPT_ENCODING, "") }
    var headers = exchange.headers
    switch exchange.credentials {
    case .basic(let user, let password):
      winnow_curl_set_long(easy, CURLOPT_HTTPAUTH, 1)
      winnow_curl_set_text(easy, CURLOPT_USERNAME, user)
      winnow_curl_set_text(easy, CURLOPT_PASSWORD, password)
    case .bearer(let token): headers.append(("Authorization", "Bearer " + token))
    case .header(let name, let value): headers.append((name, value))
    case nil: break
    }
    if let prefix = exchange.prefix { headers.append(("Range", "bytes=0-\(max(0, prefix - 1))")) }
    for (name, value) in headers {
      // A line break would smuggle in another field.
      let line = "\(name): \(value)".filter { !$0.isNewline && $0 != "\0" }
      fields = curl_slist_append(fields, line)
    }
    winnow_curl_set_pointer(easy, CURLOPT_HTTPHEADER, fields)
  }

  private func setUpConnection() {
    winnow_curl_set_long(easy, CURLOPT_NOSIGNAL, 1)
    // A name lookup that a cancelled transfer leaves behind is not waited for.
    winnow_curl_set_long(easy, CURLOPT_QUICK_EXIT, 1)
    winnow_curl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1)
    winnow_curl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2)
    if let file = exchange.certificateAuthorities {
      winnow_curl_set_text(easy, CURLOPT_CAINFO, file)
      winnow_curl_set_text(easy, CURLOPT_CAPATH, nil)
    }
    winnow_curl_set_text(easy, CURLOPT_PROXY, exchange.proxy ?? "")
    winnow_curl_set_text(easy, CURLOPT_NOPROXY, "")
    winnow_curl_set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    let limits = exchange.limits
    winnow_curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, max(1, limits.connectTimeout.milliseconds))
    winnow_curl_set_long(easy, CURLOPT_TIMEOUT_MS, max(1, limits.totalTimeout.milliseconds))
    winnow_curl_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, max(1, limits.minimumRate))
    winnow_curl_set_long(easy, CURLOPT_LOW_SPEED_TIME, max(1, (limits.idleTimeout.milliseconds + 999) / 1000))
    if exchange.prefix == nil {
      winnow_curl_set_offset(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limits.maximumBytes))
    }
  }

  private func setUpCallbacks() {
    winnow_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    winnow_curl_set_body(
      easy,
      { data, size, count, context in
        guard let data, let context else { return 0 }
        let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
        let state = context.assumingMemoryBound(to: TransferState.self)
        return state.pointee.receiveBody(bytes) ? size * count : 0
      }, state)
    winnow_curl_set_header(
      easy,
      { data, size, count, context in
        guard let data, let context else { return 0 }
        let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
        let state = context.assumingMemoryBound(to: TransferState.self)
        return state.pointee.receiveHeader(bytes) ? size * count : 0
      }, state)
    winnow_curl_set_open_socket(
      easy,
      { context, _, address in
        guard let context, let address else { return winnow_curl_no_socket() }
        var bytes = [UInt8](repeating: 0, count: 16)
        let length = Int(winnow_curl_address(address, &bytes))
        let state = context.assumingMemoryBound(to: TransferState.self)
        guard state.pointee.permitsSocket(to: IPAddress(bytes: Array(bytes.prefix(length)))) else {
          return winnow_curl_no_socket()
        }
        return winnow_curl_open_socket(address)
      }, state)
    winnow_curl_set_before_request(
      easy,
      { context, address, _, _, _ in
        guard let context else { return CURL_PREREQFUNC_ABORT }
        let state = context.assumingMemoryBound(to: TransferState.self)
        let isPermitted = state.pointee.permitsRequest(to: address.flatMap { IPAddress(String(cString: $0)) })
        return isPermitted ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
      }, state)
  }

  /// What came, once libcurl says that the transfer is done.
  func result(_ code: CURLcode) -> ExchangeResult {
    var result = ExchangeResult()
    result.wasSent = state.pointee.isConnected
    result.status = state.pointee.status
    result.headers = state.pointee.headers
    result.bytes = state.pointee.received
    result.seconds = (ContinuousClock.now - started).seconds
    if let text = result.headers["retry-after"]?.last {
      result.retryAfter = RetryAfter.wait(text, now: Date())
    }
    if (300..<400).contains(result.status), result.status != 304 {
      result.redirectTarget = winnow_curl_info_text(easy, CURLINFO_REDIRECT_URL).map { String(cString: $0) }
    }
    result.hasBrokenEncoding = code == CURLE_BAD_CONTENT_ENCODING
    result.file = state.pointee.closeFile(keeps: transportFailure(code) == nil)
    if let (failure, detail) = transportFailure(code) {
      result.failure = failure
      result.detail = detail
      result.needsNameLookup = code == CURLE_COULDNT_RESOLVE_HOST
      if case .reserved = state.pointee.stop { result.isReserved = true }
    } else if let failure = FetchFailure(status: result.status) {
      result.failure = failure
      result.detail = "\(exchange.address.host) answered \(result.status)"
    } else if result.bytes == 0, result.status != 304 {
      result.failure = .empty
      result.detail = "\(exchange.address.host) answered \(result.status) without a body"
    } else {
      result.hash = state.pointee.hash
    }
    result.body = state.pointee.body
    result.head =
      state.pointee.head.isEmpty
      ? Array(result.body.prefix(MediaTypeSniffer.sufficientBytes)) : state.pointee.head
    return result
  }

  /// The failure of the transport, with one line about it; `nil` where an answer came whole.
  private func transportFailure(_ code: CURLcode) -> (FetchFailure, String)? {
    switch state.pointee.stop {
    case .enough: return nil
    case .tooLarge(let reason): return (.tooLarge, "\(exchange.address.host): \(reason)")
    case .reserved(let field): return (.reserved, "\(exchange.address.host) reserves it: \(field)")
    case .storage(let reason): return (.storage, reason)
    case nil: break
    }
    guard code != CURLE_OK else { return nil }
    let hasOnlyRefused = !state.pointee.hasTriedPermittedAddress || code == CURLE_ABORTED_BY_CALLBACK
    if let refused = state.pointee.refusedAddress, hasOnlyRefused {
      return (.addressRefused, "\(exchange.address.host) leads to \(refused), which is no public address")
    }
    let facts = TransportFacts(
      code: Int(code.rawValue), systemError: winnow_curl_info_long(easy, CURLINFO_OS_ERRNO),
      certificateVerdict: winnow_curl_info_long(easy, CURLINFO_SSL_VERIFYRESULT),
      isConnected: state.pointee.isConnected, hasBody: state.pointee.isSuccess)
    let text = String(cString: errorText)
    let words = text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
    return (facts.failure, "\(exchange.address.host): \(words)")
  }
}

extension Duration {
  /// Whole milliseconds, rounded up.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension Date {
  /// The moment as people and machines read it: `2026-11-24T12:00:00Z`.
  var inWords: String { formatted(.iso8601) }
}
