/// What languages call a century, and how sure the word makes it.
enum CenturyWord {
  /// The word leaves no doubt.
  case clear
  /// An abbreviation that other things share: believed beside a Roman numeral alone.
  case short

  /// Words before the number.
  static let before = table(
    clear: [
      "saeculum", "saeculo", "siglo", "siglos", "século", "séculos", "seculo", "séc", "secolo", "secoli",
      "segle", "segles", "secolul", "secolele", "seklu", "mende", "αιώνας", "wiek", "wieki", "vek", "век",
    ],
    short: ["s", "ss", "sec", "saec", "sc", "w", "sig"])

  /// Words behind the number.
  static let behind = table(
    clear: [
      "century", "centuries", "cent", "jahrhundert", "jahrhunderts", "jahrhunderte", "jh", "jhd", "jhdt",
      "jhs",
      "siècle", "siècles", "siecle", "siecles", "siglo", "século", "secolo", "secoli", "segle", "eeuw",
      "eeuwse",
      "ieu", "århundrade", "århundradet", "århundrede", "århundre", "öld", "wiek", "wieku", "wieki",
      "století",
      "stol", "storočie", "storočia", "stor", "stoletje", "stoletja", "stoljeće", "stoljeća", "vek", "veka",
      "век",
      "века", "вв", "столетие", "столетия", "століття", "століть", "стол", "ст", "αιώνας", "αιώνα", "αιώνες",
      "αι", "század", "századi", "amžius", "amžiaus", "amž", "gadsimts", "gadsimta", "gs", "sajand",
      "sajandi",
      "saj", "vuosisata", "vuosisadan", "haois", "ganrif", "mendea", "shekulli", "yüzyıl", "secol", "seklu",
    ],
    short: ["s", "sec", "sc", "c", "w", "sz", "a", "v", "в", "st"])

  private static func table(clear: [String], short: [String]) -> [String: CenturyWord] {
    var words: [String: CenturyWord] = [:]
    for word in short { words[word] = .short }
    for word in clear { words[word] = .clear }
    return words
  }
}
