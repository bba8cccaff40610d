import Testing

@testable import XMLCodec

/// The fast proof of well-formedness, judged by libxml2.
struct PlainDocumentTests {
  private static func isPlain(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { PlainDocument.isWellFormed($0) }
  }

  /// What libxml2 says, without the fast proof before it.
  private static func isWellFormed(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer {
      (try? TapeBuilder.tape(of: $0, names: XMLNameTable([]), limits: .default)) != nil
    }
  }

  @Test(
    "plain documents are accepted",
    arguments: [
      "<a/>", "<a></a>", "<a >text</a >\n", "<a b='1' c=\"2\"/>", "<a b=\"it's > ]]\"/>", "<a>]] ></a>",
      "<a xmlns=\"urn:x\" xmlns:p='urn:p'><p:b p:c='1' c='2' xml:lang='de'/></a>",
      "<a>&amp;&lt;&gt;&quot;&apos;&#233;&#x1F5BC;</a>", "<a>é – 写 🖼 \u{FEFF}\u{7F}</a>",
      "<a><![CDATA[<b>&c;]] ]]]></a>", "<a xmlns=''/>", "<a\n\tb = '&#10;'\r\n/>", "<_.-1/>",
      "<a xmlns:p='urn:1'><b xmlns:p='urn:2'/><p:c/></a>", " <a/>",
      "<?xml version='1.0'?><a/>", "<?xml version=\"1.0\"  encoding='utf-8' standalone = \"yes\" ?>\n<a/>",
      "<!-- --><a/>", "<a><!-- é - > --></a>", "<!----><a/>\n<!--->--> ", "<a>1<!--2--><![CDATA[3]]></a>",
    ])
  func accepted(_ text: String) {
    #expect(Self.isPlain(text))
    #expect(Self.isWellFormed(Array(text.utf8)))
  }

  @Test(
    "faulty documents are never accepted",
    arguments: [
      "", "<", "<a", "<a>", "<a></b>", "<a/><b/>", "<a/>x", "<a b=1/>", "<a b='1'c='2'/>", "<a b='1' b='2'/>",
      "<a b='<'/>", "<a>&b;</a>", "<a>& </a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#xFFFF;</a>",
      "<a>&#;</a>",
      "<a>&#1114112;</a>", "<a>]]></a>", "<a>\u{1}</a>", "<a>\u{FFFE}</a>", "<p:a/>", "<a p:b='1'/>",
      "<a xmlns:p=''/>", "<a xmlns:p='urn:1' xmlns:p='urn:2'/>", "<a xmlns='urn:1' xmlns='urn:2'/>",
      "<a xmlns:p='urn:1' xmlns:q='urn:1' p:b='1' q:b='2'/>", "<a:b:c/>", "<:a/>", "<a:/>", "<a/ >", "</a>",
      "<a><![CDATA[x</a>", "<a><b></a></b>", "<a xmlns:xml='urn:x'/>", "<a xmlns:p='urn:p'><p:b></b></a>",
      "<b xmlns:p='urn:p'/><p:a/>", "<a><b xmlns:p='urn:p'/><p:c/></a>", "<1/>", "<a 1='2'/>", "< a/>",
      "<a>< b/></a>", "<a><!-- -- --></a>", "<a><!-- ---></a>", "<a/><!--", "<a><!--></a>",
      "<!-- \u{1} --><a/>",
      "<?xml?><a/>", "<?xml version='1.0' version='1.0'?><a/>", "<?xml version='1.0'encoding='UTF-8'?><a/>",
      "<?xml version='1.0' standalone='maybe'?><a/>",
      "<?xml version='1.0' standalone='yes' encoding='UTF-8'?><a/>", " <?xml version='1.0'?><a/>",
      "<?xml version='1.0\"?><a/>", "<?xml encoding='UTF-8'?><a/>",
    ])
  func refused(_ text: String) {
    #expect(!Self.isPlain(text))
    #expect(!Self.isWellFormed(Array(text.utf8)))
  }

  @Test(
    "bytes that are no UTF-8 are never accepted",
    arguments: [
      [0x80], [0xC0, 0x80], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBE],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82],
    ] as [[UInt8]])
  func encodings(_ bytes: [UInt8]) {
    let document = Array("<a>".utf8) + bytes + Array("</a>".utf8)
    #expect(!document.withUnsafeBufferPointer { PlainDocument.isWellFormed($0) })
    #expect(WellFormedness.problem(in: document) != nil)
  }

  @Test(
    "what is rare is left to libxml2",
    arguments: [
      "<?xml version='1.1'?><a/>", "<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "<a><?b?></a>", "<é/>",
      "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
      "<a xmlns:p='urn:1' xmlns:q='urn:2' p:b='1' q:b='2'/>", "<a xmlns:p='urn:1&amp;2'/>",
      String(repeating: "<a>", count: 220) + String(repeating: "</a>", count: 220),
    ])
  func rare(_ text: String) {
    #expect(!Self.isPlain(text))
    #expect(WellFormedness.problem(in: Array(text.utf8)) == nil)
  }

  @Test("what is accepted after random changes, libxml2 accepts too")
  func mutations() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Sequence(state: seed)
    let model = Array(
      """
      <o:r xmlns:o="urn:o" xmlns="urn:d" a="1&amp;" o:b='2'><i>Gemälde &#228; ]] 写🖼</i><o:p xmlns:q="urn:q" \
      q:x="" xml:lang="de"/><![CDATA[<x>]]><q a="&lt;"></q></o:r>
      """.utf8)
    let pieces = [
      "<", ">", "/", "\"", "'", "&", ";", "=", ":", " ", "]]>", "]", "o:", "q:", "xmlns:", "<i>", "</i>",
      "#x",
    ]
    .map { Array($0.utf8) }
    var accepted = 0
    for _ in 0..<20_000 {
      var bytes = model
      for _ in 0..<1 + random.next() % 3 {
        let place = Int(random.next() % UInt64(bytes.count))
        let end = min(bytes.count, place + Int(random.next() % 4))
        switch random.next() % 4 {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 2: bytes.insert(contentsOf: pieces[Int(random.next() % UInt64(pieces.count))], at: place)
        default: bytes.insert(contentsOf: bytes[place..<end], at: Int(random.next() % UInt64(bytes.count)))
        }
      }
      guard bytes.withUnsafeBufferPointer({ PlainDocument.isWellFormed($0) }) else { continue }
      accepted += 1
      #expect(Self.isWellFormed(bytes), "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
    }
    #expect(accepted > 1000, "seed \(seed)")
  }

  /// Numbers by a linear congruence (D. E. Knuth, The Art of Computer Programming, volume 2, section 3.3.4).
  private struct Sequence {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }
}
