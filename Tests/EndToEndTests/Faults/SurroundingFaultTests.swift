import TestSupport
import Testing

/// Faults of pages around their records: prologues, encodings, namespaces, entities.
@Suite(
  "Faults: around the records", .fewAtOnce,
  .enabled(if: Built.winnow != nil, "no executable: `swift build --product winnow`"))
struct SurroundingFaultTests {
  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"

  /// Text before and after the page.
  private static func around(_ before: String, _ after: String) -> Fault.Spoiling {
    { answer, _, _ in answer.text = before + answer.text + after }
  }

  static let harmless: [(name: String, spoil: Fault.Spoiling)] = [
    ("a byte order mark", around("\u{FEFF}", "")),
    ("white space before the declaration", around("\n  ", "")),
    ("a byte order mark and white space", around("\u{FEFF}\r\n", "")),
    (
      "PHP notices before the declaration",
      around("<br />\n<b>Notice</b>: Undefined index in x.php<br />\n", "")
    ),
    ("PHP notices after the root", around("", "\n<br />\n<b>Warning</b>: mysql_close() in y.php")),
    (
      "a second document after the root",
      around("", "<?xml version=\"1.0\"?><OAI-PMH><error code=\"badVerb\"/></OAI-PMH>")
    ),
    (
      "a second page of records after the root",
      { answer, request, model in
        answer.text += model.page("<ListRecords>\(ModelRecord.numbered(99).markup)</ListRecords>")
      }
    ),
    ("no declaration", Fault.text(declaration, "")),
    ("a declaration of another version", Fault.text("version=\"1.0\"", "version=\"1.1\"")),
    (
      "a bare ampersand in the request element",
      Fault.text("model.example.org/oai<", "model.example.org/oai?a=1&b=2<")
    ),
    (
      "a stylesheet before the root",
      Fault.text(declaration, declaration + "<?xml-stylesheet type=\"text/xsl\" href=\"oai.xsl\"?>")
    ),
    (
      "a prefix for the protocol's namespace",
      { answer, _, _ in
        // The records keep the default namespace of a wrapper of their own.
        answer.text = answer.text.replacing("<OAI-PMH xmlns=", with: "<OAI-PMH xmlns:o=\"urn:x\" xmlns=")
      }
    ),
    ("the media type text/html", { answer, _, _ in answer.headers = [("Content-Type", "text/html")] }),
    ("no media type", { answer, _, _ in answer.headers = [] }),
    ("a DOCTYPE of HTML before the root", Fault.text(declaration, declaration + "<!DOCTYPE html>")),
    (
      "an external subset that is not there",
      Fault.text(declaration, "<!DOCTYPE OAI-PMH SYSTEM \"http://127.0.0.1:1/x.dtd\">")
    ),
  ]

  static let faults = harmless.map { name, spoil in
    ListFault(name, .at("ListRecords p2", spoil), expected: Expected(new: 12, requests: .list()))
  }

  @Test("what stands around the records costs nothing", arguments: faults)
  func surroundings(_ fault: ListFault) async throws { try await fault.check() }

  @Test("a page in Latin-1 that says so is brought to UTF-8")
  func latin1() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12),
      [
        .at("ListRecords p2") { answer, _, _ in
          let text = answer.text.replacing("UTF-8", with: "ISO-8859-1").replacing(
            "Blatt 6", with: "Blätter „6")
          answer.body = text.unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : 0x84 }
        }
      ])
    try await bench.harvest().expect(Expected(new: 12, requests: .list()))
    #expect(try await bench.stored().title(of: "oai:model:6") == "Blätter „6")
  }

  @Test("a page in UTF-16 is brought to UTF-8")
  func utf16() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12),
      [
        .at("ListRecords p2") { answer, _, _ in
          let text = answer.text.replacing("UTF-8", with: "UTF-16").replacing("Blatt 6", with: "Блатт 6")
          answer.body = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        }
      ])
    try await bench.harvest().expect(Expected(new: 12, requests: .list()))
    #expect(try await bench.stored().title(of: "oai:model:6") == "Блатт 6")
  }

  @Test("an encoding that nobody knows is read as UTF-8")
  func unknownEncoding() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12), [.on("ListRecords", Fault.text("UTF-8", "utf-8-mb4"))])
    try await bench.harvest().expect(Expected(new: 12, requests: .list()))
    try await bench.expectIntact()
  }

  @Test("Latin-1 bytes under UTF-8 on every page: each record is repaired by itself")
  func undeclaredLatin1() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12),
      [
        .on("ListRecords", Fault.bytes("Blatt", Array("Bl".utf8) + [0xE4] + Array("tter".utf8)))
      ])
    try await bench.harvest().expect(Expected(new: 12, repaired: 12, requests: .list()))
    let stored = try await bench.stored()
    #expect(stored.numbers.allSatisfy { stored.title(of: "oai:model:\($0)") == "Blätter \($0)" })
  }

  @Test("namespaces that are declared around the records go with each of them")
  func outerNamespaces() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12),
      [
        .on("ListRecords") { answer, _, _ in
          let dc = " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
          let wrapper = " xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\""
          answer.text = answer.text.replacing(dc, with: "").replacing(wrapper, with: "")
            .replacing("<OAI-PMH ", with: "<OAI-PMH\(dc) ").replacing(
              "<ListRecords>", with: "<ListRecords\(wrapper)>")
        }
      ])
    try await bench.harvest().expect(Expected(new: 12, requests: .list()))
    let record = try #require(try await bench.stored().records["oai:model:6"])
    #expect(!record.text.contains("xmlns:"))
    #expect(record.metadata.contains("xmlns:dc=\"http://purl.org/dc/elements/1.1/\""), "\(record.metadata)")
    #expect(record.metadata.contains("xmlns:oai_dc="), "\(record.metadata)")
    #expect(record.metadata.contains("<dc:title>Blatt 6</dc:title>"))
  }

  @Test("an external entity is never resolved: the record that uses it is set aside, the others are kept")
  func externalEntity() async throws {
    let space = try Workspace()
    let secret = try space.write("secret.txt", "do not tell")
    let bench = try FaultBench(
      ModelRepository(1...12),
      [
        .at("ListRecords p2") { answer, _, _ in
          answer.text = answer.text.replacing(
            Self.declaration, with: "<!DOCTYPE OAI-PMH [<!ENTITY file SYSTEM \"file://\(secret)\">]>"
          )
          .replacing("Blatt 6", with: "&file;")
        }
      ])
    try await bench.harvest().expect(Expected(new: 11, quarantined: 1, requests: .list()))
    let stored = try await bench.stored()
    #expect(stored.quarantine.map(\.identifier) == ["oai:model:6"])
    #expect(!stored.quarantine[0].text.contains("do not tell"))
    try await bench.expectIntact(except: ["oai:model:6"])
  }

  @Test("an entity bomb goes off nowhere: the record that lights it is set aside")
  func entityBomb() async throws {
    let levels = (1...30).map { "<!ENTITY a\($0) \"&a\($0 - 1);&a\($0 - 1);\">" }.joined()
    let bench = try FaultBench(
      ModelRepository(1...12),
      [
        .at("ListRecords p2") { answer, _, _ in
          answer.text = answer.text.replacing(
            Self.declaration, with: "<!DOCTYPE OAI-PMH [<!ENTITY a0 \"boom\">\(levels)]>"
          )
          .replacing("Blatt 6", with: "&a30;")
        }
      ])
    try await bench.harvest().expect(Expected(new: 11, quarantined: 1, requests: .list()))
    try await bench.expectIntact(except: ["oai:model:6"])
  }

  @Test("two faults at once: broken records on a page that is cut, and a token that expires")
  func combined() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12),
      [
        .on("ListRecords", Fault.text("Blatt 2<", "Blatt & 2<")),
        .on("ListRecords", Fault.text("Blatt 7<", "<i>Blatt 7<")),
        .at("ListRecords p2", .first(1), Fault.cut(before: "latt 8<")),
        .at("ListRecords p3", Fault.error("badResumptionToken")),
      ])
    try await bench.harvest().expect(
      Expected(
        new: 11, quarantined: 1, repaired: 1,
        requests: ["ListRecords", "ListRecords p2", "ListRecords p2", "ListRecords p3"]
          + .restarted(behind: 8, pages: 2)))
    let stored = try await bench.stored()
    #expect(stored.title(of: "oai:model:2") == "Blatt &amp; 2")
    #expect(stored.quarantine.map(\.identifier) == ["oai:model:7"])
    try await bench.expectIntact(except: ["oai:model:2", "oai:model:7"])
  }

  @Test("gzip without its header, a byte order mark, Latin-1 bytes and text after the root, all on one page")
  func allAtOnce() async throws {
    let bench = try FaultBench(
      ModelRepository(1...12),
      [
        .at("ListRecords p2") { answer, _, _ in
          answer.replace("Blatt 6", with: Array("Bl".utf8) + [0xE4] + Array("tter & 6".utf8))
          answer.body = Deflate.gzip([0xEF, 0xBB, 0xBF] + answer.body + Array("<b>Notice</b>".utf8))
        }
      ])
    try await bench.harvest().expect(Expected(new: 12, repaired: 2, requests: .list()))
    #expect(try await bench.stored().title(of: "oai:model:6") == "Blätter &amp; 6")
    try await bench.expectIntact(except: ["oai:model:6"])
  }
}
