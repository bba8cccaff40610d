internal import EDM

/// Articles at the beginning of titles, which are passed over in filing.
///
/// Only definite articles, and `a` and `an` of English: in other languages the indefinite article is a numeral too.
/// Source: MARC 21, field 245, second indicator; Initial Definite and Indefinite Articles (Library of Congress).
enum InitialArticles {
  private static let byLanguage: [String: [String]] = [
    "ca": ["el", "els", "l'", "la", "les"], "cy": ["y", "yr"], "de": ["das", "der", "die"],
    "en": ["a", "an", "the"], "es": ["el", "la", "las", "los"], "fr": ["l'", "la", "le", "les"],
    "ga": ["an", "na"], "hu": ["a", "az"], "it": ["gli", "i", "il", "l'", "la", "le", "lo"],
    "nl": ["'t", "de", "het"], "pt": ["a", "as", "o", "os"],
  ]

  /// The characters of a title that are passed over, 0 to 9, spaces included: none where the language is not told.
  static func length(in title: String, language: String?) -> Int {
    guard let language, let tag = LanguageNormaliser.reading(of: language)?.tag,
      let articles = byLanguage[String(tag.prefix { $0 != "-" })]
    else { return 0 }
    let folded = title.lowercased().replacing("\u{2019}", with: "'")
    for article in articles {
      guard folded.hasPrefix(article) else { continue }
      let rest = folded.dropFirst(article.count)
      let blanks = rest.prefix { $0 == " " }.count
      // `L'art`, but `La mer`: an article without an apostrophe at its end is a word.
      guard blanks > 0 || (article.hasSuffix("'") && rest.first?.isLetter == true), blanks < rest.count else {
        continue
      }
      let length = article.count + blanks
      return length <= 9 ? length : 0
    }
    return 0
  }
}
