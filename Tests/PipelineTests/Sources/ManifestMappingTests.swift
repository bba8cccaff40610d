import EDM
import Foundation
import IIIF
import Testing
import WinnowConfiguration
import XMLCodec

@testable import Pipeline

private let project = URL(filePath: #filePath).resolvingSymlinksInPath()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// Recorded manifests of real services beside the checkout, where they are at hand.
private let recordings: [URL] = [
  "IIIF+api", "IIIF+presentation-validator", "IIIF-Commons+parser",
  "europeana+rd-data-aggregation-lab/wellcome-manifests-v2",
]
.flatMap { folder -> [URL] in
  let files = FileManager.default.enumerator(
    at: project.appending(path: "../shared/data/edm/" + folder).standardizedFileURL,
    includingPropertiesForKeys: nil)
  return (files?.compactMap { $0 as? URL } ?? []).filter {
    $0.pathExtension == "json" || $0.pathExtension == ""
  }
}.sorted { $0.path < $1.path }

@Suite("Manifests as EDM")
struct ManifestMappingTests {
  private let mapping: XSLTStylesheet

  init() throws {
    let file = project.appending(path: "Mappings/iiif-to-edm.xsl")
    mapping = try XSLTStylesheet(source: Array(try Data(contentsOf: file)), name: file.lastPathComponent)
  }

  private func describe(_ json: String, type: String? = "IMAGE", rights: String? = nil) throws
    -> DescribedRecord
  {
    try describe(Array(json.utf8), type: type, rights: rights)
  }

  private func describe(_ json: [UInt8], type: String?, rights: String? = nil) throws -> DescribedRecord {
    let manifest = try ManifestRecord(json: json)
    let describer = RecordDescriber(
      settings: DescribeSettings(
        providerID: "museum", providerName: "Verbund",
        defaults: .init(dataProvider: "Museum", rights: rights, type: type), mapping: .stylesheet(mapping),
        idPrefix: "oai:hub.example"))
    return describer.describe(metadata: manifest.metadata, identifier: manifest.identifier)
  }

  private func texts(_ record: DescribedRecord, _ property: Property, _ kind: ResourceClass = .providedCHO)
    -> [String]
  {
    record.record.first(kind)?.objects(property).map { object in
      if case .literal(let literal) = object, let language = literal.language {
        return "\(literal.text)@\(language)"
      }
      return object.text
    } ?? []
  }

  @Test("a manifest of version 3 becomes a record with all its texts, links and images")
  func version3() throws {
    let record = try describe(
      """
      {"@context":"http://iiif.io/api/presentation/3/context.json","id":"https://x.example/m","type":"Manifest",
       "label":{"de":["Ansicht"],"none":["View"]},"summary":{"en":["A view of the town"]},
       "metadata":[{"label":{"en":["Author:"]},"value":{"none":["A. Maler"]}},
        {"label":{"de":["Schlagwort"],"en":["Subject"]},"value":{"de":["Stadt","Fluss"]}},
        {"label":{"en":["Shelfmark"]},"value":{"none":["Ms 1"]}},{"label":{"en":["Unknown"]},"value":{"en":["x"]}}],
       "rights":"http://creativecommons.org/publicdomain/mark/1.0/",
       "requiredStatement":{"label":{"en":["Attribution"]},"value":{"en":["By the Museum"]}},
       "provider":[{"id":"https://x.example","type":"Agent","label":{"en":["The Town Museum"]}}],
       "homepage":[{"id":"https://x.example/1","type":"Text","format":"text/html","label":{"en":["Page"]}}],
       "items":[\(canvas(1)),\(canvas(2))]}
      """)
    #expect(record.kind == .iiif)
    #expect(record.withheld == [])
    #expect(texts(record, .dcTitle) == ["Ansicht@de", "View"])
    #expect(texts(record, .dcDescription) == ["A view of the town@en"])
    #expect(texts(record, .dcCreator) == ["A. Maler"])
    #expect(texts(record, .dcSubject) == ["Stadt@de", "Fluss@de"])
    #expect(texts(record, .dcIdentifier) == ["Ms 1"])
    #expect(texts(record, .dcRights) == ["By the Museum@en"])
    #expect(texts(record, .edmDataProvider, .aggregation) == ["The Town Museum"])
    #expect(texts(record, .edmIsShownAt, .aggregation) == ["https://x.example/1"])
    #expect(texts(record, .edmIsShownBy, .aggregation) == ["https://img.example/1/full/max/0/default.jpg"])
    #expect(texts(record, .edmHasView, .aggregation) == ["https://img.example/2/full/max/0/default.jpg"])
    #expect(record.rights.normalised == "http://creativecommons.org/publicdomain/mark/1.0/")
    let media = record.webResources.filter { $0.role != .isShownAt }
    #expect(media.map(\.imageService) == ["https://img.example/1", "https://img.example/2"])
    #expect(media.map(\.manifest) == ["https://x.example/m", "https://x.example/m"])
  }

  private func canvas(_ number: Int) -> String {
    """
    {"id":"https://x.example/c\(number)","type":"Canvas","height":10,"width":10,"items":[{"id":"p","type":"AnnotationPage",
     "items":[{"id":"a","type":"Annotation","motivation":"painting","target":"c","body":
     {"id":"https://img.example/\(number)/full/max/0/default.jpg","type":"Image","format":"image/jpeg",
      "service":[{"id":"https://img.example/\(number)","type":"ImageService3","profile":"level2"}]}}]}]}
    """
  }

  @Test("a manifest of version 2 with texts of every form does too")
  func version2() throws {
    let record = try describe(
      """
      {"@context":"http://iiif.io/api/presentation/2/context.json","@id":"https://x.example/m","@type":"sc:Manifest",
       "label":"Codex","description":[{"@value":"Une vue","@language":"fr"},"plain"],
       "attribution":"By the Library","license":["http://rightsstatements.org/vocab/InC/1.0/"],
       "related":{"@id":"https://x.example/1","format":"text/html"},
       "metadata":[{"label":[{"@value":"Langue","@language":"fr"},{"@value":"Sprache","@language":"de"}],"value":"lat"},
        {"label":"Referenskod / Reference code","value":["A 1","A 2"]},{"label":"Genre","value":{"@value":"Handschrift","@language":"de"}}],
       "sequences":[{"@type":"sc:Sequence","canvases":[
        {"@id":"c1","@type":"sc:Canvas","label":"1","images":[{"@type":"oa:Annotation","motivation":"sc:painting",
         "resource":{"@id":"https://img.example/1.jpg","@type":"dctypes:Image","format":"image/jpeg",
         "service":{"@context":"http://iiif.io/api/image/2/context.json","@id":"https://img.example/1/","profile":"http://iiif.io/api/image/2/level1.json"}}}]},
        {"@id":"c2","@type":"sc:Canvas","label":"2","images":[{"resource":{"@type":"oa:Choice",
         "default":{"@id":"https://img.example/2.jpg","@type":"dctypes:Image"},"item":[{"@id":"https://img.example/2b.jpg","@type":"dctypes:Image"}]}}]},
        {"@id":"c3","@type":"sc:Canvas","label":"3","images":[{"resource":{"@type":"oa:SpecificResource",
         "full":{"@id":"https://img.example/3.jpg","@type":"dctypes:Image"},"selector":{"region":"0,0,1,1"}}}]}]}]}
      """)
    #expect(record.withheld == [])
    #expect(texts(record, .dcTitle) == ["Codex"])
    #expect(texts(record, .dcDescription) == ["Une vue@fr", "plain"])
    #expect(texts(record, .dcLanguage) == ["lat"])
    #expect(texts(record, .dcIdentifier) == ["A 1", "A 2"])
    #expect(texts(record, .dcType) == ["Handschrift@de"])
    #expect(texts(record, .edmDataProvider, .aggregation) == ["Museum"])
    #expect(texts(record, .edmIsShownBy, .aggregation) == ["https://img.example/1.jpg"])
    #expect(
      texts(record, .edmHasView, .aggregation) == ["https://img.example/2.jpg", "https://img.example/3.jpg"])
    #expect(record.webResources.first { $0.role == .isShownBy }?.imageService == "https://img.example/1")
    #expect(record.rights.normalised == "http://rightsstatements.org/vocab/InC/1.0/")
  }

  @Test(
    "without a type the record is withheld; a default is reported as one, and never overrides a record's own")
  func types() throws {
    let json = manifest(
      "https://x.example/m", title: "x",
      more:
        #","metadata":[{"label":{"en":["Subject"]},"value":{"en":["y"]}}],"rights":"http://creativecommons.org/publicdomain/mark/1.0/""#
    )
    #expect(try describe(json, type: nil).withheld.map { $0.prefix(8) } == ["edm-type"])
    let defaulted = try describe(json, type: "3D")
    #expect(defaulted.withheld == [])
    #expect(defaulted.type == "3D")
    #expect(defaulted.findings.filter { $0.rule == "type-defaulted" }.map(\.severity) == [.info])

    let file = project.appending(path: "Mappings/oai_dc-to-edm.xsl")
    let dublinCore = try XSLTStylesheet(source: Array(try Data(contentsOf: file)), name: "oai_dc")
    let describer = RecordDescriber(
      settings: DescribeSettings(
        providerID: "museum", defaults: .init(dataProvider: "M", type: "IMAGE"),
        mapping: .stylesheet(dublinCore),
        idPrefix: "oai:hub.example"))
    for (type, expected) in [("", "IMAGE"), ("<dc:type>Text</dc:type>", "TEXT")] {
      let described = describer.describe(
        metadata: Array(
          "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>x</dc:title>\(type)</oai_dc:dc>"
            .utf8), identifier: "1")
      #expect(described.type == expected)
      #expect(described.findings.contains { $0.rule == "type-defaulted" } == (type == ""))
    }
  }

  @Test("the configuration takes the types of EDM and no other")
  func configuredType() throws {
    let configuration = { (type: String) in
      try Configuration(
        parsing: """
          contact: mailto:ops@example.org
          repository: {name: Hub, base_url: "http://hub.example/oai", admin_email: a@hub.example, id_prefix: "oai:hub.example"}
          providers:
            - id: museum
              harvest: {kind: iiif-collection, url: "http://x.example/all"}
              defaults: {type: \(type)}
          """, file: "/winnow.yaml", shippedMappings: nil)
    }
    #expect(try configuration("3D").providers[0].defaults.type == "3D")
    #expect(throws: ConfigurationError.self) { try configuration("PICTURE") }
  }

  @Test(
    "every recorded manifest is mapped, or refused for a stated reason",
    .enabled(if: !recordings.isEmpty, "no recordings"))
  func recorded() throws {
    var mapped = 0
    var refused: [String: String] = [:]
    var withheld: [String: Int] = [:]
    for file in recordings {
      guard let json = (try? Data(contentsOf: file)).map(Array.init),
        let type = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any],
        "\(type["type"] ?? type["@type"] ?? "")".hasSuffix("Manifest")
      else { continue }
      do {
        let record = try describe(json, type: "IMAGE", rights: "http://rightsstatements.org/vocab/CNE/1.0/")
        #expect(record.record.first(.aggregation) != nil, "\(file.lastPathComponent): \(record.findings)")
        #expect(record.kind == .iiif)
        mapped += 1
        for reason in record.withheld { withheld[reason, default: 0] += 1 }
        if let folder = ProcessInfo.processInfo.environment["WINNOW_WRITE_MAPPED"] {
          try Data(EDMWriter().write(record.record).bytes).write(to: URL(filePath: folder + "/\(mapped).rdf"))
        }
      } catch let error as IIIFError {
        refused[file.lastPathComponent] = error.description
      }
    }
    print(
      "manifests: \(mapped) mapped, refused: \(refused.sorted { $0.key < $1.key }), withheld: \(withheld)")
    #expect(mapped > 150)
    #expect(refused.values.allSatisfy { $0.contains("has no `") || $0.contains("not a ") }, "\(refused)")
  }
}
