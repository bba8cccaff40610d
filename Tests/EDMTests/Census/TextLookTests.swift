import Testing

@testable import EDM

@Suite("Scripts and broken characters")
struct TextLookTests {
  private func scripts(_ text: String) -> [WritingSystem] {
    let look = TextLook(text)
    return WritingSystem.allCases.filter { look.scripts & 1 << UInt64($0.rawValue) != 0 }
  }

  @Test(
    "letters tell the script; figures, signs and marks tell none",
    arguments: [
      ("A dog, 1889", [WritingSystem.latin]), ("1889–1890 «!» ×", []), ("Übergröße", [.latin]),
      ("Αθήνα", [.greek]), ("Київ / Kyiv", [.latin, .cyrillic]), ("ירושלים", [.hebrew]),
      ("القاهرة", [.arabic]),
      ("東京タワー", [.katakana, .han]), ("ひらがな", [.hiragana]), ("서울", [.hangul]), ("e\u{301}", [.latin]),
      ("დედაქალაქი", [.georgian]), ("Երևան", [.armenian]), ("नमस्ते", [.devanagari]), ("", []),
    ] as [(String, [WritingSystem])])
  func systems(_ text: String, _ expected: [WritingSystem]) {
    #expect(scripts(text) == expected)
  }

  @Test("the ranges of scripts agree with the regular expressions of the standard library")
  func ranges() throws {
    for (script, regex) in [
      (WritingSystem.latin, #/\p{Script=Latin}/#), (.greek, #/\p{Script=Greek}/#),
      (.cyrillic, #/\p{Script=Cyrillic}/#), (.han, #/\p{Script=Han}/#), (.arabic, #/\p{Script=Arabic}/#),
      (.hebrew, #/\p{Script=Hebrew}/#),
    ] {
      let wrong = (0x20...0x2FFF).compactMap(Unicode.Scalar.init).filter { scalar in
        guard scalar.properties.isAlphabetic, (scalar.properties.age?.major ?? 99) <= 14,
          scalar.properties.generalCategory != .nonspacingMark
        else {
          return false
        }
        let isMember = Character(scalar).wholeMatches(regex)
        return isMember != (WritingSystem(scalar) == script) && !Self.leftOut.contains(scalar.value)
      }
      #expect(wrong.isEmpty, "\(script): \(wrong.map { String($0.value, radix: 16) })")
    }
  }

  /// Letters that stand for units or numbers alone.
  private static let leftOut = Set<UInt32>([0x2071, 0x207F, 0x2126, 0x212A, 0x212B, 0x2132, 0x214E])
    .union(0x2090...0x209C)

  @Test("length is counted in code points")
  func length() {
    #expect(TextLook("").length == 0)
    #expect(TextLook("dog").length == 3)
    #expect(TextLook("döβ語").length == 4)
  }

  @Test("a word of look-alike letters of two scripts is found, two words of two scripts are not")
  func mixedWords() {
    #expect(TextLook("P\u{430}ris").hasMixedWord)
    #expect(TextLook("Athen\u{3B1}").hasMixedWord)
    #expect(!TextLook("Paris Париж").hasMixedWord)
    #expect(!TextLook("Paris-Москва").hasMixedWord)
    #expect(!TextLook("5 \u{3BC}m").hasMixedWord)
    #expect(!TextLook("e\u{301}t\u{E9} caf\u{E9}").hasMixedWord)
  }

  @Test("what wrong decoding leaves behind is found")
  func brokenCharacters() {
    #expect(TextLook("K\u{FFFD}ln").isBroken)
    #expect(TextLook("GrÃ¼Ã\u{9F}e").isBroken)
    #expect(TextLook("fÃ¼r").isBroken)
    #expect(TextLook("\u{E001}").isBroken)
    #expect(!TextLook("für Größe, São João, Ã, Â").isBroken)
  }
}

extension Character {
  fileprivate func wholeMatches(_ regex: Regex<Substring>) -> Bool {
    (try? regex.wholeMatch(in: String(self))) != nil
  }
}
