public import EDM
internal import OAIPMH
public import Store

/// The publishing tiers of records.
extension RecordPublisher {
  /// What the files of a record were found to be, by the address that the record gives.
  public func mediaKnowledge(_ dossier: RecordDossier) -> MediaKnowledge {
    let previews: Set<WebResourceReference.Role> = [.object, .isShownBy, .hasView]
    return MediaKnowledge(
      files: technicalMetadata(dossier),
      // Europeana makes the preview of whichever of these it can fetch.
      hasPreview: dossier.webResources.contains {
        previews.contains($0.reference.role) && $0.medium.flatMap { dossier.facts[$0] } != nil
      })
  }

  /// What the tiers of the record rest on once it bears our statements; `nil` where it could not be read.
  public func evidence(_ described: DescribedRecord, _ dossier: RecordDossier) -> TierEvidence? {
    guard let read = described.read else { return nil }
    return TierCalculator().evidence(
      ofEnriched: enrichedRecord(described, dossier), received: read.record, media: mediaKnowledge(dossier))
  }

  /// The tiers in their three views, with the date of those published last where they are the same.
  func tiers(
    _ described: DescribedRecord, _ enriched: EDMRecord, _ dossier: RecordDossier, at now: Timestamp
  ) -> DatedTiers? {
    guard let read = described.read else { return nil }
    let tiers = TierCalculator().tiers(
      received: read.record, enriched: enriched, media: mediaKnowledge(dossier))
    if let known = dossier.tiers, known.tiers == tiers { return known }
    return DatedTiers(tiers: tiers, since: now)
  }
}
