/// The steps of work on a record, in their order.
enum DescribingStep: String, CaseIterable, Codable {
  /// From bytes to the record as its provider wrote it.
  case read
  /// Forms and names mended, rights, rules of publication, files, tiers as received.
  case describe
  /// Text, links and languages in the normalised view.
  case normalise
  /// Dates to EDTF.
  case dates
  /// Schema and Schematron rules on the record as received.
  case verdict
  /// Problem patterns.
  case patterns
  /// Tiers as received, with technical metadata, and as described.
  case tiers
  /// The canonical form.
  case write
}

/// What one run over the records cost on one thread.
struct DescribingRun: Codable {
  /// Records worked on, each as often as time allowed.
  var records: Int
  /// Bytes of these records.
  var bytes: Int
  /// Processor time of the thread: seconds.
  var processorSeconds: Double
  /// Wall clock: seconds.
  var seconds: Double
  /// Processor time of each step in a run of its own: seconds a record.
  var steps: [String: Double]
  /// Records that could not be read.
  var unread: Int

  /// Records a second of processor time.
  var rate: Double { Double(records) / processorSeconds }
}
