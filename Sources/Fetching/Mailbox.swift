internal import CLibCurl
internal import Synchronization

/// A libcurl multi handle that other threads may wake.
///
/// `@unchecked Sendable`: the loop's thread alone uses the handle, but for `curl_multi_wakeup`, the one function
/// that libcurl allows from any thread, and that is called under the mailbox's lock while the handle lives.
struct MultiHandle: @unchecked Sendable {
  let pointer: UnsafeMutableRawPointer
}

/// What callers ask of the transfer loop.
enum TransferCommand {
  case start(UInt64, Exchange, CheckedContinuation<ExchangeResult, Never>)
  case cancel(UInt64)
  /// Leaves a host alone until a moment.
  case hold(host: String, until: ContinuousClock.Instant)
  case shutDown(CheckedContinuation<Void, Never>?)
}

/// The way from any task to the thread of the transfer loop.
final class Mailbox: Sendable {
  private struct State {
    var commands: [TransferCommand] = []
    var isClosed = false
    var identifiers: UInt64 = 0
    var holds: [String: ContinuousClock.Instant] = [:]
  }

  private let state = Mutex(State())
  private let multi: MultiHandle

  init(_ multi: MultiHandle) { self.multi = multi }

  /// A number that no other exchange has.
  func nextIdentifier() -> UInt64 {
    state.withLock {
      $0.identifiers += 1
      return $0.identifiers
    }
  }

  /// Hands a command to the loop; false where the loop has ended.
  func post(_ command: TransferCommand) -> Bool {
    state.withLock {
      guard !$0.isClosed else { return false }
      $0.commands.append(command)
      if $0.commands.count == 1 { curl_multi_wakeup(multi.pointer) }
      return true
    }
  }

  /// Takes all commands; only the loop calls this.
  func take() -> [TransferCommand] {
    state.withLock {
      let commands = $0.commands
      $0.commands = []
      return commands
    }
  }

  /// Accepts no more commands and gives those left; the handle may go afterwards.
  func close() -> [TransferCommand] {
    state.withLock {
      $0.isClosed = true
      let commands = $0.commands
      $0.commands = []
      return commands
    }
  }

  /// Notes how long a host is left alone, for those who keep it across runs.
  func noteHold(_ host: String, until moment: ContinuousClock.Instant) {
    state.withLock { $0.holds[host] = max(moment, $0.holds[host] ?? moment) }
  }

  /// Hosts that are left alone, with the moments.
  func holds(at now: ContinuousClock.Instant) -> [String: ContinuousClock.Instant] {
    state.withLock {
      $0.holds = $0.holds.filter { $1 > now }
      return $0.holds
    }
  }
}
