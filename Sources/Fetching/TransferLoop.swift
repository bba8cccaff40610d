internal import CLibCurl
internal import Foundation

/// The event loop: starts exchanges when politeness allows, moves bytes, and answers who asked.
///
/// Made and used on one thread; all others reach it through its mailbox.
final class TransferLoop {
  private struct Pending {
    var exchange: Exchange
    var ticket: PolitenessLedger.Ticket
    var continuation: CheckedContinuation<ExchangeResult, Never>
    var transfer: Transfer?
  }

  private let multi: MultiHandle
  private let mailbox: Mailbox
  private let configuration: FetchConfiguration
  private var ledger = PolitenessLedger()
  private var pending: [UInt64: Pending] = [:]
  private var identifiers: [UnsafeMutableRawPointer: UInt64] = [:]
  private var idleHandles: [UnsafeMutableRawPointer] = []

  init(_ multi: MultiHandle, mailbox: Mailbox, configuration: FetchConfiguration) {
    self.multi = multi
    self.mailbox = mailbox
    self.configuration = configuration
    winnow_curl_multi_set_long(multi.pointer, CURLMOPT_MAXCONNECTS, max(1, configuration.maximumTransfers))
  }

  /// Works until told to shut down, then releases everything.
  func run() {
    var finished: [CheckedContinuation<Void, Never>] = []
    var isRunning = true
    while isRunning {
      for command in mailbox.take() {
        if case .shutDown(let continuation) = command {
          isRunning = false
          if let continuation { finished.append(continuation) }
        } else {
          obey(command)
        }
      }
      guard isRunning else { break }
      startDue()
      var running: Int32 = 0
      curl_multi_perform(multi.pointer, &running)
      collectFinished()
      curl_multi_poll(multi.pointer, nil, 0, Int32(clamping: pollMilliseconds()), nil)
    }
    let rest = mailbox.close()
    for (_, work) in pending { abandon(work) }
    for command in rest {
      switch command {
      case .start(_, _, let continuation):
        continuation.resume(returning: .failed(.cancelled, "the engine was shut down"))
      case .shutDown(let continuation?): finished.append(continuation)
      default: continue
      }
    }
    for easy in idleHandles { curl_easy_cleanup(easy) }
    curl_multi_cleanup(multi.pointer)
    for continuation in finished { continuation.resume() }
  }

  private func obey(_ command: TransferCommand) {
    let now = ContinuousClock.now
    switch command {
    case .start(let id, let exchange, let continuation):
      let ticket = PolitenessLedger.Ticket(
        id: id, host: exchange.address.politenessKey, delay: exchange.delay,
        connections: exchange.connections,
        patience: exchange.patience)
      if let heldUntil = ledger.enqueue(ticket, at: now) {
        continuation.resume(returning: held(ticket.host, for: heldUntil - now))
      } else {
        pending[id] = Pending(exchange: exchange, ticket: ticket, continuation: continuation)
      }
    case .cancel(let id):
      guard let work = pending.removeValue(forKey: id) else { return }
      if work.transfer == nil {
        _ = ledger.remove(work.ticket, at: now)
      } else {
        ledger.finish(work.ticket, at: now)
      }
      abandon(work)
    case .hold(let host, let moment): hold(host, until: moment, at: now)
    case .shutDown: return
    }
  }

  private func startDue() {
    let now = ContinuousClock.now
    for ticket in ledger.takeStartable(at: now, limit: configuration.maximumTransfers - ledger.active) {
      guard let work = pending[ticket.id] else {
        ledger.finish(ticket, at: now)
        continue
      }
      guard let easy = idleHandles.popLast() ?? curl_easy_init() else {
        finish(ticket.id, .failed(.storage, "no memory for another transfer"))
        continue
      }
      let transfer = Transfer(work.exchange, easy: easy)
      pending[ticket.id]?.transfer = transfer
      identifiers[easy] = ticket.id
      curl_multi_add_handle(multi.pointer, easy)
    }
  }

  private func collectFinished() {
    var code = CURLE_OK
    while let easy = winnow_curl_multi_finished(multi.pointer, &code) {
      guard let id = identifiers[easy], let transfer = pending[id]?.transfer else { continue }
      finish(id, transfer.result(code))
    }
  }

  /// Answers who asked, and lets the host rest.
  private func finish(_ id: UInt64, _ result: ExchangeResult) {
    guard let work = pending.removeValue(forKey: id) else { return }
    release(work)
    let now = ContinuousClock.now
    ledger.finish(work.ticket, at: now)
    let host = work.ticket.host
    var result = result
    result.hold = wish(of: result, from: host, holdsOnRefusal: work.exchange.holdsHostOnRefusal, at: now)
    if let wait = result.hold { hold(host, until: now + wait, at: now) }
    work.continuation.resume(returning: result)
  }

  /// How long a host wants to be left alone by its answer; `nil` where it does not.
  private func wish(
    of result: ExchangeResult, from host: String, holdsOnRefusal: Bool, at now: ContinuousClock.Instant
  ) -> Duration? {
    let isRefusal = result.status == 429 || result.status == 503
    // Servers name a wait with other statuses too: 403 of a bot wall, 500 and 504 where 503 is meant.
    if let wait = result.retryAfter, isRefusal || result.status == 403 || result.status >= 500 {
      return min(wait, configuration.maximumHold)
    }
    if isRefusal, holdsOnRefusal {
      return ledger.noteRefusal(
        host, first: configuration.firstHold, longest: configuration.maximumHold, at: now)
    }
    if result.status > 0, !isRefusal { ledger.noteAnswer(host) }
    return nil
  }

  private func hold(_ host: String, until moment: ContinuousClock.Instant, at now: ContinuousClock.Instant) {
    mailbox.noteHold(host, until: moment)
    for ticket in ledger.hold(host, until: moment, at: now) {
      pending.removeValue(forKey: ticket.id)?.continuation.resume(returning: held(host, for: moment - now))
    }
  }

  private func held(_ host: String, for wait: Duration) -> ExchangeResult {
    let moment = Date(timeIntervalSinceNow: wait.seconds)
    var result = ExchangeResult.failed(
      .http429Limited, "\(host) asked to be left alone until \(moment.inWords)")
    result.retryAfter = wait
    return result
  }

  private func abandon(_ work: Pending) {
    work.continuation.resume(returning: .failed(.cancelled, "the fetch was cancelled"))
    release(work)
  }

  /// Takes the handle out of the loop and keeps it for the next transfer; its connection stays open.
  private func release(_ work: Pending) {
    guard let easy = work.transfer?.easy else { return }
    identifiers[easy] = nil
    curl_multi_remove_handle(multi.pointer, easy)
    curl_easy_reset(easy)
    idleHandles.append(easy)
  }

  private func pollMilliseconds() -> Int {
    let longest = 10_000
    guard ledger.active < configuration.maximumTransfers, let next = ledger.nextMoment() else {
      return longest
    }
    return min(longest, max(0, (next - ContinuousClock.now).milliseconds))
  }
}
