extension EDMRecord {
  /// The problem patterns of the provider's description, at most one occurrence of a pattern for each text.
  ///
  /// Looks at the provider's proxies of an internal record and at `edm:ProvidedCHO` of an external one. `P1` is a
  /// matter of many records: the census of a provider counts it.
  public var problemPatterns: [PatternOccurrence] {
    let described = describedResources
    let titles = texts(.dcTitle, in: described)
    let descriptions = texts(.dcDescription, in: described)
    let identifiers = titles.isEmpty ? [] : texts(.dcIdentifier, in: described).map(\.text)
    var found: [PatternOccurrence] = []
    for title in titles {
      found += Self.comparisons(of: title.text, with: descriptions)
      found += Self.faults(of: title.text, identifiers: identifiers)
    }
    let links = described.contains { $0.hasLink(.dcDescription) }
    if descriptions.isEmpty {
      if !links {
        found.append(
          PatternOccurrence(
            pattern: .missingDescription, text: "",
            message: "dc:description is missing: say in a sentence what the object is"))
      }
      return found
    }
    return found + Self.shortLanguages(descriptions)
  }

  /// The titles of the provider's description, each once, in the form in which titles are compared.
  public var foldedTitles: [String] {
    texts(.dcTitle, in: describedResources).map { $0.text.lowercased() }.distinct()
  }

  private var describedResources: [Resource] {
    var described: [Resource] = []
    for index in resources.indices {
      let isDescribed =
        profile == .external
        ? resources[index].kind == .providedCHO
        : resources[index].kind == .proxy && !resources[index].isProxyOfEuropeana
      if isDescribed { described.append(resources[index]) }
    }
    return described
  }

  /// The first texts of a property that are not blank, trimmed, each once for its language.
  private func texts(_ property: Property, in described: [Resource]) -> [Statement.Literal] {
    var texts: [Statement.Literal] = []
    for resource in described {
      for index in resource.statements.indices where resource.statements[index].property == property {
        guard case .literal(let literal) = resource.statements[index].object, !literal.text.isBlank else {
          continue
        }
        let text = Statement.Literal(literal.text.trimmingXMLSpace(), language: literal.language)
        if !texts.contains(text) { texts.append(text) }
        if texts.count == Self.maximumTexts { return texts }
      }
    }
    return texts
  }

  /// Bounds the work on a record with thousands of titles.
  private static let maximumTexts = 32

  // MARK: Titles

  private static func comparisons(
    of title: String, with descriptions: [Statement.Literal]
  ) -> [PatternOccurrence] {
    // Few descriptions are as short as a title: the others need no lower case.
    let comparable = descriptions.filter { TextResemblance.isComparable(title, $0.text) }
    guard !comparable.isEmpty else { return [] }
    let folded = title.lowercased()
    let descriptions = comparable.map { $0.text.lowercased() }
    if descriptions.contains(folded) {
      return [
        PatternOccurrence(
          pattern: .titleEqualsDescription, text: title,
          message:
            "dc:title \"\(title.excerpt())\" is the description too: describe the object in other words")
      ]
    }
    if descriptions.contains(where: { TextResemblance.isNearlySame(folded, $0) }) {
      return [
        PatternOccurrence(
          pattern: .titleResemblesDescription, text: title,
          message: "dc:title \"\(title.excerpt())\" is nearly the description: say more in dc:description")
      ]
    }
    return []
  }

  private static func faults(of title: String, identifiers: [String]) -> [PatternOccurrence] {
    var found: [PatternOccurrence] = []
    func add(_ pattern: ProblemPattern, _ remedy: String) {
      found.append(
        PatternOccurrence(
          pattern: pattern, text: title, message: "dc:title \"\(title.excerpt())\" \(remedy)"))
    }
    if signs(in: title) > ProblemPattern.tolerableSigns {
      add(.unintelligibleTitle, "is full of signs: write a title in words")
    } else if identifiers.contains(where: { TextResemblance.holds(title, $0) }) {
      add(.unintelligibleTitle, "holds the identifier: keep it in dc:identifier")
    }
    let length = title.utf16Length
    if length <= ProblemPattern.shortTitleLength {
      add(.shortTitle, "is too short to tell anything: write a title in words")
    }
    if length > ProblemPattern.longTitleLength {
      add(
        .longTitle,
        "has \(length) characters: shorten it to \(ProblemPattern.longTitleLength), the rest is a description"
      )
    }
    return found
  }

  /// How many characters are neither letter nor digit nor white space.
  private static func signs(in text: String) -> Int {
    var count = 0
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        let isOrdinary =
          (97...122).contains(byte | 32) || (48...57).contains(byte) || byte == 32 || (9...13).contains(byte)
        if !isOrdinary { count += 1 }
      } else if !isCommonLetter(scalar) {
        let properties = scalar.properties
        // A combining mark belongs to the letter before it.
        if !properties.isAlphabetic, !properties.isWhitespace, properties.numericType == nil,
          properties.canonicalCombiningClass == .notReordered
        {
          count += 1
        }
      }
    }
    return count
  }

  /// True for nearly every letter of European languages, without a look at the tables of Unicode.
  private static func isCommonLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x391...0x3A1, 0x3A3...0x3CE, 0x400...0x481: true
    default: false
    }
  }

  // MARK: Descriptions

  private static func shortLanguages(_ descriptions: [Statement.Literal]) -> [PatternOccurrence] {
    var languages: [String?] = []
    for description in descriptions where !languages.contains(description.language) {
      languages.append(description.language)
    }
    return languages.compactMap { language in
      let texts = descriptions.filter { $0.language == language }.map(\.text)
      // A code unit is three bytes at most.
      if texts.contains(where: { $0.utf8.count >= 3 * ProblemPattern.shortDescriptionLength }) { return nil }
      let lengths = texts.map(\.utf16Length)
      // Of texts of one length the first.
      guard let length = lengths.max(), length < ProblemPattern.shortDescriptionLength,
        let longest = lengths.firstIndex(of: length).map({ texts[$0] })
      else { return nil }
      let place = language.map { " in \"\($0)\"" } ?? ""
      return PatternOccurrence(
        pattern: .shortDescriptions, text: longest,
        message: "dc:description\(place) \"\(longest.excerpt())\" has \(length) characters: "
          + "write at least \(ProblemPattern.shortDescriptionLength)")
    }
  }
}
