internal import OAIPMH
internal import Store

/// A report as one HTML page without scripts and without anything fetched from elsewhere.
public struct ReportPage {
  /// The page.
  public let html: String

  /// Writes the page of a report.
  public init(_ report: StoreReport) {
    var body = "<h1>\(HTMLText.escaped(report.title))</h1>\n<p class=\"when\">as of \(report.at)</p>\n"
    body += Self.alarms(report)
    body += Self.overview(report)
    for provider in report.providers { body += Self.section(provider) }
    body += Self.sharedImages(report)
    body += Self.deadJobs(report)
    html = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(HTMLText.escaped(report.title))</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
      h1 { margin-bottom: 0 } .when { color: #666; margin-top: 0 }
      h2 { border-bottom: 2px solid #ddd; margin-top: 2.5rem } h3 { margin-bottom: .3rem }
      table { border-collapse: collapse; width: 100% } th { text-align: left; font-weight: 600 }
      td, th { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #eee; vertical-align: top }
      td.number, th.number { text-align: right } .bad { color: #a40000 }
      .bar { display: grid; grid-template-columns: 16rem 1fr 4rem; gap: .5rem; align-items: center; margin: .1rem 0 }
      .bar i { display: block; height: .9rem; background: #4a7ba6; border-radius: 2px; min-width: 2px }
      .bar b { font-weight: 400; text-align: right } .bar span { overflow-wrap: anywhere }
      .charts { display: grid; grid-template-columns: 1fr; gap: 1rem }
      \(QualitySection.css)
      </style>
      </head>
      <body>
      \(body)</body>
      </html>

      """
  }

  private static func alarms(_ report: StoreReport) -> String {
    guard !report.alarms.isEmpty else { return "" }
    var html =
      "<h2>Alarms</h2>\n<table><tr><th>Provider</th><th>Alarm</th><th>Since</th><th>What to do</th></tr>\n"
    for alarm in report.alarms {
      html +=
        "<tr><td>\(HTMLText.escaped(alarm.provider.rawValue))</td><td class=\"bad\">\(alarm.kind.rawValue)</td>"
      html += "<td>\(alarm.since)</td><td>\(HTMLText.escaped(alarm.message))</td></tr>\n"
    }
    return html + "</table>\n"
  }

  private static func overview(_ report: StoreReport) -> String {
    var table = """
      <table><tr><th>Provider</th><th class="number">Records</th><th class="number">Deleted</th>\
      <th class="number">Withheld</th><th class="number">Quarantined</th><th class="number">Web resources</th>\
      <th class="number">Images looked at</th><th>Last run</th></tr>

      """
    for provider in report.providers {
      let counts = provider.counts
      let numbers = [
        counts.records, counts.deleted, counts.withheld, counts.quarantined, counts.webResources,
        counts.media,
      ]
      table += "<tr><td>\(HTMLText.escaped(provider.name))</td>"
      table += numbers.map { "<td class=\"number\">\($0)</td>" }.joined()
      if let run = provider.lastRun {
        let state = run.endedAt == nil ? "not ended" : run.complete ? "complete" : "incomplete"
        let tone = state == "complete" ? "" : " class=\"bad\""
        table += "<td\(tone)>\(state), \(run.startedAt.day)</td></tr>\n"
      } else {
        table += "<td>never</td></tr>\n"
      }
    }
    return table + "</table>\n"
  }

  private static func section(_ provider: StoreReport.Provider) -> String {
    let counts = provider.counts
    var html = "<h2>\(HTMLText.escaped(provider.name))</h2>\n<div class=\"charts\">\n"
    html += chart("Links by state", counts.links)
    html += chart("Records by rights", counts.rights)
    html += chart("Machine tags by standing", counts.statements)
    html += chart("Findings by rule", counts.findings)
    html += chart("Why records are withheld", counts.withheldReasons)
    html += "</div>\n"
    if let quality = provider.quality { html += QualitySection(quality).html }
    html +=
      "<h3>Runs</h3>\n<table><tr><th>Began</th><th>Kind</th><th>State</th><th>Reason</th></tr>\n"
    for run in provider.runs {
      let state = run.endedAt == nil ? "not ended" : run.complete ? "complete" : "incomplete"
      html +=
        "<tr><td>\(run.startedAt)</td><td>\(HTMLText.escaped(run.kind))</td><td\(run.complete ? "" : " class=\"bad\"")>"
      html += "\(state)</td><td>\(HTMLText.escaped(run.reason))</td></tr>\n"
    }
    return html + "</table>\n"
  }

  /// A bar a value, the longest first.
  private static func chart(_ title: String, _ values: [String: Int]) -> String {
    guard let largest = values.values.max(), largest > 0 else { return "" }
    var html = "<div><h3>\(HTMLText.escaped(title))</h3>\n"
    for (name, value) in values.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(20) {
      let share = 100 * Double(value) / Double(largest)
      html +=
        "<div class=\"bar\"><span>\(HTMLText.escaped(name))</span><i style=\"width:\(Int(share.rounded()))%\"></i>"
      html += "<b>\(value)</b></div>\n"
    }
    return html + "</div>\n"
  }

  private static func sharedImages(_ report: StoreReport) -> String {
    guard !report.sharedImages.isEmpty else { return "" }
    var html =
      "<h2>Images that several records show</h2>\n<table><tr><th>Relation</th><th>Records</th></tr>\n"
    for shared in report.sharedImages {
      let records = shared.records.map(HTMLText.escaped).joined(separator: "<br>")
      html += "<tr><td>\(HTMLText.escaped(shared.relation))</td><td>\(records)</td></tr>\n"
    }
    return html + "</table>\n"
  }

  private static func deadJobs(_ report: StoreReport) -> String {
    guard !report.deadJobs.isEmpty else { return "" }
    var html =
      "<h2>Jobs that were given up</h2>\n<table><tr><th>Stage</th><th>Subject</th><th>Reason</th></tr>\n"
    for job in report.deadJobs {
      html +=
        "<tr><td>\(job.stage.rawValue)</td><td>\(HTMLText.escaped(job.subject))</td><td>\(HTMLText.escaped(job.reason))</td></tr>\n"
    }
    return html + "</table>\n"
  }
}
