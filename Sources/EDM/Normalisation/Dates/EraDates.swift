/// Years with a word for their era: `44 BC`, `1989 n.Chr.`, `50 π.Χ. - 50 μ.Χ.`.
enum EraDates {
  /// A year before or after the beginning of our era. EDTF counts a year 0, so 1 BC is `0000`, 2 BC `-0001`.
  static func single(_ text: DateText) -> DateReading? {
    guard text.hasDigit, text.hasLetter else { return nil }
    return DateReading(date(text.bytes), isSpeltOut: true)
  }

  /// Two such years with `-` or `/` between them; the first may leave its era to the second where both are BC.
  static func range(_ text: DateText) -> DateReading? {
    guard text.hasDigit, text.hasLetter else { return nil }
    for (index, byte) in zip(text.bytes.indices, text.bytes) where byte == .hyphen || byte == .slash {
      let first = text.bytes[..<index].trimmed()
      let last = text.bytes[(index + 1)...].trimmed()
      guard let to = date(last) else { continue }
      guard let from = date(first) ?? bareYear(first, before: to) else { continue }
      return DateReading(.interval(from: from, to: to), isSpeltOut: true)
    }
    return nil
  }

  /// The `100` of `100-44 BC`.
  private static func bareYear(_ bytes: ArraySlice<UInt8>, before last: EDTFDate) -> EDTFDate? {
    var scanner = DateScanner(bytes)
    guard let number = scanner.digits(1...4), scanner.isAtEnd, last.year <= 0, 1 - number < last.year else {
      return nil
    }
    return EDTFDate(year: 1 - number)
  }

  private static func date(_ bytes: ArraySlice<UInt8>) -> EDTFDate? {
    guard let first = bytes.first, bytes.count <= 24 else { return nil }
    var scanner = DateScanner(bytes)
    if first.isDigit {
      guard let number = scanner.digits(1...4), number > 0 else { return nil }
      _ = scanner.take(.space)
      guard let era = Era(after: scanner.rest) else { return nil }
      return EDTFDate(year: era == .before ? 1 - number : number)
    }
    // "AD 1066", "A.D. 1066": in English and Latin the word may come first.
    guard let digit = bytes.firstIndex(where: \.isDigit), Era.isLeadingWord(bytes[..<digit].trimmed()) else {
      return nil
    }
    scanner = DateScanner(bytes[digit...])
    guard let number = scanner.digits(1...4), number > 0, scanner.isAtEnd else { return nil }
    return EDTFDate(year: number)
  }
}

/// The two eras, and what languages call them.
enum Era {
  case before
  case after

  /// Lower case, without spaces. Dots stay: Swedish `e.Kr.` is after, Estonian `eKr` before.
  private static let words: [String: Era] = table(
    before: [
      "bc", "b.c.", "b.c", "bce", "b.c.e.", "v.chr.", "v.chr", "vchr", "v.u.z.", "v.o.j.", "av.j.-c.",
      "avj.-c.", "av.j.c.", "avantj.-c.", "a.c.", "a.c", "ac", "a.dec.", "a.e.c.", "a.j.c.", "a.chr.",
      "a.chr.n.",
      "f.kr.", "f.kr", "fkr", "f.v.t.", "ekr", "ekr.", "eaa", "eaa.", "e.m.a.", "e.m.a", "p.n.e.",
      "p.n.e", "przedchr.", "pr.kr.", "pr.kr", "predkr.", "př.kr.", "př.n.l.", "přn.l.", "pr.n.l.",
      "predn.l.",
      "pr.n.št.", "pr.m.e.", "p.m.ē.", "p.m.e.", "pr.kr.g.", "i.e.", "kr.e.", "rc", "r.c.", "qk", "q.k.",
      "î.hr.", "i.hr.", "î.e.n.", "k.a.", "пр.хр.", "пр.н.е.", "п.н.е.", "дон.э.", "дон.е.", "до.н.э.",
      "π.χ.", "π.χ", "πχ", "m.ö.", "mö",
    ],
    after: [
      "ad", "a.d.", "a.d", "ce", "c.e.", "n.chr.", "n.chr", "nchr", "u.z.", "ap.j.-c.", "apj.-c.", "ap.j.c.",
      "aprèsj.-c.", "d.c.", "d.c", "dc", "d.dec.", "d.j.c.", "p.chr.", "p.chr.n.", "e.kr.", "e.kr", "e.v.t.",
      "e.o.t.", "jkr", "jkr.", "jaa", "jaa.", "pkr", "pkr.", "m.a.j.", "n.e.", "n.e", "pochr.", "pokr.",
      "pokr",
      "pokristu", "n.l.", "n.št.", "m.e.", "m.ē.", "i.sz.", "kr.u.", "wk", "w.k.", "d.hr.", "e.n.",
      "сл.хр.", "н.е.", "н.э.", "μ.χ.", "μ.χ", "μχ", "m.s.",
    ])

  private static func table(before: [String], after: [String]) -> [String: Era] {
    var words: [String: Era] = [:]
    for word in before { words[word] = .before }
    for word in after { words[word] = .after }
    return words
  }

  /// The era that a text names, and nothing else.
  init?(after bytes: ArraySlice<UInt8>) {
    guard let first = bytes.first, first.isWordByte else { return nil }
    let key = Array(bytes.filter { $0 != .space })[...].word
    guard let era = Self.words[key] else { return nil }
    self = era
  }

  static func isLeadingWord(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= 10, bytes.first?.isWordByte == true else { return false }
    return ["ad", "a.d.", "anno", "anno domini"].contains(bytes.word)
  }
}
