/// Who may ask which host when: a queue a host, a bound of requests at once, a pause between two of them, and
/// the moment before which a host wants to be left alone.
///
/// A pure state machine: the caller passes the time in and acts on what comes out. Requests of one host leave
/// in the order they came; hosts that are ready at the same moment take turns.
struct PolitenessLedger {
  typealias Moment = ContinuousClock.Instant

  /// A request that waits for its turn.
  struct Ticket: Equatable {
    var id: UInt64
    /// The politeness key of the address.
    var host: String
    /// The pause after this request.
    var delay: Duration
    /// Requests of this host at once.
    var connections: Int
    /// How long the ticket stays queued at a host that asked to be left alone.
    var patience: Duration
  }

  private struct Host {
    var waiting: [Ticket] = []
    var active = 0
    /// The pause after the last request ends here.
    var nextStart: Moment
    /// The host asked to be left alone until here.
    var heldUntil: Moment
    /// Refusals in a row without a wait named: each doubles the next hold.
    var refusals = 0
    /// The moment of the host's valid entry in the agenda.
    var scheduled: Moment?
  }

  private var hosts: [String: Host] = [:]
  private var agenda = Agenda()
  private var pruneAt = 1024

  /// Requests under way.
  private(set) var active = 0

  /// Queues a request.
  /// - Returns: `nil`, or the moment until which the host is held where that is longer than the ticket's patience;
  ///   the ticket is not queued then.
  mutating func enqueue(_ ticket: Ticket, at now: Moment) -> Moment? {
    var host = hosts[ticket.host] ?? Host(nextStart: now, heldUntil: now)
    if host.heldUntil > now + ticket.patience { return host.heldUntil }
    host.waiting.append(ticket)
    store(&host, ticket.host, at: now)
    return nil
  }

  /// Takes the requests whose turn has come, at most `limit`, and counts them as under way.
  mutating func takeStartable(at now: Moment, limit: Int) -> [Ticket] {
    var taken: [Ticket] = []
    while taken.count < limit, let entry = agenda.first, entry.moment <= now {
      agenda.removeFirst()
      guard var host = hosts[entry.host], host.scheduled == entry.moment else { continue }
      host.scheduled = nil
      if let ticket = host.waiting.first, host.active < ticket.connections {
        host.waiting.removeFirst()
        host.active += 1
        active += 1
        host.nextStart = max(host.nextStart, now + ticket.delay)
        taken.append(ticket)
      }
      store(&host, entry.host, at: now)
    }
    return taken
  }

  /// Counts a request as done; its pause begins.
  mutating func finish(_ ticket: Ticket, at now: Moment) {
    guard var host = hosts[ticket.host], host.active > 0 else { return }
    host.active -= 1
    active -= 1
    host.nextStart = max(host.nextStart, now + ticket.delay)
    store(&host, ticket.host, at: now)
  }

  /// Removes a request that waits; false where it does not wait any more.
  mutating func remove(_ ticket: Ticket, at now: Moment) -> Bool {
    guard var host = hosts[ticket.host], let index = host.waiting.firstIndex(where: { $0.id == ticket.id })
    else {
      return false
    }
    host.waiting.remove(at: index)
    store(&host, ticket.host, at: now)
    return true
  }

  /// Leaves a host alone until a moment; an earlier one than known changes nothing.
  /// - Returns: the waiting requests that will not wait so long; they are no longer queued.
  mutating func hold(_ name: String, until moment: Moment, at now: Moment) -> [Ticket] {
    var host = hosts[name] ?? Host(nextStart: now, heldUntil: now)
    host.heldUntil = max(host.heldUntil, moment)
    let until = host.heldUntil
    let impatient = host.waiting.filter { until > now + $0.patience }
    host.waiting.removeAll { until > now + $0.patience }
    store(&host, name, at: now)
    return impatient
  }

  /// Notes a refusal (429, 503) without a wait named.
  /// - Returns: how long the host is to be left alone: `first`, doubled with each refusal in a row.
  mutating func noteRefusal(_ name: String, first: Duration, longest: Duration, at now: Moment) -> Duration {
    var host = hosts[name] ?? Host(nextStart: now, heldUntil: now)
    var wait = first
    for _ in 0..<min(host.refusals, 40) where wait < longest { wait *= 2 }
    host.refusals += 1
    store(&host, name, at: now)
    return min(wait, longest)
  }

  /// Notes that a host answers as usual again.
  mutating func noteAnswer(_ name: String) { hosts[name]?.refusals = 0 }

  /// The next moment at which a queued request may start; `nil` where none waits for a moment.
  mutating func nextMoment() -> Moment? {
    while let entry = agenda.first {
      if hosts[entry.host]?.scheduled == entry.moment { return entry.moment }
      agenda.removeFirst()
    }
    return nil
  }

  /// Requests that wait.
  var waiting: Int { hosts.values.reduce(0) { $0 + $1.waiting.count } }

  /// Hosts that are known; forgotten ones have no queue, no pause and no hold left.
  var knownHosts: Int { hosts.count }

  /// Writes a host back and sees that it stands in the agenda where it has something to start.
  private mutating func store(_ host: inout Host, _ name: String, at now: Moment) {
    if let ticket = host.waiting.first, host.active < ticket.connections {
      let moment = max(host.nextStart, host.heldUntil)
      if host.scheduled != moment {
        host.scheduled = moment
        agenda.insert(moment, name)
      }
    } else {
      host.scheduled = nil
    }
    hosts[name] = host
    if hosts.count > pruneAt {
      hosts = hosts.filter {
        $1.active > 0 || !$1.waiting.isEmpty || $1.nextStart > now || $1.heldUntil > now || $1.refusals > 0
      }
      pruneAt = max(1024, hosts.count * 2)
    }
  }
}

/// Moments with the host that each is for, the earliest first; equal ones in the order they came. A binary heap.
private struct Agenda {
  struct Entry {
    var moment: ContinuousClock.Instant
    var order: UInt64
    var host: String

    func precedes(_ other: Entry) -> Bool {
      moment != other.moment ? moment < other.moment : order < other.order
    }
  }

  private var entries: [Entry] = []
  private var order: UInt64 = 0

  var first: Entry? { entries.first }

  mutating func insert(_ moment: ContinuousClock.Instant, _ host: String) {
    entries.append(Entry(moment: moment, order: order, host: host))
    order += 1
    var child = entries.count - 1
    while child > 0, entries[child].precedes(entries[(child - 1) / 2]) {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() {
    guard let last = entries.popLast(), !entries.isEmpty else { return }
    entries[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < entries.count {
        if entries[child].precedes(entries[least]) { least = child }
      }
      guard least != parent else { return }
      entries.swapAt(parent, least)
      parent = least
    }
  }
}
