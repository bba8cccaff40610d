import OAIPMH
import Testing
import XMLCodec

/// A fault inside one record that is repaired, and what its title must then be.
struct RepairableFault: Sendable, CustomTestStringConvertible {
  var kind: String
  var title: [UInt8]
  var becomes: String
  var before: String
  var testDescription: String { "\(kind) \(before)" }

  init(_ kind: String, _ title: String, _ becomes: String, before: String) {
    self.init(kind, bytes: Array(title.utf8), becomes, before: before)
  }

  init(_ kind: String, bytes: [UInt8], _ becomes: String, before: String) {
    self.kind = kind
    title = bytes
    self.becomes = becomes
    self.before = before
  }
}

@Suite("PageReader, faults")
struct PageFaultTests {
  /// A page of three records of which the second has a title in given bytes.
  private func page(title: [UInt8]) -> [UInt8] {
    let text = PageFixture.page([
      PageFixture.record("a"), PageFixture.record("b", title: "@@"), PageFixture.record("c"),
    ])
    let bytes = Array(text.utf8)
    let marker = Array("@@".utf8)
    let place = bytes.indices.first { bytes[$0...].starts(with: marker) } ?? 0
    return bytes[..<place] + title + bytes[(place + 2)...]
  }

  @Test(
    "a certain fault is repaired in its record alone",
    arguments: [
      RepairableFault("control-character", "x\u{03}\u{0B}y", "xy", before: "\\x03\\x0B"),
      RepairableFault("control-character", "x\u{FFFE}y", "xy", before: "\\xEF\\xBF\\xBE"),
      RepairableFault("bare-ampersand", "Hammer & Sickle", "Hammer &amp; Sickle", before: "&"),
      RepairableFault("bare-ampersand", "a?b=1&c=2", "a?b=1&amp;c=2", before: "&"),
      RepairableFault("named-entity", "caf&eacute;", "café", before: "&eacute;"),
      RepairableFault("named-entity", "a&nbsp;b", "a\u{A0}b", before: "&nbsp;"),
      RepairableFault("latin-1", bytes: Array("caf".utf8) + [0xE9, 0x93], "café“", before: "\\xE9\\x93"),
      RepairableFault("illegal-reference", "x&#x1F;y", "xy", before: "&#x1F;"),
      RepairableFault("illegal-reference", "x&#55349;y", "xy", before: "&#55349;"),
      RepairableFault("surrogate-pair", "x&#xD83D;&#xDC8E;y", "x💎y", before: "&#xD83D;&#xDC8E;"),
      RepairableFault(
        "surrogate-pair", bytes: [0xED, 0xA0, 0xBD, 0xED, 0xB2, 0x8E], "💎",
        before: "\\xED\\xA0\\xBD\\xED\\xB2\\x8E"),
      RepairableFault("prolog", "<?xml version='1.0'?>x", "x", before: "<?xml version='1.0'?>"),
      RepairableFault("bare-less-than", "x < 5", "x &lt; 5", before: "<"),
      RepairableFault("bare-cdata-end", "x ]]> y", "x ]]&gt; y", before: ">"),
    ])
  func repairs(_ fault: RepairableFault) throws {
    let body = page(title: fault.title)
    let page = PageReader().readRecords(body)
    #expect(page.problem == nil && page.broken.isEmpty)
    #expect(page.records.map(\.header.identifier) == ["a", "b", "c"])
    #expect(page.records.map(\.repairs.count) == [0, 1, 0])
    let record = page.records[1]
    let repair = try #require(record.repairs.first)
    #expect(repair.kind == fault.kind)
    #expect(repair.before == fault.before)
    let offset = try #require(Int(repair.place.dropFirst("byte ".count)))
    #expect(
      record.bytes[offset...].prefix(1) == fault.title.first { record.bytes[offset] == $0 }.map { [$0] })
    // As received: the bytes stand in the page as they are.
    #expect(body.indices.contains { body[$0...].starts(with: record.bytes) })
    #expect(try PageFixture.metadata(record).contains("<dc:title>\(fault.becomes)</dc:title>"))
    let stored = try StoredRecord(bytes: record.bytes, context: record.context)
    #expect(stored.repairs == record.repairs)
    #expect(WellFormedness.problem(in: stored.metadata ?? []) == nil)
  }

  @Test(
    "an uncertain fault sets its record aside with bytes and reason",
    arguments: [
      (Array("a<b>c".utf8), "mismatch"), (Array("&own;".utf8), "'own' is not defined"),
      ([0x81], "neither UTF-8"),
      (Array("<x:y/>".utf8), "prefix x"), (Array("déj".utf8) + [0xC3], "cut short"),
      (Array("<a b=c/>".utf8), "AttValue"),
    ] as [([UInt8], String)])
  func quarantine(_ title: [UInt8], _ reason: String) throws {
    let page = PageReader().readRecords(page(title: title))
    #expect(page.records.map(\.header.identifier) == ["a", "c"])
    let broken = try #require(page.broken.first)
    #expect(page.broken.count == 1)
    #expect(broken.identifier == "b")
    #expect(broken.reason.contains(reason))
    #expect(PageFixture.text(broken.bytes).hasPrefix("<record>"))
    #expect(page.token?.text == "t1")
    #expect(page.problem == nil)
  }

  @Test("a page cut anywhere keeps its whole records and says that it was cut")
  func cutAnywhere() {
    let records = ["a", "b", "c"].map { PageFixture.record($0, title: "T é") }
    let bytes = Array(PageFixture.page(records).utf8)
    for length in 0..<bytes.count {
      let page = PageReader().readRecords(Array(bytes[..<length]))
      #expect(page.problem != nil)
      #expect(page.records.map(\.header.identifier) == Array(["a", "b", "c"].prefix(page.records.count)))
      let whole = records.filter { record in
        let end = PageFixture.text(bytes[..<length]).contains(record)
        return end
      }
      #expect(page.records.count == whole.count, "cut at \(length)")
    }
  }

  @Test("a cut page still tells its date")
  func cutEnvelope() {
    let text = PageFixture.page([PageFixture.record("a"), PageFixture.record("b")])
    let page = PageFixture.read(String(text.prefix(text.count - 120)))
    #expect(page.responseDate != nil)
    #expect(page.problem == .truncated(at: text.utf8.count - 120))
    #expect(PageProblem.truncated(at: 5).description == "the response is cut off at byte 5")
  }

  @Test("a record that the next one interrupts is set aside, the next one kept")
  func interrupted() {
    let whole = PageFixture.record("b")
    let cut = String(PageFixture.record("a").prefix(180))
    for records in [
      [cut, whole], [cut, whole, PageFixture.record("c")], [PageFixture.record("z"), cut, cut, whole],
    ] {
      let page = PageFixture.read(PageFixture.page(records))
      #expect(page.broken.map(\.identifier) == records.filter { $0 == cut }.map { _ in "a" })
      #expect(page.records.count == records.count { $0 != cut })
      #expect(page.token?.text == "t1")
    }
    let last = PageFixture.read(PageFixture.page([whole, cut]))
    #expect(last.records.map(\.header.identifier) == ["b"])
    #expect(last.broken.map(\.identifier) == ["a"])
    #expect(last.token?.text == "t1")
  }

  @Test("an error element inside metadata is no protocol error, nor is a token there a token")
  func errorInMetadata() {
    let record = PageFixture.record(
      "a",
      title:
        "<error xmlns='\(PageFixture.oai)' code='badVerb'>x</error><resumptionToken xmlns='\(PageFixture.oai)'>no</resumptionToken>"
    )
    let page = PageFixture.read(PageFixture.page([record]))
    #expect(page.errors.isEmpty)
    #expect(page.token?.text == "t1")
  }

  @Test("a token of white space ends the list", arguments: ["", " ", "\n\t \n"])
  func blankToken(_ text: String) {
    let page = PageFixture.read(PageFixture.page([], token: "<resumptionToken>\(text)</resumptionToken>"))
    #expect(page.token?.continues == false)
  }

  @Test("a token keeps its reserved characters")
  func reservedToken() {
    let page = PageFixture.read(
      PageFixture.page([], token: "<resumptionToken>\n a+b%20c&amp;d|é/=?#\n</resumptionToken>"))
    #expect(page.token?.text == "a+b%20c&d|é/=?#")
  }

  @Test(
    "what stands around the root is dropped and logged",
    arguments: [
      ("\n  <?xml version='1.0'?>", "", "leading-space"),
      ("Warning: x<br />\n<?xml version='1.0'?>", "", "leading-text"),
      ("\u{FEFF}\u{FEFF}<?xml version='1.0'?>", "", "leading-space"),
      ("", "<b>Notice</b>: y", "text-after-root"),
      ("", "<?xml version='1.0'?><OAI-PMH/>", "text-after-root"),
    ])
  func surroundings(_ head: String, _ tail: String, _ kind: String) {
    let page = PageFixture.read(PageFixture.page([PageFixture.record("a")], head: head) + tail)
    #expect(page.problem == nil)
    #expect(page.records.count == 1 && page.token?.text == "t1")
    #expect(page.repairs.map(\.kind) == [kind])
  }

  @Test("a byte order mark and white space after the root are no fault")
  func harmless() {
    let page = PageFixture.read(
      PageFixture.page([PageFixture.record("a")], head: "\u{FEFF}<?xml version='1.0'?>") + "\n<!-- x -->\n")
    #expect(page.problem == nil && page.repairs.isEmpty && page.records.count == 1)
  }

  @Test("a bare ampersand in the request costs nothing")
  func brokenEnvelope() {
    let text = PageFixture.page([PageFixture.record("a")]).replacing(
      "provider.example.org/oai", with: "x/oai?a=1&b=2")
    let page = PageFixture.read(text)
    #expect(page.records.count == 1 && page.token?.text == "t1" && page.problem == nil)
    #expect(page.records[0].repairs.isEmpty)
    #expect(page.repairs.map(\.kind) == ["bare-ampersand"])
  }

  @Test("what is no response of OAI-PMH is told for what it is")
  func otherPages() {
    #expect(PageReader().readRecords([]).problem == .empty)
    #expect(PageFixture.read(" \n").problem == .empty)
    #expect(
      PageFixture.read("<!DOCTYPE html>\n<html><head><title>Maintenance &amp; more</title></head>").problem
        == .html(title: "Maintenance & more"))
    #expect(PageFixture.read("<br /><b>Fatal error</b>").problem == .html(title: ""))
    #expect(PageFixture.read("{\"error\": 1}").problem == .notXML("{\"error\": 1}"))
    #expect(PageFixture.read("<?xml version='1.0'?><rss><x/></rss>").problem == .notOAI(root: "rss"))
  }

  @Test("a DOCTYPE's entities are not taken into records")
  func doctype() {
    let head = "<!DOCTYPE OAI-PMH [<!ENTITY own 'text'><!ENTITY file SYSTEM 'file:///etc/hostname'>]>"
    let page = PageFixture.read(
      PageFixture.page(
        [
          PageFixture.record("a", title: "&own;"), PageFixture.record("b", title: "&file;"),
          PageFixture.record("c", title: "&uuml;"), PageFixture.record("d"),
        ],
        head: head))
    #expect(page.records.map(\.header.identifier) == ["c", "d"])
    #expect(page.broken.map(\.identifier) == ["a", "b"])
  }

  @Test(
    "pages in other encodings are transcoded",
    arguments: ["ISO-8859-1", "windows-1252", "ISO-8859-15", "UTF-16"])
  func encodings(_ name: String) throws {
    let text = PageFixture.page(
      [PageFixture.record("a", title: "Ölgemälde")], head: "<?xml version=\"1.0\" encoding=\"\(name)\"?>")
    let body: [UInt8] =
      name == "UTF-16"
      ? [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      : text.unicodeScalars.map { UInt8($0.value) }
    let page = PageReader().readRecords(body)
    #expect(page.problem == nil && page.token?.text == "t1")
    #expect(page.repairs.map(\.kind) == ["transcoded"])
    #expect(try PageFixture.metadata(page.records[0]).contains("<dc:title>Ölgemälde</dc:title>"))
    #expect(page.records[0].repairs.isEmpty)
  }

  @Test("gzip data is recognised")
  func gzip() {
    #expect(PageReader.isGzip([0x1F, 0x8B, 0x08, 0]))
    #expect(!PageReader.isGzip(Array("<?xml".utf8)))
  }

  @Test(
    "a page made to be slow is read all the same",
    arguments: ["<![CDATA[", "<!--", "<record>", "<a b='", "<!DOCTYPE ["])
  func hostile(_ opening: String) {
    let page = PageFixture.read(PageFixture.page([String(repeating: opening, count: 20_000)]))
    #expect(page.problem != nil || !page.broken.isEmpty)
    #expect(page.records.isEmpty)
  }

  @Test("random damage never crashes, never invents and never costs an undamaged record")
  func randomDamage() {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SplitMix(state: seed)
    let records = (0..<6).map { PageFixture.record("r\($0)", title: "T é \($0)") }
    let text = Array(PageFixture.page(records).utf8)
    let headEnd = text.count - records.joined(separator: "\n").utf8.count - 120
    for _ in 0..<1500 {
      var bytes = text
      let victim = Int.random(in: headEnd..<text.count, using: &random)
      bytes[victim] = UInt8.random(in: 0...255, using: &random)
      let page = PageReader().readRecords(bytes)
      for record in page.records {
        #expect(WellFormedness.problem(in: record.readableBytes.wrapped(record.context)) == nil)
      }
      #expect(page.records.count + page.broken.count >= 4, "seed \(seed), byte \(victim)")
    }
  }
}

extension [UInt8] {
  fileprivate func wrapped(_ context: [UInt8]) -> [UInt8] {
    Array("<w".utf8) + context + Array(">".utf8) + self + Array("</w>".utf8)
  }
}

/// A small generator with a seed (S. Vigna, "Further scramblings of Marsaglia's xorshift generators", 2017).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
