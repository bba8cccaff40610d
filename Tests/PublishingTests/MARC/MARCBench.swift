import EDM
import Foundation
import Hashing
import OAIPMH
import Store

@testable import Publishing

/// Records in MARC for tests.
enum MARCBench {
  static let vocabularyTable = """
    class\tiri\texactMatch\tlabel@en\tlabel@nl
    dog\thttp://www.wikidata.org/entity/Q144\thttp://vocab.getty.edu/aat/300265960\tdog\thond
    print\thttp://vocab.getty.edu/aat/300041273\thttp://www.wikidata.org/entity/Q11060274\tprints (visual works)\tprent
    heading\thttp://id.loc.gov/authorities/subjects/sh85038796\t\tDogs\tHonden
    icon\thttps://iconclass.org/34B11\t\tdog (Iconclass)\thond (Iconclass)
    own\thttp://museum.example.org/terms/1\t\town term\teigen term
    """

  static func publisher(isil: String? = "XX-HUB", prefix: String? = "(BE-Mus)", language: String? = "nl")
    throws
    -> DescribingPublisher
  {
    DescribingPublisher(
      publisher: RecordPublisher(
        settings: PublisherSettings(
          idPrefix: "oai:winnow.example.org", operatorName: "Winnow Test",
          repositoryAddress: "http://winnow.example.org/oai",
          providers: [
            Dossiers.museum: .init(
              endpoint: "http://museum.example.org/oai", marcPrefix: prefix, language: language)
          ],
          vocabulary: try Vocabulary(tableText: vocabularyTable), isil: isil)),
      describer: RecordDescriber(
        settings: DescribeSettings(
          providerID: "museum", providerName: "Museum", idPrefix: "oai:winnow.example.org")))
  }

  /// EDM with some statements about the object.
  static func metadata(
    _ object: String, type: String = "IMAGE", resources: String = "", aggregation: String = ""
  )
    -> String
  {
    """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:edm="http://www.europeana.eu/schemas/edm/" \
    xmlns:ore="http://www.openarchives.org/ore/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/" \
    xmlns:dcterms="http://purl.org/dc/terms/" xmlns:skos="http://www.w3.org/2004/02/skos/core#" \
    xmlns:rdaGr2="http://rdvocab.info/ElementsGr2/">\
    <edm:ProvidedCHO rdf:about="http://museum.example.org/object/1">\(object)<edm:type>\(type)</edm:type>\
    </edm:ProvidedCHO><edm:WebResource rdf:about="\(Dossiers.image)"/>\(resources)\
    <ore:Aggregation rdf:about="http://museum.example.org/aggregation/1">\
    <edm:aggregatedCHO rdf:resource="http://museum.example.org/object/1"/><edm:dataProvider>Museum</edm:dataProvider>\
    <edm:isShownBy rdf:resource="\(Dossiers.image)"/><edm:provider>Collector</edm:provider>\(aggregation)\
    <edm:rights rdf:resource="http://creativecommons.org/licenses/by-sa/4.0/"/></ore:Aggregation></rdf:RDF>
    """
  }

  static func dossier(
    _ metadata: String, localID: String? = "42", statements: [EnrichmentStatement] = [],
    decisions: [ReviewDecision] = []
  ) -> RecordDossier {
    var dossier = Dossiers.dossier(source: Dossiers.source(metadata: metadata), statements: statements)
    dossier.description?.localID = localID
    dossier.decisions = decisions
    return dossier
  }

  static func statement(
    _ concept: String, _ standing: EnrichmentStatement.Standing = .asserted, property: String = "dc:subject",
    confidence: Double = 0.875, decision: ReviewDecision.Verdict? = nil, at: Timestamp = Bench.now
  ) -> EnrichmentStatement {
    var statement = Dossiers.statement(standing, confidence: confidence, decision: decision, concept: concept)
    statement.id = "s-\(property)-\(concept)"
    statement.property = property
    statement.generatedAt = at
    return statement
  }

  static let dog = "http://www.wikidata.org/entity/Q144"
  static let print = "http://vocab.getty.edu/aat/300041273"
  static let title = "<dc:title xml:lang=\"nl\">De hond</dc:title><dc:subject>dieren</dc:subject>"
}

/// One line a field, for reading and comparing: `650  7 $8 1\p $a hond`.
func lines(_ record: MARCRecord) -> [String] {
  let controls = record.controlFields.sorted { $0.tag < $1.tag }.map { "\($0.tag) \($0.value)" }
  let fields = record.dataFields.enumerated().sorted {
    ($0.element.tag, $0.offset) < ($1.element.tag, $1.offset)
  }
  return ["LDR \(record.leader)"] + controls
    + fields.map { _, field in
      "\(field.tag) \(field.firstIndicator)\(field.secondIndicator) "
        + field.subfields.map { "$\($0.code) \($0.value)" }.joined(separator: " ")
    }
}

extension DescribingPublisher {
  /// The fields of the complete record.
  func marcLines(_ dossier: RecordDossier) throws -> [String] {
    let source = dossier.source
    let record = try StoredRecord(bytes: source.bytes, context: source.context)
    let described = describer.describe(metadata: record.metadata ?? [], identifier: source.lastingIdentifier)
    let files = publisher.technicalMetadata(dossier)
    let asserted = publisher.assertedStatements(dossier)
    let enriched = publisher.enrichedRecord(described, publisher.links(to: asserted), [:], files)
    return lines(
      publisher.marcRecord(
        described, dossier, asserted: asserted, enriched: enriched, files: files,
        identifier: "oai:winnow.example.org:museum:1"))
  }

  /// The fields of the patch; `nil` where there is none.
  func patchLines(_ dossier: RecordDossier) throws -> [String]? {
    let described = describer.describe(metadata: [], identifier: dossier.source.lastingIdentifier)
    return publisher.cataloguePatch(
      described, dossier, asserted: publisher.assertedStatements(dossier),
      identifier: "oai:winnow.example.org:museum:1"
    ).map(lines)
  }
}
