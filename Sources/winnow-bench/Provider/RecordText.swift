/// Made-up records in the shape and size of real ones.
///
/// `@` stands for the item's number, seven digits, and `~` for the datestamp: the places where one record differs from
/// its twin some thousand records later.
struct RecordText {
  private static let rights = [
    "http://creativecommons.org/publicdomain/mark/1.0/", "http://rightsstatements.org/vocab/InC/1.0/",
    "http://creativecommons.org/licenses/by-sa/4.0/",
  ]
  private static let extents = [
    "12 x 17 cm", "24 x 18 cm", "310 x 225 mm", "61 x 43 cm", "1 leaf", "2 leaves",
  ]

  private var words: Vocabulary

  init(seed: UInt64) { words = Vocabulary(seed: seed) }

  /// The `record` element of an item; every fiftieth is deleted.
  mutating func record(_ item: Int, in format: RecordFormat) -> String {
    let deleted = item % 50 == 49
    let header = """
      <header\(deleted ? " status=\"deleted\"" : "")><identifier>oai:collection.example.org:item_@</identifier>\
      <datestamp>~</datestamp><setSpec>collection:\(item % 17)</setSpec></header>
      """
    guard !deleted else { return "<record>\(header)</record>" }
    let metadata =
      switch format {
      case .edm: edm(item)
      case .dublinCore: dublinCore(item)
      }
    return "<record>\(header)<metadata>\(metadata)</metadata></record>"
  }

  private mutating func dublinCore(_ item: Int) -> String {
    let year = 1600 + item % 400
    return """
      <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" \
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
      xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ \
      http://www.openarchives.org/OAI/2.0/oai_dc.xsd"><dc:title>\(words.text(8))</dc:title>\
      <dc:creator>\(words.text(2))</dc:creator><dc:creator>\(words.text(2))</dc:creator>\
      <dc:subject>\(words.text(2))</dc:subject><dc:subject>\(words.text(1))</dc:subject>\
      <dc:description>\(words.text(54)) &lt;i&gt;\(words.text(4))&lt;/i&gt;</dc:description>\
      <dc:publisher>Collection of Examples, Department \(item % 9)</dc:publisher><dc:date>\(year)</dc:date>\
      <dc:type>Image</dc:type><dc:type>StillImage</dc:type><dc:format>image/jpeg</dc:format>\
      <dc:format>\(words.one(of: Self.extents))</dc:format>\
      <dc:identifier>http://collection.example.org/item/@</dc:identifier>\
      <dc:identifier>http://images.example.org/@.jpg</dc:identifier><dc:source>\(words.text(6))</dc:source>\
      <dc:language>de</dc:language><dc:coverage>\(words.text(3))</dc:coverage>\
      <dc:rights>\(Self.rights[item % 3])</dc:rights></oai_dc:dc>
      """
  }

  private mutating func edm(_ item: Int) -> String {
    """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" \
    xmlns:dcterms="http://purl.org/dc/terms/" xmlns:edm="http://www.europeana.eu/schemas/edm/" \
    xmlns:ore="http://www.openarchives.org/ore/terms/" xmlns:skos="http://www.w3.org/2004/02/skos/core#" \
    xmlns:ebucore="http://www.ebu.ch/metadata/ontologies/ebucore/ebucore#" \
    xmlns:svcs="http://rdfs.org/sioc/services#" xmlns:doap="http://usefulinc.com/ns/doap#" \
    xmlns:wgs84_pos="http://www.w3.org/2003/01/geo/wgs84_pos#" xmlns:owl="http://www.w3.org/2002/07/owl#">\
    \(object(item))\(webResource(item, 0))\(webResource(item, 1))\(webResource(item, 2))\(agent(item))\
    \(placeAndTime(item))\(concept(item, 0))\(concept(item, 1))\(aggregation(item))</rdf:RDF>
    """
  }

  private mutating func object(_ item: Int) -> String {
    let year = 1600 + item % 400
    return """
      <edm:ProvidedCHO rdf:about="http://collection.example.org/item/@#object">\
      <dc:creator rdf:resource="http://collection.example.org/item/@#agent"/>\
      <dc:creator xml:lang="de">\(words.text(3))</dc:creator><dc:date>\(year)</dc:date>\
      <dc:description xml:lang="en">\(words.text(52))</dc:description>\
      <dc:description xml:lang="de">\(words.text(50)) &amp; \(words.text(4))</dc:description>\
      <dc:identifier>INV-@</dc:identifier><dc:language>de</dc:language>\
      <dc:publisher xml:lang="en">Collection of Examples, Department \(item % 9)</dc:publisher>\
      <dc:rights>\(words.text(6))</dc:rights><dc:subject xml:lang="en">\(words.text(2))</dc:subject>\
      <dc:subject xml:lang="de">\(words.text(2))</dc:subject><dc:subject xml:lang="fr">\(words.text(2))</dc:subject>\
      <dc:subject rdf:resource="http://vocab.getty.edu/aat/3000\(10_000 + item * 7 % 89_000)"/>\
      <dc:title xml:lang="de">\(words.text(9))</dc:title><dc:title xml:lang="en">\(words.text(9))</dc:title>\
      <dc:type xml:lang="en">\(words.text(1))</dc:type>\
      <dc:type rdf:resource="http://vocab.getty.edu/aat/3000\(10_000 + item * 3 % 69_000)"/>\
      <dcterms:created>\(year)</dcterms:created>\
      <dcterms:extent xml:lang="en">\(words.one(of: Self.extents))</dcterms:extent>\
      <dcterms:isPartOf xml:lang="en">\(words.text(4))</dcterms:isPartOf>\
      <dcterms:medium xml:lang="en">\(words.text(2))</dcterms:medium>\
      <dcterms:provenance xml:lang="en">\(words.text(12))</dcterms:provenance>\
      <dcterms:spatial rdf:resource="http://collection.example.org/item/@#place"/>\
      <dcterms:temporal rdf:resource="http://collection.example.org/item/@#time"/>\
      <edm:type>IMAGE</edm:type></edm:ProvidedCHO>
      """
  }

  private mutating func webResource(_ item: Int, _ part: Int) -> String {
    """
    <edm:WebResource rdf:about="http://images.example.org/iiif/@_\(part)/full/full/0/default.jpg">\
    <dc:description xml:lang="en">\(words.text(6))</dc:description><dc:format>image/jpeg</dc:format>\
    <dc:rights>\(words.text(4))</dc:rights>\
    <dcterms:extent>\(2000 + words.number(below: 3000)) x \(1500 + words.number(below: 2500))</dcterms:extent>\
    <dcterms:isReferencedBy rdf:resource="http://images.example.org/iiif/@/manifest.json"/>\
    <ebucore:hasMimeType>image/jpeg</ebucore:hasMimeType><edm:rights rdf:resource="\(Self.rights[item % 3])"/>\
    <svcs:has_service rdf:resource="http://images.example.org/iiif/@_\(part)"/></edm:WebResource>
    """
  }

  private mutating func agent(_ item: Int) -> String {
    """
    <edm:Agent rdf:about="http://collection.example.org/item/@#agent">\
    <skos:prefLabel xml:lang="de">\(words.text(2))</skos:prefLabel>\
    <skos:prefLabel xml:lang="en">\(words.text(2))</skos:prefLabel>\
    <skos:altLabel xml:lang="en">\(words.text(3))</skos:altLabel><edm:begin>\(1500 + item % 400)</edm:begin>\
    <edm:end>\(1560 + item % 400)</edm:end><owl:sameAs rdf:resource="http://d-nb.info/gnd/1\(words.number(below: 9_999_999))"/>\
    </edm:Agent>
    """
  }

  private mutating func placeAndTime(_ item: Int) -> String {
    """
    <edm:Place rdf:about="http://collection.example.org/item/@#place">\
    <wgs84_pos:lat>\(40 + words.number(below: 20)).\(words.number(below: 9999))</wgs84_pos:lat>\
    <wgs84_pos:long>\(words.number(below: 30)).\(words.number(below: 9999))</wgs84_pos:long>\
    <skos:prefLabel xml:lang="en">\(words.text(1))</skos:prefLabel>\
    <skos:note xml:lang="en">\(words.text(8))</skos:note></edm:Place>\
    <edm:TimeSpan rdf:about="http://collection.example.org/item/@#time">\
    <skos:prefLabel xml:lang="en">\(words.text(3))</skos:prefLabel><edm:begin>\(1600 + item % 400)</edm:begin>\
    <edm:end>\(1610 + item % 400)</edm:end></edm:TimeSpan>
    """
  }

  private mutating func concept(_ item: Int, _ part: Int) -> String {
    """
    <skos:Concept rdf:about="http://vocabulary.example.org/concept/\(10_000 + (item * 7 + part) % 50_000)">\
    <skos:prefLabel xml:lang="en">\(words.text(2))</skos:prefLabel>\
    <skos:prefLabel xml:lang="de">\(words.text(2))</skos:prefLabel>\
    <skos:exactMatch rdf:resource="http://vocab.getty.edu/aat/3000\(10_000 + item * 11 % 89_000)"/></skos:Concept>
    """
  }

  private func aggregation(_ item: Int) -> String {
    """
    <ore:Aggregation rdf:about="http://collection.example.org/item/@#aggregation">\
    <edm:aggregatedCHO rdf:resource="http://collection.example.org/item/@#object"/>\
    <edm:dataProvider xml:lang="de">Museum \(item % 40)</edm:dataProvider>\
    <edm:hasView rdf:resource="http://images.example.org/iiif/@_1/full/full/0/default.jpg"/>\
    <edm:hasView rdf:resource="http://images.example.org/iiif/@_2/full/full/0/default.jpg"/>\
    <edm:isShownAt rdf:resource="http://collection.example.org/item/@"/>\
    <edm:isShownBy rdf:resource="http://images.example.org/iiif/@_0/full/full/0/default.jpg"/>\
    <edm:object rdf:resource="http://images.example.org/iiif/@_0/full/400,/0/default.jpg"/>\
    <edm:provider xml:lang="en">Aggregator of Examples</edm:provider>\
    <edm:rights rdf:resource="\(Self.rights[item % 3])"/></ore:Aggregation>
    """
  }
}
