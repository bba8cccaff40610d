import Foundation
import FoundationNetworking
import Testing

/// `winnow serve` with its scheduler.
@Suite(
  "The scheduler of winnow serve", .fewAtOnce,
  .enabled(if: Built.isComplete, "no executable, runtime or model: `make setup build`"))
struct SchedulerTests {
  /// Starts `winnow serve` with its scheduler.
  private func serve(_ space: Workspace) throws -> RunningProcess {
    try RunningProcess(try #require(Built.winnow), ["serve", "--port", "0"], in: space.folder)
  }

  private func configure(_ space: Workspace, _ endpoint: ScriptedEndpoint, schedule: String) throws {
    try space.configure([])
    let text = try space.read("winnow.yaml").replacing(
      "providers: []",
      with: """
        providers:
        - id: museum
          harvest: {url: "\(endpoint.endpoint)", schedule: "\(schedule)"}
          defaults: {data_provider: Museum, country: DE, language: de}
          metadata_rights: "http://creativecommons.org/publicdomain/zero/1.0/"
          policy: {fetch: never}
        notify:
          command: "{ echo \\"$WINNOW_ALARM $WINNOW_PROVIDER\\"; cat; } >> told"
        """)
    try space.write("winnow.yaml", text)
  }

  /// The body of a page of a running server.
  private func get(_ path: String, of server: RunningProcess) async throws -> String {
    let match = try await server.firstError(matching: /at (http:\/\/127\.0\.0\.1:\d+)\/oai/)
    let address = try #require(URL(string: String(match.1) + path))
    return String(decoding: try await URLSession.shared.data(from: address).0, as: UTF8.self)
  }

  /// Asks for the metrics until they hold a line.
  private func metrics(of server: RunningProcess, until line: String) async throws -> [String] {
    let deadline = ContinuousClock.now + .seconds(90)
    while true {
      let lines = try await get("/metrics", of: server).components(separatedBy: "\n")
      if lines.contains(line) { return lines }
      if ContinuousClock.now > deadline { throw UnexpectedOutput(text: "no \(line) in \(lines)") }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  @Test("harvests a new provider at once, publishes it, tells it in /metrics, and ends cleanly")
  func complete() async throws {
    let space = try Workspace()
    let endpoint = try ScriptedEndpoint { arguments, _ in Answer.sound(arguments) }
    try configure(space, endpoint, schedule: "daily 02:00")
    let server = try serve(space)
    _ = try await server.firstError(matching: /museum: daily 02:00; runs at once, for the first time/)
    let lines = try await metrics(
      of: server, until: #"winnow_scheduled_runs_total{provider="museum",outcome="complete"} 1"#)
    #expect(lines.contains(#"winnow_run_complete{provider="museum"} 1"#))
    #expect(lines.contains(#"winnow_run_received_records{provider="museum"} 3"#))
    #expect(lines.contains(#"winnow_queue_jobs{stage="publish",state="ready"} 0"#))
    #expect(lines.contains(#"winnow_alarm_active{provider="museum",alarm="incomplete"} 0"#))
    let next = try #require(
      lines.first { $0.hasPrefix(#"winnow_schedule_next_timestamp_seconds{provider="museum"} "#) })
    let due = try #require(Double(next.split(separator: " ").last ?? ""))
    #expect(due > Date().timeIntervalSince1970 && due < Date().timeIntervalSince1970 + 90_000)
    try Exposition(lines).check()
    try await nextSecond()
    #expect(
      try await get("/oai?verb=ListIdentifiers&metadataPrefix=edm", of: server).contains(
        "oai:winnow.example.org"))
    #expect(
      try await get("/metrics", of: server).contains(
        #"winnow_http_requests_total{route="oai",verb="ListIdentifiers",status="200"} 1"#))
    server.signal(SIGTERM)
    let result = try await server.result(within: .seconds(60))
    #expect(result.status == 0, "\(result)")
    let report = try await space.winnow("report", "--json").object()
    let provider = try #require((report["providers"] as? [[String: Any]])?.first)
    let runs = try #require(provider["runs"] as? [[String: Any]])
    #expect(runs.map { $0["kind"] as? String } == ["harvest", "run"])
    #expect(runs.allSatisfy { $0["complete"] as? Bool == true })
    #expect((report["alarms"] as? [Any])?.isEmpty == true)
    // One that starts again waits for the next moment that is due.
    let again = try serve(space)
    _ = try await again.firstError(matching: /museum: daily 02:00; runs at \d{4}-\d{2}-\d{2} 02:00 \S/)
    _ = try await again.firstError(matching: /serving/)
    again.signal(SIGTERM)
    #expect(try await again.result(within: .seconds(60)).status == 0)
    #expect(endpoint.requests.count { $0["verb"] == "ListRecords" } == 1)
  }

  @Test("an incomplete run is told by the command, in the report and in its page")
  func incomplete() async throws {
    let space = try Workspace()
    let endpoint = try ScriptedEndpoint { arguments, _ in
      arguments["verb"] == "Identify" ? .html("<html><body>Moved</body></html>") : Answer.sound(arguments)
    }
    try configure(space, endpoint, schedule: "every 6 hours")
    let server = try serve(space)
    _ = try await metrics(of: server, until: #"winnow_alarm_active{provider="museum",alarm="incomplete"} 1"#)
    _ = try await metrics(
      of: server, until: #"winnow_scheduled_runs_total{provider="museum",outcome="incomplete"} 1"#)
    server.signal(SIGTERM)
    let result = try await server.result(within: .seconds(60))
    #expect(result.status == 0, "\(result)")
    #expect(result.errors.contains("ALARM: the "))
    let told = try space.read("told")
    #expect(told.hasPrefix("incomplete museum\n"))
    #expect(told.components(separatedBy: "incomplete museum\n").count == 2)
    #expect(told.contains(" museum: incomplete: the run begun at "))
    let report = try await space.winnow("report", "--json", "--html", "report.html").object()
    let alarm = try #require((report["alarms"] as? [[String: Any]])?.first)
    #expect(alarm["alarm"] as? String == "incomplete" && alarm["provider"] as? String == "museum")
    #expect(try space.read("report.html").contains("<h2>Alarms</h2>"))
    #expect(try await space.winnow("report").output.contains("Alarms\n  museum: incomplete: "))
  }

  @Test("SIGTERM stops a harvest after its step, and the next start goes on where it stood")
  func resumption() async throws {
    let space = try Workspace()
    let endpoint = try ScriptedEndpoint { arguments, _ in
      guard arguments["verb"] == "ListRecords", arguments["from"] == nil else {
        return Answer.sound(arguments)
      }
      let page = Int(arguments["resumptionToken"] ?? "") ?? 0
      // Slow enough to be met in the middle.
      Thread.sleep(forTimeInterval: page < 4 ? 0.5 : 0.2)
      let token = page < 4 ? Answer.token("\(page + 1)", of: 10) : Answer.token("", of: 10)
      return .xml(Answer.list((page * 2 + 1)...(page * 2 + 2), token: token))
    }
    try configure(space, endpoint, schedule: "daily 02:00")
    let server = try serve(space)
    _ = try await server.firstError(matching: /serving/)
    let deadline = ContinuousClock.now + .seconds(60)
    while !endpoint.requests.contains(where: { $0["resumptionToken"] == "1" }), ContinuousClock.now < deadline
    {
      try await Task.sleep(for: .milliseconds(20))
    }
    server.signal(SIGTERM)
    let result = try await server.result(within: .seconds(60))
    #expect(result.status == 0, "\(result)")
    #expect(!result.errors.contains("ALARM"))
    let again = try serve(space)
    _ = try await again.firstError(
      matching: /museum: daily 02:00; runs again at .*, to go on with the last run/)
    let lines = try await metrics(
      of: again, until: #"winnow_scheduled_runs_total{provider="museum",outcome="complete"} 1"#)
    #expect(lines.contains(#"winnow_run_complete{provider="museum"} 1"#))
    again.signal(SIGTERM)
    #expect(try await again.result(within: .seconds(60)).status == 0)
    #expect(endpoint.requests.count { $0["verb"] == "ListRecords" && $0["resumptionToken"] == nil } == 1)
    let report = try await space.winnow("report", "--json").object()
    let counts = ((report["providers"] as? [[String: Any]])?.first?["counts"] as? [String: Any])
    #expect(counts?["records"] as? Int == 10)
  }

  @Test("--no-scheduler runs nothing")
  func without() async throws {
    let space = try Workspace()
    let endpoint = try ScriptedEndpoint { arguments, _ in Answer.sound(arguments) }
    try configure(space, endpoint, schedule: "every 1 minutes")
    let server = try await space.serve()
    #expect(
      try await server.get("verb=Identify").contains("<repositoryName>Winnow under test</repositoryName>"))
    try await Task.sleep(for: .milliseconds(1500))
    #expect(try await server.stop().status == 0)
    #expect(endpoint.requests.isEmpty)
  }
}
