import Foundation
import OAIPMH
import Store
import Testing
import WinnowConfiguration

@testable import Pipeline

@Suite("Metrics")
struct MetricsTests {
  @Test("are written with help, type, escaped labels and plain numbers")
  func format() {
    var text = MetricsText()
    text.add(
      "winnow_records", .gauge, "Records\nby \\ provider.",
      [.init(3, [("provider", "a\"b\\c\nd"), ("state", "live")]), .init(0.5, [("provider", "é")])])
    text.add("winnow_runs_total", .counter, "Runs.", 12_345_678_901)
    text.add("winnow_odd", .gauge, "Odd \"numbers\".", [.init(.infinity), .init(-.infinity), .init(.nan)])
    text.add("winnow_none", .gauge, "None.", [])
    #expect(
      text.text == """
        # HELP winnow_records Records\\nby \\\\ provider.
        # TYPE winnow_records gauge
        winnow_records{provider="a\\"b\\\\c\\nd",state="live"} 3
        winnow_records{provider="é"} 0.5
        # HELP winnow_runs_total Runs.
        # TYPE winnow_runs_total counter
        winnow_runs_total 12345678901
        # HELP winnow_odd Odd "numbers".
        # TYPE winnow_odd gauge
        winnow_odd +Inf
        winnow_odd -Inf
        winnow_odd NaN

        """)
  }

  @Test("tell what a provider has, how its runs ended, when the next is due, and its alarms")
  func line() async throws {
    let temporary = try TemporaryStore()
    let store = temporary.store
    var report = HarvestReport(provider: "museum", complete: false, reason: "token repeats")
    report.received = 17
    let row = try await store.beginRun(provider: museum, kind: "harvest", at: moment)
    try await store.endRun(
      row, complete: false, reason: report.reason, report: try report.json(), at: moment.advanced(by: 90))
    try await store.assign(
      "alarm:museum",
      Array(
        #"[{"alarm":{"alarm":"incomplete","provider":"museum","message":"m","since":"2026-01-01T00:00:00Z"},"again":"2026-01-02T00:00:00Z"}]"#
          .utf8))
    let metrics = LineMetrics(
      store: store, providers: try configuration(), timetable: Timetable(store: store, timeZone: .gmt),
      scheduler: nil, clock: { moment.advanced(by: 3600) })
    var text = MetricsText()
    try await metrics.add(to: &text)
    let lines = Set(text.text.split(separator: "\n").map(String.init))
    let expected = [
      #"winnow_records{provider="museum",state="live"} 0"#,
      #"winnow_queue_jobs{stage="look",state="ready"} 0"#,
      #"winnow_run_start_timestamp_seconds{provider="museum"} 1767225600"#,
      #"winnow_run_end_timestamp_seconds{provider="museum"} 1767225690"#,
      #"winnow_run_complete{provider="museum"} 0"#,
      #"winnow_run_duration_seconds{provider="museum"} 90"#,
      #"winnow_run_received_records{provider="museum"} 17"#,
      #"winnow_alarm_active{provider="museum",alarm="incomplete"} 1"#,
      #"winnow_alarm_active{provider="museum",alarm="missed"} 0"#,
    ]
    for line in expected { #expect(lines.contains(line), "\(line) in \(text.text)") }
    // Without a scheduler nothing is due.
    #expect(!text.text.contains("winnow_schedule_next_timestamp_seconds"))
  }

  private func configuration() throws -> [ProviderConfiguration] {
    try Configuration(
      parsing: """
        contact: mailto:ops@example.org
        repository: {name: Hub, base_url: "http://hub.example/oai", admin_email: a@hub.example, id_prefix: "oai:hub.example"}
        providers:
        - {id: museum, harvest: {url: "http://museum.example/oai", schedule: "daily 02:00"}}
        """, file: "/winnow.yaml", shippedMappings: nil
    ).providers
  }
}
