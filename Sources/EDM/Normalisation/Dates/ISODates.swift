/// Dates as ISO 8601, EDTF and the DCMI period encoding write them.
enum ISODates {
  /// `1889`, `1889-11?`, `1889-11-01T10:00:00+01:00`; the time of day is left out.
  static func date(_ bytes: ArraySlice<UInt8>) -> DateReading? {
    guard let first = bytes.first, first.isDigit || first == .hyphen || first == .upperY else { return nil }
    return DateReading(EDTFDate(bytes, timeAllowed: true))
  }

  /// `1889/1898`, `../1889`, `1889 / 1898`, `1889/`.
  static func range(_ bytes: ArraySlice<UInt8>) -> DateReading? {
    guard bytes.contains(.slash) else { return nil }
    return EDTF(bytes, timeAllowed: true).map { DateReading($0) }
  }

  /// `-12345`, which EDTF writes with a `Y`.
  static func longYear(_ bytes: ArraySlice<UInt8>) -> DateReading? {
    guard bytes.first == .hyphen else { return nil }
    return DateReading(longNegativeYear(bytes))
  }

  /// `-12345/-12344`.
  static func longYearRange(_ bytes: ArraySlice<UInt8>) -> DateReading? {
    guard bytes.first == .hyphen, let slash = bytes.onlyIndex(of: .slash) else { return nil }
    guard let first = longNegativeYear(bytes[..<slash].trimmed()) else { return nil }
    guard let last = longNegativeYear(bytes[(slash + 1)...].trimmed()) else { return nil }
    return DateReading(.interval(from: first, to: last))
  }

  private static func longNegativeYear(_ bytes: ArraySlice<UInt8>) -> EDTFDate? {
    var scanner = DateScanner(bytes)
    guard scanner.take(.hyphen), let year = scanner.digits(5...9), scanner.isAtEnd, year > 9999 else {
      return nil
    }
    return EDTFDate(year: -year)
  }

  /// `name=Great Depression; start=1929; end=1939; scheme=W3C-DTF`, the name perhaps without its key.
  ///
  /// Source: DCMI Period Encoding Scheme, <https://www.dublincore.org/specifications/dublin-core/dcmi-period/>.
  /// A bound that is no date of its own counts as not given, as in Metis.
  static func period(_ text: DateText) -> DateReading? {
    guard text.bytes.contains(.equals) else { return nil }
    var fields: [String: ArraySlice<UInt8>] = [:]
    var name: ArraySlice<UInt8>?
    for (number, part) in text.bytes.split(separator: .semicolon).enumerated() {
      guard let equals = part.firstIndex(of: .equals) else {
        if number == 0 { name = part.trimmed() }
        continue
      }
      let key = part[..<equals].trimmed().word
      guard fields.updateValue(part[(equals + 1)...].trimmed(), forKey: key) == nil else { return nil }
    }
    if let scheme = fields["scheme"] {
      guard ["w3c-dtf", "w3cdtf"].contains(scheme.word) else { return nil }
    }
    let start = fields["start"].flatMap(periodBound)
    let end = fields["end"].flatMap(periodBound)
    guard start != nil || end != nil else { return nil }
    let label = (fields["name"] ?? name).map { String(decoding: $0, as: UTF8.self) }
    return DateReading(
      .interval(from: start, to: end), label: label?.isEmpty == true ? nil : label, isSpeltOut: true)
  }

  private static func periodBound(_ bytes: ArraySlice<UInt8>) -> EDTFDate? {
    EDTFDate(bytes, timeAllowed: true) ?? longNegativeYear(bytes)
  }
}
