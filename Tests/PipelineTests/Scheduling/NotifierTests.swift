import Foundation
import OAIPMH
import Store
import Testing
import WinnowConfiguration

@testable import Pipeline

@Suite("Those who are notified")
struct NotifierTests {
  private let alarm = Alarm(.volumeDrop, museum, "4 records came where there were 90; \"ask\"", since: moment)

  @Test("a command gets the alarm on standard input, its kind and provider in the environment")
  func command() async throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/told"
    let notifier = CommandNotifier(
      command: "{ cat; echo \"$WINNOW_ALARM $WINNOW_PROVIDER\"; } > '\(file)'; echo chatter")
    try await notifier.tell(alarm, at: moment)
    #expect(
      try String(contentsOfFile: file, encoding: .utf8)
        == "2026-01-01T00:00:00Z museum: volume-drop: 4 records came where there were 90; \"ask\"\n"
        + "volume-drop museum\n")
  }

  @Test("a command that fails is told with what it said first")
  func failure() async throws {
    let error = try await #require(throws: NotificationError.self) {
      try await CommandNotifier(command: "echo no relay >&2; echo more >&2; exit 3").tell(alarm, at: moment)
    }
    #expect(error.description == "notify.command failed (exit 3: no relay): try it by hand in a shell")
  }

  @Test("a command that does not end is ended, with what it started")
  func timeout() async throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/pid"
    let began = ContinuousClock.now
    let error = try await #require(throws: NotificationError.self) {
      try await CommandNotifier(
        command: "sleep 100 & echo $! > '\(file)'; wait", timeout: .milliseconds(500)
      ).tell(alarm, at: moment)
    }
    #expect(error.description.hasPrefix("notify.command failed (it took longer than 0.5 seconds)"))
    #expect(ContinuousClock.now - began < .seconds(90))
    let child = try #require(Int32(try String(contentsOfFile: file, encoding: .utf8).dropLast()))
    // It is gone, or waits for init to collect it.
    let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8).split(separator: " ")[2]
    #expect(state == nil || state == "Z")
  }

  @Test("a webhook gets the alarm as JSON")
  func webhook() async throws {
    let hook = try WebhookListener(status: 204)
    try await WebhookNotifier(address: hook.address, userAgent: "Winnow/1 (mailto:a@b.example)")
      .tell(alarm, at: moment)
    let request = try #require(hook.request)
    #expect(request.hasPrefix("POST /hook HTTP/1.1\r\n"))
    #expect(request.lowercased().contains("\r\ncontent-type: application/json\r\n"))
    #expect(request.contains("\r\nUser-Agent: Winnow/1 (mailto:a@b.example)\r\n"))
    let body = try #require(request.components(separatedBy: "\r\n\r\n").last)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: String])
    #expect(
      object == [
        "alarm": "volume-drop", "provider": "museum", "at": "2026-01-01T00:00:00Z",
        "message": "4 records came where there were 90; \"ask\"",
      ])
  }

  @Test("a webhook that refuses, or that nobody answers, is an error that keeps the address secret")
  func webhookFailure() async throws {
    let hook = try WebhookListener(status: 500)
    let refused = try await #require(throws: NotificationError.self) {
      try await WebhookNotifier(address: hook.address, userAgent: "w").tell(alarm, at: moment)
    }
    #expect(
      refused.description
        == "notify.webhook failed (127.0.0.1 answered 500): check the address and what it expects")
    let nobody = try await #require(throws: NotificationError.self) {
      try await WebhookNotifier(address: "http://127.0.0.1:1/secret", userAgent: "w").tell(alarm, at: moment)
    }
    #expect(nobody.description.hasPrefix("notify.webhook failed (127.0.0.1: "))
    #expect(!nobody.description.contains("secret"))
  }

  @Test("the configuration names who is told")
  func configured() {
    #expect(NotificationConfiguration().notifiers(userAgent: "w").isEmpty)
    let both = NotificationConfiguration(command: "true", webhook: "https://h.example").notifiers(
      userAgent: "w")
    #expect(both.map { "\(type(of: $0))" } == ["CommandNotifier", "WebhookNotifier"])
  }
}
