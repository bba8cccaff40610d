internal import EDM
public import Hashing
internal import IIIF
public import Store

/// One measurement of one file.
public struct QualityMeasurement: Sendable, Equatable {
  /// What was measured.
  public var metric: QualityMetric
  /// The address of the file in the record.
  public var computedOn: String
  /// On the scale of the metric.
  public var value: Double
  /// The SHA-256 of the file that was looked at.
  public var medium: MediumID
  /// The exact request that brought it.
  public var request: String
}

extension RecordDossier {
  /// What was measured of the record's files, in the record's order, then that of the metrics.
  ///
  /// It describes files and never the object, and stands in no EDM: the schema has no place for it.
  public var qualityMeasurements: [QualityMeasurement] {
    webResources.flatMap { file -> [QualityMeasurement] in
      guard let medium = file.medium, let facts = facts[medium] else { return [] }
      let request = file.lastAttempt?.request ?? file.reference.address
      return QualityMetric.all.compactMap { metric in
        guard let value = facts.signals[metric.name], value.isFinite else { return nil }
        return QualityMeasurement(
          metric: metric, computedOn: file.reference.address, value: value, medium: medium, request: request)
      }
    }
  }
}

extension QualityWriter {
  /// Measurements of a record as JSON-LD; `nil` where there are none.
  /// - Parameter identifier: the record in our repository.
  public func document(_ measurements: [QualityMeasurement], of identifier: String) -> [UInt8]? {
    guard !measurements.isEmpty else { return nil }
    let id = addresses.quality(identifier)
    var files: [(id: String, resource: OrderedJSON)] = []
    var items: [OrderedJSON] = []
    for measurement in measurements {
      let file = AnnotationBuilder.name(of: measurement.medium)
      if !files.contains(where: { $0.id == file }) {
        files.append(
          (
            file,
            [
              "id": .text(file), "type": "Entity", "atLocation": .text(measurement.request),
              "identifier": .text("sha256:\(measurement.medium.hexadecimal)"),
            ]
          ))
      }
      let number = files.firstIndex { $0.id == file } ?? 0
      items.append(
        [
          "id": .text("\(id)#\(measurement.metric.name)-\(number + 1)"), "type": "QualityMeasurement",
          "isMeasurementOf": .text(addresses.metric(measurement.metric.name)),
          "computedOn": .text(measurement.computedOn), "value": .number(measurement.value),
          "wasDerivedFrom": .text(file),
        ])
    }
    return document(id, items + files.map(\.resource)).bytes
  }
}
