import Foundation
import TestSupport
import Testing

/// What could not be read, and deletions too many to believe, wait for a person.
@Suite(
  "The quarantine", .fewAtOnce,
  .enabled(if: Built.winnow != nil, "no executable: `swift build --product winnow`"))
struct QuarantineTests {
  /// An institution of numbered records.
  private func provider(_ space: Workspace, _ repository: ModelRepository) throws -> FaultProvider {
    let provider = try FaultProvider(repository)
    try space.configure([.init(id: "model", endpoint: provider.endpoint, prefix: "oai_dc")])
    return provider
  }

  /// Four records, the second of which uses an entity that nobody defines.
  private func brokenProvider(_ space: Workspace) throws -> FaultProvider {
    var repository = ModelRepository(1...4)
    repository.records[1] = .numbered(2, title: "Blatt &nosuch; 2")
    return try provider(space, repository)
  }

  private func counts(_ space: Workspace) async throws -> [String: Any] {
    let report = try await space.winnow("report", "--json").object()
    let providers = try #require(report["providers"] as? [[String: Any]])
    return try #require(providers.first?["counts"] as? [String: Any])
  }

  /// The only thing in quarantine.
  private func listed(_ space: Workspace) async throws -> [String: Any] {
    let result = try await space.winnow("quarantine", "list", "--json")
    #expect(result.status == 0, "\(result)")
    return try result.object()
  }

  @Test("a broken record is listed and shown, refused as it is, and taken in once mended")
  func mending() async throws {
    let space = try Workspace()
    let provider = try brokenProvider(space)
    let harvest = try await space.winnow("harvest", "--json")
    #expect(harvest.status == 0, "\(harvest)")
    #expect(try harvest.object()["quarantined"] as? Int == 1)

    let entry = try await listed(space)
    let id = try #require(entry["id"] as? String)
    #expect(id.hasPrefix("record-") && entry["provider"] as? String == "model")
    #expect(entry["identifier"] as? String == "oai:model:2")
    #expect(entry["reason"] as? String == "the entity 'nosuch' is not defined")
    #expect((entry["request"] as? String)?.contains("verb=") == true)
    let table = try await space.winnow("quarantine", "list", "model")
    #expect(table.output.contains(id) && table.output.contains("oai:model:2"), "\(table)")

    let shown = try await space.winnow("quarantine", "show", id)
    #expect(shown.status == 0 && shown.output.contains("cannot be read: the entity 'nosuch' is not defined"))
    #expect(shown.output.contains("<dc:title>Blatt &nosuch; 2</dc:title>"), "\(shown)")
    let raw = try await space.winnow("quarantine", "show", id, "--raw")
    #expect(raw.output == provider.repository.records[1].markup)

    let refused = try await space.winnow("quarantine", "release", id)
    #expect(refused.status == 1, "\(refused)")
    #expect(refused.output.contains("stays in quarantine: the entity 'nosuch' is not defined"))

    try space.write("mended.xml", raw.output.replacing("&nosuch; ", with: ""))
    let released = try await space.winnow("quarantine", "release", id, "--with", "mended.xml", "--json")
    #expect(released.status == 0, "\(released)")
    let outcome = try released.object()
    #expect(outcome["action"] as? String == "released" && outcome["record"] as? String == "new")
    #expect((outcome["repairs"] as? [[String: Any]])?.map { $0["kind"] as? String } == ["mended-by-hand"])

    let empty = try await space.winnow("quarantine", "list")
    #expect(empty.output == "nothing stands in quarantine\n", "\(empty)")
    let counts = try await counts(space)
    #expect(counts["records"] as? Int == 4 && counts["quarantined"] as? Int == 0)
    let explained = try await space.winnow("explain", "oai:model:2")
    #expect(explained.output.contains("mended-by-hand: SHA-256 "), "\(explained)")
    let gone = try await space.winnow("quarantine", "show", id)
    #expect(gone.status == 1 && gone.errorLines.count == 1, "\(gone)")
  }

  @Test("a record that its provider has mended is asked for again by name")
  func askingAgain() async throws {
    let space = try Workspace()
    let provider = try brokenProvider(space)
    _ = try await space.winnow("harvest", "--json")
    let id = try #require(try await listed(space)["id"] as? String)
    let inVain = try await space.winnow("quarantine", "release", id, "--again")
    #expect(inVain.status == 1 && inVain.output.contains("the entity 'nosuch' is not defined"), "\(inVain)")
    provider.change { $0.records[1] = .numbered(2) }
    provider.takeLog()
    let released = try await space.winnow("quarantine", "release", id, "--again", "--json")
    #expect(released.status == 0, "\(released)")
    #expect(try released.object()["record"] as? String == "new")
    #expect(provider.log.map(\.verb) == ["GetRecord"])
    #expect(provider.log.first?["identifier"] == "oai:model:2")
  }

  @Test("dropped bytes are gone, and the reason is kept")
  func dropping() async throws {
    let space = try Workspace()
    let provider = try brokenProvider(space)
    _ = try await space.winnow("harvest", "--json")
    #expect(!provider.log.isEmpty)
    let id = try #require(try await listed(space)["id"] as? String)
    let dropped = try await space.winnow(
      "quarantine", "release", id, "record-77", "--drop", "--reason", "a test record")
    #expect(dropped.status == 1, "record-77 is not there: \(dropped)")
    #expect(dropped.output == "\(id) of model: dropped: a test record\n")
    #expect(dropped.errors.contains("there is no record-77 in quarantine"))
    #expect(try await counts(space)["quarantined"] as? Int == 0)
    let report = try await space.winnow("report", "--json")
    #expect(report.output.contains("\(id): dropped: a test record"))
  }

  @Test("a sweep that misses too much is held; confirmed it deletes, dismissed it does not")
  func sweeps() async throws {
    for isConfirmed in [true, false] {
      let space = try Workspace()
      var repository = ModelRepository(1...40)
      repository.deletedRecord = "no"
      repository.pageSize = 10
      let provider = try provider(space, repository)
      #expect(try await space.winnow("harvest", "--json").status == 0)
      provider.change { $0.records.removeLast(10) }

      let rehearsed = try await space.winnow("harvest", "--reconcile", "--dry-run", "--json")
      #expect(rehearsed.status == 0, "\(rehearsed)")
      #expect((try rehearsed.object()["reason"] as? String)?.contains("10 of 40") == true, "\(rehearsed)")
      #expect(try await space.winnow("quarantine", "list", "--json").output == "")

      let held = try await space.winnow("harvest", "--reconcile", "--json")
      #expect(held.status == 1, "\(held)")
      let sweep = try await listed(space)
      let id = try #require(sweep["id"] as? String)
      #expect(id.hasPrefix("sweep-") && sweep["state"] as? String == "held")
      #expect(sweep["missing"] as? Int == 10 && sweep["held"] as? Int == 40)
      let first = try await space.winnow("quarantine", "show", id, "--limit", "3", "--json").object()
      let identifiers = try #require(first["records"] as? [[String: Any]]).map { $0["identifier"] as? String }
      #expect(identifiers == ["oai:model:31", "oai:model:32", "oai:model:33"])
      let next = try #require(first["next"] as? String)
      let rest = try await space.winnow("quarantine", "show", id, "--after", next)
      #expect(rest.output.components(separatedBy: "  missing  ").count == 8, "\(rest)")

      let decided = try await space.winnow("quarantine", isConfirmed ? "confirm" : "release", id, "--json")
      #expect(decided.status == 0, "\(decided)")
      #expect(try decided.object()["deleted"] as? Int == (isConfirmed ? 10 : 0))
      let counts = try await counts(space)
      #expect(counts["deleted"] as? Int == (isConfirmed ? 10 : 0))
      #expect(counts["records"] as? Int == (isConfirmed ? 30 : 40))
      let again = try await space.winnow("quarantine", "confirm", id)
      #expect(again.status == 1 && again.errorLines.count == 1, "\(again)")
    }
  }

  @Test(
    "misuse is told in one line that says what to write, with exit code 2",
    arguments: [
      (["quarantine", "show", "12"], "write record-12 or sweep-3"),
      (["quarantine", "confirm", "record-1"], "`winnow quarantine release record-1`"),
      (["quarantine", "release", "sweep-1", "--again"], "sweep-1 is a sweep"),
      (["quarantine", "release", "record-1", "--drop"], "--drop needs a --reason"),
      (["quarantine", "release", "record-1", "--drop", "--again", "--reason", "x"], "exclude each other"),
      (["quarantine", "release", "record-1", "record-2", "--with", "f.xml"], "--with holds one record"),
      (["quarantine", "release", "record-1", "--reason", "x"], "--reason is for --drop and for sweeps"),
      (["quarantine", "release"], "Missing expected argument"),
      (["quarantine", "list", "nobody"], "no provider 'nobody'"),
      (["harvest", "--reconcile", "--from", "2024-01-01"], "leave --from and --until out"),
      (["harvest", "--reconcile", "--set", "maps"], "--reconcile compares every set"),
      (["harvest", "--reconcile", "--dry-run", "--full"], "leave --full out"),
      (["harvest", "--window", "week"], "--window"),
    ])
  func misuse(arguments: [String], words: String) async throws {
    let space = try Workspace()
    try space.configure([.init(id: "model", endpoint: "http://127.0.0.1:1/oai")])
    let result = try await run(try #require(Built.winnow), arguments, in: space.folder)
    #expect(result.status == 2, "\(result)")
    #expect(result.errorLines.count == 1 && result.errors.contains(words), "\(result)")
    #expect(result.output.isEmpty)
  }
}
