/// What the records of one provider are like, counted record by record in memory that does not grow with them.
///
/// What can be counted exactly is; values and lengths, of which there may be as many as records, are counted by
/// sketches whose error their types state. Examples are drawn at random by the identifiers, so that two censuses of
/// two halves, merged, give what one census of the whole gives; only counts of values too many to be kept may differ,
/// by no more than their error.
///
/// What is counted is the record as it was read, before anything was mended or supplied by default. In records of the
/// internal profile Europeana's own proxy and aggregation are left out.
public struct RecordCensus: Sendable {
  /// What the census counts by.
  public let settings: CensusSettings
  /// How many records were counted.
  public private(set) var records = 0

  private var formats: [RecordKind: Int] = [:]
  private var unreadable = 0
  private var fields = FieldTable()
  private var languages = LanguageCensus()
  private var normalisations = NormalisationCensus()
  private var dates = DateCensus()
  private var rights = RightsCensus()
  private var validation = ValidationCensus()
  private var patterns = PatternCensus()
  private var tiers = TierCensus()
  private var changes = TierChangeCensus()
  private var withheld = WithheldCensus()
  private var outliers = OutlierCensus()
  private var readiness: ReadinessCensus

  /// A census of no record.
  public init(settings: CensusSettings = CensusSettings()) {
    self.settings = settings
    readiness = ReadinessCensus(sufficientPixels: settings.sufficientPixels)
  }

  /// Counts a record.
  public mutating func add(_ entry: CensusEntry) {
    records += 1
    let mark = RecordMark(entry.identifier)
    let described = entry.described
    formats[described.kind, default: 0] += 1
    if let read = described.read {
      addContent(of: read.record, mark)
      normalisations.add(read.record.normalised().changes, mark)
      validation.add(read.verdict, mark)
      patterns.add(read.record, mark)
    } else {
      unreadable += 1
    }
    rights.add(described.rights, isUnread: described.read == nil, mark)
    validation.add(remarks: described.findings, mark)
    withheld.add(described, mark)
    if let tiers = entry.tiers { self.tiers.add(tiers, mark) }
    if let evidence = entry.evidence { changes.add(evidence, mark) }
    readiness.add(entry.media, mark)
  }

  private mutating func addContent(of record: EDMRecord, _ mark: RecordMark) {
    outliers.begin()
    for resource in record.resources {
      let isProxy = resource.kind == .proxy
      if resource.kind == .europeanaAggregation || (isProxy && resource.isProxyOfEuropeana) { continue }
      let isDescription = isProxy || resource.kind == .providedCHO
      fields.add(resource, sequence: records)
      outliers.add(resource)
      for statement in resource.statements {
        let text = statement.object.text
        let hash = StableHash.hash(text)
        guard case .literal(let literal) = statement.object else {
          fields.add(statement, of: resource.kind, hash, text.utf8.count, mark, sequence: records)
          continue
        }
        let look = TextLook(text)
        fields.add(statement, of: resource.kind, hash, look.length, mark, sequence: records)
        outliers.add(statement, look, isDescription: isDescription, mark)
        guard isDescription else { continue }
        languages.add(literal, of: statement.property, hash, mark)
        dates.add(literal.text, of: statement.property, hash, mark)
      }
    }
    outliers.end(mark)
  }

  /// Counts what another census of the same provider has counted.
  public mutating func merge(_ other: RecordCensus) {
    records += other.records
    unreadable += other.unreadable
    formats.merge(other.formats, uniquingKeysWith: +)
    fields.merge(other.fields)
    languages.merge(other.languages)
    normalisations.merge(other.normalisations)
    dates.merge(other.dates)
    rights.merge(other.rights)
    validation.merge(other.validation)
    patterns.merge(other.patterns)
    tiers.merge(other.tiers)
    changes.merge(other.changes)
    withheld.merge(other.withheld)
    outliers.merge(other.outliers)
    readiness.merge(other.readiness)
  }

  /// What was found, every list cut to ``CensusSettings/listLimit``.
  ///
  /// - Parameters:
  ///   - provider: the provider's id.
  ///   - name: the provider's name for people.
  ///   - coverage: which of the provider's records were counted; all of them unless given.
  public func quality(
    of provider: String, name: String, coverage: ProviderQuality.Coverage? = nil
  ) -> ProviderQuality {
    let limit = settings.listLimit
    return ProviderQuality(
      provider: provider, name: name,
      coverage: coverage ?? ProviderQuality.Coverage(recordsCounted: records, recordsTotal: records),
      unreadable: unreadable,
      formats: formats.map { ProviderQuality.Format(format: $0.key.rawValue, records: $0.value) }
        .sorted { ($1.records, $0.format) < ($0.records, $1.format) },
      classes: fields.classes(records), fields: fields.quality(records, limit),
      languages: languages.quality(limit), normalisations: normalisations.quality(limit),
      dates: dates.quality(limit), rights: rights.quality(records, limit),
      validation: validation.quality(records - unreadable, limit), patterns: patterns.quality(records, limit),
      tiers: tiers.quality(limit), changes: changes.quality(limit),
      withheld: withheld.quality(records, limit),
      outliers: outliers.quality(records, limit) + fields.rareValues(limit),
      readiness: readiness.quality(records, limit))
  }
}
