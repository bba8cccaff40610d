import Pipeline
import Web
internal import WinnowConfiguration

/// What `/metrics` of `winnow serve` tells.
struct Monitor: Sendable {
  private let line: LineMetrics
  private let process = ProcessMetrics()

  init(_ bench: Workbench, scheduler: Scheduler?) {
    line = LineMetrics(
      store: bench.store, providers: bench.configuration.providers, timetable: bench.timetable,
      scheduler: scheduler)
  }

  /// All metrics as one text.
  func metrics(_ requests: [RequestCount]) async throws -> Site.Metrics {
    var text = MetricsText()
    process.add(to: &text, version: Release.version)
    text.add(
      "winnow_http_requests_total", .counter,
      "Requests answered, by part of the site, verb of OAI-PMH and status.",
      requests.map {
        .init(Double($0.count), [("route", $0.route), ("verb", $0.verb), ("status", String($0.status))])
      })
    try await line.add(to: &text)
    return Site.Metrics(text: text.text, contentType: MetricsText.contentType)
  }
}
