/// Which languages the records name.
struct LanguageCensus: Sendable {
  private var stated = FrequentValues(capacity: 256)
  private var tags = FrequentValues(capacity: 256)
  private var texts = 0
  private var untagged = 0

  /// - Parameter hash: of the literal's text.
  mutating func add(
    _ literal: Statement.Literal, of property: Property, _ hash: UInt64, _ record: RecordMark
  ) {
    if property == .dcLanguage { return stated.add(literal.text, hash: hash, in: record) }
    let tag = literal.language.flatMap { $0.isEmpty ? nil : $0 }
    if let tag { tags.add(tag, in: record) }
    guard DescriptiveProperties.languageKinds.isSuperset(of: DescriptiveProperties(property)),
      !DescriptiveProperties(property).isEmpty
    else { return }
    texts += 1
    if tag == nil { untagged += 1 }
  }

  mutating func merge(_ other: LanguageCensus) {
    stated.merge(other.stated)
    tags.merge(other.tags)
    texts += other.texts
    untagged += other.untagged
  }

  func quality(_ limit: Int) -> ProviderQuality.Languages {
    ProviderQuality.Languages(
      stated: stated.languages(limit), tags: tags.languages(limit), texts: texts,
      textsWithoutLanguage: untagged,
      shareWithoutLanguage: .share(untagged, of: texts))
  }
}

extension FrequentValues {
  /// The values as languages, each with its normalised tag.
  fileprivate func languages(_ limit: Int) -> [ProviderQuality.Language] {
    ranked.prefix(limit).map { entry in
      let reading = LanguageNormaliser.reading(of: entry.value)
      let isSure = (reading?.confidence ?? 0) >= LanguageNormaliser.minimumConfidence
      return ProviderQuality.Language(
        sent: entry.value, normalised: isSure ? reading?.tag : nil, count: entry.count,
        example: entry.example.identifier)
    }
  }
}
