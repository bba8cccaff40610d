public import Store
internal import OAIPMH

extension PublishedEntry {
  /// The metadata of the entry as it is served; `nil` for a deletion and for a record in its source form.
  ///
  /// Field 005 of a MARC record is the moment of its latest transaction: the entry's datestamp, known only once
  /// the form was stored. The form itself holds no moment, so that none can make it differ from what was served
  /// before.
  public var servedMetadata: [UInt8]? {
    guard case .metadata(let bytes) = form.content else { return nil }
    return form.prefix == PublishedFormat.marcxml ? TransactionDate.fill(bytes, with: stamp) : bytes
  }
}

/// The moment in field 005.
enum TransactionDate {
  /// What stands in a form that nobody was served yet.
  static let open = "00000000000000.0"

  /// A record with its moment.
  static func fill(_ record: [UInt8], with moment: Timestamp) -> [UInt8] {
    let mark = Array("<controlfield tag=\"005\">\(open)<".utf8)
    // It is the third field.
    let end = min(record.count, 1 << 16) - mark.count
    guard end >= 0, let place = (0...end).first(where: { record[$0...].starts(with: mark) }) else {
      return record
    }
    let digits = moment.description.utf8.filter { (48...57).contains($0) }
    guard digits.count == 14 else { return record }
    var filled = record
    let start = place + mark.count - 1 - open.utf8.count
    filled.replaceSubrange(start..<start + 14, with: digits)
    return filled
  }
}
