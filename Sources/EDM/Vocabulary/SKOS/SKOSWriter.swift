internal import XMLCodec

/// Writes concepts as SKOS, in RDF/XML or Turtle. Equal concepts give equal bytes: labels stand in the order of their
/// languages and texts, everything else in the order of its text.
///
/// A document is its ``beginning``, the bytes of each concept, and its ``end``, so that any number of concepts can be
/// written one after the other.
///
/// Source: SKOS Reference (W3C 2009); RDF 1.1 Turtle and RDF 1.1 XML Syntax (W3C 2014).
public struct SKOSWriter: Sendable {
  /// A form in which vocabularies are written.
  public enum Format: String, Sendable, CaseIterable {
    case turtle
    case rdfXML = "rdfxml"
  }

  private let format: Format
  private static var skos: String { KnownNamespace.skos.name }

  /// A writer of a format.
  public init(format: Format) { self.format = format }

  /// What stands before the concepts.
  public var beginning: [UInt8] {
    switch format {
    case .turtle: Array("@prefix skos: <\(Self.skos)> .\n".utf8)
    case .rdfXML:
      Array(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rdf:RDF xmlns:rdf="\(KnownNamespace.rdf.name)" xmlns:skos="\(Self.skos)">

        """.utf8)
    }
  }

  /// What stands after the concepts.
  public var end: [UInt8] { format == .turtle ? [] : Array("</rdf:RDF>\n".utf8) }

  /// One concept.
  public func bytes(of concept: Concept) -> [UInt8] {
    format == .turtle ? Self.turtle(concept) : Self.rdfXML(concept)
  }

  /// A whole document, the concepts in the order of their IRIs.
  public func document(_ concepts: [Concept]) -> [UInt8] {
    concepts.sorted { $0.iri < $1.iri }.reduce(into: beginning) { $0 += bytes(of: $1) } + end
  }

  // MARK: RDF/XML

  private static func rdfXML(_ concept: Concept) -> [UInt8] {
    var writer = XMLWriter(indented: true)
    writer.start("skos:Concept", [("rdf:about", concept.iri)])
    for (name, label) in texts(of: concept) {
      let language = label.language.isEmpty ? [] : [("xml:lang", label.language)]
      writer.element("skos:" + name, language, text: label.text)
    }
    for (name, iri) in links(of: concept) { writer.empty("skos:" + name, [("rdf:resource", iri)]) }
    writer.end()
    return writer.bytes
  }

  // MARK: Turtle

  private static func turtle(_ concept: Concept) -> [UInt8] {
    var lines = ["\n<\(IRI.escaped(concept.iri))> a skos:Concept"]
    for (name, label) in texts(of: concept) {
      // What is no language tag would not be Turtle.
      let tag = label.language.isLanguageTag ? "@" + label.language : ""
      lines.append("  skos:\(name) \"\(escaped(label.text))\"\(tag)")
    }
    for (name, iri) in links(of: concept) { lines.append("  skos:\(name) <\(IRI.escaped(iri))>") }
    return Array((lines.joined(separator: " ;\n") + " .\n").utf8)
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\0"..<" ": result += "\\u" + hexadecimal(scalar.value)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  // MARK: Order

  private static func texts(of concept: Concept) -> [(name: String, label: Concept.Label)] {
    func ordered(_ labels: [Concept.Label]) -> [Concept.Label] {
      labels.sorted { ($0.language, $0.text) < ($1.language, $1.text) }
    }
    return ordered(concept.prefLabels).map { ("prefLabel", $0) }
      + ordered(concept.altLabels).map { ("altLabel", $0) }
      + ordered(concept.notes).map { ("note", $0) }
      + concept.notations.sorted().map { ("notation", .init(language: "", text: $0)) }
  }

  private static func links(of concept: Concept) -> [(name: String, iri: String)] {
    let lists: [(String, [String])] = [
      ("broader", concept.broader), ("narrower", concept.narrower), ("related", concept.related),
      ("exactMatch", concept.exactMatches), ("closeMatch", concept.closeMatches),
      ("broadMatch", concept.broadMatches), ("narrowMatch", concept.narrowMatches),
      ("relatedMatch", concept.relatedMatches), ("inScheme", concept.inScheme.map { [$0] } ?? []),
    ]
    return lists.flatMap { name, iris in iris.sorted().map { (name, $0) } }
  }
}

extension String {
  /// Letters, then parts of letters and digits after hyphens.
  fileprivate var isLanguageTag: Bool {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    return parts.enumerated().allSatisfy { index, part in
      !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || (index > 0 && $0.isNumber)) }
    }
  }
}
