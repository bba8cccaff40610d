internal import EDM
internal import IIIF

/// Texts by their languages, as the Presentation API 3 wants labels and values.
///
/// Source: IIIF Presentation API 3.0, section 4.4.
struct LanguageMap {
  private var order: [String] = []
  private var texts: [String: [String]] = [:]

  var isEmpty: Bool { order.isEmpty }

  /// Adds a text, once; blank ones are left out.
  /// - Parameter language: the tag as written; what is no tag counts as none.
  mutating func add(_ text: String, language: String?) {
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else { return }
    let language = language.flatMap { Self.isTag($0) ? $0 : nil } ?? "none"
    if texts[language] == nil { order.append(language) }
    let text = Self.plain(text)
    if texts[language]?.contains(text) != true { texts[language, default: []].append(text) }
  }

  /// Adds the texts of statements; a link is named by the resource of the record that it leads to, else by itself.
  mutating func add(_ objects: [Statement.Object], in record: EDMRecord) {
    for object in objects {
      switch object {
      case .literal(let literal): add(literal.text, language: literal.language)
      case .resource(let iri):
        let names = record.resource(about: iri)?.names ?? []
        if names.isEmpty { add(iri, language: nil) }
        for name in names { add(name.text, language: name.language) }
      }
    }
  }

  /// The map, languages in the order of their first text.
  var json: OrderedJSON {
    .object(order.map { language in (language, .list((texts[language] ?? []).map { .text($0) })) })
  }

  /// A text that begins with `<` and ends with `>` would be taken for HTML; a space at its end says that it is none.
  private static func plain(_ text: String) -> String {
    text.hasPrefix("<") && text.hasSuffix(">") ? text + " " : text
  }

  /// Letters and hyphens: what the validator's schema takes of BCP 47.
  private static func isTag(_ text: String) -> Bool {
    !text.isEmpty && text != "none"
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "-")
      }
  }
}

extension Resource {
  /// What an agent, place, time span or concept is called.
  fileprivate var names: [Statement.Literal] {
    for property in [Property.skosPrefLabel, .foafName, .rdfsLabel] {
      let names = objects(property).compactMap { object in
        if case .literal(let literal) = object { literal } else { nil }
      }
      if !names.isEmpty { return names }
    }
    return []
  }
}
