internal import CLibCurl
public import Foundation

/// Fetches addresses politely: one libcurl event loop on a thread of its own, thousands of requests at once, and
/// for each host a queue, a pause and a bound of connections.
///
/// Endpoints of the configuration are trusted and tried again; media addresses come out of records and pass the
/// address guard, robots.txt and the site's reservations first. TLS certificates are always verified.
public final class FetchEngine: Sendable {
  let configuration: FetchConfiguration
  let ruleBook = RuleBook()
  private let mailbox: Mailbox
  private let holdReader: HoldReader?

  /// Starts the engine's thread.
  public init(_ configuration: FetchConfiguration) {
    self.configuration = configuration
    holdReader = configuration.holdKeeper.map { HoldReader($0, lifetime: configuration.holdLifetime) }
    Self.setUpLibrary()
    guard let pointer = curl_multi_init() else { preconditionFailure("no memory for libcurl") }
    let multi = MultiHandle(pointer: pointer)
    let mailbox = Mailbox(multi)
    self.mailbox = mailbox
    let thread = Thread { TransferLoop(multi, mailbox: mailbox, configuration: configuration).run() }
    thread.name = "winnow-fetch"
    thread.start()
  }

  deinit { _ = mailbox.post(.shutDown(nil)) }

  /// Fetches an address.
  ///
  /// Returns when the body has come or the attempt has failed for good; cancelling the calling task ends the
  /// transfer and gives the failure `cancelled`. Nothing is thrown: a failure is a fact about the address.
  public func fetch(_ request: FetchRequest) async -> FetchOutcome {
    if let holdReader {
      for (host, moment) in await holdReader.heldHosts() { hold(host, until: moment) }
    }
    var outcome = await fetchTryingAgain(request)
    guard request.flushesFile, outcome.failure == nil, let file = outcome.file else { return outcome }
    if let reason = await FileFlush.flush(file) {
      outcome.failure = .storage
      outcome.detail = reason
    }
    return outcome
  }

  /// Ends all transfers and waits until the thread has released its resources; fetches fail from here on.
  public func shutdown() async {
    await withCheckedContinuation { continuation in
      if !mailbox.post(.shutDown(continuation)) { continuation.resume() }
    }
  }

  /// The hosts that asked to be left alone, with the moment from which they may be asked again: to be stored, so
  /// that the next run does not hammer them.
  public func heldHosts() -> [String: Date] {
    let now = ContinuousClock.now
    return mailbox.holds(at: now).mapValues { Date(timeIntervalSinceNow: ($0 - now).seconds) }
  }

  /// Leaves a host alone until a moment, as an earlier run was told to.
  /// - Parameters:
  ///   - host: a key of `heldHosts()`: the host, with its port where that is neither 80 nor 443.
  ///   - moment: at most `maximumHold` from now counts.
  public func hold(_ host: String, until moment: Date) {
    let wait = Duration.seconds(max(0, moment.timeIntervalSinceNow))
    _ = mailbox.post(.hold(host: host, until: .now + min(wait, configuration.maximumHold)))
  }

  /// Carries out one exchange when its host's turn comes.
  func perform(_ exchange: Exchange) async -> ExchangeResult {
    let id = mailbox.nextIdentifier()
    let mailbox = mailbox
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        guard mailbox.post(.start(id, exchange, continuation)) else {
          continuation.resume(returning: .failed(.cancelled, "the engine was shut down"))
          return
        }
        // A cancellation before the start found nothing to cancel.
        if Task.isCancelled { _ = mailbox.post(.cancel(id)) }
      }
    } onCancel: {
      _ = mailbox.post(.cancel(id))
    }
  }

  private static let library: Int32 = {
    let code = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    precondition(code == CURLE_OK, "libcurl does not start")
    return 0
  }()

  private static func setUpLibrary() { _ = library }
}
