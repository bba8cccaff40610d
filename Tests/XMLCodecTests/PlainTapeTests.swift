import Testing

@testable import XMLCodec

/// The tape that is made without libxml2 beside the one that is made with it.
struct PlainTapeTests {
  private static let names = XMLNameTable([
    ("urn:o", "r"), ("urn:d", "i"), ("urn:q", "x"), ("", "a"),
    ("http://www.w3.org/XML/1998/namespace", "lang"),
    ("urn:o", "isReplacedBy"), ("urn:o", "isRequiredBy"),
  ])

  private static func plain(_ bytes: [UInt8], _ limits: XMLLimits = .default) -> XMLTape? {
    bytes.withUnsafeBufferPointer { PlainDocument.tape(of: $0, names: names, limits: limits) }
  }

  private static func judge(_ bytes: [UInt8], _ limits: XMLLimits = .default) -> XMLTape? {
    bytes.withUnsafeBufferPointer { try? TapeBuilder.tape(of: $0, names: names, limits: limits) }
  }

  /// A tape as text, in which equal tapes are equal.
  private static func text(_ tape: XMLTape) -> [String] {
    tape.events.map { event in
      let name = event.kind == .text ? nil : tape.name(event.name)
      let attributes = tape.attributes(of: event).map { attribute in
        "\(attribute.name) \(tape.name(attribute.name)) \(Array(attribute.value.utf8))"
      }
      return "\(event.kind) \(event.name) \(String(describing: name)) \(event.partner) \(attributes) "
        + "\(Array(tape.text(of: event).utf8))"
    }
  }

  @Test(
    "texts, values and names are those of libxml2",
    arguments: [
      "<a/>", "<a a='1'></a>", "<a>&amp;&lt;&gt;&quot;&apos;&#233;&#x1F5BC;&#xe9;&#xE9;&#10;&#13;</a>",
      "<a b='&amp;&lt;&gt;&quot;&apos;&#233;&#10;&#9;'/>", "<a b=' 1\t2\n3\r\n4\r5  '/>",
      "<a>1\r\n2\r3\n4\t5\r\r\n6\r</a>", "<a><![CDATA[1\r\n2\r3&amp;]]></a>",
      "<a>x<![CDATA[<&amp;>]]>y&amp;<![CDATA[z]]></a>", "<a><![CDATA[x]]><b/>y<![CDATA[z]]></a>",
      "<o:r xmlns:o='urn:o'><o:isReplacedBy/><o:isRequiredBy/><o:other/><o:other xml:lang='de'/></o:r>",
      "<r xmlns='urn:o' r='1'><r xmlns='' a='2'><a/></r><i xmlns='urn:d'/><r/></r>",
      "<p:r xmlns:p='urn:o'><p:r xmlns:p='urn:d'><p:i p:i='1' i='2'/></p:r><p:r/></p:r>",
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<a>é</a>\n\n", "<a b=\"'\" c='\"'/>", "<a>]] ]>x</a>",
      "<a>1<!-- - -->2<!--3-->4</a>", "<a><!-- --><b/><!-- --></a>", "<!--1--><a> <!--2--> </a><!--3-->",
      "<?xml version='1.0' encoding=\"utf-8\" standalone='no'?><!--1--><a>\r<!--2-->\n</a>",
      "<a>1\r<!---->\n2</a>", "<a xml:space='odd' xml:id=' 1 '/>", "<a>\n  <b>\n  </b>\n</a>",
    ])
  func same(_ document: String) throws {
    let plain = try #require(Self.plain(Array(document.utf8)))
    let judge = try #require(Self.judge(Array(document.utf8)))
    #expect(Self.text(plain) == Self.text(judge))
  }

  @Test("a document nested deeper than allowed is left to libxml2, which says so")
  func depth() {
    let limits = XMLLimits(maximumDepth: 3)
    #expect(Self.plain(Array("<a><a><a/></a></a>".utf8), limits) != nil)
    for document in ["<a><a><a><a/></a></a></a>", "<a><a><a><a>x</a></a></a></a>"] {
      #expect(Self.plain(Array(document.utf8), limits) == nil)
      #expect(throws: XMLError.self) {
        try XMLTape(parsing: Array(document.utf8), names: Self.names, limits: limits)
      }
    }
  }

  @Test(
    "what libxml2 might read otherwise is left to it",
    arguments: [
      "<a><![CDATA[]]></a>", "<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "<a xmlns:p='urn:&#112;'/>",
      "<a xmlns:p='urn:\n'/>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?b?><a/>",
    ])
  func left(_ document: String) { #expect(Self.plain(Array(document.utf8)) == nil) }

  @Test("after random changes the tape is still that of libxml2")
  func mutations() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    let model = Array(
      """
      <o:r xmlns:o="urn:o" xmlns="urn:d" a="1&amp;" o:b='2'>\r\n<i>Gemälde &#228; ]] 写🖼</i><o:p xmlns:q="urn:q" \
      q:x="" xml:lang="de"/><![CDATA[<x>]]>y\r<q a="&lt;\t"></q><i xmlns="">&#x41;</i></o:r>
      """.utf8)
    let pieces = [
      "<", ">", "/", "\"", "'", "&", ";", "=", ":", " ", "]]>", "]", "o:", "q:", "xmlns:", "<i>", "</i>",
      "#x",
      "\r", "\n", "\r\n", "\t", "&#13;", "<![CDATA[", "x='y' ", "<!--", "-->", "--", "<!--x-->",
    ].map { Array($0.utf8) }
    var accepted = 0
    for _ in 0..<20_000 {
      var bytes = model
      for _ in 0..<1 + next(3) {
        let place = next(bytes.count)
        let end = min(bytes.count, place + next(4))
        switch next(4) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes[place] = UInt8(truncatingIfNeeded: next(256))
        case 2: bytes.insert(contentsOf: pieces[next(pieces.count)], at: place)
        default: bytes.insert(contentsOf: bytes[place..<end], at: next(bytes.count))
        }
      }
      guard let plain = Self.plain(bytes) else { continue }
      accepted += 1
      #expect(
        Self.judge(bytes).map(Self.text) == Self.text(plain),
        "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
    }
    #expect(accepted > 1000, "seed \(seed)")
  }
}
