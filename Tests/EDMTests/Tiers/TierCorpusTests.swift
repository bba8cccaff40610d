import Foundation
import Testing

@testable import EDM

/// The tiers of real records, against a listing and against what Europeana itself expects and states.
@Suite("Tiers of real records", .enabled(if: Checkout.exists(Checkout.listing), "needs ../shared/data"))
struct TierCorpusTests {
  /// A row of the listing that has tiers: `0/A (all-proxies B; lang C enabl B ctx A; OPEN)`.
  private struct Row {
    let file: String
    let expected: String
  }

  private func rows() throws -> [Row] {
    try String(contentsOf: Checkout.listing, encoding: .utf8).split(separator: "\n").dropFirst().compactMap {
      let columns = $0.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count > 8, !columns[8].isEmpty else { return nil }
      return Row(file: String(columns[0]), expected: String(columns[8]))
    }
  }

  private func record(_ file: String) throws -> EDMRecord {
    let url = Checkout.samples.appendingPathComponent(file)
    return try EDMReader().read(Array(try Data(contentsOf: url))).record
  }

  /// The tiers of a record in the words of the listing.
  private func computed(_ record: EDMRecord) -> String {
    let evidence = TierCalculator().evidence(of: record)
    let tiers = evidence.tiers
    let all = TierCalculator(scope: .allProxies).tiers(of: record)
    return "\(tiers.content)/\(tiers.metadata) (all-proxies \(all.metadata); lang \(tiers.language) "
      + "enabl \(tiers.enabling) ctx \(tiers.contextual); \("\(evidence.media.licence)".uppercased()))"
  }

  @Test("equal the listing, row by row")
  func listing() throws {
    let rows = try rows()
    #expect(rows.count == 84)
    var differing: [String] = []
    for row in rows {
      let computed = computed(try record(row.file))
      if computed != row.expected { differing.append("\(row.file): \(computed), listed \(row.expected)") }
    }
    print("tiers of real records: \(rows.count - differing.count) of \(rows.count) rows equal")
    #expect(differing == [])
  }

  @Test(
    "equal what Europeana's tests expect",
    arguments: [
      (
        "europeana+metis-framework/indexing/europeana_record_with_technical_metadata.xml",
        ContentTier.two, MetadataTier.b
      ),
      (
        "europeana+metis-sandbox/records/media__europeana_record_with_technical_metadata.xml", .two, .b
      ),
    ])
  func expected(_ file: String, _ content: ContentTier, _ metadata: MetadataTier) throws {
    let tiers = TierCalculator().tiers(of: try record(file))
    #expect(tiers.content == content)
    #expect(tiers.metadata == metadata)
  }

  @Test("equal the tiers that a record processed by Europeana states of itself")
  func stated() throws {
    let record = try record(
      "europeana+metis-framework/indexing/europeana_record_rdf_with_tier_calculated.xml")
    let tiers = TierCalculator().tiers(of: record)
    #expect(record.statedTiers.content == tiers.content)
    #expect(record.statedTiers.metadata == tiers.metadata)
    // Europeana's own aggregation has the tier over all proxies.
    let europeana = record.resources(of: .qualityAnnotation).filter {
      $0.first(.oaHasTarget)?.text == record.first(.europeanaAggregation)?.about
    }.compactMap { $0.first(.oaHasBody)?.text }
    let all = TierCalculator(scope: .allProxies).tiers(of: record)
    #expect(europeana.contains(all.metadata.iri))
    #expect(all.metadata > tiers.metadata)
  }
}
