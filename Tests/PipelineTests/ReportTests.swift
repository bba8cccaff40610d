import EDM
import Foundation
import OAIPMH
import Store
import Testing

@testable import Pipeline

@Suite("Reports for machines")
struct ReportTests {
  private static let harvestKeys: Set<String> = [
    "provider", "complete", "reason", "expected", "received", "new", "changed", "unchanged", "deleted",
    "quarantined", "repaired", "requests", "retries", "bytes", "seconds",
  ]
  private static let runKeys: Set<String> = harvestKeys.union([
    "links", "images", "analysed", "reused", "tags", "published", "withheld", "refused_by_rights",
  ])

  @Test("a harvest has exactly the keys that stay, `expected` as null where no endpoint states it")
  func harvestKeys() throws {
    let object = try jsonObject(HarvestReport(provider: "museum"))
    #expect(Set(object.keys) == Self.harvestKeys)
    #expect(object["expected"] is NSNull)
  }

  @Test("a run is one flat object with exactly the keys that stay")
  func runKeys() throws {
    var enrichment = EnrichmentCounts()
    enrichment.links = ["ok": 3, "http_404": 1]
    enrichment.refusedByRights = 2
    var harvest = HarvestReport(provider: "museum", complete: true, reason: "list ended")
    harvest.expected = 9
    let object = try jsonObject(RunReport(harvest: harvest, enrichment: enrichment))
    #expect(Set(object.keys) == Self.runKeys)
    #expect(object["expected"] as? Int == 9)
    #expect(object["links"] as? [String: Int] == ["ok": 3, "http_404": 1])
    #expect(object["refused_by_rights"] as? Int == 2)
    #expect(object["complete"] as? Bool == true)
  }

  @Test("an enrichment is one flat object")
  func enrichmentKeys() throws {
    let report = Line.EnrichmentReport(
      provider: "museum", complete: false, reason: "interrupted", counts: EnrichmentCounts())
    let keys = Set(try jsonObject(report).keys)
    #expect(keys == Self.runKeys.subtracting(Self.harvestKeys).union(["provider", "complete", "reason"]))
  }

  @Test("the counts of a store are taken over and add up to what was received")
  func counts() {
    var counts = IngestCounts()
    counts.new = 1
    counts.changed = 2
    counts.unchanged = 4
    counts.deleted = 8
    counts.quarantined = 16
    counts.repaired = 32
    var report = HarvestReport(provider: "museum")
    report.apply(counts)
    #expect(report.received == 31)
    #expect(
      report.received
        == report.new + report.changed + report.unchanged + report.deleted + report.quarantined)
    #expect(report.repaired == 32)
  }

  @Test("a run read back is the same, its seconds in milliseconds")
  func roundTrip() throws {
    var harvest = HarvestReport(provider: "museum", complete: true, reason: "list ended")
    harvest.seconds = 1.23456
    harvest.bytes = 5_000_000_000
    var enrichment = EnrichmentCounts()
    enrichment.tags = 7
    let report = RunReport(harvest: harvest, enrichment: enrichment)
    var read = try JSONDecoder().decode(RunReport.self, from: JSONEncoder().encode(report))
    #expect(read.harvest.seconds == 1.235)
    read.harvest.seconds = 1.23456
    #expect(read == report)
  }
}

@Suite("The report page")
struct ReportPageTests {
  /// Written into every place of a page that an outsider can reach.
  private static let hostile = "</title><script src=\"http://evil.example/x.js\">'&\"</script>"

  private func page(hostile: String) async throws -> String {
    let temporary = try TemporaryStore()
    let store = temporary.store
    let run = try await store.beginRun(provider: museum, kind: "run", at: moment)
    try await store.endRun(run, complete: false, reason: hostile, report: "{}", at: moment)
    try await temporary.describe(
      "oai:m:\(hostile)", [reference("http://img.example/1.jpg")])
    try await temporary.describe("oai:m:2", [reference("http://img.example/2.jpg")])
    for job in try await temporary.claim(.fetch) {
      guard case .webResource(let key) = job.subject else { continue }
      for resource in try await store.webResources([key]) {
        try await store.complete([.fetched(job, attempt(resource.reference.address, hash("same")))])
      }
    }
    try await store.fail(
      try await temporary.claim(.conclude).map { JobFailure(job: $0, reason: hostile, retryAt: nil) })
    let report = try await StoreReport(
      store: store, providers: [(id: museum, name: hostile), (id: library, name: "Library")], title: hostile,
      at: moment)
    #expect(report.sharedImages.map(\.relation) == ["same bytes"])
    #expect(report.deadJobs.count == 2)
    return ReportPage(report).html
  }

  @Test("hostile names, reasons and identifiers are text, never markup")
  func escapes() async throws {
    let html = try await page(hostile: Self.hostile)
    #expect(!html.contains("<script"))
    #expect(!html.contains("evil.example/x.js\">"))
    #expect(html.contains("&lt;/title&gt;&lt;script src=&quot;http://evil.example/x.js&quot;&gt;"))
    // Title, heading, two tables of providers, run, record of a shared image, two dead jobs with their subject.
    #expect(html.components(separatedBy: "&lt;script").count - 1 >= 8)
    #expect(html.components(separatedBy: "</title>").count == 2)
  }

  @Test("nothing is fetched from elsewhere, and nothing runs")
  func selfContained() async throws {
    let html = try await page(hostile: "plain").lowercased()
    for reference in ["src=", "href=", "@import", "url(", "<script", "<link", "<iframe", "onload", "onclick"]
    {
      #expect(!html.contains(reference), "\(reference)")
    }
    #expect(html.hasPrefix("<!doctype html>"))
  }

  @Test("what the store holds stands in the page")
  func content() async throws {
    let html = try await page(hostile: "a museum & more")
    #expect(html.contains("<title>a museum &amp; more</title>"))
    #expect(html.contains("<td>never</td>"))
    #expect(html.contains(">incomplete, 2026-01-01"))
    #expect(html.contains("as of 2026-01-01T00:00:00Z"))
    #expect(html.contains("<td>same bytes</td><td>museum oai:m:a museum &amp; more<br>museum oai:m:2</td>"))
    #expect(html.contains("<td>conclude</td><td>oai:m:2</td>"))
  }
}
