public import EDM
internal import OAIPMH
public import Store

/// The publishing tiers of records.
extension RecordPublisher {
  /// What the tiers of a record are, and what they rest on once it bears our statements; `nil` where it could not be
  /// read.
  ///
  /// - Parameter concepts: as for publishing.
  public func assessment(
    _ described: DescribedRecord, _ dossier: RecordDossier, concepts: [String: Concept] = [:]
  ) -> (tiers: RecordTiers, evidence: TierEvidence)? {
    let files = technicalMetadata(dossier)
    return assessment(
      described, enrichedRecord(described, links(to: assertedStatements(dossier)), concepts, files), dossier,
      files)
  }

  /// The tiers in their three views, with the date of those published last where they are the same.
  func tiers(
    _ described: DescribedRecord, _ enriched: EDMRecord, _ dossier: RecordDossier,
    _ files: [String: TechnicalMetadata], at now: Timestamp
  ) -> DatedTiers? {
    guard let tiers = assessment(described, enriched, dossier, files)?.tiers else { return nil }
    if let known = dossier.tiers, known.tiers == tiers { return known }
    return DatedTiers(tiers: tiers, since: now)
  }

  private func assessment(
    _ described: DescribedRecord, _ enriched: EDMRecord, _ dossier: RecordDossier,
    _ files: [String: TechnicalMetadata]
  ) -> (tiers: RecordTiers, evidence: TierEvidence)? {
    guard let received = described.read?.record else { return nil }
    return TierCalculator().assessment(
      received: received, enriched: enriched, media: mediaKnowledge(dossier, files))
  }

  /// What the files of a record were found to be, by the address that the record gives.
  private func mediaKnowledge(
    _ dossier: RecordDossier, _ files: [String: TechnicalMetadata]
  ) -> MediaKnowledge {
    // Europeana makes the preview of whichever of these it can fetch.
    let previews: Set<WebResourceReference.Role> = [.object, .isShownBy, .hasView]
    return MediaKnowledge(
      files: files,
      hasPreview: dossier.webResources.contains {
        previews.contains($0.reference.role) && $0.medium.flatMap { dossier.facts[$0] } != nil
      })
  }
}
