public import EDM
internal import Hashing
public import OAIPMH
public import Store

/// Makes what is published of a record out of all that is known of it.
///
/// Pure: the same dossier, settings and description give the same bytes, so that a stamp moves only when
/// something changed.
public struct RecordPublisher: Sendable {
  let settings: PublisherSettings

  /// A publisher.
  public init(settings: PublisherSettings) { self.settings = settings }

  /// Every form of a record, its identifier and its sets.
  ///
  /// A record that its provider deleted, or that was withdrawn, is deleted in every format. A record that was
  /// withheld is missing from `edm`, `oai_dc` and `marcxml`; one of which nothing is said, from `oa`; one without a
  /// key in its provider's catalogue, from `marcxml_patch`.
  ///
  /// - Parameters:
  ///   - described: the record in external EDM, as the describe stage gives it; not needed for one that is gone.
  ///   - concepts: what is known of concepts that the record links to and does not hold, by their canonical IRIs.
  ///   - now: the date of tiers that are not those last published.
  /// - Throws: where the stored bytes cannot be read as a record, or it was not described.
  public func publish(
    _ dossier: RecordDossier, described: DescribedRecord?, concepts: [String: Concept] = [:],
    at now: Timestamp
  ) throws(PublishingError) -> PublishedRecord {
    let source = dossier.source
    var published = PublishedRecord(
      record: source.key,
      identifier: PublishedIdentifier.identifier(prefix: settings.idPrefix, of: source),
      setSpecs: dossier.publishedSets, forms: [])
    if source.deleted || dossier.withdrawal != nil {
      // A deletion stays in the sets that last held the record: whoever harvests one of them has to learn of it.
      if published.setSpecs.isEmpty { published.setSpecs = PublishedSets.specs(of: dossier, tiers: nil) }
      published.forms = PublishedFormat.prefixes.map {
        PublishedForm(prefix: $0, content: .deleted, about: [])
      }
      return published
    }

    let (metadata, abouts) = try stored(source)
    guard let described else {
      throw PublishingError(
        "The record \(source.identifier) of \(source.provider) was not described: is the provider configured?"
      )
    }
    let files = technicalMetadata(dossier)
    let asserted = assertedStatements(dossier)
    let links = links(to: asserted)
    let enriched = enrichedRecord(described, links, concepts, files)
    published.tiers = tiers(described, enriched, dossier, files, at: now)
    published.setSpecs = PublishedSets.specs(of: dossier, tiers: published.tiers?.tiers)
    let about = AboutWriter(
      source: source, abouts: abouts, described: described, metadata: metadata, settings: settings)
    published.forms.append(
      PublishedForm(prefix: PublishedFormat.source, content: .source, about: about.ofSource))
    if described.withheld.isEmpty {
      published.forms.append(
        PublishedForm(
          prefix: PublishedFormat.edm, content: .metadata(edm(enriched, published.tiers)),
          about: about.ofEDM))
      published.forms.append(
        PublishedForm(
          prefix: PublishedFormat.dublinCore,
          content: .metadata(DublinCoreWriter().write(described, links: links)),
          about: about.ofDublinCore))
      let record = marcRecord(
        described, dossier, asserted: asserted, enriched: enriched, files: files,
        identifier: published.identifier)
      published.forms.append(
        PublishedForm(
          prefix: PublishedFormat.marcxml, content: .metadata(MARCXMLWriter.bytes(record)),
          about: about.ofMARC))
    }
    // A patch holds nothing of the provider's record, so that what that record lacks does not withhold it.
    if let patch = cataloguePatch(
      described, dossier, asserted: asserted, identifier: published.identifier)
    {
      published.forms.append(
        PublishedForm(
          prefix: PublishedFormat.cataloguePatch, content: .metadata(MARCXMLWriter.bytes(patch)),
          about: about.ofOurStatements))
    }
    published.forms += presentationForms(
      dossier, described, identifier: published.identifier, abouts: abouts, about: about.ofOurStatements)
    return published
  }

  private func stored(_ source: RecordSource) throws(PublishingError) -> (
    metadata: [UInt8], abouts: [[UInt8]]
  ) {
    do {
      let record = try StoredRecord(bytes: source.bytes, context: source.context)
      guard let metadata = record.metadata else {
        throw PublishingError(
          "The record \(source.identifier) of \(source.provider) has no metadata; harvest it again.")
      }
      return (metadata, record.abouts)
    } catch let error as PublishingError {
      throw error
    } catch {
      throw PublishingError(
        "The record \(source.identifier) of \(source.provider) cannot be read; harvest it again: \(error)")
    }
  }

  /// The record with our statements.
  func enrichedRecord(
    _ described: DescribedRecord, _ links: [ConceptLink], _ concepts: [String: Concept],
    _ files: [String: TechnicalMetadata]
  ) -> EDMRecord {
    EnrichedRecordBuilder(operatorName: settings.operatorName)
      .build(
        described.record, links: links, technicalMetadata: files,
        concepts: described.record.conceptsToAdd(known: concepts))
  }

  private func edm(_ enriched: EDMRecord, _ tiers: DatedTiers?) -> [UInt8] {
    var record = enriched
    // Of the record as it is served: whoever takes it over finds what it would reach.
    if let tiers { record.state(tiers.tiers.enriched, created: tiers.since.description) }
    return EDMWriter().write(record, statementAttributes: settings.statementAttributes).bytes
  }

  /// Asserted statements as links to concepts, in their order.
  func links(to asserted: [EnrichmentStatement]) -> [ConceptLink] {
    asserted.compactMap { statement in
      guard let property = Property(label: statement.property) else { return nil }
      let concept =
        settings.vocabulary.concept(iri: statement.concept)
        ?? Concept(iri: statement.concept, prefLabels: [.init(language: "en", text: statement.label)])
      let isAccepted = statement.decision?.verdict == .accept
      return ConceptLink(
        property: property, concept: concept,
        generation: .init(
          agent: isAccepted ? "Person" : "SoftwareAgent",
          confidence: isAccepted ? nil : AnnotationBuilder.decimal(statement.confidence)))
    }
  }

  /// The statements that are asserted, for each concept and property the one that carries most, in a fixed order.
  func assertedStatements(_ dossier: RecordDossier) -> [EnrichmentStatement] {
    var best: [String: EnrichmentStatement] = [:]
    for statement in dossier.statements where statement.standing == .asserted && !statement.concept.isEmpty {
      let key = statement.property + " " + statement.concept
      // A person's word comes before a model's, then the surer model.
      let rank = { (one: EnrichmentStatement) in (one.decision == nil ? 0.0 : 1.0, one.confidence) }
      if let known = best[key], rank(known) >= rank(statement) { continue }
      best[key] = statement
    }
    return best.sorted { $0.key < $1.key }.map(\.value)
  }

  /// What is known of the files, by the address in the record.
  func technicalMetadata(_ dossier: RecordDossier) -> [String: TechnicalMetadata] {
    var result: [String: TechnicalMetadata] = [:]
    // An address that a rule derived is named by nothing in the record, which then cannot describe it.
    for resource in dossier.webResources where resource.reference.role != .derived {
      guard let medium = resource.medium, let facts = dossier.facts[medium] else { continue }
      // A derivative of a IIIF service tells nothing of the file behind it, whose size its info.json states.
      let attempt = resource.lastAttempt
      let isDerivative = attempt.map { $0.request != resource.reference.address } ?? false
      result[resource.reference.address] = TechnicalMetadata(
        mime: facts.mime, byteCount: isDerivative ? nil : Int(facts.byteCount),
        width: attempt?.fullWidth ?? facts.width, height: attempt?.fullHeight ?? facts.height,
        colourSpace: facts.colourSpace, componentColours: facts.dominantColours)
    }
    return result
  }
}
