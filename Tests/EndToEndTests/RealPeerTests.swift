import Testing

/// Other people's servers, harvested whole.
@Suite(
  "Harvesting other people's servers", .fewAtOnce,
  .enabled(
    if: Built.winnow != nil && Built.peers != nil,
    "no executable or no peers: `swift build`, `Setup/test-packages`"))
struct RealPeerTests {
  /// A workspace whose one provider is a server of `Peers/serve.py`, which ends with it.
  private struct Peer {
    let space: Workspace
    let endpoint: String
    private let process: RunningProcess

    init(_ arguments: String...) async throws {
      space = try Workspace()
      let script = Built.project + "/Tests/EndToEndTests/Peers/serve.py"
      process = try RunningProcess(try #require(Built.peers), [script] + arguments, in: space.folder)
      endpoint = String(try await process.firstError(matching: /at (http:\/\/127\.0\.0\.1:\d+\/oai)/).1)
      try space.configure([.init(id: "peer", endpoint: endpoint, prefix: "oai_dc")])
    }

    func harvest(
      _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> [String: Any] {
      let result = try await run(
        try #require(Built.winnow), ["harvest", "--json"] + arguments, in: space.folder)
      #expect(result.status == 0, "\(result)", sourceLocation: sourceLocation)
      return try result.object()
    }
  }

  /// Checks that the store holds the records 1 to a number, but for some, and no others, each in one version.
  private func expectAll(_ count: Int, deleted: (Int) -> Bool, absent: (Int) -> Bool, in space: Workspace)
    async throws
  {
    let stored = try await StoredState(path: space.path("winnow.sqlite"))
    #expect(stored.records.count == (1...count).count { !absent($0) })
    for number in 1...count where !absent(number) {
      let record = try #require(stored.records["oai:peer:\(number)"])
      #expect(record.version == 1 && record.deleted == deleted(number))
      #expect(record.sets == ["all", number % 2 == 1 ? "all:odd" : "all:even"])
      guard !record.deleted else { continue }
      #expect(stored.title(of: "oai:peer:\(number)") == "Blatt \(number) &lt;recto&gt; &amp; verso")
    }
  }

  @Test("every record of oaipmh, which continues pyoai, comes once, with its sets and deletions")
  func oaipmh() async throws {
    let peer = try await Peer("oaipmh", "1234", "100")
    let identified = try await peer.space.winnow("identify", peer.endpoint, "--json", "--prefix", "oai_dc")
    #expect(identified.status == 0, "\(identified)")
    #expect(try identified.object()["harvestable"] as? Bool == true)
    let first = try await peer.harvest()
    // Identify, ListMetadataFormats and thirteen pages: no answer had to be asked for twice.
    #expect(first["requests"] as? Int == 15, "\(first)")
    #expect(first["new"] as? Int == 1210 && first["deleted"] as? Int == 24, "\(first)")
    #expect(first["repaired"] as? Int == 0 && first["quarantined"] as? Int == 0, "\(first)")
    try await expectAll(1234, deleted: { $0 % 50 == 0 }, absent: { _ in false }, in: peer.space)
    #expect(try await peer.harvest()["received"] as? Int == 0)
    let reconciled = try await peer.harvest("--reconcile")
    #expect(reconciled["received"] as? Int == 0, "\(reconciled)")
    let set = try await peer.harvest("--full", "--set", "all:odd")
    #expect(set["unchanged"] as? Int == 617, "\(set)")
  }

  @Test("every record of oai_repo comes once, with its sets")
  func oaiRepo() async throws {
    let peer = try await Peer("oai_repo", "1234", "100", "without-deleted")
    let identified = try await peer.space.winnow("identify", peer.endpoint, "--json", "--prefix", "oai_dc")
    #expect(identified.status == 0, "\(identified)")
    let first = try await peer.harvest()
    #expect(first["requests"] as? Int == 15, "\(first)")
    #expect(first["new"] as? Int == 1210 && first["expected"] as? Int == 1210, "\(first)")
    try await expectAll(1234, deleted: { _ in false }, absent: { $0 % 50 == 0 }, in: peer.space)
    #expect(try await peer.harvest()["received"] as? Int == 0)
    let reconciled = try await peer.harvest("--reconcile")
    #expect(reconciled["received"] as? Int == 0, "\(reconciled)")
  }

  @Test("records that oai_repo counts and never hands out are found by their headers and set aside by name")
  func oaiRepoDeleted() async throws {
    let peer = try await Peer("oai_repo", "1234", "100")
    let first = try await peer.harvest()
    #expect(first["new"] as? Int == 1210 && first["quarantined"] as? Int == 24, "\(first)")
    #expect(first["expected"] as? Int == 1234 && first["received"] as? Int == 1234, "\(first)")
    // Thirteen pages of records, as many of headers, and each record that is missing, once.
    #expect(first["requests"] as? Int == 2 + 13 + 13 + 24, "\(first)")
    try await expectAll(1234, deleted: { _ in false }, absent: { $0 % 50 == 0 }, in: peer.space)
    let stored = try await StoredState(path: peer.space.path("winnow.sqlite"))
    #expect(Set(stored.quarantine.map(\.identifier)) == Set((1...24).map { "oai:peer:\($0 * 50)" }))
    #expect(stored.quarantine.allSatisfy { $0.bytes.isEmpty && $0.reason.contains("no record") })
  }

  @Test("a list cut into hours comes whole, a page a window", arguments: ["oai_repo", "oaipmh"])
  func windows(_ name: String) async throws {
    // Two days and a half of records, one a minute.
    let peer = try await Peer(name, "3600", "500", "without-deleted")
    let object = try await peer.harvest(
      "--window", "hour", "--from", "2024-01-01", "--until", "2024-01-03T23:59:59Z")
    #expect(object["received"] as? Int == 3528, "\(object)")
    // An hour holds at most sixty records: one page a window.
    #expect(object["requests"] as? Int == 2 + 72, "\(object)")
  }
}
