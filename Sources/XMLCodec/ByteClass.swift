/// What a byte may be in plain markup, as bits.
enum ByteClass {
  static let startsName: UInt8 = 1
  static let continuesName: UInt8 = 2
  static let space: UInt8 = 4
  /// May stand in text without a further look.
  static let plainInText: UInt8 = 8
  /// May stand in an attribute's value without a further look.
  static let plainInValue: UInt8 = 16

  static let table: [UInt8] = (UInt8.min...UInt8.max).map { byte in
    var bits: UInt8 = 0
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      bits = startsName | continuesName
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): bits = continuesName
    case 0x09, 0x0A, 0x0D, 0x20: bits = space
    default: break
    }
    if bits != 0 || (0x20..<0x80).contains(byte) {
      let marks: [UInt8] = [UInt8(ascii: "<"), UInt8(ascii: "&")]
      if !marks.contains(byte) {
        if byte != UInt8(ascii: "]"), byte != 0x0D { bits |= plainInText }
        if byte != UInt8(ascii: "\""), byte != UInt8(ascii: "'"), byte >= 0x20 { bits |= plainInValue }
      }
    }
    return bits
  }
}
