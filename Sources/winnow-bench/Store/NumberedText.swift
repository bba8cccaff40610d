/// Text in which the number of a record stands at known places, so that another record's is written over it at the
/// price of a copy.
///
/// Numbers have seven digits; the first one stays.
struct NumberedText: Sendable {
  private let bytes: [UInt8]
  private let places: [Int]

  /// Numbers run from 0 to one below this.
  static let bound = 1_000_000

  /// - Parameter numbers: the numbers of the record that the text is of, seven digits each.
  init(_ bytes: [UInt8], numbers: [Int]) {
    self.bytes = bytes
    let texts = numbers.map { Array(String($0).utf8) }
    places = bytes.indices.filter { place in
      // The first digit rules nearly every place out.
      texts.contains { $0[0] == bytes[place] && bytes[place...].starts(with: $0) }
    }
    .map { $0 + 1 }
  }

  init(_ text: String, numbers: [Int]) { self.init(Array(text.utf8), numbers: numbers) }

  /// The text of a record.
  func bytes(of record: Int) -> [UInt8] {
    var result = bytes
    for place in places {
      var rest = record
      for offset in stride(from: 5, through: 0, by: -1) {
        result[place + offset] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
    }
    return result
  }

  func text(of record: Int) -> String { String(decoding: bytes(of: record), as: UTF8.self) }
}
