import Foundation
import XMLCodec

@testable import EDM

/// Where the checkout and, beside it, the shared samples are.
enum Checkout {
  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let samples = root.deletingLastPathComponent().appendingPathComponent("shared/data/edm")
  static let schema = samples.appendingPathComponent("europeana+metis-schema/xsd/EDM.xsd")
  static let rights = samples.appendingPathComponent("_samples/rights_normalised_expected.tsv")
  static let listing = samples.appendingPathComponent("EDM_RECORDS_VALIDATION.tsv")

  static func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

  static var xmllint: URL? {
    ["/usr/bin/xmllint", "/usr/local/bin/xmllint"].map(URL.init(fileURLWithPath:)).first(where: exists)
  }

  static func dublinCoreMapping() throws -> XSLTStylesheet {
    let file = root.appendingPathComponent("Mappings/oai_dc-to-edm.xsl")
    return try XSLTStylesheet(source: Array(try Data(contentsOf: file)), name: file.lastPathComponent)
  }
}

/// Small records, made up for the tests.
enum TestRecords {
  static let namespaces =
    KnownNamespace.allCases.map { "xmlns:\($0.prefix)=\"\($0.name)\"" }.joined(separator: " ")

  static func rdf(_ content: String) -> [UInt8] {
    Array("<rdf:RDF \(namespaces)>\(content)</rdf:RDF>".utf8)
  }

  static let object = """
    <edm:ProvidedCHO rdf:about="http://museum.example/1">\
    <dc:title xml:lang="en">A dog</dc:title><dc:subject>dogs</dc:subject><edm:type>IMAGE</edm:type>\
    </edm:ProvidedCHO>
    """

  static func aggregation(
    rights: String = "<edm:rights rdf:resource=\"http://creativecommons.org/publicdomain/mark/1.0/\"/>",
    links: String = "<edm:isShownBy rdf:resource=\"http://museum.example/1.jpg\"/>",
    names: String = "<edm:dataProvider>Museum</edm:dataProvider><edm:provider>Hub</edm:provider>"
  ) -> String {
    """
    <ore:Aggregation rdf:about="http://museum.example/1#agg">\
    <edm:aggregatedCHO rdf:resource="http://museum.example/1"/>\(names)\(links)\(rights)</ore:Aggregation>
    """
  }

  static func settings(
    defaults: DescribeSettings.Defaults = .init(), mapping: XSLTStylesheet? = nil, rules: [MediaRule] = [],
    validity: DescribeSettings.Validity = .schematron
  ) -> DescribeSettings {
    DescribeSettings(
      providerID: "museum", providerName: "Museum of Examples", defaults: defaults,
      mapping: mapping.map { .stylesheet($0) },
      mediaRules: rules, idPrefix: "oai:winnow.example.org", validity: validity)
  }

  static func describe(_ metadata: [UInt8], _ settings: DescribeSettings = settings()) -> DescribedRecord {
    RecordDescriber(settings: settings).describe(metadata: metadata, identifier: "oai:museum.example:1")
  }

  static let dog = Concept(
    iri: "http://www.wikidata.org/entity/Q144",
    prefLabels: [.init(language: "en", text: "dog"), .init(language: "de", text: "Hund")],
    exactMatches: ["http://vocab.getty.edu/aat/300250130"], inScheme: "http://www.wikidata.org/")
}

extension [UInt8] {
  var text: String { String(decoding: self, as: UTF8.self) }
}

extension [Finding] {
  var rules: Set<String> { Set<String>(map(\.rule)) }
}
