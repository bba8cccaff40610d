import EDM
import Foundation
import Hashing
import OAIPMH
import Store
import Testing
import XMLCodec

@testable import Publishing

/// Dossiers for tests.
enum Dossiers {
  static let museum = ProviderID("museum")
  static let image = "http://images.example.org/1.jpg"
  static let concept = "http://www.wikidata.org/entity/Q144"
  static let medium = ContentHash(of: Array("image".utf8))
  static let page =
    "http://winnow.example.org/iiif/oai%3Awinnow.example.org%3Amuseum%3Aoai%3Amuseum%3A1/annotations"
  static let weights = ContentHash(of: Array("weights".utf8))

  static let metadata = """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:edm="http://www.europeana.eu/schemas/edm/" \
    xmlns:ore="http://www.openarchives.org/ore/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/">\
    <edm:ProvidedCHO rdf:about="http://museum.example.org/object/1"><dc:title xml:lang="nl">De  hond &amp; ik</dc:title>\
    <dc:type>photo</dc:type><edm:type>IMAGE</edm:type></edm:ProvidedCHO>\
    <edm:WebResource rdf:about="\(image)"/>\
    <ore:Aggregation rdf:about="http://museum.example.org/aggregation/1">\
    <edm:aggregatedCHO rdf:resource="http://museum.example.org/object/1"/><edm:dataProvider>Museum</edm:dataProvider>\
    <edm:isShownBy rdf:resource="\(image)"/><edm:provider>Collector</edm:provider>\
    <edm:rights rdf:resource="http://creativecommons.org/publicdomain/mark/1.0/"/></ore:Aggregation></rdf:RDF>
    """

  static let incomingProvenance = """
    <about><p:provenance xmlns:p="http://www.openarchives.org/OAI/2.0/provenance">\
    <p:originDescription harvestDate="2020-01-01" altered="true"><p:baseURL>http://first.example.org/oai</p:baseURL>\
    <p:identifier>oai:first:1</p:identifier><p:datestamp>2019-12-31</p:datestamp>\
    <p:metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</p:metadataNamespace></p:originDescription>\
    </p:provenance></about>
    """
  static let incomingRights = """
    <about><r:rights xmlns:r="http://www.openarchives.org/OAI/2.0/rights/">\
    <r:rightsReference ref="http://example.org/terms"/></r:rights></about>
    """

  static func source(_ abouts: String = "", deleted: Bool = false, metadata: String = metadata)
    -> RecordSource
  {
    let bytes = Array(
      ("<record><header><identifier>oai:museum:1</identifier><datestamp>2024-05-01</datestamp></header><metadata>"
        + metadata + "</metadata>" + abouts + "</record>").utf8)
    return RecordSource(
      key: RecordKey(rawValue: 7), provider: museum, identifier: "oai:museum:1", prefix: "edm",
      datestamp: "2024-05-01",
      deleted: deleted, setSpecs: ["maps:old ones"], bytes: bytes,
      context: Array(" xmlns=\"http://www.openarchives.org/OAI/2.0/\"".utf8),
      contentHash: ContentHash(of: bytes),
      version: 3, request: "http://museum.example.org/oai?verb=ListRecords", receivedAt: Bench.now,
      repairs: [])
  }

  static func statement(
    _ standing: EnrichmentStatement.Standing, confidence: Double = 0.875,
    decision: ReviewDecision.Verdict? = nil,
    concept: String = concept, id: String = "s1"
  ) -> EnrichmentStatement {
    EnrichmentStatement(
      id: id, property: "dc:subject", concept: concept, label: "dog", medium: medium, webResource: image,
      imageRequest: image, region: "full", model: "mobilenet-v2@1", weightsHash: weights,
      preprocessing: "resize-224-1",
      confidence: confidence, generatedAt: Bench.now, recordVersion: 3, standing: standing, reason: "because",
      decision: decision.map {
        ReviewDecision(
          provider: museum, record: "oai:museum:1", medium: nil, property: "dc:subject", concept: concept,
          verdict: $0,
          reviewer: "Ann", at: Bench.now, note: nil)
      })
  }

  static func dossier(
    source: RecordSource = source(), statements: [EnrichmentStatement] = [], withdrawal: String? = nil,
    attemptRequest: String = image, full: (Int, Int)? = nil
  ) -> RecordDossier {
    let reference = WebResourceReference(address: image, role: .isShownBy)
    let rights = RightsFinding(
      original: "http://creativecommons.org/publicdomain/mark/1.0/",
      normalised: "http://creativecommons.org/publicdomain/mark/1.0/", category: .open)
    return RecordDossier(
      source: source,
      description: RecordDescription(
        kind: "external", about: "http://museum.example.org/object/1", title: "De  hond & ik", type: "IMAGE",
        rights: rights,
        findings: [], withheld: [], webResources: [reference]),
      webResources: [
        WebResource(
          key: WebResourceKey(rawValue: 1), record: RecordKey(rawValue: 7), provider: museum, position: 0,
          reference: reference,
          lastAttempt: FetchAttempt(
            address: image, request: attemptRequest, state: .ok, httpStatus: 200, at: Bench.now,
            medium: medium,
            policy: "open", fullWidth: full?.0, fullHeight: full?.1), medium: medium)
      ],
      facts: [
        medium: MediumFacts(
          mime: "image/jpeg", byteCount: 1234, width: 640, height: 480, colourSpace: "sRGB",
          dominantColours: ["AA0000", "00BB00"], exifOrientation: 1, perceptualHash: "0000000000000000",
          signals: [:],
          flags: [])
      ], results: [:], relations: [], decisions: [], statements: statements, withdrawal: withdrawal)
  }

  static func publisher(
    statementAttributes: Bool = false, metadataRights: String? = nil, defaultRights: String? = nil,
    mayShow: Bool = false
  ) throws -> DescribingPublisher {
    let describer = RecordDescriber(
      settings: DescribeSettings(
        providerID: "museum", providerName: "Museum", defaults: .init(rights: defaultRights),
        idPrefix: "oai:winnow.example.org"))
    let publisher = RecordPublisher(
      settings: PublisherSettings(
        idPrefix: "oai:winnow.example.org", operatorName: "Winnow Test",
        repositoryAddress: "http://winnow.example.org/oai",
        statementAttributes: statementAttributes,
        providers: [museum: .init(endpoint: "http://museum.example.org/oai", metadataRights: metadataRights)],
        vocabulary: Vocabulary(), mayShow: { _ in mayShow }))
    return DescribingPublisher(publisher: publisher, describer: describer)
  }
}

/// A publisher with the description of each record made on the spot.
struct DescribingPublisher {
  let publisher: RecordPublisher
  let describer: RecordDescriber
  /// What a test changes of the description.
  var changed: (inout DescribedRecord) -> Void = { _ in }

  func publish(_ dossier: RecordDossier, at now: Timestamp = Bench.now) throws -> PublishedRecord {
    let source = dossier.source
    var described = (try? StoredRecord(bytes: source.bytes, context: source.context)).flatMap { record in
      record.metadata.map { describer.describe(metadata: $0, identifier: source.lastingIdentifier) }
    }
    if var record = described {
      changed(&record)
      described = record
    }
    return try publisher.publish(dossier, described: described, at: now)
  }
}

extension PublishedRecord {
  /// The metadata of a form as text; `nil` where the form is missing or has none.
  func text(_ prefix: String) -> String? {
    guard let form = forms.first(where: { $0.prefix == prefix }), case .metadata(let bytes) = form.content
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  func about(_ prefix: String) -> String {
    forms.first { $0.prefix == prefix }.map { String(decoding: $0.about, as: UTF8.self) } ?? ""
  }
}

@Suite("The publisher")
struct RecordPublisherTests {
  @Test("gives a record without statements four forms, its sets and its identifier")
  func plain() throws {
    let record = try Dossiers.publisher().publish(Dossiers.dossier())
    #expect(record.identifier == "oai:winnow.example.org:museum:oai:museum:1")
    #expect(record.forms.map(\.prefix) == ["source", "edm", "oai_dc", "marcxml"])
    #expect(
      record.setSpecs == [
        "enriched:no", "genre:none", "link:ok", "provider:museum", "provider:museum:maps",
        "provider:museum:maps:old~20ones", "rights:open", "tier:content:1", "tier:metadata:A", "type:IMAGE",
      ])
    let edm = try #require(record.text("edm"))
    #expect(edm.contains(">De  hond &amp; ik</dc:title>"))
    #expect(edm.contains("<edm:provider>Winnow Test</edm:provider>"))
    #expect(edm.contains("<edm:intermediateProvider>Collector</edm:intermediateProvider>"))
    #expect(edm.contains(">1234</ebucore:fileByteSize>") && edm.contains(">640</ebucore:width>"))
    #expect(edm.contains(">AA0000</edm:componentColor>"))
    #expect(!edm.contains("skos:Concept"))
    let dc = try #require(record.text("oai_dc"))
    #expect(dc.contains(">De  hond &amp; ik</dc:title>"))
  }

  @Test("keeps the identifier of a record whose provider gave it another one, and says where it is from now")
  func remapped() throws {
    var source = Dossiers.source()
    source.publishedAs = "oai:former:1"
    let record = try Dossiers.publisher().publish(Dossiers.dossier(source: source))
    #expect(record.identifier == "oai:winnow.example.org:museum:oai:former:1")
    #expect(record.about("edm").all(between: "<identifier>", and: "</identifier>") == ["oai:museum:1"])
  }

  @Test("is pure: the same dossier gives the same bytes")
  func pure() throws {
    let dossier = Dossiers.dossier(statements: [
      Dossiers.statement(.asserted), Dossiers.statement(.annotation, concept: "", id: "s2"),
    ])
    let first = try Dossiers.publisher().publish(dossier)
    let second = try Dossiers.publisher().publish(dossier)
    #expect(first.forms == second.forms && first.setSpecs == second.setSpecs)
  }

  @Test("asserts only what is proven or accepted; everything else is an annotation")
  func standing() throws {
    let publisher = try Dossiers.publisher()
    let asserted = try publisher.publish(
      Dossiers.dossier(statements: [Dossiers.statement(.asserted, decision: .accept)]))
    let edm = try #require(asserted.text("edm"))
    #expect(edm.contains("<dc:subject rdf:resource=\"\(Dossiers.concept)\"/>"))
    #expect(edm.contains("<skos:Concept rdf:about=\"\(Dossiers.concept)\">"))
    #expect(try #require(asserted.text("oai_dc")).contains(">dog</dc:subject>"))
    for standing in [EnrichmentStatement.Standing.annotation, .rejected] {
      let record = try publisher.publish(Dossiers.dossier(statements: [Dossiers.statement(standing)]))
      #expect(try #require(record.text("edm")).contains("Q144") == false)
      #expect(try #require(record.text("oai_dc")).contains("dog") == false)
    }
  }

  @Test("writes statement attributes only where the operator wants them")
  func attributes() throws {
    let dossier = Dossiers.dossier(statements: [Dossiers.statement(.asserted)])
    let without = try #require(try Dossiers.publisher().publish(dossier).text("edm"))
    #expect(!without.contains("confidenceLevel") && !without.contains("wasGeneratedBy"))
    let with = try #require(try Dossiers.publisher(statementAttributes: true).publish(dossier).text("edm"))
    #expect(
      with.contains("edm:confidenceLevel=\"0.875\"") && with.contains("edm:wasGeneratedBy=\"SoftwareAgent\""))
  }

  @Test("explains each statement in an annotation, and a review in one of its own")
  func annotations() throws {
    let dossier = Dossiers.dossier(statements: [Dossiers.statement(.asserted, decision: .accept)])
    let text = try #require(try Dossiers.publisher().publish(dossier).text("oa"))
    for part in [
      "<oa:Annotation rdf:about=\"\(Dossiers.page)/s1\">",
      "<oa:hasSource rdf:resource=\"\(Dossiers.concept)\"/>",
      "<oa:hasSource rdf:resource=\"\(Dossiers.image)\"/>",
      "<oa:hasScope rdf:resource=\"http://museum.example.org/object/1\"/>",
      "<foaf:name>mobilenet-v2@1</foaf:name>", "weights sha256:\(Dossiers.weights.hexadecimal)",
      "sha256:\(Dossiers.medium.hexadecimal)", "<prov:atLocation rdf:resource=\"\(Dossiers.image)\"/>",
      "<edm:confidenceLevel rdf:datatype=\"http://www.w3.org/2001/XMLSchema#decimal\">0.875</edm:confidenceLevel>",
      "<owl:versionInfo>3</owl:versionInfo>", "resize-224-1",
      "<oa:Annotation rdf:about=\"\(Dossiers.page)/s1/review\">",
      "<oa:motivatedBy rdf:resource=\"http://www.w3.org/ns/oa#assessing\"/>", "<foaf:nick>Ann</foaf:nick>",
    ] { #expect(text.contains(part), "\(part)") }
    #expect(WellFormedness.problem(in: Array(text.utf8)) == nil)
  }

  @Test("keeps what a person rejected as an annotation with its review, and asserts it nowhere")
  func rejected() throws {
    let dossier = Dossiers.dossier(statements: [Dossiers.statement(.rejected, decision: .reject)])
    let record = try Dossiers.publisher().publish(dossier)
    let text = try #require(record.text("oa"))
    let annotation = Dossiers.page + "/s1"
    for part in [
      "<oa:Annotation rdf:about=\"\(annotation)\">", "<oa:hasSource rdf:resource=\"\(Dossiers.concept)\"/>",
      "<rdfs:comment>rejected: because</rdfs:comment>",
      "<oa:Annotation rdf:about=\"\(annotation)/review\">", ">rejected</rdf:value>",
      "<oa:hasTarget rdf:resource=\"\(annotation)\"/>",
    ] { #expect(text.contains(part), "\(part)") }
    #expect(WellFormedness.problem(in: Array(text.utf8)) == nil)
    #expect(try #require(record.text("edm")).contains("Q144") == false)
    #expect(try #require(record.text("oai_dc")).contains("dog") == false)
  }

  @Test("deletes every form of a record that its provider deleted or that was withdrawn")
  func deletion() throws {
    let publisher = try Dossiers.publisher()
    for dossier in [
      Dossiers.dossier(source: Dossiers.source(deleted: true)), Dossiers.dossier(withdrawal: "asked for"),
    ] {
      let record = try publisher.publish(dossier)
      #expect(record.forms.map(\.prefix) == ["source", "edm", "oai_dc", "marcxml", "marcxml_patch", "oa"])
      #expect(record.forms.allSatisfy { $0.content == .deleted && $0.about.isEmpty })
      #expect(record.setSpecs.contains("provider:museum:maps"))
    }
  }

  @Test("leaves a withheld record out of edm and oai_dc, and serves its source")
  func withheld() throws {
    let source = Dossiers.source(metadata: "<x xmlns=\"http://example.org/\"/>")
    let record = try Dossiers.publisher().publish(Dossiers.dossier(source: source))
    #expect(record.forms.map(\.prefix) == ["source"])
  }

  @Test("says of a IIIF image the size of its info.json and no byte count")
  func imageService() throws {
    let request = "http://images.example.org/iiif/1/full/!1000,1000/0/default.jpg"
    let dossier = Dossiers.dossier(attemptRequest: request, full: (6000, 4000))
    let edm = try #require(try Dossiers.publisher().publish(dossier).text("edm"))
    #expect(edm.contains(">6000</ebucore:width>") && edm.contains(">4000</ebucore:height>"))
    #expect(!edm.contains("fileByteSize"))
  }

  @Test("nests incoming provenance in its own, altered for all but the source")
  func provenance() throws {
    let dossier = Dossiers.dossier(source: Dossiers.source(Dossiers.incomingProvenance))
    let record = try Dossiers.publisher().publish(dossier)
    #expect(
      record.about("source") == """
        <about><provenance xmlns="http://www.openarchives.org/OAI/2.0/provenance" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
        xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/provenance \
        http://www.openarchives.org/OAI/2.0/provenance.xsd">\
        <originDescription harvestDate="2023-11-14T22:13:20Z" altered="false">\
        <baseURL>http://museum.example.org/oai</baseURL><identifier>oai:museum:1</identifier>\
        <datestamp>2024-05-01</datestamp><metadataNamespace>http://www.europeana.eu/schemas/edm/</metadataNamespace>\
        <originDescription harvestDate="2020-01-01" altered="true"><baseURL>http://first.example.org/oai</baseURL>\
        <identifier>oai:first:1</identifier><datestamp>2019-12-31</datestamp>\
        <metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></originDescription>\
        </originDescription></provenance></about>
        """)
    #expect(record.about("edm").contains("harvestDate=\"2023-11-14T22:13:20Z\" altered=\"true\""))
  }

  @Test("states the metadata's rights: the record's own, else the provider's; CC0 for annotations alone")
  func rights() throws {
    let provider = try Dossiers.publisher(metadataRights: "http://example.org/provider-terms")
    let statements = [Dossiers.statement(.annotation)]
    let own = try provider.publish(
      Dossiers.dossier(source: Dossiers.source(Dossiers.incomingRights), statements: statements))
    #expect(
      own.about("edm").contains("ref=\"http://example.org/terms\"")
        && !own.about("edm").contains("provider-terms"))
    #expect(own.about("source").contains("ref=\"http://example.org/terms\""))
    let defaulted = try provider.publish(Dossiers.dossier(statements: statements))
    #expect(defaulted.about("edm").contains("ref=\"http://example.org/provider-terms\""))
    #expect(
      defaulted.about("oa").contains("publicdomain/zero")
        && !defaulted.about("edm").contains("publicdomain/zero"))
    let unknown = try Dossiers.publisher().publish(Dossiers.dossier())
    #expect(!unknown.about("edm").contains("rightsReference"))
  }

  @Test("names a record whose bytes cannot be read")
  func unreadable() throws {
    var source = Dossiers.source()
    source.bytes = Array("<record>".utf8)
    #expect(throws: PublishingError.self) {
      try Dossiers.publisher().publish(Dossiers.dossier(source: source))
    }
  }

  @Test(
    "writes confidences as decimals",
    arguments: [
      (0.0, "0.0"), (1.0, "1.0"), (0.5, "0.5"), (0.12345, "0.1235"), (0.00001, "0.0"), (0.99999, "1.0"),
      (2, "1.0"),
    ])
  func decimals(number: Double, text: String) { #expect(AnnotationBuilder.decimal(number) == text) }
}
