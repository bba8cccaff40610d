import Testing

@testable import EDM

@Suite("Dublin Core")
struct DublinCoreTests {
  private func dublinCore(_ content: String) -> [UInt8] {
    Array(
      """
      <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="\(KnownNamespace.dc.name)">\
      \(content)</oai_dc:dc>
      """.utf8)
  }

  private func describe(_ content: String, rights: String? = nil) throws -> DescribedRecord {
    TestRecords.describe(
      dublinCore(content),
      TestRecords.settings(
        defaults: .init(dataProvider: "Library", rights: rights), mapping: try Checkout.dublinCoreMapping()))
  }

  private static let full = """
    <dc:title xml:lang="fr"> L’église &amp; la place </dc:title><dc:creator>Anna</dc:creator>\
    <dc:type>StillImage</dc:type><dc:type xml:lang="de">Fotografie</dc:type>\
    <dc:identifier>INV-1</dc:identifier><dc:identifier>http://library.example/item/1</dc:identifier>\
    <dc:identifier>http://library.example/1.JPG?size=2</dc:identifier>\
    <dc:identifier>http://library.example/2.tif</dc:identifier>\
    <dc:rights>© Library</dc:rights><dc:rights>https://creativecommons.org/licenses/by/4.0/</dc:rights>
    """

  @Test("the mapping carries every text over and finds type, page, images and rights")
  func mapsFullRecord() throws {
    let described = try describe(Self.full)
    #expect(described.kind == .dublinCore)
    #expect(described.withheld.isEmpty, "\(described.withheld)")
    let object = try #require(described.record.first(.providedCHO))
    #expect(object.first(.dcTitle) == .literal(.init(" L’église & la place ", language: "fr")))
    #expect(object.objects(.dcIdentifier).count == 4)
    #expect(
      object.objects(.dcRights).map(\.text) == ["© Library", "https://creativecommons.org/licenses/by/4.0/"])
    #expect(described.type == "IMAGE")
    #expect(described.rights.normalised == "http://creativecommons.org/licenses/by/4.0/")
    #expect(described.about == "oai:winnow.example.org:museum:oai%3Amuseum.example%3A1")
    #expect(
      described.webResources.map { "\($0.role) \($0.address)" } == [
        "isShownBy http://library.example/1.JPG?size=2", "hasView http://library.example/2.tif",
        "isShownAt http://library.example/item/1",
      ])
    #expect(described.dublinCore?.count == 10)
    #expect(EDMWriter().write(described.record).omitted.isEmpty)
  }

  @Test(
    "edm:type only where the words leave no doubt",
    arguments: [
      ("<dc:type>http://purl.org/dc/dcmitype/MovingImage</dc:type>", "VIDEO"),
      ("<dc:type>Manuscrit</dc:type><dc:type>texte</dc:type>", "TEXT"),
      ("<dc:type>Gemälde</dc:type><dc:type>oil on canvas</dc:type>", "IMAGE"),
      ("<dc:type>Sound</dc:type>", "SOUND"),
      ("<dc:type>image</dc:type><dc:type>text</dc:type>", nil),
      ("<dc:type>PhysicalObject</dc:type>", nil),
      ("<dc:type>image|text</dc:type>", nil),
      ("", nil),
    ] as [(String, String?)])
  func mapsTypes(_ content: String, _ type: String?) throws {
    let described = try describe("<dc:title>t</dc:title>" + content)
    #expect(described.type == type)
    if type == nil { #expect(described.withheld.contains { $0.hasPrefix("edm-type") }) }
  }

  @Test("without an address or rights in the record nothing is invented")
  func inventsNothing() throws {
    let described = try describe("<dc:title>t</dc:title><dc:type>Image</dc:type><dc:rights>free</dc:rights>")
    #expect(described.withheld.map { $0.prefix(2) } == ["E5", "E8"])
    #expect(described.rights.category == .missing)
    let defaulted = try describe(
      "<dc:title>t</dc:title><dc:type>Image</dc:type><dc:identifier>http://library.example/1</dc:identifier>",
      rights: "http://rightsstatements.org/vocab/InC/1.0/")
    #expect(defaulted.withheld.isEmpty)
    #expect(defaulted.rights.defaulted)
  }

  @Test("a default is not put on a record that says something else in words, and is on one that does not")
  func defaultBesideWords() throws {
    let rest =
      "<dc:title>t</dc:title><dc:type>Image</dc:type><dc:identifier>http://library.example/1</dc:identifier>"
    let publicDomain = "http://creativecommons.org/publicdomain/mark/1.0/"
    let contrary = try describe(rest + "<dc:rights>CC BY 2.0</dc:rights>", rights: publicDomain)
    #expect(contrary.rights.category == .unknown)
    #expect(contrary.rights.original == "CC BY 2.0")
    #expect(contrary.findings.map(\.rule).contains("rights-against-default"))
    #expect(contrary.withheld.contains { $0.hasPrefix("E8") })
    for text in ["domaine public", "consultable en salle"] {
      let fitting = try describe(rest + "<dc:rights>\(text)</dc:rights>", rights: publicDomain)
      #expect(fitting.rights.defaulted)
    }
  }

  @Test("a Dublin Core record goes out with its own elements, and concepts as labels")
  func writesSourceUntouched() throws {
    let described = try describe(Self.full)
    let bytes = DublinCoreWriter().write(
      described, links: [ConceptLink(property: .dcSubject, concept: TestRecords.dog)])
    #expect(bytes.text.contains("<dc:title xml:lang=\"fr\"> L’église &amp; la place </dc:title>"))
    #expect(bytes.text.contains("<dc:subject xml:lang=\"de\">Hund</dc:subject>"))
    let again = TestRecords.describe(bytes, TestRecords.settings(mapping: try Checkout.dublinCoreMapping()))
    #expect(Array(try #require(again.dublinCore).prefix(10)) == described.dublinCore)
  }

  @Test("an EDM record is reduced to Dublin Core, links through their labels")
  func reducesEDM() throws {
    let content =
      TestRecords.object.replacing(
        "<edm:type>",
        with: """
          <dcterms:created>1901</dcterms:created><dc:creator rdf:resource="x:anna"/>\
          <dc:subject rdf:resource="http://vocab.example/1"/><edm:type>
          """)
      + "<edm:Agent rdf:about='x:anna'><skos:prefLabel xml:lang='en'>Anna</skos:prefLabel></edm:Agent>"
      + TestRecords.aggregation()
    let text = DublinCoreWriter().write(TestRecords.describe(TestRecords.rdf(content))).text
    for element in [
      "<dc:title xml:lang=\"en\">A dog</dc:title>", "<dc:creator xml:lang=\"en\">Anna</dc:creator>",
      "<dc:subject>dogs</dc:subject>", "<dc:subject>http://vocab.example/1</dc:subject>",
      "<dc:date>1901</dc:date>", "<dc:identifier>http://museum.example/1.jpg</dc:identifier>",
      "<dc:rights>http://creativecommons.org/publicdomain/mark/1.0/</dc:rights>",
    ] {
      #expect(text.contains(element), "\(element)")
    }
  }
}
