import EDM
import Foundation
import OAIPMH
import XMLCodec

/// Reads record files without any store: metadata alone, OAI-PMH records, and whole saved responses, with the repairs
/// that the same records would get in a harvest.
struct RecordFileReader {
  let describer: RecordDescriber
  let policy: RightsPolicy
  private let reader = PageReader()

  /// The records of a file, described one after another.
  func records(in bytes: [UInt8], path: String) -> [DescribedFile] {
    let header = RecordHeader(identifier: path, datestamp: "1970-01-01")
    let page = reader.readDocument(bytes, header: header)
    var files = page.records.compactMap { record -> DescribedFile? in
      if record.header.deleted { return nil }
      let identifier = record.header.identifier
      do {
        let stored = try StoredRecord(bytes: record.bytes, context: record.context)
        let described = describer.describe(
          metadata: stored.metadata ?? [], identifier: identifier, document: stored.document)
        return file(path, identifier, described, record.repairs)
      } catch { return unreadable(path, identifier, "\(error)") }
    }
    files += page.broken.map { unreadable(path, $0.identifier ?? path, $0.reason) }
    if let problem = page.problem { files.append(unreadable(path, path, "\(problem)")) }
    return files
  }

  private func file(
    _ path: String, _ identifier: String, _ described: DescribedRecord, _ repairs: [Repair]
  ) -> DescribedFile {
    DescribedFile(
      path: path, identifier: identifier == path ? nil : identifier, described, repairs: repairs,
      policy: policy)
  }

  private func unreadable(_ path: String, _ identifier: String, _ reason: String) -> DescribedFile {
    let finding = Finding(rule: "not-well-formed", severity: .error, path: "", message: reason)
    let described = DescribedRecord(
      kind: .unknown, findings: [finding], withheld: ["not-well-formed: the record cannot be read"])
    return file(path, identifier, described, [])
  }
}
