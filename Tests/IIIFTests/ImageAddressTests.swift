import IIIF
import Testing

@Suite("Image API addresses")
struct ImageAddressTests {
  @Test(
    "Addresses of the Image API are recognised and their base is found",
    arguments: [
      (
        "https://example.org/iiif/ark:%2F1/full/full/0/native.jpg", "https://example.org/iiif/ark:%2F1",
        "full"
      ),
      ("http://example.org/iiif/2/a/full/!400,400/0/default.png", "http://example.org/iiif/2/a", "!400,400"),
      ("https://example.org/a/0,0,100,200/pct:50/!90/gray.tif", "https://example.org/a", "pct:50"),
      ("https://example.org/a/pct:1.5,2,3,4/^max/22.5/color.webp", "https://example.org/a", "^max"),
      ("https://example.org/a/square/,150/0/bitonal.gif?download=1", "https://example.org/a", ",150"),
      ("https://example.org/a/full/%21400%2C400/0/default.jpg", "https://example.org/a", "!400,400"),
      ("https://example.org/x/y/z/full/200,/0/default.jpg#top", "https://example.org/x/y/z", "200,"),
    ])
  func recognised(address: String, base: String, size: String) throws {
    let parsed = try #require(ImageAddress(parsing: address))
    #expect(parsed.base == base)
    #expect(parsed.size == size)
  }

  @Test(
    "Other addresses are not",
    arguments: [
      "https://example.org/full/full/0/default.jpg", "https://example.org/a/full/full/0/default",
      "https://example.org/a/full/full/0/cover.jpg", "https://example.org/a/full/0/default.jpg",
      "https://example.org/a/full/,/0/default.jpg", "https://example.org/a/1,2,3/full/0/default.jpg",
      "https://example.org/a/full/full/north/default.jpg", "ftp://example.org/a/full/full/0/default.jpg",
      "/a/b/c/full/full/0/default.jpg", "", "https://example.org/images/full/large/2020/default.jpg",
    ])
  func notRecognised(address: String) {
    #expect(ImageAddress(parsing: address) == nil)
  }

  @Test("The address of a description leads to the base and back")
  func information() {
    #expect(ImageAddress.information(ofBase: "https://example.org/a/") == "https://example.org/a/info.json")
    #expect(
      ImageAddress.base(ofInformation: "https://example.org/a/info.json?v=2") == "https://example.org/a")
    #expect(ImageAddress.base(ofInformation: "https://example.org/a/manifest.json") == nil)
  }
}

@Suite("A static image service")
struct StaticImageServiceTests {
  private let service = StaticImageService(
    base: "http://127.0.0.1:8765/iiif/a%20\"b\".jpg/", full: PixelSize(width: 1200, height: 800),
    longSides: [400, 400, 5000, 0], rights: "http://creativecommons.org/publicdomain/zero/1.0/")

  @Test("Its description is read back as level 0 with the same sizes")
  func roundTrip() throws {
    let plain = StaticImageService(base: "http://127.0.0.1/a", full: PixelSize(width: 1200, height: 800))
    let read = try ImageInformation(json: plain.information)
    #expect(read.version == .v3 && read.level == 0 && read.base == "http://127.0.0.1/a")
    #expect(
      read.sizes == [
        PixelSize(width: 1200, height: 800), PixelSize(width: 1000, height: 667),
        PixelSize(width: 400, height: 267),
      ])
    #expect(read.oddities.isEmpty)
    #expect(plain.information == plain.information)
  }

  @Test("Odd characters in the base and sizes that make no sense do no harm")
  func oddInput() throws {
    let read = try ImageInformation(json: service.information)
    #expect(read.base == service.base)
    #expect(read.sizes == [PixelSize(width: 1200, height: 800), PixelSize(width: 400, height: 267)])
    #expect(read.rights == "http://creativecommons.org/publicdomain/zero/1.0/")
  }

  @Test("Every request that the chooser makes of it is answered")
  func answersItsOwnRequests() throws {
    let plain = StaticImageService(base: "http://127.0.0.1/a", full: PixelSize(width: 1200, height: 800))
    let information = try ImageInformation(json: plain.information)
    for longSide in [1, 399, 400, 401, 1000, 1200, 4000] {
      for request in information.requests(longSide: longSide) {
        let path = String(request.text.dropFirst(plain.base.count + 1))
        #expect(plain.size(forRequest: path) == request.expected, "\(path)")
      }
    }
  }

  @Test(
    "What level 0 does not offer is refused",
    arguments: [
      "full/!400,400/0/default.jpg", "full/max/90/default.jpg", "square/max/0/default.jpg",
      "full/max/0/default.png", "full/max/0/gray.jpg", "full/401,267/0/default.jpg",
      "../full/max/0/default.jpg",
      "x/full/max/0/default.jpg", "info.json", "",
    ])
  func refused(path: String) {
    #expect(service.size(forRequest: path) == nil)
  }
}
