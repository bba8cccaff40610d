public import Foundation
public import Hashing

/// One thing to be fetched, and how.
public struct FetchRequest: Sendable {
  /// What the address is to us: this decides which rules hold.
  public enum Purpose: String, Sendable, Codable {
    /// An OAI-PMH endpoint or another address that the operator wrote into the configuration: trusted, no
    /// robots.txt, tried again by `FetchConfiguration.endpointRetry`, compression asked for.
    case endpoint
    /// An address out of a record: untrusted; address guard, robots.txt and reservations hold.
    case media
    /// As `media`, but only the first bytes are wanted: is it there, and what is it?
    case probe
  }

  /// Where the body of a successful answer goes.
  public enum Destination: Sendable, Equatable {
    /// Into `FetchOutcome.body`.
    case memory
    /// Into a new file at this path, which the caller renames; it is removed where the fetch fails.
    case file(String)
  }

  /// The address, as it stands in the record or the configuration.
  public var address: String
  /// What the address is to us.
  public var purpose: Purpose
  /// Further header fields, sent to every host of a chain of redirects; never put secrets here.
  public var headers: [(name: String, value: String)] = []
  /// Sent as If-None-Match.
  public var entityTag: String?
  /// Sent as If-Modified-Since; the text of an earlier Last-Modified.
  public var lastModified: String?
  /// Where the body of a success goes.
  public var destination: Destination
  /// True where a file is to be flushed to the disk before the outcome is given.
  public var flushesFile = false
  /// Fetch no more than this many bytes and call that success; `nil` for the whole.
  public var prefix: Int?
  /// Sent to the origin of `address` only, never to where it redirects.
  public var credentials: Credentials?
  /// Path of a PEM file with the authorities to trust instead of the system's.
  public var certificateAuthorities: String?
  /// Limits for this request; `nil` takes the configuration's for the purpose.
  public var limits: FetchLimits?
  /// The pause a host gets, where it has no profile of its own; `nil` takes the configuration's for the purpose.
  public var delay: Duration?
  /// True where an agreement with the provider overrides robots.txt, its crawl-delay and every reservation.
  public var agreement: Bool
  /// The hosts that the agreement names, lower case; `nil` for every host of a chain of redirects.
  public var agreementHosts: Set<String>?
  /// False where the licence allows text and data mining whatever the site reserves.
  public var honoursReservations = true
  /// True where compressed transfer is asked for.
  public var acceptsCompression: Bool
  /// Tells from the body of an error page whether it is an answer of the endpoint's own protocol; such a page is
  /// final and not asked for again, unless its status is 429 or 503.
  public var isAnswer: (@Sendable ([UInt8]) -> Bool)?
  /// True where the SHA-256 of the body is wanted.
  public var hashes: Bool

  /// A request with the defaults of its purpose.
  /// - Parameters:
  ///   - address: an absolute http or https address; white space around it is ignored, and characters that no
  ///     URI holds are percent-encoded.
  ///   - destination: where the body goes.
  ///   - agreement: true where the provider's agreement overrides robots.txt and reservations.
  public init(
    address: String, purpose: Purpose, destination: Destination = .memory, entityTag: String? = nil,
    lastModified: String? = nil, credentials: Credentials? = nil, certificateAuthorities: String? = nil,
    limits: FetchLimits? = nil, delay: Duration? = nil, agreement: Bool = false
  ) {
    self.address = address
    self.purpose = purpose
    self.destination = destination
    self.entityTag = entityTag
    self.lastModified = lastModified
    self.credentials = credentials
    self.certificateAuthorities = certificateAuthorities
    self.limits = limits
    self.delay = delay
    self.agreement = agreement
    agreementHosts = nil
    prefix = purpose == .probe ? 4096 : nil
    acceptsCompression = purpose == .endpoint
    hashes = purpose == .media
  }
}

/// A step of a chain of redirects.
public struct Redirect: Sendable, Equatable, Codable {
  /// Where to.
  public var address: String
  /// 301, 302, 303, 307 or 308.
  public var status: Int
  /// True for 301 and 308 (RFC 9110, section 15.4): the old address may be replaced.
  public var isPermanent: Bool { status == 301 || status == 308 }

  /// A step to `address` by a 3xx status.
  public init(address: String, status: Int) {
    self.address = address
    self.status = status
  }
}

/// What came of a request.
public struct FetchOutcome: Sendable {
  /// `nil` where the request succeeded (2xx, or 304 to a conditional request).
  public var failure: FetchFailure?
  /// What went wrong, in one line that names the address's host or the rule; `nil` on success.
  public var detail: String?
  /// The last HTTP status, 0 where no answer came.
  public var status = 0
  /// Header fields of the last answer by lower-case name, values in order.
  public var headers: [String: [String]] = [:]
  /// The body in memory: of a success with destination `memory`, else the first 64 KiB of an error page.
  public var body: [UInt8] = []
  /// The path that the body was written to.
  public var file: String?
  /// SHA-256 of the body (before any undeclared gzip was undone), where asked for.
  public var hash: ContentHash?
  /// Bytes of the body received, after transfer decompression.
  public var bytes: Int64 = 0
  /// The whole length as the server tells it, by Content-Range or Content-Length.
  public var declaredBytes: Int64?
  /// What the first bytes are, whatever the Content-Type says.
  public var sniffed: MediaType?
  /// The steps from the address asked for to the one that answered.
  public var redirects: [Redirect] = []
  /// The address that answered last.
  public var effectiveAddress: String
  /// Seconds of all transfers of this request, without queues and waits.
  public var seconds = 0.0
  /// Requests sent, robots.txt and its like not counted.
  public var requests = 0
  /// How often the request was tried again after a failure.
  public var retries = 0
  /// The wait that the server asked for, counted from the answer.
  public var retryAfter: Duration?
  /// The moment before which the host asked not to be asked again, where that lies further ahead than this request
  /// would have waited; `maximumHold` ahead at most.
  public var notBefore: Date?
  /// True where an answer did not decode by its Content-Encoding, so that it was asked for again without.
  public var hasBrokenCompression = false
  /// True where a conditional request was answered 304.
  public var notModified = false
  /// True where the site reserves text and data mining for this address.
  public var tdmReserved = false
  /// True where a gzip body came without a Content-Encoding and was inflated.
  public var inflatedUndeclaredGzip = false

  init(address: String) { effectiveAddress = address }

  /// The Content-Type as sent, parameters included.
  public var contentType: String? { headers["content-type"]?.last }
  /// The ETag as sent.
  public var entityTag: String? { headers["etag"]?.last }
  /// The Last-Modified as sent.
  public var lastModified: String? { headers["last-modified"]?.last }
  /// True where every redirect of a chain of at least one was permanent.
  public var isPermanentlyRedirected: Bool { !redirects.isEmpty && redirects.allSatisfy(\.isPermanent) }
}

extension FetchRequest {
  /// Whether the provider's agreement covers a host.
  func hasAgreement(for host: String) -> Bool {
    agreement && (agreementHosts?.contains(host.lowercased()) ?? true)
  }
}
