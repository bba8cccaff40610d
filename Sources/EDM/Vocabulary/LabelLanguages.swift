/// The languages in which labels and notes of concepts are kept.
///
/// Vocabularies have labels in hundreds of languages; a record needs those of its readers.
public struct LabelLanguages: Sendable, Equatable {
  /// Lower-case tags, in the order in which labels shall stand.
  public let tags: [String]

  /// A choice of languages; tags are compared without regard to case.
  public init(_ tags: [String]) { self.tags = tags.map { $0.lowercased() }.distinct() }

  /// The 24 official languages of the European Union, with those of its neighbours and of large collections
  /// elsewhere that vocabularies are translated into.
  public static let standard = LabelLanguages([
    "en", "de", "fr", "nl", "es", "it", "pt", "pl", "bg", "cs", "da", "el", "et", "fi", "ga", "hr", "hu",
    "lt",
    "lv", "mt", "ro", "sk", "sl", "sv", "ca", "no", "nb", "uk", "ru", "zh", "ja", "ar",
  ])

  /// The place of a tag in the order: that of the tag itself or of the longest beginning of it that is chosen
  /// (`en` for `en-GB`); `nil` for a language that was not chosen.
  ///
  /// Source: lookup of RFC 4647, section 3.4.
  public func place(of tag: String) -> Int? {
    var tag = tag.lowercased()
    while !tag.isEmpty {
      if let place = tags.firstIndex(of: tag) { return place }
      guard let hyphen = tag.lastIndex(of: "-") else { return nil }
      tag = String(tag[..<hyphen])
    }
    return nil
  }
}

extension Concept {
  /// The concept with the labels and notes of some languages, in the order of these.
  ///
  /// Of a language that is tagged in several ways the plain tag wins for the preferred label, else the first. Texts
  /// without a language stay, at the end. Where no preferred label is left, the first one stays, since a concept
  /// without a label says nothing.
  public func limited(to languages: LabelLanguages) -> Concept {
    var concept = self
    concept.prefLabels = Self.ordered(prefLabels, by: languages, onePerLanguage: true)
    if concept.prefLabels.isEmpty, let first = prefLabels.first { concept.prefLabels = [first] }
    concept.altLabels = Self.ordered(altLabels, by: languages, onePerLanguage: false)
    concept.notes = Self.ordered(notes, by: languages, onePerLanguage: false)
    return concept
  }

  private static func ordered(
    _ labels: [Label], by languages: LabelLanguages, onePerLanguage: Bool
  ) -> [Label] {
    var placed: [(place: Int, isPlain: Bool, index: Int)] = []
    for (index, label) in labels.enumerated() {
      guard let place = label.language.isEmpty ? languages.tags.count : languages.place(of: label.language)
      else { continue }
      let isPlain = place == languages.tags.count || label.language.lowercased() == languages.tags[place]
      placed.append((place, isPlain, index))
    }
    placed.sort { left, right in
      if left.place != right.place { return left.place < right.place }
      if left.isPlain != right.isPlain { return left.isPlain }
      return left.index < right.index
    }
    var result: [Label] = []
    var last = -1
    for entry in placed {
      if onePerLanguage, entry.place == last { continue }
      last = entry.place
      result.append(labels[entry.index])
    }
    return result
  }
}
