@testable import Fetching
import Testing

@Suite("Politeness ledger")
struct PolitenessLedgerTests {
  let start = ContinuousClock.now

  func ticket(
    _ id: UInt64, _ host: String = "a", delay: Duration = .seconds(1), connections: Int = 1,
    patience: Duration = .seconds(60)
  ) -> PolitenessLedger.Ticket {
    .init(id: id, host: host, delay: delay, connections: connections, patience: patience)
  }

  @Test("one request a host at once, and a pause after its end")
  func pauses() {
    var ledger = PolitenessLedger()
    for id in 1...3 { #expect(ledger.enqueue(ticket(UInt64(id)), at: start) == nil) }
    #expect(ledger.takeStartable(at: start, limit: 9).map(\.id) == [1])
    #expect(ledger.takeStartable(at: start + .seconds(30), limit: 9).isEmpty)
    ledger.finish(ticket(1), at: start + .seconds(30))
    #expect(ledger.nextMoment() == start + .seconds(31))
    #expect(ledger.takeStartable(at: start + .milliseconds(30_999), limit: 9).isEmpty)
    #expect(ledger.takeStartable(at: start + .seconds(31), limit: 9).map(\.id) == [2])
  }

  @Test("hosts take turns under the limit of transfers, each in its own order")
  func fairness() {
    var ledger = PolitenessLedger()
    for id in 1...3 { _ = ledger.enqueue(ticket(UInt64(id), "a", delay: .zero), at: start) }
    for id in 11...13 { _ = ledger.enqueue(ticket(UInt64(id), "b", delay: .zero), at: start) }
    var order: [UInt64] = []
    while let next = ledger.takeStartable(at: start, limit: 1).first {
      order.append(next.id)
      ledger.finish(next, at: start)
    }
    #expect(order == [1, 11, 2, 12, 3, 13])
  }

  @Test("a held host waits; the impatient are told at once, at the hold and later")
  func holds() {
    var ledger = PolitenessLedger()
    _ = ledger.enqueue(ticket(1, patience: .seconds(5)), at: start)
    _ = ledger.enqueue(ticket(2, patience: .seconds(500)), at: start)
    #expect(ledger.hold("a", until: start + .seconds(100), at: start).map(\.id) == [1])
    #expect(ledger.enqueue(ticket(3), at: start) == start + .seconds(100))
    #expect(ledger.hold("a", until: start + .seconds(1), at: start).isEmpty)
    #expect(ledger.takeStartable(at: start + .seconds(99), limit: 9).isEmpty)
    #expect(ledger.takeStartable(at: start + .seconds(100), limit: 9).map(\.id) == [2])
  }

  @Test("refusals in a row double the hold up to its bound, an answer resets it")
  func refusals() {
    var ledger = PolitenessLedger()
    func refuse() -> Duration {
      ledger.noteRefusal("a", first: .seconds(10), longest: .seconds(35), at: start)
    }
    #expect([refuse(), refuse(), refuse()] == [.seconds(10), .seconds(20), .seconds(35)])
    ledger.noteAnswer("a")
    #expect(refuse() == .seconds(10))
  }

  @Test("a request that was cancelled does not start")
  func removes() {
    var ledger = PolitenessLedger()
    _ = ledger.enqueue(ticket(1), at: start)
    _ = ledger.enqueue(ticket(2), at: start)
    let removals = [ledger.remove(ticket(1), at: start), ledger.remove(ticket(1), at: start)]
    #expect(removals == [true, false])
    #expect(ledger.takeStartable(at: start, limit: 9).map(\.id) == [2])
  }

  @Test("hosts with nothing left to remember are forgotten")
  func forgets() {
    var ledger = PolitenessLedger()
    for id in 0..<5000 {
      let one = ticket(UInt64(id), "host\(id)", delay: .zero)
      _ = ledger.enqueue(one, at: start)
      for started in ledger.takeStartable(at: start, limit: 9) { ledger.finish(started, at: start) }
    }
    #expect(ledger.knownHosts < 2048)
  }

  @Test("whatever comes, no host is asked twice at once or before its pause is over, and all is done")
  func randomised() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("politeness ledger seed: \(seed)")
    var state = seed
    func random(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    var ledger = PolitenessLedger()
    var now = start
    var ends: [String: ContinuousClock.Instant] = [:]
    var running: [(PolitenessLedger.Ticket, ContinuousClock.Instant)] = []
    var done = 0
    for id in 0..<400 {
      _ = ledger.enqueue(ticket(UInt64(id), "h\(random(17))", delay: .milliseconds(200)), at: now)
    }
    while done < 400 {
      for one in ledger.takeStartable(at: now, limit: 8 - ledger.active) {
        #expect(!running.contains { $0.0.host == one.host })
        if let end = ends[one.host] { #expect(now >= end + .milliseconds(200)) }
        running.append((one, now + .milliseconds(Int(random(500)))))
      }
      now += .milliseconds(Int(random(40)) + 1)
      for (one, end) in running where end <= now {
        ledger.finish(one, at: now)
        ends[one.host] = now
        done += 1
      }
      running.removeAll { $0.1 <= now }
      guard now < start + .seconds(600) else {
        Issue.record("the ledger stopped at \(done) of 400")
        return
      }
    }
    #expect(ledger.active == 0 && ledger.waiting == 0)
  }
}
