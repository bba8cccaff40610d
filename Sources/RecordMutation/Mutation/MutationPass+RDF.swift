/// Damages of what RDF makes of the mark-up: names, links, languages.
extension MutationPass {
  mutating func damageRDF(_ mutation: Mutation) {
    let scan = MarkupScan(bytes)
    // In other formats an attribute of RDF is only a prefix without a namespace.
    guard scan.indices(.start).contains(where: { text(scan, scan.name(at: $0)).hasSuffix("RDF") }) else {
      return replaceValues(.hostileText)
    }
    switch mutation {
    case .namedAnew:
      guard let (_, attribute) = randomAttribute(scan, where: { $0.hasSuffix(":about") }) else { return }
      let value = generator.chance(50) ? HostileText.address(&generator) : text(scan, attribute.value)
      replace(attribute.value, with: value.escaped)
      replace(
        attribute.name, with: generator.pick(["rdf:ID", "rdf:nodeID", "about", "rdf:resource", "rdf:about"]))
    case .blankNode:
      guard let (_, attribute) = randomAttribute(scan, where: { $0.hasPrefix("rdf:") }) else { return }
      replace(attribute.value, with: generator.pick(["b1", "_:b1", "", "#", "_:node-b1", "1 2"]))
      replace(attribute.name, with: generator.pick(["rdf:nodeID", "rdf:ID", "rdf:about"]))
    case .cycle: addCycle(scan)
    case .parseType:
      addAttribute(
        "rdf:parseType=\"\(generator.pick(["Resource", "Literal", "Collection", "", "x"]))\"", scan)
    case .linkAndText:
      addAttribute("rdf:resource=\"\(HostileText.address(&generator).escaped)\"", scan)
    case .languageAbuse:
      let language =
        generator.chance(20) ? HostileText.text(&generator) : generator.pick(HostileText.languages)
      if generator.chance(50), let (_, attribute) = randomAttribute(scan, where: { $0 == "xml:lang" }) {
        replace(attribute.value, with: language.escaped)
      } else {
        addAttribute("xml:lang=\"\(language.escaped)\"", scan)
      }
    case .datatypeAbuse:
      let types = ["http://www.w3.org/2001/XMLSchema#gYear", "", "x y", "xsd:date", "%zz", "\u{202E}"]
      addAttribute("rdf:datatype=\"\(generator.pick(types))\"", scan)
    case .nestedResource:
      let tags = scan.indices(.start, .empty)
      guard !tags.isEmpty, let place = placeInside(scan) else { return }
      insert(bytes[scan.element(at: generator.pick(tags))].prefix(20_000), at: place)
    default: return
    }
  }

  private mutating func addAttribute(_ attribute: String, _ scan: MarkupScan) {
    let tags = scan.indices(.start, .empty)
    guard !tags.isEmpty else { return }
    insert(" " + attribute, at: scan.name(at: generator.pick(tags)).upperBound)
  }

  /// Resources that lead to each other and to themselves.
  private mutating func addCycle(_ scan: MarkupScan) {
    let properties = [
      "skos:broader", "skos:exactMatch", "edm:isNextInSequence", "dcterms:isPartOf", "ore:proxyFor",
      "ore:lineage", "ore:proxyIn", "edm:aggregatedCHO", "dqv:hasQualityAnnotation", "odrl:inheritFrom",
      "edm:isShownBy", "dc:type",
    ]
    let classes = [
      "skos:Concept", "edm:WebResource", "edm:ProvidedCHO", "ore:Proxy", "ore:Aggregation", "edm:Place",
      "dqv:QualityAnnotation", "cc:License", "edm:EuropeanaAggregation", "rdf:Description", "edm:Agent",
    ]
    let count = 1 + generator.below(5)
    var cycle = ""
    for index in 0..<count {
      let (kind, property) = (generator.pick(classes), generator.pick(properties))
      let next = generator.chance(80) ? (index + 1) % count : index
      cycle +=
        "<\(kind) rdf:about=\"urn:cycle:\(index)\"><\(property) rdf:resource=\"urn:cycle:\(next)\"/></\(kind)>"
    }
    let roots = scan.indices(.start).filter { text(scan, scan.name(at: $0)).hasSuffix("RDF") }
    guard let root = roots.first else { return }
    insert(cycle, at: scan.tokens[root].range.upperBound)
    declarePrefixes(at: scan.tokens[root].range, scan)
  }

  /// Declares the prefixes of inserted elements that a root does not declare.
  mutating func declarePrefixes(at root: Range<Int>, _ scan: MarkupScan) {
    let tag = text(scan, root)
    let nameEnd = bytes[root].firstIndex { $0 <= 32 || $0 == UInt8(ascii: ">") } ?? root.upperBound
    let missing = Self.prefixes.filter { !tag.contains("xmlns:\($0.prefix)=") }
    insert(missing.map { " xmlns:\($0.prefix)=\"\($0.namespace)\"" }.joined(), at: nameEnd)
  }

  private static let prefixes: [(prefix: String, namespace: String)] = [
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"), ("edm", "http://www.europeana.eu/schemas/edm/"),
    ("ore", "http://www.openarchives.org/ore/terms/"), ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("dc", "http://purl.org/dc/elements/1.1/"), ("dcterms", "http://purl.org/dc/terms/"),
    ("dqv", "http://www.w3.org/ns/dqv#"), ("cc", "http://creativecommons.org/ns#"),
    ("odrl", "http://www.w3.org/ns/odrl/2/"),
  ]
}

extension String {
  /// The text as it may stand in an attribute.
  var escaped: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
