import Foundation
import Testing

/// `kill -9` at any moment loses nothing.
@Suite("Crashes", .fewAtOnce, .enabled(if: Built.isComplete, "no executable or no model: `make setup build`"))
struct CrashTests {
  private static let records = 30

  @Test("a run killed again and again publishes in the end what an undisturbed run publishes")
  func killed() async throws {
    let space = try Workspace()
    for number in 1...Self.records {
      let record = TestRecord(
        id: "r\(number)", title: "Blatt \(number)",
        image: number % 2 == 0 ? "{base}/images/\(number).png" : nil)
      try space.write("archive/r\(number).xml", record.edm)
      if number % 2 == 0 { try space.write("images/\(number).png", Picture.png(seed: number)) }
    }
    try space.write("archive/gone.deleted", "edm")
    let archive = try await space.provide("archive", images: "images", pageSize: 5)
    // A delay between requests spreads the run over seconds, so that a kill meets every stage.
    for store in ["calm", "killed"] {
      try space.configure(
        [.init(id: "archive", endpoint: archive.endpoint)], file: store + ".yaml", store: store + ".sqlite",
        media: store,
        host: store == "calm" ? "{delay_ms: 0, connections: 4}" : "{delay_ms: 60, connections: 1}")
    }
    let calm = try #require(try await space.complete(["--config", "calm.yaml"]).first)
    #expect(calm["new"] as? Int == Self.records && calm["analysed"] as? Int == Self.records / 2, "\(calm)")

    let seed = UInt64.random(in: 1...1_000_000)
    print("kill seed \(seed)")
    var generator = Pattern(seed: seed)
    var kills = 0
    for _ in 1...5 {
      let moment = Int.random(in: 50...1500, using: &generator)
      let process = try RunningProcess(
        try #require(Built.winnow), ["run", "--json", "--config", "killed.yaml"], in: space.folder)
      try await Task.sleep(for: .milliseconds(moment))
      process.signal(SIGKILL)
      let result = try await process.result(within: .seconds(60))
      // Late in the row a run may be done before it is killed.
      #expect(
        result.status == 128 + SIGKILL || kills > 0 && result.status == 0,
        "killed after \(moment) ms: \(result)")
      if result.status != 0 { kills += 1 }
    }
    let last = try #require(try await space.complete(["--config", "killed.yaml"]).first)
    #expect(last["complete"] as? Bool == true, "seed \(seed): \(last)")
    #expect(last["links"] as? [String: Int] == calm["links"] as? [String: Int])
    try await nextSecond()
    // Each run has dates of its own at which tiers were computed.
    let dates = /<dcterms:created>[^<]*<\/dcterms:created>/
    let expected = try await space.dump("calm.yaml").mapValues { $0.replacing(dates, with: "") }
    let actual = try await space.dump("killed.yaml").mapValues { $0.replacing(dates, with: "") }
    #expect(expected.count == Self.records)
    #expect(actual == expected, "seed \(seed)")

    let report = try await space.winnow("report", "--json", "--config", "killed.yaml").object()
    let provider = try #require((report["providers"] as? [[String: Any]])?.first)
    let counts = try #require(provider["counts"] as? [String: Any])
    #expect(counts["records"] as? Int == Self.records && counts["deleted"] as? Int == 1)
    #expect((report["deadJobs"] as? [Any])?.isEmpty == true)
    let leftovers = try space.files(below: "killed").filter { !$0.contains("thumb") }
    #expect(leftovers == [], "no file under way and no original is left behind")
    let again = try #require(try await space.complete(["--config", "killed.yaml"]).first)
    #expect(again["analysed"] as? Int == 0 && again["published"] as? Int == 0, "\(again)")
  }

  @Test("an interrupt ends a run in order, says so, and the next one goes on")
  func interrupted() async throws {
    let space = try Workspace()
    for number in 1...40 {
      try space.write("archive/r\(number).xml", TestRecord(id: "r\(number)", title: "Blatt \(number)").edm)
    }
    let archive = try await space.provide("archive", pageSize: 2)
    try space.configure(
      [.init(id: "archive", endpoint: archive.endpoint)], host: "{delay_ms: 300, connections: 1}")
    let process = try RunningProcess(try #require(Built.winnow), ["run"], in: space.folder)
    _ = try await process.firstError(matching: /harvest archive: .* of 40 records/)
    process.signal(SIGINT)
    let result = try await process.result(within: .seconds(60))
    #expect(result.status == 1, "\(result)")
    #expect(result.output.contains("archive: INCOMPLETE (interrupted"), "\(result)")
    let report = try await space.winnow("report", "--json").object()
    let counts = try #require((report["providers"] as? [[String: Any]])?.first?["counts"] as? [String: Any])
    let received = try #require(counts["records"] as? Int)
    #expect((1..<40).contains(received), "\(result)")
    let next = try #require(try await space.complete().first)
    #expect(next["new"] as? Int == 40 - received, "it goes on at the token: \(next)")
  }
}
