/// A hash of text that is the same in every process and on every machine, for sketches that are merged.
enum StableHash {
  /// 64 well mixed bits of the text's UTF-8 form.
  ///
  /// Source: eight bytes a step through a 128-bit product, as in Wang Yi's wyhash; the finaliser of SplitMix64.
  static func hash(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { hash(UnsafeRawBufferPointer($0)) }
  }

  /// Two hashes as one; the order counts.
  static func combine(_ first: UInt64, _ second: UInt64) -> UInt64 {
    finish(product(first ^ factors.0, second ^ factors.1))
  }

  private static let factors: (UInt64, UInt64) = (0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB)

  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var state = factors.1 ^ UInt64(bytes.count) &* factors.0
    var position = 0
    while position + 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      // The state stands beside the product too, lest one factor that is zero wipe out what came before.
      state = product(state ^ word, factors.0) ^ (state &+ word)
      position += 8
    }
    var rest: UInt64 = 0
    while position < bytes.count {
      rest = rest << 8 | UInt64(bytes[position])
      position += 1
    }
    return finish(product(state ^ rest, factors.1) ^ (state &+ rest))
  }

  private static func product(_ first: UInt64, _ second: UInt64) -> UInt64 {
    let product = first.multipliedFullWidth(by: second)
    return product.high ^ product.low
  }

  private static func finish(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }
}
