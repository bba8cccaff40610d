import Testing

@testable import EDM

@Suite("Census of fields, languages, dates and rights")
struct FieldCensusTests {
  private typealias Records = CensusRecords

  @Test("fields are counted by records and by statements, with languages, links and lengths")
  func fields() throws {
    let quality = Records.quality([
      Records.entry(
        "a",
        "<dc:subject>dog</dc:subject><dc:subject xml:lang=\"en\">cats</dc:subject>"
          + "<dc:subject rdf:resource=\"http://c.example/1\"/><dc:title xml:lang=\"en\">A dog</dc:title>"),
      Records.entry("b", "<dc:title>Ein Hund</dc:title><dc:subject>dog</dc:subject>"),
      Records.entry("c", "<dc:title>Ä</dc:title>"),
    ])
    let subject = try #require(quality.field("edm:ProvidedCHO", "dc:subject"))
    #expect((subject.records, subject.share, subject.statements) == (2, 0.6667, 4))
    #expect((subject.distinctValues, subject.distinctIsExact) == (3, true))
    #expect((subject.shareWithLanguage, subject.shareOfLinks) == (0.3333, 0.25))
    #expect(
      (subject.charactersLeast, subject.charactersMedian, subject.charactersGreatest) == (3, 3, 18))
    #expect(subject.values.map(\.value) == ["dog", "cats", "http://c.example/1"])
    #expect(subject.values.map(\.count) == [2, 1, 1])
    #expect(subject.valueCountError == 0)
    let title = try #require(quality.field("edm:ProvidedCHO", "dc:title"))
    #expect((title.records, title.charactersLeast, title.charactersGreatest) == (3, 1, 8))
    #expect(quality.field("ore:Aggregation", "edm:isShownBy")?.shareOfLinks == 1)
    #expect(quality.classes.map(\.class) == ["edm:ProvidedCHO", "ore:Aggregation"])
    #expect(quality.classes.map(\.records) == [3, 3])
    #expect(quality.formats == [ProviderQuality.Format(format: "external", records: 3)])
  }

  @Test("unknown properties are counted up to a limit and no further")
  func unknownFields() {
    let entries = (0..<(FieldTable.unknownLimit + 50)).map { index in
      Records.entry(
        "r\(index)", "<dc:title>T</dc:title><x:p\(index) xmlns:x=\"http://x.example/\">v</x:p\(index)>")
    }
    let quality = Records.quality(entries)
    #expect(
      quality.fields.filter { $0.property.hasPrefix("{http://x.example/}") }.count == FieldTable.unknownLimit)
  }

  @Test("languages are told as sent and as normalised, texts without one are counted")
  func languages() {
    let quality = Records.quality([
      Records.entry("a", "<dc:language>ger</dc:language><dc:title xml:lang=\"DE\">Hund</dc:title>"),
      Records.entry("b", "<dc:language>ger</dc:language><dc:title>Hund</dc:title>"),
      Records.entry(
        "c", "<dc:language>klingonish</dc:language><dc:title>Hund</dc:title><dc:creator>X</dc:creator>"),
    ])
    let languages = quality.languages
    #expect(languages.stated.map(\.sent) == ["ger", "klingonish"])
    #expect(languages.stated.map(\.normalised) == ["de", nil])
    #expect(languages.stated.map(\.count) == [2, 1])
    #expect(languages.tags.map(\.sent) == ["DE"])
    #expect(languages.tags.map(\.normalised) == ["de"])
    #expect(
      (languages.texts, languages.textsWithoutLanguage, languages.shareWithoutLanguage) == (3, 2, 0.6667))
  }

  @Test("normalisations are counted by kind, with what stood there and what reads now")
  func normalisations() throws {
    let quality = Records.quality([
      Records.entry("a", "<dc:title xml:lang=\"GER\">A  dog</dc:title><dc:subject>x  y</dc:subject>"),
      Records.entry("b", "<dc:title xml:lang=\"de\">A dog</dc:title>"),
    ])
    let space = try #require(quality.normalisations.first { $0.kind == "white-space" })
    #expect((space.changes, space.records) == (2, 1))
    #expect(
      space.examples == [
        ProviderQuality.Example(
          record: "a", path: "edm:ProvidedCHO/dc:title", before: "A  dog", after: "A dog")
      ])
    let tag = try #require(quality.normalisations.first { $0.kind == "language-tag" })
    #expect((tag.changes, tag.examples.first?.before, tag.examples.first?.after) == (1, "GER", "de"))
  }

  @Test("dates are counted by the rule that read them, those that none reads are listed")
  func dates() {
    let quality = Records.quality([
      Records.entry("a", "<dc:title>T</dc:title><dc:date>1889-11-01</dc:date><dc:date>XIXe siècle</dc:date>"),
      Records.entry("b", "<dc:title>T</dc:title><dc:date>long ago</dc:date><dc:subject>1890</dc:subject>"),
      Records.entry("c", "<dc:title>T</dc:title><dc:date>long ago</dc:date>"),
    ])
    let dates = quality.dates
    #expect((dates.statements, dates.understood, dates.shareUnderstood) == (4, 2, 0.5))
    #expect(dates.forms.map(\.form) == ["century-roman", "edtf"])
    #expect(dates.notUnderstood.map(\.value) == ["long ago"])
    #expect(dates.notUnderstood.map(\.count) == [2])
    #expect(dates.examples.map(\.before) == ["XIXe siècle"])
    #expect(dates.examples.map(\.record) == ["a"])
  }

  @Test("rights statements stand with the variants that were mended into them")
  func rights() throws {
    let variant = "https://creativecommons.org/publicdomain/mark/1.0"
    let quality = Records.quality([
      Records.entry("a", "<dc:title>T</dc:title>"),
      Records.entry("b", "<dc:title>T</dc:title>", rights: variant),
      Records.entry("c", "<dc:title>T</dc:title>", rights: variant),
      Records.entry("d", "<dc:title>T</dc:title>", rights: "http://example.org/free"),
      Records.entry("e", "<dc:title>T</dc:title>", rights: nil),
      Records.entry(
        "f", "<dc:title>T</dc:title>", rights: nil,
        defaults: .init(rights: "http://rightsstatements.org/vocab/InC/1.0/")),
    ])
    let rights = quality.rights
    #expect(
      rights.statements.map(\.statement) == [Records.rights, "http://rightsstatements.org/vocab/InC/1.0/"])
    #expect(rights.statements.map(\.records) == [3, 1])
    #expect(rights.statements.map(\.category) == ["open", "permission"])
    #expect(rights.statements.map(\.mended) == [2, 0])
    #expect(rights.statements.map(\.defaulted) == [0, 1])
    #expect(rights.statements[0].variants.map(\.value) == [variant])
    #expect((rights.unknown, rights.missing, rights.defaulted, rights.mended) == (1, 1, 1, 2))
    #expect(rights.unknownValues.map(\.value) == ["http://example.org/free"])
    #expect(rights.missingExamples == ["e"])
  }

  @Test("a record that cannot be read counts as such, and the others' shares are of all")
  func unreadable() {
    let quality = Records.quality([
      Records.entry("a", "<dc:title>T</dc:title><dc:subject>dogs</dc:subject>"),
      Records.entry("b", Array("<rdf:RDF".utf8)),
    ])
    #expect((quality.unreadable, quality.coverage.recordsCounted) == (1, 2))
    #expect(quality.field("edm:ProvidedCHO", "dc:title")?.share == 0.5)
    #expect(quality.validation.recordsRead == 1)
    #expect(quality.rights.missing == 0)
    #expect(quality.withheld.records == 1)
  }

  @Test("Europeana's own proxy and aggregation are left out of an internal record")
  func internalRecord() {
    let proxies = """
      <ore:Proxy rdf:about="http://p.example/1"><dc:title>Dog</dc:title></ore:Proxy>\
      <ore:Proxy rdf:about="http://p.example/2"><edm:europeanaProxy>true</edm:europeanaProxy>\
      <dc:subject>ours</dc:subject></ore:Proxy>\
      <edm:EuropeanaAggregation rdf:about="http://p.example/3"><edm:country>Belgium</edm:country>\
      </edm:EuropeanaAggregation>
      """
    let quality = Records.quality([Records.entry("a", "", others: proxies)])
    #expect(quality.field("ore:Proxy", "dc:title")?.records == 1)
    #expect(quality.field("ore:Proxy", "dc:subject") == nil)
    #expect(quality.field("edm:EuropeanaAggregation", "edm:country") == nil)
  }
}
