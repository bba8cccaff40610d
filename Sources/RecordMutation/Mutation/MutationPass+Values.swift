/// Hostile texts and amounts.
extension MutationPass {
  mutating func replaceValues(_ mutation: Mutation) {
    let scan = MarkupScan(bytes)
    if mutation == .hostileAttribute {
      guard let (_, attribute) = randomAttribute(scan) else { return }
      replace(attribute.value, with: HostileText.any(&generator).escaped)
      return
    }
    let texts = scan.filledTexts
    guard !texts.isEmpty else { return }
    let range = generator.pick(texts)
    switch mutation {
    case .hostileText: replace(range, with: HostileText.text(&generator).escaped)
    case .hostileDate:
      let dates = scan.indices(.text).filter { isDate(scan, $0) }.map { scan.tokens[$0].range }
      let place = dates.isEmpty ? range : generator.pick(dates)
      replace(place, with: HostileText.date(&generator).escaped)
    case .hostileAddress:
      if generator.chance(60),
        let (_, attribute) = randomAttribute(
          scan, where: { $0.hasSuffix("resource") || $0.hasSuffix("about") || $0.hasSuffix("href") })
      {
        replace(attribute.value, with: HostileText.address(&generator).escaped)
      } else {
        replace(range, with: HostileText.address(&generator).escaped)
      }
    default: return
    }
  }

  private func isDate(_ scan: MarkupScan, _ index: Int) -> Bool {
    guard index > 0, scan.tokens[index - 1].kind == .start else { return false }
    let name = text(scan, scan.name(at: index - 1))
    return ["ate", "created", "issued", "temporal", "begin", "end", "coverage", "stamp"].contains {
      name.hasSuffix($0)
    }
  }

  mutating func addAmounts(_ mutation: Mutation) {
    let scan = MarkupScan(bytes)
    let tags = scan.indices(.start, .empty)
    guard !tags.isEmpty else { return }
    let index = generator.pick(tags)
    let afterName = scan.name(at: index).upperBound
    switch mutation {
    case .deepNesting:
      guard let place = placeInside(scan) else { return }
      let names = ["a", "div", "rdf:Description", "dc:title", "edm:Agent", "skos:Concept"]
      let name = generator.pick(names)
      let levels = generator.chance(40) ? 100 + generator.below(200) : 10_000 + generator.below(90_000)
      let count = amount(upTo: levels, of: 2 * name.utf8.count + 5)
      let isClosed = generator.chance(80)
      insert(
        String(repeating: "<\(name)>", count: count) + "x"
          + (isClosed ? String(repeating: "</\(name)>", count: count) : ""), at: place)
    case .manyAttributes:
      let count = amount(upTo: 1_000 + generator.below(120_000), of: 12)
      insert((0..<count).map { " a\($0)=\"\"" }.joined(), at: afterName)
    case .manyNamespaces:
      let count = amount(upTo: 1_000 + generator.below(40_000), of: 26)
      insert((0..<count).map { " xmlns:n\($0)=\"urn:n:\($0)\"" }.joined(), at: afterName)
    case .hugeText:
      guard let place = placeInside(scan) else { return }
      let unit = HostileText.text(&generator).escaped
      let count = amount(upTo: (1 << 20) / max(1, unit.utf8.count), of: unit.utf8.count)
      insert(String(repeating: unit, count: count), at: place)
    case .hugeAttribute:
      guard let (_, attribute) = randomAttribute(scan) else { return }
      let unit = HostileText.any(&generator).escaped
      let count = amount(upTo: (1 << 20) / max(1, unit.utf8.count), of: unit.utf8.count)
      insert(String(repeating: unit, count: count), at: attribute.value.lowerBound)
    case .manyElements:
      let element = scan.element(at: index)
      let count = amount(upTo: 500 + generator.below(20_000), of: element.count)
      insert(Array(repeatElement(bytes[element], count: count).joined()), at: element.upperBound)
    case .manyResources: addResources(scan)
    default: return
    }
  }

  /// Thousands of resources, of one name or of many, that lead to each other.
  private mutating func addResources(_ scan: MarkupScan) {
    let roots = scan.indices(.start).filter { text(scan, scan.name(at: $0)).hasSuffix("RDF") }
    guard let root = roots.first else { return }
    let classes = [
      "edm:WebResource", "skos:Concept", "edm:Agent", "ore:Proxy", "edm:ProvidedCHO", "ore:Aggregation",
    ]
    let properties = [
      "dc:title", "skos:prefLabel", "edm:rights", "dc:identifier", "edm:hasView", "dc:relation",
    ]
    let (kind, property) = (generator.pick(classes), generator.pick(properties))
    let hasOneName = generator.chance(40)
    let isLinked = generator.chance(50)
    let count = amount(upTo: 200 + generator.below(20_000), of: 110)
    var resources = ""
    for index in 0..<count {
      let name = hasOneName ? "urn:r" : "urn:r:\(index)"
      resources += "<\(kind) rdf:about=\"\(name)\">"
      resources +=
        isLinked
        ? "<\(property) rdf:resource=\"urn:r:\(index / 2)\"/>" : "<\(property)>t\(index)</\(property)>"
      resources += "</\(kind)>"
    }
    insert(resources, at: scan.tokens[root].range.upperBound)
    declarePrefixes(at: scan.tokens[root].range, scan)
  }
}
