internal import IIIF

/// A measurement that Winnow makes of an image: what it means, on which scale, in which unit.
///
/// Source: Data Quality Vocabulary (W3C 2016). Each is measured on the upright image; unless said otherwise reduced to
/// at most 512 pixels on its longer side, in luma from 0 (black) to 255 (white).
public struct QualityMetric: Sendable, Equatable {
  /// The name of the signal.
  public let name: String
  /// The name for people.
  public let label: String
  /// What is measured, and how.
  public let definition: String
  /// The unit, or `1` for a bare number.
  public let unit: String
  /// The lowest value there can be; `nil` where there is no bound.
  public let minimum: Double?
  /// The highest value there can be; `nil` where there is no bound.
  public let maximum: Double?

  private init(
    _ name: String, _ label: String, _ definition: String, unit: String = "1", _ minimum: Double?,
    _ maximum: Double?
  ) {
    self.name = name
    self.label = label
    self.definition = definition
    self.unit = unit
    self.minimum = minimum
    self.maximum = maximum
  }

  /// The metric of a signal; `nil` for one that is not documented here.
  public static func named(_ name: String) -> QualityMetric? { byName[name] }

  private static let byName = [String: QualityMetric](
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// All metrics in a fixed order.
  public static let all: [QualityMetric] = [
    .init(
      "sharpness", "Fine structure", "Variance of the Laplacian: how much fine structure there is.",
      unit: "squared levels of luma", 0, nil),
    .init(
      "acuity", "Acuity of edges",
      "The steepest edges (slope between neighbours, 99.9th percentile) as a share of the luma range from the "
        + "1st to the 99th percentile. An ideal edge has 0.5 or more, one blurred over n pixels about 1/n.",
      0, 1),
    .init(
      "noise", "Noise",
      "Standard deviation of fine-grained noise (Immerkær's mask, median estimate).", unit: "levels of luma",
      0,
      nil),
    .init("exposure", "Exposure", "Mean luma as a share of the whole range.", 0, 1),
    .init("clipped_dark", "Clipped dark", "Share of pixels with a luma of at most 8.", 0, 1),
    .init("clipped_bright", "Clipped bright", "Share of pixels with a luma of at least 250.", 0, 1),
    .init(
      "contrast", "Contrast", "Luma from the 0.1th to the 99.9th percentile as a share of the whole range.",
      0, 1),
    .init(
      "ink", "Ink",
      "Share of the inner area (without 6 % at each margin) that stands out from the local ground by more than "
        + "paper texture, stains and print showing through do.", 0, 1),
    .init(
      "strokes", "Strokes",
      "Share of the inner area where luma changes more steeply than on paper: faint pencil and thin lines.",
      0,
      1),
    .init(
      "relief", "Relief of the ground",
      "How much the ground differs over the inner area: 5th to 95th percentile of the medians of its tiles as a "
        + "share of the whole range.", 0, 1),
    .init(
      "chroma", "Chroma",
      "Spread between the colour components of a pixel, 95th percentile, as a share of the range.", 0, 1),
    .init("midtones", "Midtones", "Share of pixels with a luma from 64 to 191.", 0, 1),
    .init("aspect_ratio", "Aspect ratio", "Longer side by shorter side.", 1, nil),
    .init("megapixels", "Megapixels", "Pixels of the whole image.", unit: "millions of pixels", 0, nil),
    .init(
      "jpeg_quality", "JPEG quality", "The quality with which a JPEG was written, estimated from its tables.",
      1,
      100),
    .init(
      "decode_warnings", "Decode warnings",
      "How often the JPEG decoder met damaged data and went on with a guess.", unit: "warnings", 0, nil),
    .init(
      "dots_per_inch", "Declared resolution", "The resolution that the file declares.", unit: "dots an inch",
      0,
      nil),
  ]
}

/// Writes measurements, and what they mean, as JSON-LD of the Data Quality Vocabulary.
public struct QualityWriter: Sendable {
  let addresses: PresentationAddresses

  /// A writer for a site.
  public init(addresses: PresentationAddresses) { self.addresses = addresses }

  static let context: OrderedJSON = [
    "dqv": "http://www.w3.org/ns/dqv#", "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#", "dcterms": "http://purl.org/dc/terms/",
    "schema": "http://schema.org/", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sdmx": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "id": "@id", "type": "@type", "QualityMeasurement": "dqv:QualityMeasurement", "Metric": "dqv:Metric",
    "Entity": "prov:Entity",
    "isMeasurementOf": ["@id": "dqv:isMeasurementOf", "@type": "@id"],
    "computedOn": ["@id": "dqv:computedOn", "@type": "@id"],
    "value": ["@id": "dqv:value", "@type": "xsd:double"],
    "wasDerivedFrom": ["@id": "prov:wasDerivedFrom", "@type": "@id"],
    "atLocation": ["@id": "prov:atLocation", "@type": "@id"], "identifier": "dcterms:identifier",
    "rights": ["@id": "dcterms:rights", "@type": "@id"],
    "prefLabel": ["@id": "skos:prefLabel", "@language": "en"],
    "definition": ["@id": "skos:definition", "@language": "en"],
    "unitMeasure": "sdmx:unitMeasure", "minValue": ["@id": "schema:minValue", "@type": "xsd:double"],
    "maxValue": ["@id": "schema:maxValue", "@type": "xsd:double"],
    "expectedDataType": ["@id": "dqv:expectedDataType", "@type": "@id"],
  ]

  /// All metrics.
  public var metrics: [UInt8] {
    document(addresses.metrics, QualityMetric.all.map(description)).bytes
  }

  /// One metric; `nil` where there is none of that name.
  public func metric(_ name: String) -> [UInt8]? {
    QualityMetric.named(name).map { metric in
      var document: OrderedJSON = ["@context": Self.context]
      if case .object(let members) = description(metric) {
        for member in members { document.append(member.name, member.value) }
      }
      return document.bytes
    }
  }

  /// A document about resources, which tells last what it is itself. Its graph has no name: readers that know one
  /// graph only would find it empty.
  func document(_ id: String, _ resources: [OrderedJSON]) -> OrderedJSON {
    let own: OrderedJSON = [
      "id": .text(id), "type": "dqv:QualityMetadata", "rights": .text(PublishedRights.ofStatements),
    ]
    return ["@context": Self.context, "@graph": .list(resources + [own])]
  }

  private func description(_ metric: QualityMetric) -> OrderedJSON {
    var description: OrderedJSON = [
      "id": .text(addresses.metric(metric.name)), "type": "Metric", "prefLabel": .text(metric.label),
      "definition": .text(metric.definition), "expectedDataType": "xsd:double",
      "unitMeasure": .text(metric.unit),
    ]
    if let minimum = metric.minimum { description.append("minValue", .number(minimum)) }
    if let maximum = metric.maximum { description.append("maxValue", .number(maximum)) }
    return description
  }
}
