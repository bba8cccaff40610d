import EDM
import OAIPMH
import Publishing
import Store
import Testing

/// The tiers that go with a published record.
@Suite("Published tiers")
struct PublishedTiersTests {
  /// 640 x 480 pixels of an image of the public domain: 307,200, the first content tier.
  @Test("are computed as received, with what fetching found, and with our statements")
  func views() throws {
    let published = try Dossiers.publisher().publish(Dossiers.dossier(), at: Bench.now)
    let tiers = try #require(published.tiers)
    #expect(tiers.since == Bench.now)
    #expect(tiers.tiers.received.content == .zero)
    #expect(tiers.tiers.technical.content == .one)
    #expect(tiers.tiers.enriched.content == .one)
    #expect(tiers.tiers.technicalGain.content == 1 && tiers.tiers.uplift.content == 0)
  }

  @Test("stand in edm as quality annotations")
  func annotation() throws {
    let plain = try Dossiers.publisher().publish(Dossiers.dossier(), at: Bench.now)
    let edm = try #require(plain.text("edm"))
    #expect(edm.contains("http://www.europeana.eu/schemas/epf/contentTier1"))
    #expect(edm.contains("<dcterms:created>\(Bench.now)</dcterms:created>"))
    #expect(edm.contains("http://www.europeana.eu/schemas/epf/metadataTier"))
  }

  @Test("keep their date while they are the same, so that the record keeps its bytes")
  func date() throws {
    let publisher = try Dossiers.publisher()
    let first = try publisher.publish(Dossiers.dossier(), at: Bench.now)
    var dossier = Dossiers.dossier()
    dossier.tiers = first.tiers
    let later = Bench.now.advanced(by: 86_400)
    let again = try publisher.publish(dossier, at: later)
    #expect(again.tiers == first.tiers)
    #expect(again.forms == first.forms)
    dossier.facts = [:]
    let changed = try #require(try publisher.publish(dossier, at: later).tiers)
    #expect(changed.since == later && changed.tiers.technical.content == .zero)
  }

  @Test("are absent for a record that is gone; a withheld one has them")
  func gone() throws {
    #expect(try Dossiers.publisher().publish(Dossiers.dossier(withdrawal: "asked")).tiers == nil)
    let metadata = Dossiers.metadata.replacing("<edm:type>IMAGE</edm:type>", with: "")
    let withheld = try Dossiers.publisher().publish(
      Dossiers.dossier(source: Dossiers.source(metadata: metadata)))
    #expect(withheld.text("edm") == nil && withheld.tiers?.tiers.received.content == .zero)
  }
}
