public import EDM

/// How concepts of vocabularies are looked up: the key `vocabularies`.
public struct VocabularyConfiguration: Sendable, Equatable {
  /// True where concepts that records link to are fetched from the vocabularies.
  public var dereference: Bool
  /// The languages in which labels and notes are kept, in the order in which they are written.
  public var languages: LabelLanguages
  /// Where concepts of a vocabulary are had instead: an address with `{id}` in the place of the identifier.
  public var mirrors: [VocabularyLink.Scheme: String]

  /// A configuration; by default nothing is fetched, and labels in the languages of Europe are kept.
  public init(
    dereference: Bool = false, languages: LabelLanguages = .standard,
    mirrors: [VocabularyLink.Scheme: String] = [:]
  ) {
    self.dereference = dereference
    self.languages = languages
    self.mirrors = mirrors
  }

  /// Reads the value of the key.
  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let keys = try node.members(["dereference", "languages", "mirrors"])
    dereference = try keys["dereference"]?.flag() ?? false
    languages = .standard
    if let list = keys["languages"] {
      var tags: [String] = []
      for item in try list.items() {
        let tag = try item.text()
        guard tag.wholeMatch(of: /[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*/) != nil else {
          throw item.error("'\(tag)' is no language tag: write en, de, or zh-Hant")
        }
        tags.append(tag)
      }
      guard !tags.isEmpty else {
        throw list.error("'\(list.path)' is empty: name at least one language, or leave the key out")
      }
      languages = LabelLanguages(tags)
    }
    mirrors = [:]
    for (name, value) in try keys["mirrors"]?.entries() ?? [] {
      guard let scheme = VocabularyLink.Scheme(rawValue: name) else {
        let known = VocabularyLink.Scheme.allCases.map(\.rawValue).joined(separator: ", ")
        throw value.error("'\(value.path)': there is no vocabulary '\(name)': use one of \(known)")
      }
      let address = try value.text()
      guard address.hasPrefix("http://") || address.hasPrefix("https://"), address.contains("{id}") else {
        throw value.error("'\(value.path)' has to be an http(s) address with {id} in it")
      }
      mirrors[scheme] = address
    }
  }
}
