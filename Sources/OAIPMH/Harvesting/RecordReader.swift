internal import XMLCodec

/// Makes records out of the places that a scan found.
struct RecordReader {
  /// A record that could not be read.
  struct Failure: Error {
    var record: BrokenRecord
  }

  let check: ElementCheck

  func read(
    _ page: MarkupBytes, _ layout: RecordLayout, header: RecordHeader, context: [UInt8], gaps: [Range<Int>],
    isSound: Bool
  ) -> Result<HarvestedRecord, Failure> {
    let bytes = page.array(layout.range)
    func broken(_ reason: String) -> Result<HarvestedRecord, Failure> {
      .failure(
        Failure(
          record: BrokenRecord(
            identifier: header.identifier.isEmpty ? nil : header.identifier, reason: reason, bytes: bytes,
            context: context, isCutOff: !layout.isClosed)))
    }
    guard layout.isClosed else { return broken("the record is cut off before its end") }
    let start = layout.range.lowerBound
    func moved(_ range: Range<Int>) -> Range<Int> { range.lowerBound - start..<range.upperBound - start }
    var record = HarvestedRecord(
      header: header, bytes: bytes, context: context, repairedBytes: nil,
      metadata: layout.metadata.map(moved),
      abouts: layout.abouts.map(moved), repairs: [], identityGaps: gaps)
    if !isSound, let fault = check.problem(in: page.buffer(layout.range), context: context) {
      let outcome = RecordRepairer.repair(page.buffer(layout.range))
      if let doubt = outcome.doubt { return broken(doubt) }
      guard !outcome.repairs.isEmpty else { return broken(fault) }
      if let rest = outcome.bytes.withUnsafeBufferPointer({ check.problem(in: $0, context: context) }) {
        return broken(rest)
      }
      record.repairs = outcome.repairs
      record.repairedBytes = outcome.bytes
      outcome.bytes.withUnsafeBufferPointer { buffer in
        guard let repaired = MarkupBytes(buffer), let layout = RecordLayout.record(in: repaired, at: 0) else {
          return
        }
        record.header = layout.readHeader(repaired)
        record.metadata = layout.metadata
        record.abouts = layout.abouts
      }
    }
    guard layout.header != nil else { return broken("the record has no header") }
    guard !record.header.identifier.isEmpty else { return broken("the header has no identifier") }
    return .success(record)
  }

  func readHeader(
    _ page: MarkupBytes, _ layout: RecordLayout, context: [UInt8], isSound: Bool
  ) -> Result<(RecordHeader, [Repair]), Failure> {
    var header = layout.readHeader(page)
    func broken(_ reason: String) -> Result<(RecordHeader, [Repair]), Failure> {
      .failure(
        Failure(
          record: BrokenRecord(
            identifier: header.identifier.isEmpty ? nil : header.identifier, reason: reason,
            bytes: page.array(layout.range), context: context)))
    }
    guard layout.isClosed else { return broken("the header is cut off before its end") }
    var repairs: [Repair] = []
    if !isSound, let fault = check.problem(in: page.buffer(layout.range), context: context) {
      let outcome = RecordRepairer.repair(page.buffer(layout.range))
      if let doubt = outcome.doubt { return broken(doubt) }
      let rest = outcome.bytes.withUnsafeBufferPointer { check.problem(in: $0, context: context) }
      guard !outcome.repairs.isEmpty, rest == nil else { return broken(rest ?? fault) }
      repairs = outcome.repairs
      outcome.bytes.withUnsafeBufferPointer { buffer in
        guard let repaired = MarkupBytes(buffer), let layout = RecordLayout.header(in: repaired, at: 0) else {
          return
        }
        header = layout.readHeader(repaired)
      }
    }
    guard !header.identifier.isEmpty else { return broken("the header has no identifier") }
    return .success((header, repairs))
  }
}
