/// Pages of records prepared before the clock starts: a page of a list of any length is one of them with other numbers
/// and datestamps written over it, which costs no more than copying it.
///
/// The bodies repeat after some thousand records. A store that compresses page by page, as Winnow does, gains nothing by
/// that.
struct PageTemplates: Sendable {
  private struct Template: Sendable {
    var bytes: [UInt8] = []
    /// Where each record ends.
    var ends: [Int] = []
    /// Where a record's number stands, and which record of the page that is.
    var numbers: [(place: Int, record: Int)] = []
    /// Where each record's datestamp stands.
    var datestamps: [Int] = []
  }

  /// Records on a page.
  let pageSize: Int
  private let templates: [Template]
  private static let distinctRecords = 5000

  init(_ format: RecordFormat, pageSize: Int) {
    self.pageSize = pageSize
    var text = RecordText(seed: 42)
    templates = (0..<max(1, Self.distinctRecords / pageSize)).map { page in
      var template = Template()
      for record in 0..<pageSize {
        for byte in text.record(page * pageSize + record, in: format).utf8 {
          switch byte {
          case UInt8(ascii: "@"):
            template.numbers.append((template.bytes.count, record))
            template.bytes += [UInt8](repeating: 0, count: 7)
          case UInt8(ascii: "~"):
            template.datestamps.append(template.bytes.count)
            template.bytes += [UInt8](repeating: 0, count: 20)
          default: template.bytes.append(byte)
          }
        }
        template.ends.append(template.bytes.count)
      }
      return template
    }
  }

  /// Appends the records of the page that begins with an item, as many as the list has from there on.
  func append(itemsFrom first: Int, of count: Int, to page: inout [UInt8]) {
    let template = templates[first / pageSize % templates.count]
    let records = min(pageSize, count - first)
    guard records > 0 else { return }
    let start = page.count
    page += template.bytes[..<template.ends[records - 1]]
    for (place, record) in template.numbers where record < records {
      Self.write(first + record, digits: 7, to: &page, at: start + place)
    }
    for (record, place) in template.datestamps.enumerated() where record < records {
      Self.writeDatestamp(of: first + record, to: &page, at: start + place)
    }
  }

  /// A datestamp that rises with the items: one an hour from 1960 on, every month of 28 days.
  private static func writeDatestamp(of item: Int, to page: inout [UInt8], at place: Int) {
    let days = item / 24
    write(1960 + days / 336, digits: 4, to: &page, at: place)
    write(1 + days / 28 % 12, digits: 2, to: &page, at: place + 5)
    write(1 + days % 28, digits: 2, to: &page, at: place + 8)
    write(item % 24, digits: 2, to: &page, at: place + 11)
    write(item % 60, digits: 2, to: &page, at: place + 14)
    write(item % 59, digits: 2, to: &page, at: place + 17)
    for (offset, byte) in zip([4, 7, 10, 13, 16, 19], "--T::Z".utf8) { page[place + offset] = byte }
  }

  private static func write(_ number: Int, digits: Int, to page: inout [UInt8], at place: Int) {
    var rest = number
    for offset in stride(from: digits - 1, through: 0, by: -1) {
      page[place + offset] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
  }
}
