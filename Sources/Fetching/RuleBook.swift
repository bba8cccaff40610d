/// What a site says to crawlers: its robots.txt and its reservations.
struct SiteRules: Sendable {
  var robots = RobotsRules()
  var reservations = Reservations()
  /// Why robots.txt could not be read: nothing may be fetched then (RFC 9309, section 2.3.1.4).
  var unreachable: Refusal?
  /// How long the rules are believed.
  var lifetime: Duration

  struct Refusal: Sendable {
    var failure: FetchFailure
    var detail: String
    var retryAfter: Duration?
  }
}

/// The rules of all sites, each read once in its lifetime however many ask at the same time.
actor RuleBook {
  private struct Entry {
    var rules: SiteRules
    var expires: ContinuousClock.Instant
  }

  private var entries: [String: Entry] = [:]
  private var waiting: [String: [UInt64: CheckedContinuation<SiteRules?, Never>]] = [:]
  private var tickets: UInt64 = 0
  private var pruneAt = 4096

  /// The rules of a site; `nil` where the calling task was cancelled.
  /// - Parameters:
  ///   - origin: scheme, host and port.
  ///   - load: reads the rules; it runs on for the others who wait where the first is cancelled.
  func rules(of origin: String, load: @escaping @Sendable () async -> SiteRules) async -> SiteRules? {
    if let entry = entries[origin], entry.expires > .now { return entry.rules }
    tickets += 1
    let ticket = tickets
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if waiting[origin] == nil {
          Task { self.settle(origin, await load()) }
        }
        waiting[origin, default: [:]][ticket] = continuation
      }
    } onCancel: {
      Task { await self.giveUp(origin, ticket) }
    }
  }

  private func settle(_ origin: String, _ rules: SiteRules) {
    if entries.count > pruneAt {
      entries = entries.filter { $1.expires > .now }
      pruneAt = max(4096, entries.count * 2)
    }
    entries[origin] = Entry(rules: rules, expires: .now + rules.lifetime)
    for (_, continuation) in waiting.removeValue(forKey: origin) ?? [:] {
      continuation.resume(returning: rules)
    }
  }

  private func giveUp(_ origin: String, _ ticket: UInt64) {
    waiting[origin]?.removeValue(forKey: ticket)?.resume(returning: nil)
  }
}
