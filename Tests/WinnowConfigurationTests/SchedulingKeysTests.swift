import Foundation
import OAIPMH
import Testing
import WinnowConfiguration

@Suite("The keys of scheduling")
struct SchedulingKeysTests {
  @Test("a provider has the schedule that its harvest names, and none by itself")
  func schedule() throws {
    let text = withProvider("", harvest: "{url: \"http://m.example/oai\", schedule: \"daily 02:00\"}")
    let schedule = try #require(try parse(text).provider("museum")?.harvest.schedule)
    #expect(schedule.description == "daily 02:00")
    #expect(schedule.next(after: Timestamp(seconds: 0), in: .gmt)?.description == "1970-01-01T02:00:00Z")
    #expect(try parse(withProvider("")).provider("museum")?.harvest.schedule == nil)
  }

  @Test("a schedule that never comes, or is none, is refused with its line")
  func refusedSchedule() throws {
    func message(_ schedule: String) throws -> String {
      try complaint(
        about: withProvider(
          "", harvest: "\n    url: http://m.example/oai\n    schedule: \"\(schedule)\""))
    }
    #expect(
      try message("0 0 31 2 *")
        == "winnow.yaml:7: 'providers[0].harvest.schedule': schedule '0 0 31 2 *' never comes: "
        + "no month has such a day")
    #expect(
      try message("sometimes").hasPrefix(
        "winnow.yaml:7: 'providers[0].harvest.schedule': schedule 'sometimes'"))
  }

  @Test("alarms go to a command, a webhook, or both")
  func notify() throws {
    #expect(try parse(minimal).notification == nil)
    #expect(
      try parse(minimal + "notify: {command: \"mail -s alarm a@b.example\"}\n").notification
        == NotificationConfiguration(command: "mail -s alarm a@b.example"))
    #expect(
      try parse(minimal + "notify: {command: logger, webhook: \"https://h.example/x\"}\n").notification
        == NotificationConfiguration(command: "logger", webhook: "https://h.example/x"))
  }

  private static let refusedNotify: [(String, String)] = [
    ("{}", "winnow.yaml:3: 'notify' needs 'command', 'webhook' or both"),
    ("{webhook: hooks.example}", "winnow.yaml:3: 'notify.webhook' has to be an http(s) address"),
    ("{webhook: \"ftp://h.example/\"}", "winnow.yaml:3: 'notify.webhook' has to be an http(s) address"),
    (
      "{mail: a@b.example}", "winnow.yaml:3: unknown key 'mail' in 'notify': expected one of command, webhook"
    ),
    ("mail", "winnow.yaml:3: 'notify' has to be a mapping of keys to values"),
  ]

  @Test("a way to notify that is none is refused", arguments: refusedNotify)
  func refusesNotify(text: String, expected: String) throws {
    #expect(try complaint(about: minimal + "notify: \(text)\n") == expected)
  }
}
