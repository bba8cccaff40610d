internal import CLibCurl
internal import Glibc

/// What libcurl and the system tell of a transfer that did not end well, and what it means.
struct TransportFacts {
  /// libcurl's result code.
  var code: Int
  /// `errno` of the last connect, 0 where there is none.
  var systemError: Int
  /// OpenSSL's `X509_V_ERR_...`; 0 where the chain of certificates is good.
  var certificateVerdict: Int
  /// True where the connection stood and the request could be sent.
  var isConnected: Bool
  /// True where a 2xx header had come.
  var hasBody: Bool

  private static let certificateHasExpired = 10
  private static let hostNameMismatch = 62
  /// What libcurl reports where the handshake went well and its own comparison of names failed.
  private static let notRead = 1

  /// The failure by cause. A name that does not resolve counts as temporary until it was looked up again.
  var failure: FetchFailure {
    switch CURLcode(UInt32(code)) {
    case CURLE_COULDNT_RESOLVE_HOST: return .dnsTemporary
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT: return .addressRefused
    case CURLE_COULDNT_CONNECT: return connectFailure
    case CURLE_OPERATION_TIMEDOUT: return isConnected ? .readTimeout : .connectTimeout
    case CURLE_PEER_FAILED_VERIFICATION:
      // libcurl compares the name itself, after OpenSSL has found the chain good and before it reads the verdict.
      switch certificateVerdict {
      case Self.certificateHasExpired: return .tlsExpired
      case 0, Self.notRead, Self.hostNameMismatch: return .tlsName
      default: return .tlsOther
      }
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,
      CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_SHUTDOWN_FAILED,
      CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT:
      return .tlsOther
    case CURLE_PARTIAL_FILE: return .truncated
    case CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM: return hasBody ? .truncated : .networkOther
    // Out of memory is what libcurl says of a header line that outgrows its buffer.
    case CURLE_FILESIZE_EXCEEDED, CURLE_OUT_OF_MEMORY: return .tooLarge
    default: return .networkOther
    }
  }

  private var connectFailure: FetchFailure {
    switch Int32(systemError) {
    case ECONNREFUSED: .connectRefused
    case ETIMEDOUT: .connectTimeout
    default: .networkOther
    }
  }
}
