internal import OAIPMH
internal import Store

/// A document on its way to being a record, or the records it holds.
struct IncomingDocument {
  /// What it is called in messages: a path or an address.
  var name: String
  /// The document as it came; `nil` for a deletion.
  var bytes: [UInt8]?
  /// What the record is called where the document does not say so itself.
  var header: RecordHeader
  /// The content of an `about` container; empty for none.
  var about: [UInt8] = []
}

/// What some documents brought.
struct DocumentHarvest {
  var records: [IncomingRecord] = []
  var unchanged: [UnchangedRecord] = []
  var quarantined: [QuarantinedRecord] = []
  /// What kept a document from being read whole, a line each.
  var failures: [String] = []
  /// Documents that hold no record, by name.
  var empty: [String] = []
}

/// Reads documents. Where known records are expected, each record is first looked at from outside: one with the very
/// bytes that the store has is not parsed again.
struct DocumentReader {
  /// Whether documents are expected to hold mostly records that are known.
  var expectsKnownRecords: Bool
  private let reader = PageReader()

  init(expectsKnownRecords: Bool) { self.expectsKnownRecords = expectsKnownRecords }

  /// Reads documents, and asks the store which of them it knows.
  func read(_ documents: [IncomingDocument], _ intake: inout Intake) async throws -> DocumentHarvest {
    var harvest = DocumentHarvest()
    guard expectsKnownRecords else {
      for document in documents { read(document, [], into: &harvest) }
      return harvest
    }
    let looks = documents.map { looked(at: $0) }
    let candidates = looks.flatMap(\.records)
    let known = try await intake.unchanged(candidates)
    harvest.unchanged = candidates.filter { known.contains($0.identifier) }
    for (document, look) in zip(documents, looks) {
      // A document that holds known records and nothing else is done.
      if look.isWhole, look.records.allSatisfy({ known.contains($0.identifier) }) { continue }
      read(document, known, into: &harvest)
    }
    return harvest
  }

  /// The records of a document as they look from outside, and whether they are all that it holds.
  func looked(at document: IncomingDocument) -> (records: [UnchangedRecord], isWhole: Bool) {
    guard let bytes = document.bytes else { return ([], false) }
    var candidates: [UnchangedRecord] = []
    let page = reader.readDocument(bytes, header: document.header, about: document.about) { raw in
      candidates.append(UnchangedRecord(raw))
      return true
    }
    let isWhole = page.records.isEmpty && page.broken.isEmpty && page.problem == nil && !candidates.isEmpty
    return (candidates, isWhole)
  }

  private func read(_ document: IncomingDocument, _ known: Set<String>, into harvest: inout DocumentHarvest) {
    guard let bytes = document.bytes else {
      let header = document.header
      take(
        reader.readDeletion(of: header.identifier, datestamp: header.datestamp), of: document, into: &harvest)
      return
    }
    let page = reader.readDocument(bytes, header: document.header, about: document.about) { raw in
      known.contains(raw.header.identifier)
    }
    take(page, of: document, into: &harvest)
  }

  private func take(_ page: ListPage, of document: IncomingDocument, into harvest: inout DocumentHarvest) {
    if let problem = page.problem { harvest.failures.append("\(document.name): \(problem)") }
    if page.records.isEmpty, page.broken.isEmpty, page.known.isEmpty { harvest.empty.append(document.name) }
    harvest.records += page.records.map(IncomingRecord.init)
    harvest.quarantined += page.broken.map(QuarantinedRecord.init)
  }
}
