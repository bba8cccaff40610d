import Fetching
import Testing

@testable import Web

@Suite("Who a client is, and what it has open")
struct ClientLimitsTests {
  private func client(_ text: String) -> Client? { IPAddress(text).map { Client($0) } }

  @Test(
    "is told by the connection, and by a proxy only where it is trusted",
    arguments: [
      // peer, forwarded, trusted, client
      ("192.0.2.1", nil, [], "192.0.2.1"), ("192.0.2.1", "198.51.100.9", [], "192.0.2.1"),
      ("192.0.2.1", "198.51.100.9", ["192.0.2.0/24"], "198.51.100.9"),
      ("192.0.2.1", "10.0.0.1, 198.51.100.9", ["192.0.2.0/24"], "198.51.100.9"),
      ("192.0.2.1", "198.51.100.9, 192.0.2.7", ["192.0.2.0/24"], "198.51.100.9"),
      ("::ffff:192.0.2.1", "198.51.100.9", ["192.0.2.1"], "198.51.100.9"),
      ("2001:db8::1", nil, [], "2001:db8::ffff"), ("2001:db8:0:1::1", nil, [], "2001:db8:0:1::2"),
      ("127.0.0.1", nil, ["192.0.2.1"], "127.0.0.1"),
    ] as [(String, String?, [String], String)])
  func named(peer: String, forwarded: String?, trusted: [String], expected: String) throws {
    let limits = ClientLimits(trustedProxies: try trusted.map { try CIDRBlock($0) })
    #expect(limits.client(peer: IPAddress(peer), forwarded: forwarded) == client(expected))
  }

  @Test(
    "is nobody on the machine itself, nor where a trusted proxy names nobody",
    arguments: [
      ("127.0.0.1", nil, []), ("::1", nil, []), ("127.0.0.1", "198.51.100.9", []),
      ("192.0.2.1", nil, ["192.0.2.1"]),
      ("192.0.2.1", "unknown", ["192.0.2.1"]), ("192.0.2.1", "192.0.2.1", ["192.0.2.1"]),
    ] as [(String, String?, [String])])
  func unlimited(peer: String, forwarded: String?, trusted: [String]) throws {
    let limits = ClientLimits(trustedProxies: try trusted.map { try CIDRBlock($0) })
    #expect(limits.client(peer: IPAddress(peer), forwarded: forwarded) == nil)
  }

  @Test("differs between networks of IPv6, and between addresses of IPv4")
  func different() {
    #expect(client("2001:db8:0:1::1") != client("2001:db8:0:2::1"))
    #expect(client("192.0.2.1") != client("192.0.2.2"))
  }

  @Test("has no more open than the limit, and is forgotten when it has nothing open")
  func ledger() throws {
    let ledger = ClientLedger(limit: 2)
    let (one, other) = (try #require(client("192.0.2.1")), try #require(client("192.0.2.2")))
    var admissions = [ledger.admit(one), ledger.admit(one)]
    #expect(admissions.allSatisfy { $0 != nil })
    #expect(ledger.admit(one) == nil)
    #expect(ledger.admit(other) != nil)
    #expect(ledger.clientCount == 1)
    admissions.removeLast()
    #expect(ledger.admit(one) != nil)
    admissions = []
    #expect(ledger.clientCount == 0)
  }
}
