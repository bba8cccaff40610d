internal import Dispatch
internal import Glibc
internal import Synchronization

/// Finds out why a name did not resolve: libcurl does not tell.
enum NameLookup {
  private static let queue = DispatchQueue(label: "winnow.name-lookup", attributes: .concurrent)

  /// Looks a name up once more; a cancelled caller does not wait for the answer.
  /// - Returns: `dns_nxdomain` where the name service says that the name does not exist, else `dns_temp`.
  static func failure(of host: String) async -> FetchFailure {
    let answer = FirstAnswer()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        answer.resume(continuation)
        queue.async {
          var hints = addrinfo()
          hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
          var addresses: UnsafeMutablePointer<addrinfo>?
          let code = getaddrinfo(host, nil, &hints, &addresses)
          if let addresses { freeaddrinfo(addresses) }
          answer.give(failure(code: code))
        }
      }
    } onCancel: {
      answer.give(.cancelled)
    }
  }

  /// What a result of getaddrinfo means; success, the second time, means that the failure was temporary.
  static func failure(code: Int32) -> FetchFailure {
    // glibc's EAI_NODATA (-5) and EAI_ADDRFAMILY (-9): the name exists and has no address.
    code == EAI_NONAME || code == -5 || code == -9 ? .dnsNotFound : .dnsTemporary
  }
}

/// Whichever answer is given first, for the one who waits for it.
private final class FirstAnswer: Sendable {
  private struct State {
    var answer: FetchFailure?
    var continuation: CheckedContinuation<FetchFailure, Never>?
  }

  private let state = Mutex(State())

  /// Resumes a continuation with the answer, now or when it comes.
  func resume(_ continuation: CheckedContinuation<FetchFailure, Never>) {
    let answer = state.withLock { state in
      if state.answer == nil { state.continuation = continuation }
      return state.answer
    }
    if let answer { continuation.resume(returning: answer) }
  }

  func give(_ answer: FetchFailure) {
    let continuation = state.withLock { state in
      guard state.answer == nil else { return nil as CheckedContinuation<FetchFailure, Never>? }
      state.answer = answer
      defer { state.continuation = nil }
      return state.continuation
    }
    continuation?.resume(returning: answer)
  }
}
