import EDM
import OAIPMH
import Publishing
import Store

/// Samples of several providers, each with sets of its own.
struct SampleCollection: Sendable {
  /// The providers with their samples.
  let providers: [(id: ProviderID, samples: [StoredSample])]

  /// How many different records there are. A store compresses record by record, or half a megabyte together: it gains
  /// nothing by what comes again after thousands.
  private static let distinctRecords = 4024
  private static let setsOfProvider = 7

  /// Makes the samples.
  /// - Parameter idPrefix: the beginning of our identifiers.
  init(seed: UInt64, providers count: Int, idPrefix: String, now: Timestamp) throws {
    var records = SampleRecords(seed: seed, after: NumberedText.bound)
    let ids = (0..<count).map { ProviderID("museum-\($0)") }
    let publisher = RecordPublisher(
      settings: PublisherSettings(
        idPrefix: idPrefix, operatorName: "Benchmark",
        repositoryAddress: "http://bench.example.org/oai",
        providers: Dictionary(
          uniqueKeysWithValues: ids.map { ($0, .init(endpoint: "http://\($0).example.org/oai")) }),
        vocabulary: EDM.Vocabulary()))
    var number = NumberedText.bound
    providers = try ids.map { id in
      let describer = RecordDescriber(
        settings: DescribeSettings(
          providerID: id.rawValue, providerName: "Museum \(id)", idPrefix: idPrefix))
      let samples = try (0..<Self.distinctRecords / count).map { index in
        number += 1
        return try StoredSample(
          metadata: records.next(), number: number, provider: id,
          set: "department:\(index % Self.setsOfProvider)",
          // A third of the records have something said of them.
          statements: index % 3 == 0 ? 1 + index % 2 : 0, describer: describer, publisher: publisher, now: now
        )
      }
      return (id, samples)
    }
  }
}
