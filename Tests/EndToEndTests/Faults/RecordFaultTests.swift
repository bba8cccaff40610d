import TestSupport
import Testing

/// A fault inside one record of a page that is sound otherwise.
struct RecordFault: Sendable, CustomTestStringConvertible {
  /// What has to come of the record.
  enum Outcome: Sendable {
    /// Kept as it is, its title as markup.
    case kept(title: String)
    /// Kept, with these repairs, and read with this title.
    case repaired([String], title: String)
    /// Set aside, for a reason that holds these words.
    case quarantined(String, identifier: String? = "oai:model:6")
  }

  var name: String
  var spoil: Fault.Spoiling
  var outcome: Outcome

  var testDescription: String { name }

  init(_ name: String, _ spoil: @escaping Fault.Spoiling, _ outcome: Outcome) {
    self.name = name
    self.spoil = spoil
    self.outcome = outcome
  }

  /// A fault of the title `Blatt 6`, which becomes these bytes.
  init(_ name: String, title: [UInt8], _ outcome: Outcome) {
    self.init(name, Fault.bytes("Blatt 6", title), outcome)
  }

  /// A fault of the title, which becomes this markup.
  init(_ name: String, title: String, _ outcome: Outcome) {
    self.init(name, title: Array(title.utf8), outcome)
  }
}

/// Broken records: repaired where the repair is certain, set aside otherwise, and never at the cost of others.
@Suite(
  "Faults: records", .fewAtOnce,
  .enabled(if: Built.winnow != nil, "no executable: `swift build --product winnow`"))
struct RecordFaultTests {
  static let faults: [RecordFault] = [
    RecordFault(
      "control characters", title: "Bl\u{3}\u{B}att 6",
      .repaired(["control-character: \\x03\\x0B -> "], title: "Blatt 6")),
    RecordFault(
      "U+FFFE", title: "Blatt\u{FFFE} 6",
      .repaired(["control-character: \\xEF\\xBF\\xBE -> "], title: "Blatt 6")),
    RecordFault(
      "a reference to a control character", title: "Blatt&#x1F; 6",
      .repaired(["illegal-reference: &#x1F; -> "], title: "Blatt 6")),
    RecordFault(
      "a lone surrogate as a reference", title: "Blatt&#55349; 6",
      .repaired(["illegal-reference: &#55349; -> "], title: "Blatt 6")),
    RecordFault(
      "a pair of surrogates as references", title: "&#xD83D;&#xDC8E; 6",
      .repaired(["surrogate-pair: &#xD83D;&#xDC8E; -> 💎"], title: "💎 6")),
    RecordFault(
      "a lone surrogate in bytes", title: Array("Blatt".utf8) + [0xED, 0xA0, 0xBD] + Array(" 6".utf8),
      .repaired(["control-character: \\xED\\xA0\\xBD -> "], title: "Blatt 6")),
    RecordFault(
      "a bare ampersand", title: "Hammer & Sichel",
      .repaired(["bare-ampersand: & -> &amp;"], title: "Hammer &amp; Sichel")),
    RecordFault(
      "an address with bare ampersands", title: "http://x/?a=1&b=2&copy=3",
      .repaired(
        ["bare-ampersand: & -> &amp;", "bare-ampersand: & -> &amp;"],
        title: "http://x/?a=1&amp;b=2&amp;copy=3")),
    RecordFault(
      "an entity of HTML", title: "Bl&auml;tter&nbsp;6",
      .repaired(["named-entity: &auml; -> ä", "named-entity: &nbsp; -> \u{A0}"], title: "Blätter\u{A0}6")),
    RecordFault(
      "an entity that nobody knows", title: "&sammlung; 6", .quarantined("'sammlung' is not defined")),
    RecordFault(
      "Latin-1 bytes", title: Array("Bl".utf8) + [0xE4] + Array("tter 6".utf8),
      .repaired(["latin-1: \\xE4 -> ä"], title: "Blätter 6")),
    RecordFault(
      "CP1252 bytes", title: [0x84] + Array("Blatt".utf8) + [0x93] + Array(" 6".utf8),
      .repaired(["latin-1: \\x84 -> „", "latin-1: \\x93 -> “"], title: "„Blatt“ 6")),
    RecordFault(
      "a byte of no encoding", title: Array("Blatt".utf8) + [0x81], .quarantined("neither UTF-8 nor CP1252")),
    RecordFault(
      "a character cut short by a field's length", title: Array("Blätter in Gr".utf8) + [0xC3],
      .quarantined("cut short")),
    RecordFault(
      "a prolog inside", title: "<?xml version=\"1.0\"?>Blatt 6",
      .repaired(["prolog: <?xml version=\"1.0\"?> -> "], title: "Blatt 6")),
    RecordFault(
      "a bare less-than sign", title: "Blatt < 6",
      .repaired(["bare-less-than: < -> &lt;"], title: "Blatt &lt; 6")),
    RecordFault(
      "an end of CDATA without a beginning", title: "Blatt ]]> 6",
      .repaired(["bare-cdata-end: > -> &gt;"], title: "Blatt ]]&gt; 6")),
    RecordFault(
      "two faults in one record", title: Array("Bl".utf8) + [0xE4] + Array("tter & 6".utf8),
      .repaired(["latin-1: \\xE4 -> ä", "bare-ampersand: & -> &amp;"], title: "Blätter &amp; 6")),
    RecordFault("an element that is not closed", title: "Blatt <i>6", .quarantined("mismatch")),
    RecordFault("a prefix without a namespace", title: "<x:y/>", .quarantined("prefix x")),
    RecordFault("an attribute without quotes", title: "<i class=b>6</i>", .quarantined("AttValue")),
    RecordFault(
      "CDATA that looks like a record", title: "<![CDATA[</record><record><header>]]>",
      .kept(title: "<![CDATA[</record><record><header>]]>")),
    RecordFault(
      "a comment that looks like a record", title: "<!-- <record><header> -->6",
      .kept(title: "<!-- <record><header> -->6")),
    RecordFault("characters beyond the first plane", title: "𝔅latt 💎 6", .kept(title: "𝔅latt 💎 6")),
    RecordFault(
      "U+FFFD, which somebody before lost a character by", title: "Bl\u{FFFD}tter",
      .kept(title: "Bl\u{FFFD}tter")),
    RecordFault(
      "a record without an identifier", Fault.text("<identifier>oai:model:6</identifier>", ""),
      .quarantined("no identifier", identifier: nil)),
    RecordFault(
      "a record with an empty identifier", Fault.text("oai:model:6<", " <"),
      .quarantined("no identifier", identifier: nil)),
    RecordFault(
      "a header that is not closed",
      Fault.text("<identifier>oai:model:6</identifier>", "<identifier>oai:model:6"),
      .quarantined("mismatch", identifier: nil)),
    RecordFault(
      "an external entity",
      Fault.text(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
        "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/hostname\">]>"), .kept(title: "Blatt 6")),
  ]

  @Test("a fault in one record is repaired or set aside, and the others come as they are", arguments: faults)
  func record(_ fault: RecordFault) async throws {
    let bench = try FaultBench(ModelRepository(1...12), [.at("ListRecords p2", fault.spoil)])
    let harvested = try await bench.harvest()
    let stored = try await bench.stored()
    switch fault.outcome {
    case .kept(let title):
      harvested.expect(Expected(new: 12, requests: .list()))
      #expect(stored.title(of: "oai:model:6") == title)
      #expect(stored.records["oai:model:6"]?.repairs == [])
    case .repaired(let repairs, let title):
      harvested.expect(Expected(new: 12, repaired: repairs.count, requests: .list()))
      #expect(stored.title(of: "oai:model:6") == title)
      #expect(stored.records["oai:model:6"]?.repairs == repairs)
    case .quarantined(let reason, let identifier):
      harvested.expect(Expected(new: 11, quarantined: 1, requests: .list()))
      #expect(stored.quarantine.map(\.identifier) == [identifier])
      #expect(stored.quarantine[0].reason.contains(reason), "\(stored.quarantine)")
      #expect(stored.quarantine[0].text.hasPrefix("<record><header>"), "\(stored.quarantine)")
      #expect(stored.records["oai:model:6"] == nil)
    }
    if case .repaired = fault.outcome {
      // The bytes stay as they came, faults and all.
      var answer = ModelAnswer(body: Array(ModelRecord.numbered(6).markup.utf8))
      fault.spoil(&answer, ModelRequest([]), ModelRepository([]))
      #expect(stored.records["oai:model:6"]?.bytes == answer.body)
    }
    try await bench.expectIntact(except: ["oai:model:6"])
  }

  @Test("a record that is set aside is held as a record once it comes whole, and leaves the quarantine")
  func mended() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12), [.at("ListRecords p2", Fault.text("Blatt 6", "<i>Blatt 6"))])
    try await bench.harvest().expect(Expected(new: 11, quarantined: 1, requests: .list()))
    bench.provider.script()
    bench.provider.change { $0.records[5].datestamp = "2024-06-01T00:00:00Z" }
    try await bench.harvest().expect(
      Expected(new: 1, requests: ["ListRecords from=2024-05-31T23:55:00Z"]))
    #expect(try await bench.stored().quarantine.isEmpty)
    try await bench.expectIntact()
  }

  @Test("a record that breaks after it was held keeps its last whole version")
  func brokenLater() async throws {
    let bench = try FaultBench()
    try await bench.harvest().expect(Expected(new: 12, requests: .list()))
    bench.provider.change { $0.records[5].datestamp = "2024-06-01T00:00:00Z" }
    bench.provider.script(.on("ListRecords", Fault.text("Blatt 6", "<i>Blatt 6")))
    try await bench.harvest().expect(
      Expected(quarantined: 1, requests: ["ListRecords from=2024-05-31T23:55:00Z"]))
    let stored = try await bench.stored()
    #expect(stored.title(of: "oai:model:6") == "Blatt 6")
    #expect(stored.quarantine.map(\.identifier) == ["oai:model:6"])
  }

  @Test("a broken record that comes on every harvest is set aside once")
  func brokenForGood() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12), [.at("ListRecords p2", Fault.text("Blatt 6", "<i>Blatt 6"))])
    try await bench.harvest().expect(Expected(new: 11, quarantined: 1, requests: .list()))
    try await bench.harvest(["--full"]).expect(Expected(unchanged: 11, quarantined: 1, requests: .list()))
    #expect(try await bench.stored().quarantine.count == 1)
  }

  @Test("the same identifier twice on a page is one record, the later of the two")
  func doubled() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12), [.at("ListRecords p2", Fault.text("oai:model:7<", "oai:model:6<"))],
      harvest: "count: advisory")
    let harvested = try await bench.harvest()
    #expect(harvested.report.complete && harvested.report.received == 11, "\(harvested)")
    let stored = try await bench.stored()
    #expect(stored.numbers == [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12])
    #expect(stored.title(of: "oai:model:6") == "Blatt 7")
  }

  @Test("a header without a datestamp, or with a wrong one, keeps nobody from being kept")
  func withoutDatestamp() async throws {
    for datestamp in ["", "yesterday", "2024-13-45", "0000-00-00"] {
      var model = ModelRepository(1...12)
      model.records[5].datestamp = datestamp
      model.filtersByDate = false
      let bench = try FaultBench(
        model, datestamp.isEmpty ? [.on("ListRecords", Fault.text("<datestamp></datestamp>", ""))] : [])
      try await bench.harvest().expect(Expected(new: 12, requests: .list()))
      #expect(try await bench.stored().records["oai:model:6"]?.datestamp == datestamp)
    }
  }
}
