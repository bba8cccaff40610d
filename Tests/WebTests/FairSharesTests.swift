import Fetching
import OAIPMH
import Store
import Testing
import Web

@Suite("Limits per client")
struct FairSharesTests {
  @Test("hold a client to its share and leave the others theirs", .timeLimit(.minutes(1)))
  func shares() async throws {
    let records = GatedRecords()
    let limits = ClientLimits(requests: 2, trustedProxies: [try CIDRBlock("127.0.0.0/8")])
    let server = try await RunningRepository(records, limits: limits)
    let greedy = ["X-Forwarded-For: 198.51.100.7"]
    let list = "/oai?verb=ListRecords&metadataPrefix=edm"
    async let first = server.get(list, headers: greedy)
    async let second = server.get(list, headers: greedy)
    await records.waitUntilAsked(2)
    let third = try await server.get("/oai?verb=Identify", headers: greedy)
    #expect(third.status == 503 && third.headers["retry-after"] == "5")
    #expect(third.body.contains("2 requests"))
    // What a client writes into the header itself stands before what the proxy adds.
    let disguised = try await server.get(
      "/oai?verb=Identify", headers: ["X-Forwarded-For: 203.0.113.1, 198.51.100.7"])
    #expect(disguised.status == 503)
    #expect(
      try await server.get("/oai?verb=Identify", headers: ["X-Forwarded-For: 198.51.100.8"]).status == 200)
    for path in ["/health", "/metrics"] {
      #expect(try await server.get(path, headers: greedy).status != 503, "\(path)")
    }
    await records.open()
    #expect(try await first.body.contains("noRecordsMatch"))
    #expect(try await second.status == 200)
    for _ in 0..<20 {
      #expect(try await server.get("/oai?verb=Identify", headers: greedy).status == 200)
    }
    await server.stop()
  }

  @Test("do not count clients on the machine itself as one", .timeLimit(.minutes(1)))
  func local() async throws {
    let records = GatedRecords()
    let server = try await RunningRepository(records, limits: ClientLimits(requests: 1, connections: 1))
    async let first = server.get("/oai?verb=ListRecords&metadataPrefix=edm")
    await records.waitUntilAsked(1)
    #expect(try await server.get("/oai?verb=Identify").status == 200)
    await records.open()
    #expect(try await first.status == 200)
    await server.stop()
  }
}

/// Records whose lists nobody gets before the gate opens.
private actor GatedRecords: PublishedRecords {
  private var isOpen = false
  private var asked = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var watching: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

  func waitUntilAsked(_ count: Int) async {
    if asked >= count { return }
    await withCheckedContinuation { watching.append((count, $0)) }
  }

  func open() {
    isOpen = true
    for continuation in waiting { continuation.resume() }
    waiting = []
  }

  func list(_ query: PublishedQuery) async -> [PublishedEntry] {
    asked += 1
    for one in watching where asked >= one.count { one.continuation.resume() }
    watching.removeAll { asked >= $0.count }
    if !isOpen { await withCheckedContinuation { waiting.append($0) } }
    return []
  }

  func count(_ query: PublishedQuery) -> Int { 0 }
  func entries(identifier: String) -> [PublishedEntry] { [] }
  func earliestStamp() -> Timestamp? { nil }
  func sets() -> [PublishedSet] { [] }
}
