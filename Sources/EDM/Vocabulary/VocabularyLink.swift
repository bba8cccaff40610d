/// An IRI that names a concept of a vocabulary whose concepts can be looked up, in whatever form it was written.
///
/// Providers write the same concept as `http://vocab.getty.edu/aat/300033618`,
/// `https://vocab.getty.edu/page/aat/300033618` or with the ending of a format; all of them mean the one canonical
/// IRI that the vocabulary itself uses.
public struct VocabularyLink: Sendable, Hashable {
  /// The vocabularies that are known.
  public enum Scheme: String, Sendable, Codable, CaseIterable {
    case wikidata
    /// The Art & Architecture Thesaurus of the Getty Research Institute.
    case aat
    case iconclass
    /// The Gemeinsame Normdatei of the German-speaking libraries.
    case gnd
    /// The Library of Congress Subject Headings.
    case lcsh
  }

  /// The vocabulary.
  public let scheme: Scheme
  /// What names the concept there: `Q144`, `300033618`, `34B11`, `4011882-4`, `sh85085001`.
  public let identifier: String

  /// Recognises an IRI; `nil` for one of another vocabulary, or of a part of one that holds no concepts.
  /// - Parameter iri: http or https, with or without the ending of a format, a fragment or white space around it.
  public init?(_ iri: String) {
    guard let parts = Self.parts(of: iri) else { return nil }
    var path = parts.path[...]
    switch parts.host {
    case "www.wikidata.org", "wikidata.org", "m.wikidata.org":
      guard let name = path.after(oneOf: ["entity/", "wiki/Special:EntityData/", "wiki/"]) else { return nil }
      path = name.withoutEnding([".json", ".rdf", ".ttl", ".nt", ".jsonld", ".html"])
      guard path.hasPrefix("Q"), path.dropFirst().isNumber else { return nil }
      self.init(scheme: .wikidata, identifier: String(path))
    case "vocab.getty.edu", "www.vocab.getty.edu":
      guard let name = path.after(oneOf: ["aat/", "page/aat/"]) else { return nil }
      path = name.withoutEnding([".rdf", ".ttl", ".nt", ".jsonld", ".json", ".html"])
      guard path.count >= 6, path.isNumber else { return nil }
      self.init(scheme: .aat, identifier: String(path))
    case "iconclass.org", "www.iconclass.org":
      let name = path.after(oneOf: ["rkd/"]) ?? path
      guard let notation = Self.notation(name.withoutEnding([".rdf", ".jsonld", ".json", ".fat"])) else {
        return nil
      }
      self.init(scheme: .iconclass, identifier: notation)
    case "d-nb.info":
      guard let name = path.after(oneOf: ["gnd/"]) else { return nil }
      path = name.withoutEnding(["/about/lds", "/about/lds.ttl", "/about/lds.rdf", "/about"])
      guard Self.isNumberOfGND(path) else { return nil }
      self.init(scheme: .gnd, identifier: String(path))
    case "id.loc.gov":
      guard let name = path.after(oneOf: ["authorities/subjects/"]) else { return nil }
      path = name.withoutEnding([".skos.rdf", ".skos.nt", ".skos.json", ".rdf", ".nt", ".json", ".html"])
      guard path.hasPrefix("sh"), path.dropFirst(2).isNumber else { return nil }
      self.init(scheme: .lcsh, identifier: String(path))
    default: return nil
    }
  }

  /// A link from its parts.
  /// - Parameters:
  ///   - scheme: the vocabulary.
  ///   - identifier: as the vocabulary writes it.
  public init(scheme: Scheme, identifier: String) {
    self.scheme = scheme
    self.identifier = identifier
  }

  /// The IRI that the vocabulary itself uses.
  public var iri: String {
    switch scheme {
    case .wikidata: "http://www.wikidata.org/entity/" + identifier
    case .aat: "http://vocab.getty.edu/aat/" + identifier
    case .iconclass: "http://iconclass.org/" + percentEncodedIdentifier
    case .gnd: "https://d-nb.info/gnd/" + identifier
    case .lcsh: "http://id.loc.gov/authorities/subjects/" + identifier
    }
  }

  /// The identifier as a segment of an address.
  public var percentEncodedIdentifier: String { IRI.percentEncoded(identifier) }

  /// Where the description of the concept is had.
  ///
  /// Of Wikidata the JSON of an entity is asked for, by its address with an ending: its RDF is several times as
  /// large, and its rules for robots allow this form. The others serve RDF under the IRI itself or with an ending.
  public var address: String {
    switch scheme {
    case .wikidata: "https://www.wikidata.org/wiki/Special:EntityData/\(identifier).json"
    case .aat: iri
    case .iconclass: "https://iconclass.org/\(percentEncodedIdentifier).rdf"
    case .gnd: iri + "/about/lds.ttl"
    case .lcsh: iri + ".skos.rdf"
    }
  }

  /// The Accept header with which the address is asked.
  public var accept: String {
    switch scheme {
    case .wikidata: "application/json"
    case .gnd: "text/turtle"
    case .aat: "application/rdf+xml, text/turtle;q=0.9, application/n-triples;q=0.8"
    case .iconclass, .lcsh: "application/rdf+xml, text/turtle;q=0.9"
    }
  }

  /// The key under which a concept is kept: the canonical IRI where the vocabulary is known, else the IRI as it is.
  public static func key(of iri: String) -> String { VocabularyLink(iri)?.iri ?? iri }

  // MARK: Parts of IRIs

  /// Host in lower case, and path without its first slash, query, fragment and trailing slashes.
  private static func parts(of iri: String) -> (host: String, path: String)? {
    let text = iri.trimmingXMLSpace()
    guard text.utf8.count <= 512, let mark = text.firstRange(of: "://"),
      ["http", "https"].contains(text[..<mark.lowerBound].lowercased())
    else { return nil }
    let rest = text[mark.upperBound...].prefix { $0 != "#" && $0 != "?" }
    guard let slash = rest.firstIndex(of: "/") else { return nil }
    var path = rest[rest.index(after: slash)...]
    while path.last == "/" { path.removeLast() }
    return (rest[..<slash].lowercased(), String(path))
  }

  /// A notation of Iconclass, its percent-encoding undone. A plus sign begins a key within brackets (`25F(+46)`);
  /// anywhere else it stands for a blank, as in the address of a form.
  private static func notation(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    let encoded = Array(text.utf8)
    var index = 0
    while index < encoded.count {
      var byte = encoded[index]
      index += 1
      if byte == UInt8(ascii: "+"), bytes.last != UInt8(ascii: "(") {
        byte = UInt8(ascii: " ")
      } else if byte == UInt8(ascii: "%") {
        guard index + 1 < encoded.count,
          let value = UInt8(String(decoding: encoded[index...index + 1], as: UTF8.self), radix: 16)
        else { return nil }
        byte = value
        index += 2
      }
      bytes.append(byte)
    }
    guard let first = bytes.first, (48...57).contains(first), bytes.count <= 200,
      !bytes.contains(where: { $0 < 32 || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "|") }),
      let notation = String(validating: bytes, as: UTF8.self)
    else { return nil }
    return notation
  }

  /// Digits, perhaps with a hyphen and a check character at the end.
  private static func isNumberOfGND(_ text: Substring) -> Bool {
    guard text.count >= 3, let last = text.last, last.isASCIIDigit || last == "X" else { return false }
    let hyphens = text.count { $0 == "-" }
    return hyphens <= 1 && text.dropLast().allSatisfy { $0.isASCIIDigit || $0 == "-" }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isWholeNumber }
}

extension Substring {
  fileprivate var isNumber: Bool { !isEmpty && count <= 16 && allSatisfy(\.isASCIIDigit) }

  /// What follows the first of some beginnings that the text has; `nil` where it has none.
  fileprivate func after(oneOf beginnings: [String]) -> Substring? {
    beginnings.first(where: hasPrefix).map { dropFirst($0.count) }
  }

  /// The text without the first of some endings that it has.
  fileprivate func withoutEnding(_ endings: [String]) -> Substring {
    endings.first(where: hasSuffix).map { dropLast($0.count) } ?? self
  }
}
