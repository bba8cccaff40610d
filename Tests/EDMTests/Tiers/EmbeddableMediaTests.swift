import Testing

@testable import EDM

@Suite("Players that can be embedded")
struct EmbeddableMediaTests {
  @Test(
    "addresses of the players that Europeana embeds",
    arguments: [
      "http://sounds.bl.uk/embed/1", "http://eusounds.ait.co.at/player/x", "http://www.dismarc.org/player/x",
      "http://api.picturepipe.net/api/html/widgets/public/playout_cloudfront?token=1",
      "https://api.picturepipe.net/api/html/widgets/public/playout_cloudfront?token=1",
      "http://archives.crem-cnrs.fr/archives/items/1",
      "http://www.ccma.cat/tv3/alacarta/programa/titol/video/1", "http://www.ina.fr/video/1",
      "http://www.ina.fr/sport/football/video/1",
      "http://www.theeuropeanlibrary.org/tel4/newspapers/issue/fullscreen/1",
      "http://www.euscreen.eu/item.html?id=1", "https://www.euscreen.eu/item.html",
      "https://sketchfab.com/3d-models/x", "https://sketchfab.com/models/x", "https://skfb.ly/x",
      "http://soundcloud.com/a", "https://soundcloud.com/a", "http://player.vimeo.com/video/1",
      "http://vimeo.com/1", "https://player.vimeo.com/video/1", "https://vimeo.com/1",
      "https://www.youtube.com/v/1", "https://m.youtube.com/watch?v=1", "https://youtu.be/1",
    ])
  func known(_ address: String) { #expect(EmbeddableMedia.europeana.contains(address)) }

  @Test(
    "other addresses, other schemes, and players in the middle of an address are none",
    arguments: [
      "https://www.museum.example", "https://youtube.com/watch?v=1", "http://www.youtube.com/watch?v=1",
      "http://sketchfab.com/models/x", "https://sounds.bl.uk/embed/1", "http://www.ina.fr/sport",
      "http://museum.example/?u=https://vimeo.com/1", "https://vimeo.example/1", "https://vimeo.com", "",
    ])
  func unknown(_ address: String) { #expect(!EmbeddableMedia.europeana.contains(address)) }

  @Test("an operator's list replaces Europeana's")
  func ownList() {
    let own = EmbeddableMedia(patterns: ["player.museum.example/*/film"])
    #expect(own.contains("https://player.museum.example/a/b/film/1"))
    #expect(own.contains("http://player.museum.example//film"))
    #expect(!own.contains("http://player.museum.example/film"))
    let record = TierFixtures.internalRecord(
      types: ["VIDEO"],
      aggregation: [TierFixtures.link(.edmIsShownBy, "https://player.museum.example/a/film")],
      [TierFixtures.file("https://player.museum.example/a/film", "text/html")])
    #expect(TierCalculator(embeddableMedia: own).tiers(of: record).content == .four)
    #expect(TierCalculator().tiers(of: record).content == .zero)
  }

  @Test("only isShownBy may lead to a player")
  func role() {
    let address = "https://vimeo.com/1"
    let record = TierFixtures.internalRecord(
      types: ["VIDEO"], aggregation: [TierFixtures.link(.edmHasView, address)],
      [TierFixtures.file(address, "text/html")])
    #expect(TierCalculator().tiers(of: record).content == .zero)
  }
}
