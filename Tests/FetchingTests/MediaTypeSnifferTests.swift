import Fetching
import Testing

@Suite("Media types by content")
struct MediaTypeSnifferTests {
  static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test(
    "known beginnings are recognised",
    arguments: [
      ([0xff, 0xd8, 0xff, 0xdb], MediaType.jpeg), ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], .png),
      (bytes("GIF89a"), .gif), ([0x49, 0x49, 0x2a, 0x00], .tiff), ([0x4d, 0x4d, 0x00, 0x2b], .tiff),
      (bytes("RIFFxxxxWEBPVP8 "), .webp), (bytes("RIFFxxxxWAVEfmt "), .wave),
      ([0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20, 0x0d, 0x0a, 0x87, 0x0a], .jp2),
      ([0, 0, 0, 0x18] + bytes("ftypheic") + [0, 0, 0, 0] + bytes("mif1heic"), .heif),
      ([0, 0, 0, 0x1c] + bytes("ftypavif") + [0, 0, 0, 0] + bytes("mif1avifmiaf"), .avif),
      ([0, 0, 0, 0x18] + bytes("ftypisom") + [0, 0, 2, 0] + bytes("isommp41"), .mp4),
      ([0, 0, 0, 0x14] + bytes("ftypqt  ") + [0, 0, 0, 0] + bytes("qt  "), .quickTime),
      (bytes("%PDF-1.7"), .pdf), (bytes("\n\n%PDF-1.4"), .pdf), (bytes("ID3\u{3}"), .mp3),
      ([0xff, 0xfb, 0x90], .mp3),
      (bytes("OggS"), .ogg), (bytes("fLaC"), .flac), ([0x1f, 0x8b, 0x08], .gzip), (bytes("glTF"), .glb),
      (bytes("  <!DOCTYPE HTML><title>x"), .html), (bytes("\u{feff}<html lang=nl>"), .html),
      (bytes("<!-- gone --><head>"), .html), (bytes("<?xml version='1.0'?><html xmlns='x'>"), .html),
      (bytes("<?xml version='1.0'?><!-- a --><svg xmlns='x'>"), .svg), (bytes("<svg>"), .svg),
      (bytes("<?xml version='1.0'?><OAI-PMH/>"), .xml), (bytes("<rdf:RDF></rdf:RDF>"), .xml),
      (bytes("{\"a\": 1}"), .json),
      (bytes("Not found"), .text),
      ([0xff, 0xfe, 0x3c, 0, 0x68, 0, 0x74, 0, 0x6d, 0, 0x6c, 0, 0x3e, 0], .html),
    ] as [([UInt8], MediaType)])
  func recognises(head: [UInt8], type: MediaType) { #expect(MediaTypeSniffer.mediaType(of: head) == type) }

  @Test(
    "unknown, short and empty beginnings are no type",
    arguments: [[], [0x00], [0, 1, 2, 3, 4, 5]] as [[UInt8]])
  func unknown(head: [UInt8]) { #expect(MediaTypeSniffer.mediaType(of: head) == nil) }

  @Test("any bytes at all are survived, and what follows the sufficient bytes changes nothing")
  func survives() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("media type sniffer seed: \(seed)")
    var state = seed
    let alphabet = Array("ftypRIFF<?xm!->%PDF-\u{0}\u{1} {".utf8)
    for _ in 0..<300 {
      var head: [UInt8] = []
      while head.count < MediaTypeSniffer.sufficientBytes {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        // Few different bytes, so that signatures come about.
        head.append(alphabet[Int(state >> 33) % alphabet.count])
      }
      for length in 0..<32 { _ = MediaTypeSniffer.mediaType(of: head.prefix(length)) }
      #expect(
        MediaTypeSniffer.mediaType(of: head)
          == MediaTypeSniffer.mediaType(of: head + Array("<html>\u{0}".utf8)))
    }
  }

  @Test(
    "HTML is a soft 404, another family a mismatch, another image format neither",
    arguments: [
      (MediaType.html, "image/jpeg", FetchFailure.soft404HTML), (.html, "text/html", .soft404HTML),
      (.png, "image/jpeg", nil), (.jpeg, nil, nil), (nil, "image/jpeg", nil),
      (.json, "image/jpeg", .mimeMismatch),
      (.pdf, "image/jpeg", .mimeMismatch), (.jpeg, "text/html; charset=utf-8", .mimeMismatch),
      (.jpeg, "application/octet-stream", nil), (.xml, "image/svg+xml", nil), (.ogg, "audio/ogg", nil),
      (.mp4, "audio/mp4", nil), (.jpeg, "application/pdf", .mimeMismatch), (.pdf, "Application/PDF", nil),
      (.text, "IMAGE/JPEG", .mimeMismatch), (.jpeg, "jpeg", nil),
    ] as [(MediaType?, String?, FetchFailure?)])
  func judges(sniffed: MediaType?, declared: String?, failure: FetchFailure?) {
    #expect(MediaTypeSniffer.mediaFailure(sniffed: sniffed, declared: declared) == failure)
  }
}
