import EDM
import Foundation
import OAIPMH
import Store
import Testing
import XMLCodec

@testable import Publishing

@Suite("MARCXML")
struct MARCXMLTests {
  private static let complete = #"""
    <record xmlns="http://www.loc.gov/MARC21/slim" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.loc.gov/MARC21/slim http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd" type="Bibliographic">
      <leader>00000nkm a22000003u 4500</leader>
      <controlfield tag="001">oai:winnow.example.org:museum:oai:museum:1</controlfield>
      <controlfield tag="003">XX-HUB</controlfield>
      <controlfield tag="005">00000000000000.0</controlfield>
      <controlfield tag="008">231114|||||||||xx |||||||||||||||||||||d</controlfield>
      <datafield tag="024" ind1="7" ind2=" ">
        <subfield code="a">http://museum.example.org/object/1</subfield>
        <subfield code="2">uri</subfield>
      </datafield>
      <datafield tag="035" ind1=" " ind2=" ">
        <subfield code="a">(BE-Mus)42</subfield>
      </datafield>
      <datafield tag="040" ind1=" " ind2=" ">
        <subfield code="a">XX-HUB</subfield>
        <subfield code="b">dut</subfield>
        <subfield code="c">XX-HUB</subfield>
      </datafield>
      <datafield tag="245" ind1="0" ind2="3">
        <subfield code="a">De hond</subfield>
      </datafield>
      <datafield tag="540" ind1=" " ind2=" ">
        <subfield code="a">CC BY-SA 4.0</subfield>
        <subfield code="f">CC BY-SA 4.0</subfield>
        <subfield code="2">cc</subfield>
        <subfield code="u">http://creativecommons.org/licenses/by-sa/4.0/</subfield>
      </datafield>
      <datafield tag="650" ind1=" " ind2="7">
        <subfield code="8">1\p</subfield>
        <subfield code="a">hond</subfield>
        <subfield code="2">wikidata</subfield>
        <subfield code="0">http://www.wikidata.org/entity/Q144</subfield>
        <subfield code="1">http://www.wikidata.org/entity/Q144</subfield>
      </datafield>
      <datafield tag="653" ind1=" " ind2=" ">
        <subfield code="a">dieren</subfield>
      </datafield>
      <datafield tag="850" ind1=" " ind2=" ">
        <subfield code="a">Museum</subfield>
      </datafield>
      <datafield tag="856" ind1="4" ind2="1">
        <subfield code="u">http://images.example.org/1.jpg</subfield>
        <subfield code="q">image/jpeg</subfield>
        <subfield code="3">Digital object</subfield>
      </datafield>
      <datafield tag="883" ind1="0" ind2=" ">
        <subfield code="8">1\p</subfield>
        <subfield code="a">mobilenet-v2@1, weights sha256:9a129038d9a00aed</subfield>
        <subfield code="c">0.875</subfield>
        <subfield code="d">20231114</subfield>
        <subfield code="q">XX-HUB</subfield>
        <subfield code="u">http://winnow.example.org/oai?verb=GetRecord&amp;metadataPrefix=oa&amp;identifier=oai:winnow.example.org:museum:oai:museum:1</subfield>
        <subfield code="w">(XX-HUB)oai:winnow.example.org:museum:oai:museum:1</subfield>
      </datafield>
    </record>

    """#

  private static let additions = #"""
    <record xmlns="http://www.loc.gov/MARC21/slim" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.loc.gov/MARC21/slim http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd" type="Bibliographic">
      <leader>00000ckm a22000003u 4500</leader>
      <controlfield tag="001">42</controlfield>
      <controlfield tag="003">BE-Mus</controlfield>
      <datafield tag="035" ind1=" " ind2=" ">
        <subfield code="a">(BE-Mus)42</subfield>
      </datafield>
      <datafield tag="655" ind1=" " ind2="7">
        <subfield code="8">1\p</subfield>
        <subfield code="a">prent</subfield>
        <subfield code="2">aat</subfield>
        <subfield code="0">http://vocab.getty.edu/aat/300041273</subfield>
        <subfield code="1">http://www.wikidata.org/entity/Q11060274</subfield>
      </datafield>
      <datafield tag="883" ind1="2" ind2=" ">
        <subfield code="8">1\p</subfield>
        <subfield code="a">review of mobilenet-v2@1, weights sha256:9a129038d9a00aed</subfield>
        <subfield code="d">20231114</subfield>
        <subfield code="q">XX-HUB</subfield>
        <subfield code="u">http://winnow.example.org/oai?verb=GetRecord&amp;metadataPrefix=oa&amp;identifier=oai:winnow.example.org:museum:oai:museum:1</subfield>
        <subfield code="w">(XX-HUB)oai:winnow.example.org:museum:oai:museum:1</subfield>
      </datafield>
    </record>

    """#

  @Test("golden: a complete record")
  func record() throws {
    let dossier = MARCBench.dossier(
      MARCBench.metadata(MARCBench.title), statements: [MARCBench.statement(MARCBench.dog)])
    #expect(try MARCBench.publisher().publish(dossier).text("marcxml") == Self.complete)
  }

  @Test("golden: a patch")
  func patch() throws {
    let dossier = MARCBench.dossier(
      MARCBench.metadata(MARCBench.title),
      statements: [MARCBench.statement(MARCBench.print, property: "dc:type", decision: .accept)])
    #expect(try MARCBench.publisher().publish(dossier).text("marcxml_patch") == Self.additions)
  }

  @Test(
    "keeps values on one line, and every character but those that XML cannot hold",
    arguments: [
      ("a\n\tb\r\nc", "a  b c"), (" $a | <b> & \"c\" ", "$a | &lt;b&gt; &amp; \"c\""),
      ("\u{200F}שלום\u{200E}", "\u{200F}שלום\u{200E}"),
      ("a\u{1F}b\u{1E}c\u{1D}\u{0}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}\u{FFFD}"),
      ("e\u{301}\u{2028}x", "e\u{301} x"), ("😀\u{FFFE}", "😀\u{FFFD}"), ("a\u{85}b", "a b"),
    ])
  func values(value: String, written: String) {
    var record = MARCRecord(leader: MARCFixedFields.leader(type: nil, .new))
    record.add("500", "##", [("a", value)])
    let text = String(decoding: MARCXMLWriter.bytes(record), as: UTF8.self)
    #expect(text.contains("<subfield code=\"a\">\(written)</subfield>"), "\(text)")
  }

  @Test("has no empty subfield, no empty field, and none twice")
  func empty() {
    var record = MARCRecord(leader: "")
    record.add("650", "#7", [("a", " \n"), ("2", nil)])
    record.add("003", " ")
    for _ in 0..<2 { record.add("650", "#7", [("a", "x"), ("2", nil), ("0", "")]) }
    #expect(lines(record) == ["LDR ", "650  7 $a x"])
  }

  @Test("cuts long values at spaces, and where there are none between characters")
  func pieces() {
    #expect(MARCText.pieces("") == [] && MARCText.pieces(" a ") == ["a"])
    let unbroken = String(repeating: "é", count: 20_000)
    let pieces = MARCText.pieces(unbroken)
    #expect(pieces.joined() == unbroken && pieces.allSatisfy { $0.utf8.count <= 9000 } && pieces.count == 5)
    let marks = "a" + String(repeating: "\u{301}", count: 10_000)
    #expect(MARCText.pieces(marks).allSatisfy { $0.utf8.count <= 9000 })
    #expect(MARCText.pieces(marks).joined().unicodeScalars.elementsEqual(marks.unicodeScalars))
  }

  @Test("bears the moment of its stamp in field 005, which no stored form holds")
  func transaction() async throws {
    let record = try MARCBench.publisher().publish(MARCBench.dossier(MARCBench.metadata(MARCBench.title)))
    let form = try #require(record.forms.first { $0.prefix == "marcxml" })
    #expect(
      record.text("marcxml")?.contains("<controlfield tag=\"005\">00000000000000.0</controlfield>") == true)
    let entry = PublishedEntry(
      record: record.record, identifier: record.identifier, stamp: Bench.now.advanced(by: -61), setSpecs: [],
      form: form, source: nil)
    let answer = await Bench.repository(MemoryRecords([entry])).ask("verb=ListRecords&metadataPrefix=marcxml")
    #expect(answer.contains("<controlfield tag=\"005\">20231114221219.0</controlfield>"))
    #expect(answer.contains("<datestamp>2023-11-14T22:12:19Z</datestamp>"))
    var other = entry
    other.form = PublishedForm(prefix: "edm", content: .metadata(Array("<a/>".utf8)), about: [])
    #expect(other.servedMetadata == Array("<a/>".utf8))
    other.form.content = .deleted
    #expect(other.servedMetadata == nil)
  }
}
