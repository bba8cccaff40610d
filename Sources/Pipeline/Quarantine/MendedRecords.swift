internal import OAIPMH
internal import Store
internal import XMLCodec

/// Knows broken bytes again that a person has mended: as long as an endpoint sends the very same, the mended record
/// stands for them, and nobody is bothered twice.
struct MendedRecords {
  let store: any Store
  let provider: ProviderID

  /// Takes bytes that were mended already out of what a page sets aside, and notes their records as unchanged.
  func recognise(in page: inout SourcePage) async throws {
    var setAside: [QuarantinedRecord] = []
    for record in page.quarantined {
      if let mended = try await mended(record) {
        page.unchanged.append(mended)
      } else {
        setAside.append(record)
      }
    }
    page.quarantined = setAside
  }

  /// The record that a person made of some bytes, where it is the current version.
  private func mended(_ record: QuarantinedRecord) async throws -> UnchangedRecord? {
    guard let identifier = record.identifier, !record.bytes.isEmpty else { return nil }
    let source = try await store.sources(try await store.find(identifier)).first {
      $0.provider == provider && $0.identifier == identifier
    }
    let identity = MendedFile.identity(of: record.bytes)
    guard let source,
      source.repairs.contains(where: { $0.kind == MendedFile.repairKind && $0.before == identity })
    else { return nil }
    let header = QuarantineReader().header(in: record)
    return UnchangedRecord(
      identifier: identifier, datestamp: header?.datestamp ?? source.datestamp,
      contentHash: source.contentHash)
  }
}
