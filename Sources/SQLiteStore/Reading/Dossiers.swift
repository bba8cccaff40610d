internal import EDM
internal import Foundation
internal import GRDB
internal import Hashing
internal import OAIPMH
public import Store

extension SQLiteStore {
  /// Everything known of records, all of one moment, in the order of the keys; unknown keys are left out.
  public func dossiers(_ keys: [RecordKey]) async throws -> [RecordDossier] {
    try await read { database in
      var reader = DossierReader(database: database)
      return try keys.compactMap { try reader.dossier($0) }
    }
  }
}

/// Gathers what is known of records.
private struct DossierReader {
  private let database: Database
  private let media: MediumReader
  private var sources: SourceReader

  init(database: Database) {
    self.database = database
    media = MediumReader(database: database)
    sources = SourceReader(database: database)
  }

  mutating func dossier(_ key: RecordKey) throws -> RecordDossier? {
    guard let source = try sources.source(key.rawValue) else { return nil }
    let webResources = try WebResourceRow.fetch(database, "w.record = ?", [key.rawValue])
    let description = try description(of: key, webResources: webResources.map(\.reference))
    var facts: [MediumID: MediumFacts] = [:]
    var results: [MediumID: [ModelResult]] = [:]
    var relations: Set<MediumRelation> = []
    for medium in Set(webResources.compactMap(\.medium)) {
      facts[medium] = try media.facts(of: medium)
      let found = try media.results(of: medium)
      if !found.isEmpty { results[medium] = found }
      relations.formUnion(try media.relations(of: medium))
    }
    return RecordDossier(
      source: source, description: description, webResources: webResources, facts: facts, results: results,
      relations: relations.sorted { ($0.first, $0.second) < ($1.first, $1.second) },
      decisions: try DecisionTable(database: database).decisions(
        provider: source.provider, record: source.identifier, localID: description?.localID),
      statements: try StatementTable(database: database).statements(of: key.rawValue),
      withdrawal: try database.value("SELECT withdrawal FROM record WHERE id = ?", [key.rawValue]),
      tiers: try tiers(of: key), publishedSets: try publishedSets(of: key))
  }

  private func publishedSets(of key: RecordKey) throws -> [String] {
    let specs: String? = try database.value(
      "SELECT specs FROM published_record JOIN set_list ON set_list.id = set_list WHERE record = ?",
      [key.rawValue])
    return Interning.setSpecs(specs ?? "")
  }

  private func tiers(of key: RecordKey) throws -> DatedTiers? {
    let row = try database.row(
      "SELECT tiers, tiers_since FROM published_record WHERE record = ? AND tiers IS NOT NULL", [key.rawValue]
    )
    return try row.map { row in
      DatedTiers(tiers: try JSONColumn.decode(RecordTiers.self, row[0]), since: Timestamp(seconds: row[1]))
    }
  }

  private func description(
    of key: RecordKey, webResources: [WebResourceReference]
  ) throws -> RecordDescription? {
    try database.row(
      """
      SELECT kind, about, title, type, rights_original, rights_normalised, rights_category, rights_defaulted,
        findings, withheld, local_id
      FROM description WHERE record = ?
      """, [key.rawValue]
    ).map { row in
      RecordDescription(
        kind: row[0], about: row[1], title: row[2], type: row[3],
        rights: try WebResourceRow.rights(row, from: 4)
          ?? RightsFinding(original: nil, normalised: nil, category: .missing),
        findings: try JSONColumn.decode(list: row[8]), withheld: try JSONColumn.decode(list: row[9]),
        webResources: webResources, localID: row[10])
    }
  }
}
