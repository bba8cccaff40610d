import Testing

@testable import EDM

@Suite("Languages")
struct LanguageNormaliserTests {
  @Test(
    "codes and tags come to BCP 47 with the shortest code",
    arguments: [
      ("de", "de"), ("DE", "de"), ("deu", "de"), ("ger", "de"), (" fre ", "fr"), ("fra", "fr"), ("cze", "cs"),
      ("gsw", "gsw"), ("mul", "mul"), ("und", "und"), ("gem", "gem"), ("iw", "he"), ("scc", "sr"),
      ("en-gb", "en-GB"), ("EN_us", "en-US"), ("ger-at", "de-AT"), ("zh-hans-cn", "zh-Hans-CN"),
      ("sr-LATN", "sr-Latn"), ("sl-ROZAJ-biske", "sl-rozaj-biske"), ("es-419", "es-419"),
      ("zh-yue", "zh-yue"),
      ("de-1996", "de-1996"), ("en-x-Museum", "en-x-museum"),
    ])
  func readsTags(_ text: String, _ tag: String) {
    let reading = LanguageNormaliser.reading(of: text)
    #expect(reading?.tag == tag)
    #expect(reading?.source == .tag)
    #expect((reading?.confidence ?? 0) >= LanguageNormaliser.minimumConfidence)
  }

  @Test(
    "names are known in many languages",
    arguments: [
      ("German", "de"), ("Deutsch", "de"), ("ALLEMAND", "de"), ("niemiecki", "de"), ("English", "en"),
      ("Nederlands", "nl"), ("ελληνικά", "el"), ("română", "ro"), ("Русский", "ru"), ("suomi", "fi"),
      ("Church  Slavic", "cu"), ("français", "fr"), ("Magyar", "hu"), ("עברית", "he"), ("日本語", nil),
    ])
  func readsNames(_ text: String, _ tag: String?) {
    #expect(LanguageNormaliser.reading(of: text)?.tag == tag)
    if tag != nil { #expect(LanguageNormaliser.reading(of: text)?.source == .name) }
  }

  @Test(
    "what is no language, or more than one, stays as it is",
    arguments: [
      "", "  ", "xx", "qqz", "dk", "e", "in", "de; en", "German, English", "eng-fre", "de-", "-de", "de--AT",
      "de-AT-x", "de-a1", "en-abc", "latino sine", "1", "en-toolongsubtag", "http://x.example/de",
    ])
  func leavesUnknown(_ text: String) {
    #expect(LanguageNormaliser.reading(of: text) == nil)
  }

  @Test("a name needs four characters")
  func needsLength() {
    #expect(LanguageNames.code(for: "tamil") == "ta")
    #expect(LanguageNames.code(for: "norsk") == "no")
    #expect(LanguageNormaliser.minimumNameLength == 4)
    #expect(LanguageNormaliser.reading(of: "ewe")?.source == .tag)
    #expect(LanguageNormaliser.reading(of: "ido")?.tag == "io")
  }
}
