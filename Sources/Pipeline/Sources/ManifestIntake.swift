internal import Foundation
internal import IIIF
internal import Logging
internal import OAIPMH
internal import Store
internal import WinnowConfiguration

/// What is to be done about one manifest.
struct ManifestTask: Equatable {
  /// Where it is, which is what it is called.
  var address: String
  /// True where it was deleted, or left the list.
  var isDeleted = false
  /// When that happened, as written; `nil` where nobody said.
  var moment: String?
}

/// Takes the manifests of a list in: fetches each, makes a record of it, and writes the records page by page.
struct ManifestIntake {
  /// How it ended.
  struct Outcome {
    var failures = FailureList()
    /// The addresses that could not be had.
    var missed: [String] = []
    /// Tasks left when it was asked to stop.
    var left = 0
  }

  let provider: ProviderConfiguration
  let log: Logger

  /// Records, or bytes of documents, after which a page is written: a manifest may be asked for once a second, and what
  /// was fetched is not to be lost.
  private static let recordsPerPage = 50
  private static let bytesPerPage = 8 << 20
  /// Beyond this, the whole list is read again by the next run rather than single addresses.
  static let mostMissed = 10_000

  /// Works through tasks in the order of their addresses; the place of the reading moves along.
  func work(
    _ tasks: [ManifestTask], _ client: inout ManifestClient, _ reading: inout Enumeration,
    _ intake: inout Intake
  ) async throws -> Outcome {
    let reader = DocumentReader(
      expectsKnownRecords: try await intake.store.mark(of: reading.scope) != nil || reading.isResumed)
    var outcome = Outcome()
    var batch: [IncomingDocument] = []
    var broken: [QuarantinedRecord] = []
    var bytes = 0
    for (index, task) in tasks.enumerated() {
      if intake.interruption.isRequested {
        outcome.left = tasks.count - index
        break
      }
      do {
        let document = try await document(task, &client)
        bytes += (document.bytes?.count ?? 0) + document.about.count
        batch.append(document)
      } catch let failure as UnreadableManifest {
        broken.append(failure.record)
      } catch {
        log.warning(
          "a manifest cannot be had",
          metadata: ["provider": "\(provider.id)", "address": "\(task.address)", "cause": "\(error)"])
        outcome.failures.append("\(task.address): \(error)")
        outcome.missed.append(task.address)
      }
      if batch.count + broken.count >= Self.recordsPerPage || bytes >= Self.bytesPerPage
        || index == tasks.count - 1
      {
        try await take(batch, broken, after: task.address, outcome.missed, reader, &reading, &intake)
        (batch, broken, bytes) = ([], [], 0)
      }
    }
    if outcome.left > 0, !batch.isEmpty || !broken.isEmpty {
      let last = tasks[tasks.count - outcome.left - 1].address
      try await take(batch, broken, after: last, outcome.missed, reader, &reading, &intake)
    }
    return outcome
  }

  private func take(
    _ batch: [IncomingDocument], _ broken: [QuarantinedRecord], after last: String, _ missed: [String],
    _ reader: DocumentReader, _ reading: inout Enumeration, _ intake: inout Intake
  ) async throws {
    let harvest = try await reader.read(batch, &intake)
    // While what was missed is asked for again, the place stays: it is behind everything already.
    let isMoving = !reading.place.isWhole
    let page = SourcePage(
      request: provider.harvest.url, records: harvest.records, unchanged: harvest.unchanged,
      quarantined: harvest.quarantined + broken)
    try await reading.take(
      page, after: isMoving ? last : nil, missed: isMoving ? Array(missed.prefix(Self.mostMissed)) : nil,
      into: &intake)
  }

  /// A manifest as a document; the EDM record that it names in place of its own metadata.
  private func document(_ task: ManifestTask, _ client: inout ManifestClient) async throws -> IncomingDocument
  {
    let moment = task.moment ?? Timestamp.now.description
    if task.isDeleted {
      return IncomingDocument(
        name: task.address, bytes: nil,
        header: RecordHeader(identifier: task.address, datestamp: moment, deleted: true))
    }
    let json = try await client.get(task.address)
    let manifest: ManifestRecord
    do { manifest = try ManifestRecord(json: json) } catch {
      throw UnreadableManifest(
        record: QuarantinedRecord(identifier: task.address, reason: "\(error)", bytes: json))
    }
    let metadata =
      if let address = manifest.edmAddress { try await client.get(address) } else { manifest.metadata }
    return IncomingDocument(
      name: task.address, bytes: metadata,
      header: RecordHeader(identifier: manifest.identifier, datestamp: moment), about: manifest.about)
  }
}

/// A document that came where a manifest was expected.
private struct UnreadableManifest: Error {
  var record: QuarantinedRecord
}
