/// The namespaces of the EDM schemas, in the order in which a written record declares them.
enum KnownNamespace: UInt8, CaseIterable, Sendable {
  case rdf, edm, ore, dc, dcterms, skos, owl, ebucore, svcs, doap, wgs84, rdaGr2, foaf, cc, odrl, dqv, oa
  case schema, rdfs, dcat

  /// The conventional prefix.
  var prefix: String { Self.prefixes[Int(rawValue)] }

  private static let prefixes = [
    "rdf", "edm", "ore", "dc", "dcterms", "skos", "owl", "ebucore", "svcs", "doap", "wgs84_pos", "rdaGr2",
    "foaf", "cc", "odrl", "dqv", "oa", "schema", "rdfs", "dcat",
  ]

  /// The namespace name.
  var name: String {
    switch self {
    case .rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    case .edm: "http://www.europeana.eu/schemas/edm/"
    case .ore: "http://www.openarchives.org/ore/terms/"
    case .dc: "http://purl.org/dc/elements/1.1/"
    case .dcterms: "http://purl.org/dc/terms/"
    case .skos: "http://www.w3.org/2004/02/skos/core#"
    case .owl: "http://www.w3.org/2002/07/owl#"
    case .ebucore: "http://www.ebu.ch/metadata/ontologies/ebucore/ebucore#"
    case .svcs: "http://rdfs.org/sioc/services#"
    case .doap: "http://usefulinc.com/ns/doap#"
    case .wgs84: "http://www.w3.org/2003/01/geo/wgs84_pos#"
    case .rdaGr2: "http://rdvocab.info/ElementsGr2/"
    case .foaf: "http://xmlns.com/foaf/0.1/"
    case .cc: "http://creativecommons.org/ns#"
    case .odrl: "http://www.w3.org/ns/odrl/2/"
    case .dqv: "http://www.w3.org/ns/dqv#"
    case .oa: "http://www.w3.org/ns/oa#"
    case .schema: "https://schema.org/"
    case .rdfs: "http://www.w3.org/2000/01/rdf-schema#"
    case .dcat: "http://www.w3.org/ns/dcat#"
    }
  }
}
