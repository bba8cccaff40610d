internal import Synchronization

/// Counts what each client has open. Knows those only who have something open, so that its memory is bounded by the
/// connections of the server.
final class ClientLedger: Sendable {
  private let counts = Mutex<[Client: Int]>([:])
  private let limit: Int

  /// - Parameter limit: the most that one client may have open.
  init(limit: Int) { self.limit = limit }

  /// A place for something a client opens, kept until it is released; `nil` where the client has too much open.
  func admit(_ client: Client) -> Admission? {
    let isAdmitted = counts.withLock { counts in
      guard counts[client, default: 0] < limit else { return false }
      counts[client, default: 0] += 1
      return true
    }
    return isAdmitted ? Admission(client: client, ledger: self) : nil
  }

  fileprivate func leave(_ client: Client) {
    counts.withLock { counts in
      let rest = counts[client, default: 1] - 1
      counts[client] = rest > 0 ? rest : nil
    }
  }

  /// How many clients have something open.
  var clientCount: Int { counts.withLock { $0.count } }

  /// Something a client has open; ends with the last reference to it, however that comes about.
  final class Admission: Sendable {
    private let client: Client
    private let ledger: ClientLedger

    fileprivate init(client: Client, ledger: ClientLedger) {
      self.client = client
      self.ledger = ledger
    }

    deinit { ledger.leave(client) }
  }
}
