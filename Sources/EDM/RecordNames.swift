internal import XMLCodec

/// The names that reading a record meets, with small numbers: first the properties, then the classes, then the
/// names of the RDF syntax and of Dublin Core records.
enum RecordNames {
  /// Names that are neither property nor class.
  enum Syntax: Int32, CaseIterable {
    case rdf, description, about, id, nodeID, resource, datatype, parseType, language, base
    case plainAbout, plainResource
    case wasGeneratedBy, confidenceLevel
    case dublinCore

    var name: (namespace: String, local: String) {
      let rdf = KnownNamespace.rdf.name
      let xml = "http://www.w3.org/XML/1998/namespace"
      return switch self {
      case .rdf: (rdf, "RDF")
      case .description: (rdf, "Description")
      case .about: (rdf, "about")
      case .id: (rdf, "ID")
      case .nodeID: (rdf, "nodeID")
      case .resource: (rdf, "resource")
      case .datatype: (rdf, "datatype")
      case .parseType: (rdf, "parseType")
      case .language: (xml, "lang")
      case .base: (xml, "base")
      case .plainAbout: ("", "about")
      case .plainResource: ("", "resource")
      case .wasGeneratedBy: (KnownNamespace.edm.name, "wasGeneratedBy")
      case .confidenceLevel: (KnownNamespace.edm.name, "confidenceLevel")
      case .dublinCore: ("http://www.openarchives.org/OAI/2.0/oai_dc/", "dc")
      }
    }

    /// The number of the name on a tape.
    var number: Int32 { RecordNames.firstSyntax + rawValue }
  }

  static let firstClass = Int32(KnownProperty.allCases.count)
  static let firstSyntax = firstClass + Int32(KnownClass.allCases.count)

  static let table = XMLNameTable(
    KnownProperty.allCases.map { ($0.facts.namespace.name, $0.facts.local) }
      + KnownClass.allCases.map { ($0.namespace.name, $0.local) }
      + Syntax.allCases.map(\.name))

  static func property(_ number: Int32) -> KnownProperty? {
    number < firstClass ? KnownProperty(rawValue: UInt8(truncatingIfNeeded: number)) : nil
  }

  static func resourceClass(_ number: Int32) -> KnownClass? {
    (firstClass..<firstSyntax).contains(number) ? KnownClass(rawValue: UInt8(number - firstClass)) : nil
  }

  static func syntax(_ number: Int32) -> Syntax? {
    number < firstSyntax ? nil : Syntax(rawValue: number - firstSyntax)
  }
}
