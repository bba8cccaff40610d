internal import Fetching
internal import Foundation
internal import Logging
internal import Synchronization
internal import WinnowConfiguration

/// What an endpoint answered.
struct EndpointAnswer: Sendable {
  /// The body, compression undone.
  var body: [UInt8]
  /// The HTTP status; also 4xx and 5xx where the body is an answer of the protocol all the same.
  var status: Int
  /// The address that answered, after redirects.
  var effectiveAddress: String
  /// The steps from the address asked for to the one that answered.
  var redirects: [Redirect]
  /// The Date header as sent: the server's own clock.
  var date: String?
  /// The Content-Type as sent, parameters included.
  var contentType: String?
  /// The Content-Encoding as sent; `gzip` too where a gzip body came undeclared.
  var contentEncoding: String?
  /// Bytes of the body before decompression, where the server tells them.
  var transferredBytes: Int64?
  /// Seconds of the transfers, without queues and waits.
  var seconds: Double
}

/// Asks one OAI-PMH endpoint, with its credentials and manners, and counts what that cost.
final class EndpointClient: Sendable {
  private struct State {
    var expense = SourceExpense()
    /// The address to which every request was redirected for good so far.
    var newAddress: String?
    var refusesCompression = false
  }

  private let engine: FetchEngine
  private let credentials: Credentials?
  private let certificateFile: String?
  private let delay: Duration?
  private let interruption: Interruption?
  private let log: Logger?
  private let state = Mutex(State())

  /// - Parameters:
  ///   - interruption: ends a request within a fraction of a second, whatever it waits for.
  ///   - log: is told once where the endpoint has moved for good.
  /// - Throws: `EndpointError` where a secret that the configuration names is not in the environment.
  init(
    engine: FetchEngine, provider: ProviderConfiguration, environment: [String: String],
    interruption: Interruption? = nil, log: Logger? = nil
  ) throws(EndpointError) {
    self.engine = engine
    self.interruption = interruption
    self.log = log
    certificateFile = provider.harvest.certificateFile
    delay = provider.policy.delayMilliseconds.map { .milliseconds($0) }
    func secret(_ variable: String) throws(EndpointError) -> String {
      guard let value = environment[variable], !value.isEmpty else {
        throw EndpointError(
          description:
            "provider '\(provider.id)' needs the secret in environment variable \(variable): set it")
      }
      return value
    }
    switch provider.harvest.credentials {
    case nil: credentials = nil
    case .bearer(let variable): credentials = .bearer(token: try secret(variable))
    case .header(let name, let variable): credentials = .header(name: name, value: try secret(variable))
    case .basic(let variable):
      let parts = try secret(variable).split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw EndpointError(description: "environment variable \(variable) has to hold user:password")
      }
      credentials = .basic(user: String(parts[0]), password: String(parts[1]))
    }
  }

  /// A client for an address that is not configured yet, as `winnow identify` needs it.
  init(engine: FetchEngine, interruption: Interruption? = nil) {
    self.engine = engine
    self.interruption = interruption
    log = nil
    credentials = nil
    certificateFile = nil
    delay = nil
  }

  /// What was spent so far.
  var expense: SourceExpense { state.withLock { $0.expense } }

  /// The base URL to which the endpoint moved for good (301, 308); `nil` where it answers where it was asked, or
  /// was redirected for now only.
  var newAddress: String? { state.withLock { $0.newAddress } }

  /// The body of an answer.
  /// - Parameter address: a whole request.
  func get(_ address: String) async throws(EndpointError) -> [UInt8] { try await answer(address).body }

  /// An answer with what came beside its body.
  ///
  /// A page with an error status whose body is an OAI-PMH document with an `error` in it is an answer: many
  /// repositories send 400, 404 or 500 with theirs.
  /// - Parameter address: a whole request.
  /// - Throws: `EndpointError` where no usable answer came, where the endpoint asked to be left alone for longer
  ///   than is sat out, and where the harvest was asked to stop.
  func answer(_ address: String) async throws(EndpointError) -> EndpointAnswer {
    if interruption?.isRequested == true { throw .interruption(address: address) }
    var request = FetchRequest(
      address: address, purpose: .endpoint, credentials: credentials, certificateAuthorities: certificateFile,
      delay: delay)
    request.isAnswer = { Self.isProtocolError($0) }
    if state.withLock({ $0.refusesCompression }) { request.acceptsCompression = false }
    let outcome = await fetch(request)
    // Without a connection nothing was sent, but it was tried; a host that wants to be left alone was not.
    let attempts =
      outcome.notBefore != nil && outcome.status == 0
      ? outcome.requests : max(outcome.requests, outcome.retries + 1)
    state.withLock { state in
      state.expense.requests += attempts
      state.expense.retries += outcome.retries
      state.expense.bytes += outcome.bytes
      if outcome.hasBrokenCompression { state.refusesCompression = true }
    }
    if outcome.failure == nil, outcome.isPermanentlyRedirected { noteMove(to: outcome.effectiveAddress) }
    if let failure = outcome.failure {
      let isAnswer = outcome.status >= 400 && outcome.status != 429 && outcome.status != 503
      guard isAnswer, Self.isProtocolError(outcome.body) else {
        throw EndpointError(failure, outcome: outcome, attempts: attempts, address: address)
      }
    } else if outcome.botWall != nil {
      var outcome = outcome
      outcome.detail = "status \(outcome.status) with a page of HTML"
      throw EndpointError(.soft404HTML, outcome: outcome, attempts: attempts, address: address)
    }
    return EndpointAnswer(
      body: outcome.body, status: outcome.status, effectiveAddress: outcome.effectiveAddress,
      redirects: outcome.redirects, date: outcome.headers["date"]?.last, contentType: outcome.contentType,
      contentEncoding: outcome.headers["content-encoding"]?.last
        ?? (outcome.inflatedUndeclaredGzip ? "gzip" : nil),
      transferredBytes: outcome.headers["content-length"]?.last.flatMap { Int64($0) },
      seconds: outcome.seconds)
  }

  /// Notes, and logs the first time, where an endpoint has moved to.
  private func noteMove(to address: String) {
    // The base URL ends where the verb begins; it may have a query of its own.
    let base = address.firstRange(of: /[?&]verb=/).map { String(address[..<$0.lowerBound]) } ?? address
    let isFirst = state.withLock { state in
      defer { state.newAddress = base }
      return state.newAddress == nil
    }
    if isFirst {
      log?.notice("the endpoint has moved: change harvest.url", metadata: ["to": "\(base)"])
    }
  }

  /// Fetches, and gives up when the interruption is requested.
  private func fetch(_ request: FetchRequest) async -> FetchOutcome {
    guard let interruption else { return await engine.fetch(request) }
    let engine = engine
    let work = Task { await engine.fetch(request) }
    let watch = Task {
      while !interruption.isRequested {
        do { try await Task.sleep(for: .milliseconds(50)) } catch { return }
      }
      work.cancel()
    }
    defer { watch.cancel() }
    return await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      work.cancel()
    }
  }

  /// Whether an error page is an OAI-PMH document that names its error.
  private static func isProtocolError(_ body: [UInt8]) -> Bool {
    let text = String(decoding: body.prefix(64 << 10), as: UTF8.self)
    return text.contains("OAI-PMH") && text.contains(/<(?:[A-Za-z0-9_.-]+:)?error\s[^>]*\bcode\s*=/)
  }
}
