public import EDM
internal import Foundation
internal import OAIPMH
public import Store

/// Looks up every concept that the records of some providers link to without holding it.
public struct ConceptHarvest: Sendable {
  /// The kind of the rows in the run ledger.
  public static let runKind = "dereference"
  private static let page = 500

  /// Gives the records of sources in their external form; those that cannot be read are left out.
  public typealias Reading = @Sendable ([RecordSource]) async throws -> [EDMRecord]

  private let store: any Store
  private let lookup: ConceptLookup
  private let reading: Reading

  /// - Parameters:
  ///   - store: where the records are.
  ///   - lookup: finds concepts; its interruption and progress hold here too.
  ///   - reading: how records are read.
  public init(store: any Store, lookup: ConceptLookup, reading: @escaping Reading) {
    self.store = store
    self.lookup = lookup
    self.reading = reading
  }

  /// Walks the records of providers, then looks up what they link to; leaves a row in the run ledger.
  public func run(_ providers: [ProviderID]) async throws -> ConceptHarvestReport {
    let run = try await store.beginRun(provider: nil, kind: Self.runKind, at: lookup.clock())
    var report = ConceptHarvestReport()
    do {
      var links: Set<String> = []
      for provider in providers {
        try await collect(provider, into: &links, &report)
      }
      report.lookup = try await lookup.lookUp(links.sorted())
    } catch {
      try await store.endRun(run, complete: false, reason: "\(error)", report: "", at: lookup.clock())
      throw error
    }
    let text = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
    try await store.endRun(
      run, complete: report.lookup.complete, reason: report.lookup.reason, report: text, at: lookup.clock())
    return report
  }

  /// The concepts that the records of a provider link to, under their canonical IRIs.
  private func collect(
    _ provider: ProviderID, into links: inout Set<String>, _ report: inout ConceptHarvestReport
  ) async throws {
    var last: RecordKey?
    while !lookup.interruption.isRequested {
      let keys = try await store.records(provider: provider, after: last, limit: Self.page)
      guard let end = keys.last else { return }
      last = end
      for record in try await reading(try await store.sources(keys).filter { !$0.deleted }) {
        report.records += 1
        let found = record.conceptLinks
        if !found.isEmpty { report.linking += 1 }
        for link in found { links.insert(VocabularyLink.key(of: link)) }
      }
      lookup.progress(
        ProgressEvent(
          stage: "collect", provider: provider.rawValue, done: report.records, total: nil, unit: "records",
          detail: "\(links.count) concepts"))
    }
  }
}

/// What the records of providers link to, and what became of it.
public struct ConceptHarvestReport: Sendable, Equatable, Encodable {
  /// Records read.
  public var records = 0
  /// Records that link to what may be a concept and do not hold it.
  public var linking = 0
  /// What the lookup of the distinct concepts did.
  public var lookup = ConceptLookupReport()

  /// Nothing was done yet.
  public init() {}

  /// The report as lines for people.
  public var lines: [String] {
    ["records     \(records), \(linking) of them with links to concepts that they do not hold"] + lookup.lines
  }
}
