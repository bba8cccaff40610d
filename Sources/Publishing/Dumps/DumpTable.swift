internal import EDM
internal import Hashing
internal import OAIPMH
internal import Parquet
internal import Store

/// The tables of a dump: what analysis needs of records, their links, and what Winnow says of them.
enum DumpTable: String, CaseIterable, Sendable {
  case records, links, statements

  /// The columns, in their order.
  var columns: [ParquetColumn] {
    switch self {
    case .records: RecordRow.columns.map(\.column)
    case .links: LinkRow.columns.map(\.column)
    case .statements: StatementRow.columns.map(\.column)
    }
  }

  /// The rows of one record.
  func rows(of record: RecordRow) -> [[ParquetValue]] {
    switch self {
    case .records: [RecordRow.columns.map { $0.value(record) }]
    case .links:
      record.dossier.webResources.map { resource in
        let row = LinkRow(record: record, resource: resource)
        return LinkRow.columns.map { $0.value(row) }
      }
    case .statements:
      record.dossier.statements.sorted { $0.id < $1.id }.map { statement in
        let row = StatementRow(record: record, statement: statement)
        return StatementRow.columns.map { $0.value(row) }
      }
    }
  }
}

/// A column with what it says of its subject.
struct TableColumn<Subject>: Sendable {
  let column: ParquetColumn
  let value: @Sendable (Subject) -> ParquetValue

  static func text(_ name: String, _ value: @escaping @Sendable (Subject) -> String) -> Self {
    Self(column: ParquetColumn(name, .text)) { .text(value($0)) }
  }

  static func optionalText(_ name: String, _ value: @escaping @Sendable (Subject) -> String?) -> Self {
    Self(column: ParquetColumn(name, .text, isOptional: true)) {
      value($0).map { .text($0) } ?? .missing
    }
  }

  static func integer(_ name: String, _ value: @escaping @Sendable (Subject) -> Int?) -> Self {
    Self(column: ParquetColumn(name, .integer, isOptional: true)) {
      value($0).map { .integer(Int64($0)) } ?? .missing
    }
  }

  static func double(_ name: String, _ value: @escaping @Sendable (Subject) -> Double?) -> Self {
    Self(column: ParquetColumn(name, .double, isOptional: true)) {
      value($0).map { .double($0) } ?? .missing
    }
  }

  static func boolean(_ name: String, _ value: @escaping @Sendable (Subject) -> Bool?) -> Self {
    Self(column: ParquetColumn(name, .boolean, isOptional: true)) {
      value($0).map { .boolean($0) } ?? .missing
    }
  }

  static func moment(_ name: String, _ value: @escaping @Sendable (Subject) -> Timestamp?) -> Self {
    Self(column: ParquetColumn(name, .timestamp, isOptional: true)) {
      value($0).map { .timestamp(milliseconds: $0.seconds * 1000) } ?? .missing
    }
  }
}

/// A record, for the table of records.
struct RecordRow: Sendable {
  /// Our identifier.
  let identifier: String
  let dossier: RecordDossier
  /// The rights of the metadata: as the record came with them, else as configured for its provider.
  let metadataRights: String?
  let addresses: PresentationAddresses

  static let columns: [TableColumn<RecordRow>] = [
    .text("identifier") { $0.identifier },
    .text("provider") { $0.dossier.source.provider.rawValue },
    .text("source_identifier") { $0.dossier.source.identifier },
    .text("source_datestamp") { $0.dossier.source.datestamp },
    .text("source_request") { $0.dossier.source.request },
    .moment("harvested") { $0.dossier.source.receivedAt },
    .integer("version") { $0.dossier.source.version },
    .text("content_sha256") { $0.dossier.source.contentHash.hexadecimal },
    .optionalText("metadata_rights") { $0.metadataRights },
    .optionalText("format") { $0.dossier.description?.kind },
    .optionalText("about") { $0.dossier.description?.about },
    .optionalText("local_id") { $0.dossier.description?.localID },
    .optionalText("title") { $0.dossier.description?.title },
    .optionalText("type") { $0.dossier.description?.type },
    .optionalText("rights") { $0.dossier.description?.rights.normalised },
    .optionalText("rights_original") { $0.dossier.description?.rights.original },
    .optionalText("rights_category") { $0.dossier.description?.rights.category.rawValue },
    .boolean("rights_defaulted") { $0.dossier.description?.rights.defaulted },
    .optionalText("withheld") { row in
      (row.dossier.description?.withheld).flatMap { $0.isEmpty ? nil : $0.joined(separator: "; ") }
    },
    .integer("content_tier") { $0.dossier.tiers?.tiers.enriched.content.rawValue },
    .optionalText("metadata_tier") { $0.dossier.tiers?.tiers.enriched.metadata.rawValue },
    .integer("content_tier_received") { $0.dossier.tiers?.tiers.received.content.rawValue },
    .optionalText("metadata_tier_received") { $0.dossier.tiers?.tiers.received.metadata.rawValue },
    .integer("links") { $0.dossier.webResources.count },
    .integer("statements") { $0.dossier.statements.count },
  ]
}

/// A web resource of a record, for the table of links.
struct LinkRow: Sendable {
  let record: RecordRow
  let resource: WebResource

  private var attempt: FetchAttempt? { resource.lastAttempt }
  private var facts: MediumFacts? { resource.medium.flatMap { record.dossier.facts[$0] } }

  static let columns: [TableColumn<LinkRow>] = [
    .text("identifier") { $0.record.identifier },
    .text("provider") { $0.resource.provider.rawValue },
    .integer("position") { $0.resource.position },
    .text("address") { $0.resource.reference.address },
    .text("role") { $0.resource.reference.role.rawValue },
    .optionalText("rights") { $0.resource.reference.rights?.normalised },
    .optionalText("state") { $0.attempt?.state.rawValue },
    .integer("http_status") { row in (row.attempt?.httpStatus).flatMap { $0 == 0 ? nil : $0 } },
    .moment("checked") { $0.attempt?.at },
    .optionalText("request") { $0.attempt?.request },
    .optionalText("redirected_to") { $0.attempt?.redirects.last },
    .optionalText("policy") { $0.attempt?.policy },
    .optionalText("detail") { $0.attempt?.detail },
    .optionalText("mime") { $0.facts?.mime },
    .integer("size") { row in (row.facts?.byteCount).map { Int($0) } },
    .integer("width") { $0.facts?.width },
    .integer("height") { $0.facts?.height },
    .optionalText("sha256") { $0.resource.medium?.hexadecimal },
    .optionalText("perceptual_hash") { $0.facts?.perceptualHash },
  ]
}

/// A statement of Winnow's, for the table of statements.
struct StatementRow: Sendable {
  let record: RecordRow
  let statement: EnrichmentStatement

  static let columns: [TableColumn<StatementRow>] = [
    .text("statement") { row in
      row.record.addresses.annotation(row.record.identifier, statement: row.statement.id)
    },
    .text("identifier") { $0.record.identifier },
    .text("provider") { $0.record.dossier.source.provider.rawValue },
    .integer("record_version") { $0.statement.recordVersion },
    .text("medium_sha256") { $0.statement.medium.hexadecimal },
    .text("web_resource") { $0.statement.webResource },
    .text("image_request") { $0.statement.imageRequest },
    .text("region") { $0.statement.region },
    .text("property") { $0.statement.property },
    .optionalText("concept") { row in row.statement.concept.isEmpty ? nil : row.statement.concept },
    .text("label") { $0.statement.label },
    .double("confidence") { $0.statement.confidence },
    .text("standing") { $0.statement.standing.rawValue },
    .text("reason") { $0.statement.reason },
    .text("model") { $0.statement.model },
    .text("weights_sha256") { $0.statement.weightsHash.hexadecimal },
    .text("preprocessing") { $0.statement.preprocessing },
    .optionalText("decision") { $0.statement.decision?.verdict.rawValue },
    .moment("decided") { $0.statement.decision?.at },
    .moment("created") { $0.statement.generatedAt },
  ]
}
