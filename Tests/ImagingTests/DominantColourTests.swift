import Testing

@testable import Imaging

@Suite("Dominant colours")
struct DominantColourTests {
  @Test("palette colours come back, most frequent first")
  func ranksColours() {
    let image = Picture.drawn(100, 100) { x, _ in
      x < 50 ? (255, 0, 0) : x < 80 ? (0, 0, 255) : (255, 255, 255)
    }
    #expect(DominantColours.find(in: Raster(image)) == ["FF0000", "0000FF", "FFFFFF"])
  }

  @Test("at most six are named, and none below one per cent")
  func limitsColours() {
    let many = Picture.drawn(160, 20) { x, _ in
      [
        (0, 0, 0), (255, 255, 255), (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (0, 255, 255),
        (128, 128, 128),
      ][x / 20]
    }
    #expect(DominantColours.find(in: Raster(many)).count == 6)
    let speck = Picture.drawn(200, 200) { x, y in x < 10 && y < 10 ? (255, 0, 0) : (0, 0, 0) }
    #expect(DominantColours.find(in: Raster(speck)) == ["000000"])
  }

  @Test("every colour has the form that the EDM schema asks for")
  func formsColours() {
    let colours = DominantColours.find(in: Raster(Picture.scene(4, width: 200, height: 200)))
    #expect(!colours.isEmpty)
    #expect(colours.allSatisfy { $0.wholeMatch(of: /[0-9A-F]{6}/) != nil })
  }
}
