import Foundation
import Testing

@testable import EDM

@Suite("The normalised view")
struct TextNormalisationTests {
  @Test(
    "white space",
    arguments: [
      ("A dog", "A dog"), ("", ""), (" ", ""), ("  A \n\t dog ", "A dog"), ("A\u{A0}dog", "A dog"),
      ("A\u{200B}dog\u{FEFF}", "Adog"), ("Müller  é", "Müller é"), ("a\u{2003}b", "a b"), ("é ", "é"),
      ("नी\u{200D}क", "नी\u{200D}क"), ("東京　駅", "東京 駅"),
    ])
  func normalisesSpace(_ text: String, _ expected: String) {
    #expect(WhiteSpace.normalised(text) == expected)
  }

  @Test(
    "mark-up is taken out",
    arguments: [
      ("<p>A <b>dog</b></p>", " A dog "), ("one<br/>two", "one two"), ("A &amp; B", "A & B"),
      ("M&uuml;ller &#8211; &#xE9;", "Müller – é"), ("&lt;i&gt;dog&lt;/i&gt;", "dog"),
      ("<a href=\"x?a>b\">link</a>", "link"), ("x<!-- no -->y", "xy"), ("a<script>1 < 2</script>b", "a b"),
      ("H<SUB>2</SUB>O", "H2O"), ("&amp;lt;", "&lt;"),
    ])
  func stripsMarkup(_ text: String, _ expected: String) {
    #expect(Markup.stripped(text)?.text == expected)
  }

  @Test(
    "what is no mark-up stays",
    arguments: [
      "a < b > c", "<1900>", "<unknown>", "R&D;", "a & b", "http://x.example/?a=1&copy=2", "<b",
      "<p class='x",
      "&#0;", "&#xD800;", "<", "&", "</", "<bold>", "5 <i",
    ])
  func keepsText(_ text: String) {
    #expect(Markup.stripped(text) == nil)
  }

  @Test(
    "links",
    arguments: [
      ("http://x.example/a", "http://x.example/a"), (" http://x.example/a\n", "http://x.example/a"),
      ("HTTP://X.Example/Path", "http://x.example/Path"), ("http://x.example/a b", "http://x.example/a%20b"),
      ("http://x.example/{a}|b", "http://x.example/%7Ba%7D%7Cb"), ("urn:ISBN:1", "urn:ISBN:1"),
      ("http://User@x.example/", "http://User@x.example/"), ("http://x.example/A", "http://x.example/A"),
      ("https://X.example?Q=A", "https://x.example?Q=A"), ("Page", "Page"),
      ("http://x.example/%2f", "http://x.example/%2f"),
    ])
  func normalisesLinks(_ link: String, _ expected: String) {
    #expect(LinkForm.normalised(link) == expected)
  }

  @Test("hostile text takes time in proportion to its length")
  func boundsWork() {
    let clock = ContinuousClock()
    for part in ["<!--", "<a \"", "<script>", "&amp", "<<<<", " \u{A0}"] {
      let text = String(repeating: part, count: 50_000)
      let time = clock.measure {
        _ = Markup.stripped(text)
        _ = WhiteSpace.normalised(text)
      }
      #expect(time < .seconds(20), "\(part)")
    }
  }

  private static let record = EDMRecord(resources: [
    Resource(
      kind: .providedCHO, about: "http://x.example/One object",
      statements: [
        Statement(.dcTitle, .literal(.init(" <b>A dog</b> ", language: "ENG"))),
        Statement(.dcSubject, .literal(.init("dogs"))),
        Statement(.dcTitle, .literal(.init("A dog", language: "en"))),
        Statement(.dcTitle, .literal(.init("A  dog", language: "eng"))),
        Statement(.dcLanguage, .literal(.init("Deutsch"))),
        Statement(.dcLanguage, .literal(.init("de; en"))),
        Statement(.dcRelation, .resource("HTTP://X.example/a b")),
        Statement(.edmIsRelatedTo, .resource("http://x.example/One object")),
        Statement(.dcSubject, .literal(.init("dogs"))),
      ])
  ])

  @Test("every change is logged with what stood there, and the names of resources stay")
  func logs() {
    let view = Self.record.normalised()
    let texts = view.record.resources[0].statements.map(\.object.text)
    #expect(
      texts == [
        "A dog", "dogs", "de", "de; en", "http://x.example/a%20b", "http://x.example/One object",
      ])
    #expect(
      view.changes.map { "\($0.kind.rawValue) \($0.statement) \($0.before) → \($0.after)" } == [
        "markup 0  <b>A dog</b>  →  A dog ", "white-space 0  A dog  → A dog", "language-tag 0 ENG → en",
        "white-space 3 A  dog → A dog", "language-tag 3 eng → en", "language 4 Deutsch → de",
        "link 6 HTTP://X.example/a b → http://x.example/a%20b", "duplicate 2 A dog → ",
        "duplicate 3 A dog → ", "duplicate 8 dogs → ",
      ])
    #expect(view.changes.allSatisfy { $0.confidence >= 0.95 && $0.path.hasPrefix("edm:ProvidedCHO/") })
  }

  @Test("every change can be undone")
  func undoes() {
    #expect(Self.record.normalised().original == Self.record)
  }

  @Test("changes below the asked confidence are not made")
  func keepsDoubtful() {
    let view = Self.record.normalised(minimumConfidence: 0.99)
    #expect(!view.changes.contains { $0.kind == .language })
    #expect(view.original == Self.record)
  }

  @Test("a normalised record is not changed again")
  func isStable() {
    let once = Self.record.normalised().record
    #expect(once.normalised().changes == [])
  }

  @Test(
    "real records: each view can be undone and is stable",
    .enabled(if: Checkout.exists(Checkout.listing), "needs ../shared/data"))
  func holdsOnRealRecords() throws {
    let listing = try String(contentsOf: Checkout.listing, encoding: .utf8)
    var counts: [Normalisation.Kind: Int] = [:]
    var records: [EDMRecord] = []
    var reads: [EDMReadResult] = []
    for line in listing.split(separator: "\n").dropFirst() {
      let file = Checkout.samples.appendingPathComponent(String(line.prefix { $0 != "\t" }))
      guard let read = try? EDMReader().read(Array(try Data(contentsOf: file))) else { continue }
      let view = read.record.normalised()
      #expect(view.original == read.record, "\(file.lastPathComponent)")
      for change in view.changes { counts[change.kind, default: 0] += 1 }
      records.append(read.record)
      reads.append(read)
    }
    #expect(records.count > 100)
    let clock = ContinuousClock()
    let normalising = clock.measure { for record in records { _ = record.normalised() } }
    let patterns = clock.measure { for record in records { _ = record.problemPatterns } }
    let verdicts = clock.measure { for read in reads { _ = read.verdict } }
    print(
      "normalised view: \(records.count) records, \(counts); each takes \(normalising / records.count), "
        + "patterns \(patterns / records.count), verdict \(verdicts / records.count)")
  }
}
