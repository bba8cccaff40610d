/// A script of the Unicode Standard, of those that catalogues use.
///
/// Source: Unicode Character Database, property Script (UAX #24): ranges of letters, joined where nothing but combining
/// marks lies between them. Signs and digits that scripts share belong to none.
enum WritingSystem: UInt8, CaseIterable, Sendable {
  case latin, greek, cyrillic, armenian, hebrew, arabic, syriac, devanagari, bengali, gurmukhi, gujarati,
    tamil, telugu, kannada, malayalam, sinhala, thai, lao, tibetan, myanmar, georgian, hangul, ethiopic,
    khmer, mongolian, hiragana, katakana, han, coptic, glagolitic, gothic, runic

  /// The name in the Unicode Standard.
  var name: String { "\(self)".prefix(1).uppercased() + "\(self)".dropFirst() }

  /// The script of a character; `nil` for signs, digits and scripts that are not listed.
  init?(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x250 {
      guard Self.isLatin(value) else { return nil }
      self = .latin
      return
    }
    var (low, high) = (0, Self.ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if value > Self.ranges[middle].last { low = middle + 1 } else { high = middle }
    }
    guard low < Self.ranges.count, value >= Self.ranges[low].first else { return nil }
    self = Self.ranges[low].script
  }

  /// The letters up to Latin Extended-B, the look at nearly every character.
  private static func isLatin(_ value: UInt32) -> Bool {
    if value < 0x80 { return value | 32 >= 0x61 && value | 32 <= 0x7A }
    return value >= 0xC0 ? value != 0xD7 && value != 0xF7 : value == 0xAA || value == 0xBA
  }

  private static let ranges: [(first: UInt32, last: UInt32, script: WritingSystem)] = [
    (0x0041, 0x005A, .latin), (0x0061, 0x007A, .latin), (0x00AA, 0x00AA, .latin), (0x00BA, 0x00BA, .latin),
    (0x00C0, 0x00D6, .latin), (0x00D8, 0x00F6, .latin), (0x00F8, 0x02B8, .latin), (0x02E0, 0x02E4, .latin),
    (0x0370, 0x0373, .greek), (0x0375, 0x037D, .greek), (0x037F, 0x0384, .greek), (0x0386, 0x0386, .greek),
    (0x0388, 0x03E1, .greek), (0x03E2, 0x03EF, .coptic), (0x03F0, 0x03FF, .greek),
    (0x0400, 0x052F, .cyrillic), (0x0531, 0x058F, .armenian), (0x0591, 0x05F4, .hebrew),
    (0x0600, 0x0604, .arabic), (0x0606, 0x060B, .arabic), (0x060D, 0x061A, .arabic),
    (0x061C, 0x061E, .arabic), (0x0620, 0x063F, .arabic), (0x0641, 0x06DC, .arabic),
    (0x06DE, 0x06FF, .arabic), (0x0700, 0x074F, .syriac), (0x0750, 0x077F, .arabic),
    (0x0860, 0x086A, .syriac), (0x0870, 0x08E1, .arabic), (0x08E3, 0x08FF, .arabic),
    (0x0900, 0x0963, .devanagari), (0x0966, 0x097F, .devanagari), (0x0980, 0x09FE, .bengali),
    (0x0A01, 0x0A76, .gurmukhi), (0x0A81, 0x0AFF, .gujarati), (0x0B82, 0x0BFA, .tamil),
    (0x0C00, 0x0C7F, .telugu), (0x0C80, 0x0CF2, .kannada), (0x0D00, 0x0D7F, .malayalam),
    (0x0D81, 0x0DF4, .sinhala), (0x0E01, 0x0E3A, .thai), (0x0E40, 0x0E5B, .thai), (0x0E81, 0x0EDF, .lao),
    (0x0F00, 0x0FD4, .tibetan), (0x0FD9, 0x0FDA, .tibetan), (0x1000, 0x109F, .myanmar),
    (0x10A0, 0x10FA, .georgian), (0x10FC, 0x10FF, .georgian), (0x1100, 0x11FF, .hangul),
    (0x1200, 0x1399, .ethiopic), (0x16A0, 0x16EA, .runic), (0x16EE, 0x16F8, .runic),
    (0x1780, 0x17F9, .khmer), (0x1800, 0x1801, .mongolian), (0x1804, 0x1804, .mongolian),
    (0x1806, 0x18AA, .mongolian), (0x19E0, 0x19FF, .khmer), (0x1C80, 0x1C8A, .cyrillic),
    (0x1C90, 0x1CBF, .georgian), (0x1D00, 0x1D25, .latin), (0x1D26, 0x1D2A, .greek),
    (0x1D2B, 0x1D2B, .cyrillic), (0x1D2C, 0x1D5C, .latin), (0x1D5D, 0x1D61, .greek),
    (0x1D62, 0x1D65, .latin), (0x1D66, 0x1D6A, .greek), (0x1D6B, 0x1D77, .latin),
    (0x1D78, 0x1D78, .cyrillic), (0x1D79, 0x1DBE, .latin), (0x1DBF, 0x1DBF, .greek),
    (0x1E00, 0x1EFF, .latin), (0x1F00, 0x1FFE, .greek), (0x2160, 0x2188, .latin),
    (0x2C00, 0x2C5F, .glagolitic), (0x2C60, 0x2C7F, .latin), (0x2C80, 0x2CFF, .coptic),
    (0x2D00, 0x2D2D, .georgian), (0x2D80, 0x2DDE, .ethiopic), (0x2DE0, 0x2DFF, .cyrillic),
    (0x2E80, 0x2FD5, .han), (0x3005, 0x3005, .han), (0x3007, 0x3007, .han), (0x3021, 0x3029, .han),
    (0x302E, 0x302F, .hangul), (0x3038, 0x303B, .han), (0x3041, 0x3096, .hiragana),
    (0x309D, 0x309F, .hiragana), (0x30A1, 0x30FA, .katakana), (0x30FD, 0x30FF, .katakana),
    (0x3131, 0x318E, .hangul), (0x31F0, 0x31FF, .katakana), (0x3400, 0x4DBF, .han), (0x4E00, 0x9FFF, .han),
    (0xA640, 0xA69F, .cyrillic), (0xA722, 0xA787, .latin), (0xA78B, 0xA7FF, .latin),
    (0xA8E0, 0xA8FF, .devanagari), (0xA960, 0xA97C, .hangul), (0xA9E0, 0xA9FE, .myanmar),
    (0xAA60, 0xAA7F, .myanmar), (0xAB01, 0xAB2E, .ethiopic), (0xAB30, 0xAB5A, .latin),
    (0xAB5C, 0xAB64, .latin), (0xAB65, 0xAB65, .greek), (0xAB66, 0xAB69, .latin), (0xAC00, 0xD7FB, .hangul),
    (0xF900, 0xFAD9, .han), (0xFB00, 0xFB06, .latin), (0xFB13, 0xFB17, .armenian),
    (0xFB1D, 0xFB4F, .hebrew), (0xFB50, 0xFD3D, .arabic), (0xFD40, 0xFDFF, .arabic),
    (0xFE2E, 0xFE2F, .cyrillic), (0xFE70, 0xFEFC, .arabic), (0xFF21, 0xFF3A, .latin),
    (0xFF41, 0xFF5A, .latin), (0xFF66, 0xFF6F, .katakana), (0xFF71, 0xFF9D, .katakana),
    (0xFFA0, 0xFFDC, .hangul), (0x10330, 0x1034A, .gothic), (0x10780, 0x107BA, .latin),
    (0x10E60, 0x10E7E, .arabic), (0x1AFF0, 0x1B000, .katakana), (0x1B001, 0x1B11F, .hiragana),
    (0x1B120, 0x1B122, .katakana), (0x1B150, 0x1B152, .hiragana), (0x1B164, 0x1B167, .katakana),
    (0x1DF00, 0x1DF1E, .latin), (0x1E000, 0x1E02A, .glagolitic), (0x1EE00, 0x1EEF1, .arabic),
    (0x20000, 0x2EBE0, .han), (0x2F800, 0x3134A, .han),
  ]
}
