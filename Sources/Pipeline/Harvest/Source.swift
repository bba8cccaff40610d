internal import Store

/// Where a provider's records come from: an OAI-PMH endpoint, files, IIIF manifests. The rest of the line does not
/// know which it was.
///
/// A source hands every record over as an OAI-PMH `record` element; where none was given it wraps what it got in
/// one, unchanged. It is used by one task.
protocol Source {
  /// Brings what is new into the store and says whether that was all.
  ///
  /// A source that is asked to stop ends incomplete after the page under way; the checkpoint of the last page it
  /// handed over lets the next run go on there.
  mutating func harvest(_ options: HarvestOptions, into intake: inout Intake) async throws -> HarvestVerdict

  /// What asking cost so far.
  var expense: SourceExpense { get }
}

/// What asking a source cost.
struct SourceExpense: Equatable {
  /// Attempts, those included that met nobody: one more than the retries of each request, at least. Files read, for
  /// a source of files.
  var requests = 0
  /// Attempts after a failed one.
  var retries = 0
  /// Bytes of answers as they came over the wire, or of files.
  var bytes: Int64 = 0
}
