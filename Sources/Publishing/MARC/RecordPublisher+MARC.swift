internal import EDM
internal import OAIPMH
internal import Store

/// The MARC forms of records.
extension RecordPublisher {
  /// A minimal complete record: the provider's description as far as its meaning is certain, and what we assert,
  /// with the provenance of each statement.
  func marcRecord(
    _ described: DescribedRecord, _ dossier: RecordDossier, asserted: [EnrichmentStatement],
    enriched: EDMRecord,
    files: [String: TechnicalMetadata], identifier: String
  ) -> MARCRecord {
    let source = dossier.source
    let provider = settings.providers[source.provider]
    let labels = LabelChoice(language: provider?.language)
    let description = MARCDescription(described, enriched: enriched, labels: labels, files: files)
    let field008 = MARCFixedFields.field008(
      entered: source.receivedAt, dates: description.dates, languages: description.languages)
    var record = description.fields()
    record.add("001", identifier)
    record.add("003", settings.isil)
    record.add("005", TransactionDate.open)
    record.add("008", field008)
    if let localID = dossier.description?.localID, let prefix = provider?.marcPrefix {
      record.add("035", "##", [("a", prefix + localID)])
    }
    let language = labels.language.flatMap { LanguageNormaliser.marcCode(of: $0) }
    record.add("040", "##", [("a", agency), ("b", language), ("c", agency)])
    enrichment(identifier, labels).add(asserted, to: &record)
    return record
  }

  /// What we add to the record of the provider's own catalogue: what finds it there, and the whole of what we assert
  /// now. A patch without any field of ours says that nothing is asserted, or any more; a record that is gone is a
  /// deletion.
  /// - Returns: `nil` for a record whose key in the catalogue is not known.
  func cataloguePatch(
    _ described: DescribedRecord, _ dossier: RecordDossier, asserted: [EnrichmentStatement],
    identifier: String
  ) -> MARCRecord? {
    guard let localID = dossier.description?.localID else { return nil }
    let provider = settings.providers[dossier.source.provider]
    var record = MARCRecord(leader: MARCFixedFields.leader(type: described.type, .corrected))
    record.add("001", localID)
    if let prefix = provider?.marcPrefix {
      record.add("003", String(prefix.dropFirst().dropLast()))
      record.add("035", "##", [("a", prefix + localID)])
    }
    enrichment(identifier, LabelChoice(language: provider?.language))
      .add(asserted, to: &record)
    return record
  }

  private func enrichment(_ identifier: String, _ labels: LabelChoice) -> MARCEnrichment {
    MARCEnrichment(
      agency: agency, recordNumber: "(\(agency))\(identifier)",
      explanation: settings.repositoryAddress
        + "?verb=GetRecord&metadataPrefix=\(PublishedFormat.annotations)&identifier="
        + PublishedIdentifier.queryEncoded(identifier), labels: labels, vocabulary: settings.vocabulary)
  }

  /// Who publishes, as MARC names it: by code, or by name where there is none.
  private var agency: String { settings.isil ?? settings.operatorName }
}
