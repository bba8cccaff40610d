import Foundation
import TestSupport
import Testing

@Suite(
  "Manners of the executable: waits, interruptions, secrets, progress", .fewAtOnce,
  .enabled(if: Built.winnow != nil, "needs the built executable"))
struct MannersTests {
  private func workspace(_ endpoint: String, harvest: String = "", retryWait: Int = 50) throws -> Workspace {
    let space = try Workspace()
    try space.configure(
      [.init(id: "model", endpoint: endpoint, prefix: "oai_dc", harvest: harvest)], retryWait: retryWait)
    return space
  }

  private func start(_ space: Workspace, _ arguments: String...) throws -> RunningProcess {
    try RunningProcess(try #require(Built.winnow), ["harvest"] + arguments, in: space.folder)
  }

  @Test("a wait of hours ends the harvest at once, names the moment, and the next run does not ask before it")
  func longRetryAfter() async throws {
    let provider = try FaultProvider(
      ModelRepository(1...10),
      [.at("ListRecords p2", .always, Fault.status(429, [(name: "Retry-After", value: "7200")]))])
    let space = try workspace(provider.endpoint)
    let first = try await space.winnow("harvest", "--json")
    #expect(first.status == 1, "\(first)")
    let report = try first.object()
    #expect(report["complete"] as? Bool == false && report["received"] as? Int == 4)
    let reason = try #require(report["reason"] as? String)
    let told = try #require(reason.firstMatch(of: /asked to be left alone until (\S+Z)/), "\(reason)")
    let moment = try #require(ISO8601DateFormatter().date(from: String(told.1)))
    #expect(abs(moment.timeIntervalSinceNow - 7200) < 120)
    #expect(provider.takeLog().count { $0.summary == "ListRecords p2" } == 1)
    for command in ["harvest", "run"] {
      let next = try await space.winnow(command, "--json")
      let again = try #require("\(next)".firstMatch(of: /asked to be left alone until (\S+Z)/), "\(next)")
      let later = try #require(ISO8601DateFormatter().date(from: String(again.1)))
      #expect(next.status == 1 && abs(later.timeIntervalSince(moment)) <= 2, "\(next)")
    }
    #expect(provider.log.isEmpty)
  }

  @Test(
    "a wait that was being sat out when the process was killed is kept by the next one, which can be stopped")
  func killedInWait() async throws {
    let provider = try FaultProvider(
      ModelRepository(1...10),
      [.on("Identify", .always, Fault.status(503, [(name: "Retry-After", value: "300")]))])
    let space = try workspace(provider.endpoint)
    let killed = try start(space)
    _ = try await killed.firstError(matching: /trying again/)
    killed.signal(SIGKILL)
    _ = try await killed.result(within: .seconds(60))
    #expect(provider.log.map(\.summary) == ["Identify"])
    let next = try start(space, "--json")
    try await Task.sleep(for: .seconds(3))
    let asked = ContinuousClock.now
    next.signal(SIGTERM)
    let result = try await next.result(within: .seconds(90))
    #expect(ContinuousClock.now - asked < .seconds(20))
    #expect(result.status == 1, "\(result)")
    #expect((try result.object()["reason"] as? String)?.contains("interrupted") == true, "\(result)")
    #expect(provider.log.count == 1, "\(provider.log.map(\.summary))")
  }

  @Test("an interruption does not wait for a slow answer, and the next run goes on where it stopped")
  func interruptedInAnswer() async throws {
    let provider = try FaultProvider(
      ModelRepository(1...10),
      [.at("ListRecords p2", .first(1)) { answer, _, _ in answer.delay = .seconds(60) }])
    let space = try workspace(provider.endpoint)
    let slow = try start(space, "--json")
    while !provider.log.contains(where: { $0.summary == "ListRecords p2" }) {
      try await Task.sleep(for: .milliseconds(20))
    }
    let asked = ContinuousClock.now
    slow.signal(SIGINT)
    let result = try await slow.result(within: .seconds(90))
    #expect(ContinuousClock.now - asked < .seconds(20))
    let report = try result.object()
    #expect(result.status == 1 && report["received"] as? Int == 4, "\(result)")
    #expect((report["reason"] as? String)?.contains("interrupted") == true)
    provider.takeLog()
    let next = try await space.winnow("harvest", "--json")
    #expect(try next.status == 0 && next.object()["received"] as? Int == 6, "\(next)")
    #expect(!provider.log.contains { $0.summary == "ListRecords" })
  }

  @Test("secrets stand in no line that is printed, however much is logged")
  func secrets() async throws {
    let provider = try FaultProvider(
      ModelRepository(1...10),
      [.at("ListRecords", .always, Fault.status(500)), .at("Identify", .first(1), Fault.status(500))])
    let space = try workspace(
      provider.endpoint, harvest: "credentials: {type: bearer, env: MODEL_TOKEN}", retryWait: 1)
    let environment = ["MODEL_TOKEN": "hush-hush", "WINNOW_LOG": "trace"]
    for arguments in [
      ["harvest"], ["harvest", "--json"], ["doctor"], ["identify", provider.endpoint], ["report"],
    ] {
      let result = try await run(
        try #require(Built.winnow), arguments, in: space.folder, environment: environment)
      #expect(!"\(result)".contains("hush-hush"), "\(arguments)")
    }
  }

  @Test("away from a terminal progress is a plain line a provider")
  func plainProgress() async throws {
    let provider = try FaultProvider(ModelRepository(1...10))
    let space = try workspace(provider.endpoint)
    let result = try await space.winnow("harvest")
    #expect(result.status == 0, "\(result)")
    #expect(result.errorLines.contains { $0.hasPrefix("harvest model: 4 of 10 records") }, "\(result)")
    #expect(!result.errors.contains("\u{1B}"))
  }

  @Test(
    "on a terminal a bar is rewritten in place and stays within its width",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "needs script(1)"))
  func terminalProgress() async throws {
    let provider = try FaultProvider(ModelRepository(1...60))
    provider.delay(.milliseconds(120))
    let space = try workspace(provider.endpoint)
    let winnow = try #require(Built.winnow)
    let result = try await run(
      "/usr/bin/script", ["-qefc", "stty cols 64 rows 12; '\(winnow)' harvest", "/dev/null"],
      in: space.folder,
      environment: ["TERM": "xterm"])
    #expect(result.status == 0, "\(result)")
    let painted = result.output.split(separator: "\u{1B}[J").flatMap { $0.split(whereSeparator: \.isNewline) }
      .map { $0.replacing("\u{1B}[K", with: "").replacing("\r", with: "") }
      .filter { $0.hasPrefix("harvest model") }
    #expect(painted.count >= 5, "\(result)")
    #expect(painted.allSatisfy { $0.count <= 63 }, "\(painted)")
    #expect(painted.contains { $0.contains(/\[#+\.+\] \d+ of 60 records/) }, "\(painted)")
    // Only above the table are there lines of progress left.
    #expect(result.output.contains("\u{1B}[Jprovider"), "\(result)")
  }
}
