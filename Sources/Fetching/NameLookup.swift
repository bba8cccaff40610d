internal import Dispatch
internal import Glibc

/// Finds out why a name did not resolve: libcurl does not tell.
enum NameLookup {
  private static let queue = DispatchQueue(label: "winnow.name-lookup", attributes: .concurrent)

  /// Looks a name up once more.
  /// - Returns: `dns_nxdomain` where the name service says that the name does not exist, else `dns_temp`.
  static func failure(of host: String) async -> FetchFailure {
    await withCheckedContinuation { continuation in
      queue.async {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var addresses: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &addresses)
        if let addresses { freeaddrinfo(addresses) }
        continuation.resume(returning: failure(code: code))
      }
    }
  }

  /// What a result of getaddrinfo means; success, the second time, means that the failure was temporary.
  static func failure(code: Int32) -> FetchFailure {
    // glibc's EAI_NODATA (-5) and EAI_ADDRFAMILY (-9): the name exists and has no address.
    code == EAI_NONAME || code == -5 || code == -9 ? .dnsNotFound : .dnsTemporary
  }
}
