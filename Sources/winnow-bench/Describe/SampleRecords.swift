/// Made-up EDM records of the external profile, some six kilobytes each, as different from one another as those of a
/// real provider: few or many files, languages, people and places, dates in every notation, and the usual slips.
///
/// The same seed gives the same records on every machine.
struct SampleRecords {
  private static let languages = ["en", "de", "fr", "nl", "es", "it", "pl", "sv", "el", "bg"]
  private static let rights = [
    "http://creativecommons.org/publicdomain/mark/1.0/", "http://creativecommons.org/publicdomain/zero/1.0/",
    "http://creativecommons.org/licenses/by/4.0/", "http://creativecommons.org/licenses/by-sa/4.0/",
    "http://creativecommons.org/licenses/by-nc-nd/3.0/de/", "http://rightsstatements.org/vocab/InC/1.0/",
    "http://rightsstatements.org/vocab/NoC-NC/1.0/", "http://rightsstatements.org/vocab/CNE/1.0/",
  ]
  /// The same statements as providers write them, which has to be mended.
  private static let looseRights = [
    "https://creativecommons.org/publicdomain/mark/1.0/", "http://creativecommons.org/licenses/by/4.0",
    "https://rightsstatements.org/page/InC/1.0/?language=en",
    "http://creativecommons.org/licenses/by-sa/4.0/deed.de",
  ]
  private static let types = ["IMAGE", "IMAGE", "IMAGE", "IMAGE", "TEXT", "TEXT", "SOUND", "VIDEO", "3D"]
  private static let extents = ["12 x 17 cm", "24 x 18 cm", "310 x 225 mm", "61 x 43 cm", "1 leaf", "28 min"]
  private static let months = ["January", "März", "avril", "maggio", "juni", "października"]

  private var words: Vocabulary
  private var number: Int

  /// - Parameter number: records are numbered from the next one on.
  init(seed: UInt64, after number: Int = 0) {
    words = Vocabulary(seed: seed)
    self.number = number
  }

  /// The next record: an `rdf:RDF` element.
  mutating func next() -> String {
    number += 1
    let base = "http://collection.example.org/item/\(1_000_000 + number)"
    let files = 1 + words.number(below: 4)
    let agents = words.number(below: 3)
    let places = words.number(below: 3)
    let concepts = words.number(below: 4)
    let times = words.number(below: 2)
    let statement = chance(8) ? words.one(of: Self.looseRights) : words.one(of: Self.rights)
    var text = Self.root
    text += object(base, agents: agents, places: places, concepts: concepts, times: times)
    for file in 0..<files { text += webResource(file, statement) }
    for agent in 0..<agents { text += self.agent("\(base)#agent\(agent)") }
    for place in 0..<places { text += self.place("\(base)#place\(place)") }
    for time in 0..<times { text += self.time("\(base)#time\(time)") }
    for concept in 0..<concepts { text += self.concept(concept) }
    return text + aggregation(base, files: files, statement) + "</rdf:RDF>"
  }

  private static let root = """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" \
    xmlns:dcterms="http://purl.org/dc/terms/" xmlns:edm="http://www.europeana.eu/schemas/edm/" \
    xmlns:ore="http://www.openarchives.org/ore/terms/" xmlns:skos="http://www.w3.org/2004/02/skos/core#" \
    xmlns:ebucore="http://www.ebu.ch/metadata/ontologies/ebucore/ebucore#" \
    xmlns:svcs="http://rdfs.org/sioc/services#" xmlns:wgs84_pos="http://www.w3.org/2003/01/geo/wgs84_pos#" \
    xmlns:rdaGr2="http://rdvocab.info/ElementsGr2/" xmlns:owl="http://www.w3.org/2002/07/owl#">

    """

  // MARK: Object

  private mutating func object(
    _ base: String, agents: Int, places: Int, concepts: Int, times: Int
  ) -> String {
    let type = words.one(of: Self.types)
    var text = "  <edm:ProvidedCHO rdf:about=\"\(base)\">\n"
    for agent in 0..<agents { text += link("dc:creator", "\(base)#agent\(agent)") }
    if agents == 0 || chance(30) { text += element("dc:creator", name(), language()) }
    if chance(20) { text += element("dc:contributor", name()) }
    if chance(15) { text += element("dc:coverage", words.text(2), language()) }
    if chance(70) { text += element("dc:date", date()) }
    for _ in 0..<(1 + words.number(below: 2)) { text += element("dc:description", prose(), language()) }
    if chance(60) { text += element("dc:format", words.text(2), "en") }
    text += element("dc:identifier", "INV-\(number)/\(words.number(below: 900))")
    if type == "TEXT" || chance(50) { text += element("dc:language", chance(8) ? "German" : language()) }
    text += element("dc:publisher", "Collection of Examples, Department \(words.number(below: 9))", "en")
    if chance(50) { text += element("dc:rights", words.text(6)) }
    if chance(40) { text += element("dc:source", words.text(5), language()) }
    for _ in 0..<(1 + words.number(below: 5)) { text += element("dc:subject", words.text(2), language()) }
    for concept in 0..<concepts { text += link("dc:subject", conceptName(concept)) }
    for _ in 0..<(1 + words.number(below: 2)) {
      text += element("dc:title", words.text(3 + words.number(below: 9)), language())
    }
    text += element("dc:type", words.text(1), chance(70) ? language() : nil)
    if chance(50) {
      text += link("dc:type", "http://vocab.getty.edu/aat/3000\(10_000 + words.number(below: 69_000))")
    }
    if chance(25) { text += element("dcterms:alternative", words.text(5), language()) }
    if chance(60) { text += element("dcterms:created", date()) }
    if chance(60) { text += element("dcterms:extent", words.one(of: Self.extents), "en") }
    text += element("dcterms:isPartOf", words.text(4), language())
    if chance(25) { text += element("dcterms:issued", date()) }
    if chance(70) { text += element("dcterms:medium", words.text(2), language()) }
    if chance(60) { text += element("dcterms:provenance", words.text(12), language()) }
    for place in 0..<places { text += link("dcterms:spatial", "\(base)#place\(place)") }
    if places == 0 { text += element("dcterms:spatial", words.text(1), language()) }
    for time in 0..<times { text += link("dcterms:temporal", "\(base)#time\(time)") }
    if chance(15) { text += element("dcterms:temporal", date()) }
    if chance(30) { text += element("edm:currentLocation", words.text(2), language()) }
    return text + element("edm:type", type) + "  </edm:ProvidedCHO>\n"
  }

  // MARK: Files

  private func fileName(_ file: Int) -> String {
    "http://images.example.org/iiif/\(number)_\(file)/full/full/0/default.jpg"
  }

  private mutating func webResource(_ file: Int, _ statement: String) -> String {
    var text = "  <edm:WebResource rdf:about=\"\(fileName(file))\">\n"
    if chance(50) { text += element("dc:description", words.text(6), language()) }
    text += element("dc:format", "image/jpeg")
    if chance(40) { text += element("dc:rights", words.text(4)) }
    if chance(50) {
      let width = 800 + words.number(below: 3000)
      text += element("dcterms:extent", "\(width) x \(600 + words.number(below: 2500))")
    }
    text += link("edm:rights", statement)
    text += element("ebucore:hasMimeType", "image/jpeg")
    text += link("dcterms:isReferencedBy", "http://images.example.org/iiif/\(number)/manifest.json")
    text += link("svcs:has_service", "http://images.example.org/iiif/\(number)_\(file)")
    return text + "  </edm:WebResource>\n"
  }

  private mutating func aggregation(_ base: String, files: Int, _ statement: String) -> String {
    var text = "  <ore:Aggregation rdf:about=\"\(base)#aggregation\">\n"
    text += link("edm:aggregatedCHO", base)
    text += element("edm:dataProvider", "Museum \(words.number(below: 40))", language())
    for file in 1..<max(1, files) { text += link("edm:hasView", fileName(file)) }
    text += link("edm:isShownAt", "\(base)?lang=en&amp;view=\(number % 3)")
    text += link("edm:isShownBy", fileName(0))
    text += link("edm:object", "http://images.example.org/iiif/\(number)_0/full/400,/0/default.jpg")
    text += element("edm:provider", "Aggregator of Examples", "en")
    return text + link("edm:rights", statement) + "  </ore:Aggregation>\n"
  }

  // MARK: Contexts

  private mutating func agent(_ name: String) -> String {
    var text = "  <edm:Agent rdf:about=\"\(name)\">\n" + labels(3)
    if chance(30) { text += element("skos:altLabel", words.text(3), language()) }
    let birth = 1500 + words.number(below: 400)
    text += element("edm:begin", "\(birth)") + element("edm:end", "\(birth + 20 + words.number(below: 60))")
    if chance(50) { text += element("rdaGr2:dateOfBirth", "\(birth)-0\(1 + words.number(below: 9))-12") }
    text += link("owl:sameAs", "http://d-nb.info/gnd/1\(words.number(below: 9_999_999))")
    return text + "  </edm:Agent>\n"
  }

  private mutating func place(_ name: String) -> String {
    var text = "  <edm:Place rdf:about=\"\(name)\">\n"
    text += element("wgs84_pos:lat", "\(36 + words.number(below: 30)).\(words.number(below: 9999))")
    text += element("wgs84_pos:long", "\(words.number(below: 30)).\(words.number(below: 9999))") + labels(3)
    if chance(40) { text += element("skos:note", words.text(8), language()) }
    return text + "  </edm:Place>\n"
  }

  private mutating func time(_ name: String) -> String {
    let year = 1400 + words.number(below: 550)
    return "  <edm:TimeSpan rdf:about=\"\(name)\">\n" + labels(2) + element("edm:begin", "\(year)")
      + element("edm:end", "\(year + words.number(below: 90))") + "  </edm:TimeSpan>\n"
  }

  private func conceptName(_ concept: Int) -> String {
    "http://vocabulary.example.org/concept/\(10_000 + (number * 7 + concept) % 50_000)"
  }

  private mutating func concept(_ concept: Int) -> String {
    var text = "  <skos:Concept rdf:about=\"\(conceptName(concept))\">\n" + labels(5)
    if chance(40) { text += element("skos:note", words.text(10), language()) }
    text += link("skos:exactMatch", "http://vocab.getty.edu/aat/3000\(10_000 + words.number(below: 89_000))")
    return text + "  </skos:Concept>\n"
  }

  /// Labels in up to that many languages, each once.
  private mutating func labels(_ most: Int) -> String {
    let first = words.number(below: Self.languages.count)
    return (0...words.number(below: most)).map { offset in
      element(
        "skos:prefLabel", words.text(1 + offset % 2), Self.languages[(first + offset) % Self.languages.count])
    }
    .joined()
  }

  // MARK: Values

  private mutating func chance(_ percent: Int) -> Bool { words.number(below: 100) < percent }

  private mutating func language() -> String {
    chance(3) ? "ger" : words.one(of: Self.languages)
  }

  private mutating func name() -> String {
    "\(words.text(1)), \(words.text(1)) (\(1600 + words.number(below: 300))-\(1700 + words.number(below: 300)))"
  }

  /// A paragraph; some hold mark-up, references and stray white space, as exports of databases do.
  private mutating func prose() -> String {
    var text = words.text(25 + words.number(below: 60))
    if chance(20) { text += " &amp; " + words.text(3) }
    if chance(6) { text += " &lt;i&gt;\(words.text(2))&lt;/i&gt;" }
    if chance(6) { text += "  " + words.text(2) + "\n      " + words.text(3) }
    return text + "."
  }

  private mutating func date() -> String {
    let year = 1400 + words.number(below: 600)
    switch words.number(below: 12) {
    case 0...4: return String(year)
    case 5: return "\(year)-0\(1 + words.number(below: 9))-1\(words.number(below: 9))"
    case 6: return "\(year)-\(year + words.number(below: 40))"
    case 7: return "ca. \(year)"
    case 8: return "\(1 + words.number(below: 28)) \(words.one(of: Self.months)) \(year)"
    case 9: return "\(15 + words.number(below: 5))th century"
    case 10: return "\(1 + words.number(below: 28)).\(1 + words.number(below: 12)).\(year)"
    default: return "undatiert"
    }
  }

  // MARK: Markup

  private func element(_ name: String, _ text: String, _ language: String? = nil) -> String {
    "    <\(name)\(language.map { " xml:lang=\"\($0)\"" } ?? "")>\(text)</\(name)>\n"
  }

  private func link(_ name: String, _ address: String) -> String {
    "    <\(name) rdf:resource=\"\(address)\"/>\n"
  }
}
